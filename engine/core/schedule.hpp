// A schedule as data: the phases of a tick in order, each a free function whose signature is its contract.
//
// A phase takes the tables it uses: a const table it reads, another it writes. A phase that takes Workers
// runs in parallel over its own rows; one without is serial. The list of what is read and written is taken
// from the signature, so it can't be wrong.
//
// `World` is any type with `template <class T> T& part()` for each T that a phase names; each part has a
// static `kName`.
#pragma once

#include <functional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/fields.hpp"
#include "engine/core/parallel.hpp"

namespace gongjian::core {

template <class World>
struct Phase {
  std::string_view name;
  Rhythm rhythm;
  Words purpose;  // one sentence for people
  bool parallel = false;
  std::vector<std::string_view> reads;
  std::vector<std::string_view> writes;
  std::function<void(World&)> run;
};

template <class World, class... Arguments>
Phase<World> phase(std::string_view name, Rhythm rhythm, Words purpose, void (*function)(Arguments...)) {
  Phase<World> result{name, rhythm, purpose, false, {}, {}, {}};
  const auto note = [&](std::string_view part, bool workers, bool written) {
    if (workers) result.parallel = true;
    else (written ? result.writes : result.reads).push_back(part);
  };
  (note(std::remove_cvref_t<Arguments>::kName, std::is_same_v<std::remove_cvref_t<Arguments>, Workers>,
        std::is_lvalue_reference_v<Arguments> && !std::is_const_v<std::remove_reference_t<Arguments>>),
   ...);
  result.run = [function](World& world) { function(world.template part<std::remove_cvref_t<Arguments>>()...); };
  return result;
}

template <class World>
using Schedule = std::vector<Phase<World>>;

// Runs every phase that is due in this week, in order.
template <class World>
void run_tick(const Schedule<World>& schedule, World& world, int week) {
  for (const Phase<World>& phase : schedule)
    if (phase.rhythm.due(week)) phase.run(world);
}

}  // namespace gongjian::core
