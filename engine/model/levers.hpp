// Policy levers: what a policy can set, from 0 (today) to 1 (in full), by district and week.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/column.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// The levels of all levers this week, one row a district: what of them is carried out (w), not what is on paper.
struct LeverLevels {
  static constexpr std::string_view kName = "levers";
  static inline const core::Text kText{"the levels of all levers in a district", "一个区（县）各项政策杠杆的水平"};

  core::Column<double> publicity;             // L_pub
  core::Column<double> training;              // L_train
  core::Column<double> superior_requirement;  // L_mand
  core::Column<double> part_time_seats;       // L_seats
  core::Column<double> seat_diversity;        // divers
  core::Column<double> split_meetings;        // L_split
  core::Column<double> binding_assessment;    // w_B
  core::Column<double> committee_assessment;  // L_kpi
  core::Column<double> service_centre;        // L_centre
  core::Column<double> residential_office;    // L_resid
  core::Column<double> branches;              // L_branch
  core::Column<double> contact_points;        // L_point
  core::Column<double> registration;          // L_corp
  core::Column<double> elected_head;          // elected
  core::Column<double> standing_staff;        // staff_ok
  core::Column<double> own_income;            // L_selfrev
  core::Column<double> two_way;               // L_two
  core::Column<double> white_collar_station;  // L_wc
  core::Column<double> needs_polling;         // L_poll
  core::Column<double> project_itemisation;   // L_proj
  core::Column<double> contracts;             // L_contract
  core::Column<double> theme_projects;        // L_theme
  core::Column<double> receipts;              // L_rcpt
  core::Column<double> skill_base;            // L_info
  core::Column<double> recognition;           // L_recog
  core::Column<double> district_platform;     // L_dist
  core::Column<double> execution;             // L_exec

  // v(name, column, unit, label in both languages, what it does in both languages)
  template <class V>
  void visit(V& v) {
    v("publicity", publicity, measure::share, Words{"publicity", "宣传"},
      Words{"more units know of co-building: awareness spreads faster", "更多单位知晓共建：知晓度传播加快"});
    v("training", training, measure::share, Words{"training", "培训"},
      Words{"units come to identify with the community: identity rises", "单位的共同体认同度上升"});
    v("superior_requirement", superior_requirement, measure::share, Words{"superior requirement", "上级明确要求"},
      Words{"superiors require their units to take part: participation and formalism rise, identity falls",
            "上级对所属单位提出硬规定：参与和形式主义上升，认同度下降"});
    v("part_time_seats", part_time_seats, measure::share, Words{"part-time seats", "兼职委员席位"},
      Words{"working committees take in more part-time members from resident units, up to 15 instead of 3",
            "党工委增加驻区单位兼职委员，由3名增至最多15名"});
    v("seat_diversity", seat_diversity, measure::share, Words{"diverse seats", "席位多样性"},
      Words{"part-time members come from all kinds of units, not from agencies above all",
            "兼职委员来自各类单位，而不再以机关为主"});
    v("split_meetings", split_meetings, measure::share, Words{"split meetings", "分类开会"},
      Words{"part-time members are called only where the community is discussed, not for personnel matters",
            "涉及街道内部事务只召集专职委员，涉及社区发展才请兼职委员"});
    v("binding_assessment", binding_assessment, measure::share, Words{"binding assessment", "考核约束"},
      Words{"the administrative group's opinion counts in agencies' year-end assessment, awards and promotion",
            "行政党组的意见计入垂直管理部门的年终考核、评先评优和提拔任用"});
    v("committee_assessment", committee_assessment, measure::share,
      Words{"quantified assessment of the comprehensive committee", "综合党委工作量化考核"},
      Words{"the comprehensive committee is assessed by numbers: more contacts and services, and less of what is not "
            "counted",
            "综合党委工作量化考核：联系和服务增多，未考核的内容变差"});
    v("service_centre", service_centre, measure::share, Words{"service centre", "党员服务中心拓展"},
      Words{"the subdistrict's service centre has more servers", "街道党员服务中心扩大服务力量"});
    v("residential_office", residential_office, measure::share,
      Words{"residential committee with an office", "居民区党委实体化"},
      Words{"the residential committee becomes a real office: projects are completed, needs are served",
            "居民区党委实体化运作：项目更易完成，居民需求更多得到回应"});
    v("branches", branches, measure::share, Words{"branches", "分支机构"},
      Words{
          "subdistricts have branches of the district's alliance: units are met nearby, district events lead to local "
          "projects",
          "街道设区级共建组织的分支机构：就近对接，区级活动转化为本地项目"});
    v("contact_points", contact_points, measure::share, Words{"contact points", "联系点"},
      Words{"neighbourhoods have contact points, where projects land", "居民区设联系点，项目得以落地"});
    v("registration", registration, measure::share, Words{"registration as a legal person", "法人登记"},
      Words{"the alliance may register as an association; autonomy then depends on elected head, staff and own income",
            "共建组织可登记为社团法人；自主程度取决于选举负责人、专职人员和自身收入"});
    v("elected_head", elected_head, measure::share, Words{"elected head", "选举产生负责人"},
      Words{"a registered alliance elects its head", "登记后的共建组织选举产生负责人"});
    v("standing_staff", standing_staff, measure::share, Words{"standing office, full-time staff", "常设机构、专职人员"},
      Words{"a registered alliance has a standing office with full-time staff",
            "登记后的共建组织设常设机构和专职人员"});
    v("own_income", own_income, measure::share, Words{"own income", "自身收入"},
      Words{"a registered alliance earns by service and projects and replaces the grant",
            "登记后的共建组织以服务和项目取得收入，逐步替代财政拨款"});
    v("two_way", two_way, measure::share, Words{"two-way service", "双向服务"},
      Words{"the alliance serves its units as they serve the community: reciprocity rises, money is asked for less",
            "共建组织也为驻区单位服务：互惠上升，少要钱"});
    v("white_collar_station", white_collar_station, measure::share, Words{"white-collar station", "白领服务站"},
      Words{"the staff of firms and social organisations is served: they identify with the community and give back",
            "为“两新”组织的白领提供服务：认同上升，反哺社区"});
    v("needs_polling", needs_polling, measure::share, Words{"polling of needs", "征询排摸"},
      Words{"needs and offers are asked for by questionnaires and meetings: more of them become known",
            "通过征询表和协调会排摸需求和可提供的服务：更多供需被知晓"});
    v("project_itemisation", project_itemisation, measure::share, Words{"project-based progress", "项目化推进"},
      Words{"co-building is cut into projects that can be managed: more start, more are completed",
            "共建细化为可操作的项目：启动更多，完成更多"});
    v("contracts", contracts, measure::share, Words{"contracts", "契约化共建"},
      Words{"projects have an agreement with plan, timetable, persons in charge, funds and criteria",
            "签订共建协议，明确计划、时间表、负责人、经费和评估标准"});
    v("theme_projects", theme_projects, measure::share,
      Words{"theme campaigns and key projects", "主题实践活动和重点项目"},
      Words{"once a year the district mobilises all for one key project", "每年围绕一个重点项目动员各成员单位"});
    v("receipts", receipts, measure::share, Words{"registration receipts", "报到回执"},
      Words{"members hand their employer a receipt of registering where they live", "在职党员向单位交回社区报到回执"});
    v("skill_base", skill_base, measure::share, Words{"skill base", "特长信息库"},
      Words{"tasks are matched to members' skills", "按党员特长安排服务项目"});
    v("recognition", recognition, measure::share, Words{"recognition and feedback", "表彰与反馈"},
      Words{"active members are commended and their employer hears of it", "表彰活跃党员并反馈所在单位"});
    v("district_platform", district_platform, measure::share, Words{"district platform", "区级平台"},
      Words{"needs and offers are matched across the district, and rank matters less",
            "供需在全区对接，行政级别的差别减弱"});
    v("execution", execution, measure::share, Words{"execution", "制度执行"},
      Words{"what is decided is carried out: the other levers work in full, and sooner",
            "制度执行到位：其他政策杠杆更快、更充分地发挥作用"});
  }
};

// How far what is decided is carried out (w).
struct ExecutionParameters {
  static constexpr std::string_view kName = "parameters.execution";

  double at_first = 0.5;
  double in_the_end = 1;
  double months = 12;

  template <class V>
  void visit(V& v) {
    using core::range;
    v("at_first", at_first, measure::share, range(0, 1),
      Words{"part of a lever that is carried out when it starts (w)", "杠杆启用时落实的比例（w）"}, source::assumed);
    v("in_the_end", in_the_end, measure::share, range(0, 1),
      Words{"part of it that is carried out in the end (w)", "杠杆最终落实的比例（w）"}, source::assumed);
    v("months", months, measure::none, range(0, 120), Words{"months until then (w)", "达到最终落实比例所需的月数（w）"},
      source::assumed);
  }
};

// The districts that a lever or event reaches: 1 where it does, one entry a district; empty means all.
using DistrictMask = std::vector<std::uint8_t>;

// One setting of a lever in a scenario.
struct LeverSetting {
  std::size_t lever = 0;  // position in the field list of LeverLevels
  double value = 1;
  int start = 0;  // first week
  int since =
      0;  // week from which on it is being carried out: `start`, or before, where it takes a higher level's place
  int end = -1;  // first week without it; -1: to the end of the run
  int ramp = 0;  // weeks over which it rises to its value
  DistrictMask districts;

  // The level on paper in week `week` in district d.
  double level(int week, std::size_t d) const;
};

// All settings of a run. Where several settings of one lever hold at once, the highest counts.
struct Policy {
  static constexpr std::string_view kName = "policy";
  std::vector<LeverSetting> settings;

  // The level of a lever on paper in week `week` in district d.
  double level(std::size_t lever, int week, std::size_t d) const;
};

// Levers with no level in any district yet.
LeverLevels no_levers(std::size_t districts);

// Sets the levels of this week: of each setting what is carried out, x L with x = a + (b - a) min(1, months on /
// months), a and b the parts at first and in the end, months on counted from `since`; the lever `execution` lifts both
// towards 1 (w).
void set_levers(const Policy&, const ExecutionParameters&, const core::Tick&, LeverLevels&);

}  // namespace gongjian::model
