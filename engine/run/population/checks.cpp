// Meaning: what no single value of the files tells.
#include <fmt/format.h>

#include <algorithm>

#include "engine/core/say.hpp"
#include "engine/run/population/rows.hpp"

namespace gongjian::run {
namespace {

using core::is_missing;
using core::kMissing;

constexpr std::string_view kClassNames[] = {"in_service", "retired", "other"};

// Each row has a name of its own; `told` says what is wrong with the second row of a name.
template <class Told>
void check_names(io::CsvTable& csv, std::string_view column, const io::Names& names, const Numbers& numbers,
                 Told told) {
  Numbers row_of(names.size(), kMissing<std::uint32_t>);
  for (std::uint32_t row = 0; row < numbers.size(); ++row) {
    if (is_missing(numbers[row])) continue;
    std::uint32_t& first = row_of[numbers[row]];
    if (is_missing(first)) first = row;
    else csv.problem(row, column, told(in_quotes(names[numbers[row]]), csv.line_of(first)));
  }
}

// Which district each subdistrict lies in: from the list of subdistricts, or from the units.
void find_districts(PopulationRows& rows) {
  rows.district_of.assign(rows.subdistrict_names.size(), kMissing<std::uint32_t>);
  if (rows.districts_listed()) {
    for (std::size_t row = 0; row < rows.listed.size(); ++row)
      if (!is_missing(rows.listed[row]) && is_missing(rows.district_of[rows.listed[row]]))
        rows.district_of[rows.listed[row]] = rows.listed_district[row];
  } else if (!rows.units_csv.has("district")) {
    std::fill(rows.district_of.begin(), rows.district_of.end(), rows.district_names.add("District"));
  }
  std::vector<std::size_t> first_unit(rows.subdistrict_names.size(), 0);
  for (std::size_t row = 0; row < rows.unit_subdistrict.size(); ++row) {
    const std::uint32_t s = rows.unit_subdistrict[row];
    if (is_missing(s)) continue;
    std::uint32_t& district = rows.district_of[s];
    const std::uint32_t read = rows.unit_district.empty() ? district : rows.unit_district[row];
    if (is_missing(read)) continue;
    if (is_missing(district)) district = read, first_unit[s] = row;
    if (district != read)
      rows.units_csv.problem(
          row, "district",
          core::say("read {}, but subdistrict {} lies in {}{}", "读到 {}，而街道（镇）{} 在 {}{}",
                    in_quotes(rows.district_names[read]), in_quotes(rows.subdistrict_names[s]),
                    in_quotes(rows.district_names[district]),
                    rows.districts_listed()
                        ? core::say(" in {}", "（据 {}）", file_name(rows.paths.subdistricts))
                        : core::say(" in row {}", "（据第 {} 行）", rows.units_csv.line_of(first_unit[s]))));
  }
}

// A district has at least one unit.
void check_districts(PopulationRows& rows) {
  io::CsvTable& csv = *rows.subdistricts_csv;
  std::vector<bool> seen(rows.district_names.size(), false);  // has a unit, or was told
  for (const std::uint32_t s : rows.unit_subdistrict)
    if (!is_missing(rows.district_of[s])) seen[rows.district_of[s]] = true;
  for (std::size_t row = 0; row < rows.listed.size(); ++row) {
    if (is_missing(rows.listed[row])) continue;
    const std::uint32_t district = rows.district_of[rows.listed[row]];
    const std::string name = in_quotes(rows.subdistrict_names[rows.listed[row]]);
    if (is_missing(district)) {
      if (!rows.districts_listed())
        csv.problem(row, "subdistrict",
                    core::say("no unit lies in {}, so that its district is not known; add a column district",
                              "{} 中没有单位，因此不知它属于哪个区（县）；请加上 district 列", name));
    } else if (!seen[district]) {
      seen[district] = true;
      csv.problem(
          row, "district",
          core::say("no unit lies in the district {}; a district has at least one",
                    "区（县）{} 中没有单位；每个区（县）至少要有一个", in_quotes(rows.district_names[district])));
    }
  }
}

void name_districts(PopulationRows& rows) {
  if (rows.district_names.size() > model::kMostDistricts)
    return rows.units_csv.problem(core::say("there are {} districts; allowed are {}",
                                            "共有 {} 个区（县）；最多允许 {} 个", rows.district_names.size(),
                                            model::kMostDistricts));
  for (std::uint32_t d = 0; d < rows.district_names.size(); ++d) {
    const bool unnamed = !rows.districts_listed() && !rows.units_csv.has("district");
    rows.districts.push_back({rows.district_names[d], unnamed ? "本区" : rows.district_names[d]});
    if (rows.district_names[d] == "*")
      rows.units_csv.problem({"a district is named \"*\", which stands for all districts; name it otherwise",
                              "有区（县）名为 \"*\"，而它表示全部区（县）；请另取名称"});
  }
  std::vector<bool> named(rows.district_names.size(), false);
  for (std::size_t row = 0; row < rows.listed.size() && !rows.listed_district_zh.empty(); ++row) {
    if (is_missing(rows.listed_district_zh[row]) || is_missing(rows.listed[row]) ||
        is_missing(rows.district_of[rows.listed[row]]))
      continue;
    const std::uint32_t d = rows.district_of[rows.listed[row]];
    const std::string& read = rows.chinese_names[rows.listed_district_zh[row]];
    std::string& name = rows.districts[d].zh;
    if (named[d] && name != read)
      rows.subdistricts_csv->problem(row, "district_zh",
                                     core::say("read {}, but {} is named {} above", "读到 {}，而上文中 {} 名为 {}",
                                               in_quotes(read), in_quotes(rows.district_names[d]), in_quotes(name)));
    named[d] = true;
    name = read;
  }
  for (std::size_t d = 0; d < rows.districts.size(); ++d)
    for (std::size_t other = 0; other < d; ++other)
      if (rows.districts[d].zh == rows.districts[other].zh && rows.subdistricts_csv)
        rows.subdistricts_csv->problem(core::say(
            "the districts {} and {} have the same Chinese name, {}", "区（县）{} 和 {} 的中文名相同，均为 {}",
            in_quotes(rows.district_names[other]), in_quotes(rows.district_names[d]), in_quotes(rows.districts[d].zh)));
}

void check_members(PopulationRows& rows) {
  io::CsvTable& csv = *rows.members_csv;
  const auto given = [](const auto& column, std::size_t row) { return !column.empty() && !is_missing(column[row]); };
  for (std::size_t row = 0; row < rows.member_class.size() && !csv.is_full(); ++row) {
    if (csv.was_wrong(row)) continue;
    const bool in_service = rows.member_class[row] == static_cast<std::uint8_t>(model::MemberClass::in_service);
    if (in_service && !given(rows.member_unit, row))
      csv.problem(row, "unit",
                  core::say("the value is empty; a member in service has a unit of {}",
                            "值为空；在职党员须有 {} 中的单位", file_name(rows.paths.units)));
    if (!in_service && given(rows.member_unit, row))
      csv.problem(row, "unit",
                  core::say("read {}, but a member of class {} has no unit; leave it empty",
                            "读到 {}，而 {} 类党员没有单位；请留空", in_quotes(rows.unit_names[rows.member_unit[row]]),
                            kClassNames[rows.member_class[row]]));
    if (!in_service && !given(rows.home, row))
      csv.problem(row, "subdistrict",
                  core::say("the value is empty; a member of class {} has a subdistrict to live in",
                            "值为空；{} 类党员须有居住的街道（镇）", kClassNames[rows.member_class[row]]));
    if (in_service && given(rows.member_neighbourhood, row) && !given(rows.home, row))
      csv.problem(row, "neighbourhood",
                  core::say("read {}, but no subdistrict in which it would lie", "读到 {}，但没有它所在的街道（镇）",
                            rows.member_neighbourhood[row]));
  }
}

// The largest number of a neighbourhood that each subdistrict needs; none beyond the count that is given.
void check_neighbourhoods(PopulationRows& rows) {
  rows.count_of.assign(rows.subdistrict_names.size(), kMissing<std::uint32_t>);
  rows.least_of.assign(rows.subdistrict_names.size(), 0);
  for (std::size_t row = 0; row < rows.listed.size() && !rows.neighbourhoods.empty(); ++row)
    if (!is_missing(rows.listed[row])) rows.count_of[rows.listed[row]] = rows.neighbourhoods[row];
  const auto check = [&](io::CsvTable& csv, const Numbers& subdistrict, const std::vector<std::uint16_t>& number) {
    for (std::size_t row = 0; row < number.size() && row < subdistrict.size(); ++row) {
      if (is_missing(number[row]) || is_missing(subdistrict[row])) continue;
      const std::uint32_t s = subdistrict[row];
      rows.least_of[s] = std::max<std::uint32_t>(rows.least_of[s], number[row]);
      if (!is_missing(rows.count_of[s]) && number[row] > rows.count_of[s])
        csv.problem(row, "neighbourhood",
                    core::say("read {}, but subdistrict {} has {} in {}", "读到 {0}，而据 {3}，街道（镇）{1} 只有 {2}",
                              number[row], in_quotes(rows.subdistrict_names[s]),
                              core::Text{counted(rows.count_of[s], "neighbourhood"),
                                         fmt::format("{} 个居民区", rows.count_of[s])},
                              file_name(rows.paths.subdistricts)));
    }
  };
  check(rows.units_csv, rows.unit_subdistrict, rows.unit_neighbourhood);
  if (rows.members_csv) check(*rows.members_csv, rows.home, rows.member_neighbourhood);
}

}  // namespace

void check_rows(PopulationRows& rows) {
  if (rows.subdistricts_csv)
    check_names(*rows.subdistricts_csv, "subdistrict", rows.subdistrict_names, rows.listed,
                [](const std::string& name, int line) {
                  return core::say("read {}, which row {} lists already", "读到 {}，第 {} 行已经列出", name, line);
                });
  if (rows.units_csv.rows() == 0 && rows.units_csv.good())
    rows.units_csv.problem({"there are no units; wanted is a row for each", "没有单位；应为每个单位一行"});
  check_names(rows.units_csv, "unit", rows.unit_names, rows.unit_name, [](const std::string& name, int line) {
    return core::say("read {}, which is the unit of row {} too; a unit has one row and a name of its own",
                     "读到 {}，与第 {} 行的单位相同；每个单位一行，名称各不相同", name, line);
  });
  find_districts(rows);
  if (rows.subdistricts_csv && rows.units_csv.good()) check_districts(rows);  // else its rows have told what there is
  name_districts(rows);
  if (rows.members_csv) check_members(rows);
  check_neighbourhoods(rows);
}

}  // namespace gongjian::run
