// CSV files of numbers alone, whose columns are named by the file and not known before: designs and outcomes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/io/csv.hpp"

namespace gongjian::io {

struct NumberTable {
  std::vector<std::string> names;  // of the columns
  std::vector<double> values;      // row by row
  std::vector<int> lines;          // of the file, on which rows begin
  std::shared_ptr<const std::string> source;

  std::size_t rows() const { return lines.size(); }
  // Of a row, or of the last one for what is missing behind it.
  Place place(std::size_t row, std::string column = {}) const;
};

// Every value a finite number; where they may be missing, empty or "nan" too (NaN then). Problems are added, with
// file:line and column, as they are found; the table holds what could be read.
enum class Missing { refused, allowed };
NumberTable read_csv_numbers(const std::string& path, Missing missing, Problems& problems);

}  // namespace gongjian::io
