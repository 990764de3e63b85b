// Reading: which columns there are, and what may stand in them.
#include "engine/run/population/rows.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace gongjian::run {
namespace {

using core::range;
using io::Presence;

constexpr std::string_view kCooperators[] = {"conditional", "free_rider", "hump_shaped", "unconditional"};
constexpr std::string_view kClasses[] = {"in_service", "retired", "other"};  // as model::MemberClass
constexpr core::Range kCounts{1, 1e7};
constexpr core::Range kInclinations{-3.175, 3.175};  // of the steps in which it is stored

void read_subdistricts(PopulationRows& rows) {
  io::CsvTable& csv = *rows.subdistricts_csv;
  csv.text("subdistrict", Presence::required, rows.subdistrict_names, rows.listed);
  csv.text("district", Presence::complete, rows.district_names, rows.listed_district);
  csv.text("district_zh", Presence::optional, rows.chinese_names, rows.listed_district_zh);
  csv.text("subdistrict_zh", Presence::optional, rows.chinese_names, rows.listed_zh);
  csv.whole("neighbourhoods", Presence::optional, range(1, model::kMostNeighbourhoods), rows.neighbourhoods);
  csv.whole("residents", Presence::optional, kCounts, rows.residents);
  csv.read();
}

void read_units(PopulationRows& rows) {
  io::CsvTable& csv = rows.units_csv;
  if (rows.subdistricts_csv)
    csv.known("subdistrict", Presence::required, rows.subdistrict_names, file_name(rows.paths.subdistricts),
              rows.unit_subdistrict);
  else csv.text("subdistrict", Presence::required, rows.subdistrict_names, rows.unit_subdistrict);
  std::vector<std::string_view> kinds;
  for (const model::KindName& kind : model::kKindNames) kinds.push_back(kind.name);
  for (const model::KindName& kind : model::kKindNames) kinds.push_back(kind.zh);
  csv.choice("kind", Presence::required, kinds, model::kKinds, rows.kind);
  if (rows.districts_listed())
    csv.known("district", Presence::complete, rows.district_names, file_name(rows.paths.subdistricts),
              rows.unit_district);
  else csv.text("district", Presence::complete, rows.district_names, rows.unit_district);
  csv.text("unit", rows.members_csv ? Presence::required : Presence::complete, rows.unit_names, rows.unit_name);
  csv.whole("size", Presence::optional, kCounts, rows.size);
  csv.whole("members", Presence::complete, range(0, 1e6), rows.unit_members);
  csv.whole("rank", Presence::optional, range(0, 5), rows.rank);
  csv.choice("cooperator", Presence::optional, {std::begin(kCooperators), std::end(kCooperators)}, 4, rows.cooperator);
  csv.number("intercept", Presence::optional, range(-20, 20), rows.intercept);
  csv.whole("aware", Presence::optional, range(0, 1), rows.aware);
  csv.number("identity", Presence::optional, range(0, 1), rows.identity);
  csv.whole("neighbourhood", Presence::optional, range(1, model::kMostNeighbourhoods), rows.unit_neighbourhood);
  csv.read();
}

void read_members(PopulationRows& rows) {
  io::CsvTable& csv = *rows.members_csv;
  csv.choice("class", Presence::required, {std::begin(kClasses), std::end(kClasses)}, model::kMemberClasses,
             rows.member_class);
  csv.known("unit", Presence::optional, rows.unit_names, file_name(rows.paths.units), rows.member_unit);
  csv.known("subdistrict", Presence::optional, rows.subdistrict_names,
            file_name(rows.subdistricts_csv ? rows.paths.subdistricts : rows.paths.units), rows.home);
  csv.whole("neighbourhood", Presence::optional, range(1, model::kMostNeighbourhoods), rows.member_neighbourhood);
  csv.whole("registered", Presence::optional, range(0, 1), rows.registered);
  csv.number("inclination", Presence::optional, kInclinations, rows.inclination);
  csv.read();
}

}  // namespace

PopulationRows::PopulationRows(PopulationPaths the_paths, io::Problems& problems)
    : paths(std::move(the_paths)), units_csv(paths.units, problems) {
  if (!paths.members.empty()) members_csv.emplace(paths.members, problems);
  if (!paths.subdistricts.empty()) subdistricts_csv.emplace(paths.subdistricts, problems);
}

bool PopulationRows::good() const {
  return units_csv.good() && (!members_csv || members_csv->good()) && (!subdistricts_csv || subdistricts_csv->good());
}

void read_rows(PopulationRows& rows) {
  if (rows.subdistricts_csv) read_subdistricts(rows);
  read_units(rows);
  if (rows.members_csv) read_members(rows);
}

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::string in_quotes(const std::string& text) { return io::Value{text, {}}.shown(); }

std::string counted(std::size_t count, const std::string& singular) {
  return fmt::format("{} {}{}", count, singular, count == 1 ? "" : "s");
}

}  // namespace gongjian::run
