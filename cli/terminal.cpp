#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace gongjian::cli {
namespace {

constexpr int kBarWidth = 24;

std::string clock_text(double seconds) {
  const long s = std::lround(seconds);
  return s >= 3600 ? fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
                   : fmt::format("{}:{:02}", s / 60, s % 60);
}

}  // namespace

Progress::Progress(std::string unit)
    : unit_(std::move(unit)), shown_(isatty(STDERR_FILENO) != 0), start_(Clock::now()), latest_(start_) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void Progress::update(std::size_t done, std::size_t all, const std::string& note) {
  using std::chrono::duration;
  if (!before_) before_ = done > 0 ? done - 1 : 0;
  const Clock::time_point now = Clock::now();
  if (!shown_ || duration<double>(now - start_).count() < 0.5 || duration<double>(now - latest_).count() < 0.1) return;
  latest_ = now;
  drawn_ = true;
  const double elapsed = duration<double>(now - start_).count();
  const double rate = static_cast<double>(done - *before_) / elapsed;
  const auto filled = static_cast<std::size_t>(kBarWidth * done / std::max<std::size_t>(1, all));
  const double left = rate > 0 ? static_cast<double>(all - done) / rate : 0;
  fmt::print(stderr, "\r[{}{}] {}/{} {}  {}/s  {} left{}\033[K", std::string(filled, '#'),
             std::string(kBarWidth - filled, '.'), count(done), count(all), unit_, number(rate), clock_text(left),
             note.empty() ? "" : "  " + note);
  std::fflush(stderr);
}

std::string table(const std::vector<std::vector<std::string>>& rows, Align align) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string pad(widths[c] - display_width(row[c]), ' ');
      const bool right = c > 0 && align == Align::numbers_right;
      line += (c ? "  " : "") + (right ? pad + row[c] : row[c] + pad);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace gongjian::cli
