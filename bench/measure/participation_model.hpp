// A small model of participation, built on engine/core alone: members in units of 100 and in neighbourhoods. Each
// week a member takes part with probability logistic(a + b motivation + c unit share + d neighbourhood share);
// motivation rises after taking part and decays otherwise.
#pragma once

#include <atomic>

#include "engine/core/fixed.hpp"
#include "engine/core/frame.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/math.hpp"
#include "engine/core/rng.hpp"
#include "engine/core/schedule.hpp"

namespace participation {

using namespace gongjian::core;

constexpr std::size_t kUnitSize = 100;
constexpr Stream kTakesPart = stream("takes_part");
constexpr Unit kShare{"1"};

struct Parameters {
  static constexpr std::string_view kName = "parameters";
  double a = -2, b = 1.5, c = 1, d = 1, learning = 0.1, decay = 0.02;
};
struct Members {
  static constexpr std::string_view kName = "members";
  std::vector<double> motivation;
  std::vector<std::uint32_t> neighbourhood;
  template <class V>
  void visit(V& v) {
    v("motivation", motivation, kShare, Words{"motivation", "内动力"});
    v("neighbourhood", neighbourhood, kShare, Words{"home", "居住地"});
  }
};
struct Groups {
  static constexpr std::string_view kName = "groups";
  std::vector<std::uint32_t> unit, neighbourhood;       // participants of this week
  std::vector<double> unit_share, neighbourhood_share;  // shares of last week
  template <class V>
  void visit(V& v) {
    v("unit", unit, kShare, Words{"participants", "参加者"});
    v("unit_share", unit_share, kShare, Words{"share", "占比"});
    v("neighbourhood_share", neighbourhood_share, kShare, Words{"share", "占比"});
  }
};

// Every member decides; its unit's count is its block's own row, its neighbourhood's is added to atomically.
inline void decide(const Workers& workers, const Parameters& p, const Draws& draws, const Tick& tick, Members& members,
                   Groups& groups) {
  std::fill(groups.neighbourhood.begin(), groups.neighbourhood.end(), 0u);
  workers.for_each(groups.unit.size(), [&](std::size_t u) {
    std::uint32_t count = 0;
    for (std::size_t j = u * kUnitSize; j < (u + 1) * kUnitSize; ++j) {
      const std::uint32_t home = members.neighbourhood[j];
      double& m = members.motivation[j];
      const double z = p.a + p.b * m + p.c * groups.unit_share[u] + p.d * groups.neighbourhood_share[home];
      const bool takes_part = draws.uniform(kTakesPart, static_cast<std::uint32_t>(j), tick.week) < logistic(z);
      m += takes_part ? p.learning * (1 - m) : -p.decay * m;
      count += takes_part;
      if (takes_part) std::atomic_ref(groups.neighbourhood[home]).fetch_add(1, std::memory_order_relaxed);
    }
    groups.unit[u] = count;
  });
}
inline void share(const Members& members, Groups& groups, Frame& frame) {
  const double residents =
      static_cast<double>(members.motivation.size()) / static_cast<double>(groups.neighbourhood.size());
  std::uint64_t all = 0;
  for (std::size_t u = 0; u < groups.unit.size(); ++u) {
    groups.unit_share[u] = groups.unit[u] / double{kUnitSize};
    all += groups.unit[u];
  }
  for (std::size_t n = 0; n < groups.neighbourhood.size(); ++n)
    groups.neighbourhood_share[n] = groups.neighbourhood[n] / residents;
  frame.values = {static_cast<double>(all) / static_cast<double>(members.motivation.size())};
}

struct World {
  Parameters parameters;
  Draws draws;
  Workers workers;
  Tick tick;
  Members members;
  Groups groups;
  Frame frame;
  template <class T>
  T& part() {
    return std::get<T&>(std::tie(parameters, draws, workers, tick, members, groups, frame));
  }

  World(std::size_t count, std::size_t neighbourhoods, std::uint64_t seed, unsigned threads)
      : draws(seed), workers(threads) {
    members.motivation.assign(count, 0.2);
    for (std::size_t j = 0; j < count; ++j)
      members.neighbourhood.push_back(static_cast<std::uint32_t>(j % neighbourhoods));
    groups = {std::vector<std::uint32_t>(count / kUnitSize), std::vector<std::uint32_t>(neighbourhoods),
              std::vector<double>(count / kUnitSize), std::vector<double>(neighbourhoods)};
  }
  void step() {
    static const Schedule<World> phases = {
        phase<World>("decide", kWeekly, {"members take part or not", "成员参加与否"}, &decide),
        phase<World>("share", kWeekly, {"shares of the week are taken", "计算本周占比"}, &share)};
    run_tick(phases, *this, tick.week);
    ++tick.week;
  }
  std::uint64_t hash() {
    Hash hash;
    members.visit(hash);
    groups.visit(hash);
    return hash.digest();
  }
};

}  // namespace participation
