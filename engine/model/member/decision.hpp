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
    v("member", member, measure::none, Words{"row of the member", "党员所在行"});
    v("before", before, measure::none,
      Words{"state before the week: 0 unregistered, 1 registered, 2 lapsed",
            "本周之前的状态：0 未报到，1 已报到，2 中断"});
    v("intercept", intercept, measure::logit,
      Words{"inclination of all to claim a task", "党员认领服务项目的一般倾向"});
    v("inclination", inclination, measure::logit, Words{"the member's own inclination", "该党员的自身倾向"});
    v("habit", habit, measure::logit, Words{"habit of doing tasks", "参加服务的习惯"});
    v("recognition", recognition, measure::logit,
      Words{"recognition and feedback to the employer", "表彰与反馈所在单位"});
    v("retired", retired, measure::logit, Words{"being retired", "离退休"});
    v("campaign", campaign, measure::logit, Words{"a mobilisation campaign", "集中动员"});
    v("suitable", suitable, measure::logit, Words{"a task that suits", "服务项目合适"});
    v("suits", suits, measure::share, Words{"chance that a task suits", "服务项目合适的概率"});
    v("claims", claims, measure::share,
      Words{"chance of claiming a task this week, where registered", "已报到者本周认领服务项目的概率"});
    v("completion", completion, measure::share,
      Words{"chance of completing a task that suits", "完成合适的服务项目的概率"});
    v("lapses", lapses, measure::share,
      Words{"chance of lapsing in a week without a task, where registered",
            "已报到者在未认领服务项目的一周中断的概率"});
    v("registers", registers, measure::share,
      Words{"chance of registering this week, where not registered", "未报到者本周报到的概率"});
  }
};

}  // namespace gongjian::model
