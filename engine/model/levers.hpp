// Policy levers: what a policy can set, from 0 (today) to 1 (in full), by district and week.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/column.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

// The levels of all levers this week, one row a district.
struct LeverLevels {
  static constexpr std::string_view kName = "levers";

  core::Column<double> two_way;               // L_two
  core::Column<double> registration;          // L_corp
  core::Column<double> elected_head;          // elected
  core::Column<double> standing_staff;        // staff_ok
  core::Column<double> own_income;            // L_selfrev
  core::Column<double> publicity;             // L_pub
  core::Column<double> training;              // L_train
  core::Column<double> superior_requirement;  // L_mand
  core::Column<double> binding_assessment;    // w_B
  core::Column<double> receipts;              // L_rcpt
  core::Column<double> skill_base;            // L_info
  core::Column<double> recognition;           // L_recog

  // v(name, column, unit, label in both languages, what it does in both languages)
  template <class V>
  void visit(V& v) {
    using core::Text;
    v("two_way", two_way, measure::share, Text{"two-way service", "双向服务"},
      Text{"the alliance serves its units as they serve the community: reciprocity rises, money is asked for less",
           "共建组织也为驻区单位服务:互惠上升,少要钱"});
    v("registration", registration, measure::share, Text{"registration as a legal person", "法人登记"},
      Text{"the alliance may register as an association; autonomy then depends on elected head, staff and own income",
           "共建组织可登记为社团法人;自主程度取决于选举负责人、专职人员和自身收入"});
    v("elected_head", elected_head, measure::share, Text{"elected head", "选举产生负责人"},
      Text{"a registered alliance elects its head", "登记后的共建组织选举产生负责人"});
    v("standing_staff", standing_staff, measure::share, Text{"standing office, full-time staff", "常设机构、专职人员"},
      Text{"a registered alliance has a standing office with full-time staff", "登记后的共建组织设常设机构和专职人员"});
    v("own_income", own_income, measure::share, Text{"own income", "自身收入"},
      Text{"a registered alliance earns by service and replaces the grant",
           "登记后的共建组织以服务取得收入,逐步替代财政拨款"});
    v("publicity", publicity, measure::share, Text{"publicity", "宣传"},
      Text{"more units know of co-building: awareness spreads faster", "更多单位知晓共建:知晓度传播加快"});
    v("training", training, measure::share, Text{"training", "培训"},
      Text{"units come to identify with the community: identity rises", "单位的共同体认同度上升"});
    v("superior_requirement", superior_requirement, measure::share, Text{"superior requirement", "上级明确要求"},
      Text{"superiors require their units to take part: participation and formalism rise, identity falls",
           "上级对所属单位提出硬规定:参与和形式主义上升,认同度下降"});
    v("binding_assessment", binding_assessment, measure::share, Text{"binding assessment", "考核约束"},
      Text{"the community's opinion counts in agencies' year-end assessment, awards and promotion",
           "街道意见计入垂直管理部门的年终考核、评先评优和提拔任用"});
    v("receipts", receipts, measure::share, Text{"registration receipts", "报到回执"},
      Text{"members hand their employer a receipt of registering where they live", "在职党员向单位交回社区报到回执"});
    v("skill_base", skill_base, measure::share, Text{"skill base", "特长信息库"},
      Text{"tasks are matched to members' skills", "按党员特长安排服务项目"});
    v("recognition", recognition, measure::share, Text{"recognition and feedback", "表彰与反馈"},
      Text{"active members are commended and their employer hears of it", "表彰活跃党员并反馈所在单位"});
  }
};

// The districts that a lever or event reaches: 1 where it does, one entry a district; empty means all.
using DistrictMask = std::vector<std::uint8_t>;

// One setting of a lever in a scenario.
struct LeverSetting {
  std::size_t lever = 0;  // position in the field list of LeverLevels
  double value = 1;
  int start = 0;  // first week
  int end = -1;   // first week without it; -1: to the end of the run
  int ramp = 0;   // weeks over which it rises to its value
  DistrictMask districts;

  // The level in week `week` in district d.
  double level(int week, std::size_t d) const;
};

// All settings of a run. Where several settings of one lever hold at once, the highest counts.
struct Policy {
  static constexpr std::string_view kName = "policy";
  std::vector<LeverSetting> settings;
};

// Levers with no level in any district yet.
LeverLevels no_levers(std::size_t districts);

// Sets the levels of this week from the policy.
void set_levers(const Policy&, const core::Tick&, LeverLevels&);

}  // namespace gongjian::model
