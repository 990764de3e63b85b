#include "engine/core/parallel.hpp"

#include <algorithm>
#include <thread>

#ifdef GONGJIAN_STD_THREADS
#include <atomic>
#include <exception>
#include <mutex>
#include <vector>
#else
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace gongjian::core {

#ifdef GONGJIAN_STD_THREADS

struct Workers::Arena {
  explicit Arena(unsigned threads) : count(threads) {}
  unsigned count;

  void run(std::size_t items, Work body) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failure_mutex;
    const auto work = [&] {
      for (std::size_t i = next++; i < items; i = next++) {
        try {
          body(i);
        } catch (...) {
          const std::lock_guard lock(failure_mutex);
          if (!failure) failure = std::current_exception();
        }
      }
    };
    std::vector<std::thread> threads;
    for (unsigned t = 1; t < count; ++t) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    if (failure) std::rethrow_exception(failure);
  }
};

#else

struct Workers::Arena {
  // The control lets more threads work than there are cores, when a person asks for that.
  explicit Arena(unsigned threads)
      : control(tbb::global_control::max_allowed_parallelism, threads), arena(static_cast<int>(threads)) {}
  tbb::global_control control;
  tbb::task_arena arena;

  void run(std::size_t items, Work body) {
    arena.execute([&] {
      tbb::parallel_for(
          tbb::blocked_range<std::size_t>(0, items, 1),
          [&](const tbb::blocked_range<std::size_t>& r) {
            for (std::size_t i = r.begin(); i != r.end(); ++i) body(i);
          },
          tbb::simple_partitioner{});
    });
  }
};

#endif

Workers::Workers(unsigned threads)
    : threads_(threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency())),
      arena_(threads_ > 1 ? std::make_unique<Arena>(threads_) : nullptr) {}
Workers::~Workers() = default;
Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;

void Workers::run(std::size_t count, Work work) const {
  if (arena_ && count > 1) {
    arena_->run(count, work);
  } else {
    for (std::size_t i = 0; i < count; ++i) work(i);
  }
}

}  // namespace gongjian::core
