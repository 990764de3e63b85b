#include "analysis_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/io/csv_writer.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

using Kind = Report::Kind;

bool is_empty(const Report::Column& column, const Report::Cell& cell) {
  return column.kind == Kind::text ? cell.text.empty() : std::isnan(cell.value);
}

std::string shown(const Context& context, const Report::Column& column, const Report::Cell& cell) {
  if (column.kind == Kind::text) return context.chinese && !cell.zh.empty() ? cell.zh : cell.text;
  if (column.kind == Kind::count && !std::isnan(cell.value)) return count(static_cast<std::uint64_t>(cell.value));
  if (column.kind == Kind::p_value) return core::p_value(cell.value);
  if (column.kind != Kind::interval || std::isnan(cell.low + cell.high + cell.value)) return number(cell.value);
  return fmt::format("{} [{}, {}]", number(cell.value), number(cell.low), number(cell.high));
}

// The keys and values of a cell: one, or three with the ends of the interval.
template <class Take>
void each_value(const Report::Column& column, const Report::Cell& cell, const Take& take) {
  take(column.key, cell.value);
  if (column.kind != Kind::interval) return;
  take(column.key + "_low", cell.low);
  take(column.key + "_high", cell.high);
}

void print_table(const Context& context, const Report::Table& all) {
  std::vector<std::size_t> columns;  // that have something to show
  for (std::size_t c = 0; c < all.columns.size(); ++c)
    if (!all.columns[c].is_optional || !std::all_of(all.rows.begin(), all.rows.end(), [&](const Report::Row& row) {
          return is_empty(all.columns[c], row.cells[c]);
        }))
      columns.push_back(c);
  std::vector<std::vector<std::string>> rows{{context.say(all.row_heading)}};
  for (const std::size_t c : columns) rows[0].push_back(context.say(all.columns[c].heading));
  for (const Report::Row& row : all.rows) {
    rows.push_back({context.say(row.name)});
    for (const std::size_t c : columns) rows.back().push_back(shown(context, all.columns[c], row.cells[c]));
  }
  fmt::print("{}", table(rows));
}

nlohmann::ordered_json rows_as_json(const Report::Table& table) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const Report::Row& row : table.rows) {
    nlohmann::ordered_json entry{{table.row_heading.en, row.name.en}};
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const Report::Column& column = table.columns[c];
      const Report::Cell& cell = row.cells[c];
      if (column.kind == Kind::text) entry[column.key] = cell.text;
      else if (column.kind == Kind::count && !is_empty(column, cell))
        entry[column.key] = static_cast<std::uint64_t>(cell.value);
      else each_value(column, cell, [&](const std::string& key, double value) { entry[key] = value; });
    }
    rows.push_back(entry);
  }
  return rows;
}

}  // namespace

void print_tables(const Context& context, const Report& report) {
  const bool has_title = context.chinese && !report.title.zh.empty() && report.title.zh != report.outcome;
  fmt::print("\n{}",
             context.with_unit(has_title ? report.title.zh + " " + report.outcome : report.outcome, report.unit));
  if (!report.policy.en.empty())
    fmt::print("{}{}", context.say(", policy: ", "，政策方案："), context.say(report.policy));
  fmt::print("\n");
  const char* between = "";
  for (const Report::Table& table : report.tables) {
    if (table.rows.empty()) continue;
    fmt::print("{}", between);
    print_table(context, table);
    between = "\n";
  }
  for (const core::Text& note : report.notes) fmt::print("{}\n", context.say(note));
}

nlohmann::ordered_json as_json(const Report& report) {
  nlohmann::ordered_json object{{"outcome", report.outcome}};
  if (!report.policy.en.empty()) object["policy"] = report.policy.en;
  object.update(report.facts);
  for (const Report::Table& table : report.tables) object[table.key] = rows_as_json(table);
  return object;
}

void print_csv(const std::vector<Report>& reports) {
  const Report::Table& first = reports.at(0).tables.at(0);
  const bool has_policies = !reports[0].policy.en.empty();
  io::CsvWriter csv([](std::string_view bytes) { fmt::print("{}", bytes); });
  csv.text("outcome");
  if (has_policies) csv.text("policy");
  csv.text(first.row_heading.en);
  for (const Report::Column& column : first.columns)
    each_value(column, {}, [&](const std::string& key, double) { csv.text(key); });
  csv.end_row();
  for (const Report& report : reports)
    for (const Report::Row& row : report.tables.at(0).rows) {
      csv.text(report.outcome);
      if (has_policies) csv.text(report.policy.en);
      csv.text(row.name.en);
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        if (first.columns[c].kind == Kind::text) csv.text(row.cells[c].text);
        else each_value(first.columns[c], row.cells[c], [&](const std::string&, double value) { csv.number(value); });
      }
      csv.end_row();
    }
  csv.flush();
}

core::Text counted(std::size_t some, std::size_t all, const char* en, const char* zh) {
  return {fmt::format("{} of {} {}", count(some), count(all), en),
          fmt::format("{} / {} {}", count(some), count(all), zh)};
}

}  // namespace gongjian::cli
