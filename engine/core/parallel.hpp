// Parallel loops over constant blocks. The blocks follow from the data alone, never from the number of
// threads, so what a block computes is the same whoever computes it.
//
// The only place that knows of TBB. Built with GONGJIAN_STD_THREADS it runs on std::thread instead, for
// ThreadSanitizer, which cannot see into the packaged TBB.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

namespace gongjian::core {

// Threads to work with. One thread means a plain loop on the caller's.
class Workers {
 public:
  static constexpr std::string_view kName = "workers";

  // threads: 1 or more; 0 takes one for each core.
  explicit Workers(unsigned threads = 1);
  ~Workers();
  Workers(Workers&&) noexcept;
  Workers& operator=(Workers&&) noexcept;

  unsigned threads() const { return threads_; }

  // body(i) once for each i in [0, count), in any order, at the same time on different threads.
  // An exception thrown by a body is thrown to the caller after the others have ended.
  template <class Body>
  void for_each(std::size_t count, const Body& body) const {
    run(count, {&body, [](const void* of, std::size_t i) { (*static_cast<const Body*>(of))(i); }});
  }

  // body(begin, end) once for each block of `block` rows of [0, count); the last may be shorter.
  template <class Body>
  void for_blocks(std::size_t count, std::size_t block, const Body& body) const {
    for_each((count + block - 1) / block, [&](std::size_t i) { body(i * block, std::min(count, (i + 1) * block)); });
  }

 private:
  // A body that lives longer than the loop; unlike std::function, it needs no memory of its own.
  struct Work {
    const void* body;
    void (*call)(const void*, std::size_t);
    void operator()(std::size_t i) const { call(body, i); }
  };
  void run(std::size_t count, Work work) const;

  struct Arena;
  unsigned threads_;
  std::unique_ptr<Arena> arena_;  // none for one thread
};

}  // namespace gongjian::core
