#include "engine/run/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/check.hpp"
#include "engine/core/clock.hpp"
#include "engine/run/catalogue.hpp"

namespace gongjian::run {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// Where a series comes from: an output, and of its second dimension one label (or none).
struct SeriesSource {
  Series series;
  std::string output;
  std::string label;
};

// Series with a name or a meaning of their own for the whole city.
const std::vector<SeriesSource>& named_sources() {
  static const std::vector<SeriesSource> list = {
      {{"activity", "1", {"activity index", "活跃度"}}, "activity", {}},
      {{"attention", "1", {"leadership attention", "领导重视程度"}}, "effective_attention", {}},
      {{"stalled", "1", {"share of districts stalled", "停摆区占比"}}, "stalled", {}},
      {{"ever_stalled", "1", {"share of districts stalled so far", "曾经停摆的区占比"}}, "ever_stalled", {}},
      {{"participation_agency", "1", {"participation of agencies", "机关参与率"}}, "participation_by_kind", "agency"},
      {{"participation_private", "1", {"participation of private firms", "非公企业参与率"}},
       "participation_by_kind",
       "private_firm"},
      {{"participation_state_enterprise", "1", {"participation of state-owned enterprises", "国有企业参与率"}},
       "participation_by_kind",
       "state_enterprise"},
      {{"participation_hospital", "1", {"participation of hospitals", "医院参与率"}},
       "participation_by_kind",
       "hospital"},
      {{"participation_university", "1", {"participation of universities", "高校参与率"}},
       "participation_by_kind",
       "university"},
      {{"participation_research_institute", "1", {"participation of research institutes", "科研院所参与率"}},
       "participation_by_kind",
       "research_institute"},
      {{"participation_military", "1", {"participation of the military", "部队参与率"}},
       "participation_by_kind",
       "military"},
      {{"participation_social", "1", {"participation of social organisations", "社会组织参与率"}},
       "participation_by_kind",
       "social_organisation"},
      {{"formalism", "1", {"formalism index", "形式化指数"}}, "formalism", {}},
      {{"registered", "1", {"registered in-service members", "已报到在职党员"}}, "registered_by_class", "in_service"},
      {{"active", "1", {"active in-service members", "活跃在职党员"}}, "active_by_class", "in_service"},
      {{"active_retired", "1", {"active retired members", "活跃离退休党员"}}, "active_by_class", "retired"},
      {{"hours", "hour", {"weekly hours of service by in-service members", "在职党员每周服务时长"}},
       "hours_by_class",
       "in_service"},
      {{"hours_gini", "1", {"inequality of in-service members' hours", "在职党员服务时长基尼系数"}},
       "hours_gini_by_class",
       "in_service"},
  };
  return list;
}

// All series: those above, and every other output that has one value a district, under its own name.
const std::vector<SeriesSource>& sources() {
  static const std::vector<SeriesSource> list = [] {
    std::vector<SeriesSource> all = named_sources();
    const auto is_known = [&](const std::string& name) {
      return std::any_of(all.begin(), all.end(), [&](const SeriesSource& known) { return known.series.name == name; });
    };
    for (const core::Variable& variable : outputs().variables)
      if (variable.dimensions.size() == 1 && !is_known(variable.name))
        all.push_back({{variable.name, std::string(variable.unit.symbol), variable.text}, variable.name, {}});
    return all;
  }();
  return list;
}

// Where a series' values lie in a frame: one for each district.
Recorder::Place place_of(const SeriesSource& source, const core::FrameLayout& layout) {
  const core::Variable* variable = layout.find(source.output);
  GONGJIAN_CHECK(variable != nullptr);
  const std::size_t districts = layout.dimensions[variable->dimensions[0]].size();
  const std::size_t width = variable->size / districts;
  std::size_t column = 0;
  if (!source.label.empty()) {
    const auto& labels = layout.dimensions[variable->dimensions[1]].labels;
    column = static_cast<std::size_t>(
        std::find_if(labels.begin(), labels.end(), [&](const core::Text& label) { return label.en == source.label; }) -
        labels.begin());
    GONGJIAN_CHECK(column < width);
  }
  return {variable->offset + column, width, districts};
}

double city_mean(const Recorder::Place& place, const core::Frame& frame) {
  double sum = 0;
  int count = 0;
  for (std::size_t d = 0; d < place.districts; ++d) {
    const double value = frame.values[place.first + d * place.width];
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / count : kMissing;
}

}  // namespace

const std::vector<Series>& city_series() {
  static const std::vector<Series> list = [] {
    std::vector<Series> all;
    for (const SeriesSource& source : sources()) all.push_back(source.series);
    return all;
  }();
  return list;
}

double city_value(const core::FrameLayout& layout, const core::Frame& frame, std::string_view series) {
  const auto& all = sources();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const SeriesSource& source) { return source.series.name == series; });
  GONGJIAN_CHECK(found != all.end());
  return city_mean(place_of(*found, layout), frame);
}

const std::vector<Outcome>& outcomes() {
  using io::Direction;
  static const std::vector<Outcome> list = {
      {"ever_stalled", "1", {"districts that ever stalled", "曾经停摆的区"}, true, Direction::less},
      {"stalled_at_end", "1", {"districts stalled at the end", "期末停摆的区"}, true, Direction::less},
      {"activity", "1", {"activity in the last year", "末年活跃度"}, false, Direction::more},
      {"participation", "1", {"participation in the last year", "末年参与率"}, false, Direction::more},
      {"participation_agency", "1", {"… of agencies", "…其中机关"}, false, Direction::none},
      {"participation_private", "1", {"… of private firms", "…其中非公企业"}, false, Direction::none},
      {"reciprocity", "1", {"reciprocity in the last year", "末年互惠"}, false, Direction::more},
      {"identity", "1", {"identity at the end", "期末认同度"}, false, Direction::more},
      {"awareness", "1", {"awareness at the end", "期末知晓度"}, false, Direction::more},
      {"formalism", "1", {"formalism index in the last year", "末年形式化指数"}, false, Direction::less},
      {"self_sufficiency", "1", {"self-sufficiency in the last year", "末年经费自给率"}, false, Direction::more},
      {"reserve", "1000 CNY", {"reserve at the end", "期末结余"}, false, Direction::none},
      {"registered", "1", {"registered in-service members at the end", "期末已报到在职党员"}, false, Direction::more},
      {"active", "1", {"active in-service members at the end", "期末活跃在职党员"}, false, Direction::more},
      {"hours",
       "hour",
       {"weekly hours of in-service members, last year", "末年在职党员每周服务时长"},
       false,
       Direction::none},
      {"representation_gap", "1", {"representation gap at the end", "期末代表性差距"}, false, Direction::less},
      {"attendance", "1", {"attendance of part-time members, last year", "末年兼职委员出席率"}, false, Direction::more},
      {"projects",
       "1/year",
       {"projects completed in a district in the last year", "末年每区完成项目数"},
       false,
       Direction::more},
      {"completion", "1", {"share of ended projects that were completed", "项目完成率"}, false, Direction::more},
      {"landed", "1", {"share of completed projects that landed", "项目落地率"}, false, Direction::more},
      {"resident_service", "1", {"resident service index, last year", "末年居民服务指数"}, false, Direction::more},
      {"policy_cost",
       "1000 CNY",
       {"cost of the levers in a district, whole run", "每区政策成本合计"},
       false,
       Direction::less},
      {"value_per_public_money",
       "1",
       {"value of projects for each yuan of public money", "每元公共资金的项目价值"},
       false,
       Direction::more},
  };
  return list;
}

Recorder::Recorder(const core::FrameLayout& layout) : series_(sources().size()) {
  for (const SeriesSource& source : sources()) places_.push_back(place_of(source, layout));
}

void Recorder::resume(std::vector<std::vector<double>> series) {
  GONGJIAN_CHECK(series.size() == series_.size());
  series_ = std::move(series);
}

void Recorder::observe(const core::Frame& frame) {
  for (std::size_t s = 0; s < series_.size(); ++s) series_[s].push_back(city_mean(places_[s], frame));
}

const std::vector<double>& Recorder::values_of(std::string_view name) const {
  const auto& all = sources();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const SeriesSource& source) { return source.series.name == name; });
  GONGJIAN_CHECK(found != all.end());
  return series_[static_cast<std::size_t>(found - all.begin())];
}

double Recorder::mean_of(std::string_view name, std::size_t last_weeks) const {
  const std::vector<double>& values = values_of(name);
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t w = values.size() - std::min(last_weeks, values.size()); w < values.size(); ++w) {
    if (std::isnan(values[w])) continue;
    sum += values[w];
    ++count;
  }
  return count > 0 ? sum / static_cast<double>(count) : kMissing;
}

std::vector<double> Recorder::outcomes() const {
  const auto year = [&](std::string_view name) { return mean_of(name, core::kWeeksPerYear); };
  const auto end = [&](std::string_view name) { return mean_of(name, 1); };
  const auto ratio = [](double part, double whole) { return whole > 0 ? part / whole : kMissing; };
  const std::vector<double>& completed = values_of("projects_completed");
  const std::size_t weeks = completed.size();
  const double last_year =
      weeks == 0 ? kMissing
                 : completed.back() - (weeks > core::kWeeksPerYear ? completed[weeks - 1 - core::kWeeksPerYear] : 0);
  return {end("ever_stalled"),
          end("stalled"),
          year("activity"),
          year("participation"),
          year("participation_agency"),
          year("participation_private"),
          year("reciprocity"),
          end("identity"),
          end("awareness"),
          year("formalism"),
          ratio(year("dues") + year("fees") + year("project_income"), year("cost") + year("project_cost")),
          end("reserve"),
          end("registered"),
          end("active"),
          year("hours"),
          end("representation_gap"),
          year("attendance"),
          last_year,
          ratio(end("projects_completed"), end("projects_completed") + end("projects_failed")),
          ratio(end("projects_landed"), end("projects_completed")),
          year("resident_service"),
          end("cumulative_policy_cost"),
          end("value_per_public_money")};
}

}  // namespace gongjian::run
