// Experiments: which policies are tried under which uncertainties, how often, and what is wanted of them. Read from one
// file, checked whole before anything runs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/abc.hpp"
#include "analysis/distribution.hpp"
#include "engine/io/results_file.hpp"
#include "engine/run/reduction.hpp"
#include "engine/run/scenario.hpp"

namespace gongjian::run {

// A named scenario: that of the experiment with a piece on top, or another.
struct ExperimentPolicy {
  core::Text label;
  ScenarioFile file;
  Scenario scenario;
};

// Draws from what calibrate left: the values of one point are drawn together.
struct Posterior {
  std::string path;
  std::vector<double> cumulative;  // weights added up, by particle; the last is 1
  std::vector<io::ResultsHeader::Factor> factors;
};

// What differs from point to point.
struct Factor {
  std::string name;
  std::string path;
  std::string unit;
  core::Text text;
  bool is_whole = false;          // set as a whole number
  io::Place place;                // where the experiment names it
  std::vector<io::Value> levels;  // of a factor with values of its own; else from the distribution
  bool are_numbers = true;        // all of the levels
  analysis::Distribution distribution;
  int grid_levels = 0;                         // in a grid, where the factor has no values of its own
  std::shared_ptr<const Posterior> posterior;  // none for all others
  std::size_t posterior_factor = 0;

  // The value at u of [0, 1]: a number; or, where levels are no numbers, a position among them.
  double at(double u) const;
  // A value as a scenario takes it.
  io::Value setting(double value) const;
  std::string distribution_text() const;
};

struct DesignSettings {
  enum class Kind { single, grid, list, lhs, sobol, morris, saltelli, csv };
  Kind kind = Kind::single;
  int points = 0;        // lhs, sobol; of the base sample: saltelli
  int trajectories = 0;  // morris
  int levels = 4;        // morris
  std::uint64_t seed = 1;
};
// "grid", …
std::string to_string(DesignSettings::Kind kind);

// How parameters are calibrated, where an experiment is one: its factors are priors, and its outcomes have targets.
struct CalibrationSettings {
  bool by_rejection = false;     // else by sequential Monte Carlo
  analysis::AbcOptions options;  // with rejection its `most_runs` are made, and its `particles` are kept of them
};

struct ExperimentOutcome {
  io::ResultsHeader::Outcome about;
  std::optional<Reduction> reduction;  // none for one of outcomes()
  std::size_t standard = 0;            // its position there
  analysis::AbcTarget target{};        // in a calibration
};

struct Experiment {
  std::string name;  // of the file, without its ending
  core::Text title, description;
  std::vector<ExperimentPolicy> policies;
  std::vector<Factor> factors;
  DesignSettings design;
  std::optional<CalibrationSettings> calibration;  // instead of a design
  std::vector<double> listed;                      // the points of a list or CSV, [point][factor]
  std::vector<std::uint64_t> seeds;                // by replicate
  std::vector<ExperimentOutcome> outcomes;
  std::vector<std::size_t> series;  // in city_series(), kept week by week
  std::string text;                 // TOML, with what the command line sets
};

// What the command line changes of an experiment.
struct ExperimentChanges {
  std::vector<std::string> settings;  // "PATH=VALUE" on top of every policy
  std::optional<int> replicates, points;
  std::optional<std::uint64_t> seed;
};

// Reads a file, or a shipped experiment by its name. Throws core::UserError with every problem of meaning at once, or
// with the one that stops the reading.
Experiment read_experiment(const std::string& name_or_path, const ExperimentChanges& changes = {});
// The same of a text, as if it stood in a file at `path`.
Experiment experiment_of(const std::string& text, const std::string& path, const ExperimentChanges& changes = {});

// Throws core::UserError where it is a calibration, which no sweep runs; `path` names it.
void refuse_calibration(const Experiment& experiment, const std::string& path);

// All of run::outcomes(), as results have them.
std::vector<ExperimentOutcome> standard_outcomes();

// Scenarios to be compared: the policies of an experiment with one point, all outcomes and all series.
Experiment comparison_of(std::vector<ScenarioFile> scenarios, std::size_t replicates, std::uint64_t first_seed);

// How many points the design has.
std::size_t design_rows(const Experiment& experiment);
// Its points, [point][factor] as Factor::at gives them. Deterministic; but some distributions differ in
// the last bit between machines, so a plan is made once and kept.
std::vector<double> design_points(const Experiment& experiment);

}  // namespace gongjian::run
