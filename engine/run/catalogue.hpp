// What can be set and seen, as data: taken from the field lists of the model.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/core/frame.hpp"
#include "engine/model/events.hpp"
#include "engine/model/parameters.hpp"

namespace gongjian::model {
struct World;
}

namespace gongjian::run {

// A parameter, or a field of an event.
struct FieldDescription {
  std::string group;  // "parameters.attention"
  std::string name;
  double value = 0;        // the default, or what a run uses
  bool is_switch = false;  // true or false
  bool is_whole = false;   // a whole number
  bool is_week = false;    // a week, or a date
  std::string unit;
  core::Range range;
  core::Text text;
  core::Text source;
};

struct LeverDescription {
  std::string name;
  core::Text label;
  core::Text text;
};

struct EventDescription {
  std::string kind;
  core::Text text;
  std::vector<FieldDescription> fields;
  bool names_two_districts = false;  // by the keys `from` and `into`, in place of `districts`
  bool wants_end = false;            // see kWantsEnd
};

struct PhaseDescription {
  std::string name;
  core::Text rhythm, purpose;
  bool parallel = false;
  std::vector<std::string> reads, writes;
};

// A column of a table, with what stands in its rows.
struct ColumnDescription {
  std::string name;
  std::string unit;
  core::Text text;
  bool is_code = false;                      // an id or the number of a category: its mean says nothing
  double lowest = 0, mean = 0, highest = 0;  // NaN where no row has a value
};

struct TableDescription {
  std::string name;
  core::Text text;  // what a row is; empty where the table does not say so in a kText
  std::size_t rows = 0;
  std::vector<ColumnDescription> columns;
};

// Events that do not last to the end of the run where no end is given.
template <class Event>
inline constexpr bool kWantsEnd = std::is_same_v<Event, model::Campaign>;

std::vector<FieldDescription> parameters(model::Parameters values = {});
std::vector<LeverDescription> levers();
std::vector<EventDescription> events();
// The names that `population.preset` takes.
std::vector<std::string> population_presets();
// One event of a scenario, its fields with their values.
EventDescription description_of(const model::Event& event);
std::vector<PhaseDescription> phases();
// All outputs, over the districts of no city in particular.
core::FrameLayout outputs();
// The tables of the state: without rows, or as they stand in a run.
std::vector<TableDescription> tables();
std::vector<TableDescription> tables(model::World& world);

// A field's value and what it may be, for people: "0.5", "0 to 1"; nothing for a week that is not given.
std::string value_text(const FieldDescription& field);
std::string range_text(const FieldDescription& field, bool chinese = false);

}  // namespace gongjian::run
