// The compiled part of the Python package: thin, for Python's own part (gongjian/) gives it its face.
#include <exception>
#include <utility>

#include "engine/core/error.hpp"
#include "python_values.hpp"
#include "scenario.hpp"

PYBIND11_MODULE(_gongjian, module) {
  using namespace gongjian;
  pybind11::register_exception_translator([](std::exception_ptr thrown) {
    try {
      std::rethrow_exception(std::move(thrown));
    } catch (const core::UserError& error) {
      const pybind11::object type = pybind11::module_::import("gongjian").attr("Error");
      PyErr_SetObject(type.ptr(), python::both(error.message()).ptr());
    }
  });
  module.attr("version") = GONGJIAN_VERSION;
  python::bind_scenario(module);
  python::bind_catalogue(module);
  python::bind_runs(module);
}
