// Where needs and offers meet and projects begin: one row a subdistrict, and one a subdistrict and type.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/column.hpp"
#include "engine/core/fixed.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/unit/resource.hpp"

namespace gongjian::model {

// Counts without another word are of the latest quarter.
struct Markets {
  static constexpr std::string_view kName = "markets";
  static inline const core::Text kText{"the needs, offers and projects of a subdistrict", "一个街道（镇）的供需与项目"};

  core::Column<core::Fixed> fund;  // what is left of the year's co-building fund
  core::Column<core::Fixed> cumulative_granted;
  core::Column<core::Fixed> cumulative_paid;
  core::Column<core::Fixed> cumulative_lapsed;
  core::Column<core::Fixed> cumulative_by_alliance;
  core::Column<core::Fixed> cumulative_by_parties;
  core::Column<std::uint32_t> needs;
  core::Column<std::uint32_t> offers;
  core::Column<std::uint32_t> matches;           // inside the subdistrict
  core::Column<std::uint32_t> district_matches;  // of its needs, beyond it
  core::Column<std::uint32_t> agreed;
  core::Column<std::uint32_t> lost_to_funds;
  core::Column<std::uint32_t> lost_to_coordination;
  core::Column<std::uint32_t> started;
  core::Column<std::uint32_t>
      felt;  // projects completed since the latest quarter began; a key project counts as several
  core::Column<std::uint32_t> cumulative_started;
  core::Column<std::uint32_t> cumulative_completed;
  core::Column<std::uint32_t> cumulative_failed;
  core::Column<std::uint32_t> cumulative_landed;
  core::Column<core::Fixed> cumulative_value;
  core::Column<std::uint32_t> cumulative_ties;  // pairs of parties of projects
  core::Column<std::uint32_t> cumulative_cross_kind_ties;
  core::Column<double> project_benefit;  // projA

  std::size_t size() const { return fund.size(); }

  template <class V>
  void visit(V& v) {
    v("fund", fund, measure::money, Words{"what is left of the year's co-building fund", "本年共建经费余额"});
    v("cumulative_granted", cumulative_granted, measure::money,
      Words{"granted to the fund so far", "累计拨入的共建经费"});
    v("cumulative_paid", cumulative_paid, measure::money, Words{"paid by the fund so far", "累计支出的共建经费"});
    v("cumulative_lapsed", cumulative_lapsed, measure::money,
      Words{"not spent by the year's end, so far", "累计年末未用完的共建经费"});
    v("cumulative_by_alliance", cumulative_by_alliance, measure::money,
      Words{"paid into projects by the alliance so far", "共建组织累计投入项目的资金"});
    v("cumulative_by_parties", cumulative_by_parties, measure::money,
      Words{"paid into projects by their parties so far", "参加单位累计投入项目的资金"});
    v("needs", needs, measure::count, Words{"needs made known this quarter", "本季度知晓的需求"});
    v("offers", offers, measure::count, Words{"offers made known this quarter", "本季度可提供的服务"});
    v("matches", matches, measure::count,
      Words{"needs that met an offer inside the subdistrict this quarter", "本季度街道（镇）内对接的需求"});
    v("district_matches", district_matches, measure::count,
      Words{"needs that met an offer elsewhere in the district", "跨街道对接的需求"});
    v("agreed", agreed, measure::count, Words{"matches that led to an agreement this quarter", "本季度达成协议的对接"});
    v("lost_to_funds", lost_to_funds, measure::count,
      Words{"agreements of this quarter for which there was no money", "本季度因经费不足未启动的协议"});
    v("lost_to_coordination", lost_to_coordination, measure::count,
      Words{"agreements of this quarter that nobody could coordinate", "本季度因无人协调未启动的协议"});
    v("started", started, measure::count, Words{"projects started this quarter", "本季度启动的项目"});
    v("felt", felt, measure::count,
      Words{"projects completed since the quarter began; a key project that succeeds counts as several",
            "本季度以来完成的项目；成功的重点项目按多个计"});
    v("cumulative_started", cumulative_started, measure::count, Words{"projects started so far", "累计启动项目"});
    v("cumulative_completed", cumulative_completed, measure::count, Words{"projects completed so far", "累计完成项目"});
    v("cumulative_failed", cumulative_failed, measure::count, Words{"projects that failed so far", "累计失败项目"});
    v("cumulative_landed", cumulative_landed, measure::count,
      Words{"completed projects that landed at a neighbourhood so far", "累计落地项目"});
    v("cumulative_value", cumulative_value, measure::money,
      Words{"value of completed projects so far", "累计完成项目的价值"});
    v("cumulative_ties", cumulative_ties, measure::count,
      Words{"pairs of parties of projects so far", "累计项目合作对数"});
    v("cumulative_cross_kind_ties", cumulative_cross_kind_ties, measure::count,
      Words{"of these of different kinds", "累计跨类别的项目合作对数"});
    v("project_benefit", project_benefit, measure::share,
      Words{"benefit that units feel from projects", "单位的项目获益感"});
  }
};

// row = subdistrict * 8 + type; counts of the latest quarter.
struct TypeMarkets {
  static constexpr std::string_view kName = "type_markets";
  static inline const core::Text kText{"the needs and offers of one type in a subdistrict",
                                       "一个街道（镇）某一类型的供需"};

  core::Column<std::uint32_t> needs;
  core::Column<std::uint32_t> offers;
  core::Column<std::uint32_t> matched;           // inside the subdistrict
  core::Column<std::uint32_t> district_matched;  // of its needs, beyond it

  template <class V>
  void visit(V& v) {
    v("needs", needs, measure::count, Words{"needs of this type made known this quarter", "本季度知晓的该类需求"});
    v("offers", offers, measure::count, Words{"offers of this type made known this quarter", "本季度该类可提供的服务"});
    v("matched", matched, measure::count,
      Words{"needs of this type that met an offer inside the subdistrict", "街道（镇）内对接的该类需求"});
    v("district_matched", district_matched, measure::count,
      Words{"needs of this type that met an offer elsewhere", "跨街道对接的该类需求"});
  }
};

// The matches of this quarter, in order of subdistrict, initiator (by chance) and type. Handed from one
// phase to the next, not state.
struct Match {
  std::uint32_t initiator, provider;  // rows of units
  std::uint32_t subdistrict;          // of the need
  Resource type;
  bool across_district;
  std::uint32_t ordinal = 0;  // among the matches of its initiator this quarter
};
struct Matches {
  static constexpr std::string_view kName = "matches";
  std::vector<Match> list;
};

// A district's theme campaign: one row a district.
struct ThemeCampaigns {
  static constexpr std::string_view kName = "theme_campaigns";
  static inline const core::Text kText{"a district's theme campaign and key project",
                                       "一个区（县）的主题实践活动和重点项目"};

  core::Column<std::int32_t> start_week;  // -1 while there is none
  core::Column<std::uint32_t> joined;     // units that have joined
  core::Column<std::uint32_t> pool;       // units that may: members of the alliance
  core::Column<double> share;             // joined / pool
  core::Column<std::uint32_t> successes;
  core::Column<std::uint32_t> failures;
  core::Column<core::Fixed> value;  // of successes

  template <class V>
  void visit(V& v) {
    v("start_week", start_week, measure::week,
      Words{"week in which the campaign began; -1 while there is none", "主题实践活动开始周；没有则为 -1"});
    v("joined", joined, measure::count, Words{"units that have joined", "已加入的单位"});
    v("pool", pool, measure::count, Words{"member units of the alliance", "共建组织的成员单位"});
    v("share", share, measure::share, Words{"share of member units that have joined", "已加入的成员单位占比"});
    v("successes", successes, measure::count, Words{"key projects that succeeded so far", "累计成功的重点项目"});
    v("failures", failures, measure::count, Words{"key projects that failed so far", "累计未成功的重点项目"});
    v("value", value, measure::money, Words{"value of those that succeeded", "成功的重点项目的价值"});
  }
};

}  // namespace gongjian::model
