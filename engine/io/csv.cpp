#include "engine/io/csv.hpp"

#include <cerrno>
#include <filesystem>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/ordinary_file.hpp"

namespace gongjian::io {
namespace {

constexpr std::size_t kBufferSize = 1 << 16;
constexpr std::uint64_t kMostEmptyLines = 100;  // that are told

// The length of the character that begins here in UTF-8; 0 where none does.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const auto continues = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool second = continues(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
    return second && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool second = continues(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
    return second && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

CsvFile::CsvFile(const std::string& path, Problems& problems)
    : source_(std::make_shared<const std::string>(path)), problems_(problems) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (std::filesystem::is_other(status)) {
    fail(0, {std::string(kNoOrdinaryFile.en), std::string(kNoOrdinaryFile.zh)});
    return;
  }
  file_.open(path, std::ios::binary);
  if (!file_) fail(0, core::say("could not be opened: {}", "无法打开：{}", core::reason_of(errno)));
}

bool CsvFile::fail(int line, core::Text message) {
  problems_.add(place(line), std::move(message));
  failed_ = true;
  return false;
}

int CsvFile::peek() {
  if (at_ < buffer_.size()) return static_cast<unsigned char>(buffer_[at_]);
  if (failed_ || !file_) return -1;
  buffer_.resize(kBufferSize);
  file_.read(buffer_.data(), kBufferSize);
  buffer_.resize(static_cast<std::size_t>(file_.gcount()));
  at_ = 0;
  bytes_ += buffer_.size();
  if (file_.bad()) fail(next_line_, core::say("could not be read: {}", "无法读取：{}", core::reason_of(errno)));
  else if (bytes_ > kLargestCsv)
    fail(next_line_, core::say("the file is larger than {} MiB", "文件大于 {} MiB", kLargestCsv >> 20));
  if (failed_ || buffer_.empty()) return -1;
  hash_.add(buffer_.data(), buffer_.size());
  return static_cast<unsigned char>(buffer_[0]);
}

int CsvFile::take() {
  const int c = peek();
  if (c < 0) return c;
  ++at_;
  if (c == '\n') ++next_line_;
  return c;
}

void CsvFile::end_field() {
  fields_.emplace_back(fields_.empty() ? 0 : fields_.back().second + 1, row_.size());
  row_ += ',';
}

bool CsvFile::check_text() {
  for (std::size_t i = 0; i < row_.size();) {
    const auto byte = static_cast<unsigned char>(row_[i]);
    if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7f)
      return fail(line_, core::say("read the control character 0x{:02X}; wanted is plain text, saved as UTF-8",
                                   "读到控制字符 0x{:02X}；应为纯文本，以 UTF-8 保存", byte));
    const std::size_t length = character_length(std::string_view(row_).substr(i));
    if (length == 0)
      return fail(
          line_,
          core::say("read the byte 0x{:02X}, which is not UTF-8 here; save the file as UTF-8 "
                    "(in Excel: \"CSV UTF-8\")",
                    "读到字节 0x{:02X}，此处不是 UTF-8；请将文件以 UTF-8 保存（在 Excel 中选“CSV UTF-8”）", byte));
    i += length;
  }
  return true;
}

// One row into row_ and fields_; false at the end of the file and where it fails.
bool CsvFile::read_row() {
  enum class In { field, plain, quotes, after_quotes } in = In::field;
  row_.clear();
  fields_.clear();
  line_ = next_line_;
  int quote_line = 0;
  while (true) {
    const int c = take();
    if (failed_) return false;
    if (row_.size() > kLongestCsvRow)
      return fail(in == In::quotes ? quote_line : line_,
                  core::say("this row is longer than {} MiB; is a closing quote missing?",
                            "此行超过 {} MiB；是否缺少右引号？", kLongestCsvRow >> 20));
    if (in == In::quotes) {
      if (c < 0) return fail(quote_line, {"the quote that opens here is never closed", "此处的左引号没有对应的右引号"});
      if (c != '"') row_ += static_cast<char>(c);
      else if (peek() == '"') row_ += static_cast<char>(take());
      else in = In::after_quotes;
      continue;
    }
    if (c < 0 && in == In::field && fields_.empty()) return false;
    if (c == '\r' && peek() != '\n')
      return fail(line_, {"read a carriage return without a line feed; wanted are lines that end in LF or CRLF",
                          "读到没有换行符的回车符；各行应以 LF 或 CRLF 结尾"});
    if (c < 0 || c == '\n' || c == '\r') {
      if (c == '\r') take();
      end_field();
      return check_text();
    }
    if (c == ',') {
      end_field();
      in = In::field;
    } else if (c == '"') {
      if (in != In::field)
        return fail(line_, {"read a quote inside a value; put the whole value in quotes, and write a quote in it twice",
                            "在值中间读到引号；请将整个值放在引号中，其中的引号写两次"});
      in = In::quotes;
      quote_line = next_line_;
    } else {
      if (in == In::after_quotes)
        return fail(
            line_, {"read something after a closing quote; wanted is a comma", "右引号之后读到其他内容；此处应为逗号"});
      in = In::plain;
      row_ += static_cast<char>(c);
    }
  }
}

void CsvFile::skip_comments() {
  if (peek() == 0xEF && buffer_.compare(0, 3, "\xEF\xBB\xBF") == 0) at_ += 3;
  while (peek() == '#' && !failed_) {
    row_.clear();
    line_ = next_line_;
    for (int c = take(); c >= 0 && c != '\n'; c = take()) {
      if (c != '\r') row_ += static_cast<char>(c);
      if (row_.size() > kLongestCsvRow) {
        fail(line_, {"this comment is longer than a row may be", "此注释超过一行允许的长度"});
        return;
      }
    }
    if (!failed_) check_text();
  }
}

bool CsvFile::next(std::vector<std::string_view>& fields) {
  fields.clear();
  if (!started_ && !failed_) skip_comments();
  started_ = true;
  int empty_line = 0;
  while (!failed_ && read_row()) {
    if (next_line_ == line_ + 1 && row_ == ",") {
      if (empty_line == 0) empty_line = line_;
      continue;
    }
    if (empty_line != 0 && empty_lines_++ < kMostEmptyLines)
      problems_.add(place(empty_line),
                    {"this line is empty; rows follow, so leave it out", "此行为空，而其后还有数据行；请删去此行"});
    if (rows_++ > kMostCsvRows)
      return fail(line_, core::say("the file has more than {} rows", "文件超过 {} 行", kMostCsvRows));
    for (const auto& [begin, end] : fields_) fields.push_back(std::string_view(row_).substr(begin, end - begin));
    return true;
  }
  return false;
}

}  // namespace gongjian::io
