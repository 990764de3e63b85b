#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/difference.hpp"
#include "engine/io/file_format.hpp"
#include "options.hpp"
#include "terminal.hpp"

namespace gongjian::cli {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMostLines = 40;  // of each table; --json has all

struct Options {
  std::string a, b;
  bool json = false;
};

io::Difference read(const Options& options) {
  const io::Format format = io::format_of(options.a);
  if (format == io::Format::checkpoint || io::format_of(options.b) != format)
    throw core::UserError(core::say("{} and {}: wanted are two logs, or two results files",
                                    "{} 和 {}：应为两个日志，或两个结果文件", options.a, options.b));
  if (format == io::Format::log) return io::difference(io::LogReader(options.a), io::LogReader(options.b));
  return io::difference(io::ResultsReader(options.a), io::ResultsReader(options.b));
}

std::string shown(const io::DifferingValue::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return fmt::format("{}", std::get<double>(cell));
}

Json as_json(const io::DifferingValue::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return std::get<double>(cell);  // null where there is no value
}

void print_json(const Options& options, const io::Difference& difference) {
  Json object;
  object["same"] = difference.none();
  object["a"] = options.a;
  object["b"] = options.b;
  object["values_compared"] = difference.compared;
  object["statements"] = Json::array();
  for (const io::Statement& statement : difference.statements)
    object["statements"].push_back({{"what", statement.what.en}, {"a", statement.a}, {"b", statement.b}});
  object["first"] = nullptr;
  if (difference.first) {
    Json first{{"field", difference.first->field}};
    for (const auto& [name, label] : difference.first->where) first[name] = label.en;
    first["a"] = as_json(difference.first->a);
    first["b"] = as_json(difference.first->b);
    object["first"] = first;
  }
  object["fields"] = Json::array();
  for (const io::DifferingField& field : difference.fields)
    object["fields"].push_back({{"field", field.field},
                                {"differing", field.differing},
                                {"compared", field.compared},
                                {"largest", field.largest},
                                {"first", field.first}});
  fmt::print("{}\n", object.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// What a file says of itself: a plain answer in the reader's language, else as it stands.
std::string said(const Context& context, const std::string& text) {
  if (text.empty()) return "–";
  if (text == "yes" || text == "no") return text == "yes" ? context.say("yes", "是") : context.say("no", "否");
  return text;
}

std::string place_name(const Context& context, const std::string& name) {
  static const std::vector<std::pair<std::string, const char*>> kNames = {
      {"week", "周"},       {"district", "区"}, {"point", "设计点"},  {"policy", "政策"},   {"replicate", "重复"},
      {"seed", "随机种子"}, {"row", "行"},      {"kind", "单位类型"}, {"class", "党员类别"}};
  const auto known = std::find_if(kNames.begin(), kNames.end(), [&](const auto& each) { return each.first == name; });
  return context.chinese && known != kNames.end() ? known->second : name;
}

void print_rows(std::vector<std::vector<std::string>> rows, const Context& context) {
  const std::size_t left_out = rows.size() > kMostLines + 1 ? rows.size() - kMostLines - 1 : 0;
  rows.resize(rows.size() - left_out);
  fmt::print("\n{}", table(rows, Align::left));
  if (left_out > 0)
    fmt::print("{}\n", context.chinese ? fmt::format("……另有 {} 行（--json 给出全部）", left_out)
                                       : fmt::format("… and {} more (--json has all)", left_out));
}

void print_text(const Context& context, const Options& options, const io::Difference& difference, bool is_log) {
  if (difference.none()) {
    fmt::print("{}\n", context.chinese ? fmt::format("内容相同：{}，{}（比较了 {} 个值）", options.a, options.b,
                                                     count(difference.compared))
                                       : fmt::format("{} and {} hold the same ({} values compared)", options.a,
                                                     options.b, count(difference.compared)));
    return;
  }
  fmt::print("A {}\nB {}\n", options.a, options.b);
  std::vector<std::vector<std::string>> rows{{context.say("differs", "不同之处"), "A", "B"}};
  for (const io::Statement& statement : difference.statements)
    rows.push_back({context.say(statement.what), said(context, statement.a), said(context, statement.b)});
  if (rows.size() > 1) print_rows(rows, context);
  if (const auto& first = difference.first) {
    std::string where;
    for (const auto& [name, label] : first->where)
      where += fmt::format("{} {}{}", place_name(context, name), context.say(label), context.say(", ", "，"));
    fmt::print("\n{}{}{}: {} {} {}\n", context.say("first difference: ", "第一处不同："), where, first->field,
               shown(first->a), context.say("and", "与"), shown(first->b));
  }
  rows = {{context.say("values that differ", "不同的值"), context.say("how many", "个数"), context.say("of", "共"),
           context.say("largest difference", "最大差"),
           is_log ? context.say("from week", "始于第几周") : context.say("from row", "始于第几行")}};
  for (const io::DifferingField& field : difference.fields)
    rows.push_back({field.field, count(field.differing), count(field.compared), fmt::format("{:.6g}", field.largest),
                    std::to_string(field.first)});
  if (rows.size() > 1) print_rows(rows, context);
  else
    fmt::print("\n{}\n", context.chinese ? fmt::format("比较了 {} 个值，全部相同。", count(difference.compared))
                                         : fmt::format("All of the {} values that are in both are the same.",
                                                       count(difference.compared)));
}

void execute(Context& context, const Options& options) {
  context.failure_code = kTrouble;
  const io::Difference difference = read(options);
  if (!difference.none()) context.exit_code = kDiffers;
  if (options.json) print_json(options, difference);
  else print_text(context, options, difference, io::format_of(options.a) == io::Format::log);
}

}  // namespace

void add_diff(CLI::App& app, Context& context) {
  Command command(app, context, "diff",
                  {"tell what differs between two logs, or two results files", "指出两个日志或两个结果文件的差异"});
  auto& options = command.runs<Options>(execute);
  command.option("a", options.a, {"a log or a results file", "日志或结果文件"}).required();
  command.option("b", options.b, {"another of the same kind", "另一个同类文件"}).required();
  command.flag("--json", options.json, {"print one JSON object", "输出一个 JSON 对象"});
  command.footer({"Exit codes, as of diff(1): 0 they hold the same; 1 they differ; 2 trouble, as explained.",
                  "退出码同 diff(1)：0 内容相同；1 有差异；2 出错，并说明原因。"});
}

}  // namespace gongjian::cli
