// A small model of participation, built on engine/core alone: members in units of 100 and in neighbourhoods. Each
// week a member takes part with probability logistic(a + b motivation + c unit share + d neighbourhood share);
// motivation rises after taking part and decays otherwise.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/core/frame.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/math.hpp"
#include "engine/core/rng.hpp"
#include "engine/core/schedule.hpp"
#include "engine/core/vectors.hpp"

namespace participation {

using namespace gongjian::core;

constexpr std::uint32_t kUnitSize = 100;
constexpr std::uint32_t kBlock = 25'600;   // members worked through together: whole units, with homes of their own
constexpr std::uint32_t kBlockHomes = 80;  // neighbourhoods of a block
constexpr std::uint32_t kChunk = 4 * Draws::kChunk;  // members whose leading bytes are drawn together
static_assert(kBlock % kChunk == 0 && kBlock % kUnitSize == 0);
constexpr Stream kTakesPart = stream("takes_part");
constexpr Stream kRest = stream("takes_part_rest");
constexpr Unit kShare{"1"};

struct Parameters {
  static constexpr std::string_view kName = "parameters";
  float a = -2, b = 1.5, c = 1, d = 1, learning = 0.1f, decay = 0.02f;
};
struct Members {
  static constexpr std::string_view kName = "members";
  std::vector<float> motivation;
  std::vector<std::uint8_t> home;  // among the block's neighbourhoods
  template <class V>
  void visit(V& v) {
    v("motivation", motivation, kShare, Words{"motivation", "内动力"});
    v("home", home, kShare, Words{"home", "居住地"});
  }
};
struct Groups {
  static constexpr std::string_view kName = "groups";
  std::vector<std::uint32_t> unit, neighbourhood;      // participants of this week
  std::vector<std::uint32_t> residents;                // members of each neighbourhood
  std::vector<float> unit_share, neighbourhood_share;  // shares of last week
  template <class V>
  void visit(V& v) {
    v("unit", unit, kShare, Words{"participants", "参加者"});
    v("unit_share", unit_share, kShare, Words{"share", "占比"});
    v("neighbourhood_share", neighbourhood_share, kShare, Words{"share", "占比"});
  }
};

// A member takes part where a uniform draw is below logistic(z), so where z is above the draw's logit. A draw that
// begins with byte k lies between k / 256 and (k + 1) / 256: only where z lies between their logits are its other 24
// bits needed.
inline const std::array<float, 257>& logits() {
  static const std::array<float, 257> all = [] {
    std::array<float, 257> of_bytes{};
    std::copy(logits_of_bytes().begin(), logits_of_bytes().end(), of_bytes.begin());
    return of_bytes;
  }();
  return all;
}

// The week of one unit's members; returns how many take part. `open` is 1 where the leading byte does not decide.
GONGJIAN_VECTORISED inline bool take_part(const float* __restrict motivation, const std::uint8_t* __restrict home,
                                          const std::uint8_t* __restrict byte, const float* __restrict home_share,
                                          const float* __restrict logits, float constant, float b, float d,
                                          float* __restrict z, std::uint8_t* __restrict takes,
                                          std::uint8_t* __restrict open) {
  float low[kUnitSize], high[kUnitSize];
  for (std::uint32_t i = 0; i < kUnitSize; ++i) {
    z[i] = home_share[home[i]];
    low[i] = logits[byte[i]];
    high[i] = logits[byte[i] + 1];
  }
  std::uint32_t any_open = 0;
  for (std::uint32_t i = 0; i < kUnitSize; ++i) {
    z[i] = constant + b * motivation[i] + d * z[i];
    const std::uint8_t is_open = (z[i] > low[i]) & (z[i] < high[i]);
    takes[i] = z[i] >= high[i];
    open[i] = is_open;
    any_open |= is_open;
  }
  return any_open != 0;
}
GONGJIAN_VECTORISED inline std::uint32_t learn(const std::uint8_t* __restrict takes, float learning, float decay,
                                               float* __restrict motivation) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < kUnitSize; ++i) {
    const float m = motivation[i];
    motivation[i] = m + (takes[i] != 0 ? learning * (1 - m) : -decay * m);
    count += takes[i];
  }
  return count;
}

// Every member decides; its unit and its neighbourhood, which are its block's own, count.
inline void decide(const Workers& workers, const Parameters& p, const Draws& draws, const Tick& tick, Members& members,
                   Groups& groups) {
  const float* const logits_of_byte = logits().data();
  workers.for_blocks(members.home.size(), kBlock, [&](std::size_t begin, std::size_t end) {
    std::uint32_t* const at_home = &groups.neighbourhood[begin / kBlock * kBlockHomes];
    const float* const home_share = &groups.neighbourhood_share[begin / kBlock * kBlockHomes];
    std::fill_n(at_home, kBlockHomes, 0u);
    vectorised(instruction_set(), [&, begin, end, logits_of_byte]() GONGJIAN_VECTORISED {
      std::uint8_t bytes[kBlock];
      for (std::size_t first = begin; first < end; first += kChunk) {
        std::uint32_t words[Draws::kChunk];
        draws.fill_words(kTakesPart, static_cast<std::uint32_t>(first / kChunk), tick.week, words);
        std::memcpy(bytes + (first - begin), words, sizeof words);
      }
      for (std::size_t first = begin; first < end; first += kUnitSize) {
        const std::size_t u = first / kUnitSize;
        float z[kUnitSize];
        std::uint8_t takes[kUnitSize], open[kUnitSize];
        const std::uint8_t* const byte = bytes + (first - begin);
        const std::uint8_t* const home = &members.home[first];
        float* const motivation = &members.motivation[first];
        if (take_part(motivation, home, byte, home_share, logits_of_byte, p.a + p.c * groups.unit_share[u], p.b, p.d, z,
                      takes, open))
          for (std::uint32_t i = 0; i < kUnitSize; ++i)
            if (open[i] != 0) {
              const auto rest = draws.words(kRest, static_cast<std::uint32_t>(first + i), tick.week)[0];
              takes[i] = (std::uint32_t{byte[i]} << 24 | rest >> 8) < to_threshold(logistic(z[i]));
            }
        groups.unit[u] = learn(takes, p.learning, p.decay, motivation);
        for (std::uint32_t i = 0; i < kUnitSize; ++i) at_home[home[i]] += takes[i];
      }
    });
  });
}
inline void share(const Members& members, Groups& groups, Frame& frame) {
  std::uint64_t all = 0;
  for (std::size_t u = 0; u < groups.unit.size(); ++u) {
    groups.unit_share[u] = static_cast<float>(groups.unit[u]) / kUnitSize;
    all += groups.unit[u];
  }
  for (std::size_t n = 0; n < groups.neighbourhood.size(); ++n)
    groups.neighbourhood_share[n] =
        static_cast<float>(groups.neighbourhood[n]) / static_cast<float>(std::max(1u, groups.residents[n]));
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

  // `count` members, a multiple of the size of a unit, who live evenly over the neighbourhoods of their blocks.
  World(std::size_t count, std::uint64_t seed, unsigned threads) : draws(seed), workers(threads) {
    const std::size_t units = count / kUnitSize, homes = (count + kBlock - 1) / kBlock * kBlockHomes;
    members.motivation.assign(count, 0.2f);
    groups = {std::vector<std::uint32_t>(units), std::vector<std::uint32_t>(homes), std::vector<std::uint32_t>(homes),
              std::vector<float>(units), std::vector<float>(homes)};
    for (std::size_t j = 0; j < count; ++j) {
      members.home.push_back(static_cast<std::uint8_t>(j % kBlockHomes));
      ++groups.residents[j / kBlock * kBlockHomes + members.home[j]];
    }
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
