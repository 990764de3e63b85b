// CSV files as typed columns: each column is declared with what may stand in it, then all are read in one pass.
// Every problem of the file is gathered, with file:line:column.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/core/missing.hpp"
#include "engine/io/csv.hpp"

namespace gongjian::io {

// Texts numbered in the order in which they first appeared.
class Names {
 public:
  std::uint32_t add(std::string_view text);         // its number, old or new
  std::uint32_t find(std::string_view text) const;  // core::kMissing where it is not there
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
  const std::string& operator[](std::size_t number) const { return texts_[number]; }
  // The known name nearest to a text, in quotes; empty where none is near, or where there are too many to compare.
  std::string nearest(std::string_view text) const;

 private:
  std::deque<std::string> texts_;  // stay where they are
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

// May a column be absent, and may one of its values be empty?
enum class Presence {
  optional,  // both
  complete,  // absent, but no value empty
  required   // neither
};

class CsvTable {
 public:
  static constexpr std::size_t kMostProblems = 1000;  // a file with more is not read to its end
  static constexpr std::size_t kLongestText = 200;    // bytes

  CsvTable(const std::string& path, Problems& problems);

  // Columns, declared before the reading. Each gets a value a row, core::kMissing where it is empty or wrong, and
  // stays empty where the file has no such column.
  // Whole numbers in a range that T holds.
  template <class T>
  void whole(std::string_view name, Presence presence, core::Range range, std::vector<T>& values) {
    declare(
        name, presence,
        [this, range, &values](std::string_view text) {
          std::uint64_t number = 0;
          const bool good = parse_whole(text, range, number);
          values.push_back(good ? static_cast<T>(number) : core::kMissing<T>);
          return good;
        },
        [&values] { values.push_back(core::kMissing<T>); });
  }
  void number(std::string_view name, Presence presence, core::Range range, std::vector<double>& values);
  // One of the names allowed; the value is its position modulo `count`, so that a thing may have several names.
  void choice(std::string_view name, Presence presence, std::vector<std::string_view> allowed, std::size_t count,
              std::vector<std::uint8_t>& positions);
  // Texts without line breaks, numbered in `names`.
  void text(std::string_view name, Presence presence, Names& names, std::vector<std::uint32_t>& numbers);
  // Texts that `names` has already; `where` says where those are listed.
  void known(std::string_view name, Presence presence, const Names& names, std::string where,
             std::vector<std::uint32_t>& numbers);

  void read();

  bool has(std::string_view name) const;
  std::size_t rows() const { return rows_; }
  std::uint64_t hash() const { return file_.hash(); }
  bool is_complete() const { return complete_; }  // read to its end, whatever was wrong with the values
  bool good() const { return file_.good() && problems_found_ == 0; }

  // Checks of meaning, after the reading: rows that were wrong already need none.
  bool was_wrong(std::size_t row) const;
  void problem(std::size_t row, std::string_view column, core::Text message);
  void problem(core::Text message);  // of the file as a whole
  int line_of(std::size_t row) const;
  bool is_full() const { return problems_found_ >= kMostProblems; }

 private:
  struct Column {
    std::string name;
    Presence presence;
    std::function<bool(std::string_view)> take;  // a value that is not empty; else message_ says what is wrong
    std::function<void()> miss;
    bool present = false;
  };
  void declare(std::string_view name, Presence presence, std::function<bool(std::string_view)> take,
               std::function<void()> miss);
  bool parse_whole(std::string_view text, core::Range range, std::uint64_t& number);
  bool parse_number(std::string_view text, core::Range range, double& number);
  bool is_text(std::string_view text);
  bool read_header();
  void read_row(const std::vector<std::string_view>& fields);
  void tell(int line, std::string_view column, core::Text message);

  Problems& problems_;
  CsvFile file_;
  std::deque<Column> columns_;
  std::vector<Column*> by_field_;  // none for a column that is not known
  std::size_t rows_ = 0, problems_found_ = 0;
  bool complete_ = false;
  core::Text message_;
  std::vector<std::size_t> wrong_rows_;                   // in order
  std::vector<std::pair<std::size_t, int>> first_lines_;  // row and line where lines stop following each other
};

}  // namespace gongjian::io
