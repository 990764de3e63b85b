// Logs and results as tidy tables: one observation a row. All are written piece by piece, in memory that does not grow
// with the number of rows. docs/formats/csv.md tells the columns.
#pragma once

#include <string>
#include <vector>

#include "engine/io/csv_writer.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::io {

// Throws core::UserError, as readers do, where a name is unknown.
struct ExportOptions {
  std::string source;              // the file's name, for messages
  std::vector<std::string> names;  // of variables, outcomes or columns; empty: all
  bool wide = false;               // of a log: a column for each variable, in place of a row for each value
  bool chinese = false;            // headings and labels
};

// A log's variables, a row for each value: week, date, a label for each dimension, variable, value.
void export_log(const LogReader& log, const ExportOptions& options, CsvWriter& csv);
// Samples of one table of a log: week, date, row, its columns.
void export_agents(const LogReader& log, const std::string& name, const ExportOptions& options, CsvWriter& csv);
// Results, a row for each run: point, factors, policy, replicate, seed, status, hash, outcomes, failure.
void export_results(const ResultsReader& results, const ExportOptions& options, CsvWriter& csv);
// Weekly series of results, a row for each run and week: point, policy, replicate, week, date, the series named.
void export_series(const ResultsReader& results, const ExportOptions& options, CsvWriter& csv);

}  // namespace gongjian::io
