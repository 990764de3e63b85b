// What was filled from the synthetic rules, in words.
#include <fmt/format.h>

#include <algorithm>

#include "engine/core/display.hpp"
#include "engine/run/population/rows.hpp"

namespace gongjian::run {

using core::is_missing;

std::vector<core::Text> notes_on(const PopulationRows& rows) {
  std::vector<core::Text> notes;
  const auto filled = [&](const std::string& path, const io::CsvTable& csv,
                          const std::vector<std::pair<std::string, std::size_t>>& columns) {
    std::vector<std::string> absent;
    for (const auto& [column, empty] : columns)
      if (!csv.has(column)) absent.push_back(column);
    const std::string file = file_name(path);
    if (!absent.empty())
      notes.push_back({fmt::format("{} has no column{} {}: filled from the synthetic rules", file,
                                   absent.size() == 1 ? "" : "s", core::listed(absent, false)),
                       fmt::format("{} 没有 {} 列：按合成规则补齐", file, core::listed(absent, true))});
    for (const auto& [column, empty] : columns)
      if (csv.has(column) && empty > 0)
        notes.push_back(
            {fmt::format("{}: {} is empty in {}: filled from the synthetic rules", file, column, counted(empty, "row")),
             fmt::format("{}: {} 列有 {} 行为空：按合成规则补齐", file, column, empty)});
  };
  const auto empty = [](const auto& column) {
    return static_cast<std::size_t>(
        std::count_if(column.begin(), column.end(), [](auto value) { return is_missing(value); }));
  };
  std::vector<std::pair<std::string, std::size_t>> unit_columns = {{"size", empty(rows.size)},
                                                                   {"rank", empty(rows.rank)},
                                                                   {"cooperator", empty(rows.cooperator)},
                                                                   {"intercept", empty(rows.intercept)},
                                                                   {"aware", empty(rows.aware)},
                                                                   {"identity", empty(rows.identity)},
                                                                   {"neighbourhood", empty(rows.unit_neighbourhood)}};
  if (!rows.members_csv) unit_columns.insert(unit_columns.begin() + 1, {"members", 0});
  filled(rows.paths.units, rows.units_csv, unit_columns);
  if (rows.members_csv && rows.units_csv.has("members"))
    notes.push_back({fmt::format("{}: the column members is not used, since {} lists them", file_name(rows.paths.units),
                                 file_name(rows.paths.members)),
                     fmt::format("{}：未使用 members 列，因为 {} 已逐一列出", file_name(rows.paths.units),
                                 file_name(rows.paths.members))});
  if (rows.subdistricts_csv)
    filled(rows.paths.subdistricts, *rows.subdistricts_csv,
           {{"neighbourhoods", empty(rows.neighbourhoods)}, {"residents", empty(rows.residents)}});
  else
    notes.push_back(
        {"there is no file of subdistricts: neighbourhoods and residents are filled from the synthetic rules",
         "没有街道文件：居民区和居民数按合成规则补齐"});
  if (rows.members_csv)
    filled(rows.paths.members, *rows.members_csv,
           {{"subdistrict", empty(rows.home)},
            {"neighbourhood", empty(rows.member_neighbourhood)},
            {"registered", empty(rows.registered)},
            {"inclination", empty(rows.inclination)}});
  else
    notes.push_back(
        {"there is no file of members: they are filled from the synthetic rules", "没有党员文件：党员按合成规则生成"});
  return notes;
}

}  // namespace gongjian::run
