// What `gongjian analyse` reads: the results of an experiment, or a design and its outcomes in two CSV files. Outcomes
// are read one at a time, so that what is held at once is the factors of all points, and one outcome of all runs, 8
// bytes a number.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/design.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::cli {

struct AnalysisInput {
  std::shared_ptr<const io::ResultsHeader> header;  // two CSV files have one policy without a name, and one replicate
  std::size_t failed_runs = 0;                      // as the file says
  bool is_results = false;
  // By row, as io::ResultsReader gives it; NaN where a run failed, or has no such value.
  std::function<std::vector<double>(const std::string& outcome)> values;
  // Where a point stands: "results.h5: point 2", "design.csv:4".
  std::function<std::string(std::size_t point)> place;
};

AnalysisInput read_results(const std::string& path);
// A column a factor, and a column an outcome, in the same order of rows.
AnalysisInput read_two_csv(const std::string& design, const std::string& outcomes);

// The values of factors, point by point. Those of a factor that is no number are positions among its levels.
analysis::Points points_of(const io::ResultsHeader& header);

// By point, the mean over the replicates that have a value under a policy; NaN where none has.
std::vector<double> means_of_points(const io::ResultsHeader& header, const std::vector<double>& values,
                                    std::size_t policy);

}  // namespace gongjian::cli
