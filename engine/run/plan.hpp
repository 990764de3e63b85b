// Plans: an experiment with the points of its design, as a table of runs, each of which can be run alone.
#pragma once

#include <atomic>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/io/results_file.hpp"
#include "engine/run/experiment.hpp"

namespace gongjian::run {

struct Plan {
  Experiment experiment;
  std::size_t points = 1;
  std::vector<double> values;  // of the factors, [point][factor]

  // Row (point * policies + policy) * replicates + replicate.
  std::size_t rows() const { return points * experiment.policies.size() * experiment.seeds.size(); }
};

Plan make_plan(Experiment experiment);

// The points as a CSV file with a column for each factor, such as a design of kind "csv" takes. In decimal, as short as
// gives the same numbers back. Throws core::UserError where it can't be written.
void write_points(const Plan& plan, const std::string& path);

// The scenario of a row, with its factors and its seed. Throws core::UserError where the factors do not go together.
Scenario scenario_of(const Plan& plan, std::size_t row);

// Runs the experiment once, with these values of its factors. What the run can't do (factors that do not go together,
// too little memory) is in its `failure`. Nothing where `stop` became true before the end. Runs on the caller's thread
// alone.
std::optional<io::ResultsRow> run_once(const Experiment& experiment, const ExperimentPolicy& policy,
                                       std::span<const double> values, std::uint64_t seed,
                                       const std::atomic<bool>* stop = nullptr);
// Likewise a row.
std::optional<io::ResultsRow> run_row(const Plan& plan, std::size_t row, const std::atomic<bool>* stop = nullptr);

// At most so many rows to try, spread over points, policies and replicates alike.
std::vector<std::size_t> spread_rows(const Plan& plan, std::size_t most);

// All that a results file says of the plan.
io::ResultsHeader results_header(const Plan& plan, const std::string& version);
// Whether a results file is of this experiment as it stands: of its text, scenarios and seeds, and of its points, which
// may come from files that the text only names.
bool is_result_of(const io::ResultsHeader& header, const Experiment& experiment, const std::string& version);

}  // namespace gongjian::run
