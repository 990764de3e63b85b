// Results of a comparison: the outcomes of each scenario in each replicate, and weekly series where wanted. An
// HDF5 file, described in docs/formats/results.md.
//
// It appears under its name, whole, when finish() is called. Equal results give equal bytes, in whatever order
// the runs were written. All members throw core::UserError, naming the file and the reason, where a disk fails
// or what is read is foreign, cut off or damaged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/fields.hpp"

namespace gongjian::io {

struct ResultsHeader {
  struct Scenario {
    core::Text label;
    std::string text;  // the resolved TOML, whole
  };
  struct Outcome {
    std::string name;
    std::string unit;
    core::Text text;
  };
  core::Text title;
  std::string version;    // of the engine and its build
  core::Date start_date;  // of week 0
  std::vector<Scenario> scenarios;
  std::vector<std::uint64_t> seeds;  // by replicate
  std::vector<Outcome> outcomes;
  std::vector<Outcome> series;  // weekly
  std::vector<int> weeks;       // of the values of each series
};

// What one run yields.
struct ResultsRow {
  std::vector<double> outcomes;             // as in the header
  std::vector<std::vector<double>> series;  // as in the header, each with a value for each of its weeks
  std::uint64_t hash = 0;                   // of the whole state at the end
};

class ResultsWriter {
 public:
  // Replaces a file of this name when finished; ask refuse_existing() first where that is not wanted.
  ResultsWriter(const std::string& path, const ResultsHeader& header);
  // Without finish() nothing is left.
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  // Runs that are never written stay NaN, with hash 0.
  void write(std::size_t scenario, std::size_t replicate, const ResultsRow& row);
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
  // [scenario][replicate]. An unknown name is an error that tells the nearest.
  std::vector<double> outcome(std::string_view name) const;
  // [scenario][replicate][week]
  std::vector<double> series(std::string_view name) const;
  // [scenario][replicate]
  std::vector<std::uint64_t> hashes() const;

 private:
  struct Results;
  std::unique_ptr<Results> results_;
};

}  // namespace gongjian::io
