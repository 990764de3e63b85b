#include "engine/run/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/library.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> series_names() {
  std::vector<std::string> names;
  for (const Series& series : city_series()) names.push_back(series.name);
  return names;
}

// The districts of an event or lever, for messages; nothing for all.
std::string where(const model::DistrictMask& mask, const std::vector<model::DistrictOutline>& districts) {
  std::string text;
  for (std::size_t d = 0; d < mask.size(); ++d)
    if (mask[d]) text += (text.empty() ? " in " : ", ") + districts[d].name.en;
  return text;
}

// The preset of a scenario's population; empty where it is from files.
std::string preset_of(const Scenario& scenario) {
  if (scenario.setup.given != nullptr) return {};
  const io::Table table = io::parse_toml(scenario.text, scenario.path);
  const io::Value* population = table.find("population");
  const auto* keys = population != nullptr ? std::get_if<io::Table>(&population->data) : nullptr;
  const io::Value* preset = keys != nullptr ? keys->find("preset") : nullptr;
  const auto* name = preset != nullptr ? std::get_if<std::string>(&preset->data) : nullptr;
  return name != nullptr ? *name
                         : std::string(model::preset_names()[static_cast<std::size_t>(model::Preset::district)]);
}

// The events that begin before `week`, each as a text that tells all of it.
std::vector<std::string> events_before(int week, const Scenario& scenario) {
  std::vector<std::string> texts;
  for (const model::Event& event : scenario.setup.events.list)
    std::visit(
        [&](const auto& e) {
          if (e.week.value >= week) return;
          std::string text =
              fmt::format("{} in week {}", e.kKind, e.week.value) + where(e.districts, scenario.setup.districts);
          if constexpr (requires { e.into; }) text += " into " + scenario.setup.districts[e.into].name.en;
          for (const FieldDescription& field : description_of(event).fields)
            if (const std::string value = value_text(field); !value.empty())
              text += fmt::format(", {} {}", field.name, value);
          texts.push_back(text);
        },
        event);
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::vector<std::string> missing(const std::vector<std::string>& all, const std::vector<std::string>& from) {
  std::vector<std::string> result;
  std::set_difference(all.begin(), all.end(), from.begin(), from.end(), std::back_inserter(result));
  return result;
}

// Names of the levers whose levels on paper differ before `week`.
std::vector<std::string> levers_before(int week, const Scenario& a, const Scenario& b) {
  const auto differs = [&](std::size_t lever) {
    for (int w = 0; w < week; ++w)
      for (std::size_t d = 0; d < a.setup.districts.size(); ++d)
        if (a.setup.policy.level(lever, w, d) != b.setup.policy.level(lever, w, d)) return true;
    return false;
  };
  std::vector<std::string> names;
  const auto known = levers();
  for (std::size_t lever = 0; lever < known.size(); ++lever)
    if (differs(lever)) names.push_back(known[lever].name);
  return names;
}

}  // namespace

void write_checkpoint(const std::string& path, const Scenario& scenario, const std::string& version,
                      std::uint64_t start_hash, model::Simulation& simulation, const Recorder& recorder) {
  io::CheckpointHeader header{version,
                              scenario.name,
                              scenario.text,
                              {},
                              scenario.start_date,
                              scenario.seed,
                              simulation.weeks_done(),
                              start_hash,
                              simulation.state_hash()};
  // the shipped scenarios need no files of their own, so that their checkpoints are the same in every folder
  if (scenario.setup.given != nullptr)
    header.folder = path_from(fs::path(path).parent_path(), fs::path(scenario.path).parent_path());
  io::CheckpointWriter writer(path, header);
  simulation.world().visit_kept([&](auto& table) { writer.write_table(table); });
  const std::vector<std::string> names = series_names();
  for (std::size_t s = 0; s < names.size(); ++s) writer.write_series(names[s], recorder.series()[s]);
  writer.finish();
}

Past::Past(const std::string& path) : reader_(path), scenario_(scenario_with({})) {}

Scenario Past::scenario_with(const std::vector<std::string>& settings) const {
  const io::CheckpointHeader& header = reader_.header();
  const fs::path folder = header.folder.empty() ? fs::path() : fs::path(path()).parent_path() / header.folder;
  const std::string file = (folder / (header.scenario_name + ".toml")).string();
  try {
    ScenarioFile scenario{file, header.scenario_name, io::parse_toml(header.scenario_text, file)};
    for (const std::string& setting : settings) apply_setting(scenario, setting);
    return read_scenario(scenario);
  } catch (const core::UserError& error) {
    throw core::UserError(core::say("the scenario in {} can't be read again: {}", "无法重新读取 {} 中的情景：{}",
                                    path(), error.message()));
  }
}

void Past::check_follows(const Scenario& scenario) const {
  const auto refuse = [&](const std::string& what, const std::string& here, const std::string& there) {
    throw core::UserError(core::say(
        "{} can't follow on {}: {} is {} in the scenario and {} in the checkpoint; a past "
        "has futures with the same population, start parameters, start date and seed",
        "{} 无法接续 {}：{} 在情景中为 {}，在检查点中为 {}；接续者的人口、初始参数、起始日期和随机种子必须相同",
        scenario.name, path(), what, here, there));
  };
  const std::string preset = preset_of(scenario), past_preset = preset_of(scenario_);
  if (!past_preset.empty() && preset != past_preset)
    throw core::UserError(core::say(
        "{} can't follow on {}: its population is another, {} in place of {}; --population {} takes that of the "
        "checkpoint",
        "{} 无法接续 {}：人口不同，为 {} 而非 {}；--population {} 采用检查点的人口", scenario.name, path(),
        preset.empty() ? core::Text{"from files", "来自文件"} : core::Text{preset, preset}, past_preset, past_preset));
  if (scenario.weeks <= weeks())
    throw core::UserError(core::say("{} lasts {} weeks, and {} stands after {} of them; --weeks makes it longer",
                                    "{} 共 {} 周，而 {} 已到第 {} 周之后；用 --weeks 延长", scenario.name,
                                    scenario.weeks, path(), weeks()));
  if (scenario.seed != scenario_.seed) refuse("seed", std::to_string(scenario.seed), std::to_string(scenario_.seed));
  if (!(scenario.start_date == scenario_.start_date))
    refuse("start_date", core::to_string(scenario.start_date), core::to_string(scenario_.start_date));
  const auto here = parameters(scenario.setup.parameters), there = parameters(scenario_.setup.parameters);
  for (std::size_t p = 0; p < here.size(); ++p)
    if ((here[p].group == model::PopulationParameters::kName || here[p].group == model::StartParameters::kName) &&
        here[p].value != there[p].value)
      refuse(here[p].group + "." + here[p].name, fmt::format("{}", here[p].value), fmt::format("{}", there[p].value));
}

std::vector<core::Text> Past::notes_on(const Scenario& scenario) const {
  std::vector<core::Text> notes;
  const auto note = [&](const std::vector<std::string>& list, const char* en, const char* zh) {
    if (list.empty()) return;
    std::string all;
    for (const std::string& item : list) all += (all.empty() ? "" : "; ") + item;
    notes.push_back({fmt::format("{}, before week {}: {}: {}", scenario.name, weeks(), en, all),
                     fmt::format("{}，第 {} 周之前：{}：{}", scenario.name, weeks(), zh, all)});
  };
  const std::vector<std::string> here = events_before(weeks(), scenario), there = events_before(weeks(), scenario_);
  note(levers_before(weeks(), scenario, scenario_), "levers that were set otherwise; that past stays",
       "当时水平不同的政策杠杆；过去保持不变");
  note(missing(here, there), "events that did not happen; what of them lasts longer begins then",
       "没有发生的事件；其中持续更久的部分自该周起生效");
  note(missing(there, here), "events that happened, though the scenario has them not", "已经发生、但情景中没有的事件");
  return notes;
}

void Past::restore(const Scenario& scenario, std::uint64_t start_hash, model::Simulation& simulation,
                   Recorder& recorder) const {
  check_follows(scenario);
  if (start_hash != reader_.header().start_hash)
    throw core::UserError(
        core::say("{} can't follow on {}: its population is another, by a preset, by files, or by the version of the "
                  "program ({} wrote the checkpoint)",
                  "{} 无法接续 {}：人口不同，原因可能是预设、文件或程序版本（检查点由 {} 写出）", scenario.name, path(),
                  reader_.header().version));
  std::vector<std::string> tables;
  const bool whole = simulation.resume(weeks(), reader_.header().state_hash, [&]<class Table>(Table& table) {
    constexpr bool grows = std::is_same_v<Table, model::Projects> || std::is_same_v<Table, model::Decisions>;
    tables.emplace_back(Table::kName);
    reader_.read_table(table, grows ? io::CheckpointReader::Length::any : io::CheckpointReader::Length::kept);
  });
  reader_.expect_tables(tables);
  if (!whole)
    throw core::UserError(core::say("could not read {}: it is damaged (its state does not fit its hash)",
                                    "无法读取 {}：文件已损坏（状态与其哈希不符）", path()));
  recorder.resume(reader_.read_series(series_names()));
}

}  // namespace gongjian::run
