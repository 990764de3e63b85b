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
    v("full_time_seats", full_time_seats, measure::count, range(1, 30),
      Words{"full-time seats of a working committee (n)", "党工委专职委员席位（n）"}, source::assumed);
    v("least_part_time_seats", least_part_time_seats, measure::count, range(0, 30),
      Words{"part-time seats without the lever part_time_seats (n)", "未用杠杆 part_time_seats 时的兼职委员席位（n）"},
      source::article);
    v("most_part_time_seats", most_part_time_seats, measure::count, range(0, 60),
      Words{"part-time seats with the lever in full (n)", "杠杆 part_time_seats 完全到位时的兼职委员席位（n）"},
      source::assumed);
    visit_by_kind(
        v, "selection_weight", selection_weight, measure::none, range(0, 100),
        Words{"weight with which units of this kind are chosen for a seat (n)", "该类单位入选兼职委员的权重（n）"},
        source::article);
    visit_by_kind(v, "diverse_weight", diverse_weight, measure::none, range(0, 100),
                  Words{"the same with diverse seats in full (n)", "席位多样性完全到位时该类单位入选的权重（n）"},
                  source::assumed);
    v("agenda_items", agenda_items, measure::count, range(1, 100),
      Words{"items on a month's agenda (n)", "每月会议议题数（n）"}, source::assumed);
    v("internal_share", internal_share, measure::share, range(0, 1),
      Words{"chance that an item is an internal matter of the subdistrict (n)", "议题属于街道内部议题的概率（n）"},
      source::assumed);
    v("relevance_rate", relevance_rate, measure::per_month, range(0.01, 1),
      Words{"speed at which they learn how relevant meetings are (n)", "兼职委员了解会议相关程度的速度（n）"},
      source::assumed);
    v("attendance_intercept", attendance_intercept, measure::logit, range(-5, 5),
      Words{"inclination of part-time members to come (n)", "兼职委员到会的倾向（n）"}, source::assumed);
    v("attendance_relevance", attendance_relevance, measure::logit, range(0, 10),
      Words{"effect of relevance on coming (n)", "会议相关程度对到会的作用（n）"}, source::assumed);
    v("relevance_reference", relevance_reference, measure::share, range(0, 1),
      Words{"relevance at which its effect is nil (n)", "对到会的作用为零时的会议相关程度（n）"}, source::assumed);
    v("attendance_attention", attendance_attention, measure::logit, range(0, 5),
      Words{"effect of the leader's attention on coming (n)", "领导重视程度对到会的作用（n）"}, source::assumed);
    v("least_quality", least_quality, measure::share, range(0, 1),
      Words{"quality of governance with nobody from outside, or nobody who represents (n)",
            "没有外部委员或毫无代表性时的治理质量（n）"},
      source::assumed);
    v("office", office, measure::share, range(0, 1),
      Words{"how far residential committees have an office without the lever residential_office (q)",
            "未用杠杆 residential_office 时居民区党委的实体化程度（q）"},
      source::article);
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
      Words{"part of a year-end rating that is service, the rest being chance (v)",
            "年终考核得分中服务所占的部分，其余为偶然（v）"},
      source::assumed);
    v("measured_gain", measured_gain, measure::share, range(0, 2),
      Words{"rise of counted output under full quantified assessment (u)", "完全量化考核下已考核工作量的增幅（u）"},
      source::assumed);
    v("unmeasured_loss", unmeasured_loss, measure::share, range(0, 1),
      Words{"loss of quality that is not counted (u)", "未考核的服务质量的损失（u）"}, source::assumed);
    v("quality_counted", quality_counted, measure::share, range(0, 1),
      Words{"how far quality is part of the quantified assessment (u)", "质量纳入量化考核的程度（u）"},
      source::assumed);
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
      Words{"contacts that one server of the centre makes with firms and social organisations (row 5)",
            "党员服务中心一名服务人员联系“两新”组织的次数（第 5 条）"},
      source::assumed);
    v("overlap", overlap, measure::share, range(0, 1),
      Words{"share of contacts with units that the organisation department looks after already (row 23)",
            "与组织部门已联系单位交叉重复的比例（第 23 条）"},
      source::assumed);
    v("awareness_effect", awareness_effect, measure::share, range(0, 1),
      Words{"chance that a contact of use makes an unaware unit aware (row 5)",
            "一次有效联系使不知晓的单位知晓共建的概率（第 5 条）"},
      source::assumed);
  }
};

}  // namespace gongjian::model
