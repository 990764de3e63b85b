// What a terminal shows: progress with rate and time left, and tables that line up in both languages.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/display.hpp"

namespace gongjian::cli {

// A line on standard error that shows how far something is. Silent where standard error is not a terminal, and in
// the first half second.
class Progress {
 public:
  // `unit` names what is counted ("weeks").
  explicit Progress(std::string unit);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // What was done before the first call is not part of the rate. `note` stands at the end of the line.
  void update(std::size_t done, std::size_t all, const std::string& note = {});

 private:
  using Clock = std::chrono::steady_clock;
  std::string unit_;
  std::optional<std::size_t> before_;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_, latest_;
};

// Rows of cells as lines, each column as wide as its widest cell: numbers right of the first column, or all text left.
enum class Align { numbers_right, left };
std::string table(const std::vector<std::vector<std::string>>& rows, Align align = Align::numbers_right);

using core::count;
using core::display_width;
using core::number;

}  // namespace gongjian::cli
