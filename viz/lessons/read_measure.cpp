#include "viz/lessons/read_measure.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

#include "engine/core/say.hpp"
#include "engine/run/outcomes.hpp"
#include "viz/lessons/lesson_keys.hpp"

namespace gongjian::lessons {
namespace {

// What the measure is compared with.
bool read_comparison(io::TableReader& reader, const std::string& prefix, const Measurable& measurable,
                     Measure& measure) {
  std::size_t side = 0, comparison = 0;
  const bool has_side = reader.has(prefix + "against"), has_week = reader.has(prefix + "against_week");
  const bool right_side = read_side(reader, prefix + "against", measurable.two_sides, side);
  const bool right_week = reader.read(prefix + "against_week", measure.against_week, core::range(1, measurable.weeks));
  const bool has_as = reader.read_name(prefix + "as", {kComparisons.begin(), kComparisons.end()}, comparison);
  measure.as_ratio = comparison == 1;
  if (right_side) measure.against = side;
  if (has_side && has_week) {
    reader.problem(
        prefix + "against_week",
        core::say("{}against_week: give a side in `against` or a week in `against_week`, not both",
                  "{}against_week：请在 against 中给出一侧，或在 against_week 中给出一周，不能同时给出", prefix));
    return false;
  }
  if (has_as && !has_side && !has_week) {
    reader.problem(prefix + "as", core::say("{}as: there is nothing to compare with; give `against` or `against_week`",
                                            "{}as：没有可比较的对象；请给出 against 或 against_week", prefix));
    return false;
  }
  if (right_side && side == measure.side) {
    reader.problem(prefix + "against", core::say("{}against: this is the side that is measured; name the other one",
                                                 "{}against：这正是所测量的一侧；请指定另一侧", prefix));
    return false;
  }
  return right_side == has_side && right_week == has_week;
}

}  // namespace

bool read_side(io::TableReader& reader, const std::string& key, bool two_sides, std::size_t& side) {
  if (!reader.read_name(key, {kOneSide.begin(), kOneSide.end()}, side)) return false;
  if (side == 0 || two_sides) return true;
  reader.problem(key, core::say("{}: read \"b\", but the lesson has one side; add compare_with above the first step",
                                "{}：读到 \"b\"，而课程只有一侧；请在第一步之前加上 compare_with", key));
  return false;
}

bool read_measure(io::TableReader& reader, const std::string& prefix, const Measurable& measurable, Measure& measure) {
  std::vector<std::string_view> names;
  for (const run::Series& series : run::city_series()) names.push_back(series.name);
  std::size_t series = 0, format = 0;
  reader.require(prefix + "of", {"it names the output that is measured", "它指定所测量的输出"});
  reader.require(prefix + "week", {"it says after how many weeks", "它说明在多少周之后"});
  bool right = reader.read_name(prefix + "of", names, series);
  right = reader.read(prefix + "week", measure.week, core::range(1, measurable.weeks)) && right;
  reader.read(prefix + "over", measure.over, core::range(1, measurable.weeks));
  const bool has_side = reader.has(prefix + "side");
  right = (read_side(reader, prefix + "side", measurable.two_sides, measure.side) || !has_side) && right;
  right = read_comparison(reader, prefix, measurable, measure) && right;
  reader.read_name(prefix + "shown_as", {kFormats.begin(), kFormats.end()}, format);
  if (!right) return false;
  measure.of = names[series];
  measure.format = static_cast<Measure::Format>(format);
  const int first = measure.against_week >= 0 ? std::min(measure.week, measure.against_week) : measure.week;
  if (measure.over > first) {
    reader.problem(prefix + "over",
                   core::say("{}over: read {}, but only {} weeks have been before; the mean would begin before the run",
                             "{}over：读到 {}，而此前只有 {} 周；均值会从运行之前算起", prefix, measure.over, first));
    return false;
  }
  return true;
}

bool read_bounds(io::TableReader& reader, const std::string& prefix, Bounds& bounds) {
  const bool has_low = reader.read(prefix + "above", bounds.above, kAnyNumber);
  const bool has_high = reader.read(prefix + "below", bounds.below, kAnyNumber);
  const bool has_never = reader.read(prefix + "never", bounds.never) && bounds.never;
  if (has_never && (has_low || has_high)) {
    reader.problem(prefix + "never", core::say("{}never: a value that is not there lies neither above nor below",
                                               "{}never：没有的数值既不高于也不低于任何界限", prefix));
    return false;
  }
  if (bounds.above >= bounds.below) {
    reader.problem(prefix + "below",
                   core::say("{}below: read {}, which is not above {}; no value lies between",
                             "{}below：读到 {}，不大于 {}；两者之间没有数值", prefix, bounds.below, bounds.above));
    return false;
  }
  return has_low || has_high || has_never;
}

}  // namespace gongjian::lessons
