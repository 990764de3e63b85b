#include "analysis_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "terminal.hpp"

namespace gongjian::cli {
namespace {

std::string shown(const Report::Column& column, const Report::Cell& cell) {
  if (!column.has_interval || std::isnan(cell.value)) return number(cell.value);
  return fmt::format("{} [{}, {}]", number(cell.value), number(cell.low), number(cell.high));
}

// The keys and values of a cell: one, or three with the ends of the interval.
template <class Take>
void each_value(const Report::Column& column, const Report::Cell& cell, const Take& take) {
  take(column.key, cell.value);
  if (!column.has_interval) return;
  take(column.key + "_low", cell.low);
  take(column.key + "_high", cell.high);
}

std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

void print_table(const Context& context, const Report& report) {
  std::vector<std::vector<std::string>> rows{{context.say(report.row_heading)}};
  for (const Report::Column& column : report.columns) rows[0].push_back(context.say(column.heading));
  for (const Report::Row& row : report.rows) {
    rows.push_back({row.name});
    for (std::size_t c = 0; c < row.cells.size(); ++c) rows.back().push_back(shown(report.columns[c], row.cells[c]));
  }
  fmt::print("\n{}\n{}", report.outcome, table(rows));
  for (const core::Text& note : report.notes) fmt::print("{}\n", context.say(note));
}

nlohmann::ordered_json as_json(const Report& report) {
  nlohmann::ordered_json object{{"outcome", report.outcome}};
  object.update(report.facts);
  auto& rows = object[report.row_heading.en + "s"] = nlohmann::ordered_json::array();
  for (const Report::Row& row : report.rows) {
    nlohmann::ordered_json entry{{report.row_heading.en, row.name}};
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      each_value(report.columns[c], row.cells[c], [&](const std::string& key, double value) { entry[key] = value; });
    rows.push_back(entry);
  }
  return object;
}

void print_csv(const std::vector<Report>& reports) {
  if (reports.empty()) return;
  std::string heading = "outcome," + reports[0].row_heading.en;
  for (const Report::Column& column : reports[0].columns)
    each_value(column, {0}, [&](const std::string& key, double) { heading += "," + key; });
  fmt::print("{}\n", heading);
  for (const Report& report : reports)
    for (const Report::Row& row : report.rows) {
      std::string line = csv_text(report.outcome) + "," + csv_text(row.name);
      for (std::size_t c = 0; c < row.cells.size(); ++c)
        each_value(report.columns[c], row.cells[c], [&](const std::string&, double value) {
          line += std::isnan(value) ? "," : fmt::format(",{}", value);
        });
      fmt::print("{}\n", line);
    }
}

}  // namespace gongjian::cli
