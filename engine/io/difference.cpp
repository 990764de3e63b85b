#include "engine/io/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/hash.hpp"

namespace gongjian::io {
namespace {

constexpr std::size_t kBlockRows = 65536;

std::string shown(const std::string& text) { return text; }
std::string shown(std::uint64_t number) { return std::to_string(number); }
std::string shown(int number) { return std::to_string(number); }
std::string shown(double number) { return fmt::format("{}", number); }
std::string shown(core::Date date) { return core::to_string(date); }

template <class T>
bool same(const T& a, const T& b) {
  if constexpr (std::is_floating_point_v<T>) return a == b || (std::isnan(a) && std::isnan(b));
  else return a == b;
}

core::Text named(const std::string& en, const std::string& zh, const std::string& name) {
  return {en + name, zh + name};
}

template <class T>
core::Text numbered(const std::string& en, const std::string& zh, const T& number) {
  return {fmt::vformat(en, fmt::make_format_args(number)), fmt::vformat(zh, fmt::make_format_args(number))};
}

// Gathers statements; a field, once counted, is found by its number.
class Gatherer {
 public:
  Difference result;

  template <class T>
  void state(const core::Text& what, const T& a, const T& b) {
    if (!same(a, b)) result.statements.push_back({what, shown(a), shown(b)});
  }
  void only(const core::Text& what, bool in_a) {
    result.statements.push_back({what, in_a ? "yes" : "", in_a ? "" : "yes"});
  }
  // The first line that differs.
  void state_text(const core::Text& what, const std::string& a, const std::string& b) {
    if (a == b) return;
    const std::size_t common = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin())
            .first -
        a.begin());
    const auto line_number = 1 + std::count(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(common), '\n');
    const std::size_t begin = common == 0 ? 0 : a.rfind('\n', common - 1) + 1;  // npos + 1 is 0
    // or the next that is not empty
    const auto line = [&](const std::string& text) {
      const std::size_t from = std::min(text.find_first_not_of('\n', begin), text.size());
      return text.substr(from, text.find('\n', from) - from);
    };
    result.statements.push_back(
        {{fmt::format("{}, line {}", what.en, line_number), fmt::format("{}第 {} 行", what.zh, line_number)},
         line(a),
         line(b)});
  }

  // Fields are counted by number; those without differences are dropped at the end.
  std::size_t field(const std::string& name) {
    result.fields.push_back({name, 0, 0, 0, -1});
    return result.fields.size() - 1;
  }
  // Compares two values of a week or row; where() tells the place, and is asked where they are the first to differ.
  template <class T, class Where>
  void compare(std::size_t field, std::int64_t at, const T& a, const T& b, const Where& where) {
    DifferingField& count = result.fields[field];
    ++count.compared;
    ++result.compared;
    if (same(a, b)) return;
    ++count.differing;
    if (count.first < 0 || at < count.first) count.first = at;
    if constexpr (std::is_arithmetic_v<T>) {
      const double size = std::fabs(static_cast<double>(a) - static_cast<double>(b));
      if (size > count.largest) count.largest = size;
    }
    if (result.first && at >= first_) return;
    first_ = at;
    DifferingValue::Cell cell_a, cell_b;
    if constexpr (std::is_arithmetic_v<T>) cell_a = static_cast<double>(a), cell_b = static_cast<double>(b);
    else cell_a = a, cell_b = b;
    result.first = {where(), count.field, cell_a, cell_b};
  }
  Difference take() {
    std::erase_if(result.fields, [](const DifferingField& field) { return field.differing == 0; });
    return std::move(result);
  }

 private:
  std::int64_t first_ = 0;  // where result.first lies
};

using Places = std::vector<std::pair<std::string, core::Text>>;
core::Text plain(std::uint64_t number) { return {std::to_string(number), {}}; }

// Positions of equal items in two lists without repetitions.
template <class T>
std::vector<std::pair<std::size_t, std::size_t>> matched(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < a.size(); ++i) {
    // most often they are in the same place
    const auto found =
        i < b.size() && b[i] == a[i] ? b.begin() + static_cast<std::ptrdiff_t>(i) : std::find(b.begin(), b.end(), a[i]);
    if (found != b.end()) pairs.emplace_back(i, static_cast<std::size_t>(found - b.begin()));
  }
  return pairs;
}

bool same_labels(const core::Dimension& a, const core::Dimension& b) {
  return a.size() == b.size() && std::equal(a.labels.begin(), a.labels.end(), b.labels.begin(),
                                            [](const core::Text& x, const core::Text& y) { return x.en == y.en; });
}

// --- logs

std::string span(const std::vector<int>& weeks) {
  return weeks.empty() ? "none" : fmt::format("{} to {} ({} frames)", weeks.front(), weeks.back(), weeks.size());
}

void state_headers(const LogReader& a, const LogReader& b, Gatherer& out) {
  const LogHeader &x = a.header(), &y = b.header();
  out.state({"title", "标题"}, x.title.en, y.title.en);
  out.state({"scenario", "情景"}, x.scenario_name, y.scenario_name);
  out.state({"version", "程序版本"}, x.version, y.version);
  out.state({"start date", "起始日期"}, x.start_date, y.start_date);
  out.state({"weeks meant", "计划周数"}, x.weeks, y.weeks);
  out.state({"goes on in week", "续于第几周"}, x.first_week, y.first_week);
  out.state({"weeks between frames", "帧间隔周数"}, x.every, y.every);
  out.state({"seed", "随机种子"}, x.seed, y.seed);
  out.state<std::string>({"complete", "运行完成"}, a.complete() ? "yes" : "no", b.complete() ? "yes" : "no");
  if (a.weeks() != b.weeks()) out.result.statements.push_back({{"weeks", "周"}, span(a.weeks()), span(b.weeks())});
  out.state_text({"scenario's text", "情景全文"}, x.scenario_text, y.scenario_text);
  for (const Parameter& parameter : x.parameters) {
    const auto found = std::find_if(y.parameters.begin(), y.parameters.end(),
                                    [&](const Parameter& other) { return other.name == parameter.name; });
    if (found == y.parameters.end()) out.only(named("parameter ", "参数 ", parameter.name), true);
    else out.state(named("parameter ", "参数 ", parameter.name), parameter.value, found->value);
  }
  for (const Parameter& parameter : y.parameters)
    if (std::none_of(x.parameters.begin(), x.parameters.end(),
                     [&](const Parameter& other) { return other.name == parameter.name; }))
      out.only(named("parameter ", "参数 ", parameter.name), false);
}

void state_hashes(const LogReader& a, const LogReader& b, Gatherer& out) {
  const auto hex = [](std::optional<std::uint64_t> hash) { return hash ? core::to_hex(*hash) : std::string(); };
  if (a.final_hash() && b.final_hash())
    out.state({"hash at the end", "结束时哈希"}, hex(a.final_hash()), hex(b.final_hash()));
  const std::vector<std::uint64_t> x = a.frame_hashes(), y = b.frame_hashes();
  for (const auto& [i, j] : matched(a.weeks(), b.weeks()))
    if (x[i] != y[j]) {
      out.state(numbered("hash of frames, first in week {}", "帧哈希，自第 {} 周起", a.weeks()[i]), hex(x[i]),
                hex(y[j]));
      break;
    }
  const std::vector<StateHash> s = a.state_hashes(), t = b.state_hashes();
  for (const StateHash& one : s)
    for (const StateHash& other : t)
      if (one.week == other.week && one.hash != other.hash)
        return out.state(numbered("hash of the state, first in week {}", "状态哈希，自第 {} 周起", one.week),
                         hex(one.hash), hex(other.hash));
}

void state_events(const LogReader& a, const LogReader& b, Gatherer& out) {
  const auto text = [](const Event& event) {
    return fmt::format("{} in week {}, {}, {}", event.kind, event.week,
                       event.district.empty() ? "all districts" : event.district, event.value);
  };
  const std::vector<Event> x = a.events(), y = b.events();
  for (std::size_t i = 0; i < std::max(x.size(), y.size()); ++i) {
    const std::string one = i < x.size() ? text(x[i]) : "", other = i < y.size() ? text(y[i]) : "";
    if (one != other) return out.state(numbered("event {}", "事件 {}", i), one, other);
  }
}

// The place of a value in a frame.
Places place_in(const core::FrameLayout& layout, const core::Variable& variable, int week, std::size_t index) {
  Places places;
  for (std::size_t axis = variable.dimensions.size(); axis-- > 0;) {
    const core::Dimension& dimension = layout.dimensions[variable.dimensions[axis]];
    places.emplace_back(dimension.name, dimension.labels[index % dimension.size()]);
    index /= dimension.size();
  }
  places.emplace_back("week", plain(static_cast<std::uint64_t>(week)));
  std::reverse(places.begin(), places.end());
  return places;
}

struct VariablePair {
  const core::Variable *a, *b;
  std::size_t field;
};

// Variables over the same positions in both logs.
std::vector<VariablePair> variables_of(const core::FrameLayout& a, const core::FrameLayout& b, Gatherer& out) {
  for (const core::Dimension& one : a.dimensions)
    for (const core::Dimension& other : b.dimensions)
      if (one.name == other.name && !same_labels(one, other))
        out.result.statements.push_back(
            {named("positions of ", "维度 ", one.name), fmt::format("{} of them", one.size()),
             fmt::format("{} of them{}", other.size(), one.size() == other.size() ? ", with other names" : "")});
  std::vector<VariablePair> pairs;
  for (const core::Variable& variable : a.variables) {
    const core::Variable* other = b.find(variable.name);
    if (other == nullptr) {
      out.only(named("variable ", "变量 ", variable.name), true);
      continue;
    }
    bool fits = variable.dimensions.size() == other->dimensions.size();
    for (std::size_t axis = 0; fits && axis < variable.dimensions.size(); ++axis) {
      const core::Dimension &x = a.dimensions[variable.dimensions[axis]], &y = b.dimensions[other->dimensions[axis]];
      fits = x.name == y.name && same_labels(x, y);
    }
    if (fits) pairs.push_back({&variable, other, out.field(variable.name)});
  }
  for (const core::Variable& variable : b.variables)
    if (a.find(variable.name) == nullptr) out.only(named("variable ", "变量 ", variable.name), false);
  return pairs;
}

void compare_frames(const LogReader& a, const LogReader& b, Gatherer& out) {
  const std::vector<VariablePair> pairs = variables_of(a.layout(), b.layout(), out);
  for (const auto& [i, j] : matched(a.weeks(), b.weeks())) {
    const core::Frame x = a.frame(i), y = b.frame(j);
    for (const VariablePair& pair : pairs)
      for (std::size_t v = 0; v < pair.a->size; ++v)
        out.compare(pair.field, x.week, x.values[pair.a->offset + v], y.values[pair.b->offset + v],
                    [&] { return place_in(a.layout(), *pair.a, x.week, v); });
  }
}

void compare_column(const LogReader& a, const LogReader& b, const AgentTable& x, const AgentTable& y,
                    const AgentColumn& column, std::size_t field, std::size_t i, std::size_t j, Gatherer& out) {
  const std::size_t rows = std::min(x.rows, y.rows);
  with_type_of(column.type, [&]<class T>(T) {
    std::vector<T> one(std::min(rows, kBlockRows)), other(one.size());
    for (std::size_t begin = 0; begin < rows; begin += kBlockRows) {
      const std::size_t count = std::min(kBlockRows, rows - begin);
      a.read_agents(x, column, i, begin, count, one.data());
      b.read_agents(y, column, j, begin, count, other.data());
      for (std::size_t row = 0; row < count; ++row)
        out.compare(field, x.weeks[i], one[row], other[row], [&] {
          return Places{{"week", plain(static_cast<std::uint64_t>(x.weeks[i]))}, {"row", plain(begin + row)}};
        });
    }
  });
}

void compare_tables(const LogReader& a, const LogReader& b, const AgentTable& x, const AgentTable& y, Gatherer& out) {
  out.state(named("rows of ", "行数：", x.name), std::uint64_t{x.rows}, std::uint64_t{y.rows});
  if (x.weeks != y.weeks)
    out.result.statements.push_back(
        {named("weeks of ", "取样周：", x.name), fmt::format("{} samples", x.weeks.size()),
         fmt::format("{} samples{}", y.weeks.size(), x.weeks.size() == y.weeks.size() ? ", in other weeks" : "")});
  const auto both = matched(x.weeks, y.weeks);
  for (const AgentColumn& column : x.columns) {
    const auto found = std::find_if(y.columns.begin(), y.columns.end(), [&](const AgentColumn& other) {
      return other.name == column.name && other.type == column.type;
    });
    const std::string name = x.name + "." + column.name;
    if (found == y.columns.end()) {
      out.only(named("column ", "列 ", name), true);
      continue;
    }
    const std::size_t field = out.field(name);
    for (const auto& [i, j] : both) compare_column(a, b, x, y, column, field, i, j, out);
  }
  for (const AgentColumn& column : y.columns)
    if (std::none_of(x.columns.begin(), x.columns.end(),
                     [&](const AgentColumn& other) { return other.name == column.name && other.type == column.type; }))
      out.only(named("column ", "列 ", x.name + "." + column.name), false);
}

void compare_agents(const LogReader& a, const LogReader& b, Gatherer& out) {
  const std::vector<AgentTable> x = a.agents(), y = b.agents();
  const auto find = [](const std::vector<AgentTable>& tables, const std::string& name) {
    return std::find_if(tables.begin(), tables.end(), [&](const AgentTable& table) { return table.name == name; });
  };
  for (const AgentTable& table : x)
    if (const auto other = find(y, table.name); other != y.end()) compare_tables(a, b, table, *other, out);
    else out.only(named("agents ", "个体表 ", table.name), true);
  for (const AgentTable& table : y)
    if (find(x, table.name) == x.end()) out.only(named("agents ", "个体表 ", table.name), false);
}

// --- results

using Outcomes = std::vector<ResultsHeader::Outcome>;

std::vector<std::string> names_of(const Outcomes& outcomes) {
  std::vector<std::string> names;
  for (const auto& outcome : outcomes) names.push_back(outcome.name);
  return names;
}
std::vector<std::string> labels_of(const ResultsHeader& header) {
  std::vector<std::string> labels;
  for (const auto& policy : header.policies) labels.push_back(policy.label.en);
  return labels;
}

// Names that one list alone has.
template <class T, class Shown>
void state_only(const core::Words& what, const std::vector<T>& a, const std::vector<T>& b, const Shown& shown,
                Gatherer& out) {
  for (const T& one : a)
    if (std::find(b.begin(), b.end(), one) == b.end())
      out.only(named(std::string(what.en) + " ", std::string(what.zh) + " ", shown(one)), true);
  for (const T& one : b)
    if (std::find(a.begin(), a.end(), one) == a.end())
      out.only(named(std::string(what.en) + " ", std::string(what.zh) + " ", shown(one)), false);
}

void state_factors(const ResultsHeader& x, const ResultsHeader& y, Gatherer& out) {
  std::vector<std::string> one, other;
  for (const auto& factor : x.factors) one.push_back(factor.name);
  for (const auto& factor : y.factors) other.push_back(factor.name);
  state_only(
      core::Words{"factor", "因子"}, one, other, [](const std::string& name) { return name; }, out);
  for (const auto& [i, j] : matched(one, other)) {
    const auto &f = x.factors[i], &g = y.factors[j];
    out.state(named("path of factor ", "因子路径：", f.name), f.path, g.path);
    out.state(named("distribution of factor ", "因子分布：", f.name), f.distribution, g.distribution);
    for (std::size_t point = 0; point < std::min(x.points, y.points); ++point)
      if (!same(f.values[point], g.values[point])) {
        out.state({fmt::format("factor {}, first at point {}", f.name, point),
                   fmt::format("因子 {}，自设计点 {} 起", f.name, point)},
                  f.values[point], g.values[point]);
        break;
      }
  }
}

void state_headers(const ResultsHeader& x, const ResultsHeader& y, Gatherer& out) {
  out.state({"title", "标题"}, x.title.en, y.title.en);
  out.state({"version", "程序版本"}, x.version, y.version);
  out.state({"start date", "起始日期"}, x.start_date, y.start_date);
  out.state({"districts", "区数"}, x.districts, y.districts);
  out.state({"design", "设计"}, x.design.kind, y.design.kind);
  out.state({"points", "设计点数"}, std::uint64_t{x.points}, std::uint64_t{y.points});
  out.state_text({"experiment's text", "试验文件全文"}, x.experiment, y.experiment);
  state_factors(x, y, out);
  const auto as_is = [](const std::string& name) { return name; };
  state_only(core::Words{"policy", "政策"}, labels_of(x), labels_of(y), as_is, out);
  for (const auto& [i, j] : matched(labels_of(x), labels_of(y)))
    out.state_text(named("text of policy ", "政策全文：", x.policies[i].label.en), x.policies[i].text,
                   y.policies[j].text);
  state_only(
      core::Words{"seed", "随机种子"}, x.seeds, y.seeds, [](std::uint64_t seed) { return std::to_string(seed); }, out);
  state_only(core::Words{"outcome", "结果指标"}, names_of(x.outcomes), names_of(y.outcomes), as_is, out);
  state_only(core::Words{"series", "周序列"}, names_of(x.series), names_of(y.series), as_is, out);
  if (x.weeks != y.weeks)
    out.result.statements.push_back({{"weeks of the series", "周序列的周"}, span(x.weeks), span(y.weeks)});
}

std::string name_of(RowStatus status) {
  return status == RowStatus::done ? "done" : status == RowStatus::failed ? "failed" : "missing";
}

// Reads and compares results, as many points at a time as make a block.
class ResultsComparison {
 public:
  ResultsComparison(const ResultsReader& a, const ResultsReader& b, Gatherer& out)
      : a_(a),
        b_(b),
        out_(out),
        policies_(matched(labels_of(a.header()), labels_of(b.header()))),
        replicates_(matched(a.header().seeds, b.header().seeds)),
        points_(std::min(a.header().points, b.header().points)) {}

  void compare() {
    const std::size_t weeks = std::max(a_.header().weeks.size(), b_.header().weeks.size());
    const auto status = [](const ResultsReader& r, RowRange rows) {
      std::vector<std::string> names;
      for (const RowStatus each : r.status(rows)) names.push_back(name_of(each));
      return names;
    };
    const auto hash = [](const ResultsReader& r, RowRange rows) {
      std::vector<std::string> names;
      for (const std::uint64_t each : r.hashes(rows)) names.push_back(core::to_hex(each));
      return names;
    };
    compare_rows("status", 1, status);
    compare_rows("hash", 1, hash);
    for (const auto& [i, j] : matched(names_of(a_.header().outcomes), names_of(b_.header().outcomes)))
      compare_rows(a_.header().outcomes[i].name, 1,
                   [&, name = a_.header().outcomes[i].name](const ResultsReader& r, RowRange rows) {
                     return r.outcome(name, rows);
                   });
    if (a_.header().weeks == b_.header().weeks)
      for (const auto& [i, j] : matched(names_of(a_.header().series), names_of(b_.header().series)))
        compare_rows(a_.header().series[i].name, weeks,
                     [&, name = a_.header().series[i].name](const ResultsReader& r, RowRange rows) {
                       return r.series(name, rows);
                     });
  }

 private:
  static std::size_t point_rows(const ResultsReader& r) { return r.header().policies.size() * r.header().seeds.size(); }

  // `width` values a row; rows are numbered as in A.
  template <class Read>
  void compare_rows(const std::string& name, std::size_t width, const Read& read) {
    const std::size_t field = out_.field(name);
    const std::size_t step = std::max<std::size_t>(1, kBlockRows / (width * std::max(point_rows(a_), point_rows(b_))));
    for (std::size_t begin = 0; begin < points_; begin += step) {
      const std::size_t count = std::min(step, points_ - begin);
      const auto x = read(a_, {begin * point_rows(a_), count * point_rows(a_)});
      const auto y = read(b_, {begin * point_rows(b_), count * point_rows(b_)});
      for (std::size_t point = 0; point < count; ++point)
        for (const auto& [p, q] : policies_)
          for (const auto& [r, s] : replicates_) {
            const std::size_t row = point * point_rows(a_) + p * a_.header().seeds.size() + r;
            const std::size_t other = point * point_rows(b_) + q * b_.header().seeds.size() + s;
            for (std::size_t v = 0; v < width; ++v)
              out_.compare(field, static_cast<std::int64_t>(begin * point_rows(a_) + row), x[row * width + v],
                           y[other * width + v],
                           [&, p = p, r = r] { return place(begin + point, p, r, width > 1 ? v : kNoWeek); });
          }
    }
  }
  static constexpr std::size_t kNoWeek = std::numeric_limits<std::size_t>::max();

  Places place(std::size_t point, std::size_t policy, std::size_t replicate, std::size_t week) const {
    const ResultsHeader& header = a_.header();
    Places places{{"point", plain(point)},
                  {"policy", header.policies[policy].label},
                  {"replicate", plain(replicate)},
                  {"seed", plain(header.seeds[replicate])}};
    if (week != kNoWeek) places.emplace_back("week", plain(static_cast<std::uint64_t>(header.weeks[week])));
    return places;
  }

  const ResultsReader &a_, &b_;
  Gatherer& out_;
  std::vector<std::pair<std::size_t, std::size_t>> policies_, replicates_;
  std::size_t points_;
};

}  // namespace

Difference difference(const LogReader& a, const LogReader& b) {
  Gatherer out;
  state_headers(a, b, out);
  state_events(a, b, out);
  state_hashes(a, b, out);
  compare_frames(a, b, out);
  compare_agents(a, b, out);
  return out.take();
}

Difference difference(const ResultsReader& a, const ResultsReader& b) {
  Gatherer out;
  state_headers(a.header(), b.header(), out);
  ResultsComparison(a, b, out).compare();
  return out.take();
}

}  // namespace gongjian::io
