// Working committees and their three lines: seats and meetings (n), assessment (u, v), outreach.
#pragma once

#include "engine/model/measures.hpp"
#include "engine/model/unit/kind.hpp"

namespace gongjian::model {

struct CommitteeParameters {
  static constexpr std::string_view kName = "parameters.committee";

  double full_time_seats = 9;
  double least_part_time_seats = 3;
  double most_part_time_seats = 15;
  ByKind selection_weight = {8, 2, 2, 2, 2, 2, 0.3, 0.3};  // b_sel
  ByKind diverse_weight = {2, 2, 2, 2, 2, 2, 0.6, 1};
  double agenda_items = 10;
  double internal_share = 0.7;  // omega
  double relevance_rate = 0.15;
  double attendance_intercept = 0.3;
  double attendance_relevance = 3;
  double relevance_reference = 0.5;
  double attendance_attention = 0.8;
  double least_quality = 0.3;
  double office = 0.05;  // phi_R without the lever

  // phi_R: how far the residential committee has an office of its own.
  double office_with(double lever) const { return office + (1 - office) * lever; }

  template <class V>
  void visit(V& v) {
    using core::range;
    v("full_time_seats", full_time_seats, measure::count, range(1, 30), "full-time seats of a working committee (n)",
      source::assumed);
    v("least_part_time_seats", least_part_time_seats, measure::count, range(0, 30),
      "part-time seats without the lever part_time_seats (n)", source::article);
    v("most_part_time_seats", most_part_time_seats, measure::count, range(0, 60),
      "part-time seats with the lever in full (n)", source::assumed);
    visit_by_kind(v, "selection_weight", selection_weight, measure::none, range(0, 100),
                  "weight with which units of this kind are chosen for a seat (n)", source::article);
    visit_by_kind(v, "diverse_weight", diverse_weight, measure::none, range(0, 100),
                  "the same with diverse seats in full (n)", source::assumed);
    v("agenda_items", agenda_items, measure::count, range(1, 100), "items on a month's agenda (n)", source::assumed);
    v("internal_share", internal_share, measure::share, range(0, 1),
      "chance that an item is an internal matter of the subdistrict (n)", source::assumed);
    v("relevance_rate", relevance_rate, measure::per_month, range(0.01, 1),
      "speed at which they learn how relevant meetings are (n)", source::assumed);
    v("attendance_intercept", attendance_intercept, measure::logit, range(-5, 5),
      "inclination of part-time members to come (n)", source::assumed);
    v("attendance_relevance", attendance_relevance, measure::logit, range(0, 10), "effect of relevance on coming (n)",
      source::assumed);
    v("relevance_reference", relevance_reference, measure::share, range(0, 1),
      "relevance at which its effect is nil (n)", source::assumed);
    v("attendance_attention", attendance_attention, measure::logit, range(0, 5),
      "effect of the leader's attention on coming (n)", source::assumed);
    v("least_quality", least_quality, measure::share, range(0, 1),
      "quality of governance with nobody from outside, or nobody who represents (n)", source::assumed);
    v("office", office, measure::share, range(0, 1),
      "how far residential committees have an office without the lever residential_office (q)", source::article);
  }
};

struct AssessmentParameters {
  static constexpr std::string_view kName = "parameters.assessment";

  double precision = 0.7;
  double measured_gain = 0.5;
  double unmeasured_loss = 0.25;
  double quality_counted = 0;

  // What the quantified assessment of the comprehensive committee leaves of what it does not count (u).
  double unmeasured_quality(double lever) const { return 1 - unmeasured_loss * lever * (1 - quality_counted); }

  template <class V>
  void visit(V& v) {
    using core::range;
    v("precision", precision, measure::share, range(0, 1),
      "part of a year-end rating that is service, the rest being chance (v)", source::assumed);
    v("measured_gain", measured_gain, measure::share, range(0, 2),
      "rise of counted output under full quantified assessment (u)", source::assumed);
    v("unmeasured_loss", unmeasured_loss, measure::share, range(0, 1), "loss of quality that is not counted (u)",
      source::assumed);
    v("quality_counted", quality_counted, measure::share, range(0, 1),
      "how far quality is part of the quantified assessment (u)", source::assumed);
  }
};

struct OutreachParameters {
  static constexpr std::string_view kName = "parameters.outreach";

  double contacts_per_server = 2.5;
  double overlap = 0.3;
  double awareness_effect = 0.02;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("contacts_per_server", contacts_per_server, measure::per_month, range(0, 50),
      "contacts that one server of the centre makes with firms and social organisations (row 5)", source::assumed);
    v("overlap", overlap, measure::share, range(0, 1),
      "share of contacts with units that the organisation department looks after already (row 23)", source::assumed);
    v("awareness_effect", awareness_effect, measure::share, range(0, 1),
      "chance that a contact of use makes an unaware unit aware (row 5)", source::assumed);
  }
};

}  // namespace gongjian::model
