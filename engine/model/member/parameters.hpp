// Members where they live: registering, claiming tasks, habit (r).
#pragma once

#include "engine/model/measures.hpp"

namespace gongjian::model {

struct MemberParameters {
  static constexpr std::string_view kName = "parameters.members";

  double retired_registration = 0.003;
  double registration = 0.0006;
  double campaign_registration = 0.05;
  double receipts_registration = 0.03;
  double receipts_without_habit = 0.4;
  double employer_habit_effect = 3;
  double lapsed_return_factor = 0.5;
  double lapse = 0.006;
  double lapse_habit = 3;
  double lapse_recognition = 1;
  double lapse_receipts = 2;
  double claim_intercept = -4.7;
  double claim_habit = 2.2;
  double claim_match = 1.0;
  double claim_recognition = 0.8;
  double claim_retired = 1.4;
  double claim_campaign = 2.2;
  double match = 0.25;
  double match_skill_base = 0.55;
  double completion = 0.75;
  double completion_match = 0.2;
  double task_hours = 3;
  double task_hours_log_sd = 0;
  double habit_rate = 0.04;
  double active_hours = 6;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("retired_registration", retired_registration, measure::per_week, range(0, 0.5),
      "rate at which retired members register where they live (r)", source::assumed);
    v("registration", registration, measure::per_week, range(0, 0.5), "the same for others, without any push (r)",
      source::assumed);
    v("campaign_registration", campaign_registration, measure::per_week, range(0, 0.5),
      "rate that a campaign of strength 1 adds (r)", source::assumed);
    v("receipts_registration", receipts_registration, measure::per_week, range(0, 0.5),
      "rate that receipts add where the employer takes part (r)", source::assumed);
    v("receipts_without_habit", receipts_without_habit, measure::share, range(0, 1),
      "part of it that needs no habit of the employer (r)", source::assumed);
    v("employer_habit_effect", employer_habit_effect, measure::none, range(0, 10),
      "how fast the rest rises with the employer's habit (r)", source::assumed);
    v("lapsed_return_factor", lapsed_return_factor, measure::share, range(0, 1),
      "rate at which lapsed members return, against first registration (r)", source::assumed);
    v("lapse", lapse, measure::per_week, range(0, 0.5),
      "rate at which a registered member without habit lapses in a week without a task; the retired do not (r)",
      source::assumed);
    v("lapse_habit", lapse_habit, measure::none, range(0, 10), "how much habit holds members back from lapsing (r)",
      source::assumed);
    v("lapse_recognition", lapse_recognition, measure::none, range(0, 5), "how much recognition does (r)",
      source::assumed);
    v("lapse_receipts", lapse_receipts, measure::none, range(0, 5), "how much receipts do (r)", source::assumed);
    v("claim_intercept", claim_intercept, measure::logit, range(-10, 2), "inclination to claim a task this week (r)",
      source::assumed);
    v("claim_habit", claim_habit, measure::logit, range(0, 4), "effect of habit on claiming (r)", source::assumed);
    v("claim_match", claim_match, measure::logit, range(0, 3), "effect of a task that suits (r)", source::assumed);
    v("claim_recognition", claim_recognition, measure::logit, range(0, 4), "effect of recognition (r)",
      source::assumed);
    v("claim_retired", claim_retired, measure::logit, range(-2, 4), "effect of being retired (r)", source::assumed);
    v("claim_campaign", claim_campaign, measure::logit, range(0, 6), "effect of a campaign of strength 1 (r)",
      source::assumed);
    v("match", match, measure::share, range(0, 1), "chance that a task suits without a skill base (r)",
      source::assumed);
    v("match_skill_base", match_skill_base, measure::share, range(0, 1), "chance that a skill base adds (r)",
      source::assumed);
    v("completion", completion, measure::share, range(0, 1), "chance that a claimed task is done (r)", source::assumed);
    v("completion_match", completion_match, measure::share, range(0, 1), "chance that a suitable task adds (r)",
      source::assumed);
    v("task_hours", task_hours, measure::hour, range(0.25, 40), "median hours of a task (r)", source::assumed);
    v("task_hours_log_sd", task_hours_log_sd, measure::none, range(0, 2),
      "spread of the logarithm of a task's hours (r)", source::assumed);
    v("habit_rate", habit_rate, measure::per_week, range(0.001, 0.5), "speed at which habit follows what is done (r)",
      source::assumed);
    v("active_hours", active_hours, measure::hour, range(0.25, 200),
      "hours in a year from which a member counts as active (r)", source::assumed);
  }
};

}  // namespace gongjian::model
