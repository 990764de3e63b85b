// Resident units: one row a unit, stored by subdistrict.
#pragma once

#include <cstdint>

#include "engine/core/column.hpp"
#include "engine/core/fixed.hpp"
#include "engine/model/measures.hpp"
#include "engine/model/unit/kind.hpp"

namespace gongjian::model {

// How a unit answers to what others do (Fischbacher, Gaechter & Fehr 2001).
enum class Cooperator : std::uint8_t { conditional, free_rider, hump_shaped, unconditional };

struct Units {
  static constexpr std::string_view kName = "units";

  core::Column<Kind> kind;
  core::Column<std::uint8_t> rank;  // 0..5
  core::Column<Cooperator> cooperator;
  core::Column<std::uint32_t> size;  // employees
  core::Column<std::uint32_t> member_begin;
  core::Column<std::uint32_t> member_end;
  core::Column<double> intercept;         // eps
  core::Column<double> initial_identity;  // c0

  core::Column<std::uint8_t> aware;         // a
  core::Column<std::uint8_t> participates;  // x of this month
  core::Column<std::int16_t> last_month;    // latest month of taking part; -1 before the first
  core::Column<double> identity;            // c
  core::Column<double> reciprocity;         // v
  core::Column<double> habit;               // h
  core::Column<double> formalism;           // f
  core::Column<double> active_members;      // share of its members that are active

  std::size_t count() const { return kind.size(); }

  template <class V>
  void visit(V& v) {
    v("kind", kind, measure::none, "kind of unit, 0 to 7 as in the kind axis");
    v("rank", rank, measure::none, "administrative rank, 0 to 5");
    v("cooperator", cooperator, measure::none, "0 conditional, 1 free rider, 2 hump-shaped, 3 unconditional");
    v("size", size, measure::count, "employees");
    v("member_begin", member_begin, measure::none, "first of its members");
    v("member_end", member_end, measure::none, "one past the last of its members");
    v("intercept", intercept, measure::logit, "own inclination to take part");
    v("initial_identity", initial_identity, measure::share, "identity at the start");
    v("aware", aware, measure::none, "whether it knows of co-building");
    v("participates", participates, measure::none, "whether it took part this month");
    v("last_month", last_month, measure::count, "month in which it last took part; -1 before the first");
    v("identity", identity, measure::share, "identification with the community");
    v("reciprocity", reciprocity, measure::none, "account of what it gets and gives, -1 to 1");
    v("habit", habit, measure::share, "habit of taking part");
    v("formalism", formalism, measure::share, "felt formalism");
    v("active_members", active_members, measure::share, "share of its members that are active");
  }
};

// Counts and sums over the units of a district and kind; row = district * 8 + kind.
struct KindTotals {
  static constexpr std::string_view kName = "kind_totals";

  core::Column<std::uint32_t> units;
  core::Column<std::uint32_t> aware;
  core::Column<std::uint32_t> participants;
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
