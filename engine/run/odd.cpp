#include "engine/run/odd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/display.hpp"
#include "engine/core/hash.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/markdown.hpp"
#include "engine/run/odd_prose.hpp"

namespace gongjian::run {
namespace {

using core::Text;
using markdown::code;
using markdown::plain;
using Header = std::vector<std::string>;

// 107000 as "107,000".
std::string count(std::size_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

// Three digits that matter; whole numbers in full.
std::string number(double value) {
  const bool in_full = std::fabs(value) >= 1000 || value == std::round(value);
  return in_full ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Puts the fields of one group after the other, in their order.
std::vector<std::vector<FieldDescription>> by_group(const std::vector<FieldDescription>& fields) {
  std::vector<std::vector<FieldDescription>> groups;
  for (const FieldDescription& field : fields) {
    if (groups.empty() || groups.back().front().group != field.group) groups.emplace_back();
    groups.back().push_back(field);
  }
  return groups;
}

// A card as it is written, section by section.
class Card {
 public:
  Card(const Scenario& scenario, std::string version, bool chinese)
      : scenario_(scenario),
        version_(std::move(version)),
        chinese_(chinese),
        simulation_(scenario.setup, scenario.seed),
        phases_(phases()),
        values_(by_group(parameters(scenario.setup.parameters))),
        defaults_(by_group(parameters())) {}

  std::string write() {
    opening();
    purpose();
    entities();
    process();
    design_concepts();
    initialization();
    input_data();
    submodels();
    appendix();
    return std::move(out_);
  }

 private:
  std::string say(const char* en, const char* zh) const { return chinese_ ? zh : en; }
  const std::string& say(const Text& text) const { return text.in(chinese_); }
  std::string say(core::Unit unit) const { return std::string(unit.in(chinese_)); }
  Header header(Header en, Header zh) const { return chinese_ ? std::move(zh) : std::move(en); }

  void heading(int level, const std::string& title) {
    out_ += std::string(static_cast<std::size_t>(level), '#') + " " + title + "\n\n";
  }
  void heading(int level, const char* en, const char* zh) { heading(level, say(en, zh)); }
  void paragraph(const std::string& text) { out_ += text + "\n\n"; }
  void concept_of(const char* en, const char* zh, const Text& text) {
    heading(3, fmt::format("4.{} {}", ++concepts_, say(en, zh)));
    paragraph(say(text));
  }

  // "week 156 (2017-01-02)"
  std::string week(int number) const {
    return fmt::format(fmt::runtime(say("week {} ({})", "第 {} 周（{}）")), number,
                       core::to_string(core::date_of_week(scenario_.start_date, number)));
  }
  std::string districts(const model::DistrictMask& mask) const {
    std::vector<std::string> names;
    for (std::size_t d = 0; d < mask.size(); ++d)
      if (mask[d]) names.push_back(plain(say(scenario_.setup.districts[d].name)));
    return mask.empty() ? say("all", "全部") : core::listed(names, chinese_);
  }
  // The phases of which `names` (what they read, or what they write) holds this one.
  template <class Names>
  std::vector<std::string> phases_with(Names names, const std::string& name) const {
    std::vector<std::string> found;
    for (const PhaseDescription& phase : phases_)
      if (holds(phase.*names, name)) found.push_back(phase.name);
    return found;
  }

  void opening() {
    heading(1, plain(say(scenario_.title)));
    paragraph(say("*A model card, written by `gongjian odd`.* ", "*模型卡，由 `gongjian odd` 生成。* ") +
              say(odd_prose::kOrder));
    if (!say(scenario_.description).empty()) paragraph("> " + plain(say(scenario_.description)));
    const core::Date last_day =
        core::date_from_days(core::days_since_epoch(core::date_of_week(scenario_.start_date, scenario_.weeks)) - 1);
    core::Hash hash;
    hash.add(scenario_.text.data(), scenario_.text.size());
    out_ += markdown::table(
        header({"scenario", code(scenario_.name)}, {"情景", code(scenario_.name)}),
        {{say("version", "版本"), "gongjian " + version_},
         {say("seed", "随机种子"), std::to_string(scenario_.seed)},
         {say("weeks", "周数"), fmt::format("{} ({} – {})", scenario_.weeks, core::to_string(scenario_.start_date),
                                            core::to_string(last_day))},
         {say("parameters changed", "改动的参数"), changed_parameters()},
         {say("hash of the resolved scenario (appendix)", "完整情景文本（附录）的哈希"),
          code(core::to_hex(hash.digest()))}});
    for (const Text& note : scenario_.notes) paragraph(say("Note: ", "注意：") + plain(say(note)));
  }

  std::string changed_parameters() const {
    std::vector<std::string> changed;
    for (std::size_t g = 0; g < values_.size(); ++g)
      for (std::size_t i = 0; i < values_[g].size(); ++i)
        if (values_[g][i].value != defaults_[g][i].value)
          changed.push_back(values_[g][i].group + "." + values_[g][i].name + " = " + value_text(values_[g][i]));
    return changed.empty() ? say("none", "无") : markdown::codes(changed);
  }

  void purpose() {
    heading(2, "1 Purpose and patterns", "1 目的与模式");
    paragraph(say(odd_prose::kPurpose));
    paragraph(say(odd_prose::kPatterns));
  }

  void entities() {
    heading(2, "2 Entities, state variables and scales", "2 实体、状态变量与尺度");
    paragraph(say(odd_prose::kEntities));
    paragraph(say(odd_prose::kScales));
    heading(3, "The population of this scenario", "本情景的人口");
    population();
    for (const TableDescription& table : tables(simulation_.world())) state_table(table);
  }

  std::vector<model::DistrictOutline> districts_as_built() {
    const model::City& city = simulation_.world().city;
    std::vector<model::DistrictOutline> result(city.districts.size());
    for (std::size_t d = 0; d < result.size(); ++d) result[d].name = city.district_names[d];
    for (std::size_t s = 0; s < city.subdistricts.size(); ++s) {
      model::DistrictOutline& district = result[city.subdistricts.district[s]];
      ++district.subdistricts;
      district.neighbourhoods += city.subdistricts.neighbourhoods(s);
      district.units += city.subdistricts.units(s);
      for (std::size_t n = city.subdistricts.neighbourhood_begin[s]; n < city.subdistricts.neighbourhood_end[s]; ++n)
        district.residents += city.neighbourhoods.residents[n];
    }
    for (std::size_t b = 0; b < city.member_blocks.size(); ++b)
      result[city.member_blocks.district[b]].members += city.member_blocks.end[b] - city.member_blocks.begin[b];
    return result;
  }

  void population() {
    markdown::Rows rows;
    model::DistrictOutline all{{"**all**", "**合计**"}};
    const auto add = [&](const model::DistrictOutline& d, const std::string& name) {
      rows.push_back(
          {name, count(d.subdistricts), count(d.neighbourhoods), count(d.units), count(d.members), count(d.residents)});
    };
    for (const model::DistrictOutline& d : districts_as_built()) {
      add(d, plain(say(d.name)));
      all.subdistricts += d.subdistricts;
      all.neighbourhoods += d.neighbourhoods;
      all.units += d.units;
      all.members += d.members;
      all.residents += d.residents;
    }
    if (rows.size() > 1) add(all, say(all.name));
    out_ += markdown::table(header({"district", "subdistricts", "neighbourhoods", "units", "members", "residents"},
                                   {"区（县）", "街道（镇）", "居民区", "驻区单位", "党员", "居民"}),
                            rows);
  }

  void state_table(const TableDescription& table) {
    heading(3, code(table.name));
    const std::vector<std::string> writers = phases_with(&PhaseDescription::writes, table.name);
    std::string text = say(table.text).empty() ? "" : plain(say(table.text)) + say(". ", "。");
    text += fmt::format(fmt::runtime(say("Rows: {}. ", "行数：{}。")), count(table.rows));
    if (writers.empty()) text += say("No phase changes it.", "没有阶段改变它。");
    else text += say("Changed by the phases: ", "改变它的阶段：") + markdown::codes(writers) + say(".", "。");
    paragraph(text);
    markdown::Rows rows;
    for (const ColumnDescription& column : table.columns)
      rows.push_back({code(column.name), say(core::Unit{column.unit}), plain(say(column.text)), at_start(column)});
    out_ += markdown::table(header({"variable", "unit", "meaning", "at the start"}, {"变量", "单位", "含义", "初始"}),
                            rows);
  }

  std::string at_start(const ColumnDescription& column) const {
    if (std::isnan(column.lowest)) return say("none", "无");
    if (column.lowest == column.highest) return number(column.lowest);
    const std::string range = number(column.lowest) + say(" to ", " 至 ") + number(column.highest);
    return column.is_code ? range : range + say(", mean ", "，均值 ") + number(column.mean);
  }

  void process() {
    heading(2, "3 Process overview and scheduling", "3 过程概览与调度");
    paragraph(say(odd_prose::kProcess));
    markdown::Rows rows;
    for (const PhaseDescription& phase : phases_)
      rows.push_back({code(phase.name), say(phase.rhythm),
                      phase.parallel ? say("parallel", "并行") : say("serial", "串行"), plain(say(phase.purpose)),
                      markdown::codes(phase.reads), markdown::codes(phase.writes)});
    out_ += markdown::table(header({"phase", "runs", "how", "purpose", "reads", "writes"},
                                   {"阶段", "频率", "方式", "用途", "读取", "写入"}),
                            rows);
  }

  void design_concepts() {
    heading(2, "4 Design concepts", "4 设计概念");
    concept_of("Basic principles", "基本原理", odd_prose::kPrinciples);
    concept_of("Individual decision making (ODD+D)", "个体决策（ODD+D）", odd_prose::kDecisions);
    concept_of("Emergence", "涌现", odd_prose::kEmergence);
    concept_of("Adaptation", "适应", odd_prose::kAdaptation);
    concept_of("Objectives", "目标", odd_prose::kObjectives);
    concept_of("Learning", "学习", odd_prose::kLearning);
    concept_of("Prediction", "预测", odd_prose::kPrediction);
    concept_of("Sensing", "感知", odd_prose::kSensing);
    concept_of("Interaction", "相互作用", odd_prose::kInteraction);
    concept_of("Heterogeneity (ODD+D)", "异质性（ODD+D）", odd_prose::kHeterogeneity);
    concept_of("Stochasticity", "随机性", odd_prose::kStochasticity);
    paragraph(markdown::codes(phases_with(&PhaseDescription::reads, std::string(core::Draws::kName))) + say(".", "。"));
    concept_of("Collectives", "集体", odd_prose::kCollectives);
    dimensions();
    concept_of("Observation", "观察", odd_prose::kObservation);
    out_ += markdown::outputs(simulation_.layout(), chinese_);
    out_ += markdown::outcomes(chinese_);
  }

  void dimensions() {
    for (const core::Dimension& dimension : simulation_.layout().dimensions) {
      std::vector<std::string> labels;
      for (const Text& label : dimension.labels) labels.push_back(plain(say(label)));
      out_ += fmt::format(fmt::runtime(say("- {}: {}\n", "- {}：{}\n")), code(dimension.name),
                          core::listed(labels, chinese_));
    }
    out_ += "\n";
  }

  void initialization() {
    heading(2, "5 Initialization", "5 初始化");
    paragraph(say(odd_prose::kInitialization));
    parameter_groups(false);
  }

  void input_data() {
    heading(2, "6 Input data", "6 输入数据");
    paragraph(say(odd_prose::kInput));
    policy();
    heading(3, "Events", "事件");
    if (scenario_.setup.events.list.empty()) paragraph(say("There are none.", "无。"));
    for (const model::Event& event : scenario_.setup.events.list) {
      const EventDescription description = description_of(event);
      const auto [begin, mask] = std::visit([](const auto& e) { return std::pair(e.week.value, e.districts); }, event);
      paragraph(fmt::format(fmt::runtime(say("**{} in {}.** {}. Districts: {}.", "**{}，{}。** {}。区：{}。")),
                            code(description.kind), week(begin), plain(say(description.text)), districts(mask)));
      if (const auto* merger = std::get_if<model::DistrictMerger>(&event))
        paragraph(say("Into: ", "并入：") + plain(say(scenario_.setup.districts[merger->into].name)) + say(".", "。"));
      std::vector<FieldDescription> defaults;
      for (const EventDescription& known : events())
        if (known.kind == description.kind) defaults = known.fields;
      out_ += markdown::fields(description.fields, defaults, chinese_);
    }
  }

  void policy() {
    heading(3, "Policy", "政策");
    const auto known = levers();
    std::vector<std::string> unused;
    markdown::Rows rows;
    for (std::size_t lever = 0; lever < known.size(); ++lever) {
      const std::size_t before = rows.size();
      for (const model::LeverSetting& setting : scenario_.setup.policy.settings)
        if (setting.lever == lever)
          rows.push_back({code(known[lever].name), number(setting.value), week(setting.start),
                          setting.end < 0 ? say("the end", "运行结束") : week(setting.end),
                          std::to_string(setting.ramp), districts(setting.districts), plain(say(known[lever].text))});
      if (rows.size() == before) unused.push_back(known[lever].name);
    }
    if (!rows.empty()) paragraph(say(odd_prose::kLevers));
    out_ += markdown::table(header({"lever", "value", "from", "until", "ramp (weeks)", "districts", "what it does"},
                                   {"杠杆", "值", "起始", "结束", "逐步到位（周）", "区", "作用"}),
                            rows);
    if (!unused.empty())
      paragraph(say("Levers at 0 throughout: ", "始终为 0 的杠杆：") + markdown::codes(unused) + say(".", "。"));
  }

  void submodels() {
    heading(2, "7 Submodels", "7 子模型");
    paragraph(say(odd_prose::kSubmodels));
    parameter_groups(true);
  }

  // The groups that phases read, or those that only build the city.
  void parameter_groups(bool of_phases) {
    for (std::size_t g = 0; g < values_.size(); ++g) {
      const std::string& name = values_[g].front().group;
      const std::vector<std::string> readers = phases_with(&PhaseDescription::reads, name);
      if (readers.empty() == of_phases) continue;
      heading(3, code(name));
      if (of_phases)
        paragraph(say("Read by the phases: ", "读取它的阶段：") + markdown::codes(readers) + say(".", "。"));
      out_ += markdown::fields(values_[g], defaults_[g], chinese_);
    }
  }

  void appendix() {
    heading(2, "References", "参考文献");
    paragraph(say(odd_prose::kReferences));
    heading(2, "Appendix: the resolved scenario", "附录：完整情景文本");
    std::string fence = "```";
    while (scenario_.text.find(fence) != std::string::npos) fence += '`';
    out_ += fence + "toml\n" + scenario_.text + (scenario_.text.ends_with('\n') ? "" : "\n") + fence + "\n";
  }

  const Scenario& scenario_;
  const std::string version_;
  const bool chinese_;
  model::Simulation simulation_;  // before its first week
  const std::vector<PhaseDescription> phases_;
  const std::vector<std::vector<FieldDescription>> values_, defaults_;
  int concepts_ = 0;
  std::string out_;
};

}  // namespace

std::string odd(const Scenario& scenario, const std::string& version, bool chinese) {
  return Card(scenario, version, chinese).write();
}

}  // namespace gongjian::run
