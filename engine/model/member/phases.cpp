#include "engine/model/member/phases.hpp"

#include <algorithm>

#include "engine/core/check.hpp"
#include "engine/core/math.hpp"
#include "engine/model/member/chances.hpp"

namespace gongjian::model {
namespace {

double bin_habit(int bin) { return bin / 256.0; }

double completion_of_suitable(const MemberParameters& p) { return std::min(1.0, p.completion + p.completion_match); }

// e^-z of the logits z that inclination and habit add, [claim_index].
const std::array<double, MemberChances::kClaimBins>& inverse_odds_by_index() {
  static const auto all = [] {
    std::array<double, MemberChances::kClaimBins> odds{};
    for (int i = 0; i < MemberChances::kClaimBins; ++i)
      odds[i] = core::exp(-static_cast<double>(i - MemberChances::kClaimOffset) / kInclinationSteps);
    return odds;
  }();
  return all;
}

}  // namespace

void member_chances(const MemberParameters& p, const LeverLevels& levers, const Districts& districts,
                    MemberChances& chances) {
  if (chances.districts.empty()) {  // what parameters alone decide
    chances.districts.resize(districts.size());
    chances.habit_scale = static_cast<std::uint16_t>(p.claim_habit * kInclinationSteps * 64 + 0.5);
    for (std::size_t i = 0; i < chances.task_hours.size(); ++i) {
      const double z =
          core::normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(chances.task_hours.size()));
      const double hours = p.task_hours * core::exp(p.task_hours_log_sd * z);
      chances.task_hours[i] = static_cast<std::uint16_t>(core::clip(hours * kHourSteps + 0.5, 1, 8000));
    }
  }
  const double completion_suitable = completion_of_suitable(p);
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
      const auto& by_index = inverse_odds_by_index();
      for (int retired = 0; retired < 2; ++retired) {
        // logistic(z) = 1 / (1 + e^-z), and e^-z is what is common to all times what the index gives
        const double common = core::exp(-(claim_logit + p.claim_retired * retired)),
                     common_suitable = common * core::exp(-p.claim_match);
        for (int i = 0; i <= MemberChances::claim_index(127, kHabitSteps, chances.habit_scale); ++i) {
          const double suitable = match / (1 + common_suitable * by_index[i]);
          const double other = (1 - match) / (1 + common * by_index[i]);
          MemberChances::Claim& claim = district.claim[retired][i];
          claim = {core::to_threshold(suitable + other),
                   core::to_threshold(suitable * completion_suitable + other * p.completion)};
          district.leading_claim[retired][i] =
              static_cast<std::uint16_t>(claim.claims >> 24 | claim.completes >> 24 << 8);
        }
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
    const std::uint16_t index =
        MemberChances::claim_index(members.inclination[j], members.habit[j], chances.habit_scale);
    decisions.habit[row] =
        static_cast<double>(index - MemberChances::kClaimOffset - members.inclination[j]) / kInclinationSteps;
    decisions.recognition[row] = p.claim_recognition * levers.recognition[d];
    decisions.retired[row] = retired ? p.claim_retired : 0;
    decisions.campaign[row] = p.claim_campaign * districts.campaign[d];
    decisions.suitable[row] = p.claim_match;
    decisions.suits[row] = chance.match;
    decisions.claims[row] = share(chance.claim[retired][index].claims);
    decisions.completion[row] = completion_of_suitable(p);
    decisions.lapses[row] = retired ? 0 : share(chance.lapse[habit_bin(members.habit[j])]);
    const RegistrationChance registration(p, members.member_class[j], districts.campaign[d], levers.receipts[d]);
    const double employer_habit = registration.depends_on_employer() ? units.habit[members.unit[j]] : 0;
    decisions.registers[row] = share(registration.thresholds(employer_habit)[members.state[j] == MemberState::lapsed]);
  }
}

void count_members(const core::Workers& workers, const MemberBlocks& blocks, ClassTotals& totals,
                   Neighbourhoods& neighbourhoods) {
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
  // by neighbourhood, not by district: a member may live in another district than the employer's
  constexpr std::size_t kHomes = 512;
  workers.for_blocks(neighbourhoods.size(), kHomes, [&](std::size_t begin, std::size_t end) {
    std::uint32_t* const tasks_done = neighbourhoods.tasks_done.data();
    std::fill(tasks_done + begin, tasks_done + end, 0u);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const std::size_t first = blocks.first_home[b], last = std::min<std::size_t>(end, first + blocks.homes[b]);
      const std::uint32_t* const counts = blocks.tasks_done.data() + blocks.first_count[b];
      for (std::size_t n = std::max(begin, first); n < last; ++n) tasks_done[n] += counts[n - first];
    }
  });
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
    std::vector<std::uint32_t> members_by_hours(1);
    for (std::size_t b = 0; b < blocks.size(); ++b)
      if (blocks.district[b] * kMemberClasses + static_cast<std::size_t>(blocks.member_class[b]) == row)
        for (std::uint32_t j = blocks.begin[b]; j < blocks.end[b]; ++j) {
          if (members.hours[j] >= members_by_hours.size()) members_by_hours.resize(members.hours[j] + 1);
          ++members_by_hours[members.hours[j]];
        }
    members_by_hours[0] = 0;  // among those who served
    totals.hours_gini[row] = core::gini_of_counts(members_by_hours);
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
