// What differs between two logs, or between two results files: what they say of themselves, the first value that
// differs, and how many differ of each variable. What is in one alone is told, and the rest compared: weeks by their
// number, districts and the like by position where all labels agree, policies by label, replicates by seed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::io {

// What the files say of themselves: "seed", "1", "2". Empty where one says nothing.
struct Statement {
  core::Text what;
  std::string a, b;
};

// One value that differs, and where it is: {"week", "3"}, {"district", "Huangpu"}.
struct DifferingValue {
  using Cell = std::variant<double, std::string>;
  std::vector<std::pair<std::string, core::Text>> where;
  std::string field;  // a variable, an outcome, or "units.hours" of a table of agents
  Cell a, b;
};

// How many values of a field differ, of those that are in both files.
struct DifferingField {
  std::string field;
  std::uint64_t differing = 0, compared = 0;
  double largest = 0;       // absolute difference between two numbers
  std::int64_t first = -1;  // week of a log, or row of results, where it first differs
};

struct Difference {
  std::vector<Statement> statements;
  std::optional<DifferingValue> first;
  std::vector<DifferingField> fields;  // in the order of the files; those that differ alone
  std::uint64_t compared = 0;          // values

  bool none() const { return statements.empty() && fields.empty(); }
};

// Two missing values are the same. Throws core::UserError where a file can't be read.
Difference difference(const LogReader& a, const LogReader& b);
Difference difference(const ResultsReader& a, const ResultsReader& b);

}  // namespace gongjian::io
