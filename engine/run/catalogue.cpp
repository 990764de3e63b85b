#include "engine/run/catalogue.hpp"

#include "engine/model/events.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/observe.hpp"
#include "engine/model/tick.hpp"

namespace gongjian::run {
namespace {

double as_number(core::WeekNumber week) { return week.value; }
double as_number(double value) { return value; }  // also of whole numbers and switches

struct Describe {
  std::string group;
  std::vector<FieldDescription>& fields;
  template <class T>
  void operator()(std::string_view name, const T& value, core::Unit unit, core::Range range, std::string_view text,
                  core::Source source) const {
    fields.push_back({group, std::string(name), as_number(value), std::is_same_v<T, bool>, std::is_same_v<T, int>,
                      std::string(unit.symbol), range, std::string(text), std::string(source.text)});
  }
};

template <class Event>
void describe_event(std::vector<EventDescription>& events) {
  EventDescription description{std::string(Event::kKind), Event::kText, {}};
  Describe describe{description.kind, description.fields};
  Event{}.visit(describe);
  events.push_back(std::move(description));
}

template <class... Events>
void describe_events(const std::variant<Events...>*, std::vector<EventDescription>& events) {
  (describe_event<Events>(events), ...);
}

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
  auto visitor = [&](std::string_view name, const auto&, core::Unit, const core::Text& label, const core::Text& text) {
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

std::vector<PhaseDescription> phases() {
  std::vector<PhaseDescription> result;
  for (const auto& phase : model::schedule())
    result.push_back({std::string(phase.name), core::to_string(phase.rhythm), std::string(phase.purpose),
                      phase.parallel, texts(phase.reads), texts(phase.writes)});
  return result;
}

core::FrameLayout outputs() { return model::frame_layout({{"district", "区(县)"}}); }

}  // namespace gongjian::run
