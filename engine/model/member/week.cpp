#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>

#include "engine/core/vectors.hpp"
#include "engine/model/member/chances.hpp"
#include "engine/model/member/phases.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kWeek = core::stream("member_week");
constexpr core::Stream kRest = core::stream("member_week_rest");
constexpr std::uint32_t kLanes = MemberBlocks::kChunk;                  // members that are worked through together
constexpr int kCompletes = 0, kIsOpen = 1, kMayMove = 2, kIsAsked = 3;  // bits of a flag; the last for the two before
constexpr bool has(std::uint8_t flags, int flag) { return (flags >> flag & 1) != 0; }

// What a member's week is decided by: two 32-bit draws. Of their leading bytes, those of all members of a chunk lie
// together; the other 24 bits of a draw, in the block of kRest, are asked for only where its leading byte is that of
// the threshold. The second decides the hours of those who complete a task, and who of the others registers or lapses.
enum class Purpose { claim, second };
using LeadingBytes = std::uint8_t[2][kLanes];  // [purpose][member of the chunk]

struct MemberDraws {
  const core::Draws& draws;
  const LeadingBytes& leading;
  std::uint32_t lane, member;
  int week;

  bool below(std::uint32_t threshold, Purpose purpose) const {
    const std::uint32_t byte = leading[static_cast<int>(purpose)][lane];
    if (byte != threshold >> 24) return byte < threshold >> 24;
    return (byte << 24 | draws.words(kRest, member, week)[static_cast<std::size_t>(purpose)] >> 8) < threshold;
  }
};

// What decides alike for a whole block.
struct BlockChances {
  const MemberChances::Claim* claim;   // [claim_index]
  const std::uint16_t* leading_claim;  // the leading bytes of both
  std::uint16_t habit_scale;
  std::uint8_t lapses;               // whether anybody does
  std::uint8_t lapse, registration;  // leading bytes of the highest thresholds
};

// What is counted in a block this week.
struct BlockCounts {
  std::uint32_t registered = 0, active = 0, claimed = 0, completed = 0, hours = 0;
};

// What the leading bytes decide: who claims a task and completes it, where that is open, and who may register or lapse.
GONGJIAN_VECTORISED inline void decide(const std::uint8_t* __restrict claim, const std::uint8_t* __restrict second,
                                       const MemberState* __restrict state, const std::int8_t* __restrict inclination,
                                       const std::uint16_t* __restrict habit, std::uint32_t lanes,
                                       const BlockChances& chances, std::uint16_t* __restrict index,
                                       std::uint8_t* __restrict flags, BlockCounts& counts) {
  using Byte = std::uint8_t;
  const std::uint16_t scale = chances.habit_scale;
  for (std::uint32_t i = 0; i < lanes; ++i) index[i] = MemberChances::claim_index(inclination[i], habit[i], scale);
  std::uint16_t leading[kLanes];
  const volatile std::uint16_t* const one_by_one =
      chances.leading_claim;  // a vector put together lane by lane is slower
#pragma GCC unroll 8
  for (std::uint32_t i = 0; i < lanes; ++i) leading[i] = one_by_one[index[i]];
  const Byte lapses = chances.lapses, lapse = chances.lapse, registration = chances.registration;
  std::uint16_t claimed = 0;
  for (std::uint32_t i = 0; i < lanes; ++i) {
    const Byte claimed_below = static_cast<Byte>(leading[i]), completed_below = static_cast<Byte>(leading[i] >> 8);
    const Byte registered = state[i] == MemberState::registered;
    const Byte open = registered & ((claim[i] == claimed_below) | (claim[i] == completed_below));
    const Byte claims = registered & (claim[i] < claimed_below) & (open ^ 1);
    const Byte completes = claims & (claim[i] < completed_below);
    const Byte may_lapse = registered & lapses & (second[i] <= lapse);
    const Byte may_register = (registered ^ 1) & (second[i] <= registration);
    const Byte may_move = may_lapse | may_register;
    flags[i] = static_cast<Byte>(completes << kCompletes | open << kIsOpen | may_move << kMayMove |
                                 (open | may_move) << kIsAsked);
    claimed = static_cast<std::uint16_t>(claimed + claims);
  }
  counts.claimed += claimed;
}

// body(i) for each lane with this flag, eight lanes apart and then the next: in a mask of 64 lanes, lane 8 k + j has
// bit 8 j + k.
template <class Body>
GONGJIAN_VECTORISED inline void for_flagged(const std::uint8_t (&flags)[kLanes], int flag, const Body& body) {
  static_assert(std::endian::native == std::endian::little);
  for (std::uint32_t first = 0; first < kLanes; first += 64) {
    std::uint64_t mask = 0;
    for (std::uint32_t k = 0; k < 8; ++k) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, flags + first + std::size_t{8} * k, 8);
      mask |= (eight >> flag & 0x0101010101010101u) << k;
    }
    for (; mask != 0; mask &= mask - 1) {
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(mask));
      body(first + 8 * (bit % 8) + bit / 8);
    }
  }
}

// Habit follows what was done: h += rate (done - h), in whole steps. And who is registered and active is counted.
GONGJIAN_VECTORISED inline void close(const MemberState* __restrict state, const std::uint8_t* __restrict flags,
                                      const std::uint16_t* __restrict hours,
                                      const std::uint8_t* __restrict hours_last_year, std::uint32_t lanes,
                                      std::uint16_t rate, std::uint16_t gain, ActiveTest active,
                                      std::uint16_t* __restrict habit, BlockCounts& counts) {
  std::uint16_t registered = 0, active_count = 0;
  for (std::uint32_t i = 0; i < lanes; ++i) {
    // habit * rate / 65536, rounded: its high half, and the first bit of the low one
    const auto high = static_cast<std::uint16_t>((std::uint32_t{habit[i]} * rate) >> 16);
    const auto low = static_cast<std::uint16_t>(habit[i] * rate);
    const auto lost = static_cast<std::uint16_t>(high + (low >> 15));
    const auto gained = static_cast<std::uint16_t>(-(flags[i] >> kCompletes & 1) & gain);
    habit[i] = static_cast<std::uint16_t>(habit[i] - lost + gained);
    registered = static_cast<std::uint16_t>(registered + (state[i] == MemberState::registered));
    active_count = static_cast<std::uint16_t>(active_count + active(hours[i], hours_last_year[i]));
  }
  counts.registered += registered;
  counts.active += active_count;
}

// Has the memory bring what will be looked up here and there a little later.
template <class T>
void prefetch(const T* first, std::uint32_t count) {
  constexpr std::uint32_t kLine = 64 / sizeof(T);
  for (std::uint32_t i = 0; i < count; i += kLine) __builtin_prefetch(first + i);
}

void add(std::uint32_t& counter, std::uint32_t amount) {
  std::atomic_ref<std::uint32_t>(counter).fetch_add(amount, std::memory_order_relaxed);
}

}  // namespace

void members_week(const core::Workers& workers, const MemberParameters& p, const core::Draws& draws,
                  const core::Tick& tick, const LeverLevels& levers, const Districts& districts, const Units& units,
                  const MemberChances& chances, Members& members, MemberBlocks& blocks,
                  Neighbourhoods& neighbourhoods) {
  const ActiveTest active(p, tick.week);
  const auto habit_rate = static_cast<std::uint16_t>(p.habit_rate * (kHabitSteps + 1) + 0.5);
  const auto habit_gain = static_cast<std::uint16_t>(p.habit_rate * kHabitSteps + 0.5);  // no more: habit stays below 1
  const core::InstructionSet set = core::instruction_set();

  workers.for_each(blocks.size(), [&](std::size_t b) {
    const std::size_t d = blocks.district[b];
    const MemberClass member_class = blocks.member_class[b];
    const MemberChances::District& district = chances.districts[d];
    const std::size_t retired = member_class == MemberClass::retired ? 1 : 0;
    const RegistrationChance registration(p, member_class, districts.campaign[d], levers.receipts[d]);
    const auto employer_habit = [&](std::uint32_t j) {
      return registration.depends_on_employer() ? units.habit[members.unit[j]] : 0;
    };
    const auto leading_byte = [](std::uint32_t threshold) { return static_cast<std::uint8_t>(threshold >> 24); };
    const BlockChances chance{district.claim[retired].data(),
                              district.leading_claim[retired].data(),
                              chances.habit_scale,
                              member_class != MemberClass::retired,
                              leading_byte(district.lapse[0]),
                              leading_byte(registration.highest())};
    const std::uint32_t begin = blocks.begin[b], end = blocks.end[b], first_home = blocks.first_home[b];
    std::uint32_t* const tasks_done = &blocks.tasks_done[blocks.first_count[b]];
    std::fill_n(tasks_done, blocks.homes[b], 0u);
    BlockCounts counts;

    core::vectorised(set, [&, chance, begin, end, active, habit_rate, habit_gain]() GONGJIAN_VECTORISED {
      std::uint32_t chunk = blocks.first_chunk[b];
      for (std::uint32_t first = begin; first < end; first += kLanes, ++chunk) {
        const std::uint32_t lanes = std::min(kLanes, end - first);
        std::uint32_t words[core::Draws::kChunk];
        LeadingBytes leading;
        prefetch(&members.neighbourhood[first], lanes);  // of those who complete a task
        draws.fill_words(kWeek, chunk, tick.week, words);
        std::memcpy(leading, words, sizeof leading);
        const auto of = [&](Purpose purpose) { return &leading[static_cast<int>(purpose)][0]; };
        const std::uint8_t* const second = of(Purpose::second);
        std::uint16_t index[kLanes];
        std::uint8_t flags[kLanes] = {};
        MemberState* const state = &members.state[first];
        std::uint16_t* const habit = &members.habit[first];
        std::uint16_t* const hours = &members.hours[first];
        decide(of(Purpose::claim), second, state, &members.inclination[first], habit, lanes, chance, index, flags,
               counts);

        if (registration.depends_on_employer())
          for_flagged(flags, kMayMove,
                      [&](std::uint32_t i) GONGJIAN_VECTORISED { __builtin_prefetch(&members.unit[first + i]); });
        const auto complete = [&](std::uint32_t i) GONGJIAN_VECTORISED {
          const std::uint32_t duration = chances.task_hours[second[i] % MemberChances::kTaskHours];
          const std::uint32_t before = hours[i], after = std::min(65535u, before + duration);
          hours[i] = static_cast<std::uint16_t>(after);
          ++counts.completed;
          counts.hours += after - before;
          ++tasks_done[members.neighbourhood[first + i].value - first_home];
        };
        for_flagged(flags, kCompletes, complete);
        for_flagged(flags, kIsAsked, [&](std::uint32_t i) GONGJIAN_VECTORISED {
          const MemberDraws draw{draws, leading, i, first + i, tick.week};
          if (has(flags[i], kIsOpen) && draw.below(chance.claim[index[i]].claims, Purpose::claim)) {
            ++counts.claimed;
            if (draw.below(chance.claim[index[i]].completes, Purpose::claim)) {
              flags[i] |= 1 << kCompletes;
              complete(i);
            }
          }
          if (!has(flags[i], kMayMove)) return;
          if (state[i] == MemberState::registered) {
            if (has(flags[i], kCompletes) || !draw.below(district.lapse[habit_bin(habit[i])], Purpose::second)) return;
            state[i] = MemberState::lapsed;
            add(neighbourhoods.registered_members[members.neighbourhood[first + i]], ~0u);  // one fewer
          } else if (draw.below(registration.thresholds(employer_habit(first + i))[state[i] == MemberState::lapsed],
                                Purpose::second)) {
            state[i] = MemberState::registered;
            add(neighbourhoods.registered_members[members.neighbourhood[first + i]], 1);
          }
        });
        close(state, flags, hours, &members.hours_last_year[first], lanes, habit_rate, habit_gain, active, habit,
              counts);
      }
    });
    blocks.registered[b] = counts.registered;
    blocks.active[b] = counts.active;
    blocks.claimed[b] = counts.claimed;
    blocks.completed[b] = counts.completed;
    blocks.hours[b] = counts.hours;
  });
}

}  // namespace gongjian::model
