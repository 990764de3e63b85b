// One tick is one week. These are its phases, in order; each reads what the earlier ones have written.
// What a phase reads and writes is in its signature; `gongjian schedule` prints it.
#include "engine/model/tick.hpp"

#include "engine/model/alliance/phases.hpp"
#include "engine/model/attention/phases.hpp"
#include "engine/model/committee/phases.hpp"
#include "engine/model/member/phases.hpp"
#include "engine/model/observe.hpp"
#include "engine/model/project/phases.hpp"
#include "engine/model/service/phases.hpp"
#include "engine/model/unit/phases.hpp"

namespace gongjian::model {

const core::Schedule<World>& schedule() {
  using core::kMonthly, core::kNewYear, core::kQuarterly, core::kWeekly, core::kYearEnd, core::phase;
  static const core::Schedule<World> phases = {
      // policy and events
      phase<World>("levers", kWeekly,
                   {"the policy sets what of the levers is carried out", "政策方案确定各杠杆的落实程度"}, &set_levers),
      phase<World>("events", kWeekly,
                   {"leaders are moved, campaigns run, grants are cut, needs surge",
                    "主要领导调整、集中动员、削减拨款、需求激增"},
                   &happen),
      phase<World>("mergers", kWeekly, {"a district absorbs another", "一区并入另一区"}, &merge_districts),

      // the new year
      phase<World>("budgets", kNewYear, {"funds and spare resources are filled anew", "补足共建经费和可用于共建的资源"},
                   &budgets),
      phase<World>("seats", kNewYear,
                   {"part-time seats on working committees are given anew", "重新产生党工委兼职委员"}, &select_seats),

      // the district's leader
      phase<World>("turnover", kWeekly,
                   {"leaders leave by chance and take personal ties along", "主要领导按概率调整，带走人情维系"},
                   &turnover),
      phase<World>("attention", kWeekly, {"attention drifts around the leader's mean", "领导重视程度围绕其均值波动"},
                   &attention),

      // the alliance
      phase<World>(
          "founding", kWeekly,
          {"unfounded districts found an alliance, from above or below", "尚无共建组织的区自上而下或自下而上建立"},
          &founding),
      phase<World>("autonomy", kWeekly, {"alliances register and gain autonomy", "共建组织登记，自主程度提高"},
                   &autonomy),
      phase<World>(
          "events held", kWeekly,
          {"push, autonomy and own initiative set the rhythm of events", "推动、自主程度和自发参与决定活动频率"},
          &events_held),
      phase<World>(
          "cash-flow", kWeekly,
          {"grant, dues and fees come in, staff and events are paid", "收取拨款、会费和服务收入，支付人员和活动费用"},
          &cash_flow),
      phase<World>("activity", kWeekly,
                   {"the activity index moves; alliances stall and restart", "更新活跃度；共建组织停摆或恢复运转"},
                   &activity),
      phase<World>("dissolution", kWeekly,
                   {"registered alliances without money and members are dissolved", "无经费又缺成员的登记社团解散"},
                   &dissolution),

      // members where they live
      phase<World>("member chances", kWeekly,
                   {"levers and campaign set the week's chances", "杠杆和集中动员确定党员本周的各项概率"},
                   &member_chances),
      phase<World>("member explanations", kWeekly,
                   {"for those who ask: what members' weeks are decided by", "供查询：党员本周决定的构成"},
                   &explain_members),
      phase<World>("members", kWeekly,
                   {"members register, lapse, claim and do tasks", "党员报到、中断、认领和完成服务项目"},
                   &members_week),
      phase<World>("member counts", kWeekly, {"members are counted by district and class", "按区和类别统计党员"},
                   &count_members),
      phase<World>("feedback", kMonthly,
                   {"employers learn how many of their members are active", "所在单位得知本单位党员的活跃情况"},
                   &feedback_to_employers),

      // services
      phase<World>("contact points", kMonthly,
                   {"neighbourhoods have contact points, or have not", "确定居民区是否设联系点"}, &contact_points),
      phase<World>("residents", kWeekly,
                   {"residents' needs arise and are served, or wait", "居民需求产生，得到回应或积压"}, &residents_week),
      phase<World>("stations", kWeekly,
                   {"service centres and white-collar stations serve who comes", "党员服务中心和白领服务站接待来访者"},
                   &stations_week),

      // projects under way
      phase<World>("projects", kWeekly,
                   {"projects are paid for, make progress, fail, or are completed and land",
                    "项目付费、推进、失败，或完成并落地"},
                   &projects_week),

      // working committees and their lines
      phase<World>("meetings", kMonthly, {"the working committee meets", "党工委召开会议"}, &meetings),
      phase<World>("outreach", kMonthly,
                   {"the comprehensive committee contacts firms and social organisations", "综合党委联系“两新”组织"},
                   &outreach),

      // resident units
      phase<World>("contact", kMonthly,
                   {"units register with the community and keep contact", "单位到社区报到并保持联系"}, &contact),
      phase<World>("unit explanations", kMonthly,
                   {"for those who ask: what units' decisions are made of", "供查询：单位决定的构成"},
                   &explain_decisions),
      phase<World>("participation", kMonthly, {"units decide whether to take part", "单位决定是否参加"},
                   &participation),
      phase<World>("reciprocity", kMonthly, {"units weigh what they get against what they give", "单位权衡所得与付出"},
                   &reciprocity),
      phase<World>("learning", kMonthly,
                   {"where units learn by stimulus alone, propensities move", "只按所得刺激学习的单位调整参加倾向"},
                   &learn),
      phase<World>("habit", kMonthly, {"habit follows participation", "习惯随参加情况变化"}, &habit),
      phase<World>("awareness", kMonthly, {"units learn of co-building, or forget it", "单位知晓或淡忘共建"},
                   &awareness),
      phase<World>("identity", kMonthly,
                   {"identity moves with neighbours, training and service", "认同度随邻近单位、培训和服务变化"},
                   &identity),
      phase<World>("formalism", kMonthly,
                   {"participation without substance is felt as formalism", "没有实质内容的参与使人感到形式主义"},
                   &formalism),
      phase<World>("tally", kMonthly,
                   {"units are counted by kind, subdistrict and district", "按类别、街道（镇）和区统计单位"}, &tally),
      phase<World>("theme campaigns", kMonthly,
                   {"member units join the district's key project, or do not", "成员单位决定是否加入全区重点项目"},
                   &theme_campaigns),

      // new projects
      phase<World>("project benefit", kQuarterly,
                   {"units feel what the quarter's projects have brought", "单位感受本季度项目带来的获益"},
                   &project_benefit),
      phase<World>("poll", kQuarterly, {"units make needs and offers known", "单位提出需求和可提供的服务"}, &poll),
      phase<World>("matching", kQuarterly,
                   {"needs meet offers, nearby and then across the district", "供需对接，先就近，再全区"}, &match),
      phase<World>(
          "new projects", kQuarterly,
          {"agreements with funds and somebody to coordinate become projects", "有经费、有人协调的协议成为项目"},
          &start_projects),

      // the year's end, and what can be seen
      phase<World>(
          "assessment", kYearEnd,
          {"units are assessed, by the community too where that binds", "单位接受年终考核，有考核约束时听取社区意见"},
          &assess),
      phase<World>("inequality", kYearEnd,
                   {"how unequally projects' value is spread over units", "计算项目价值在单位间的不均程度"},
                   &value_inequality),
      phase<World>("policy cost", kWeekly, {"what the levers cost is added up", "累计政策成本"}, &policy_costs),
      phase<World>("close year", kYearEnd, {"the hours of the year become last year's", "本年服务时长结转为上年"},
                   &close_year),
      phase<World>("observe", kWeekly, {"the week's outputs are written to the frame", "写出本周各项输出"}, &observe),
  };
  return phases;
}

}  // namespace gongjian::model
