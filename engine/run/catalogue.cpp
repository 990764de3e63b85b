#include "engine/run/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/model/events.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/observe.hpp"
#include "engine/model/population/outline.hpp"
#include "engine/model/state.hpp"
#include "engine/model/tick.hpp"
#include "engine/run/cell.hpp"

namespace gongjian::run {
namespace {

double as_number(core::WeekNumber week) { return week.value; }
double as_number(double value) { return value; }  // also of whole numbers and switches

struct Describe {
  std::string group;
  std::vector<FieldDescription>& fields;
  template <class T>
  void operator()(std::string_view name, const T& value, core::Unit unit, core::Range range, const core::Words& text,
                  core::Source source) const {
    fields.push_back({group, std::string(name), as_number(value), std::is_same_v<T, bool>, std::is_same_v<T, int>,
                      std::is_same_v<T, core::WeekNumber>, std::string(unit.symbol), range, text, source.text});
  }
};

template <class Event>
EventDescription describe_event(Event event) {
  EventDescription description{std::string(Event::kKind), Event::kText, {}};
  Describe describe{description.kind, description.fields};
  event.visit(describe);
  description.names_two_districts = std::is_same_v<Event, model::DistrictMerger>;
  description.wants_end = kWantsEnd<Event>;
  return description;
}

template <class... Events>
void describe_events(const std::variant<Events...>*, std::vector<EventDescription>& events) {
  (events.push_back(describe_event(Events{})), ...);
}

// Visits a table and describes each of its columns; those of the levers have a label beside their text.
struct DescribeColumns {
  TableDescription& table;

  template <class T>
  void operator()(std::string_view name, const std::vector<T>& column, core::Unit unit, const core::Words& text) {
    add(name, column, unit, text);
  }
  template <class T>
  void operator()(std::string_view name, const std::vector<T>& column, core::Unit unit, const core::Words& label,
                  const core::Words&) {
    add(name, column, unit, label);
  }

 private:
  template <class T>
  void add(std::string_view name, const std::vector<T>& column, core::Unit unit, core::Text text) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double lowest = infinity, highest = -infinity, sum = 0, count = 0;
    for (const T& cell : column) {
      const double value = number_in(cell);
      if (std::isnan(value)) continue;
      lowest = std::min(lowest, value);
      highest = std::max(highest, value);
      sum += value;
      ++count;
    }
    if (count == 0) lowest = highest = std::numeric_limits<double>::quiet_NaN();
    constexpr bool is_code = std::is_enum_v<T> || requires(T id) { id.exists(); };
    table.columns.push_back(
        {std::string(name), std::string(unit.symbol), std::move(text), is_code, lowest, sum / count, highest});
    table.rows = column.size();
  }
};

std::vector<std::string> texts(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

}  // namespace

std::vector<FieldDescription> parameters(model::Parameters values) {
  std::vector<FieldDescription> fields;
  values.visit_groups([&](auto& group) {
    Describe describe{std::string(group.kName), fields};
    group.visit(describe);
  });
  return fields;
}

std::vector<LeverDescription> levers() {
  std::vector<LeverDescription> result;
  model::LeverLevels levels;
  auto visitor = [&](std::string_view name, const auto&, core::Unit, const core::Words& label,
                     const core::Words& text) {
    result.push_back({std::string(name), label, text});
  };
  levels.visit(visitor);
  return result;
}

std::vector<EventDescription> events() {
  std::vector<EventDescription> result;
  describe_events(static_cast<const model::Event*>(nullptr), result);
  return result;
}

std::vector<std::string> population_presets() { return texts(model::preset_names()); }

EventDescription description_of(const model::Event& event) {
  return std::visit([](const auto& e) { return describe_event(e); }, event);
}

std::vector<PhaseDescription> phases() {
  std::vector<PhaseDescription> result;
  for (const auto& phase : model::schedule())
    result.push_back({std::string(phase.name), core::text_of(phase.rhythm), phase.purpose, phase.parallel,
                      texts(phase.reads), texts(phase.writes)});
  return result;
}

core::FrameLayout outputs() { return model::frame_layout({{"district", "区（县）"}}); }

std::vector<TableDescription> tables() {
  model::World empty{.draws = core::Draws(0), .workers = core::Workers(1)};
  return tables(empty);
}

std::vector<TableDescription> tables(model::World& world) {
  std::vector<TableDescription> result;
  world.visit_tables([&]<class Table>(Table& table) {
    TableDescription description{std::string(Table::kName), {}, 0, {}};
    if constexpr (requires { Table::kText; }) description.text = Table::kText;
    DescribeColumns describe{description};
    table.visit(describe);
    result.push_back(std::move(description));
  });
  return result;
}

std::string value_text(const FieldDescription& field) {
  if (field.is_switch) return field.value != 0 ? "true" : "false";
  return field.value < field.range.low ? "" : fmt::format("{}", field.value);
}

std::string range_text(const FieldDescription& field, bool chinese) {
  if (field.is_switch) return chinese ? "true 或 false" : "true or false";
  return fmt::format("{}{}{}", field.range.low, chinese ? " 至 " : " to ", field.range.high);
}

}  // namespace gongjian::run
