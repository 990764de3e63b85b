// What can be set and seen, as data: taken from the field lists of the model.
#pragma once

#include <string>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/core/frame.hpp"
#include "engine/model/parameters.hpp"

namespace gongjian::run {

// A parameter, or a field of an event.
struct FieldDescription {
  std::string group;  // "parameters.attention"
  std::string name;
  double value = 0;        // the default, or what a run uses
  bool is_switch = false;  // true or false
  bool is_whole = false;   // a whole number
  std::string unit;
  core::Range range;
  std::string text;
  std::string source;
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
};

struct PhaseDescription {
  std::string name, rhythm, purpose;
  bool parallel = false;
  std::vector<std::string> reads, writes;
};

std::vector<FieldDescription> parameters(model::Parameters values = {});
std::vector<LeverDescription> levers();
std::vector<EventDescription> events();
std::vector<PhaseDescription> phases();
// All outputs, over the districts of no city in particular.
core::FrameLayout outputs();

}  // namespace gongjian::run
