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
  static inline const core::Text kText{"the needs, offers and projects of a subdistrict", "一个街道(镇)的供需与项目"};

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
    v("fund", fund, measure::money, "what is left of the year's co-building fund");
    v("cumulative_granted", cumulative_granted, measure::money, "granted to the fund so far");
    v("cumulative_paid", cumulative_paid, measure::money, "paid by the fund so far");
    v("cumulative_lapsed", cumulative_lapsed, measure::money, "not spent by the year's end, so far");
    v("cumulative_by_alliance", cumulative_by_alliance, measure::money, "paid into projects by the alliance so far");
    v("cumulative_by_parties", cumulative_by_parties, measure::money, "paid into projects by their parties so far");
    v("needs", needs, measure::count, "needs made known this quarter");
    v("offers", offers, measure::count, "offers made known this quarter");
    v("matches", matches, measure::count, "needs that met an offer inside the subdistrict this quarter");
    v("district_matches", district_matches, measure::count, "needs that met an offer elsewhere in the district");
    v("agreed", agreed, measure::count, "matches that led to an agreement this quarter");
    v("lost_to_funds", lost_to_funds, measure::count, "agreements of this quarter for which there was no money");
    v("lost_to_coordination", lost_to_coordination, measure::count,
      "agreements of this quarter that nobody could coordinate");
    v("started", started, measure::count, "projects started this quarter");
    v("felt", felt, measure::count,
      "projects completed since the quarter began; a key project that succeeds counts as several");
    v("cumulative_started", cumulative_started, measure::count, "projects started so far");
    v("cumulative_completed", cumulative_completed, measure::count, "projects completed so far");
    v("cumulative_failed", cumulative_failed, measure::count, "projects that failed so far");
    v("cumulative_landed", cumulative_landed, measure::count,
      "completed projects that landed at a neighbourhood so far");
    v("cumulative_value", cumulative_value, measure::money, "value of completed projects so far");
    v("cumulative_ties", cumulative_ties, measure::count, "pairs of parties of projects so far");
    v("cumulative_cross_kind_ties", cumulative_cross_kind_ties, measure::count, "of these of different kinds");
    v("project_benefit", project_benefit, measure::share, "benefit that units feel from projects");
  }
};

// row = subdistrict * 8 + type; counts of the latest quarter.
struct TypeMarkets {
  static constexpr std::string_view kName = "type_markets";
  static inline const core::Text kText{"the needs and offers of one type in a subdistrict",
                                       "一个街道(镇)某一类型的供需"};

  core::Column<std::uint32_t> needs;
  core::Column<std::uint32_t> offers;
  core::Column<std::uint32_t> matched;           // inside the subdistrict
  core::Column<std::uint32_t> district_matched;  // of its needs, beyond it

  template <class V>
  void visit(V& v) {
    v("needs", needs, measure::count, "needs of this type made known this quarter");
    v("offers", offers, measure::count, "offers of this type made known this quarter");
    v("matched", matched, measure::count, "needs of this type that met an offer inside the subdistrict");
    v("district_matched", district_matched, measure::count, "needs of this type that met an offer elsewhere");
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
                                       "一个区(县)的主题实践活动和重点项目"};

  core::Column<std::int32_t> start_week;  // -1 while there is none
  core::Column<std::uint32_t> joined;     // units that have joined
  core::Column<std::uint32_t> pool;       // units that may: members of the alliance
  core::Column<double> share;             // joined / pool
  core::Column<std::uint32_t> successes;
  core::Column<std::uint32_t> failures;
  core::Column<core::Fixed> value;  // of successes

  template <class V>
  void visit(V& v) {
    v("start_week", start_week, measure::week, "week in which the campaign began; -1 while there is none");
    v("joined", joined, measure::count, "units that have joined");
    v("pool", pool, measure::count, "member units of the alliance");
    v("share", share, measure::share, "share of member units that have joined");
    v("successes", successes, measure::count, "key projects that succeeded so far");
    v("failures", failures, measure::count, "key projects that failed so far");
    v("value", value, measure::money, "value of those that succeeded");
  }
};

}  // namespace gongjian::model
