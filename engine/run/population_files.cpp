#include "engine/run/population_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <optional>

#include "engine/io/csv_table.hpp"

namespace gongjian::run {
namespace {

using core::is_missing;
using core::kMissing;
using core::range;
using io::Presence;
using Numbers = std::vector<std::uint32_t>;

constexpr std::string_view kCooperators[] = {"conditional", "free_rider", "hump_shaped", "unconditional"};
constexpr std::string_view kClasses[] = {"in_service", "retired", "other"};
constexpr core::Range kCounts{1, 1e7};
constexpr double kMostInclination = 3.175;  // of the steps in which it is stored
constexpr core::Range kInclinations{-kMostInclination, kMostInclination};

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::string in_quotes(const std::string& text) { return io::Value{text, {}}.shown(); }

std::string counted(std::size_t count, const std::string& singular) {
  return fmt::format("{} {}{}", count, singular, count == 1 ? "" : "s");
}

// The rows of a column in another order; a column that is not there stays so.
template <class To = void, class T, class Result = std::conditional_t<std::is_void_v<To>, T, To>>
std::vector<Result> in_order(const std::vector<T>& column, const Numbers& order) {
  std::vector<Result> result;
  if (column.empty()) return result;
  result.reserve(order.size());
  for (const std::uint32_t row : order) result.push_back(static_cast<Result>(column[row]));
  return result;
}

std::uint64_t hash_of(const io::CsvTable& csv) { return csv.is_complete() ? csv.hash() : 0; }

// Reads the three files, then puts their rows in the order of the model's tables: subdistricts by district, units by
// subdistrict, members by subdistrict, class and unit; otherwise as the files have them.
class Reading {
 public:
  Reading(const PopulationPaths& paths, io::Problems& problems)
      : paths_(paths), units_csv_(paths.units, problems), tables_(std::make_shared<model::GivenPopulation>()) {
    if (!paths.subdistricts.empty()) subdistricts_csv_.emplace(paths.subdistricts, problems);
    if (!paths.members.empty()) members_csv_.emplace(paths.members, problems);
  }

  PopulationFiles read() {
    if (subdistricts_csv_) read_subdistricts();
    read_units();
    if (members_csv_) read_members();
    check_units();
    find_districts();
    PopulationFiles files{tables_, good()};
    name_districts();
    if (members_csv_) check_members();
    check_neighbourhoods();
    files.good = good();
    if (files.good) {
      order_subdistricts();
      order_units();
      if (members_csv_) order_members();
      files.notes = notes();
    }
    files.units_hash = hash_of(units_csv_);
    if (members_csv_) files.members_hash = hash_of(*members_csv_);
    if (subdistricts_csv_) files.subdistricts_hash = hash_of(*subdistricts_csv_);
    return files;
  }

 private:
  // ---- reading

  void read_subdistricts() {
    io::CsvTable& csv = *subdistricts_csv_;
    csv.text("subdistrict", Presence::required, subdistricts_, listed_);
    csv.text("district", Presence::complete, districts_, listed_district_);
    csv.text("district_zh", Presence::optional, chinese_, listed_district_zh_);
    csv.text("subdistrict_zh", Presence::optional, chinese_, listed_zh_);
    csv.whole("neighbourhoods", Presence::optional, range(1, model::kMostNeighbourhoods), neighbourhoods_);
    csv.whole("residents", Presence::optional, kCounts, residents_);
    csv.read();
    std::vector<std::size_t> row_of(subdistricts_.size(), csv.rows());
    for (std::size_t row = 0; row < csv.rows() && !listed_.empty(); ++row) {
      if (is_missing(listed_[row])) continue;
      std::size_t& first = row_of[listed_[row]];
      if (first == csv.rows()) first = row;
      else
        csv.problem(row, "subdistrict",
                    fmt::format("read {}, which row {} lists already", in_quotes(subdistricts_[listed_[row]]),
                                csv.line_of(first)));
    }
  }

  void read_units() {
    io::CsvTable& csv = units_csv_;
    if (subdistricts_csv_)
      csv.known("subdistrict", Presence::required, subdistricts_, file_name(paths_.subdistricts), unit_subdistrict_);
    else csv.text("subdistrict", Presence::required, subdistricts_, unit_subdistrict_);
    std::vector<std::string_view> kinds;
    for (const model::KindName& kind : model::kKindNames) kinds.push_back(kind.name);
    for (const model::KindName& kind : model::kKindNames) kinds.push_back(kind.zh);
    csv.choice("kind", Presence::required, kinds, model::kKinds, kind_);
    if (districts_listed())
      csv.known("district", Presence::complete, districts_, file_name(paths_.subdistricts), unit_district_);
    else csv.text("district", Presence::complete, districts_, unit_district_);
    csv.text("unit", members_csv_ ? Presence::required : Presence::complete, units_, unit_name_);
    csv.whole("size", Presence::optional, kCounts, size_);
    csv.whole("members", Presence::complete, range(0, 1e6), unit_members_);
    csv.whole("rank", Presence::optional, range(0, 5), rank_);
    csv.choice("cooperator", Presence::optional, {std::begin(kCooperators), std::end(kCooperators)}, 4, cooperator_);
    csv.number("intercept", Presence::optional, range(-20, 20), intercept_);
    csv.whole("aware", Presence::optional, range(0, 1), aware_);
    csv.number("identity", Presence::optional, range(0, 1), identity_);
    csv.whole("neighbourhood", Presence::optional, range(1, model::kMostNeighbourhoods), unit_neighbourhood_);
    csv.read();
  }

  void read_members() {
    io::CsvTable& csv = *members_csv_;
    csv.choice("class", Presence::required, {std::begin(kClasses), std::end(kClasses)}, model::kMemberClasses, class_);
    csv.known("unit", Presence::optional, units_, file_name(paths_.units), member_unit_);
    csv.known("subdistrict", Presence::optional, subdistricts_,
              file_name(subdistricts_csv_ ? paths_.subdistricts : paths_.units), home_);
    csv.whole("neighbourhood", Presence::optional, range(1, model::kMostNeighbourhoods), member_neighbourhood_);
    csv.whole("registered", Presence::optional, range(0, 1), registered_);
    csv.number("inclination", Presence::optional, kInclinations, inclination_);
    csv.read();
  }

  bool districts_listed() const { return subdistricts_csv_ && subdistricts_csv_->has("district"); }
  bool good() const {
    return units_csv_.good() && (!members_csv_ || members_csv_->good()) &&
           (!subdistricts_csv_ || subdistricts_csv_->good());
  }

  // ---- meaning

  void check_units() {
    if (units_csv_.rows() == 0 && units_csv_.good()) units_csv_.problem("there are no units; wanted is a row for each");
    std::vector<std::size_t> row_of(units_.size(), units_csv_.rows());
    for (std::size_t row = 0; row < unit_name_.size(); ++row) {
      if (is_missing(unit_name_[row])) continue;
      std::size_t& first = row_of[unit_name_[row]];
      if (first == units_csv_.rows()) first = row;
      else
        units_csv_.problem(
            row, "unit",
            fmt::format("read {}, which is the unit of row {} too; a unit has one row and a name of its own",
                        in_quotes(units_[unit_name_[row]]), units_csv_.line_of(first)));
    }
  }

  // Which district each subdistrict lies in: from the list of subdistricts, or from the units.
  void find_districts() {
    district_of_.assign(subdistricts_.size(), kMissing<std::uint32_t>);
    if (districts_listed()) {
      for (std::size_t row = 0; row < listed_.size(); ++row)
        if (!is_missing(listed_[row]) && is_missing(district_of_[listed_[row]]))
          district_of_[listed_[row]] = listed_district_[row];
    } else if (!units_csv_.has("district")) {
      std::fill(district_of_.begin(), district_of_.end(), districts_.add("District"));
    }
    std::vector<std::size_t> first_unit(subdistricts_.size(), 0);
    std::vector<std::size_t> units_in(districts_.size(), 0);
    for (std::size_t row = 0; row < unit_subdistrict_.size(); ++row) {
      const std::uint32_t s = unit_subdistrict_[row];
      if (is_missing(s)) continue;
      std::uint32_t& district = district_of_[s];
      const std::uint32_t read = unit_district_.empty() ? district : unit_district_[row];
      if (is_missing(read)) continue;
      if (is_missing(district)) district = read, first_unit[s] = row;
      if (district != read)
        units_csv_.problem(
            row, "district",
            fmt::format("read {}, but subdistrict {} lies in {}{}", in_quotes(districts_[read]),
                        in_quotes(subdistricts_[s]), in_quotes(districts_[district]),
                        districts_listed() ? " in " + file_name(paths_.subdistricts)
                                           : fmt::format(" in row {}", units_csv_.line_of(first_unit[s]))));
      ++units_in[district];
    }
    if (!subdistricts_csv_ || !units_csv_.good()) return;  // its rows have told what there is to tell
    std::vector<bool> told(districts_.size(), false);
    for (std::size_t row = 0; row < listed_.size(); ++row) {
      if (is_missing(listed_[row])) continue;
      const std::uint32_t district = district_of_[listed_[row]];
      const std::string name = in_quotes(subdistricts_[listed_[row]]);
      if (is_missing(district)) {
        if (!districts_listed())
          subdistricts_csv_->problem(
              row, "subdistrict",
              fmt::format("no unit lies in {}, so that its district is not known; add a column district", name));
      } else if (units_in[district] == 0 && !told[district]) {
        told[district] = true;
        subdistricts_csv_->problem(row, "district",
                                   fmt::format("no unit lies in the district {}; a district has at least one",
                                               in_quotes(districts_[district])));
      }
    }
  }

  void name_districts() {
    for (std::uint32_t d = 0; d < districts_.size(); ++d) {
      const bool unnamed = !districts_listed() && !units_csv_.has("district");
      tables_->districts.push_back({districts_[d], unnamed ? "本区" : districts_[d]});
      if (districts_[d] == "*")
        units_csv_.problem("a district is named \"*\", which stands for all districts; name it otherwise");
    }
    std::vector<bool> named(districts_.size(), false);
    for (std::size_t row = 0; row < listed_.size() && !listed_district_zh_.empty(); ++row) {
      if (is_missing(listed_district_zh_[row]) || is_missing(listed_[row]) || is_missing(district_of_[listed_[row]]))
        continue;
      const std::uint32_t d = district_of_[listed_[row]];
      const std::string& read = chinese_[listed_district_zh_[row]];
      std::string& name = tables_->districts[d].zh;
      if (named[d] && name != read)
        subdistricts_csv_->problem(row, "district_zh",
                                   fmt::format("read {}, but {} is named {} above", in_quotes(read),
                                               in_quotes(districts_[d]), in_quotes(name)));
      named[d] = true;
      name = read;
    }
    for (std::size_t d = 0; d < tables_->districts.size(); ++d)
      for (std::size_t other = 0; other < d; ++other)
        if (tables_->districts[d].zh == tables_->districts[other].zh && subdistricts_csv_)
          subdistricts_csv_->problem(fmt::format("the districts {} and {} have the same Chinese name, {}",
                                                 in_quotes(districts_[other]), in_quotes(districts_[d]),
                                                 in_quotes(tables_->districts[d].zh)));
  }

  void check_members() {
    io::CsvTable& csv = *members_csv_;
    const auto given = [](const auto& column, std::size_t row) { return !column.empty() && !is_missing(column[row]); };
    for (std::size_t row = 0; row < class_.size() && !csv.is_full(); ++row) {
      if (csv.was_wrong(row)) continue;
      const bool in_service = class_[row] == static_cast<std::uint8_t>(model::MemberClass::in_service);
      if (in_service && !given(member_unit_, row))
        csv.problem(row, "unit", "the value is empty; a member in service has a unit of " + file_name(paths_.units));
      if (!in_service && given(member_unit_, row))
        csv.problem(row, "unit",
                    fmt::format("read {}, but a member of class {} has no unit; leave it empty",
                                in_quotes(units_[member_unit_[row]]), kClasses[class_[row]]));
      if (!in_service && !given(home_, row))
        csv.problem(row, "subdistrict",
                    fmt::format("the value is empty; a member of class {} has a subdistrict to live in",
                                kClasses[class_[row]]));
      if (in_service && given(member_neighbourhood_, row) && !given(home_, row))
        csv.problem(row, "neighbourhood",
                    fmt::format("read {}, but no subdistrict in which it would lie", member_neighbourhood_[row]));
    }
  }

  // The largest number of a neighbourhood that each subdistrict needs; none beyond the count that is given.
  void check_neighbourhoods() {
    count_of_.assign(subdistricts_.size(), kMissing<std::uint32_t>);
    least_of_.assign(subdistricts_.size(), 0);
    for (std::size_t row = 0; row < listed_.size() && !neighbourhoods_.empty(); ++row)
      if (!is_missing(listed_[row])) count_of_[listed_[row]] = neighbourhoods_[row];
    const auto check = [&](io::CsvTable& csv, const Numbers& subdistrict, const std::vector<std::uint16_t>& number) {
      for (std::size_t row = 0; row < number.size() && row < subdistrict.size(); ++row) {
        if (is_missing(number[row]) || is_missing(subdistrict[row])) continue;
        const std::uint32_t s = subdistrict[row];
        least_of_[s] = std::max<std::uint32_t>(least_of_[s], number[row]);
        if (!is_missing(count_of_[s]) && number[row] > count_of_[s])
          csv.problem(row, "neighbourhood",
                      fmt::format("read {}, but subdistrict {} has {} in {}", number[row], in_quotes(subdistricts_[s]),
                                  counted(count_of_[s], "neighbourhood"), file_name(paths_.subdistricts)));
      }
    };
    check(units_csv_, unit_subdistrict_, unit_neighbourhood_);
    if (members_csv_) check(*members_csv_, home_, member_neighbourhood_);
  }

  // ---- the order of the model

  void order_subdistricts() {
    Numbers order(subdistricts_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return district_of_[a] < district_of_[b]; });
    place_of_.resize(order.size());
    for (std::uint32_t s = 0; s < order.size(); ++s) place_of_[order[s]] = s;
    auto& rows = tables_->subdistricts;
    rows.district.reserve(order.size());
    for (const std::uint32_t s : order) {
      const std::string& name = subdistricts_[s];
      rows.name.push_back({name, name});
      rows.district.push_back(model::DistrictId(district_of_[s]));
    }
    rows.units.assign(order.size(), 0);
    rows.least_neighbourhoods = in_order(least_of_, order);
    if (!neighbourhoods_.empty()) rows.neighbourhoods = in_order(count_of_, order);
    if (!residents_.empty()) rows.residents.assign(order.size(), kMissing<std::uint32_t>);
    for (std::size_t row = 0; row < listed_.size(); ++row) {
      const std::uint32_t s = place_of_[listed_[row]];
      if (!residents_.empty()) rows.residents[s] = residents_[row];
      if (!listed_zh_.empty() && !is_missing(listed_zh_[row])) rows.name[s].zh = chinese_[listed_zh_[row]];
    }
  }

  void order_units() {
    Numbers order(unit_subdistrict_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return place_of_[unit_subdistrict_[a]] < place_of_[unit_subdistrict_[b]]; });
    for (const std::uint32_t s : unit_subdistrict_) ++tables_->subdistricts.units[place_of_[s]];
    unit_of_name_.resize(units_.size());
    for (std::uint32_t i = 0; i < order.size() && !unit_name_.empty(); ++i) unit_of_name_[unit_name_[order[i]]] = i;
    auto& rows = tables_->units;
    rows.kind = in_order<model::Kind>(kind_, order);
    rows.size = in_order(size_, order);
    rows.members = in_order(unit_members_, order);
    rows.rank = in_order(rank_, order);
    rows.cooperator = in_order(cooperator_, order);
    rows.intercept = in_order(intercept_, order);
    rows.aware = in_order(aware_, order);
    rows.identity = in_order(identity_, order);
    rows.neighbourhood = in_order(unit_neighbourhood_, order);
  }

  void order_members() {
    auto& rows = tables_->members;
    const std::size_t units = tables_->units.kind.size(), subdistricts = subdistricts_.size();
    rows.given = true;
    rows.by_unit.assign(units, 0);
    rows.retired.assign(subdistricts, 0);
    rows.other.assign(subdistricts, 0);
    const auto pile_of = [&](std::size_t row) -> std::uint32_t& {  // those that lie together in the table
      if (class_[row] == 0) return rows.by_unit[unit_of_name_[member_unit_[row]]];
      return (class_[row] == 1 ? rows.retired : rows.other)[place_of_[home_[row]]];
    };
    for (std::size_t row = 0; row < class_.size(); ++row) ++pile_of(row);
    // each pile's count becomes its first row, then one past its latest
    const std::vector<std::vector<std::uint32_t>> counts = {rows.by_unit, rows.retired, rows.other};
    std::uint32_t next = 0;
    const auto start = [&](std::uint32_t& pile) { next += std::exchange(pile, next); };
    std::size_t i = 0;
    for (std::size_t s = 0; s < subdistricts; ++s) {
      for (std::size_t n = 0; n < tables_->subdistricts.units[s]; ++n) start(rows.by_unit[i++]);
      start(rows.retired[s]);
      start(rows.other[s]);
    }
    Numbers order(class_.size());
    for (std::uint32_t row = 0; row < class_.size(); ++row) order[pile_of(row)++] = row;
    rows.by_unit = counts[0];
    rows.retired = counts[1];
    rows.other = counts[2];

    rows.home.assign(order.size(), model::SubdistrictId());
    for (std::size_t j = 0; j < order.size() && !home_.empty(); ++j)
      if (!is_missing(home_[order[j]])) rows.home[j] = model::SubdistrictId(place_of_[home_[order[j]]]);
    rows.neighbourhood = in_order(member_neighbourhood_, order);
    rows.registered = in_order(registered_, order);
    rows.inclination = in_order(inclination_, order);
  }

  // ---- what was filled

  std::vector<core::Text> notes() const {
    std::vector<core::Text> notes;
    const auto filled = [&](const std::string& path, const io::CsvTable& csv,
                            const std::vector<std::pair<std::string, std::size_t>>& columns) {
      std::vector<std::string> absent;
      for (const auto& [column, empty] : columns)
        if (!csv.has(column)) absent.push_back(column);
      const std::string file = file_name(path);
      if (!absent.empty())
        notes.push_back({fmt::format("{} has no column{} {}: filled from the synthetic rules", file,
                                     absent.size() == 1 ? "" : "s", fmt::join(absent, ", ")),
                         fmt::format("{} 没有 {} 列:按合成规则补齐", file, fmt::join(absent, "、"))});
      for (const auto& [column, empty] : columns)
        if (csv.has(column) && empty > 0)
          notes.push_back({fmt::format("{}: {} is empty in {}: filled from the synthetic rules", file, column,
                                       counted(empty, "row")),
                           fmt::format("{}:{} 列有 {} 行为空:按合成规则补齐", file, column, empty)});
    };
    const auto empty = [](const auto& column) {
      return static_cast<std::size_t>(
          std::count_if(column.begin(), column.end(), [](auto value) { return is_missing(value); }));
    };
    std::vector<std::pair<std::string, std::size_t>> unit_columns = {{"size", empty(size_)},
                                                                     {"rank", empty(rank_)},
                                                                     {"cooperator", empty(cooperator_)},
                                                                     {"intercept", empty(intercept_)},
                                                                     {"aware", empty(aware_)},
                                                                     {"identity", empty(identity_)},
                                                                     {"neighbourhood", empty(unit_neighbourhood_)}};
    if (!members_csv_) unit_columns.insert(unit_columns.begin() + 1, {"members", 0});
    filled(paths_.units, units_csv_, unit_columns);
    if (members_csv_ && units_csv_.has("members"))
      notes.push_back(
          {fmt::format("{}: the column members is not used, since {} lists them", file_name(paths_.units),
                       file_name(paths_.members)),
           fmt::format("{}:未使用 members 列,因为 {} 已逐一列出", file_name(paths_.units), file_name(paths_.members))});
    if (subdistricts_csv_)
      filled(paths_.subdistricts, *subdistricts_csv_,
             {{"neighbourhoods", empty(neighbourhoods_)}, {"residents", empty(residents_)}});
    else
      notes.push_back(
          {"there is no file of subdistricts: neighbourhoods and residents are filled from the synthetic rules",
           "没有街道文件:居民区和居民数按合成规则补齐"});
    if (members_csv_)
      filled(paths_.members, *members_csv_,
             {{"subdistrict", empty(home_)},
              {"neighbourhood", empty(member_neighbourhood_)},
              {"registered", empty(registered_)},
              {"inclination", empty(inclination_)}});
    else
      notes.push_back(
          {"there is no file of members: they are filled from the synthetic rules", "没有党员文件:党员按合成规则生成"});
    return notes;
  }

  const PopulationPaths paths_;
  io::CsvTable units_csv_;
  std::optional<io::CsvTable> members_csv_, subdistricts_csv_;
  std::shared_ptr<model::GivenPopulation> tables_;

  io::Names subdistricts_, districts_, units_, chinese_;
  // subdistricts.csv
  Numbers listed_, listed_district_, listed_district_zh_, listed_zh_, neighbourhoods_, residents_;
  // units.csv
  Numbers unit_subdistrict_, unit_district_, unit_name_, size_, unit_members_;
  std::vector<std::uint8_t> kind_, rank_, cooperator_, aware_;
  std::vector<double> intercept_, identity_;
  std::vector<std::uint16_t> unit_neighbourhood_;
  // members.csv
  std::vector<std::uint8_t> class_, registered_;
  Numbers member_unit_, home_;
  std::vector<std::uint16_t> member_neighbourhood_;
  std::vector<double> inclination_;
  // by subdistrict, in the order of the names
  Numbers district_of_, count_of_, least_of_, place_of_;
  Numbers unit_of_name_;
};

}  // namespace

PopulationFiles read_population_files(const PopulationPaths& paths, io::Problems& problems) {
  return Reading(paths, problems).read();
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
