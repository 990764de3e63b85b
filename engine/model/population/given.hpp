// A population that a person gives as tables, ready for the model: checked, and in the order of its own tables.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/core/missing.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/member/members.hpp"
#include "engine/model/population/outline.hpp"
#include "engine/model/population/parameters.hpp"
#include "engine/model/unit/subdistricts.hpp"
#include "engine/model/unit/units.hpp"

namespace gongjian::model {

// An empty column was not given at all, and a value that is core::kMissing was left out: the synthetic rules fill
// them. Rows lie as in the model's tables, so the row is the id.
struct GivenPopulation {
  std::vector<core::Text> districts;  // names

  struct SubdistrictRows {
    std::vector<core::Text> name;
    std::vector<DistrictId> district;                 // ascending
    std::vector<std::uint32_t> units;                 // how many
    std::vector<std::uint32_t> neighbourhoods;        // how many, 1 or more
    std::vector<std::uint32_t> least_neighbourhoods;  // the largest number that units and members name; 0 for none
    std::vector<std::uint32_t> residents;
  } subdistricts;

  struct UnitRows {  // by subdistrict
    std::vector<Kind> kind;
    std::vector<std::uint32_t> size;           // employees, 1 or more
    std::vector<std::uint32_t> members;        // in service; no value is missing
    std::vector<std::uint8_t> rank;            // 0..5
    std::vector<std::uint8_t> cooperator;      // as Cooperator
    std::vector<double> intercept;             // logit
    std::vector<std::uint8_t> aware;           // 0, 1
    std::vector<double> identity;              // 0..1
    std::vector<std::uint16_t> neighbourhood;  // inside its subdistrict, from 1
  } units;

  struct MemberRows {                          // by subdistrict, class and unit
    bool given = false;                        // otherwise members are synthetic
    std::vector<std::uint32_t> by_unit;        // how many in service
    std::vector<std::uint32_t> retired;        // how many, by subdistrict
    std::vector<std::uint32_t> other;          // the same
    std::vector<SubdistrictId> home;           // none where it was left out
    std::vector<std::uint16_t> neighbourhood;  // inside the home subdistrict, from 1
    std::vector<std::uint8_t> registered;      // 0, 1
    std::vector<double> inclination;           // logit
  } members;
};

// The most that ids can tell apart, and a bound on members that keeps memory in reason.
inline constexpr std::size_t kMostDistricts = 255;
inline constexpr std::size_t kMostSubdistricts = 65'534;
inline constexpr std::size_t kMostNeighbourhoods = 65'534;
inline constexpr std::size_t kMostUnits = 2'000'000;
inline constexpr std::size_t kMostMembers = 100'000'000;
inline constexpr std::size_t kMostTaskCounts = 250'000'000;  // 1 GB
// Bounds on a week's work: matching looks at pairs of units, stations at single requests.
inline constexpr std::size_t kMostUnitsPerSubdistrict = 20'000;
inline constexpr std::size_t kMostStaffPerSubdistrict = 10'000'000;

// Its districts, with the synthetic numbers of what was not given: 27 neighbourhoods a subdistrict, and members so
// that in-service ones are 21.6 a unit where they are 51.5 % of all.
std::vector<DistrictOutline> outline(const GivenPopulation&);

// How many members a city built from it has, and at most how many neighbourhoods.
std::size_t count_members(const GivenPopulation&, const PopulationParameters&);
std::size_t most_neighbourhoods(const GivenPopulation&);
// At most how many counts of tasks its blocks of members need (MemberBlocks::tasks_done). Blocks have one class and
// subdistrict and are full but for the last; their members live anywhere in the district, where they are listed
// anywhere in the city.
std::size_t most_task_counts(const GivenPopulation&, const PopulationParameters&);

// ---- what city.cpp asks while it builds

// Units of `count` subdistricts from `first` on.
std::vector<std::size_t> given_units(const GivenPopulation&, std::size_t first, std::size_t count);

// Puts the given numbers in place of synthetic ones for the subdistricts from `first` on; residents are those of one
// subdistrict after the other, spread evenly over its neighbourhoods.
void take_neighbourhoods(const GivenPopulation&, std::size_t first, std::vector<std::size_t>& neighbourhoods);
std::vector<std::size_t> given_residents(const GivenPopulation&, std::size_t first,
                                         const std::vector<std::size_t>& neighbourhoods);

// Members of each class in the units [begin, end) whose in-service members are given: the other classes in
// proportion to their shares.
std::vector<std::size_t> given_classes(const GivenPopulation&, std::size_t begin, std::size_t end,
                                       const PopulationParameters&);

// Puts what was given of a unit or a member in place of what was drawn.
void take_unit(const GivenPopulation&, std::size_t unit, Units&);
void take_member(const GivenPopulation&, std::size_t member, Members&);

// The number of a unit's neighbourhood inside its subdistrict, from 1; 0 where it was not given.
std::size_t given_place(const GivenPopulation&, std::size_t unit);

// The neighbourhoods among which a member's home is drawn; [begin, end).
struct HomeRange {
  std::uint32_t begin, end;
};
// Narrowed to what was given of its home.
HomeRange given_home(const GivenPopulation&, std::size_t member, const Subdistricts&, HomeRange synthetic);

}  // namespace gongjian::model
