#include "engine/io/csv_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/core/missing.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {
namespace {

bool is_nan(std::string_view text) {
  return text.size() == 3 && (text[0] | 0x20) == 'n' && (text[1] | 0x20) == 'a' && (text[2] | 0x20) == 'n';
}

bool parse(std::string_view text, double& number) {
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && last == text.data() + text.size() && std::isfinite(number);
}

bool read_names(CsvFile& file, NumberTable& table, Problems& problems) {
  std::vector<std::string_view> fields;
  if (!file.next(fields)) {
    if (!file.failed())
      problems.add(file.place(0),
                   {"the file is empty; wanted is a row with the names of the columns", "文件为空；首行应为各列名称"});
    return false;
  }
  for (const std::string_view name : fields) {
    double number = 0;
    const bool is_number = parse(name, number);
    if (name.empty() || is_number) {
      problems.add(file.place(file.line()),
                   core::say("read {} as the name of column {}; the first row must have the names of the columns",
                             "第 {1} 列的名称读到{0}；首行必须是各列名称",
                             name.empty() ? core::Text{"nothing", "空值"} : core::say("{}", " {} ", name),
                             table.names.size() + 1));
      return false;
    }
    if (std::find(table.names.begin(), table.names.end(), name) != table.names.end())
      problems.add(file.place(file.line(), std::string(name)),
                   {"this column is there twice; write it once", "此列出现两次；只能写一次"});
    table.names.emplace_back(name);
  }
  return true;
}

}  // namespace

Place NumberTable::place(std::size_t row, std::string column) const {
  return {source, lines.empty() ? 0 : lines[std::min(row, lines.size() - 1)], 0, std::move(column)};
}

NumberTable read_csv_numbers(const std::string& path, Missing missing, Problems& problems) {
  NumberTable table;
  table.source = std::make_shared<const std::string>(path);
  CsvFile file(path, problems);
  if (file.failed() || !read_names(file, table, problems)) return table;
  std::vector<std::string_view> fields;
  std::size_t found = 0;
  while (file.next(fields) && found <= Problems::kMostTold) {
    if (fields.size() != table.names.size()) {
      problems.add(file.place(file.line()),
                   core::say("read {} value{}; the first row names {}", "读到 {0} 个值；首行列出 {2} 列", fields.size(),
                             fields.size() == 1 ? "" : "s", table.names.size()));
      ++found;
    }
    for (std::size_t f = 0; f < table.names.size(); ++f) {
      double number = core::kMissing<double>;
      const std::string_view text = f < fields.size() ? fields[f] : "";
      const bool absent = text.empty() || is_nan(text);
      if (f < fields.size() && (absent ? missing == Missing::refused : !parse(text, number))) {
        problems.add(file.place(file.line(), table.names[f]),
                     core::say("read {}; wanted is a number{}", "读到{}；应为数{}",
                               text.empty() ? core::Text{"nothing", "空值"}
                                            : core::say("{}", " {} ", Value{std::string(text), {}}.shown()),
                               missing == Missing::allowed
                                   ? core::Text{", or nothing where the row failed", "，运行失败的行则留空"}
                                   : core::Text{}));
        ++found;
      }
      table.values.push_back(number);
    }
    table.lines.push_back(file.line());
  }
  return table;
}

}  // namespace gongjian::io
