// Under which circumstances the cases of interest come about.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/decision.hpp"
#include "analysis/discovery.hpp"
#include "analysis_method.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

using Kind = Report::Kind;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

bool has_side(const AnalyseOptions& options) { return options.above || options.below; }
bool has_threshold(const Outcome& outcome) { return !std::isnan(outcome.at_least) || !std::isnan(outcome.at_most); }

std::size_t no_resamples(const Request&) { return 0; }

void check(const Request& request) {
  if (request.header.factors.empty())
    throw core::UserError(core::say("{}: there are no factors, so no circumstances to tell cases by",
                                    "{}: 没有因子，无法区分不同情形", request.options.results));
  if (has_side(request.options) && request.options.wanted.size() != 1 && request.header.outcomes.size() > 1)
    throw core::UserError(core::say("{}: there are {} outcomes; say with --outcome which one this is about",
                                    "{}：有 {} 个结果指标；请用 --outcome 指明针对哪一个",
                                    request.options.above ? "--above" : "--below", request.header.outcomes.size()));
}

bool suits(const Request& request, const Outcome& outcome) {
  return has_side(request.options) || has_threshold(outcome);
}

// What makes a case one of interest, and in words.
struct Interest {
  core::Text text;
  std::function<bool(double)> holds;
};

Interest interest_of(const AnalyseOptions& options, const Outcome& outcome) {
  if (options.above)
    return {{"above " + number(*options.above), "高于 " + number(*options.above)},
            [bound = *options.above](double value) { return value > bound; }};
  if (options.below)
    return {{"below " + number(*options.below), "低于 " + number(*options.below)},
            [bound = *options.below](double value) { return value < bound; }};
  const analysis::Threshold threshold{outcome.at_least, outcome.at_most};
  core::Text text;
  const auto add = [&](double bound, const char* en, const char* zh) {
    if (std::isnan(bound)) return;
    text.en += (text.en.empty() ? "" : " and ") + (en + number(bound));
    text.zh += (text.zh.empty() ? "" : "且") + (zh + number(bound));
  };
  add(threshold.at_least, "at least ", "不低于 ");
  add(threshold.at_most, "at most ", "不高于 ");
  const bool satisfied = options.of_interest == "satisfied";
  if (!satisfied) text = {"not " + text.en, "未达到" + text.zh};
  return {text, [=](double value) { return threshold.met_by(value) == satisfied; }};
}

std::vector<analysis::DiscoveryFactor> factors_of(const io::ResultsHeader& header) {
  std::vector<analysis::DiscoveryFactor> factors;
  for (const auto& factor : header.factors) factors.push_back({factor.name, factor.values, !factor.levels.empty()});
  return factors;
}

Report::Row row_of(const core::Text& name, const analysis::Box& box) {
  return {name,
          {{box.coverage},
           {box.density},
           {box.mass},
           {static_cast<double>(box.rows)},
           {static_cast<double>(box.of_interest)},
           {static_cast<double>(box.restricted)}}};
}

Report::Table boxes_of(const analysis::Discovery& found) {
  Report::Table table{"boxes",
                      {"box", "箱"},
                      {{"coverage", {"coverage", "覆盖率"}},
                       {"density", {"density", "密度"}},
                       {"mass", {"mass", "占全部的比例"}},
                       {"cases", {"cases", "情形数"}, Kind::count},
                       {"of_interest", {"of interest", "关注的情形"}, Kind::count},
                       {"restricted", {"factors limited", "受限因子数"}, Kind::count}}};
  for (std::size_t b = 0; b < found.trajectory.size(); ++b)
    table.rows.push_back(row_of({std::to_string(b), {}}, found.trajectory[b]));
  table.rows.push_back(row_of({"suggested", "建议"}, found.suggested));
  return table;
}

// The levels of a choice that limits let through.
std::string allowed(const io::ResultsHeader::Factor& factor, const analysis::Limits& limits) {
  std::string text;
  for (std::size_t level = 0; level < factor.levels.size(); ++level)
    if (limits.hold(static_cast<double>(level))) text += (text.empty() ? "" : ", ") + factor.levels[level];
  return text;
}

Report::Table limits_of(const io::ResultsHeader& header, const analysis::Box& box) {
  Report::Table table{"limits",
                      {"factor", "因子"},
                      {{"from", {"from", "下限"}, Kind::number, true},
                       {"to", {"to", "上限"}, Kind::number, true},
                       {"allowed", {"one of", "取值"}, Kind::text, true},
                       {"unit", {"unit", "单位"}, Kind::text, true},
                       {"least", {"least tried", "所试最小值"}, Kind::number, true},
                       {"most", {"most tried", "所试最大值"}, Kind::number, true},
                       {"quasi_p", {"quasi-p", "准 p 值"}}}};
  for (std::size_t f = 0; f < header.factors.size(); ++f) {
    const auto& factor = header.factors[f];
    const analysis::Limits& limits = box.limits[f];
    if (!limits.restricted()) continue;
    const auto finite = [](double value) { return std::isfinite(value) ? value : kMissing; };
    const bool choice = !factor.levels.empty();
    const auto [least, most] = std::minmax_element(factor.values.begin(), factor.values.end());
    table.rows.push_back({{factor.name, {}},
                          {{finite(limits.low)},
                           {finite(limits.high)},
                           {.text = choice ? allowed(factor, limits) : ""},
                           {.text = std::string(core::Unit{factor.unit}.beside_number(false)),
                            .zh = std::string(core::Unit{factor.unit}.beside_number(true))},
                           {choice ? kMissing : *least},
                           {choice ? kMissing : *most},
                           {box.quasi_p[f]}}});
  }
  return table;
}

const analysis::Box& box_named(const std::string& name, const analysis::Discovery& found) {
  if (name.empty() || name == "suggested") return found.suggested;
  std::size_t position = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), position);
  if (read.ec == std::errc() && read.ptr == name.data() + name.size() && position < found.trajectory.size())
    return found.trajectory[position];
  throw core::UserError(core::say("--box: read \"{}\"; allowed are 0 to {}, the boxes of the trajectory, and suggested",
                                  "--box：读到 \"{}\"；允许 0 至 {}（轨迹上的箱）和 suggested", name,
                                  found.trajectory.size() - 1));
}

Report prim(const Request& request, const Outcome& outcome, const std::vector<double>& means) {
  const Interest interest = interest_of(request.options, outcome);
  std::vector<double> of_interest;
  of_interest.reserve(means.size());
  for (const double mean : means) of_interest.push_back(std::isnan(mean) ? kMissing : interest.holds(mean) ? 1.0 : 0.0);
  const analysis::Discovery found = analysis::discover(factors_of(request.header), of_interest);
  const std::string& wanted = request.options.box;
  const analysis::Box& box = box_named(wanted, found);

  Report report{{}};
  report.facts = {{"interest", interest.text.en}, {"cases", found.rows},
                  {"failed", found.failed},       {"of_interest", found.of_interest},
                  {"chosen", found.chosen},       {"shown", wanted.empty() ? "suggested" : wanted},
                  {"coverage", box.coverage},     {"density", box.density}};
  if (wanted.empty()) report.tables.push_back(boxes_of(found));
  report.tables.push_back(limits_of(request.header, box));
  const auto cases = static_cast<std::uint64_t>(found.rows),
             interesting = static_cast<std::uint64_t>(found.of_interest);
  report.notes.push_back(
      {fmt::format("Of {} cases {} are of interest: {}.", count(cases), count(interesting), interest.text.en),
       fmt::format("{} 个情形中有 {} 个为关注的情形：{}。", count(cases), count(interesting), interest.text.zh)});
  if (interesting == 0 || interesting == cases)
    report.notes.push_back({"There is nothing to tell apart.", "无可区分。"});
  else if (box.restricted == 0)
    report.notes.push_back({"No box holds more of them than chance would.", "没有比随机更集中的箱。"});
  else
    report.notes.push_back(
        {fmt::format("The {} box holds {} of all cases of interest (coverage), and {} of its cases are (density){}.",
                     wanted.empty() ? "suggested" : "shown", number(box.coverage), number(box.density),
                     wanted.empty()
                         ? fmt::format("; it is box {} without limits that the data do not speak for", found.chosen)
                         : ""),
         fmt::format("{}箱包含全部关注情形的 {}（覆盖率），箱内情形的 {} 为关注情形（密度）{}。",
                     wanted.empty() ? "建议的" : "所示", number(box.coverage), number(box.density),
                     wanted.empty() ? fmt::format("；由箱 {} 去掉数据不支持的限制而得", found.chosen) : "")});
  if (found.failed > 0)
    report.notes.push_back(counted(static_cast<std::size_t>(found.failed), means.size(),
                                   "cases are left out, because they failed", "个情形因运行失败而略去"));
  return report;
}

std::vector<Report> analyse(const Request& request, const Outcome& outcome, const std::vector<double>& values) {
  return by_policy(request, values, [&](const std::vector<double>& means) { return prim(request, outcome, means); });
}

}  // namespace

Method prim_method() {
  return {"prim",
          {"scenario discovery (PRIM)", "情景发现（PRIM）"},
          no_resamples,
          check,
          suits,
          {"at_least or at_most, which tell what satisfies; give --above X or --below X",
           "说明何为达标的 at_least 或 at_most；请给出 --above X 或 --below X"},
          analyse};
}

}  // namespace gongjian::cli
