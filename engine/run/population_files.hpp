// The files of a person's own population: units.csv, members.csv, subdistricts.csv (docs/populations.md).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/table_reader.hpp"
#include "engine/model/population/given.hpp"

namespace gongjian::run {

struct PopulationPaths {
  std::string units, members, subdistricts;  // empty for none; units is needed
};

struct PopulationFiles {
  std::shared_ptr<const model::GivenPopulation> tables;  // none where there were problems
  std::vector<core::Text> districts;                     // names, as far as they could be read
  std::vector<core::Text> notes;                         // what is filled from the synthetic rules
  // of the files' bytes; 0 where a file was not there or could not be read to its end
  std::uint64_t units_hash = 0, members_hash = 0, subdistricts_hash = 0;
};

// Reads and checks the files; adds every problem, with file, line and column.
PopulationFiles read_population_files(const PopulationPaths&, io::Problems&);

// The districts of shanghai.csv.
std::vector<model::DistrictFacts> read_district_facts(const std::string& path, io::Problems&);

}  // namespace gongjian::run
