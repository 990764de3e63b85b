#include "engine/io/csv_writer.hpp"

namespace gongjian::io {
namespace {

constexpr std::size_t kBuffer = 65536;

// Spreadsheets in Chinese take the full-width signs too.
bool is_formula(std::string_view text) {
  for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"})
    if (text.starts_with(sign)) return true;
  return false;
}

}  // namespace

void CsvWriter::byte_order_mark() { buffer_ += "\xEF\xBB\xBF"; }

void CsvWriter::text(std::string_view text) {
  const bool is_neutralised = is_formula(text);
  if (!is_neutralised && text.find_first_of(",\"\r\n") == std::string_view::npos) return cell(text);
  std::string quoted = is_neutralised ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') quoted += c;
    quoted += c;
  }
  cell(quoted + '"');
}

void CsvWriter::end_row() {
  buffer_ += '\n';
  in_row_ = false;
  ++rows_;
  if (buffer_.size() >= kBuffer) flush();
}

void CsvWriter::flush() {
  sink_(buffer_);
  buffer_.clear();
}

void CsvWriter::cell(std::string_view bytes) {
  if (in_row_) buffer_ += ',';
  buffer_ += bytes;
  in_row_ = true;
}

}  // namespace gongjian::io
