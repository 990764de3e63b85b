#include "viz/view_data/series.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/check.hpp"
#include "engine/core/missing.hpp"

namespace gongjian::viz {
namespace {

constexpr double kNothing = core::kMissing<double>;

ValueRange joined(ValueRange a, ValueRange b) { return {std::fmin(a.low, b.low), std::fmax(a.high, b.high)}; }

ValueRange range_of(std::span<const double> values) {
  ValueRange result{kNothing, kNothing};
  for (const double value : values) result = joined(result, {value, value});
  return result;
}

}  // namespace

std::optional<std::size_t> SeriesStore::find(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return {};
  return static_cast<std::size_t>(found - names_.begin());
}

void SeriesStore::append(std::span<const double> values) {
  GONGJIAN_CHECK(values.size() == names_.size());
  const std::size_t week = weeks_ % kChunk;
  if (week == 0) chunks_.push_back(std::make_unique<Chunk>(names_.size()));
  Chunk& chunk = *chunks_.back();
  for (std::size_t s = 0; s < values.size(); ++s) chunk.values[s * kChunk + week] = values[s];
  ++weeks_;
  if (week + 1 == kChunk)
    for (std::size_t s = 0; s < values.size(); ++s)
      chunk.ranges[s] = range_of(std::span(chunk.values).subspan(s * kChunk, kChunk));
}

void SeriesStore::shorten(std::size_t weeks) {
  weeks_ = std::min(weeks_, weeks);
  chunks_.resize((weeks_ + kChunk - 1) / kChunk);
}

double SeriesStore::at(std::size_t series, std::size_t week) const {
  GONGJIAN_CHECK(series < names_.size() && week < weeks_);
  return chunks_[week / kChunk]->values[series * kChunk + week % kChunk];
}

template <class Each>
void SeriesStore::visit(std::size_t series, std::size_t first, std::size_t last, Each each) const {
  GONGJIAN_CHECK(series < names_.size());
  last = std::min(last, weeks_);
  while (first < last) {
    const Chunk& chunk = *chunks_[first / kChunk];
    const std::size_t from = first % kChunk, count = std::min(kChunk - from, last - first);
    each(std::span(chunk.values).subspan(series * kChunk + from, count),
         count == kChunk ? &chunk.ranges[series] : nullptr);
    first += count;
  }
}

std::vector<double> SeriesStore::values(std::size_t series, std::size_t first, std::size_t last) const {
  std::vector<double> result;
  visit(series, first, last, [&](std::span<const double> part, const ValueRange*) {
    result.insert(result.end(), part.begin(), part.end());
  });
  return result;
}

ValueRange SeriesStore::range(std::size_t series, std::size_t first, std::size_t last) const {
  ValueRange result{kNothing, kNothing};
  visit(series, first, last, [&](std::span<const double> part, const ValueRange* whole) {
    result = joined(result, whole ? *whole : range_of(part));
  });
  return result;
}

Band band(std::span<const SeriesStore* const> runs, std::size_t series, std::size_t first, std::size_t last, double low,
          double high) {
  std::vector<std::vector<double>> values;
  for (const SeriesStore* run : runs) values.push_back(run->values(series, first, last));
  return band(std::vector<std::span<const double>>(values.begin(), values.end()), low, high);
}

}  // namespace gongjian::viz
