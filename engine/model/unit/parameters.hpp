// Resident units: participation (h), reciprocity (i), habit (j), awareness (k), identity (l), formalism (m), contact
// with the community, and learning.
#pragma once

#include "engine/model/measures.hpp"
#include "engine/model/unit/kind.hpp"

namespace gongjian::model {

struct ParticipationParameters {
  static constexpr std::string_view kName = "parameters.participation";

  ByKind intercept = {-1.9, -2.4, -2.6, -2.5, -2.6, -2.5, -3.4, -2.9};    // b0
  ByKind attention_weight = {1.0, 0.9, 0.7, 0.6, 0.6, 0.7, 0.5, 0.6};     // kA
  ByKind assessment_weight = {1.0, 0.5, 0.3, 0.1, 0.2, 0, 0, 0.1};        // kB
  ByKind requirement_weight = {1.0, 0.9, 0.7, 0.6, 0.7, 0.8, 0.15, 0.3};  // kM
  double attention_effect = 3.0;                                          // bA
  double autonomy_effect = 1.2;
  double assessment_effect = 1.6;   // bB
  double requirement_effect = 1.5;  // bMd
  double reciprocity_effect = 1.5;  // bR
  double identity_effect = 2.0;     // bI
  double identity_reference = 0.35;
  double habit_effect = 1.0;  // bH
  double peer_effect = 0.8;   // bN
  double peer_reference = 0.15;
  double rank_effect = 0.30;  // bD
  double flattening = 0.7;
  double platform_flattening = 0.3;
  double district_platform_autonomy = 0.4;
  double district_platform_level = 0.5;
  double money_effect = 0.5;      // bM
  double money_asked = 0.5;       // m_ask
  double formalism_effect = 1.0;  // bF
  double branch_effect = 0.3;
  double fit_effect = 0.4;  // bFit
  double congestion = 4;    // P_cong
  double congestion_from = 0.25;
  double without_events = 0.25;
  double full_event_rate = 0.25;

  template <class V>
  void visit(V& v) {
    using core::range;
    visit_by_kind(v, "intercept", intercept, measure::logit, range(-8, 4),
                  Words{"inclination to take part without any push (h)", "没有推动时参加的倾向（h）"}, source::assumed);
    visit_by_kind(v, "attention_weight", attention_weight, measure::none, range(0, 2),
                  Words{"how much the leader's attention reaches this kind (h)", "领导重视对该类单位的影响程度（h）"},
                  source::assumed);
    visit_by_kind(v, "assessment_weight", assessment_weight, measure::none, range(0, 2),
                  Words{"how much binding assessment reaches this kind (h)", "考核约束对该类单位的影响程度（h）"},
                  source::assumed);
    visit_by_kind(
        v, "requirement_weight", requirement_weight, measure::none, range(0, 2),
        Words{"how much a superior's requirement reaches this kind (h)", "上级明确要求对该类单位的影响程度（h）"},
        source::assumed);
    v("attention_effect", attention_effect, measure::logit, range(0, 6),
      Words{"effect of the leader's attention (h)", "领导重视程度对参加的作用（h）"}, source::assumed);
    v("autonomy_effect", autonomy_effect, measure::logit, range(0, 4),
      Words{"effect of the alliance's autonomy (h)", "共建组织自主程度对参加的作用（h）"}, source::assumed);
    v("assessment_effect", assessment_effect, measure::logit, range(0, 4),
      Words{"effect of binding assessment (h)", "考核约束对参加的作用（h）"}, source::assumed);
    v("requirement_effect", requirement_effect, measure::logit, range(0, 4),
      Words{"effect of a superior's requirement (h)", "上级明确要求对参加的作用（h）"}, source::assumed);
    v("reciprocity_effect", reciprocity_effect, measure::logit, range(0, 4),
      Words{"effect of the reciprocity account (h)", "互惠对参加的作用（h）"}, source::assumed);
    v("identity_effect", identity_effect, measure::logit, range(0, 6),
      Words{"effect of identity (h)", "认同度对参加的作用（h）"}, source::assumed);
    v("identity_reference", identity_reference, measure::share, range(0, 1),
      Words{"identity at which its effect is nil (h)", "对参加的作用为零时的认同度（h）"}, source::assumed);
    v("habit_effect", habit_effect, measure::logit, range(0, 4), Words{"effect of habit (h)", "习惯对参加的作用（h）"},
      source::assumed);
    v("peer_effect", peer_effect, measure::logit, range(0, 4),
      Words{"effect of others' participation (h)", "其他单位的参与率对参加的作用（h）"}, source::assumed);
    v("peer_reference", peer_reference, measure::share, range(0, 1),
      Words{"participation at which its effect on a conditional co-operator is nil (h)",
            "对条件合作者的作用为零时其他单位的参与率（h）"},
      source::assumed);
    v("rank_effect", rank_effect, measure::logit, range(0, 2),
      Words{"loss for each rank above the platform's (h)", "行政级别每高出平台一级对参加的削弱（h）"}, source::assumed);
    v("flattening", flattening, measure::share, range(0, 1),
      Words{"part of the rank gap that full autonomy removes (h)", "完全自主消除的行政级别落差比例（h）"},
      source::assumed);
    v("platform_flattening", platform_flattening, measure::share, range(0, 1),
      Words{"part of the rank gap that a district platform removes (h)", "区级平台消除的行政级别落差比例（h）"},
      source::assumed);
    v("district_platform_autonomy", district_platform_autonomy, measure::share, range(0, 1),
      Words{"autonomy from which the platform has the district's rank (h)", "平台具有区级级别所需的自主程度（h）"},
      source::assumed);
    v("district_platform_level", district_platform_level, measure::share, range(0, 1),
      Words{"level of the lever district_platform from which it has (h)",
            "平台具有区级级别所需的杠杆 district_platform 水平（h）"},
      source::assumed);
    v("money_effect", money_effect, measure::logit, range(0, 4),
      Words{"loss from being asked for money (h)", "被要求出钱对参加的削弱（h）"}, source::assumed);
    v("money_asked", money_asked, measure::share, range(0, 1),
      Words{"how much units are asked for money (h)", "要求单位出钱的程度（h）"}, source::assumed);
    v("formalism_effect", formalism_effect, measure::logit, range(0, 4),
      Words{"loss from felt formalism (h)", "感到形式主义对参加的削弱（h）"}, source::assumed);
    v("branch_effect", branch_effect, measure::logit, range(0, 2),
      Words{"effect of branches in the subdistricts (h)", "街道分支机构对参加的作用（h）"}, source::assumed);
    v("fit_effect", fit_effect, measure::logit, range(0, 2),
      Words{"effect of fit with the unit's own business (h)", "供需契合对参加的作用（h）"}, source::assumed);
    v("congestion", congestion, measure::logit, range(0, 20),
      Words{"loss for each unit of participation above congestion_from (h)",
            "参与率超出 congestion_from 的部分对参加的削弱（h）"},
      source::assumed);
    v("congestion_from", congestion_from, measure::share, range(0, 1),
      Words{"district participation from which activities are crowded (h)", "活动开始拥挤时全区的参与率（h）"},
      source::assumed);
    v("without_events", without_events, measure::share, range(0, 1),
      Words{"part of participation that needs no district events (h)", "不依赖区级活动的参加比例（h）"},
      source::assumed);
    v("full_event_rate", full_event_rate, measure::events_per_week, range(0.05, 2),
      Words{"event rate from which there are chances enough (h)", "参加机会充足所需的活动频率（h）"}, source::assumed);
  }
};

struct ReciprocityParameters {
  static constexpr std::string_view kName = "parameters.reciprocity";

  double service_value = 0.45;
  double project_value = 0.5;
  double project_value_without_contracts = 0.5;
  double station_value = 0.35;
  double quality_value = 0.10;
  double feedback_value = 0.10;
  double cost = 0.20;
  double one_way_cost = 0.20;
  double rank_cost = 0.05;
  double learning_months = 6;
  double decay_months = 24;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("service_value", service_value, measure::none, range(0, 1),
      Words{"benefit a unit feels from fully two-way service (i)", "完全双向服务带来的获益（i）"}, source::assumed);
    v("project_value", project_value, measure::none, range(0, 1),
      Words{"benefit a unit feels from projects (i)", "共建项目带来的获益（i）"}, source::assumed);
    v("project_value_without_contracts", project_value_without_contracts, measure::share, range(0, 1),
      Words{"part of it that needs no contracts (i)", "项目获益中不依赖契约的比例（i）"}, source::assumed);
    v("station_value", station_value, measure::none, range(0, 1),
      Words{"benefit that firms and social organisations feel from a white-collar station (i)",
            "白领服务站给“两新”组织带来的获益（i）"},
      source::assumed);
    v("quality_value", quality_value, measure::none, range(0, 1),
      Words{"benefit a unit feels from good governance (i)", "良好治理带来的获益（i）"}, source::assumed);
    v("feedback_value", feedback_value, measure::none, range(0, 1),
      Words{"benefit an employer feels from recognition of its members (i)", "党员受表彰给所在单位带来的获益（i）"},
      source::assumed);
    v("cost", cost, measure::none, range(0, 1), Words{"cost of taking part (i)", "参加的成本（i）"}, source::assumed);
    v("one_way_cost", one_way_cost, measure::none, range(0, 1),
      Words{"further cost where service is one-way (i)", "单向服务时参加增加的成本（i）"}, source::assumed);
    v("rank_cost", rank_cost, measure::none, range(0, 1),
      Words{"further cost for each rank above the platform's (i)", "行政级别每高出平台一级参加增加的成本（i）"},
      source::assumed);
    v("learning_months", learning_months, measure::none, range(1, 60),
      Words{"months over which experience enters the account (i)", "经历计入得失账的月数（i）"}, source::assumed);
    v("decay_months", decay_months, measure::none, range(1, 240),
      Words{"months over which the account fades without participation (i)", "不参加时得失账淡忘的月数（i）"},
      source::assumed);
  }
};

struct HabitParameters {
  static constexpr std::string_view kName = "parameters.habit";

  double months = 9;

  template <class V>
  void visit(V& v) {
    v("months", months, measure::none, core::range(1, 60),
      Words{"months over which habit forms (j)", "习惯养成的月数（j）"}, source::assumed);
  }
};

struct AwarenessParameters {
  static constexpr std::string_view kName = "parameters.awareness";

  double spontaneous = 0.0005;
  double publicity_effect = 0.010;
  double contact_effect = 0.006;
  double forgetting = 0.0012;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("spontaneous", spontaneous, measure::per_week, range(0, 0.05),
      Words{"rate of becoming aware without publicity or contact (k)", "没有宣传和接触时的知晓速率（k）"},
      source::assumed);
    v("publicity_effect", publicity_effect, measure::per_week, range(0, 0.1),
      Words{"rate that full publicity adds (k)", "充分宣传增加的知晓速率（k）"}, source::assumed);
    v("contact_effect", contact_effect, measure::per_week, range(0, 0.1),
      Words{"rate that contact with participants adds (k)", "接触参加单位增加的知晓速率（k）"}, source::assumed);
    v("forgetting", forgetting, measure::per_week, range(0, 0.05),
      Words{"rate of forgetting while not taking part (k)", "不参加时的淡忘速率（k）"}, source::assumed);
  }
};

struct IdentityParameters {
  static constexpr std::string_view kName = "parameters.identity";

  double neighbours = 0.03;
  double anchor = 0.02;
  double training_effect = 0.010;
  double service_effect = 0.012;
  double station_effect = 0.015;
  double requirement_effect = 0.006;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("neighbours", neighbours, measure::per_month, range(0, 0.3),
      Words{"pull of the subdistrict's mean identity (l)", "受街道（镇）平均认同度影响的程度（l）"}, source::assumed);
    v("anchor", anchor, measure::per_month, range(0, 0.3),
      Words{"pull of the unit's own first identity (l)", "保持单位起始认同度的程度（l）"}, source::assumed);
    v("training_effect", training_effect, measure::per_month, range(0, 0.1),
      Words{"rise from full training (l)", "充分培训带来的认同度上升（l）"}, source::assumed);
    v("service_effect", service_effect, measure::per_month, range(0, 0.1),
      Words{"rise from taking part under two-way service (l)", "双向服务下参加带来的认同度上升（l）"}, source::assumed);
    v("station_effect", station_effect, measure::per_month, range(0, 0.1),
      Words{"rise in firms and social organisations whose staff a white-collar station serves (l)",
            "职工得到白领服务站服务的“两新”组织的认同度上升（l）"},
      source::assumed);
    v("requirement_effect", requirement_effect, measure::per_month, range(0, 0.1),
      Words{"loss from a full superior requirement without contracts (l)",
            "上级完全硬规定且没有契约时的认同度下降（l）"},
      source::assumed);
  }
};

struct FormalismParameters {
  static constexpr std::string_view kName = "parameters.formalism";

  double project_substance = 1.2;
  double service_substance = 0.5;
  double basic_substance = 0.15;
  double without_requirement = 0.5;
  double months = 12;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("project_substance", project_substance, measure::none, range(0, 4),
      Words{"substance that projects give to participation (m)", "项目赋予参与的实质内容（m）"}, source::assumed);
    v("service_substance", service_substance, measure::none, range(0, 2),
      Words{"substance that two-way service gives (m)", "双向服务赋予参与的实质内容（m）"}, source::assumed);
    v("basic_substance", basic_substance, measure::share, range(0, 1),
      Words{"substance without either (m)", "项目和双向服务都没有时参与的实质内容（m）"}, source::assumed);
    v("without_requirement", without_requirement, measure::share, range(0, 1),
      Words{"felt formalism of empty participation without a superior requirement (m)",
            "没有上级明确要求时空洞参与的形式主义感（m）"},
      source::assumed);
    v("months", months, measure::none, range(1, 60),
      Words{"months over which formalism is felt (m)", "形式主义感的形成月数（m）"}, source::assumed);
  }
};

// Registration of units with the community, and keeping contact with it ("double registration").
struct ContactParameters {
  static constexpr std::string_view kName = "parameters.contact";

  double registration = 0.0006;
  double campaign_registration = 0.05;
  double receipts_registration = 0.03;
  double intercept = -2.2;
  double habit_effect = 2;
  double campaign_effect = 6;
  double receipts_effect = 1.5;
  double contracts_effect = 1.5;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("registration", registration, measure::per_week, range(0, 0.5),
      Words{"rate at which units register with the community (row 7)", "单位到社区报到的速率（第 7 条）"},
      source::assumed);
    v("campaign_registration", campaign_registration, measure::per_week, range(0, 0.5),
      Words{"rate that a campaign of strength 1 adds (row 7)", "强度为 1 的集中动员增加的报到速率（第 7 条）"},
      source::assumed);
    v("receipts_registration", receipts_registration, measure::per_week, range(0, 0.5),
      Words{"rate that receipts add (row 7)", "报到回执增加的报到速率（第 7 条）"}, source::assumed);
    v("intercept", intercept, measure::logit, range(-8, 4),
      Words{"inclination of a registered unit to keep contact this month (row 7)",
            "已报到单位本月保持联系的倾向（第 7 条）"},
      source::assumed);
    v("habit_effect", habit_effect, measure::logit, range(0, 6),
      Words{"effect of its habit of taking part (row 7)", "参加习惯对保持联系的作用（第 7 条）"}, source::assumed);
    v("campaign_effect", campaign_effect, measure::logit, range(0, 20),
      Words{"effect of a campaign of strength 1 (row 7)", "强度为 1 的集中动员对保持联系的作用（第 7 条）"},
      source::assumed);
    v("receipts_effect", receipts_effect, measure::logit, range(0, 6),
      Words{"effect of receipts (row 7)", "报到回执对保持联系的作用（第 7 条）"}, source::assumed);
    v("contracts_effect", contracts_effect, measure::logit, range(0, 6),
      Words{"effect of contracts (row 7)", "契约化共建对保持联系的作用（第 7 条）"}, source::assumed);
  }
};

// How units decide: by their utility, with habit and reciprocity as memory; or as Bush-Mosteller learners with an
// aspiration (Macy & Flache 2002).
struct LearningParameters {
  static constexpr std::string_view kName = "parameters.learning";

  bool bush_mosteller = false;
  double rate = 0.2;
  double aspiration_rate = 0.02;
  double tremble = 0.01;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("bush_mosteller", bush_mosteller, measure::none, range(0, 1),
      Words{"whether units learn by stimulus alone instead of weighing utilities (theory 6)",
            "单位是否只按所得刺激学习，而不权衡效用（理论 6）"},
      source::assumed);
    v("rate", rate, measure::none, range(0, 1),
      Words{"how far one experience moves the propensity to take part (theory 6)",
            "一次经历改变参加倾向的程度（理论 6）"},
      source::assumed);
    v("aspiration_rate", aspiration_rate, measure::none, range(0, 1),
      Words{"how far it moves what is expected (theory 6)", "一次经历改变期望水平的程度（理论 6）"}, source::assumed);
    v("tremble", tremble, measure::share, range(0, 1),
      Words{"chance of deciding by the toss of a coin (theory 6)", "随机作出决定的概率（理论 6）"}, source::assumed);
  }
};

}  // namespace gongjian::model
