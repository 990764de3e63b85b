#include "engine/run/live_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/config.hpp"
#include "engine/run/catalogue.hpp"

namespace gongjian::run {
namespace {

template <class Table>
std::size_t bytes_in(Table& table) {
  std::size_t bytes = 0;
  auto add = [&]<class T>(std::string_view, const std::vector<T>& column, const auto&...) {
    bytes += column.size() * sizeof(T);
  };
  table.visit(add);
  return bytes;
}

std::size_t bytes_of(model::Simulation& simulation) {
  std::size_t bytes = 0;
  simulation.world().visit_kept([&](auto& table) { bytes += bytes_in(table); });
  return bytes;
}

bool is_any(const model::DistrictMask& mask) {
  return std::any_of(mask.begin(), mask.end(), [](std::uint8_t entry) { return entry != 0; });
}

// Those of `mask` (empty: all) that are, or are not, in `other`.
model::DistrictMask among(const model::DistrictMask& mask, const model::DistrictMask& other, bool in_it) {
  model::DistrictMask result(other.size());
  for (std::size_t d = 0; d < other.size(); ++d)
    result[d] = (mask.empty() || mask[d] != 0) && (other[d] != 0) == in_it ? 1 : 0;
  return result;
}

io::Array names_of(const model::DistrictMask& mask, const Scenario& scenario) {
  io::Array names;
  for (std::size_t d = 0; d < mask.size(); ++d)
    if (mask[d] != 0) names.push_back({scenario.setup.districts[d].name.en, {}});
  return names;
}

// A setting as a scenario writes it.
io::Table written(const model::LeverSetting& setting, const Scenario& scenario) {
  const auto whole = [](int value) { return io::Value{std::int64_t{value}, {}}; };
  io::Table table;
  table.set("name", {levers()[setting.lever].name, {}});
  table.set("value", {setting.value, {}});
  table.set("start", whole(setting.start));
  if (setting.since != setting.start) table.set("since", whole(setting.since));
  if (setting.end >= 0) table.set("end", whole(setting.end));
  if (setting.ramp > 0) table.set("ramp", whole(setting.ramp));
  if (const io::Array names = names_of(setting.districts, scenario);
      !names.empty() && names.size() < setting.districts.size())
    table.set("districts", {names, {}});
  return table;
}

void append(io::Table& scenario, const char* key, io::Table entry) {
  io::Value* list = scenario.find(key);
  if (list == nullptr) list = &scenario.set(key, {io::Array{}, {}});
  std::get<io::Array>(list->data).push_back({std::move(entry), {}});
}

std::size_t lever_named(const std::string& name) {
  const auto all = levers();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const LeverDescription& lever) { return lever.name == name; });
  if (found == all.end())
    throw core::UserError(core::say("there is no lever \"{}\"; `gongjian list` names them",
                                    "没有政策杠杆 \"{}\"；`gongjian list` 列出全部", name));
  return static_cast<std::size_t>(found - all.begin());
}

// Position by English or Chinese name; none: all.
model::DistrictMask mask_of(const std::vector<std::string>& names, const Scenario& scenario) {
  const auto& districts = scenario.setup.districts;
  model::DistrictMask mask(districts.size(), names.empty() ? 1 : 0);
  for (const std::string& name : names) {
    const auto found = std::find_if(districts.begin(), districts.end(), [&](const model::DistrictOutline& district) {
      return district.name.en == name || district.name.zh == name;
    });
    if (found == districts.end())
      throw core::UserError(core::say("there is no district \"{}\" in this city", "此城市中没有区（县）\"{}\"", name));
    mask[static_cast<std::size_t>(found - districts.begin())] = 1;
  }
  return mask;
}

}  // namespace

ChangedScenario changed(const ScenarioFile& original, std::vector<Change> changes) {
  if (changes.size() > kMostChanges)
    throw core::UserError(
        core::say("more than {} things were done to this run by hand; save it as a scenario, and go on from that",
                  "此次运行的手动操作超过 {} 项；请保存为情景，再从该情景继续", kMostChanges));
  ScenarioFile file = original;
  const Scenario start = read_scenario(original);
  model::Policy policy = start.setup.policy;
  bool is_moved = false;
  for (const Change& change : changes) {
    if (const auto* event = std::get_if<MadeEvent>(&change.what))
      append(file.table, "event", written(*event, change.week));
    if (const auto* remark = std::get_if<Remark>(&change.what))
      append(file.table, "remark", written(*remark, change.week));
    if (const auto* move = std::get_if<LeverMove>(&change.what)) {
      if (!(move->value >= 0 && move->value <= 1))
        throw core::UserError(core::say("lever {}: read {}, allowed is 0 to 1", "政策杠杆 {}：读到 {}，允许 0 至 1",
                                        move->lever, move->value));
      policy = moved(std::move(policy), lever_named(move->lever), move->value, move->ramp, change.week,
                     mask_of(move->districts, start));
      is_moved = true;
    }
  }
  if (is_moved) {
    io::Array list;
    for (const model::LeverSetting& setting : policy.settings) list.push_back({written(setting, start), {}});
    file.table.set("lever", {list, {}});
  }
  return {std::move(changes), read_scenario(file)};
}

void KeyStates::keep(Saved saved) {
  const int week = saved.weeks_done;
  states_.insert_or_assign(week, std::move(saved));
}

const KeyStates::Saved* KeyStates::before(int weeks_done) const {
  const auto after = states_.upper_bound(weeks_done);
  return after == states_.begin() ? nullptr : &std::prev(after)->second;
}

void KeyStates::thin(std::size_t bytes_of_one) {
  while (states_.size() > 2 && states_.size() * bytes_of_one > most_bytes_) {
    spacing_ *= 2;
    std::erase_if(states_, [&](const auto& entry) { return entry.first % spacing_ != 0; });
  }
}

void KeyStates::forget_after(int weeks_done) { states_.erase(states_.upper_bound(weeks_done), states_.end()); }

model::Policy moved(model::Policy policy, std::size_t lever, double value, int ramp, int week,
                    const model::DistrictMask& reached) {
  model::Policy result;
  model::DistrictMask there(reached.size());  // where a setting of just this value holds already
  for (model::LeverSetting& setting : policy.settings) {
    const bool is_over = setting.end >= 0 && setting.end <= week;
    if (setting.lever != lever || is_over || !is_any(among(setting.districts, reached, true))) {
      result.settings.push_back(std::move(setting));
      continue;
    }
    if (model::LeverSetting rest = setting; is_any(rest.districts = among(setting.districts, reached, false)))
      result.settings.push_back(std::move(rest));
    const bool is_planned = setting.start > week || setting.since >= week;
    if (is_planned) continue;
    setting.districts = among(setting.districts, reached, true);
    setting.end = setting.value > value ? week : -1;
    if (setting.start != setting.end) result.settings.push_back(setting);
    if (setting.value < value || value == 0) continue;
    for (std::size_t d = 0; d < there.size(); ++d)
      there[d] = static_cast<std::uint8_t>(there[d] | setting.districts[d]);
    if (setting.value == value) continue;
    setting.value = value;
    setting.start = week;
    setting.end = -1;
    setting.ramp = 0;
    result.settings.push_back(std::move(setting));
  }
  const model::DistrictMask rise = among(reached, there, false);
  if (value > 0 && is_any(rise))
    result.settings.push_back(
        {.lever = lever, .value = value, .start = week, .since = week, .ramp = ramp, .districts = rise});
  return result;
}

ScenarioFile with_levers_of(const Scenario& scenario, int week) {
  ScenarioFile file{scenario.path, scenario.name, io::parse_toml(scenario.text, scenario.path)};
  const std::size_t districts = scenario.setup.districts.size();
  io::Array list;
  for (std::size_t lever = 0; lever < levers().size(); ++lever) {
    std::map<double, model::DistrictMask> by_level;
    for (std::size_t d = 0; d < districts; ++d)
      if (const double level = scenario.setup.policy.level(lever, week, d); level > 0)
        by_level.try_emplace(level, districts).first->second[d] = 1;
    for (const auto& [level, mask] : by_level)
      list.push_back({written({.lever = lever, .value = level, .districts = mask}, scenario), {}});
  }
  file.table.set("lever", {list, {}});
  return file;
}

LiveRun::LiveRun(const ScenarioFile& file, std::shared_ptr<KeyStates> states, unsigned threads)
    : original_(file),
      played_{{}, read_scenario(file)},
      states_(std::move(states)),
      simulation_(played_.scenario.setup, played_.scenario.seed, threads) {
  states_->keep(simulation_.saved());
}

void LiveRun::step() {
  simulation_.step();
  if (!states_->wants(weeks_done())) return;
  states_->keep(simulation_.saved());
  states_->thin(bytes_of(simulation_));
}

void LiveRun::go_to(int weeks) {
  GONGJIAN_CHECK(weeks >= 0);
  const KeyStates::Saved* state = states_->before(weeks);
  GONGJIAN_CHECK(state != nullptr);
  if (weeks < weeks_done() || state->weeks_done > weeks_done()) simulation_.go_back(*state);
  while (weeks_done() < weeks) step();
}

void LiveRun::rewind(int weeks) {
  go_to(weeks);
  states_->forget_after(weeks);
  std::vector<Change> kept = changes();
  std::erase_if(kept, [&](const Change& change) { return change.week >= weeks; });
  take_over(run::changed(original_, std::move(kept)));
}

ChangedScenario LiveRun::changed(std::variant<LeverMove, MadeEvent, Remark> what) const {
  std::vector<Change> all = changes();
  if (const auto* move = std::get_if<LeverMove>(&what))
    std::erase_if(all, [&](const Change& change) {
      const auto* other = std::get_if<LeverMove>(&change.what);
      return change.week == weeks_done() && other != nullptr && other->lever == move->lever &&
             other->districts == move->districts;
    });
  const auto later = std::upper_bound(all.begin(), all.end(), weeks_done(),
                                      [](int week, const Change& change) { return week < change.week; });
  all.insert(later, {weeks_done(), std::move(what)});
  return run::changed(original_, std::move(all));
}

void LiveRun::change(std::variant<LeverMove, MadeEvent, Remark> what) {
  take_over(changed(std::move(what)));
  states_->forget_after(weeks_done());
}

void LiveRun::take_over(ChangedScenario played) {
  played_ = std::move(played);
  simulation_.world().policy = played_.scenario.setup.policy;
  simulation_.world().events = played_.scenario.setup.events;
}

}  // namespace gongjian::run
