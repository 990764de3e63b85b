#include "engine/run/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/core/say.hpp"
#include "engine/io/table_reader.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/population.hpp"
#include "engine/run/scenario_keys.hpp"

namespace gongjian::run {
namespace {

constexpr std::size_t kMostEntries = 1000;
constexpr int kForever = std::numeric_limits<int>::max();

// ---- meaning

struct DistrictNames {
  std::vector<std::string_view> all;  // English names, then Chinese ones
  std::size_t count = 0;
};

model::DistrictMask read_districts(io::TableReader& reader, const DistrictNames& names) {
  std::vector<std::size_t> chosen;
  if (!reader.read_names("districts", names.all, true, chosen)) return {};
  model::DistrictMask mask(names.count, 0);
  for (const std::size_t position : chosen) mask[position % names.count] = 1;
  return mask;
}

void read_levers(io::TableReader& root, const DistrictNames& names, core::Date start_date, model::Policy& policy,
                 io::Problems& problems) {
  const auto known = levers();
  std::vector<std::string_view> lever_names;
  for (const LeverDescription& lever : known) lever_names.push_back(lever.name);
  for (const auto& [table, place] : root.tables("lever")) {
    io::TableReader reader(*table, "[[lever]]", place, problems, &root);
    model::LeverSetting setting;
    core::WeekNumber start, end{-1}, since{-1};
    reader.require("name", {"it says which lever is set", "它说明设定哪个政策杠杆"});
    reader.read_name("name", lever_names, setting.lever);
    reader.read("value", setting.value, kLevels);
    reader.read("start", start, kWeeks, start_date);
    if (reader.read("end", end, kWeeks, start_date) && end.value <= start.value)
      reader.problem("end",
                     core::say("end in [[lever]]: read week {}, but the lever starts in week {}; it must end later",
                               "[[lever]] 中的 end：读到第 {} 周，而政策杠杆自第 {} 周开始；结束必须更晚", end.value,
                               start.value));
    if (reader.read("since", since, kWeeks, start_date) && since.value > start.value)
      reader.problem(
          "since",
          core::say("since in [[lever]]: read week {}, but the lever starts in week {}; it may have been carried out "
                    "from then on, or before",
                    "[[lever]] 中的 since：读到第 {} 周，而政策杠杆自第 {} 周开始；实际执行只能自该周或更早算起",
                    since.value, start.value));
    reader.read("ramp", setting.ramp, kRamps);
    setting.start = start.value;
    setting.since = since.value < 0 ? start.value : since.value;
    setting.end = end.value;
    setting.districts = read_districts(reader, names);
    reader.finish();
    policy.settings.push_back(std::move(setting));
  }
}

// Which district is absorbed, and by which.
void read_merger(io::TableReader& reader, const DistrictNames& names, model::DistrictMerger& merger) {
  std::size_t from = 0, into = 0;
  reader.require("from", {"it names the district that is absorbed", "它指定被并入的区（县）"});
  reader.require("into", {"it names the district that absorbs it", "它指定并入到的区（县）"});
  const bool has_from = reader.read_name("from", names.all, from), has_into = reader.read_name("into", names.all, into);
  merger.districts.assign(names.count, 0);
  merger.districts[from % names.count] = 1;
  merger.into = model::DistrictId(into % names.count);
  if (has_from && has_into && from % names.count == into % names.count)
    reader.problem("into", {"into in [[event]]: a district can't absorb itself; name two districts",
                            "[[event]] 中的 into：区（县）不能并入自身；请指定两个区（县）"});
}

template <class Kind>
Kind read_event(io::TableReader& reader, const DistrictNames& names, core::Date start_date) {
  Kind event;
  reader.require("week", {"it says when the event happens", "它说明事件何时发生"});
  reader.read("week", event.week, kWeeks, start_date);
  auto group = reader.group("", start_date);
  event.visit(group);
  if constexpr (requires { event.end; }) {
    if (event.end.value >= 0 && event.end.value <= event.week.value)
      reader.problem("end",
                     core::say("end in [[event]]: read week {}, but the event begins in week {}; it must end later",
                               "[[event]] 中的 end：读到第 {} 周，而事件自第 {} 周开始；结束必须更晚", event.end.value,
                               event.week.value));
  }
  if constexpr (kWantsEnd<Kind>) reader.require("end", {"it says when the campaign is over", "它说明集中动员何时结束"});
  if constexpr (std::is_same_v<Kind, model::DistrictMerger>) read_merger(reader, names, event);
  else event.districts = read_districts(reader, names);
  return event;
}

template <class... Kinds>
void read_events(const std::variant<Kinds...>*, io::TableReader& root, const DistrictNames& names,
                 core::Date start_date, model::Events& events, io::Problems& problems) {
  const std::vector<std::string_view> kinds = {Kinds::kKind...};
  for (const auto& [table, place] : root.tables("event")) {
    io::TableReader reader(*table, "[[event]]", place, problems, &root);
    std::size_t kind = kinds.size();
    reader.require("kind", {"it says what happens", "它说明发生什么"});
    if (!reader.read_name("kind", kinds, kind)) continue;
    std::size_t position = 0;
    ((kind == position++ ? events.list.emplace_back(read_event<Kinds>(reader, names, start_date)), void() : void()),
     ...);
    reader.finish();
  }
}

// What no single field can tell.
void check_together(const model::Parameters& p, io::TableReader& reader) {
  // told where the first of the keys stands that the scenario sets
  const auto tell = [&](const std::vector<std::string>& keys, const core::Text& message) {
    const auto present =
        std::find_if(keys.begin(), keys.end(), [&](const std::string& key) { return reader.has(key); });
    reader.problem(present != keys.end() ? *present : keys.front(), message);
  };
  const auto at_most_one = [&](const std::vector<std::string>& keys, double sum, const core::Text& names) {
    if (sum > 1 + 1e-9)
      tell(keys, core::say("parameters.population: {} sum to {:g}; together they may be 1 at most",
                           "parameters.population：{}之和为 {:g}；合计最多为 1", names, sum));
  };
  const auto& population = p.population;
  at_most_one({"parameters.population.in_service_share", "parameters.population.retired_share"},
              population.in_service_share + population.retired_share,
              {"in_service_share and retired_share", "in_service_share 与 retired_share "});
  at_most_one({"parameters.population.conditional_share", "parameters.population.free_rider_share",
               "parameters.population.hump_shaped_share"},
              population.conditional_share + population.free_rider_share + population.hump_shaped_share,
              {"conditional_share, free_rider_share and hump_shaped_share",
               "conditional_share、free_rider_share 与 hump_shaped_share "});
  if (std::all_of(population.kind_mix.begin(), population.kind_mix.end(), [](double share) { return share == 0; }))
    tell({"parameters.population.kind_mix"},
         {"parameters.population.kind_mix: every kind has share 0; at least one must have more",
          "parameters.population.kind_mix：各类别的比例均为 0；至少要有一类大于 0"});
  if (const double paid = p.projects.fund_share + p.projects.alliance_share; paid > 1 + 1e-9)
    tell(
        {"parameters.projects.fund_share", "parameters.projects.alliance_share"},
        core::say("parameters.projects: fund_share and alliance_share sum to {:g}; together they may be 1 at most, and "
                  "the parties pay the rest",
                  "parameters.projects：fund_share 与 alliance_share 之和为 {:g}；合计最多为 1，其余由各方承担", paid));
  if (p.alliance.restart_fraction < p.alliance.stall_fraction)
    tell({"parameters.alliance.restart_fraction", "parameters.alliance.stall_fraction"},
         core::say(
             "parameters.alliance: restart_fraction is {}, below stall_fraction, which is {}; an alliance "
             "would restart while it stalls",
             "parameters.alliance：restart_fraction 为 {}，低于 stall_fraction 的 {}；区域化党建组织会在停摆时恢复运转",
             p.alliance.restart_fraction, p.alliance.stall_fraction));
}

// Events that would reach nobody: all their districts have been absorbed by then.
void check_absorbed(const Scenario& scenario, io::TableReader& reader) {
  std::vector<int> absorbed(scenario.setup.districts.size(), kForever);
  for (const model::Event& event : scenario.setup.events.list)
    if (const auto* merger = std::get_if<model::DistrictMerger>(&event))
      for (std::size_t d = 0; d < absorbed.size(); ++d)
        if (merger->districts[d]) absorbed[d] = std::min(absorbed[d], merger->week.value);
  for (const model::Event& event : scenario.setup.events.list)
    std::visit(
        [&](const auto& e) {
          const bool merger = std::is_same_v<std::remove_cvref_t<decltype(e)>, model::DistrictMerger>;
          core::Text gone;
          bool reaches = e.districts.empty();
          for (std::size_t d = 0; d < e.districts.size(); ++d) {
            if (!e.districts[d]) continue;
            if (absorbed[d] < e.week.value || (!merger && absorbed[d] == e.week.value))
              gone = scenario.setup.districts[d].name;
            else reaches = true;
          }
          if (!reaches)
            reader.problem(
                "event", core::say("[[event]] {} in week {}: {} has been absorbed by another district before, "
                                   "so it reaches nobody",
                                   "[[event]] 第 {1} 周的 {0}：{2}此前已并入另一区（县），因此不影响任何对象", e.kKind,
                                   e.week.value, gone));
        },
        event);
}

// Levers and events that come too late to happen. Not wrong: a run may be cut short with --weeks.
std::vector<core::Text> notes_on(const Scenario& scenario) {
  std::vector<core::Text> notes;
  const auto note = [&](std::string_view what, int week) {
    if (week >= scenario.weeks)
      notes.push_back({fmt::format("{} begins in week {}, after the last week, {}", what, week, scenario.weeks - 1),
                       fmt::format("{} 始于第 {} 周，在最后一周（第 {} 周）之后", what, week, scenario.weeks - 1)});
  };
  const auto known = levers();
  for (const model::LeverSetting& setting : scenario.setup.policy.settings)
    note(known[setting.lever].name, setting.start);
  for (const model::Event& event : scenario.setup.events.list)
    std::visit([&](const auto& e) { note(e.kKind, e.week.value); }, event);
  return notes;
}

void read_remarks(io::TableReader& root, core::Date start_date, Scenario& scenario, io::Problems& problems) {
  for (const auto& [table, place] : root.tables("remark")) {
    io::TableReader reader(*table, "[[remark]]", place, problems, &root);
    core::WeekNumber week;
    Scenario::Remark remark;
    reader.require("week", {"it says when the remark was made", "它说明备注作于何时"});
    reader.read("week", week, kWeeks, start_date);
    reader.read("text", remark.text);
    reader.finish();
    remark.week = week.value;
    scenario.remarks.push_back(std::move(remark));
  }
}

void read_log(io::TableReader& reader, LogSettings& log) {
  reader.read("log.every", log.every, kFrameRhythms);
  std::vector<std::string_view> dimensions;
  const core::FrameLayout layout = outputs();
  for (const core::Dimension& dimension : layout.dimensions) dimensions.push_back(dimension.name);
  std::vector<std::size_t> chosen;
  if (reader.read_names("log.by", dimensions, true, chosen))
    for (const std::size_t position : chosen) log.by.emplace_back(dimensions[position]);
  for (const std::string_view table : kSampled) {
    int every = 0;
    if (reader.read(fmt::format("log.agents.{}", table), every, kSampleRhythms))
      log.agents.emplace_back(fmt::format("{}s", table), every);
  }
}

}  // namespace

Scenario read_scenario(const std::string& name_or_path, const std::vector<std::string>& settings) {
  ScenarioFile file = read_scenario_file(name_or_path);
  for (const std::string& setting : settings) apply_setting(file, setting);
  return read_scenario(file);
}

Scenario read_scenario(const ScenarioFile& source) {
  Scenario scenario;
  scenario.path = source.path;
  io::Problems problems;
  const io::Place file{std::make_shared<const std::string>(source.path), 1, 1};
  io::TableReader reader(source.table, "", file, problems);
  scenario.name = source.name;
  scenario.title.en = scenario.name;
  std::string extended;
  reader.read("title.en", scenario.title.en);
  reader.read("title.zh", scenario.title.zh);
  reader.read("description.en", scenario.description.en);
  reader.read("description.zh", scenario.description.zh);
  if (reader.read("extends", extended))  // left over from a piece of a scenario
    reader.problem("extends", {"extends: what a scenario extends is set in its own file alone",
                               "extends：情景扩展哪一个，只能在其自己的文件中设定"});
  reader.read("start_date", scenario.start_date);
  reader.read("weeks", scenario.weeks, kLengths);
  reader.read("seed", scenario.seed);

  const Population population = read_population(reader, problems);
  scenario.setup.districts = population.districts;
  scenario.setup.given = population.given;

  scenario.setup.parameters.visit_groups([&](auto& group) {
    auto visitor = reader.group(std::string(group.kName) + ".");
    group.visit(visitor);
  });
  check_together(scenario.setup.parameters, reader);
  check_size(population, scenario.setup.parameters.population, reader);
  if (population.districts.empty()) problems.throw_if_any();  // nobody knows which districts there are
  const auto& districts = scenario.setup.districts;
  DistrictNames names{{}, districts.size()};
  for (const auto& district : districts) names.all.push_back(district.name.en);
  for (const auto& district : districts) names.all.push_back(district.name.zh);
  read_levers(reader, names, scenario.start_date, scenario.setup.policy, problems);
  read_events(static_cast<const model::Event*>(nullptr), reader, names, scenario.start_date, scenario.setup.events,
              problems);
  read_remarks(reader, scenario.start_date, scenario, problems);
  check_absorbed(scenario, reader);
  if (scenario.setup.policy.settings.size() + scenario.setup.events.list.size() + scenario.remarks.size() >
      kMostEntries)
    problems.add(file,
                 core::say("more than {} levers, events and remarks", "政策杠杆、事件和备注超过 {} 个", kMostEntries));
  read_log(reader, scenario.log);
  reader.finish();
  problems.throw_if_any();

  scenario.notes = population.notes;
  for (core::Text& note : notes_on(scenario)) scenario.notes.push_back(std::move(note));
  io::Table resolved = source.table;
  pin(resolved, population, source.path);
  scenario.text = io::write_toml(resolved);
  return scenario;
}

}  // namespace gongjian::run
