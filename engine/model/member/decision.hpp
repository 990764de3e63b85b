// What a member's week is decided by (r), for those who ask.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/column.hpp"
#include "engine/model/attention/districts.hpp"
#include "engine/model/levers.hpp"
#include "engine/model/member/members.hpp"
#include "engine/model/member/parameters.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// One row for each member that is asked about, in the order of asking; empty where nobody asks. Not state.
struct MemberDecisions {
  static constexpr std::string_view kName = "member_decisions";

  std::vector<std::uint32_t> asked;  // rows of members

  core::Column<std::uint32_t> member;
  core::Column<MemberState> before;
  core::Column<double> intercept, inclination, habit, recognition, retired, campaign;  // of claiming a task, in logits
  core::Column<double> suitable;                                                       // that the task suits, in logits
  core::Column<double> suits;                                                          // chance of it
  core::Column<double> claims;      // chance of claiming a task, where registered
  core::Column<double> completion;  // chance of completing one that suits
  core::Column<double> lapses;      // chance of lapsing without a task, where registered
  core::Column<double> registers;   // chance of registering, where not

  template <class V>
  void visit(V& v) {
    v("member", member, measure::none, "row of the member");
    v("before", before, measure::none, "state before the week: 0 unregistered, 1 registered, 2 lapsed");
    v("intercept", intercept, measure::logit, "inclination of all to claim a task");
    v("inclination", inclination, measure::logit, "the member's own inclination");
    v("habit", habit, measure::logit, "habit of doing tasks");
    v("recognition", recognition, measure::logit, "recognition and feedback to the employer");
    v("retired", retired, measure::logit, "being retired");
    v("campaign", campaign, measure::logit, "a mobilisation campaign");
    v("suitable", suitable, measure::logit, "a task that suits");
    v("suits", suits, measure::share, "chance that a task suits");
    v("claims", claims, measure::share, "chance of claiming a task this week, where registered");
    v("completion", completion, measure::share, "chance of completing a task that suits");
    v("lapses", lapses, measure::share, "chance of lapsing in a week without a task, where registered");
    v("registers", registers, measure::share, "chance of registering this week, where not registered");
  }
};

}  // namespace gongjian::model
