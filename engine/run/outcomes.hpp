// Outcomes: what a run comes to, as a few numbers, taken from weekly series of the city.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/core/frame.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::run {

// A weekly number of the whole city: the mean of one output over the districts (or over the districts' values
// for one kind of unit or class of member), without missing ones. Every output with one value a district is one.
struct Series {
  std::string name;
  std::string unit;
  core::Text text;
};
const std::vector<Series>& city_series();
// A week's value of one of them; `series` must be the name of one.
double city_value(const core::FrameLayout& layout, const core::Frame& frame, std::string_view series);

struct Outcome {
  std::string name;
  std::string unit;
  core::Text text;
  bool is_share;            // of districts: between 0 and 1, often at an end
  io::Direction direction;  // what a district would want; none where it depends
};
const std::vector<Outcome>& outcomes();

// Watches a run and draws its series and outcomes.
class Recorder {
 public:
  // Where a series' values lie in a frame.
  struct Place {
    std::size_t first, width, districts;
  };

  explicit Recorder(const core::FrameLayout& layout);

  // Goes on with the series of a run so far, as series() gave them.
  void resume(std::vector<std::vector<double>> series);
  void observe(const core::Frame& frame);
  // [series][week]
  const std::vector<std::vector<double>>& series() const { return series_; }
  // In the order of outcomes(). "In the last year" is the last 52 weeks, or the whole run where it is shorter.
  std::vector<double> outcomes() const;

 private:
  const std::vector<double>& values_of(std::string_view series) const;
  double mean_of(std::string_view series, std::size_t last_weeks) const;

  std::vector<Place> places_;
  std::vector<std::vector<double>> series_;
};

}  // namespace gongjian::run
