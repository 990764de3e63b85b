#include "viz/lessons/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/run/outcomes.hpp"

namespace gongjian::lessons {
namespace {

// The mean of the weeks that have a value.
double mean_up_to(const Measure& measure, std::size_t side, int week, const Output& output) {
  double sum = 0;
  int count = 0;
  for (int w = week - measure.over + 1; w <= week; ++w) {
    const double value = output(side, measure.of, w);
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

// About three digits that count.
std::string digits(double value) {
  const double size = std::abs(value);
  return fmt::format("{:.{}f}", value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.0995 || size == 0 ? 2 : 3);
}

core::Text both(const std::string& text) { return {text, text}; }

const char* side_name(std::size_t side, bool chinese) {
  if (chinese) return side == 0 ? "甲" : "乙";
  return side == 0 ? "A" : "B";
}

}  // namespace

double value_of(const Measure& measure, const Output& output) {
  const double value = mean_up_to(measure, measure.side, measure.week, output);
  if (!measure.compares()) return value;
  const double base = measure.against ? mean_up_to(measure, *measure.against, measure.week, output)
                                      : mean_up_to(measure, measure.side, measure.against_week, output);
  return measure.as_ratio ? value / base : value - base;
}

core::Text value_text(const Measure& measure, double value) {
  if (std::isnan(value)) return {"none", "无"};
  const bool is_difference = measure.compares() && !measure.as_ratio;
  const char* sign = is_difference && value > 0 ? "+" : "";
  switch (measure.format) {
    case Measure::Format::percent: {
      const std::string number = sign + fmt::format("{:.{}f}", 100 * value, std::abs(value) < 0.0995 ? 1 : 0);
      if (is_difference) return {number + " percentage points", number + " 个百分点"};
      return {number + " %", number + "%"};
    }
    case Measure::Format::whole:
      return both(sign + fmt::format("{:.0f}", value));
    default:
      if (measure.as_ratio) return {digits(value) + " times", digits(value) + " 倍"};
      return both(sign + digits(value));
  }
}

core::Text label_of(const Measure& measure, bool has_two_sides) {
  const auto& all = run::city_series();
  const auto series = std::find_if(all.begin(), all.end(), [&](const run::Series& s) { return s.name == measure.of; });
  core::Text label = series != all.end() ? series->text : both(measure.of);
  if (label.zh.empty()) label.zh = label.en;
  if (has_two_sides) {
    const std::string other_en =
        measure.against ? std::string(measure.as_ratio ? " over " : " less ") + side_name(*measure.against, false) : "";
    const std::string other_zh =
        measure.against ? std::string(measure.as_ratio ? "比" : "减") + side_name(*measure.against, true) : "";
    label.en += fmt::format(", {}{}", side_name(measure.side, false), other_en);
    label.zh += fmt::format("，{}{}", side_name(measure.side, true), other_zh);
  }
  if (measure.over > 1) {
    label.en += fmt::format(", mean of {} weeks up to week {}", measure.over, measure.week);
    label.zh += fmt::format("，截至第 {} 周的 {} 周平均", measure.week, measure.over);
  } else {
    label.en += fmt::format(", week {}", measure.week);
    label.zh += fmt::format("，第 {} 周", measure.week);
  }
  if (measure.against_week >= 0) {
    label.en += fmt::format(" against week {}", measure.against_week);
    label.zh += fmt::format("，与第 {} 周相比", measure.against_week);
  }
  return label;
}

bool Bounds::contains(double value) const {
  if (std::isnan(value)) return never;
  return !never && value >= above && value < below;
}

core::Text bounds_text(const Measure& measure, const Bounds& bounds) {
  if (bounds.never) return {"none", "无"};
  core::Text text;
  const bool has_low = std::isfinite(bounds.above), has_high = std::isfinite(bounds.below);
  if (has_low) {
    const core::Text low = value_text(measure, bounds.above);
    text = {"at least " + low.en, "不低于 " + low.zh};
  }
  if (has_high) {
    const core::Text high = value_text(measure, bounds.below);
    text.en += (has_low ? " and below " : "below ") + high.en;
    text.zh += (has_low ? "、低于 " : "低于 ") + high.zh;
  }
  return text;
}

}  // namespace gongjian::lessons
