// Results of an experiment: the outcomes of every run, and weekly series where wanted. An HDF5 file, described in
// docs/formats/results.md.
//
// The runs are those of a table: each point of the design under each policy in each replicate. Row number
// (point * policies + policy) * replicates + replicate names a run.
//
// The file appears under its name, whole, when finish() is called. Equal results give equal bytes, in whatever order
// the runs were written. All members throw core::UserError, naming the file and the reason, where a disk fails or what
// is read is foreign, cut off or damaged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/fields.hpp"

namespace gongjian::io {

// What a person wants of an outcome.
enum class Direction : std::int8_t { less = -1, none = 0, more = 1 };

struct ResultsHeader {
  static constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

  struct Policy {
    core::Text label;  // "registered", "法人登记"
    std::string text;  // the resolved TOML of its scenario, whole
  };
  // What differs between the points of the design.
  struct Factor {
    std::string name;
    std::string path;  // the key of a scenario that it sets: "parameters.attention.mean_tenure_years"
    std::string unit;
    core::Text text;
    std::string distribution;         // "uniform(1, 6)"; for people
    bool is_whole = false;            // set as a whole number
    std::vector<std::string> levels;  // of a factor that is no number: its values are positions in this list
    std::vector<double> values;       // by point

    // The level at a point, of a factor that is no number.
    const std::string& level(std::size_t point) const { return levels[static_cast<std::size_t>(values[point])]; }
  };
  struct Design {
    // "grid", "list", "lhs", "sobol", "morris", "saltelli", "csv"; "posterior"; one point: "single"
    std::string kind = "single";
    int levels = 0;  // of "morris"
  };
  struct Outcome {
    std::string name;
    std::string unit;
    core::Text text;
    Direction direction = Direction::none;
    double at_least = kNotGiven, at_most = kNotGiven;  // what satisfies
    bool is_share = false;                             // of districts: between 0 and 1, often at an end
    double censored_at = kNotGiven;  // a time of survival: this long, and more, where nothing happened
  };
  core::Text title;
  std::string version;     // of the engine and its build
  core::Date start_date;   // of week 0
  int districts = 1;       // that a share of districts counts
  std::string experiment;  // its text, whole; empty for a comparison of scenarios
  Design design;
  std::size_t points = 1;
  std::vector<Factor> factors;
  std::vector<Policy> policies;
  std::vector<std::uint64_t> seeds;  // by replicate, the same at all points and under all policies
  std::vector<Outcome> outcomes;
  std::vector<Outcome> series;  // weekly
  std::vector<int> weeks;       // of the values of each series

  std::size_t rows() const { return points * policies.size() * seeds.size(); }
  // What a row is a run of.
  struct Run {
    std::size_t point, policy, replicate;
  };
  Run run_of(std::size_t row) const {
    const std::size_t run = row / seeds.size();
    return {run / policies.size(), run % policies.size(), row % seeds.size()};
  }
};

enum class RowStatus : std::uint8_t { missing, done, failed };

// What one run yields.
struct ResultsRow {
  std::vector<double> outcomes;             // as in the header
  std::vector<std::vector<double>> series;  // as in the header, each with a value for each of its weeks
  std::uint64_t hash = 0;                   // of the whole state at the end
  core::Text failure;                       // why there is nothing of the above; empty for a run that was done.
                                            // Files keep the English alone.
};

// A run that failed, and why.
struct RowFailure {
  std::uint64_t row = 0;
  std::string reason;
};

// Rows that follow each other.
struct RowRange {
  std::size_t first = 0, count = 0;
};

class ResultsWriter {
 public:
  static constexpr std::size_t kReasonBytes = 240;     // longer reasons are cut
  static constexpr std::size_t kMostReasons = 10'000;  // of the first rows; others have their status alone

  // Replaces a file of this name when finished; ask refuse_existing() first where that is not wanted.
  ResultsWriter(const std::string& path, const ResultsHeader& header);
  // Without finish() nothing is left.
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  // Runs that are never written, or failed, stay NaN, with hash 0.
  void write(std::size_t row, const ResultsRow& values);
  void finish();

 private:
  struct Results;
  std::unique_ptr<Results> results_;
};

class ResultsReader {
 public:
  explicit ResultsReader(const std::string& path);
  ~ResultsReader();
  ResultsReader(ResultsReader&&) noexcept;
  ResultsReader& operator=(ResultsReader&&) noexcept;

  const ResultsHeader& header() const;
  // By row. An unknown name is an error that tells the nearest.
  std::vector<double> outcome(std::string_view name) const { return outcome(name, all()); }
  // By row, then week; of `points` points from `first_point` on.
  std::vector<double> series(std::string_view name, std::size_t first_point, std::size_t points) const;
  std::vector<double> series(std::string_view name) const { return series(name, 0, header().points); }
  // By row.
  std::vector<std::uint64_t> hashes() const { return hashes(all()); }
  std::vector<RowStatus> status() const { return status(all()); }
  // The same of some rows, so that a large file can be read piece by piece.
  std::vector<double> outcome(std::string_view name, RowRange rows) const;
  std::vector<double> series(std::string_view name, RowRange rows) const;
  std::vector<std::uint64_t> hashes(RowRange rows) const;
  std::vector<RowStatus> status(RowRange rows) const;
  std::vector<RowFailure> failures() const;

 private:
  RowRange all() const { return {0, header().rows()}; }

  struct Results;
  std::unique_ptr<Results> results_;
};

}  // namespace gongjian::io
