// Resident units: one row a unit, stored by subdistrict.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/core/column.hpp"
#include "engine/core/fixed.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/unit/kind.hpp"
#include "engine/model/unit/resource.hpp"

namespace gongjian::model {

// How a unit answers to what others do (Fischbacher, Gaechter & Fehr 2001).
enum class Cooperator : std::uint8_t { conditional, free_rider, hump_shaped, unconditional };

struct Units {
  static constexpr std::string_view kName = "units";
  static inline const core::Text kText{"a resident unit", "一个驻区单位"};

  core::Column<std::uint32_t> draw_id;  // the entity in all of its random draws
  core::Column<Kind> kind;
  core::Column<NeighbourhoodId> neighbourhood;
  core::Column<std::uint8_t> rank;  // 0..5
  core::Column<Cooperator> cooperator;
  core::Column<std::uint32_t> size;  // employees
  core::Column<std::uint32_t> member_begin;
  core::Column<std::uint32_t> member_end;
  core::Column<double> intercept;         // eps
  core::Column<double> initial_identity;  // c0
  core::Column<double> threshold;         // share of others from which it joins a campaign
  core::Column<std::uint8_t> needs;       // mask of Resource
  core::Column<std::uint8_t> offers;

  core::Column<std::uint8_t> aware;         // a
  core::Column<std::uint8_t> participates;  // x of this month
  core::Column<std::int16_t> last_month;    // latest month of taking part; -1 before the first
  core::Column<double> identity;            // c
  core::Column<double> reciprocity;         // v
  core::Column<double> net_benefit;         // B - C of this month, 0 without taking part
  core::Column<double> habit;               // h
  core::Column<double> formalism;           // f
  core::Column<double> active_members;      // share of its members that are active
  core::Column<double> fit;                 // how far its needs have been met
  core::Column<std::uint8_t> registered;    // with the community
  core::Column<std::uint8_t> contact;       // with the community, this month
  core::Column<std::uint8_t> seat;          // on the working committee
  core::Column<std::uint16_t> months_attended;
  core::Column<std::uint8_t> months_this_year;
  core::Column<double> assessment;    // score of the latest year
  core::Column<double> slack;         // spare resources left this year
  core::Column<Resource> asked_for;   // need made known this quarter
  core::Column<Resource> offered;     // offer made known this quarter
  core::Column<std::uint8_t> joined;  // the running theme campaign
  core::Column<core::Fixed> project_value;
  core::Column<double> propensity;  // of the Bush-Mosteller learner
  core::Column<double> aspiration;

  std::size_t count() const { return kind.size(); }

  template <class V>
  void visit(V& v) {
    v("draw_id", draw_id, measure::none, Words{"number under which it draws", "随机抽取所用的编号"});
    v("kind", kind, measure::none, Words{"kind of unit, 0 to 7 as in the kind axis", "单位类别，0 至 7，同类别维度"});
    v("neighbourhood", neighbourhood, measure::none, Words{"neighbourhood where it is located", "所在居民区"});
    v("rank", rank, measure::none, Words{"administrative rank, 0 to 5", "行政级别，0 至 5"});
    v("cooperator", cooperator, measure::none,
      Words{"0 conditional, 1 free rider, 2 hump-shaped, 3 unconditional",
            "合作类型：0 条件合作者，1 搭便车者，2 驼峰型合作者，3 无条件合作者"});
    v("size", size, measure::count, Words{"employees", "职工数"});
    v("member_begin", member_begin, measure::none, Words{"first of its members", "第一名党员"});
    v("member_end", member_end, measure::none, Words{"one past the last of its members", "最后一名党员的下一名"});
    v("intercept", intercept, measure::logit, Words{"own inclination to take part", "参加的自身倾向"});
    v("initial_identity", initial_identity, measure::share, Words{"identity at the start", "起始认同度"});
    v("threshold", threshold, measure::share,
      Words{"share of others from which it joins a theme campaign", "加入主题实践活动的阈值（已加入单位占比）"});
    v("needs", needs, measure::none, Words{"types it needs, bit t for type t", "需要的类型，第 t 位对应类型 t"});
    v("offers", offers, measure::none,
      Words{"types it can offer, bit t for type t", "可提供的类型，第 t 位对应类型 t"});
    v("aware", aware, measure::none, Words{"whether it knows of co-building", "是否知晓共建"});
    v("participates", participates, measure::none, Words{"whether it took part this month", "本月是否参加"});
    v("last_month", last_month, measure::count,
      Words{"month in which it last took part; -1 before the first", "最近一次参加的月份；从未参加为 -1"});
    v("identity", identity, measure::share, Words{"identification with the community", "对社区的认同度"});
    v("reciprocity", reciprocity, measure::none,
      Words{"account of what it gets and gives, -1 to 1", "互惠（得失账），-1 至 1"});
    v("net_benefit", net_benefit, measure::none,
      Words{"benefit less cost of this month, 0 where it did not take part", "本月净获益，未参加为 0"});
    v("habit", habit, measure::share, Words{"habit of taking part", "参加的习惯"});
    v("formalism", formalism, measure::share, Words{"felt formalism", "感到的形式主义"});
    v("active_members", active_members, measure::share, Words{"share of its members that are active", "活跃党员占比"});
    v("fit", fit, measure::share,
      Words{"how far its needs have been met by co-building", "供需契合：需求通过共建得到满足的程度"});
    v("registered", registered, measure::none,
      Words{"whether it is registered with the community", "是否已到社区报到"});
    v("contact", contact, measure::none,
      Words{"whether it kept contact with the community this month", "本月是否与社区保持联系"});
    v("seat", seat, measure::none,
      Words{"whether it has a part-time seat on the working committee", "是否有党工委兼职委员席位"});
    v("months_attended", months_attended, measure::count,
      Words{"months in which it has taken part so far", "累计参加月数"});
    v("months_this_year", months_this_year, measure::count,
      Words{"months of this year in which it took part", "本年参加月数"});
    v("assessment", assessment, measure::share,
      Words{"score of the latest year-end assessment", "最近一次年终考核得分"});
    v("slack", slack, measure::money, Words{"spare resources that are left this year", "本年剩余的可用于共建的资源"});
    v("asked_for", asked_for, measure::none,
      Words{"type of need made known this quarter; 255 for none", "本季度提出的需求类型；无则为 255"});
    v("offered", offered, measure::none,
      Words{"type of offer made known this quarter; 255 for none", "本季度可提供的服务类型；无则为 255"});
    v("joined", joined, measure::none,
      Words{"whether it has joined the running theme campaign", "是否已加入进行中的主题实践活动"});
    v("project_value", project_value, measure::money,
      Words{"its share of the value of completed projects so far", "在累计完成项目价值中所占的份额"});
    v("propensity", propensity, measure::share,
      Words{"propensity of the Bush-Mosteller learner to take part", "Bush-Mosteller 学习者的参加倾向"});
    v("aspiration", aspiration, measure::none,
      Words{"what the Bush-Mosteller learner expects", "Bush-Mosteller 学习者的期望水平"});
  }
};

// Sorts rows of units by the numbers under which they draw, so that their order in the table does not matter.
inline void sort_by_draw_id(const Units& units, std::vector<std::uint32_t>& rows) {
  std::sort(rows.begin(), rows.end(),
            [&](std::uint32_t a, std::uint32_t b) { return units.draw_id[a] < units.draw_id[b]; });
}

// Counts and sums over the units of a district and kind; row = district * 8 + kind.
struct KindTotals {
  static constexpr std::string_view kName = "kind_totals";
  static inline const core::Text kText{"the units of one kind in a district", "一个区（县）某一类别的驻区单位合计"};

  core::Column<std::uint32_t> units;
  core::Column<std::uint32_t> aware;
  core::Column<std::uint32_t> participants;
  core::Column<std::uint32_t> registered;
  core::Column<std::uint32_t> in_contact;
  core::Column<core::Fixed> identity;
  core::Column<core::Fixed> reciprocity;
  core::Column<core::Fixed> habit;
  core::Column<core::Fixed> participants_reciprocity;
  core::Column<core::Fixed> participants_formalism;

  template <class V>
  void visit(V& v) {
    v("units", units, measure::count, Words{"units", "单位数"});
    v("aware", aware, measure::count, Words{"units that know of co-building", "知晓共建的单位"});
    v("participants", participants, measure::count, Words{"units that took part in the last month", "上月参加的单位"});
    v("registered", registered, measure::count, Words{"units registered with the community", "已报到单位"});
    v("in_contact", in_contact, measure::count,
      Words{"units that kept contact with it in the last month", "上月保持联系的单位"});
    v("identity", identity, measure::none, Words{"sum of identity", "认同度之和"});
    v("reciprocity", reciprocity, measure::none, Words{"sum of reciprocity", "互惠之和"});
    v("habit", habit, measure::none, Words{"sum of habit", "习惯之和"});
    v("participants_reciprocity", participants_reciprocity, measure::none,
      Words{"sum of reciprocity over those that took part", "参加单位的互惠之和"});
    v("participants_formalism", participants_formalism, measure::none,
      Words{"sum of felt formalism over those that took part", "参加单位的形式主义感之和"});
  }
};

}  // namespace gongjian::model
