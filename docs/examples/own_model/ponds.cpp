// A model of one's own on engine/core: frogs live in ponds of rain, breed where there is room, and some move on. `ponds
// THREADS` prints a year of it and a hash, which is the same with any number of threads.
#include <fmt/format.h>

#include <cstdlib>

#include "engine/core/column.hpp"
#include "engine/core/fixed.hpp"
#include "engine/core/frame.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/math.hpp"
#include "engine/core/rng.hpp"
#include "engine/core/schedule.hpp"

namespace core = gongjian::core;

struct Ponds {
  static constexpr std::string_view kName = "ponds";
  core::Column<double> depth;                 // m
  core::Column<std::int32_t> frogs, leaving;  // at the week's end; those that move on then

  template <class V>
  void visit(V& v) {
    v("depth", depth, core::Unit{"m"}, core::Words{"depth of the water", "水深"});
    v("frogs", frogs, core::Unit{"1"}, core::Words{"frogs in the pond", "池中的青蛙"});
    v("leaving", leaving, core::Unit{"1"}, core::Words{"frogs that move on", "迁出的青蛙"});
  }
};

struct World {
  core::Draws draws;
  core::Workers workers;
  core::Tick tick;
  Ponds ponds;

  template <class Part>
  Part& part() {
    if constexpr (std::is_same_v<Part, core::Draws>) return draws;
    else if constexpr (std::is_same_v<Part, core::Workers>) return workers;
    else if constexpr (std::is_same_v<Part, core::Tick>) return tick;
    else return ponds;
  }
};

// A phase's signature says what it reads and writes. A draw has an address, so the order of the ponds changes nothing.
void live(const core::Draws& draws, const core::Tick& tick, const core::Workers& workers, Ponds& ponds) {
  workers.for_blocks(ponds.depth.size(), 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto pond = static_cast<std::uint32_t>(i);
      const double rain = -0.1 * core::log(draws.uniform(core::stream("rain"), pond, tick.week));
      ponds.depth[i] = core::clip(0.9 * ponds.depth[i] + rain, 0, 3);
      const double room = core::clip(1 - ponds.frogs[i] / (100 * ponds.depth[i] + 1), 0, 1);
      ponds.frogs[i] += draws.poisson(0.2 * room * ponds.frogs[i], core::stream("births"), pond, tick.week);
      ponds.leaving[i] = static_cast<std::int32_t>(0.1 * ponds.frogs[i]);
    }
  });
}

void move_on(Ponds& ponds) {
  for (std::size_t i = 0; i < ponds.frogs.size(); ++i) {
    ponds.frogs[i] -= ponds.leaving[i];
    ponds.frogs[(i + 1) % ponds.frogs.size()] += ponds.leaving[i];
  }
}

int main(int argc, char** argv) {
  World world{core::Draws(1), core::Workers(argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1), {}, {}};
  core::resize_columns(world.ponds, 10'000);
  world.ponds.frogs.assign(10'000, 10);
  const core::Schedule<World> schedule = {
      core::phase<World>("live", core::kWeekly, {"rain, births", "降雨与繁殖"}, live),
      core::phase<World>("move_on", core::kMonthly, {"frogs move", "迁移"}, move_on)};
  core::FrameLayout layout;
  const std::size_t water = layout.add("water", {}, core::Unit{"m"}, {"depth of all ponds", "各池水深之和"});
  for (int& week = world.tick.week; week < core::kWeeksPerYear; ++week) {
    core::run_tick(schedule, world, week);
    if (!core::kQuarterly.due(week + 1)) continue;
    core::Fixed sum;  // whole steps add up to the same bits in any order
    for (const double depth : world.ponds.depth) sum += core::Fixed::from(depth);
    core::Frame frame{week, std::vector<double>(layout.size)};
    frame.values[water] = sum.value();
    fmt::print("week {}: {:.3f} m, frame {}\n", frame.week, frame.values[water], core::to_hex(frame.hash()));
  }
  core::Hash hash;
  world.ponds.visit(hash);
  fmt::print("hash {}\n", core::to_hex(hash.digest()));
}
