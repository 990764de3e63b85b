#include "analysis/report/results_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/display.hpp"
#include "engine/core/error.hpp"
#include "engine/core/rng.hpp"
#include "engine/core/say.hpp"

namespace gongjian::analysis {
namespace {

// Values of a series that are held at a time.
constexpr std::size_t kMostValues = 4'000'000;
constexpr int kMostDistricts = 10'000;
constexpr std::uint64_t kSeed = 1;  // of the points chosen

std::string letter(std::size_t policy) {
  constexpr std::size_t kLetters = 26;
  return policy < kLetters ? std::string(1, static_cast<char>('A' + policy)) : fmt::format("P{}", policy + 1);
}

}  // namespace

std::string ResultsView::title(const io::ResultsHeader::Outcome& outcome, bool with_direction) const {
  std::string text = say(outcome.text).empty() ? outcome.name : say(outcome.text);
  text += core::Unit{outcome.unit}.after_title(options.chinese);
  if (with_direction && outcome.direction == io::Direction::more) text += "\u00A0↑";
  if (with_direction && outcome.direction == io::Direction::less) text += "\u00A0↓";
  return text;
}

std::string ResultsView::wish(const io::ResultsHeader::Outcome& outcome) const {
  std::string text;
  if (!std::isnan(outcome.at_least)) text = say("at least ", "不低于 ") + core::number(outcome.at_least);
  if (!std::isnan(outcome.at_most))
    text += (text.empty() ? "" : say(", ", "，")) + say("at most ", "不高于 ") + core::number(outcome.at_most);
  return text;
}

bool ResultsView::has_directions() const {
  return std::any_of(header.outcomes.begin(), header.outcomes.end(),
                     [](const auto& outcome) { return outcome.direction != io::Direction::none; });
}

std::vector<std::size_t> ResultsView::wanted_outcomes(std::size_t most) const {
  std::vector<std::size_t> result;
  const bool all = !has_directions();
  for (std::size_t o = 0; o < header.outcomes.size() && result.size() < most; ++o)
    if (all || header.outcomes[o].direction != io::Direction::none) result.push_back(o);
  return result;
}

std::string ResultsView::note_of_outcomes(std::size_t most) const {
  std::vector<std::string> without, beyond;
  std::size_t shown = 0;
  for (const auto& outcome : header.outcomes) {
    if (has_directions() && outcome.direction == io::Direction::none) without.push_back(title(outcome, false));
    else if (++shown > most) beyond.push_back(title(outcome, false));
  }
  std::string note;
  if (!without.empty())
    note = filled(say("Outcomes without a direction (direction = \"more\" or \"less\" in the experiment) are not shown "
                      "here: {}.",
                      "没有给出方向（试验文件中的 direction = \"more\" 或 \"less\"）的结果指标未列在此：{}。"),
                  core::listed(without, options.chinese));
  if (!beyond.empty())
    note += (note.empty() ? "" : say(" ", "")) +
            filled(say("The first {} outcomes are shown, not {}.", "只显示前 {} 个结果指标，未显示：{}。"), most,
                   core::listed(beyond, options.chinese));
  return note;
}

std::vector<std::size_t> ResultsView::policies_to_show(std::size_t most) const {
  std::vector<std::size_t> shown(policies());
  std::iota(shown.begin(), shown.end(), std::size_t{0});
  if (shown.size() <= most) return shown;
  if (has_directions()) {
    const io::ResultsHeader::Outcome& outcome = header.outcomes[wanted_outcomes(1)[0]];
    const std::vector<double> values = results.outcome(outcome.name);
    std::vector<double> means;  // more is better; without a value comes last
    for (std::size_t p = 0; p < policies(); ++p) {
      const double mean = mean_of(cases(values, p));
      means.push_back(std::isnan(mean)                           ? -std::numeric_limits<double>::infinity()
                      : outcome.direction == io::Direction::more ? mean
                                                                 : -mean);
    }
    std::stable_sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) { return means[a] > means[b]; });
  }
  shown.resize(most);
  return shown;
}

std::string ResultsView::note_of_policies(const std::vector<std::size_t>& shown) const {
  if (shown.size() == policies()) return {};
  std::string list;
  for (const std::size_t p : shown) list += (list.empty() ? "" : say("; ", "；")) + names[p];
  if (!has_directions())
    return filled(say("Of {} policies, the first {} are shown: {}.", "{} 个方案中只显示前 {} 个：{}。"), policies(),
                  shown.size(), list);
  return filled(say("Of {} policies, the {} with the best means of the outcome {} are shown: {}.",
                    "{} 个方案中只显示 {} 个，按“{}”的均值从优到劣：{}。"),
                policies(), shown.size(), title(header.outcomes[wanted_outcomes(1)[0]], false), list);
}

std::vector<double> ResultsView::cases(const std::vector<double>& values, std::size_t policy) const {
  std::vector<double> result;
  for (std::size_t point = 0; point < header.points; ++point) {
    std::vector<double> replicates_of_point;
    for (std::size_t r = 0; r < replicates(); ++r) replicates_of_point.push_back(values[row(point, policy, r)]);
    if (header.points == 1) return replicates_of_point;
    result.push_back(mean_of(replicates_of_point));
  }
  return result;
}

std::vector<std::size_t> ResultsView::points_of_series() const {
  const std::size_t each = std::max<std::size_t>(1, policies() * replicates() * header.weeks.size());
  return some_points(std::max<std::size_t>(1, kMostValues / each));
}

// Selection sampling (Knuth 1997, The Art of Computer Programming 2, 3.4.2, algorithm S): every set of so many points
// is as likely as any other.
std::vector<std::size_t> ResultsView::some_points(std::size_t most) const {
  const core::Draws draws(kSeed);
  std::vector<std::size_t> chosen;
  for (std::size_t point = 0; point < header.points; ++point) {
    const auto left = static_cast<double>(header.points - point);
    const auto wanted = static_cast<double>(std::min(most, header.points) - chosen.size());
    if (left * draws.uniform(core::stream("points"), static_cast<std::uint32_t>(point), 0) < wanted)
      chosen.push_back(point);
  }
  return chosen;
}

std::string ResultsView::note_of(const std::vector<std::size_t>& points) const {
  if (points.size() == header.points) return {};
  return filled(say("Of {} points, {} drawn at random are used.", "只用了 {} 个点中随机抽取的 {} 个。"),
                core::count(header.points), core::count(points.size()));
}

ResultsView view_of(const io::ResultsReader& results, const ReportOptions& options) {
  const io::ResultsHeader& header = results.header();
  if (header.rows() == 0)
    throw core::UserError(
        core::say("{} holds no runs, so there is nothing to report", "{} 中没有运行，无可报告", options.file));
  if (header.districts < 1 || header.districts > kMostDistricts)
    throw core::UserError(core::say("{} says that a run has {} districts; allowed is 1 to {}",
                                    "{} 称一次运行有 {} 个区（县）；允许 1 至 {} 个", options.file, header.districts,
                                    kMostDistricts));
  ResultsView view{results, header, options, {}, {}, {}, {}};
  for (std::size_t p = 0; p < header.policies.size(); ++p) {
    const auto& policy = header.policies[p];
    view.scenarios.push_back(read_scenario_text(policy.text, policy.label.en, header.start_date));
    view.letters.push_back(letter(p));
    view.names.push_back(header.policies.size() == 1 ? view.say(policy.label)
                                                     : letter(p) + view.say(": ", "：") + view.say(policy.label));
    for (const auto& event : view.scenarios.back().events)
      mark_event(view.marks, event.week, options.event_name(event.kind), p);
  }
  return view;
}

std::string unit_text(const std::string& unit, const ReportOptions& options) {
  return std::string(core::Unit{unit}.beside_number(options.chinese));
}

std::vector<std::string> lever_lines(const ScenarioText& scenario, const ReportOptions& options) {
  std::vector<std::string> lines;
  for (const auto& lever : scenario.levers) {
    std::string settings = lever.name;
    for (const auto& [key, value] : lever.settings) settings += options.say(", ", "，") + key + " = " + value;
    lines.push_back(options.lever_name(lever.name) + filled(options.say(" ({})", "（{}）"), settings));
  }
  return lines;
}

std::vector<std::string> event_lines(const ScenarioText& scenario, const ReportOptions& options, core::Date start) {
  std::vector<std::string> lines;
  for (const auto& event : scenario.events)
    lines.push_back(filled(options.say("week {} ({}): {}", "第 {} 周（{}）：{}"), event.week,
                           core::to_string(core::date_of_week(start, event.week)), options.event_name(event.kind)));
  return lines;
}

}  // namespace gongjian::analysis
