// What the engine has, as Python takes it.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <utility>
#include <vector>

#include "engine/core/fields.hpp"

namespace gongjian::python {

namespace py = pybind11;

// (English, Chinese)
inline py::tuple both(const core::Text& text) { return py::make_tuple(text.en, text.zh); }

// An array that takes over the values, without a copy.
inline py::array_t<double> as_array(std::vector<double> values, const std::vector<py::ssize_t>& shape) {
  auto kept = std::make_unique<std::vector<double>>(std::move(values));
  const double* data = kept->data();
  const py::capsule owner(kept.get(), [](void* all) { delete static_cast<std::vector<double>*>(all); });
  static_cast<void>(kept.release());
  return py::array_t<double>(shape, data, owner);
}

}  // namespace gongjian::python
