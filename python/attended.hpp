// Work of the engine on a thread of its own, while the thread that Python has called from heeds Ctrl-C.
#pragma once

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <future>

namespace gongjian::python {

// What both threads know.
struct Watch {
  std::atomic<bool> stop = false;
  std::atomic<std::size_t> done = 0, all = 0;
};

// Gives what work(watch) gives, or throws what it throws. Python's lock is released meanwhile. Where a signal or
// `progress`, called now and then with what is done and what there is to do, raises an exception, the work is told to
// stop and that is thrown.
template <class Work>
auto attended(const pybind11::object& progress, Work work) {
  constexpr std::chrono::milliseconds kPatience(50);
  Watch watch;
  auto result = std::async(std::launch::async, [&] { return work(watch); });
  const auto is_ready = [&] {
    const pybind11::gil_scoped_release released;
    return result.wait_for(kPatience) == std::future_status::ready;
  };
  try {
    for (bool ready = false; !ready;) {
      ready = is_ready();
      if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
      if (!progress.is_none() && watch.all > 0) progress(watch.done.load(), watch.all.load());
    }
  } catch (...) {
    watch.stop = true;
    const pybind11::gil_scoped_release released;
    result.wait();
    throw;
  }
  return result.get();
}

}  // namespace gongjian::python
