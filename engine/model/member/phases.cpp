#include "engine/model/member/phases.hpp"

#include <algorithm>
#include <atomic>

#include "engine/core/check.hpp"
#include "engine/core/math.hpp"

namespace gongjian::model {
namespace {

constexpr core::Stream kStanding = core::stream("member_standing");  // registering or lapsing
constexpr core::Stream kClaim = core::stream("member_claim");
constexpr core::Stream kTask = core::stream("member_task");
constexpr std::uint32_t kLanes = 256;  // members whose draws are made together

double bin_habit(int bin) { return bin / 256.0; }
std::size_t habit_bin(std::uint32_t habit) { return (habit + 128) >> 8; }

// Active: the year's hours, with the rest of the year filled from last year's, reach the threshold (r):
// hours + hours_last_year (51 - week of year) / 52 >= active_hours, in quarters of an hour times 52.
struct ActiveTest {
  ActiveTest(const MemberParameters& p, int week)
      : last_year_weight(
            static_cast<std::uint32_t>(kHourSteps * (core::kWeeksPerYear - 1 - week % core::kWeeksPerYear))),
        threshold(static_cast<std::uint32_t>(p.active_hours * kHourSteps * core::kWeeksPerYear + 0.5)) {}
  std::uint32_t last_year_weight, threshold;
  bool operator()(std::uint32_t hours, std::uint32_t hours_last_year) const {
    return hours * core::kWeeksPerYear + hours_last_year * last_year_weight >= threshold;
  }
};

void add(std::uint32_t& counter, std::uint32_t amount) {
  std::atomic_ref<std::uint32_t>(counter).fetch_add(amount, std::memory_order_relaxed);
}

// The chance that a member of this class registers this week, as a threshold: the same for all but those with an
// employer, to whom receipts go, and whose habit of taking part lets them work.
class RegistrationChance {
 public:
  RegistrationChance(const MemberParameters& p, MemberClass member_class, double campaign, double receipts,
                     const Units& units)
      : p_(p),
        units_(units),
        receipts_(member_class == MemberClass::in_service ? receipts : 0),
        base_(member_class == MemberClass::retired ? p.retired_registration
                                                   : p.registration + p.campaign_registration * campaign) {
    set(0);
  }
  // {first registration, return after lapsing}
  std::array<std::uint32_t, 2> operator()(UnitId unit) {
    if (receipts_ > 0 && unit.value != last_.value) {
      last_ = unit;
      set(units_.habit[unit]);
    }
    return thresholds_;
  }

 private:
  void set(double habit) {
    const double by_receipts =
        p_.receipts_without_habit + (1 - p_.receipts_without_habit) * std::min(1.0, p_.employer_habit_effect * habit);
    const double chance = base_ + p_.receipts_registration * receipts_ * by_receipts;
    thresholds_ = {core::to_threshold(chance), core::to_threshold(chance * p_.lapsed_return_factor)};
  }
  const MemberParameters& p_;
  const Units& units_;
  double receipts_, base_;
  UnitId last_;
  std::array<std::uint32_t, 2> thresholds_{};
};

// What is counted in a block this week.
struct BlockCounts {
  std::uint32_t registered = 0, active = 0, claimed = 0, completed = 0, hours = 0;
};

// Habit follows what was done: h += rate (done - h), in whole steps.
void follow_habit(std::uint16_t* habit, const std::uint8_t* done, std::uint32_t lanes, std::uint32_t rate,
                  std::uint32_t gain) {
  for (std::uint32_t i = 0; i < lanes; ++i) {
    const std::uint32_t h = habit[i];
    const std::uint32_t next = h - ((h * rate + 32768) >> 16) + (done[i] ? gain : 0);
    habit[i] = static_cast<std::uint16_t>(next < kHabitSteps ? next : kHabitSteps);
  }
}

std::uint32_t count_active(const std::uint16_t* hours, const std::uint8_t* hours_last_year, std::uint32_t lanes,
                           ActiveTest active) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < lanes; ++i) count += active(hours[i], hours_last_year[i]) ? 1 : 0;
  return count;
}

std::uint32_t count_registered(const MemberState* state, std::uint32_t lanes) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < lanes; ++i) count += state[i] == MemberState::registered ? 1 : 0;
  return count;
}

}  // namespace

void member_chances(const MemberParameters& p, const LeverLevels& levers, const Districts& districts,
                    MemberChances& chances) {
  if (chances.districts.empty()) {  // what parameters alone decide
    chances.districts.resize(districts.size());
    for (int bin = 0; bin < MemberChances::kHabitBins; ++bin)
      chances.claim_steps[bin] = static_cast<std::uint16_t>(p.claim_habit * bin_habit(bin) * kInclinationSteps + 0.5);
    for (std::size_t i = 0; i < chances.task_hours.size(); ++i) {
      const double z =
          core::normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(chances.task_hours.size()));
      const double hours = p.task_hours * core::exp(p.task_hours_log_sd * z);
      chances.task_hours[i] = static_cast<std::uint16_t>(core::clip(hours * kHourSteps + 0.5, 1, 8000));
    }
    chances.completion = {core::to_threshold(p.completion), core::to_threshold(p.completion + p.completion_match)};
  }
  for (std::size_t d = 0; d < districts.size(); ++d) {
    MemberChances::District& district = chances.districts[d];
    const double lapse_exponent = -p.lapse_recognition * levers.recognition[d] - p.lapse_receipts * levers.receipts[d];
    if (lapse_exponent != district.lapse_exponent) {
      district.lapse_exponent = lapse_exponent;
      for (int bin = 0; bin < MemberChances::kHabitBins; ++bin)
        district.lapse[bin] = core::to_threshold(p.lapse * core::exp(lapse_exponent - p.lapse_habit * bin_habit(bin)));
    }
    const double claim_logit =
        p.claim_intercept + p.claim_recognition * levers.recognition[d] + p.claim_campaign * districts.campaign[d];
    const double match = std::min(1.0, p.match + p.match_skill_base * levers.skill_base[d]);
    if (claim_logit != district.claim_logit || match != district.match) {
      district.claim_logit = claim_logit;
      district.match = match;
      for (int retired = 0; retired < 2; ++retired)
        for (int i = 0; i < MemberChances::kClaimBins; ++i) {
          const double logit = claim_logit + p.claim_retired * retired +
                               static_cast<double>(i - MemberChances::kClaimOffset) / kInclinationSteps;
          const double suitable = match * core::logistic(logit + p.claim_match);
          const double any = suitable + (1 - match) * core::logistic(logit);
          district.claim[retired][i] = {core::to_threshold(any), core::to_threshold(suitable)};
        }
    }
  }
}

void explain_members(const MemberParameters& p, const LeverLevels& levers, const Districts& districts,
                     const Units& units, const MemberChances& chances, const Members& members,
                     const MemberBlocks& blocks, MemberDecisions& decisions) {
  if (decisions.asked.empty()) return;
  core::resize_columns(decisions, decisions.asked.size());
  const auto share = [](std::uint32_t threshold) { return threshold / 0x1p32; };
  for (std::size_t row = 0; row < decisions.asked.size(); ++row) {
    const std::uint32_t j = decisions.asked[row];
    const auto block = static_cast<std::size_t>(std::upper_bound(blocks.begin.begin(), blocks.begin.end(), j) -
                                                blocks.begin.begin() - 1);
    const std::size_t d = blocks.district[block];
    const bool retired = members.member_class[j] == MemberClass::retired;
    const MemberChances::District& chance = chances.districts[d];
    decisions.member[row] = j;
    decisions.before[row] = members.state[j];
    decisions.intercept[row] = p.claim_intercept;
    decisions.inclination[row] = static_cast<double>(members.inclination[j]) / kInclinationSteps;
    decisions.habit[row] = static_cast<double>(chances.claim_steps[habit_bin(members.habit[j])]) / kInclinationSteps;
    decisions.recognition[row] = p.claim_recognition * levers.recognition[d];
    decisions.retired[row] = retired ? p.claim_retired : 0;
    decisions.campaign[row] = p.claim_campaign * districts.campaign[d];
    decisions.suitable[row] = p.claim_match;
    decisions.suits[row] = chance.match;
    decisions.claims[row] =
        share(chance
                  .claim[retired][static_cast<std::size_t>(MemberChances::kClaimOffset + members.inclination[j] +
                                                           chances.claim_steps[habit_bin(members.habit[j])])]
                  .any);
    decisions.completion[row] = share(chances.completion[1]);
    decisions.lapses[row] = retired ? 0 : share(chance.lapse[habit_bin(members.habit[j])]);
    RegistrationChance registration(p, members.member_class[j], districts.campaign[d], levers.receipts[d], units);
    decisions.registers[row] = share(registration(members.unit[j])[members.state[j] == MemberState::lapsed]);
  }
}

void members_week(const core::Workers& workers, const MemberParameters& p, const core::Draws& draws,
                  const core::Tick& tick, const LeverLevels& levers, const Districts& districts, const Units& units,
                  const MemberChances& chances, Members& members, MemberBlocks& blocks,
                  Neighbourhoods& neighbourhoods) {
  std::fill(neighbourhoods.tasks_done.begin(), neighbourhoods.tasks_done.end(), 0u);
  const ActiveTest active(p, tick.week);
  const auto habit_rate = static_cast<std::uint32_t>(p.habit_rate * 65536 + 0.5);
  const auto habit_gain = static_cast<std::uint32_t>(p.habit_rate * kHabitSteps + 0.5);

  workers.for_each(blocks.size(), [&](std::size_t b) {
    const std::size_t d = blocks.district[b];
    const MemberClass member_class = blocks.member_class[b];
    const bool lapses = member_class != MemberClass::retired;
    const MemberChances::District& chance = chances.districts[d];
    const auto& claim = chance.claim[member_class == MemberClass::retired ? 1 : 0];
    RegistrationChance registration(p, member_class, districts.campaign[d], levers.receipts[d], units);
    BlockCounts counts;
    std::uint32_t standing_buffer[kLanes + 6], claim_buffer[kLanes + 6];
    std::uint8_t done[kLanes];

    // does a task that has been claimed; the answer is whether it was completed
    const auto do_task = [&](std::uint32_t j, bool suitable) {
      const auto word = draws.words(kTask, j, tick.week);
      ++counts.claimed;
      if (word[0] >= chances.completion[suitable]) return false;
      const std::uint32_t duration = chances.task_hours[word[1] % chances.task_hours.size()];
      ++counts.completed;
      const std::uint32_t hours = std::min(65535u, members.hours[j] + duration);
      counts.hours += hours - members.hours[j];
      members.hours[j] = static_cast<std::uint16_t>(hours);
      add(neighbourhoods.tasks_done[members.neighbourhood[j]], 1);
      return true;
    };

    for (std::uint32_t first = blocks.begin[b]; first < blocks.end[b]; first += kLanes) {
      const std::uint32_t lanes = std::min(kLanes, blocks.end[b] - first);
      const std::uint32_t* standing_word = draws.fill_words(kStanding, first, lanes, tick.week, standing_buffer);
      const std::uint32_t* claim_word = draws.fill_words(kClaim, first, lanes, tick.week, claim_buffer);
      MemberState* const state = &members.state[first];
      std::uint16_t* const habit = &members.habit[first];
      const std::int8_t* const inclination = &members.inclination[first];

      for (std::uint32_t i = 0; i < lanes; ++i) {
        done[i] = 0;
        if (state[i] == MemberState::registered) {
          const auto chance_of =
              claim[MemberChances::kClaimOffset + inclination[i] + chances.claim_steps[habit_bin(habit[i])]];
          if (claim_word[i] < chance_of.any) done[i] = do_task(first + i, claim_word[i] < chance_of.suitable);
          if (lapses && !done[i] && standing_word[i] < chance.lapse[habit_bin(habit[i])]) {
            state[i] = MemberState::lapsed;
            add(neighbourhoods.registered_members[members.neighbourhood[first + i]], ~0u);  // one fewer
          }
        } else if (standing_word[i] < registration(members.unit[first + i])[state[i] == MemberState::lapsed]) {
          state[i] = MemberState::registered;
          add(neighbourhoods.registered_members[members.neighbourhood[first + i]], 1);
        }
      }
      follow_habit(habit, done, lanes, habit_rate, habit_gain);
      counts.registered += count_registered(state, lanes);
      counts.active += count_active(&members.hours[first], &members.hours_last_year[first], lanes, active);
    }
    blocks.registered[b] = counts.registered;
    blocks.active[b] = counts.active;
    blocks.claimed[b] = counts.claimed;
    blocks.completed[b] = counts.completed;
    blocks.hours[b] = counts.hours;
  });
}

void count_members(const MemberBlocks& blocks, ClassTotals& totals) {
  for (auto* column :
       {&totals.members, &totals.registered, &totals.active, &totals.claimed, &totals.completed, &totals.hours})
    std::fill(column->begin(), column->end(), 0u);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const std::size_t row = blocks.district[b] * kMemberClasses + static_cast<std::size_t>(blocks.member_class[b]);
    totals.members[row] += blocks.end[b] - blocks.begin[b];
    totals.registered[row] += blocks.registered[b];
    totals.active[row] += blocks.active[b];
    totals.claimed[row] += blocks.claimed[b];
    totals.completed[row] += blocks.completed[b];
    totals.hours[row] += blocks.hours[b];
    totals.year_hours[row] += blocks.hours[b];
    totals.cumulative_hours[row] += blocks.hours[b];
  }
}

void feedback_to_employers(const core::Workers& workers, const MemberParameters& p, const core::Tick& tick,
                           const Members& members, Units& units) {
  constexpr std::size_t kUnitsPerBlock = 512;
  const ActiveTest active(p, tick.week);
  workers.for_blocks(units.count(), kUnitsPerBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      std::uint32_t count = 0;
      for (std::uint32_t j = units.member_begin[i]; j < units.member_end[i]; ++j)
        count += active(members.hours[j], members.hours_last_year[j]);
      const std::uint32_t all = units.member_end[i] - units.member_begin[i];
      units.active_members[i] = all == 0 ? 0 : static_cast<double>(count) / all;
    }
  });
}

void close_year(const core::Workers& workers, const MemberBlocks& blocks, Members& members, ClassTotals& totals) {
  workers.for_each(totals.members.size(), [&](std::size_t row) {
    std::vector<double> served;
    for (std::size_t b = 0; b < blocks.size(); ++b)
      if (blocks.district[b] * kMemberClasses + static_cast<std::size_t>(blocks.member_class[b]) == row)
        for (std::uint32_t j = blocks.begin[b]; j < blocks.end[b]; ++j)
          if (members.hours[j] > 0) served.push_back(members.hours[j]);
    totals.hours_gini[row] = core::gini(served);
  });
  for (std::size_t row = 0; row < totals.members.size(); ++row) {
    totals.past_hours[row] += totals.year_hours[row];
    totals.year_hours[row] = 0;
  }
  workers.for_blocks(members.count(), MemberBlocks::kRows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t j = begin; j < end; ++j) {
      members.hours_last_year[j] = static_cast<std::uint8_t>(std::min(255, members.hours[j] / kHourSteps));
      members.hours[j] = 0;
    }
  });
}

}  // namespace gongjian::model
