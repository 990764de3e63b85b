#include "engine/io/csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/core/error.hpp"

namespace gongjian::io {
namespace {

std::string shown(std::string_view text) {
  return Value{std::string(text.substr(0, CsvTable::kLongestText)), {}}.shown();
}

std::string wrong_number(std::string_view text, bool is_number, std::string_view wanted, core::Range range) {
  return is_number ? fmt::format("read {}; allowed is {} to {}", text.substr(0, 60), range.low, range.high)
                   : fmt::format("read {}; wanted is {} from {} to {}", shown(text), wanted, range.low, range.high);
}

}  // namespace

// ---- names

std::uint32_t Names::add(std::string_view text) {
  const auto found = numbers_.find(text);
  if (found != numbers_.end()) return found->second;
  texts_.emplace_back(text);
  numbers_.emplace(texts_.back(), size() - 1);
  return size() - 1;
}

std::uint32_t Names::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  return found != numbers_.end() ? found->second : core::kMissing<std::uint32_t>;
}

std::string Names::nearest(std::string_view text) const {
  constexpr std::size_t kMostToCompare = 5000;
  if (texts_.size() > kMostToCompare) return {};
  const std::vector<std::string_view> all(texts_.begin(), texts_.end());
  const std::string_view name = core::nearest_name(text, all);
  return name.empty() ? "" : Value{std::string(name), {}}.shown();
}

// ---- columns

CsvTable::CsvTable(std::string path, Problems& problems) : problems_(problems), file_(path, problems) {}

void CsvTable::declare(std::string_view name, Presence presence, std::function<bool(std::string_view)> take,
                       std::function<void()> miss) {
  columns_.push_back({std::string(name), presence, std::move(take), std::move(miss)});
}

bool CsvTable::parse_whole(std::string_view text, core::Range range, std::uint64_t& number) {
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc{} && last == end && range.contains(static_cast<double>(number))) return true;
  const std::string_view digits = text.substr(text.front() == '-' ? 1 : 0);
  const bool is_whole = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  message_ = wrong_number(text, is_whole, "a whole number", range);
  return false;
}

bool CsvTable::parse_number(std::string_view text, core::Range range, double& number) {
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  const bool is_number = error != std::errc::invalid_argument && last == end &&
                         text.find_first_not_of("+-.0123456789eE") == std::string_view::npos;  // no inf, no nan
  if (is_number && error == std::errc{} && range.contains(number)) return true;
  message_ = wrong_number(text, is_number, "a number", range);
  return false;
}

bool CsvTable::is_text(std::string_view text) {
  if (text.size() > kLongestText)
    message_ = fmt::format("read {}, of {} bytes; allowed are {}", shown(text), text.size(), kLongestText);
  else if (text.find('\n') != std::string_view::npos)
    message_ = fmt::format("read {}; a name has no line breaks", shown(text));
  else if (text.front() == ' ' || text.back() == ' ')
    message_ = fmt::format("read {}; a name has no spaces at its ends", shown(text));
  else return true;
  return false;
}

void CsvTable::number(std::string_view name, Presence presence, core::Range range, std::vector<double>& values) {
  declare(
      name, presence,
      [this, range, &values](std::string_view text) {
        double number = 0;
        const bool good = parse_number(text, range, number);
        values.push_back(good ? number : core::kMissing<double>);
        return good;
      },
      [&values] { values.push_back(core::kMissing<double>); });
}

void CsvTable::choice(std::string_view name, Presence presence, std::vector<std::string_view> allowed,
                      std::size_t count, std::vector<std::uint8_t>& positions) {
  declare(
      name, presence,
      [this, allowed = std::move(allowed), count, &positions](std::string_view text) {
        const auto match = std::find(allowed.begin(), allowed.end(), text);
        const bool good = match != allowed.end();
        if (!good) message_ = not_allowed(std::string(text), allowed);
        positions.push_back(good ? static_cast<std::uint8_t>(static_cast<std::size_t>(match - allowed.begin()) % count)
                                 : core::kMissing<std::uint8_t>);
        return good;
      },
      [&positions] { positions.push_back(core::kMissing<std::uint8_t>); });
}

void CsvTable::text(std::string_view name, Presence presence, Names& names, std::vector<std::uint32_t>& numbers) {
  declare(
      name, presence,
      [this, &names, &numbers](std::string_view text) {
        const bool good = is_text(text);
        numbers.push_back(good ? names.add(text) : core::kMissing<std::uint32_t>);
        return good;
      },
      [&numbers] { numbers.push_back(core::kMissing<std::uint32_t>); });
}

void CsvTable::known(std::string_view name, Presence presence, const Names& names, std::string where,
                     std::vector<std::uint32_t>& numbers) {
  declare(
      name, presence,
      [this, &names, where = std::move(where), &numbers](std::string_view text) {
        const std::uint32_t number = names.find(text);
        numbers.push_back(number);
        if (!core::is_missing(number)) return true;
        const std::string nearest = names.nearest(text);
        message_ = fmt::format("read {}, which is not in {}{}", shown(text), where,
                               nearest.empty() ? "" : "; did you mean " + nearest + "?");
        return false;
      },
      [&numbers] { numbers.push_back(core::kMissing<std::uint32_t>); });
}

// ---- reading

void CsvTable::tell(int line, std::string_view column, const std::string& message) {
  ++problems_found_;
  problems_.add(file_.place(line, std::string(column)), message);
}

bool CsvTable::read_header() {
  std::vector<std::string_view> fields, allowed;
  for (const Column& column : columns_) allowed.push_back(column.name);
  if (!file_.next(fields)) {
    if (!file_.failed()) tell(0, "", "the file is empty; wanted is a row with the names of the columns");
    return false;
  }
  if (fields.size() == 1 && fields[0].find_first_of(";\t") != std::string_view::npos) {
    tell(file_.line(), "", "the columns are separated by semicolons or tabs; wanted are commas");
    return false;
  }
  for (const std::string_view name : fields) {
    if (is_full()) return false;
    const auto column = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name == name; });
    if (column == columns_.end()) tell(file_.line(), "", "unknown column: " + not_allowed(std::string(name), allowed));
    else if (column->present) tell(file_.line(), column->name, "this column is there twice; write it once");
    const bool first = column != columns_.end() && !column->present;
    if (first) column->present = true;
    by_field_.push_back(first ? &*column : nullptr);
  }
  for (const Column& column : columns_)
    if (column.presence == Presence::required && !column.present)
      tell(file_.line(), column.name, "this column is missing, and it must be there");
  return true;
}

void CsvTable::read_row(const std::vector<std::string_view>& fields) {
  const std::size_t before = problems_found_;
  if (fields.size() != by_field_.size()) {
    tell(file_.line(), "",
         fmt::format("read {} value{}; the first row names {} column{}", fields.size(), fields.size() == 1 ? "" : "s",
                     by_field_.size(), by_field_.size() == 1 ? "" : "s"));
    for (const Column* column : by_field_)
      if (column != nullptr) column->miss();
  } else {
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const Column* column = by_field_[f];
      if (column == nullptr) continue;
      if (fields[f].empty()) {
        column->miss();
        if (column->presence != Presence::optional)
          tell(file_.line(), column->name,
               column->presence == Presence::required ? "the value is empty; it must be there"
                                                      : "the value is empty; give every one, or leave the column out");
      } else if (!column->take(fields[f])) {
        tell(file_.line(), column->name, message_);
      }
    }
  }
  if (problems_found_ > before) wrong_rows_.push_back(rows_);
  ++rows_;
}

void CsvTable::read() {
  if (file_.failed() || !read_header()) return;
  std::vector<std::string_view> fields;
  int next_line = 0;
  while (file_.next(fields)) {
    if (is_full())
      return tell(file_.line(), "", fmt::format("the rest was not read, after {} problems", kMostProblems));
    if (file_.line() != next_line) first_lines_.emplace_back(rows_, file_.line());
    next_line = file_.line() + 1;
    read_row(fields);
  }
  complete_ = !file_.failed();
}

bool CsvTable::has(std::string_view name) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name == name && c.present; });
}

int CsvTable::line_of(std::size_t row) const {
  const auto after = std::upper_bound(first_lines_.begin(), first_lines_.end(), row,
                                      [](std::size_t r, const auto& first) { return r < first.first; });
  return after == first_lines_.begin() ? 0 : (after - 1)->second + static_cast<int>(row - (after - 1)->first);
}

bool CsvTable::was_wrong(std::size_t row) const {
  return std::binary_search(wrong_rows_.begin(), wrong_rows_.end(), row);
}

void CsvTable::problem(std::size_t row, std::string_view column, const std::string& message) {
  if (!is_full()) tell(line_of(row), column, message);
}

void CsvTable::problem(const std::string& message) { tell(0, "", message); }

}  // namespace gongjian::io
