// What an analysis found about one outcome, as people and programs read it.
#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "command.hpp"

namespace gongjian::cli {

struct Report {
  enum class Kind { number, count, interval, p_value, text };
  struct Column {
    std::string key;  // in JSON and CSV; the ends of an interval are <key>_low and <key>_high
    core::Text heading;
    Kind kind = Kind::number;
    bool is_optional = false;  // not shown to people where no row has a value
  };
  struct Cell {
    double value = std::numeric_limits<double>::quiet_NaN();
    double low = std::numeric_limits<double>::quiet_NaN(), high = low;
    std::string text = {}, zh = {};  // as text; `zh` where people read another in Chinese
  };
  struct Row {
    core::Text name;
    std::vector<Cell> cells;
  };
  struct Table {
    std::string key;         // of its rows in JSON: "factors"
    core::Text row_heading;  // what a row is; in JSON and CSV by its English name
    std::vector<Column> columns;
    std::vector<Row> rows = {};
  };

  std::vector<Table> tables;                                        // the first alone in CSV
  nlohmann::ordered_json facts = nlohmann::ordered_json::object();  // of the whole: counts, flags
  std::vector<core::Text> notes = {};                               // the same for people
  std::string outcome = {}, unit = {};
  core::Text title = {};   // of the outcome
  core::Text policy = {};  // empty where it is of all, or of none
};

void print_tables(const Context& context, const Report& report);
nlohmann::ordered_json as_json(const Report& report);
// A line a row of the first table of each report, under one heading; these have the same columns.
void print_csv(const std::vector<Report>& reports);

// "3 of 20 runs failed"
core::Text counted(std::size_t some, std::size_t all, const char* en, const char* zh);

}  // namespace gongjian::cli
