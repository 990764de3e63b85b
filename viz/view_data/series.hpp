// Weekly series of a run as it goes on: values are added at the end and never moved.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "viz/view_data/decimate.hpp"

namespace gongjian::viz {

// Low and high of the values that are there; NaN both where there is none.
struct ValueRange {
  double low = 0, high = 0;
};

class SeriesStore {
 public:
  static constexpr std::size_t kChunk = 256;  // weeks

  SeriesStore() = default;
  explicit SeriesStore(std::vector<std::string> names) : names_(std::move(names)) {}

  const std::vector<std::string>& names() const { return names_; }
  std::optional<std::size_t> find(std::string_view name) const;
  std::size_t weeks() const { return weeks_; }

  // The next week: a value for each series, in the order of names(); NaN where it has none.
  void append(std::span<const double> values);
  // Only the first so many weeks are kept: what a run that steps back has left.
  void shorten(std::size_t weeks);

  double at(std::size_t series, std::size_t week) const;
  // Weeks [first, last), at most those there are, in one piece.
  std::vector<double> values(std::size_t series, std::size_t first, std::size_t last) const;
  // Over the same weeks.
  ValueRange range(std::size_t series, std::size_t first, std::size_t last) const;

 private:
  struct Chunk {
    explicit Chunk(std::size_t series) : values(series * kChunk), ranges(series) {}
    std::vector<double> values;      // by series, then week
    std::vector<ValueRange> ranges;  // of each series, of all weeks of a full chunk
  };
  // Calls each(values of one chunk, its range where the chunk is full and all of it is asked for, else null).
  template <class Each>
  void visit(std::size_t series, std::size_t first, std::size_t last, Each each) const;

  std::vector<std::string> names_;
  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t weeks_ = 0;
};

// The same series of several runs: mean and quantiles over the runs that got so far, for weeks [first, last).
Band band(std::span<const SeriesStore* const> runs, std::size_t series, std::size_t first, std::size_t last,
          double low = 0.1, double high = 0.9);

}  // namespace gongjian::viz
