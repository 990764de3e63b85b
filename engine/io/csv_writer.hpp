// CSV tables for other programs (RFC 4180): commas, double quotes where needed, lines that end in LF, UTF-8.
// docs/formats/csv.md tells what stands in the cells.
#pragma once

#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>

namespace gongjian::io {

class CsvWriter {
 public:
  // `sink` is given the bytes in order, some tens of KiB at a time.
  using Sink = std::function<void(std::string_view)>;
  explicit CsvWriter(Sink sink) : sink_(std::move(sink)) {}

  // By the byte order mark, first of all, Excel knows that a file is UTF-8.
  void byte_order_mark();

  // The next cell of the row. A text that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or
  // a carriage return) gets an apostrophe before it.
  void text(std::string_view text);
  // The shortest decimal number that reads back the same; nothing for what is not a number.
  template <class T>
  void number(T value) {
    static_assert(std::is_arithmetic_v<T>);
    if (value != value) return empty();
    char digits[32];
    cell({digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits)});
  }
  void empty() { cell({}); }
  void end_row();
  std::size_t rows() const { return rows_; }

  // Hands on what is left; to be called at the end.
  void flush();

 private:
  void cell(std::string_view bytes);

  Sink sink_;
  std::string buffer_;
  bool in_row_ = false;
  std::size_t rows_ = 0;
};

}  // namespace gongjian::io
