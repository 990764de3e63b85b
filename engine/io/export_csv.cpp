#include "engine/io/export_csv.hpp"

#include <algorithm>
#include <map>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/missing.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {
namespace {

constexpr std::size_t kBlockValues = 1 << 20;  // read at a time, of all columns together

struct Heading {
  static inline const core::Text week{"week", "周"}, date{"date", "日期"}, variable{"variable", "变量"},
      value{"value", "值"}, row{"row", "行"}, point{"point", "设计点"}, policy{"policy", "政策"},
      replicate{"replicate", "重复"}, seed{"seed", "随机种子"}, status{"status", "状态"}, hash{"hash", "状态哈希"},
      failure{"failure", "失败原因"};
};

// A heading: the name, which programs know, or what it means in Chinese.
const std::string& heading(const std::string& name, const core::Text& text, bool chinese) {
  return chinese && !text.zh.empty() ? text.zh : name;
}

void write_week(int week, core::Date start, CsvWriter& csv) {
  csv.number(week);
  csv.text(core::to_string(core::date_of_week(start, week)));
}

[[noreturn]] void refuse_name(const std::string& source, const core::Text& what, const std::string& name,
                              const std::vector<std::string_view>& known) {
  const std::string_view nearest = core::nearest_name(name, known);
  throw core::UserError(core::say("{}: there is no {} \"{}\"; {}", "{}: 没有{} \"{}\"；{}", source, what, name,
                                  nearest.empty()
                                      ? core::Text{"`gongjian info` names what there is", "`gongjian info` 列出已有的"}
                                      : core::say("did you mean \"{}\"?", "是否指 \"{}\"？", nearest)));
}

// Those of `all` that are named, in the order of the file; all where none is.
template <class Named>
std::vector<const Named*> chosen(const std::vector<Named>& all, const ExportOptions& options, const core::Text& what) {
  const std::vector<std::string>& names = options.names;
  std::vector<std::string_view> known;
  for (const Named& each : all) known.push_back(each.name);
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end()) refuse_name(options.source, what, name, known);
  std::vector<const Named*> result;
  for (const Named& each : all)
    if (names.empty() || std::find(names.begin(), names.end(), each.name) != names.end()) result.push_back(&each);
  return result;
}

// --- logs

using Variables = std::vector<const core::Variable*>;

// The position along each dimension of the value at `index` of a variable.
std::vector<std::size_t> positions(const core::FrameLayout& layout, const core::Variable& variable, std::size_t index) {
  std::vector<std::size_t> result(variable.dimensions.size());
  for (std::size_t axis = result.size(); axis-- > 0;) {
    const std::size_t size = layout.dimensions[variable.dimensions[axis]].size();
    result[axis] = index % size;
    index /= size;
  }
  return result;
}

// The labels of a value's position in the columns of `dimensions`; empty where the variable has none.
void write_labels(const core::FrameLayout& layout, const std::vector<std::size_t>& dimensions,
                  const core::Variable& variable, std::size_t index, bool chinese, CsvWriter& csv) {
  const std::vector<std::size_t> at = positions(layout, variable, index);
  for (const std::size_t dimension : dimensions) {
    const auto found = std::find(variable.dimensions.begin(), variable.dimensions.end(), dimension);
    if (found == variable.dimensions.end()) csv.empty();
    else
      csv.text(
          layout.dimensions[dimension].labels[at[static_cast<std::size_t>(found - variable.dimensions.begin())]].in(
              chinese));
  }
}

// Dimensions of any of the variables, in the order of the file.
std::vector<std::size_t> dimensions_of(const Variables& variables) {
  std::vector<std::size_t> result;
  for (const core::Variable* variable : variables)
    result.insert(result.end(), variable->dimensions.begin(), variable->dimensions.end());
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

void demand_one_shape(const std::string& source, const core::FrameLayout& layout, const Variables& variables) {
  const auto shape = [&](const core::Variable& variable) {
    std::string names;
    for (const std::size_t d : variable.dimensions) names += (names.empty() ? "" : ", ") + layout.dimensions[d].name;
    return core::say("{} is over [{}]", "{} 的维度为 [{}]", variable.name, names);
  };
  for (const core::Variable* variable : variables)
    if (variable->dimensions != variables[0]->dimensions)
      throw core::UserError(
          core::say("{}: a wide table wants variables over the same dimensions: {}, {}; choose some with --variables, "
                    "or leave out --wide",
                    "{}: 宽表要求各变量的维度相同：{}，{}；请用 --variables 选择，或去掉 --wide", source,
                    shape(*variables[0]), shape(*variable)));
}

}  // namespace

void export_log(const LogReader& log, const ExportOptions& options, CsvWriter& csv) {
  const core::FrameLayout& layout = log.layout();
  const Variables variables = chosen(layout.variables, options, {"variable", "变量"});
  if (options.wide && !variables.empty()) demand_one_shape(options.source, layout, variables);
  const std::vector<std::size_t> dimensions = dimensions_of(variables);
  const bool zh = options.chinese;
  csv.text(Heading::week.in(zh));
  csv.text(Heading::date.in(zh));
  for (const std::size_t d : dimensions) csv.text(heading(layout.dimensions[d].name, layout.dimensions[d].text, zh));
  if (options.wide)
    for (const core::Variable* variable : variables) csv.text(heading(variable->name, variable->text, zh));
  else {
    csv.text(Heading::variable.in(zh));
    csv.text(Heading::value.in(zh));
  }
  csv.end_row();

  const std::vector<int>& weeks = log.weeks();
  for (std::size_t begin = 0; begin < weeks.size(); begin += LogWriter::kFlushFrames) {
    const std::size_t count = std::min(LogWriter::kFlushFrames, weeks.size() - begin);
    std::vector<std::vector<double>> values;  // [variable][frame, position]
    for (const core::Variable* variable : variables) values.push_back(log.read(variable->name, begin, count));
    for (std::size_t frame = 0; frame < count; ++frame) {
      // wide: all variables in the row of a position; else: a row for each
      const std::size_t groups = options.wide ? std::min<std::size_t>(1, variables.size()) : variables.size();
      for (std::size_t v = 0; v < groups; ++v)
        for (std::size_t i = 0; i < variables[v]->size; ++i) {
          write_week(weeks[begin + frame], log.header().start_date, csv);
          write_labels(layout, dimensions, *variables[v], i, zh, csv);
          if (!options.wide) csv.text(heading(variables[v]->name, variables[v]->text, zh));
          for (std::size_t cell = v; cell < (options.wide ? variables.size() : v + 1); ++cell)
            csv.number(values[cell][frame * variables[cell]->size + i]);
          csv.end_row();
        }
    }
  }
}

void export_agents(const LogReader& log, const std::string& name, const ExportOptions& options, CsvWriter& csv) {
  const std::vector<AgentTable> tables = log.agents();
  const AgentTable& table = *chosen(tables, {options.source, {name}}, {"table of agents", "主体的表"}).front();
  const auto columns = chosen(table.columns, options, {"column", "列"});
  for (const core::Text& text : {Heading::week, Heading::date, Heading::row}) csv.text(text.in(options.chinese));
  for (const AgentColumn* column : columns) csv.text(column->name);
  csv.end_row();

  const std::size_t block = std::max<std::size_t>(1, kBlockValues / std::max<std::size_t>(1, columns.size()));
  std::vector<std::vector<char>> values(columns.size(), std::vector<char>(std::min(block, table.rows) * 8));
  for (std::size_t sample = 0; sample < table.weeks.size(); ++sample)
    for (std::size_t begin = 0; begin < table.rows; begin += block) {
      const std::size_t count = std::min(block, table.rows - begin);
      for (std::size_t c = 0; c < columns.size(); ++c)
        log.read_agents(table, *columns[c], sample, begin, count, values[c].data());
      for (std::size_t i = 0; i < count; ++i) {
        write_week(table.weeks[sample], log.header().start_date, csv);
        csv.number(begin + i);
        for (std::size_t c = 0; c < columns.size(); ++c)
          with_type_of(columns[c]->type, [&]<class T>(T) {
            const T value = reinterpret_cast<const T*>(values[c].data())[i];
            if (columns[c]->is_id && core::is_missing(value)) csv.empty();
            else csv.number(value);
          });
        csv.end_row();
      }
    }
}

// --- results

namespace {

// A level's name where the factor is no number.
void write_factor(const ResultsHeader::Factor& factor, std::size_t point, CsvWriter& csv) {
  if (factor.levels.empty()) csv.number(factor.values[point]);
  else csv.text(factor.level(point));
}

const core::Text& name_of(RowStatus status) {
  static const core::Text names[] = {{"missing", "缺失"}, {"done", "完成"}, {"failed", "失败"}};
  return names[static_cast<std::size_t>(status)];
}

}  // namespace

void export_results(const ResultsReader& results, const ExportOptions& options, CsvWriter& csv) {
  const ResultsHeader& header = results.header();
  const auto outcomes = chosen(header.outcomes, options, {"outcome", "结果指标"});
  const bool zh = options.chinese;
  csv.text(Heading::point.in(zh));
  for (const auto& factor : header.factors) csv.text(heading("factor_" + factor.name, factor.text, zh));
  for (const core::Text& text : {Heading::policy, Heading::replicate, Heading::seed, Heading::status, Heading::hash})
    csv.text(text.in(zh));
  for (const auto* outcome : outcomes) csv.text(heading(outcome->name, outcome->text, zh));
  csv.text(Heading::failure.in(zh));
  csv.end_row();

  std::map<std::size_t, std::string> failures;
  for (RowFailure& failure : results.failures()) failures.emplace(failure.row, std::move(failure.reason));
  const std::size_t block = std::max<std::size_t>(1, kBlockValues / (outcomes.size() + 2));
  for (std::size_t begin = 0; begin < header.rows(); begin += block) {
    const RowRange rows{begin, std::min(block, header.rows() - begin)};
    const auto status = results.status(rows);
    const auto hashes = results.hashes(rows);
    std::vector<std::vector<double>> values;
    for (const auto* outcome : outcomes) values.push_back(results.outcome(outcome->name, rows));
    for (std::size_t i = 0; i < rows.count; ++i) {
      const ResultsHeader::Run run = header.run_of(begin + i);
      csv.number(run.point);
      for (const auto& factor : header.factors) write_factor(factor, run.point, csv);
      csv.text(header.policies[run.policy].label.in(zh));
      csv.number(run.replicate);
      csv.number(header.seeds[run.replicate]);
      csv.text(name_of(status[i]).in(zh));
      if (status[i] == RowStatus::done) csv.text(core::to_hex(hashes[i]));
      else csv.empty();
      for (const auto& column : values) csv.number(column[i]);
      const auto failure = failures.find(begin + i);
      if (failure != failures.end()) csv.text(failure->second);
      else csv.empty();
      csv.end_row();
    }
  }
}

void export_series(const ResultsReader& results, const ExportOptions& options, CsvWriter& csv) {
  const ResultsHeader& header = results.header();
  const auto series = chosen(header.series, options, {"series", "序列"});
  const bool zh = options.chinese;
  for (const core::Text& text : {Heading::point, Heading::policy, Heading::replicate, Heading::week, Heading::date})
    csv.text(text.in(zh));
  for (const auto* one : series) csv.text(heading(one->name, one->text, zh));
  csv.end_row();

  const std::size_t weeks = header.weeks.size();
  const std::size_t block = std::max<std::size_t>(1, kBlockValues / (std::max<std::size_t>(1, weeks * series.size())));
  for (std::size_t begin = 0; begin < header.rows(); begin += block) {
    const RowRange rows{begin, std::min(block, header.rows() - begin)};
    std::vector<std::vector<double>> values;
    for (const auto* one : series) values.push_back(results.series(one->name, rows));
    for (std::size_t i = 0; i < rows.count * weeks; ++i) {
      const ResultsHeader::Run run = header.run_of(begin + i / weeks);
      csv.number(run.point);
      csv.text(header.policies[run.policy].label.in(zh));
      csv.number(run.replicate);
      write_week(header.weeks[i % weeks], header.start_date, csv);
      for (const auto& column : values) csv.number(column[i]);
      csv.end_row();
    }
  }
}

}  // namespace gongjian::io
