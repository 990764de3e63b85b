// Members: 14 bytes each, stored by subdistrict, class and employer, so that a block of the table has one
// district and one class, and the members of a unit lie together.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/core/column.hpp"
#include "engine/core/rng.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/measures.hpp"

namespace gongjian::model {

enum class MemberClass : std::uint8_t { in_service, retired, other };
inline constexpr std::size_t kMemberClasses = 3;

enum class MemberState : std::uint8_t { unregistered, registered, lapsed };

// Quantities are stored in whole steps of these sizes.
inline constexpr int kInclinationSteps = 40;  // of one logit
inline constexpr int kHabitSteps = 65535;     // of 1
inline constexpr int kHourSteps = 4;          // of one hour

struct Members {
  static constexpr std::string_view kName = "members";
  static inline const core::Text kText{"a member", "一名党员"};

  core::Column<UnitId> unit;                    // none for the retired and others
  core::Column<NeighbourhoodId> neighbourhood;  // of residence
  core::Column<MemberClass> member_class;
  core::Column<MemberState> state;
  core::Column<std::int8_t> inclination;       // theta, in 1/40 logit
  core::Column<std::uint16_t> habit;           // h, in 1/65535
  core::Column<std::uint16_t> hours;           // this year, in quarters of an hour
  core::Column<std::uint8_t> hours_last_year;  // whole hours, at most 255

  std::size_t count() const { return state.size(); }

  template <class V>
  void visit(V& v) {
    v("unit", unit, measure::none, Words{"employer; 4294967295 for none", "所在单位；无则为 4294967295"});
    v("neighbourhood", neighbourhood, measure::none, Words{"neighbourhood of residence", "居住的居民区"});
    v("member_class", member_class, measure::none,
      Words{"0 in service, 1 retired, 2 other (students and others)", "类别：0 在职，1 离退休，2 其他（学生等）"});
    v("state", state, measure::none,
      Words{"0 unregistered, 1 registered, 2 lapsed", "状态：0 未报到，1 已报到，2 中断"});
    v("inclination", inclination, core::Unit{"0.025 logit"},
      Words{"own inclination to claim tasks", "认领服务项目的自身倾向"});
    v("habit", habit, core::Unit{"1/65535"}, Words{"habit of doing tasks", "参加服务的习惯"});
    v("hours", hours, core::Unit{"0.25 hour"}, Words{"hours of service this year", "本年服务时长"});
    v("hours_last_year", hours_last_year, measure::hour,
      Words{"hours of service last year, at most 255", "上年服务时长，至多 255"});
  }
};

// The pieces in which the member table is worked through; each lies in one subdistrict and class. With the
// counts of the week.
struct MemberBlocks {
  static constexpr std::string_view kName = "member_blocks";
  static constexpr std::uint32_t kRows = 8192;                      // at most
  static constexpr std::uint32_t kChunk = 2 * core::Draws::kChunk;  // two bytes of draws a member

  core::Column<std::uint32_t> begin, end;
  core::Column<std::uint32_t> first_chunk;  // blocks are cut into chunks of kChunk rows, numbered through the city
  core::Column<DistrictId> district;        // of its subdistrict
  core::Column<SubdistrictId> subdistrict;
  core::Column<MemberClass> member_class;
  core::Column<std::uint32_t> registered, active, claimed, completed, hours;
  // Tasks done by neighbourhood: those of a block's members are [first_home, first_home + homes), and their counts
  // begin at row first_count of tasks_done, a segment of the block's own.
  core::Column<std::uint32_t> first_home, homes, first_count;
  core::Column<std::uint32_t> tasks_done;

  std::size_t size() const { return begin.size(); }

  // Appends a block of these rows.
  void add(std::uint32_t begin_row, std::uint32_t end_row, DistrictId in_district, SubdistrictId in_subdistrict,
           MemberClass of_class) {
    first_chunk.push_back(chunks);
    chunks += (end_row - begin_row + kChunk - 1) / kChunk;
    begin.push_back(begin_row);
    end.push_back(end_row);
    district.push_back(in_district);
    subdistrict.push_back(in_subdistrict);
    member_class.push_back(of_class);
    for (auto* column : {&registered, &active, &claimed, &completed, &hours}) column->push_back(0);
  }
  std::uint32_t chunks = 0;
};

// Counts over the members of a district and class; row = district * 3 + class.
struct ClassTotals {
  static constexpr std::string_view kName = "class_totals";
  static inline const core::Text kText{"the members of one class in a district", "一个区（县）某一类别的党员合计"};

  core::Column<std::uint32_t> members;
  core::Column<std::uint32_t> registered;
  core::Column<std::uint32_t> active;
  core::Column<std::uint32_t> claimed;
  core::Column<std::uint32_t> completed;
  core::Column<std::uint32_t> hours;             // in quarters of an hour
  core::Column<std::uint64_t> year_hours;        // the same, of this year
  core::Column<std::uint64_t> past_hours;        // the same, of the years before
  core::Column<std::uint64_t> cumulative_hours;  // the same, since the start
  core::Column<double> hours_gini;               // of the year's hours among those who served, at the latest year's end

  template <class V>
  void visit(V& v) {
    v("members", members, measure::count, Words{"members", "党员数"});
    v("registered", registered, measure::count, Words{"registered members", "已报到党员"});
    v("active", active, measure::count, Words{"active members", "活跃党员"});
    v("claimed", claimed, measure::count, Words{"tasks claimed this week", "本周认领的服务项目"});
    v("completed", completed, measure::count, Words{"tasks completed this week", "本周完成的服务项目"});
    v("hours", hours, core::Unit{"0.25 hour"}, Words{"hours of service this week", "本周服务时长"});
    v("year_hours", year_hours, core::Unit{"0.25 hour"}, Words{"hours of service this year", "本年服务时长"});
    v("past_hours", past_hours, core::Unit{"0.25 hour"},
      Words{"hours of service in the years before", "以往各年服务时长"});
    v("cumulative_hours", cumulative_hours, core::Unit{"0.25 hour"},
      Words{"hours of service since the start", "累计服务时长"});
    v("hours_gini", hours_gini, measure::none,
      Words{"inequality of the latest year's hours among those who served", "上年参加服务者服务时长的基尼系数"});
  }
};

// The chances of the week as thresholds for 32-bit draws, one set a district, so that the loop over members
// needs no exponential. Derived from parameters, levers and campaign; made anew when those change.
struct MemberChances {
  static constexpr std::string_view kName = "member_chances";
  static constexpr int kHabitBins = 257;    // habits 0, 1/256, …, 1; a habit is taken at the nearest
  static constexpr int kClaimOffset = 128;  // index of inclination 0 without habit
  static constexpr int kClaimBins = 512;
  static constexpr std::uint32_t kTaskHours = 64;

  struct Claim {
    std::uint32_t claims, completes;  // P(claims a task), P(claims one and completes it)
  };

  struct District {
    double lapse_exponent = 1e300;  // what the tables were made from
    double claim_logit = 1e300;
    std::array<std::uint32_t, kHabitBins> lapse{};  // falls with habit
    double match = -1;
    // [retired][claim_index]
    std::array<std::array<Claim, kClaimBins>, 2> claim{};
    std::array<std::array<std::uint16_t, kClaimBins>, 2> leading_claim{};  // leading bytes: claims + 256 completes
  };
  std::vector<District> districts;
  std::uint16_t habit_scale = 0;                       // what a whole habit adds to the index, in steps of 1/64
  std::array<std::uint16_t, kTaskHours> task_hours{};  // by equal chance, in quarters of an hour

  // Inclination and habit together, in steps of 1/40 logit from kClaimOffset.
  static constexpr std::uint16_t claim_index(std::int8_t inclination, std::uint16_t habit, std::uint16_t habit_scale) {
    const auto by_habit = static_cast<std::uint16_t>((std::uint32_t{habit} * habit_scale) >> 16);
    return static_cast<std::uint16_t>(kClaimOffset + inclination + (static_cast<std::uint16_t>(by_habit + 32) >> 6));
  }
};

}  // namespace gongjian::model
