// Reductions: what a run comes to in one number, taken from a weekly series of the city.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/table_reader.hpp"

namespace gongjian::run {

enum class Take {
  final_value,     // of the last week that has one
  mean,            // over the weeks
  minimum,         // over the weeks
  maximum,         // over the weeks
  sum,             // over the weeks
  change,          // last value less the first one
  first_week,      // the first week in which the condition holds; missing where it never does
  share_of_weeks,  // in which the condition holds
  survival         // as first_week, but the week after the last one watched where it never holds: "at least so long"
};

// Weeks without a value count for nothing.
struct Reduction {
  std::size_t series = 0;  // in city_series()
  Take take = Take::final_value;
  int from = 0, to = 0;                                // the first and the last week that count
  bool above = true;                                   // the condition: values above `threshold`, or below it
  double threshold = 0;                                // for first_week, share_of_weeks and survival
  double of(const std::vector<double>& weekly) const;  // NaN where no week has a value
};

bool has_condition(Take take);

// An outcome's keys `of`, `take`, `from`, `to`, `last`, `above`, `below`; runs last `weeks` weeks from `start` on.
Reduction read_reduction(io::TableReader& reader, int weeks, core::Date start);

}  // namespace gongjian::run
