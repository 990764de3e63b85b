#include "engine/run/experiment_factors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/csv_table.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/experiment_keys.hpp"

namespace gongjian::run {
namespace {

namespace fs = std::filesystem;

// What is known of a key of a scenario.
struct Meaning {
  std::string unit;
  core::Text text;
  bool is_whole = false;
};

Meaning meaning_of(const FieldDescription& field) {
  return {field.unit, field.text, field.is_whole || field.unit == "week"};
}

Meaning meaning_of_lever(const std::string& path) {
  const std::string rest = path.substr(path.find('.') + 1), name = rest.substr(0, rest.find('.'));
  const std::string key = rest.size() > name.size() ? rest.substr(name.size() + 1) : "value";
  for (const LeverDescription& lever : levers()) {
    if (lever.name != name) continue;
    if (key == "value") return {"1", lever.label, false};
    return {"week", {lever.label.en + ": " + key, lever.label.zh}, true};
  }
  return {};
}

// "event.0.week"
Meaning meaning_in_event(const std::string& path, const Scenario& scenario) {
  const auto dot = path.find('.', 6);
  std::size_t number = 0;
  for (const char c : path.substr(6, dot == std::string::npos ? dot : dot - 6)) {
    if (c < '0' || c > '9' || number > 1000) return {};
    number = 10 * number + static_cast<std::size_t>(c - '0');
  }
  if (dot == std::string::npos || number >= scenario.setup.events.list.size()) return {};
  const EventDescription event = description_of(scenario.setup.events.list[number]);
  const std::string key = path.substr(dot + 1);
  for (const FieldDescription& field : event.fields)
    if (field.name == key) return meaning_of(field);
  return {"week", {event.text.en + ": " + key, event.text.zh}, key == "week"};
}

Meaning meaning_of_path(const std::string& path, const Scenario& scenario) {
  if (path.starts_with("levers.")) return meaning_of_lever(path);
  if (path.starts_with("event.")) return meaning_in_event(path, scenario);
  for (const FieldDescription& field : parameters())
    if (field.group + "." + field.name == path) return meaning_of(field);
  return {};
}

std::string default_name(const std::string& path) {
  if (path.starts_with("levers.")) {
    std::string name = path.substr(7);
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
  }
  return path.substr(path.rfind('.') + 1);
}

std::shared_ptr<const Posterior> read_posterior(const std::string& path) {
  const io::ResultsReader results(path);
  const std::string& design = results.header().design.kind;
  if (design != "posterior")
    throw core::UserError(core::say(
        "{}: this is no posterior but results of the design {}; a posterior is what gongjian calibrate writes",
        "{}: 这不是后验分布，而是设计 {} 的结果；后验分布由 gongjian calibrate 写出", path, design));
  auto posterior = std::make_shared<Posterior>();
  posterior->path = path;
  posterior->factors = results.header().factors;
  double sum = 0;
  for (const double weight : results.outcome("weight")) {
    sum += std::isnan(weight) ? 0 : std::max(0.0, weight);
    posterior->cumulative.push_back(sum);
  }
  if (!(sum > 0) || posterior->cumulative.size() != results.header().points)
    throw core::UserError(core::say("{}: its weights are not those of a posterior; gongjian calibrate writes one",
                                    "{}: 其权重不是后验分布的权重；后验分布由 gongjian calibrate 写出", path));
  for (double& value : posterior->cumulative) value /= sum;
  return posterior;
}

// One [[factor]], step by step.
class FactorReading {
 public:
  FactorReading(io::TableReader& reader, const std::string& experiment_path, const Scenario& scenario, Factor& factor)
      : reader_(reader), experiment_path_(experiment_path), scenario_(scenario), factor_(factor) {}

  bool read(bool& is_policy) {
    reader_.require("path", {"it names the key of the scenario that the factor sets, such as levers.two_way",
                             "它指定因子所设定的情景键，如 levers.two_way"});
    std::string path;
    const bool has_path = reader_.read("path", path);
    factor_ = factor_at(path, scenario_);
    factor_.place = reader_.place("path");
    reader_.read("name", factor_.name);
    if (factor_.text.en.empty()) factor_.text = {factor_.name, {}};
    reader_.read("title.en", factor_.text.en);
    reader_.read("title.zh", factor_.text.zh);
    std::size_t role = 0;
    reader_.read_name("role", {kRoles.begin(), kRoles.end()}, role);
    is_policy = role == 1;
    const bool has_values = read_values(is_policy);
    reader_.finish();
    return has_path && check_path() && check_name() && has_values;
  }

 private:
  bool tell(const std::string& key, const core::Text& message) {
    reader_.problem(key, core::say("{} in [[factor]]: {}", "[[factor]] 中的 {}：{}", key, message));
    return false;
  }

  bool check_path() {
    const std::string root = factor_.path.substr(0, factor_.path.find('.'));
    constexpr std::array<std::string_view, 7> kFixed = {"weeks", "start_date",  "seed",   "log",
                                                        "title", "description", "extends"};
    if (std::find(kFixed.begin(), kFixed.end(), root) != kFixed.end())
      return tell("path", core::say("read \"{}\"; {} is the same in all runs of an experiment",
                                    "读到 \"{}\"；{} 在实验的各次运行中都相同", factor_.path, root));
    return true;
  }

  bool check_name() {
    if (is_name(factor_.name)) return true;
    return tell("name", core::say("read \"{}\"; allowed are small letters, digits and _",
                                  "读到 \"{}\"；只允许小写字母、数字和 _", factor_.name));
  }

  // values = [...], a posterior, or a distribution.
  bool read_values(bool is_policy) {
    std::string posterior;
    const bool has_levels = read_levels(), has_posterior = reader_.read("posterior", posterior);
    const bool has_distribution = read_distribution(!reader_.has("values") && !has_posterior && !is_policy);
    if (has_levels + has_posterior + has_distribution > 1)
      return tell("path", {"it has more than one of values, posterior, and a distribution with low and high; leave one",
                           "values、posterior、带 low 和 high 的分布不能同时给出；请只留一种"});
    if (is_policy && !has_levels)
      return tell("role",
                  {"a factor that is up to policy wants values = [...]", "由政策决定的因子需要 values = [...]"});
    if (has_posterior) return find_posterior(posterior);
    return has_levels || has_distribution || is_policy;
  }

  bool read_levels() {
    factor_.levels = reader_.list("values");
    if (!reader_.has("values")) return false;
    if (!kValues.contains(static_cast<double>(factor_.levels.size())))
      tell("values", core::say("read {} of them; allowed are {} to {}", "读到 {} 个；允许 {} 至 {} 个",
                               factor_.levels.size(), kValues.low, kValues.high));
    factor_.are_numbers = std::all_of(factor_.levels.begin(), factor_.levels.end(), [](const io::Value& level) {
      return std::holds_alternative<double>(level.data) || std::holds_alternative<std::int64_t>(level.data);
    });
    // a week, or a number that a scenario may want whole
    factor_.is_whole = std::all_of(factor_.levels.begin(), factor_.levels.end(), [](const io::Value& level) {
      return std::holds_alternative<std::int64_t>(level.data);
    });
    for (const io::Value& level : factor_.levels)
      if (std::holds_alternative<io::Array>(level.data) || std::holds_alternative<io::Table>(level.data))
        return tell("values",
                    {"allowed are numbers, texts, dates, true and false", "只允许数、文字、日期、true 和 false"});
    return !factor_.levels.empty();
  }

  bool find_posterior(const std::string& name) {
    const std::string path = (fs::path(experiment_path_).parent_path() / name).string();
    try {
      factor_.posterior = read_posterior(path);
    } catch (const core::UserError& error) {
      return tell("posterior", error.message());
    }
    const auto& known = factor_.posterior->factors;
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& f) { return f.path == factor_.path; });
    if (found == known.end()) {
      std::string paths;
      for (const auto& each : known) paths += (paths.empty() ? "" : ", ") + each.path;
      return tell("posterior",
                  core::say("{} says nothing of {}; it has {}", "{} 中没有 {}；其中有 {}", path, factor_.path, paths));
    }
    factor_.posterior_factor = static_cast<std::size_t>(found - known.begin());
    return true;
  }

  bool read_distribution(bool wanted) {
    std::size_t kind = 0;
    const bool has_kind = reader_.read_name("distribution", {kDistributions.begin(), kDistributions.end()}, kind);
    const bool has_low = reader_.read("low", low_, kAnyNumber), has_high = reader_.read("high", high_, kAnyNumber);
    for (const auto& [key, value] : {std::pair{"mean", &mean_}, {"sd", &sd_}, {"mode", &mode_}, {"a", &a_}, {"b", &b_}})
      if (reader_.read(key, *value, kAnyNumber)) given_.emplace_back(key);
    reader_.read("levels", factor_.grid_levels, kGridLevels);
    const bool any = has_kind || has_low || has_high || !given_.empty();
    if (!any && !wanted) return false;
    if (!has_kind && reader_.has("distribution")) return true;  // told already
    const std::string name(has_kind ? kDistributions[kind] : factor_.is_whole ? "whole" : "uniform");
    const bool may_lack_ends = name == "normal" || name == "lognormal";
    if (!may_lack_ends && (!has_low || !has_high)) {
      if (!(name == "beta" && !has_low && !has_high)) {
        tell(has_kind ? "distribution" : "path",
             core::say("{} wants low and high{}", "{} 需要 low 和 high{}", name,
                       any ? core::Text{}
                           : core::Text{", or give values = [...], a distribution or a posterior",
                                        "，或给出 values = [...]、分布或后验分布"}));
        return true;
      }
    }
    if (!check_given(name)) return true;
    try {
      make(name, has_low, has_high);
    } catch (const core::UserError& error) {
      tell(has_kind ? "distribution" : has_low ? "low" : "path", error.message());
    }
    return true;
  }

  bool check_given(const std::string& name) {
    std::vector<std::string> wanted;
    if (name == "normal" || name == "lognormal") wanted = {"mean", "sd"};
    if (name == "triangular") wanted = {"mode"};
    if (name == "beta") wanted = {"a", "b"};
    for (const std::string& key : wanted)
      if (std::find(given_.begin(), given_.end(), key) == given_.end())
        return tell("distribution", core::say("{} wants {}", "{} 需要 {}", name, key));
    for (const std::string& key : given_)
      if (std::find(wanted.begin(), wanted.end(), key) == wanted.end())
        return tell(key, core::say("{} knows no {}", "{} 没有 {} 这一项", name, key));
    return true;
  }

  void make(const std::string& name, bool has_low, bool has_high) {
    constexpr double kUnbounded = analysis::Distribution::kUnbounded;
    const auto low_or = [&](double other) { return has_low ? low_ : other; };
    const auto high_or = [&](double other) { return has_high ? high_ : other; };
    if (name == "uniform") factor_.distribution = analysis::uniform(low_, high_);
    else if (name == "log_uniform") factor_.distribution = analysis::log_uniform(low_, high_);
    else if (name == "normal")
      factor_.distribution = analysis::normal(mean_, sd_, low_or(-kUnbounded), high_or(kUnbounded));
    else if (name == "lognormal")
      factor_.distribution = analysis::lognormal(mean_, sd_, low_or(0), high_or(kUnbounded));
    else if (name == "triangular") factor_.distribution = analysis::triangular(low_, mode_, high_);
    else if (name == "beta") factor_.distribution = analysis::beta(a_, b_, low_or(0), high_or(1));
    else factor_.distribution = analysis::whole(low_, high_);
  }

  io::TableReader& reader_;
  const std::string& experiment_path_;
  const Scenario& scenario_;
  Factor& factor_;
  double low_ = 0, high_ = 1, mean_ = 0, sd_ = 0, mode_ = 0, a_ = 0, b_ = 0;
  std::vector<std::string> given_;
};

double number_of(const io::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value.data)) return static_cast<double>(*whole);
  return std::get<double>(value.data);
}

}  // namespace

double Factor::at(double u) const {
  if (!levels.empty()) {
    const auto count = static_cast<double>(levels.size());
    const auto position = static_cast<std::size_t>(std::min(std::floor(u * count), count - 1));
    return are_numbers ? number_of(levels[position]) : static_cast<double>(position);
  }
  if (posterior != nullptr) {
    const auto& cumulative = posterior->cumulative;
    const auto found = std::lower_bound(cumulative.begin(), cumulative.end(), u);
    const auto particle = static_cast<std::size_t>(std::min(found, cumulative.end() - 1) - cumulative.begin());
    return posterior->factors[posterior_factor].values[particle];
  }
  const double value = analysis::quantile(distribution, u);
  return is_whole ? std::round(value) : value;
}

io::Value Factor::setting(double value) const {
  if (!levels.empty() && !are_numbers) return {levels[static_cast<std::size_t>(value)].data, place};
  if (is_whole) return {static_cast<std::int64_t>(std::llround(value)), place};
  return {value, place};
}

std::string Factor::distribution_text() const {
  if (posterior != nullptr) return "posterior " + fs::path(posterior->path).filename().string();
  if (levels.empty()) return analysis::to_string(distribution);
  std::string list;
  for (const io::Value& level : levels) list += (list.empty() ? "one of " : ", ") + level.shown();
  return list;
}

bool is_name(std::string_view text) {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), good);
}

Factor factor_at(const std::string& path, const Scenario& scenario) {
  const Meaning meaning = meaning_of_path(path, scenario);
  Factor factor;
  factor.name = default_name(path);
  factor.path = path;
  factor.unit = meaning.unit;
  factor.text = meaning.text;
  factor.is_whole = meaning.is_whole;
  return factor;
}

bool read_factor(io::TableReader& reader, const std::string& experiment_path, const Scenario& scenario, Factor& factor,
                 bool& is_policy) {
  return FactorReading(reader, experiment_path, scenario, factor).read(is_policy);
}

double read_listed(io::TableReader& reader, const Factor& factor) {
  double value = 0;
  if (factor.levels.empty() || factor.are_numbers) {
    reader.read(factor.name, value, kAnyNumber);
    return value;
  }
  std::vector<std::string> texts;
  for (const io::Value& level : factor.levels) {
    const auto* text = std::get_if<std::string>(&level.data);
    texts.push_back(text != nullptr ? *text : level.shown());
  }
  std::size_t position = 0;
  reader.read_name(factor.name, {texts.begin(), texts.end()}, position);
  return static_cast<double>(position);
}

std::vector<double> read_points_csv(const std::string& path, const std::vector<Factor>& factors) {
  io::Problems problems;
  io::CsvTable csv(path, problems);
  std::vector<std::vector<double>> columns(factors.size());
  for (std::size_t f = 0; f < factors.size(); ++f) {
    const Factor& factor = factors[f];
    if (factor.levels.empty() || factor.are_numbers)
      csv.number(factor.name, io::Presence::required, kAnyNumber, columns[f]);
    else  // a position among them
      csv.whole(factor.name, io::Presence::required, core::range(0, static_cast<double>(factor.levels.size() - 1)),
                columns[f]);
  }
  csv.read();
  problems.throw_if_any();
  if (csv.rows() == 0)
    throw core::UserError(core::say("{}: there is no point below the header", "{}: 表头之下没有点", path));
  std::vector<double> points;
  points.reserve(csv.rows() * factors.size());
  for (std::size_t i = 0; i < csv.rows(); ++i)
    for (const std::vector<double>& column : columns) points.push_back(column[i]);
  return points;
}

}  // namespace gongjian::run
