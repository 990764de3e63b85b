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
      Words{"rate at which retired members register where they live (r)", "离退休党员到居住地报到的速率（r）"},
      source::assumed);
    v("registration", registration, measure::per_week, range(0, 0.5),
      Words{"the same for others, without any push (r)", "其他党员在无推动时报到的速率（r）"}, source::assumed);
    v("campaign_registration", campaign_registration, measure::per_week, range(0, 0.5),
      Words{"rate that a campaign of strength 1 adds (r)", "强度为 1 的集中动员增加的报到速率（r）"}, source::assumed);
    v("receipts_registration", receipts_registration, measure::per_week, range(0, 0.5),
      Words{"rate that receipts add where the employer takes part (r)",
            "所在单位参加共建时报到回执增加的报到速率（r）"},
      source::assumed);
    v("receipts_without_habit", receipts_without_habit, measure::share, range(0, 1),
      Words{"part of it that needs no habit of the employer (r)", "报到回执的作用中不依赖所在单位习惯的比例（r）"},
      source::assumed);
    v("employer_habit_effect", employer_habit_effect, measure::none, range(0, 10),
      Words{"how fast the rest rises with the employer's habit (r)", "报到回执的作用随所在单位习惯上升的快慢（r）"},
      source::assumed);
    v("lapsed_return_factor", lapsed_return_factor, measure::share, range(0, 1),
      Words{"rate at which lapsed members return, against first registration (r)",
            "中断党员再次报到的速率，相对于首次报到（r）"},
      source::assumed);
    v("lapse", lapse, measure::per_week, range(0, 0.5),
      Words{"rate at which a registered member without habit lapses in a week without a task; the retired do not (r)",
            "无习惯的已报到党员在未认领服务项目的一周中断的速率；离退休党员不中断（r）"},
      source::assumed);
    v("lapse_habit", lapse_habit, measure::none, range(0, 10),
      Words{"how much habit holds members back from lapsing (r)", "习惯抑制中断的程度（r）"}, source::assumed);
    v("lapse_recognition", lapse_recognition, measure::none, range(0, 5),
      Words{"how much recognition does (r)", "表彰抑制中断的程度（r）"}, source::assumed);
    v("lapse_receipts", lapse_receipts, measure::none, range(0, 5),
      Words{"how much receipts do (r)", "报到回执抑制中断的程度（r）"}, source::assumed);
    v("claim_intercept", claim_intercept, measure::logit, range(-10, 2),
      Words{"inclination to claim a task this week (r)", "本周认领服务项目的倾向（r）"}, source::assumed);
    v("claim_habit", claim_habit, measure::logit, range(0, 4),
      Words{"effect of habit on claiming (r)", "习惯对认领的作用（r）"}, source::assumed);
    v("claim_match", claim_match, measure::logit, range(0, 3),
      Words{"effect of a task that suits (r)", "服务项目合适对认领的作用（r）"}, source::assumed);
    v("claim_recognition", claim_recognition, measure::logit, range(0, 4),
      Words{"effect of recognition (r)", "表彰对认领的作用（r）"}, source::assumed);
    v("claim_retired", claim_retired, measure::logit, range(-2, 4),
      Words{"effect of being retired (r)", "离退休对认领的作用（r）"}, source::assumed);
    v("claim_campaign", claim_campaign, measure::logit, range(0, 6),
      Words{"effect of a campaign of strength 1 (r)", "强度为 1 的集中动员对认领的作用（r）"}, source::assumed);
    v("match", match, measure::share, range(0, 1),
      Words{"chance that a task suits without a skill base (r)", "没有特长信息库时服务项目合适的概率（r）"},
      source::assumed);
    v("match_skill_base", match_skill_base, measure::share, range(0, 1),
      Words{"chance that a skill base adds (r)", "特长信息库增加的合适概率（r）"}, source::assumed);
    v("completion", completion, measure::share, range(0, 1),
      Words{"chance that a claimed task is done (r)", "认领的服务项目完成的概率（r）"}, source::assumed);
    v("completion_match", completion_match, measure::share, range(0, 1),
      Words{"chance that a suitable task adds (r)", "服务项目合适时增加的完成概率（r）"}, source::assumed);
    v("task_hours", task_hours, measure::hour, range(0.25, 40),
      Words{"median hours of a task (r)", "一个服务项目的时长中位数（r）"}, source::assumed);
    v("task_hours_log_sd", task_hours_log_sd, measure::none, range(0, 2),
      Words{"spread of the logarithm of a task's hours (r)", "服务项目时长对数的标准差（r）"}, source::assumed);
    v("habit_rate", habit_rate, measure::per_week, range(0.001, 0.5),
      Words{"speed at which habit follows what is done (r)", "习惯跟随行为的速度（r）"}, source::assumed);
    v("active_hours", active_hours, measure::hour, range(0.25, 200),
      Words{"hours in a year from which a member counts as active (r)", "一年服务满多少小时视为活跃党员（r）"},
      source::assumed);
  }
};

}  // namespace gongjian::model
