// Parallel loops over constant blocks. The blocks follow from the data alone, never from the number of
// threads, so what a block computes is the same whoever computes it.
//
// The only place that knows of TBB. Built with GONGJIAN_STD_THREADS it runs on std::thread instead, for
// ThreadSanitizer, which cannot see into the packaged TBB.
#pragma once

#include <cstddef>
#include <functional>
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
  void for_each(std::size_t count, const std::function<void(std::size_t)>& body) const;

  // body(begin, end) once for each block of `block` rows of [0, count); the last may be shorter.
  void for_blocks(std::size_t count, std::size_t block,
                  const std::function<void(std::size_t, std::size_t)>& body) const;

 private:
  struct Arena;
  unsigned threads_;
  std::unique_ptr<Arena> arena_;  // none for one thread
};

}  // namespace gongjian::core
