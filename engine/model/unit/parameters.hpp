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
                  "inclination to take part without any push (h)", source::assumed);
    visit_by_kind(v, "attention_weight", attention_weight, measure::none, range(0, 2),
                  "how much the leader's attention reaches this kind (h)", source::assumed);
    visit_by_kind(v, "assessment_weight", assessment_weight, measure::none, range(0, 2),
                  "how much binding assessment reaches this kind (h)", source::assumed);
    visit_by_kind(v, "requirement_weight", requirement_weight, measure::none, range(0, 2),
                  "how much a superior's requirement reaches this kind (h)", source::assumed);
    v("attention_effect", attention_effect, measure::logit, range(0, 6), "effect of the leader's attention (h)",
      source::assumed);
    v("autonomy_effect", autonomy_effect, measure::logit, range(0, 4), "effect of the alliance's autonomy (h)",
      source::assumed);
    v("assessment_effect", assessment_effect, measure::logit, range(0, 4), "effect of binding assessment (h)",
      source::assumed);
    v("requirement_effect", requirement_effect, measure::logit, range(0, 4), "effect of a superior's requirement (h)",
      source::assumed);
    v("reciprocity_effect", reciprocity_effect, measure::logit, range(0, 4), "effect of the reciprocity account (h)",
      source::assumed);
    v("identity_effect", identity_effect, measure::logit, range(0, 6), "effect of identity (h)", source::assumed);
    v("identity_reference", identity_reference, measure::share, range(0, 1), "identity at which its effect is nil (h)",
      source::assumed);
    v("habit_effect", habit_effect, measure::logit, range(0, 4), "effect of habit (h)", source::assumed);
    v("peer_effect", peer_effect, measure::logit, range(0, 4), "effect of others' participation (h)", source::assumed);
    v("peer_reference", peer_reference, measure::share, range(0, 1),
      "participation at which its effect on a conditional co-operator is nil (h)", source::assumed);
    v("rank_effect", rank_effect, measure::logit, range(0, 2), "loss for each rank above the platform's (h)",
      source::assumed);
    v("flattening", flattening, measure::share, range(0, 1), "part of the rank gap that full autonomy removes (h)",
      source::assumed);
    v("platform_flattening", platform_flattening, measure::share, range(0, 1),
      "part of the rank gap that a district platform removes (h)", source::assumed);
    v("district_platform_autonomy", district_platform_autonomy, measure::share, range(0, 1),
      "autonomy from which the platform has the district's rank (h)", source::assumed);
    v("district_platform_level", district_platform_level, measure::share, range(0, 1),
      "level of the lever district_platform from which it has (h)", source::assumed);
    v("money_effect", money_effect, measure::logit, range(0, 4), "loss from being asked for money (h)",
      source::assumed);
    v("money_asked", money_asked, measure::share, range(0, 1), "how much units are asked for money (h)",
      source::assumed);
    v("formalism_effect", formalism_effect, measure::logit, range(0, 4), "loss from felt formalism (h)",
      source::assumed);
    v("branch_effect", branch_effect, measure::logit, range(0, 2), "effect of branches in the subdistricts (h)",
      source::assumed);
    v("fit_effect", fit_effect, measure::logit, range(0, 2), "effect of fit with the unit's own business (h)",
      source::assumed);
    v("congestion", congestion, measure::logit, range(0, 20),
      "loss for each unit of participation above congestion_from (h)", source::assumed);
    v("congestion_from", congestion_from, measure::share, range(0, 1),
      "district participation from which activities are crowded (h)", source::assumed);
    v("without_events", without_events, measure::share, range(0, 1),
      "part of participation that needs no district events (h)", source::assumed);
    v("full_event_rate", full_event_rate, measure::events_per_week, range(0.05, 2),
      "event rate from which there are chances enough (h)", source::assumed);
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
    v("service_value", service_value, measure::none, range(0, 1), "benefit a unit feels from fully two-way service (i)",
      source::assumed);
    v("project_value", project_value, measure::none, range(0, 1), "benefit a unit feels from projects (i)",
      source::assumed);
    v("project_value_without_contracts", project_value_without_contracts, measure::share, range(0, 1),
      "part of it that needs no contracts (i)", source::assumed);
    v("station_value", station_value, measure::none, range(0, 1),
      "benefit that firms and social organisations feel from a white-collar station (i)", source::assumed);
    v("quality_value", quality_value, measure::none, range(0, 1), "benefit a unit feels from good governance (i)",
      source::assumed);
    v("feedback_value", feedback_value, measure::none, range(0, 1),
      "benefit an employer feels from recognition of its members (i)", source::assumed);
    v("cost", cost, measure::none, range(0, 1), "cost of taking part (i)", source::assumed);
    v("one_way_cost", one_way_cost, measure::none, range(0, 1), "further cost where service is one-way (i)",
      source::assumed);
    v("rank_cost", rank_cost, measure::none, range(0, 1), "further cost for each rank above the platform's (i)",
      source::assumed);
    v("learning_months", learning_months, measure::none, range(1, 60),
      "months over which experience enters the account (i)", source::assumed);
    v("decay_months", decay_months, measure::none, range(1, 240),
      "months over which the account fades without participation (i)", source::assumed);
  }
};

struct HabitParameters {
  static constexpr std::string_view kName = "parameters.habit";

  double months = 9;

  template <class V>
  void visit(V& v) {
    v("months", months, measure::none, core::range(1, 60), "months over which habit forms (j)", source::assumed);
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
      "rate of becoming aware without publicity or contact (k)", source::assumed);
    v("publicity_effect", publicity_effect, measure::per_week, range(0, 0.1), "rate that full publicity adds (k)",
      source::assumed);
    v("contact_effect", contact_effect, measure::per_week, range(0, 0.1),
      "rate that contact with participants adds (k)", source::assumed);
    v("forgetting", forgetting, measure::per_week, range(0, 0.05), "rate of forgetting while not taking part (k)",
      source::assumed);
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
    v("neighbours", neighbours, measure::per_month, range(0, 0.3), "pull of the subdistrict's mean identity (l)",
      source::assumed);
    v("anchor", anchor, measure::per_month, range(0, 0.3), "pull of the unit's own first identity (l)",
      source::assumed);
    v("training_effect", training_effect, measure::per_month, range(0, 0.1), "rise from full training (l)",
      source::assumed);
    v("service_effect", service_effect, measure::per_month, range(0, 0.1),
      "rise from taking part under two-way service (l)", source::assumed);
    v("station_effect", station_effect, measure::per_month, range(0, 0.1),
      "rise in firms and social organisations whose staff a white-collar station serves (l)", source::assumed);
    v("requirement_effect", requirement_effect, measure::per_month, range(0, 0.1),
      "loss from a full superior requirement without contracts (l)", source::assumed);
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
      "substance that projects give to participation (m)", source::assumed);
    v("service_substance", service_substance, measure::none, range(0, 2), "substance that two-way service gives (m)",
      source::assumed);
    v("basic_substance", basic_substance, measure::share, range(0, 1), "substance without either (m)", source::assumed);
    v("without_requirement", without_requirement, measure::share, range(0, 1),
      "felt formalism of empty participation without a superior requirement (m)", source::assumed);
    v("months", months, measure::none, range(1, 60), "months over which formalism is felt (m)", source::assumed);
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
      "rate at which units register with the community (row 7)", source::assumed);
    v("campaign_registration", campaign_registration, measure::per_week, range(0, 0.5),
      "rate that a campaign of strength 1 adds (row 7)", source::assumed);
    v("receipts_registration", receipts_registration, measure::per_week, range(0, 0.5),
      "rate that receipts add (row 7)", source::assumed);
    v("intercept", intercept, measure::logit, range(-8, 4),
      "inclination of a registered unit to keep contact this month (row 7)", source::assumed);
    v("habit_effect", habit_effect, measure::logit, range(0, 6), "effect of its habit of taking part (row 7)",
      source::assumed);
    v("campaign_effect", campaign_effect, measure::logit, range(0, 20), "effect of a campaign of strength 1 (row 7)",
      source::assumed);
    v("receipts_effect", receipts_effect, measure::logit, range(0, 6), "effect of receipts (row 7)", source::assumed);
    v("contracts_effect", contracts_effect, measure::logit, range(0, 6), "effect of contracts (row 7)",
      source::assumed);
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
      "whether units learn by stimulus alone instead of weighing utilities (theory 6)", source::assumed);
    v("rate", rate, measure::none, range(0, 1), "how far one experience moves the propensity to take part (theory 6)",
      source::assumed);
    v("aspiration_rate", aspiration_rate, measure::none, range(0, 1), "how far it moves what is expected (theory 6)",
      source::assumed);
    v("tremble", tremble, measure::share, range(0, 1), "chance of deciding by the toss of a coin (theory 6)",
      source::assumed);
  }
};

}  // namespace gongjian::model
