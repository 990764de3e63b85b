#include "engine/io/csv_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {
namespace {

std::string shown(std::string_view text) {
  return Value{std::string(text.substr(0, CsvTable::kLongestText)), {}}.shown();
}

core::Text wrong_number(std::string_view text, bool is_number, const core::Text& wanted, core::Range range) {
  return is_number ? core::say("read {}; allowed is {} to {}", "读到 {}；允许 {} 至 {}", text.substr(0, 60), range.low,
                               range.high)
                   : core::say("read {}; wanted is {} from {} to {}", "读到 {0}；应为 {2} 至 {3} 的{1}", shown(text),
                               wanted, range.low, range.high);
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

CsvTable::CsvTable(const std::string& path, Problems& problems) : problems_(problems), file_(path, problems) {}

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
  message_ = wrong_number(text, is_whole, {"a whole number", "整数"}, range);
  return false;
}

bool CsvTable::parse_number(std::string_view text, core::Range range, double& number) {
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  const bool is_number = error != std::errc::invalid_argument && last == end &&
                         text.find_first_not_of("+-.0123456789eE") == std::string_view::npos;  // no inf, no nan
  if (is_number && error == std::errc{} && range.contains(number)) return true;
  message_ = wrong_number(text, is_number, {"a number", "数"}, range);
  return false;
}

bool CsvTable::is_text(std::string_view text) {
  if (text.size() > kLongestText)
    message_ = core::say("read {}, of {} bytes; allowed are {}", "读到 {}，共 {} 字节；最多允许 {} 字节", shown(text),
                         text.size(), kLongestText);
  else if (text.find('\n') != std::string_view::npos)
    message_ = core::say("read {}; a name has no line breaks", "读到 {}；名称中不能换行", shown(text));
  else if (text.front() == ' ' || text.back() == ' ')
    message_ = core::say("read {}; a name has no spaces at its ends", "读到 {}；名称首尾不能有空格", shown(text));
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
        message_ =
            core::say("read {}, which is not in {}{}", "读到 {}，{} 中没有此项{}", shown(text), where,
                      nearest.empty() ? core::Text{} : core::say("; did you mean {}?", "；是否指 {}？", nearest));
        return false;
      },
      [&numbers] { numbers.push_back(core::kMissing<std::uint32_t>); });
}

// ---- reading

void CsvTable::tell(int line, std::string_view column, core::Text message) {
  ++problems_found_;
  problems_.add(file_.place(line, std::string(column)), std::move(message));
}

bool CsvTable::read_header() {
  std::vector<std::string_view> fields, allowed;
  for (const Column& column : columns_) allowed.push_back(column.name);
  if (!file_.next(fields)) {
    if (!file_.failed())
      tell(0, "", {"the file is empty; wanted is a row with the names of the columns", "文件为空；首行应为各列名称"});
    return false;
  }
  if (fields.size() == 1 && fields[0].find_first_of(";\t") != std::string_view::npos) {
    tell(file_.line(), "",
         {"the columns are separated by semicolons or tabs; wanted are commas", "各列以分号或制表符分隔；应为逗号"});
    return false;
  }
  for (const std::string_view name : fields) {
    if (is_full()) return false;
    const auto column = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name == name; });
    if (column == columns_.end())
      tell(file_.line(), "", core::say("unknown column: {}", "未知的列：{}", not_allowed(std::string(name), allowed)));
    else if (column->present)
      tell(file_.line(), column->name, {"this column is there twice; write it once", "此列出现两次；只能写一次"});
    const bool first = column != columns_.end() && !column->present;
    if (first) column->present = true;
    by_field_.push_back(first ? &*column : nullptr);
  }
  for (const Column& column : columns_)
    if (column.presence == Presence::required && !column.present)
      tell(file_.line(), column.name, {"this column is missing, and it must be there", "缺少此列；此列必须有"});
  return true;
}

void CsvTable::read_row(const std::vector<std::string_view>& fields) {
  const std::size_t before = problems_found_;
  if (fields.size() != by_field_.size()) {
    tell(file_.line(), "",
         core::say("read {} value{}; the first row names {} column{}", "读到 {0} 个值；首行列出 {2} 列", fields.size(),
                   fields.size() == 1 ? "" : "s", by_field_.size(), by_field_.size() == 1 ? "" : "s"));
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
               column->presence == Presence::required
                   ? core::Text{"the value is empty; it must be there", "值为空；此值必须有"}
                   : core::Text{"the value is empty; give every one, or leave the column out",
                                "值为空；请全部填写，或删去此列"});
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
      return tell(file_.line(), "",
                  core::say("the rest was not read, after {} problems", "已有 {} 处问题，其余未读", kMostProblems));
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

void CsvTable::problem(std::size_t row, std::string_view column, core::Text message) {
  if (!is_full()) tell(line_of(row), column, std::move(message));
}

void CsvTable::problem(core::Text message) { tell(0, "", std::move(message)); }

}  // namespace gongjian::io
