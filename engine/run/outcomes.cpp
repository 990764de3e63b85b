#include "engine/run/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/check.hpp"
#include "engine/core/clock.hpp"

namespace gongjian::run {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// Where a series comes from: an output, and of its second dimension one label (or none).
struct SeriesSource {
  Series series;
  const char* output;
  const char* label;
};

const std::vector<SeriesSource>& sources() {
  static const std::vector<SeriesSource> list = {
      {{"activity", "1", {"activity index", "活跃度"}}, "activity", nullptr},
      {{"attention", "1", {"leadership attention", "领导重视程度"}}, "effective_attention", nullptr},
      {{"autonomy", "1", {"autonomy", "自主程度"}}, "autonomy", nullptr},
      {{"stalled", "1", {"share of districts stalled", "停摆区占比"}}, "stalled", nullptr},
      {{"ever_stalled", "1", {"share of districts stalled so far", "曾经停摆的区占比"}}, "ever_stalled", nullptr},
      {{"participation", "1", {"participation", "参与率"}}, "participation", nullptr},
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
      {{"event_rate", "event/week", {"rate of events", "活动频率"}}, "event_rate", nullptr},
      {{"reciprocity", "1", {"reciprocity of those taking part", "参加单位的互惠"}}, "reciprocity", nullptr},
      {{"identity", "1", {"identity", "认同度"}}, "identity", nullptr},
      {{"awareness", "1", {"awareness", "知晓度"}}, "awareness", nullptr},
      {{"formalism", "1", {"formalism index", "形式化指数"}}, "formalism", nullptr},
      {{"reserve", "1000 CNY", {"reserve", "结余"}}, "reserve", nullptr},
      {{"grant", "1000 CNY/week", {"grant", "财政拨款"}}, "grant", nullptr},
      {{"dues", "1000 CNY/week", {"dues", "会费"}}, "dues", nullptr},
      {{"fees", "1000 CNY/week", {"service income", "服务收入"}}, "fees", nullptr},
      {{"cost", "1000 CNY/week", {"cost of staff and events", "人员和活动支出"}}, "cost", nullptr},
      {{"registered", "1", {"registered in-service members", "已报到在职党员"}}, "registered_by_class", "in_service"},
      {{"active", "1", {"active in-service members", "活跃在职党员"}}, "active_by_class", "in_service"},
      {{"active_retired", "1", {"active retired members", "活跃离退休党员"}}, "active_by_class", "retired"},
      {{"hours", "hour", {"weekly hours of service by in-service members", "在职党员每周服务时长"}},
       "hours_by_class",
       "in_service"},
  };
  return list;
}

double city_mean(const SeriesSource& source, const core::FrameLayout& layout, const core::Frame& frame) {
  const core::Variable* variable = layout.find(source.output);
  GONGJIAN_CHECK(variable != nullptr);
  const std::size_t districts = layout.dimensions[variable->dimensions[0]].size();
  const std::size_t width = variable->size / districts;
  std::size_t column = 0;
  if (source.label != nullptr) {
    const auto& labels = layout.dimensions[variable->dimensions[1]].labels;
    column = static_cast<std::size_t>(
        std::find_if(labels.begin(), labels.end(), [&](const core::Text& label) { return label.en == source.label; }) -
        labels.begin());
    GONGJIAN_CHECK(column < width);
  }
  double sum = 0;
  int count = 0;
  for (std::size_t d = 0; d < districts; ++d) {
    const double value = frame.values[variable->offset + d * width + column];
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

const std::vector<Outcome>& outcomes() {
  static const std::vector<Outcome> list = {
      {"ever_stalled", "1", {"districts that ever stalled", "曾经停摆的区"}, true},
      {"stalled_at_end", "1", {"districts stalled at the end", "期末停摆的区"}, true},
      {"activity", "1", {"activity in the last year", "末年活跃度"}, false},
      {"participation", "1", {"participation in the last year", "末年参与率"}, false},
      {"participation_agency", "1", {"… of agencies", "…其中机关"}, false},
      {"participation_private", "1", {"… of private firms", "…其中非公企业"}, false},
      {"reciprocity", "1", {"reciprocity in the last year", "末年互惠"}, false},
      {"identity", "1", {"identity at the end", "期末认同度"}, false},
      {"awareness", "1", {"awareness at the end", "期末知晓度"}, false},
      {"formalism", "1", {"formalism index in the last year", "末年形式化指数"}, false},
      {"self_sufficiency", "1", {"self-sufficiency in the last year", "末年经费自给率"}, false},
      {"reserve", "1000 CNY", {"reserve at the end", "期末结余"}, false},
      {"registered", "1", {"registered in-service members at the end", "期末已报到在职党员"}, false},
      {"active", "1", {"active in-service members at the end", "期末活跃在职党员"}, false},
      {"hours", "hour", {"weekly hours of in-service members, last year", "末年在职党员每周服务时长"}, false},
  };
  return list;
}

Recorder::Recorder(const core::FrameLayout& layout) : layout_(layout), series_(sources().size()) {}

void Recorder::observe(const core::Frame& frame) {
  for (std::size_t s = 0; s < series_.size(); ++s) series_[s].push_back(city_mean(sources()[s], layout_, frame));
}

double Recorder::mean_of(std::string_view name, std::size_t last_weeks) const {
  const auto& all = sources();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const SeriesSource& source) { return source.series.name == name; });
  GONGJIAN_CHECK(found != all.end());
  const std::vector<double>& values = series_[static_cast<std::size_t>(found - all.begin())];
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
  const double cost = year("cost");
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
          cost > 0 ? (year("dues") + year("fees")) / cost : kMissing,
          end("reserve"),
          end("registered"),
          end("active"),
          year("hours")};
}

}  // namespace gongjian::run
