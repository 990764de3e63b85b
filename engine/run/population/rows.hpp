// The rows of a person's population files, as they were read: steps on the way to model::GivenPopulation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/csv_table.hpp"
#include "engine/model/population/given.hpp"
#include "engine/run/population_files.hpp"

namespace gongjian::run {

using Numbers = std::vector<std::uint32_t>;

// Names stand for themselves by their number; a value that is not there, or wrong, is core::kMissing.
struct PopulationRows {
  PopulationRows(PopulationPaths the_paths, io::Problems& problems);

  bool good() const;
  bool districts_listed() const { return subdistricts_csv && subdistricts_csv->has("district"); }

  const PopulationPaths paths;
  io::CsvTable units_csv;
  std::optional<io::CsvTable> members_csv, subdistricts_csv;
  io::Names subdistrict_names, district_names, unit_names, chinese_names;
  // subdistricts.csv
  Numbers listed, listed_district, listed_district_zh, listed_zh, neighbourhoods, residents;
  // units.csv
  Numbers unit_subdistrict, unit_district, unit_name, size, unit_members;
  std::vector<std::uint8_t> kind, rank, cooperator, aware;
  std::vector<double> intercept, identity;
  std::vector<std::uint16_t> unit_neighbourhood;
  // members.csv
  std::vector<std::uint8_t> member_class, registered;
  Numbers member_unit, home;
  std::vector<std::uint16_t> member_neighbourhood;
  std::vector<double> inclination;
  // found by the checks, by number of the subdistrict: its district, number of neighbourhoods where given, and the
  // largest number of a neighbourhood that units and members name
  Numbers district_of, count_of, least_of;
  std::vector<core::Text> districts;  // by number
};

// ---- the steps, in this order

// Reads the columns of all files.
void read_rows(PopulationRows&);
// Checks what no single value tells, and finds the districts.
void check_rows(PopulationRows&);
// The tables of good rows: subdistricts by district, units by subdistrict, members by subdistrict, class and unit;
// otherwise as the files have them.
model::GivenPopulation in_model_order(const PopulationRows&);
// What is filled from the synthetic rules.
std::vector<core::Text> notes_on(const PopulationRows&);

// ---- for messages

std::string file_name(const std::string& path);
std::string in_quotes(const std::string& text);
std::string counted(std::size_t count, const std::string& singular);

}  // namespace gongjian::run
