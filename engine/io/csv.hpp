// CSV files (RFC 4180) row by row: commas, double quotes, lines that end in LF or CRLF; UTF-8, with or without
// the byte order mark. Lines that begin with # are comments where they stand above the header row.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/hash.hpp"
#include "engine/io/table_reader.hpp"

namespace gongjian::io {

inline constexpr std::uint64_t kLargestCsv = std::uint64_t{512} << 20;  // bytes
inline constexpr std::uint64_t kMostCsvRows = 20'000'000;
inline constexpr std::size_t kLongestCsvRow = 1 << 20;  // bytes; bounds the memory a file can take

class CsvFile {
 public:
  // Opens the file; `path` names it in problems. What is wrong with its bytes ends the reading.
  CsvFile(const std::string& path, Problems& problems);

  // Reads the next row, the header first; false after the last one and where the file can't be read further.
  // The fields are without their quotes, and valid until the next call. An empty line is a problem where rows follow.
  bool next(std::vector<std::string_view>& fields);

  // The line of the file on which the latest row begins, from 1.
  int line() const { return line_; }
  Place place(int line, std::string column = {}) const { return {source_, line, 0, std::move(column)}; }
  bool failed() const { return failed_; }
  bool good() const { return !failed_ && empty_lines_ == 0; }
  // XXH3 of the whole file's bytes; complete after the last row.
  std::uint64_t hash() const { return hash_.digest(); }

 private:
  int peek();  // the next byte; -1 at the end
  int take();
  bool read_row();
  void skip_comments();
  void end_field();
  bool check_text();
  bool fail(int line, core::Text message);

  std::shared_ptr<const std::string> source_;
  Problems& problems_;
  std::ifstream file_;
  core::Hash hash_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t bytes_ = 0, rows_ = 0, empty_lines_ = 0;
  int line_ = 1, next_line_ = 1;
  bool started_ = false, failed_ = false;
  std::string row_;                                          // the fields, each followed by a comma
  std::vector<std::pair<std::size_t, std::size_t>> fields_;  // begin and end in row_
};

}  // namespace gongjian::io
