#include "engine/run/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/experiment_calibration.hpp"
#include "engine/run/experiment_factors.hpp"
#include "engine/run/experiment_keys.hpp"
#include "engine/run/library.hpp"
#include "engine/run/outcomes.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostPolicies = 1000;
constexpr double kMostRows = 1e8;
// datasets of a results file that are no outcomes
constexpr std::array<std::string_view, 13> kReserved = {
    "point", "policy", "policy_zh", "replicate",  "replicate_zh", "seed",    "status",
    "hash",  "week",   "time",      "provenance", "weight",       "distance"};

// The tables and texts of a key, taken out of the table.
io::Table take_table(io::Table& table, std::string_view key, io::Problems& problems) {
  const io::Value* value = table.find(key);
  if (value == nullptr) return {};
  const auto* inner = std::get_if<io::Table>(&value->data);
  if (inner == nullptr)
    problems.add(value->place, core::say("{}: read {}; wanted is a table [{}], a piece of a scenario",
                                         "{}：读到 {}；应为表 [{}]，即情景的一部分", key, value->shown(), key));
  io::Table taken = inner != nullptr ? *inner : io::Table{};
  std::erase_if(table.entries, [&](const io::Entry& entry) { return entry.key == key; });
  return taken;
}

// A scenario has none of the keys of an experiment, and some that an experiment has not.
void refuse_scenario(const io::Table& table, const std::string& path) {
  constexpr std::array<std::string_view, 7> kKeys = {"lever",      "event", "population", "parameters",
                                                     "start_date", "weeks", "log"};
  if (sign_of_experiment(table) != nullptr) return;
  for (const io::Entry& entry : table.entries)
    if (std::find(kKeys.begin(), kKeys.end(), entry.key) != kKeys.end())
      throw core::UserError(core::say("{}: {}: this is a scenario, not an experiment; {}",
                                      "{}: {}：这是情景，不是实验；{}", io::to_string(entry.place), entry.key,
                                      what_runs_scenario(path)));
}

// The file, on top of the experiment that it extends: tables key by key, entries by their names. A design replaces the
// other's, since its keys belong to its kind.
io::Table resolved(io::Table table, const std::string& path) {
  refuse_scenario(table, path);
  const io::Value* extends = table.find("extends");
  if (extends == nullptr) return table;
  io::Table base = io::read_toml(base_path(path, *extends, experiment_folder(), {"experiment", "实验"}));
  if (base.find("extends") != nullptr)
    throw core::UserError(core::say(
        "{}: extends: read {}, which extends another; one level is allowed, so name that one or copy what you need",
        "{}: extends：读到 {}，而它又扩展了另一个；只允许一层，请直接指定后者，或复制所需内容",
        io::to_string(extends->place), extends->shown()));
  std::erase_if(base.entries, [&](const io::Entry& entry) {
    return entry.key == "title" || entry.key == "description" ||
           (entry.key == "design" && table.find("design") != nullptr);
  });
  std::erase_if(table.entries, [](const io::Entry& entry) { return entry.key == "extends"; });
  return io::merge(std::move(base), table);
}

// A lever's path names its value, whether it says so or not.
std::string whole_path(const std::string& path) {
  return path.starts_with("levers.") && path.find('.', 7) == std::string::npos ? path + ".value" : path;
}

// Reads an experiment step by step; what is wrong goes into `problems`.
class Reading {
 public:
  Reading(const std::string& path, io::Table table, const ExperimentChanges& changes)
      : path_(path),
        table_(std::move(table)),
        common_(take_table(table_, "common", problems_)),
        reader_(table_, "", {std::make_shared<const std::string>(path), 1, 1}, problems_),
        changes_(changes) {}

  Experiment read() {
    experiment_.name = fs::path(path_).stem().string();
    experiment_.title.en = experiment_.name;
    reader_.read("title.en", experiment_.title.en);
    reader_.read("title.zh", experiment_.title.zh);
    reader_.read("description.en", experiment_.description.en);
    reader_.read("description.zh", experiment_.description.zh);
    read_policies();
    read_seeds();
    read_factors();
    if (calibrates()) experiment_.calibration = read_calibration(reader_, problems_, experiment_);
    else read_design();
    read_outcomes();
    for (const char* taken : {"extends", "common"}) reader_.list(taken);  // taken out already; known as keys
    reader_.finish();
    problems_.throw_if_any();
    check_size();
    return std::move(experiment_);
  }

 private:
  bool calibrates() const { return reader_.has("calibration"); }

  [[noreturn]] void stop() {
    problems_.throw_if_any();
    throw core::UserError(core::say("{}: no policy could be read", "{}: 没有读到任何政策方案", path_));
  }

  // body(), whose complaint is one among others.
  template <class Body>
  bool gathered(Body body) {
    try {
      body();
      return true;
    } catch (const core::UserError& error) {
      problems_.add_told(error.message());
      return false;
    }
  }

  // ---- policies

  void read_policies() {
    std::string base_name;
    reader_.require("scenario", {"it names the scenario that the experiment is about", "它指定实验所用的情景"});
    ScenarioFile base;
    is_known_ =
        reader_.read("scenario", base_name) && gathered([&] {
          base = read_scenario_beside(path_, {"experiment", "实验"}, "scenario", reader_.place("scenario"), base_name);
        });
    if (!is_known_) base = stand_in();
    const auto entries = reader_.tables("policy");
    if (entries.empty()) add_policy(base, {base.name, {}}, {});
    for (const auto& [entry, place] : entries) read_policy(base, *entry, place);
    if (experiment_.policies.empty()) add_stand_in(base);
    name_untitled_in_chinese();
    for (std::size_t i = 1; is_known_ && i < experiment_.policies.size(); ++i) check_alike(experiment_.policies[i]);
  }

  // Where the scenario is not known, or no policy can be read, something takes its place, so that what else is wrong is
  // told too; what depends on the scenario is not looked at then. Nothing runs, since there is a problem already.
  ScenarioFile stand_in() {
    if (problems_.empty()) stop();
    try {
      return read_scenario_file("baseline_stable");
    } catch (const core::UserError&) {
      stop();
    }
  }

  void add_stand_in(ScenarioFile base) {
    if (problems_.empty()) stop();
    ScenarioFile with_common = base;
    with_common.table = put_on(std::move(with_common.table), common_);
    for (ScenarioFile* file : {&with_common, &base}) try {
        experiment_.policies.push_back({{file->name, {}}, *file, read_scenario(*file)});
        return;
      } catch (const core::UserError&) {
        is_known_ = false;  // is told already
      }
    stop();
  }

  void read_policy(const ScenarioFile& base, const io::Table& entry, const io::Place& place) {
    io::TableReader own(entry, "[[policy]]", place, problems_, &reader_);
    core::Text name, title;
    std::string scenario;
    own.require("name", {"it is what the policy is called in results", "它是政策方案在结果中的名称"});
    if (own.read("name", name.en) && name.en.empty())
      own.problem("name", {"name in [[policy]]: the name is empty", "[[policy]] 中的 name：名称为空"});
    own.read("title.en", title.en);
    own.read("title.zh", title.zh);
    name.zh = title.zh;
    for (const ExperimentPolicy& other : experiment_.policies)
      if (other.label.en == name.en)
        own.problem("name", core::say("name in [[policy]]: another policy is called \"{}\" already",
                                      "[[policy]] 中的 name：已有政策方案名为 \"{}\"", name.en));
    ScenarioFile file = base;
    if (own.read("scenario", scenario) && !gathered([&] {
          file = read_scenario_beside(path_, {"experiment", "实验"}, "scenario", own.place("scenario"), scenario);
        }))
      return;
    io::Table piece = entry;
    std::erase_if(piece.entries,
                  [](const io::Entry& e) { return e.key == "name" || e.key == "scenario" || e.key == "title"; });
    if (!title.en.empty() || !title.zh.empty()) {
      io::Table texts;
      texts.set("en", {title.en.empty() ? name.en : title.en, place});
      if (!title.zh.empty()) texts.set("zh", {title.zh, place});
      piece.set("title", {texts, place});
    }
    add_policy(std::move(file), name, piece);
  }

  // The scenario, with what is common to all policies, with the policy's own piece, with the command line's settings.
  void add_policy(ScenarioFile file, core::Text label, const io::Table& piece) {
    gathered([&] {
      file.table = put_on(put_on(std::move(file.table), common_), piece);
      for (const std::string& setting : changes_.settings) apply_setting(file, setting);
      Scenario scenario = read_scenario(file);
      experiment_.policies.push_back({std::move(label), std::move(file), std::move(scenario)});
    });
  }

  // A policy without a Chinese title of its own has that of its scenario, or its name where others have that too.
  void name_untitled_in_chinese() {
    auto& policies = experiment_.policies;
    const auto chinese = [](const ExperimentPolicy& policy) {
      return policy.label.zh.empty() ? policy.scenario.title.zh : policy.label.zh;
    };
    std::map<std::string, int> times;
    for (const ExperimentPolicy& policy : policies) ++times[chinese(policy)];
    for (ExperimentPolicy& policy : policies)
      if (policy.label.zh.empty()) policy.label.zh = times[chinese(policy)] > 1 ? policy.label.en : chinese(policy);
  }

  void check_alike(const ExperimentPolicy& policy) {
    const Scenario &first = experiment_.policies.front().scenario, &other = policy.scenario;
    if (other.weeks != first.weeks)
      problems_.add(
          reader_.place("scenario"),
          core::say(
              "policy \"{}\" lasts {} weeks and \"{}\" {}; compared policies must last equally long "
              "(weeks in [common] sets all)",
              "政策方案 \"{}\" 共 {} 周，\"{}\" 共 {} 周；相比较的政策方案周数必须相同（[common] 中的 weeks 统一设定）",
              policy.label.en, other.weeks, experiment_.policies.front().label.en, first.weeks));
    if (!(other.start_date == first.start_date))
      problems_.add(reader_.place("scenario"),
                    core::say("policy \"{}\" starts on {} and \"{}\" on {}; compared policies must start on the same "
                              "date (start_date in [common] sets all)",
                              "政策方案 \"{}\" 自 {} 开始，\"{}\" 自 {} "
                              "开始；相比较的政策方案起始日期必须相同（[common] 中的 start_date 统一设定）",
                              policy.label.en, core::to_string(other.start_date), experiment_.policies.front().label.en,
                              core::to_string(first.start_date)));
  }

  void read_seeds() {
    int replicates = 1;
    std::uint64_t seed = experiment_.policies.front().scenario.seed;
    reader_.read("replicates", replicates, kReplicates);
    reader_.read("seed", seed);
    replicates = changes_.replicates.value_or(replicates);
    seed = changes_.seed.value_or(seed);
    for (int r = 0; r < replicates; ++r) experiment_.seeds.push_back(seed + static_cast<std::uint64_t>(r));
  }

  // ---- factors

  // Those that are up to policy make policies, on which the others are tried.
  void read_factors() {
    std::vector<Factor> read, of_policy, uncertain;
    if (reader_.tables("factor").empty() || !is_known_) return;
    for (const auto& [entry, place] : reader_.tables("factor")) {
      io::TableReader own(*entry, "[[factor]]", place, problems_, &reader_);
      Factor factor;
      bool is_policy = false;
      if (!read_factor(own, path_, experiment_.policies.front().scenario, factor, is_policy)) continue;
      check_new(own, factor, read);
      read.push_back(factor);
      (is_policy ? of_policy : uncertain).push_back(std::move(factor));
    }
    for (const Factor& factor : of_policy)
      if (gathered([&] { try_ends(factor); })) multiply_policies(factor);
    for (Factor& factor : uncertain)
      if (gathered([&] { try_ends(factor); })) experiment_.factors.push_back(std::move(factor));
  }

  static void check_new(io::TableReader& own, const Factor& factor, const std::vector<Factor>& others) {
    for (const Factor& other : others) {
      if (other.name == factor.name)
        own.problem("name", core::say("name in [[factor]]: another factor is called \"{}\" already",
                                      "[[factor]] 中的 name：已有因子名为 \"{}\"", factor.name));
      if (whole_path(other.path) == whole_path(factor.path))
        own.problem("path", core::say("path in [[factor]]: the factor \"{}\" sets {} already",
                                      "[[factor]] 中的 path：因子 \"{}\" 已设定 {}", other.name, other.path));
    }
  }

  // Both ends of a factor must be values that a scenario takes, whatever the policy.
  void try_ends(const Factor& factor) const {
    std::vector<double> tried;
    if (!factor.levels.empty()) {
      for (std::size_t i = 0; i < factor.levels.size(); ++i)
        tried.push_back(factor.at((static_cast<double>(i) + 0.5) / static_cast<double>(factor.levels.size())));
    } else {
      constexpr double kNearEnd = 1e-6;  // of a distribution without an end
      const bool ends = factor.posterior == nullptr && analysis::is_bounded(factor.distribution);
      tried = {factor.at(ends ? 0 : kNearEnd), factor.at(ends ? 1 : 1 - kNearEnd)};
    }
    for (const ExperimentPolicy& policy : experiment_.policies)
      for (const double value : tried) {
        ScenarioFile file = policy.file;
        set(file, factor.path, factor.setting(value));
        const Scenario scenario = read_scenario(file);
      }
  }

  // A factor that is up to policy: each of its levels with each policy so far.
  void multiply_policies(const Factor& factor) {
    std::vector<ExperimentPolicy> all;
    for (const ExperimentPolicy& policy : experiment_.policies)
      for (const io::Value& level : factor.levels) {
        ExperimentPolicy each = policy;
        const std::string addition = fmt::format("{} {}", factor.name, level.shown());
        each.label.en += ", " + addition;
        if (!each.label.zh.empty()) each.label.zh += "，" + addition;
        set(each.file, factor.path, level);
        each.scenario = read_scenario(each.file);
        all.push_back(std::move(each));
        if (all.size() > kMostPolicies) return too_many_policies(factor);
      }
    experiment_.policies = std::move(all);
  }
  void too_many_policies(const Factor& factor) {
    problems_.add(factor.place,
                  core::say("[[factor]]: with {} the experiment has more than {} policies",
                            "[[factor]]：加上 {} 后，实验的政策方案超过 {} 个", factor.name, kMostPolicies));
  }

  // ---- design

  void read_design() {
    DesignSettings& design = experiment_.design;
    using Kind = DesignSettings::Kind;
    std::size_t kind = 0;
    const bool has_kind = reader_.read_name("design.kind", {kDesigns.begin(), kDesigns.end()}, kind);
    const bool has_points = reader_.read("design.points", design.points, kPoints);
    const bool has_trajectories = reader_.read("design.trajectories", design.trajectories, kTrajectories);
    const bool has_levels = reader_.read("design.levels", design.levels, kMorrisLevels);
    const bool has_seed = reader_.read("design.seed", design.seed);
    std::string file;
    const bool has_file = reader_.read("design.file", file);
    const auto points = reader_.tables("design.point");
    if (experiment_.factors.empty() && (problems_.empty() || reader_.tables("factor").empty()))
      check_points_given(Kind::single);
    if (experiment_.factors.empty()) {
      if (has_kind && reader_.tables("factor").empty())
        reader_.problem("design.kind", {"design.kind: there is no [[factor]] that a design could vary",
                                        "design.kind：没有可供设计变动的 [[factor]]"});
      return;
    }
    if (!has_kind) {
      if (!reader_.has("design.kind"))
        problems_.add(experiment_.factors.front().place,
                      {"[[factor]]: the experiment has factors but no design; add a table [design] with kind = one of "
                       "grid, list, lhs, sobol, morris, saltelli, csv",
                       "[[factor]]：实验有因子而没有设计；请加上表 [design]，其中 kind 为 "
                       "grid、list、lhs、sobol、morris、saltelli、csv 之一"});
      return;
    }
    design.kind = static_cast<Kind>(kind + 1);
    check_points_given(design.kind);
    if (changes_.points) design.points = *changes_.points;
    const auto only_with = [&](bool given, std::string_view key, std::initializer_list<Kind> kinds) {
      if (!given || std::find(kinds.begin(), kinds.end(), design.kind) != kinds.end()) return;
      std::string names;
      for (const Kind each : kinds) names += (names.empty() ? "" : ", ") + to_string(each);
      reader_.problem("design." + std::string(key),
                      core::say("design.{}: it belongs to the designs {}; this one is {}",
                                "design.{}：它用于设计 {}；此处为 {}", key, names, to_string(design.kind)));
    };
    only_with(has_points, "points", {Kind::lhs, Kind::sobol, Kind::saltelli});
    only_with(has_trajectories, "trajectories", {Kind::morris});
    only_with(has_levels, "levels", {Kind::morris});
    only_with(has_seed, "seed", {Kind::lhs, Kind::sobol, Kind::morris, Kind::saltelli});
    only_with(has_file, "file", {Kind::csv});
    only_with(!points.empty(), "point", {Kind::list});
    const auto wanted = [&](bool given, const std::string& key, const core::Text& why) {
      if (!given && !reader_.has("design." + key))
        reader_.problem("design",
                        core::say("[design]: the key \"{}\" is missing; {}", "[design]：缺少键 \"{}\"；{}", key, why));
    };
    switch (design.kind) {
      case Kind::lhs:
      case Kind::sobol:
        wanted(design.points > 0, "points", {"it says how many points are tried", "它说明试多少个点"});
        break;
      case Kind::saltelli:
        wanted(design.points > 0, "points",
               {"it says how many base points; each costs as many runs as there are factors, and 2 more",
                "它说明基点的数目；每个基点所需运行次数为因子数加 2"});
        break;
      case Kind::morris:
        wanted(has_trajectories, "trajectories",
               {"it says how many; each costs as many runs as there are factors, and 1 more",
                "它说明轨迹的数目；每条轨迹所需运行次数为因子数加 1"});
        if (design.levels % 2 != 0)
          reader_.problem("design.levels", core::say("design.levels: read {}; allowed is an even number",
                                                     "design.levels：读到 {}；只允许偶数", design.levels));
        break;
      case Kind::list:
        wanted(!points.empty(), "point",
               {"each [[design.point]] gives a value for each factor", "每个 [[design.point]] 为每个因子给出一个值"});
        for (const auto& [entry, place] : points) read_point(*entry, place);
        break;
      case Kind::csv:
        wanted(has_file, "file",
               {"it names the CSV file with a column for each factor", "它指定 CSV 文件，每个因子一列"});
        if (has_file)
          gathered([&] {
            experiment_.listed = read_points_csv((fs::path(path_).parent_path() / file).string(), experiment_.factors);
          });
        break;
      default:
        break;
    }
    for (const Factor& factor : experiment_.factors) check_suits(factor);
  }

  // Whether the command line may say how many points there are.
  void check_points_given(DesignSettings::Kind kind) {
    using Kind = DesignSettings::Kind;
    if (!changes_.points || kind == Kind::lhs || kind == Kind::sobol || kind == Kind::saltelli) return;
    const core::Words why =
        kind == Kind::single ? core::Words{"no [[factor]] varies from point to point, so that there is one",
                                           "没有逐点变动的 [[factor]]，因此只有一个点"}
        : kind == Kind::grid ? core::Words{"its points are all combinations of the factors' values and levels",
                                           "其点为各因子取值和水平的全部组合"}
        : kind == Kind::list
            ? core::Words{"its points are those listed as [[design.point]]", "其点为 [[design.point]] 所列"}
        : kind == Kind::csv ? core::Words{"its points are the rows of its file", "其点为文件中的各行"}
                            : core::Words{"its points follow from `trajectories`", "其点由 trajectories 决定"};
    problems_.add({std::make_shared<const std::string>("--points"), 0, 0},
                  core::say("the design is {}: {}; a number of points belongs to lhs, sobol and saltelli",
                            "设计为 {}：{}；点数用于 lhs、sobol 和 saltelli", to_string(kind), why));
  }

  void read_point(const io::Table& entry, const io::Place& place) {
    io::TableReader own(entry, "[[design.point]]", place, problems_, &reader_);
    for (const Factor& factor : experiment_.factors) {
      own.require(factor.name, {"every point gives a value for each factor", "每个点为每个因子给出一个值"});
      experiment_.listed.push_back(read_listed(own, factor));
    }
    own.finish();
  }

  // Whether a factor is such as the design can vary.
  void check_suits(const Factor& factor) {
    using Kind = DesignSettings::Kind;
    const Kind kind = experiment_.design.kind;
    const auto tell = [&](const core::Text& message) {
      problems_.add(factor.place, core::say("[[factor]] {}: {}", "[[factor]] {}：{}", factor.name, message));
    };
    if (kind == Kind::grid && factor.levels.empty() && factor.grid_levels == 0)
      tell({"a grid wants values = [...], or levels = NUMBER with low and high",
            "grid 需要 values = [...]，或 levels = 数目并给出 low 和 high"});
    if (factor.posterior != nullptr && kind != Kind::lhs && kind != Kind::sobol)
      tell(core::say("a posterior is drawn from in the designs lhs and sobol; this one is {}",
                     "后验分布只能在设计 lhs 和 sobol 中抽取；此处为 {}", to_string(kind)));
    const bool visits_ends = kind == Kind::morris || kind == Kind::grid;
    const bool has_ends =
        !factor.levels.empty() || factor.posterior != nullptr || analysis::is_bounded(factor.distribution);
    if (visits_ends && !has_ends)
      tell(core::say("a {} design visits both ends, so the distribution must have them: give low and high",
                     "{} 设计要取到两端，因此分布必须有两端：请给出 low 和 high", to_string(kind)));
    if (kind == Kind::morris && has_ends && factor.posterior == nullptr && !moves(factor))
      tell(
          {"a morris design moves each factor from step to step, and here a step leaves it at the same value; give at "
           "least two values, all different",
           "morris 设计逐步变动每个因子，而此处有一步值不变；请至少给出两个互不相同的值"});
  }

  // Whether every step of a Morris design takes a factor to another value.
  bool moves(const Factor& factor) const {
    const int levels = experiment_.design.levels, step = levels / 2;
    const auto at = [&](int level) { return factor.at(static_cast<double>(level) / (levels - 1)); };
    for (int level = 0; level + step < levels; ++level)
      if (at(level) == at(level + step)) return false;
    return true;
  }

  // ---- outcomes

  void read_outcomes() {
    Scenario scenario = experiment_.policies.front().scenario;
    if (!is_known_) scenario.weeks = kMostWeeks;
    const auto entries = reader_.tables("outcome");
    for (const auto& [entry, place] : entries) {
      io::TableReader own(*entry, "[[outcome]]", place, problems_, &reader_);
      read_outcome(own, scenario);
      own.finish();
    }
    if (!calibrates() && entries.empty()) experiment_.outcomes = standard_outcomes();
    if (calibrates() && experiment_.outcomes.size() == entries.size()) check_targets(reader_, experiment_.outcomes);
    std::vector<std::string_view> names;
    for (const Series& series : city_series()) names.push_back(series.name);
    reader_.read_names("series", names, true, experiment_.series);
    std::sort(experiment_.series.begin(), experiment_.series.end());
    experiment_.series.erase(std::unique(experiment_.series.begin(), experiment_.series.end()),
                             experiment_.series.end());
  }

  void read_outcome(io::TableReader& own, const Scenario& scenario) {
    ExperimentOutcome outcome;
    const analysis::AbcTarget target = calibrates() ? read_target(own) : refuse_target(own);
    own.require("name", {"it is what the outcome is called in results", "它是结果指标在结果中的名称"});
    if (own.has("of") || own.has("take")) {
      outcome.reduction = read_reduction(own, scenario.weeks, scenario.start_date);
      if (own.read("name", outcome.about.name)) check_outcome_name(own, outcome.about.name);
      const Series& series = city_series()[outcome.reduction->series];
      outcome.about.unit = unit_of(*outcome.reduction, series);
      outcome.about.text = {outcome.about.name, outcome.about.name};
      if (outcome.reduction->take == Take::survival) outcome.about.censored_at = outcome.reduction->to + 1;
    } else {
      std::vector<std::string_view> names;
      for (const Outcome& known : run::outcomes()) names.push_back(known.name);
      if (!own.read_name("name", names, outcome.standard)) return;
      outcome = standard_outcomes()[outcome.standard];
    }
    own.read("title.en", outcome.about.text.en);
    own.read("title.zh", outcome.about.text.zh);
    std::size_t direction = 1;
    if (own.read_name("direction", {kDirections.begin(), kDirections.end()}, direction))
      outcome.about.direction = static_cast<io::Direction>(static_cast<int>(direction) - 1);
    own.read("at_least", outcome.about.at_least, kAnyNumber);
    own.read("at_most", outcome.about.at_most, kAnyNumber);
    if (outcome.about.at_least > outcome.about.at_most)
      own.problem("at_most",
                  core::say("at_most in [[outcome]]: read {}, which is below at_least, {}; no run could satisfy both",
                            "[[outcome]] 中的 at_most：读到 {}，低于 at_least 的 {}；没有运行能同时满足",
                            outcome.about.at_most, outcome.about.at_least));
    outcome.target = target;
    for (const ExperimentOutcome& other : experiment_.outcomes)
      if (other.about.name == outcome.about.name)
        own.problem("name", core::say("name in [[outcome]]: another outcome is called \"{}\" already",
                                      "[[outcome]] 中的 name：已有结果指标名为 \"{}\"", other.about.name));
    experiment_.outcomes.push_back(std::move(outcome));
  }

  void check_outcome_name(io::TableReader& own, const std::string& name) {
    if (!is_name(name) || name.starts_with("factor_") || name.starts_with("weekly_") ||
        std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end())
      own.problem("name", core::say("name in [[outcome]]: read \"{}\"; allowed are small letters, digits and _, but "
                                    "not factor_…, weekly_…, nor a name that results have already",
                                    "[[outcome]] 中的 name：读到 \"{}\"；只允许小写字母、数字和 _，且不能是 "
                                    "factor_…、weekly_…，也不能是结果中已有的名称",
                                    name));
  }

  static std::string unit_of(const Reduction& reduction, const Series& series) {
    switch (reduction.take) {
      case Take::first_week:
      case Take::survival:
        return "week";
      case Take::share_of_weeks:
        return "1";
      default:
        return series.unit;
    }
  }

  void check_size() {
    const auto points = static_cast<double>(design_rows(experiment_));
    const double rows = points * static_cast<double>(experiment_.policies.size() * experiment_.seeds.size());
    if (rows > kMostRows)
      throw core::UserError(
          core::say("{}: {:g} points under {} policies in {} replicates are {:g} runs; allowed are {:g}",
                    "{}: {:g} 个点、{} 个政策方案、{} 次重复，共 {:g} 次运行；最多允许 {:g} 次", path_, points,
                    experiment_.policies.size(), experiment_.seeds.size(), rows, kMostRows));
  }

  std::string path_;
  io::Problems problems_;
  io::Table table_;
  io::Table common_;
  io::TableReader reader_;
  const ExperimentChanges& changes_;
  Experiment experiment_;
  bool is_known_ = false;  // which scenario it is about
};

Experiment read(io::Table table, const std::string& path, const ExperimentChanges& changes) {
  table = resolved(std::move(table), path);
  Experiment experiment = Reading(path, table, changes).read();
  const io::Place place{std::make_shared<const std::string>("command line"), 0, 0};
  if (changes.replicates) table.set("replicates", {std::int64_t{*changes.replicates}, place});
  if (changes.seed) table.set("seed", {static_cast<std::int64_t>(*changes.seed), place});
  if (changes.points)
    if (io::Value* design = table.find("design"))
      std::get<io::Table>(design->data).set("points", {std::int64_t{*changes.points}, place});
  experiment.text = io::write_toml(table);
  return experiment;
}

}  // namespace

std::string to_string(DesignSettings::Kind kind) {
  return kind == DesignSettings::Kind::single ? "single" : std::string(kDesigns[static_cast<std::size_t>(kind) - 1]);
}

std::vector<ExperimentOutcome> standard_outcomes() {
  std::vector<ExperimentOutcome> all;
  for (std::size_t i = 0; i < run::outcomes().size(); ++i) {
    const Outcome& outcome = run::outcomes()[i];
    ExperimentOutcome each;
    each.about = {outcome.name, outcome.unit, outcome.text};
    each.about.direction = outcome.direction;
    each.about.is_share = outcome.is_share;
    each.standard = i;
    all.push_back(std::move(each));
  }
  return all;
}

Experiment read_experiment(const std::string& name_or_path, const ExperimentChanges& changes) {
  const std::string path = find_experiment(name_or_path);
  return read(io::read_toml(path), path, changes);
}

Experiment experiment_of(const std::string& text, const std::string& path, const ExperimentChanges& changes) {
  return read(io::parse_toml(text, path), path, changes);
}

void refuse_calibration(const Experiment& experiment, const std::string& path) {
  if (experiment.calibration)
    throw core::UserError(core::say("{}: it has a table [calibration]; gongjian calibrate runs it",
                                    "{}: 其中有表 [calibration]；请用 gongjian calibrate 运行", path));
}

Experiment comparison_of(std::vector<ScenarioFile> scenarios, std::size_t replicates, std::uint64_t first_seed) {
  Experiment experiment;
  experiment.name = "comparison";
  experiment.title = {"comparison of scenarios", "情景比较"};
  for (ScenarioFile& file : scenarios) {
    Scenario scenario = read_scenario(file);
    experiment.policies.push_back({{scenario.name, scenario.title.zh}, std::move(file), std::move(scenario)});
  }
  for (std::size_t r = 0; r < replicates; ++r) experiment.seeds.push_back(first_seed + r);
  experiment.outcomes = standard_outcomes();
  for (std::size_t s = 0; s < city_series().size(); ++s) experiment.series.push_back(s);
  return experiment;
}

}  // namespace gongjian::run
