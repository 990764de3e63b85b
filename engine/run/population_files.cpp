#include "engine/run/population_files.hpp"

#include "engine/io/csv_table.hpp"
#include "engine/run/population/rows.hpp"

namespace gongjian::run {
namespace {

using core::range;
using io::Presence;

std::uint64_t hash_of(const io::CsvTable& csv) { return csv.is_complete() ? csv.hash() : 0; }

}  // namespace

PopulationFiles read_population_files(const PopulationPaths& paths, io::Problems& problems) {
  PopulationRows rows(paths, problems);
  read_rows(rows);
  check_rows(rows);
  PopulationFiles files;
  files.districts = rows.districts;
  if (rows.good()) {
    files.tables = std::make_shared<const model::GivenPopulation>(in_model_order(rows));
    files.notes = notes_on(rows);
  }
  files.units_hash = hash_of(rows.units_csv);
  if (rows.members_csv) files.members_hash = hash_of(*rows.members_csv);
  if (rows.subdistricts_csv) files.subdistricts_hash = hash_of(*rows.subdistricts_csv);
  return files;
}

std::vector<model::DistrictFacts> read_district_facts(const std::string& path, io::Problems& problems) {
  io::CsvTable csv(path, problems);
  io::Names names;
  Numbers name, name_zh, subdistricts, towns, townships;
  std::vector<double> residents;
  csv.text("district", Presence::required, names, name);
  csv.text("district_zh", Presence::required, names, name_zh);
  csv.whole("subdistricts", Presence::required, range(0, 1000), subdistricts);
  csv.whole("towns", Presence::required, range(0, 1000), towns);
  csv.whole("townships", Presence::required, range(0, 1000), townships);
  csv.number("residents_10k", Presence::required, range(0.01, 10000), residents);
  csv.read();
  std::vector<model::DistrictFacts> facts;
  if (!csv.good()) return facts;
  for (std::size_t d = 0; d < csv.rows(); ++d)
    facts.push_back({{names[name[d]], names[name_zh[d]]},
                     static_cast<int>(subdistricts[d]),
                     static_cast<int>(towns[d]),
                     static_cast<int>(townships[d]),
                     residents[d]});
  return facts;
}

}  // namespace gongjian::run
