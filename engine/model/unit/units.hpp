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
    v("draw_id", draw_id, measure::none, "number under which it draws");
    v("kind", kind, measure::none, "kind of unit, 0 to 7 as in the kind axis");
    v("neighbourhood", neighbourhood, measure::none, "neighbourhood where it is located");
    v("rank", rank, measure::none, "administrative rank, 0 to 5");
    v("cooperator", cooperator, measure::none, "0 conditional, 1 free rider, 2 hump-shaped, 3 unconditional");
    v("size", size, measure::count, "employees");
    v("member_begin", member_begin, measure::none, "first of its members");
    v("member_end", member_end, measure::none, "one past the last of its members");
    v("intercept", intercept, measure::logit, "own inclination to take part");
    v("initial_identity", initial_identity, measure::share, "identity at the start");
    v("threshold", threshold, measure::share, "share of others from which it joins a theme campaign");
    v("needs", needs, measure::none, "types it needs, bit t for type t");
    v("offers", offers, measure::none, "types it can offer, bit t for type t");
    v("aware", aware, measure::none, "whether it knows of co-building");
    v("participates", participates, measure::none, "whether it took part this month");
    v("last_month", last_month, measure::count, "month in which it last took part; -1 before the first");
    v("identity", identity, measure::share, "identification with the community");
    v("reciprocity", reciprocity, measure::none, "account of what it gets and gives, -1 to 1");
    v("net_benefit", net_benefit, measure::none, "benefit less cost of this month, 0 where it did not take part");
    v("habit", habit, measure::share, "habit of taking part");
    v("formalism", formalism, measure::share, "felt formalism");
    v("active_members", active_members, measure::share, "share of its members that are active");
    v("fit", fit, measure::share, "how far its needs have been met by co-building");
    v("registered", registered, measure::none, "whether it is registered with the community");
    v("contact", contact, measure::none, "whether it kept contact with the community this month");
    v("seat", seat, measure::none, "whether it has a part-time seat on the working committee");
    v("months_attended", months_attended, measure::count, "months in which it has taken part so far");
    v("months_this_year", months_this_year, measure::count, "months of this year in which it took part");
    v("assessment", assessment, measure::share, "score of the latest year-end assessment");
    v("slack", slack, measure::money, "spare resources that are left this year");
    v("asked_for", asked_for, measure::none, "type of need made known this quarter; 255 for none");
    v("offered", offered, measure::none, "type of offer made known this quarter; 255 for none");
    v("joined", joined, measure::none, "whether it has joined the running theme campaign");
    v("project_value", project_value, measure::money, "its share of the value of completed projects so far");
    v("propensity", propensity, measure::share, "propensity of the Bush-Mosteller learner to take part");
    v("aspiration", aspiration, measure::none, "what the Bush-Mosteller learner expects");
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
  static inline const core::Text kText{"the units of one kind in a district", "一个区(县)某一类别的驻区单位合计"};

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
    v("units", units, measure::count, "units");
    v("aware", aware, measure::count, "units that know of co-building");
    v("participants", participants, measure::count, "units that took part in the last month");
    v("registered", registered, measure::count, "units registered with the community");
    v("in_contact", in_contact, measure::count, "units that kept contact with it in the last month");
    v("identity", identity, measure::none, "sum of identity");
    v("reciprocity", reciprocity, measure::none, "sum of reciprocity");
    v("habit", habit, measure::none, "sum of habit");
    v("participants_reciprocity", participants_reciprocity, measure::none,
      "sum of reciprocity over those that took part");
    v("participants_formalism", participants_formalism, measure::none,
      "sum of felt formalism over those that took part");
  }
};

}  // namespace gongjian::model
