#include "engine/run/reduction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/core/missing.hpp"
#include "engine/core/say.hpp"
#include "engine/run/experiment_keys.hpp"
#include "engine/run/outcomes.hpp"

namespace gongjian::run {

bool has_condition(Take take) {
  return take == Take::first_week || take == Take::share_of_weeks || take == Take::survival;
}

double Reduction::of(const std::vector<double>& weekly) const {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  double sum = 0, count = 0, first = 0, last = 0, lowest = kInfinity, highest = -kInfinity, holds = 0, when = -1;
  for (int week = from; week <= to && week < static_cast<int>(weekly.size()); ++week) {
    const double value = weekly[static_cast<std::size_t>(week)];
    if (std::isnan(value)) continue;
    if (count == 0) first = value;
    last = value;
    sum += value;
    ++count;
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
    if (above ? value > threshold : value < threshold) {
      ++holds;
      if (when < 0) when = week;
    }
  }
  constexpr double kNone = core::kMissing<double>;
  if (count == 0) return kNone;
  switch (take) {
    case Take::final_value:
      return last;
    case Take::mean:
      return sum / count;
    case Take::minimum:
      return lowest;
    case Take::maximum:
      return highest;
    case Take::sum:
      return sum;
    case Take::change:
      return last - first;
    case Take::first_week:
      return when < 0 ? kNone : when;
    case Take::share_of_weeks:
      return holds / count;
    case Take::survival:
      return when < 0 ? to + 1 : when;
  }
  return kNone;
}

Reduction read_reduction(io::TableReader& reader, int weeks, core::Date start) {
  Reduction reduction;
  const core::Range known_weeks{0, static_cast<double>(weeks - 1)};
  std::vector<std::string_view> names;
  for (const Series& series : city_series()) names.push_back(series.name);
  reader.require("of", {"it names the weekly series that is reduced", "它指定要汇总的每周序列"});
  reader.read_name("of", names, reduction.series);
  std::size_t take = 0;
  reader.require("take", {"it says how the series becomes one number", "它说明序列如何变成一个数"});
  reader.read_name("take", {kTakes.begin(), kTakes.end()}, take);
  reduction.take = static_cast<Take>(take);

  core::WeekNumber from{0}, to{weeks - 1};
  reader.read("from", from, known_weeks, start);
  reader.read("to", to, known_weeks, start);
  int last = 0;
  if (reader.read("last", last, core::range(1, weeks))) {
    if (reader.has("from") || reader.has("to"))
      reader.problem("last",
                     {"last in [[outcome]]: it stands for a window of the last weeks, so from and to can't stand "
                      "beside it; leave one of them out",
                      "[[outcome]] 中的 last：它表示最后若干周，不能与 from 和 to 并用；请删去其一"});
    from.value = weeks - last;
  }
  if (from.value > to.value)
    reader.problem("to",
                   core::say("to in [[outcome]]: read week {}, which is before week {}, in which the window begins",
                             "[[outcome]] 中的 to：读到第 {} 周，早于窗口开始的第 {} 周", to.value, from.value));
  reduction.from = from.value;
  reduction.to = to.value;

  const bool is_above = reader.read("above", reduction.threshold, kAnyNumber);
  const bool is_below = reader.read("below", reduction.threshold, kAnyNumber);
  reduction.above = is_above;
  const bool wanted = has_condition(reduction.take), one = is_above != is_below;
  const std::string name(kTakes[take]);
  if (wanted && !one && !(reader.has("above") && reader.has("below")))
    reader.problem("take", core::say("take in [[outcome]]: \"{}\" wants a condition: above = NUMBER or below = NUMBER",
                                     "[[outcome]] 中的 take：\"{}\" 需要条件：above = 数 或 below = 数", name));
  if (is_above && is_below)
    reader.problem("below", {"below in [[outcome]]: above stands there too; a condition has one of them",
                             "[[outcome]] 中的 below：已有 above；一个条件只能有其中之一"});
  if (!wanted && (is_above || is_below))
    reader.problem(is_above ? "above" : "below",
                   core::say("{} in [[outcome]]: \"{}\" knows no condition; allowed with first_week, share_of_weeks "
                             "and survival",
                             "[[outcome]] 中的 {}：\"{}\" 没有条件；条件只用于 first_week、share_of_weeks 和 survival",
                             is_above ? "above" : "below", name));
  return reduction;
}

}  // namespace gongjian::run
