// What several phases of members ask: who is active, and who may register. Private to this folder.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/core/clock.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/member/members.hpp"
#include "engine/model/member/parameters.hpp"

namespace gongjian::model {

inline std::size_t habit_bin(std::uint32_t habit) { return (habit + 128) >> 8; }

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

// The chance that a member of this class registers this week, as thresholds: the same for all but those with an
// employer, to whom receipts go, and whose habit of taking part lets them work.
class RegistrationChance {
 public:
  RegistrationChance(const MemberParameters& p, MemberClass member_class, double campaign, double receipts)
      : p_(p),
        receipts_(member_class == MemberClass::in_service ? receipts : 0),
        base_(member_class == MemberClass::retired ? p.retired_registration
                                                   : p.registration + p.campaign_registration * campaign) {}
  bool depends_on_employer() const { return receipts_ > 0; }
  // {first registration, return after lapsing}
  std::array<std::uint32_t, 2> thresholds(double employer_habit) const {
    return of_effect(std::min(1.0, p_.employer_habit_effect * employer_habit));
  }
  // The first of them where nobody's is higher.
  std::uint32_t highest() const { return of_effect(1)[0]; }

 private:
  std::array<std::uint32_t, 2> of_effect(double effect) const {
    const double by_receipts = p_.receipts_without_habit + (1 - p_.receipts_without_habit) * effect;
    const double chance = base_ + p_.receipts_registration * receipts_ * by_receipts;
    return {core::to_threshold(chance), core::to_threshold(chance * p_.lapsed_return_factor)};
  }

  const MemberParameters& p_;
  double receipts_, base_;
};

}  // namespace gongjian::model
