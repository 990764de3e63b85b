// What an analysis found about one outcome, as people and programs read it.
#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "command.hpp"

namespace gongjian::cli {

struct Report {
  struct Column {
    std::string key;  // in JSON and CSV; the ends of its interval are <key>_low and <key>_high
    core::Text heading;
    bool has_interval = false;
  };
  struct Cell {
    double value;
    double low = std::numeric_limits<double>::quiet_NaN(), high = low;
  };
  struct Row {
    std::string name;
    std::vector<Cell> cells;
  };

  std::string outcome;
  core::Text row_heading;  // what the rows are; in JSON and CSV by its English name
  std::vector<Column> columns;
  std::vector<Row> rows;
  nlohmann::ordered_json facts = nlohmann::ordered_json::object();  // of the whole: counts, flags
  std::vector<core::Text> notes;                                    // the same for people
};

void print_table(const Context& context, const Report& report);
nlohmann::ordered_json as_json(const Report& report);
// A row an outcome and a factor, under one row of headings; the reports have the same columns.
void print_csv(const std::vector<Report>& reports);

}  // namespace gongjian::cli
