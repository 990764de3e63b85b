#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/core/display.hpp"
#include "viz/view_data/query.hpp"
#include "viz/view_data/query_words.hpp"

namespace gongjian::viz {
namespace {

using Kind = QueryWord::Kind;
using What = Query::Step::What;

constexpr std::size_t kMostListed = 12;  // names in a message
constexpr std::size_t kShownColumns = 40;

std::string shown(std::string_view text) { return core::shortened(core::printable(text), kShownColumns); }

std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (std::size_t i = 0; i < names.size() && i < kMostListed; ++i) result += (i > 0 ? ", " : "") + names[i];
  return names.size() > kMostListed ? result + ", …" : result;
}

core::Text joined(const std::vector<core::Text>& texts) {
  std::vector<std::string> en, zh;
  for (const core::Text& text : texts) {
    en.push_back(text.en);
    zh.push_back(text.in(true));
  }
  return {joined(en), joined(zh)};
}

bool is_named(const core::Text& text, const std::string& name) {
  return plain(text.en) == name || (!text.zh.empty() && plain(text.zh) == name);
}

bool begins_with(const core::Text& text, const std::string& name) {
  return plain(text.en).rfind(name, 0) == 0 || (!text.zh.empty() && plain(text.zh).rfind(name, 0) == 0);
}

std::optional<double> number(const std::string& text) {
  const char* begin = text.data() + (text[0] == '+' ? 1 : 0);
  const char* end = text.data() + text.size();
  double value = 0;
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return {};
  return value;
}

std::optional<double> truth(const std::string& text) {
  for (const std::string_view yes : {"true", "yes", "1", "是", "真"})
    if (text == yes) return 1;
  for (const std::string_view no : {"false", "no", "0", "否", "假"})
    if (text == no) return 0;
  return {};
}

std::vector<std::string> known_names(const std::vector<QueryColumn>& columns) {
  std::vector<std::string> result;
  auto add = [&](const core::Text& text) {
    for (const std::string& name : {text.en, text.zh})
      if (!name.empty()) result.push_back(plain(name));
  };
  for (const QueryColumn& column : columns) {
    add(column.name);
    for (const core::Text& label : column.labels) add(label);
  }
  return result;
}

class Parser {
 public:
  Parser(std::string_view text, const std::vector<QueryColumn>& columns)
      : columns_(columns), words_(query_words(text, known_names(columns))) {}

  Query parse() {
    if (now().kind == Kind::end) return {};
    either();
    if (now().kind != Kind::end) fail_expected({"and, or, or the end", "且、或，或结束"});
    return std::move(query_);
  }

 private:
  const QueryWord& now() const { return words_[at_]; }
  QueryWord take() { return words_[at_].kind == Kind::end ? words_[at_] : words_[at_++]; }

  [[noreturn]] static void fail(const QueryWord& word, const core::Text& why) {
    throw QueryError(word.position, {fmt::format("At character {}: {}", word.position, why.en),
                                     fmt::format("第{}个字符：{}", word.position, why.zh)});
  }
  [[noreturn]] void fail_expected(const core::Text& what) const {
    const bool end = now().kind == Kind::end;
    fail(now(), {fmt::format("read {}, where {} may stand", end ? "the end" : "\"" + shown(now().text) + "\"", what.en),
                 fmt::format("读到{}，此处应为{}", end ? "结尾" : "“" + shown(now().text) + "”", what.zh)});
  }

  void step(What what) { query_.steps.push_back({.what = what}); }

  void either() {
    both();
    while (now().kind == Kind::either) {
      take();
      both();
      step(What::either);
    }
  }

  void both() {
    one();
    while (now().kind == Kind::both) {
      take();
      one();
      step(What::both);
    }
  }

  void one() {
    if (now().kind != Kind::negation && now().kind != Kind::open) return comparison();
    if (++depth_ > Query::kMostDepth)
      fail(now(), {fmt::format("more than {} parentheses or negations in each other", Query::kMostDepth),
                   fmt::format("括号或“非”的层数超过{}层", Query::kMostDepth)});
    if (take().kind == Kind::negation) {
      one();
      step(What::negate);
    } else {
      either();
      if (now().kind != Kind::close) fail_expected({"and, or, or \")\"", "且、或，或“)”"});
      take();
    }
    --depth_;
  }

  void comparison() {
    const QueryWord name = now();
    const std::uint32_t column = column_named();
    const QueryColumn& about = columns_[column];
    if (now().kind != Kind::compare) {
      if (about.kind != QueryColumn::Kind::yes_no) fail_expected({"<, <=, =, !=, >= or >", "<、<=、=、!=、>=或>"});
      query_.steps.push_back({What::compare, Query::Compare::equal, column, 1});
      return;
    }
    const QueryWord sign = take();
    const Query::Compare compare = compare_of(sign.text);
    const bool equality = compare == Query::Compare::equal || compare == Query::Compare::unequal;
    if (about.kind != QueryColumn::Kind::number && !equality)
      fail(sign, {fmt::format("{} has no order: = or != may stand here, not {}", about.name.en, sign.text),
                  fmt::format("{}没有大小之分：此处只能用=或!=，不能用{}", about.name.in(true), sign.text)});
    query_.steps.push_back({What::compare, compare, column, value_of(about)});
  }

  std::uint32_t column_named() {
    if (now().kind != Kind::name && now().kind != Kind::text)
      fail_expected({"a column, not, or \"(\"", "列名、非，或“(”"});
    const QueryWord word = take();
    std::vector<core::Text> names;
    std::vector<std::string_view> spellings;
    for (std::uint32_t c = 0; c < columns_.size(); ++c) {
      if (is_named(columns_[c].name, word.text)) return c;
      names.push_back(columns_[c].name);
      spellings.push_back(columns_[c].name.en);
      if (!columns_[c].name.zh.empty()) spellings.push_back(columns_[c].name.zh);
    }
    const std::string nearest(core::nearest_name(word.text, spellings));
    const core::Text all = joined(names);
    const std::string read = shown(word.text);
    if (nearest.empty())
      fail(word, {fmt::format("there is no column \"{}\"; there are {}", read, all.en),
                  fmt::format("没有名为“{}”的列；可用：{}", read, all.zh)});
    fail(word, {fmt::format("there is no column \"{}\"; did you mean {}? There are {}", read, nearest, all.en),
                fmt::format("没有名为“{}”的列；是否指{}？可用：{}", read, nearest, all.zh)});
  }

  double value_of(const QueryColumn& column) {
    if (now().kind != Kind::name && now().kind != Kind::text) fail_expected(values_allowed(column));
    if (column.kind == QueryColumn::Kind::category) return category(column);
    const auto value = column.kind == QueryColumn::Kind::number ? number(now().text) : truth(now().text);
    if (now().text.empty() || !value) fail_expected(values_allowed(column));
    take();
    return *value;
  }

  static core::Text values_allowed(const QueryColumn& column) {
    if (column.kind == QueryColumn::Kind::number) return {"a number", "数字"};
    if (column.kind == QueryColumn::Kind::yes_no) return {"true or false", "true（是）或false（否）"};
    return joined(column.labels);
  }

  double category(const QueryColumn& column) {
    const QueryWord first = now();
    QueryWord word = take();
    while (first.kind == Kind::name && now().kind == Kind::name) word.text += " " + take().text;
    std::vector<std::size_t> begun;
    for (std::size_t i = 0; i < column.labels.size(); ++i) {
      if (is_named(column.labels[i], word.text)) return static_cast<double>(i);
      if (!word.text.empty() && begins_with(column.labels[i], word.text)) begun.push_back(i);
    }
    if (begun.size() == 1) return static_cast<double>(begun[0]);
    std::vector<core::Text> meant;
    for (const std::size_t i : begun) meant.push_back(column.labels[i]);
    const core::Text some = joined(meant.empty() ? column.labels : meant);
    const std::string read = shown(word.text);
    if (!meant.empty())
      fail(first, {fmt::format("\"{}\" may be {}", read, some.en), fmt::format("“{}”可能是{}", read, some.zh)});
    fail(first, {fmt::format("{} is never \"{}\"; it may be {}", column.name.en, read, some.en),
                 fmt::format("{}没有“{}”这个值；可用：{}", column.name.in(true), read, some.zh)});
  }

  static Query::Compare compare_of(const std::string& sign) {
    if (sign == "<") return Query::Compare::less;
    if (sign == "<=") return Query::Compare::at_most;
    if (sign == "!=") return Query::Compare::unequal;
    if (sign == ">=") return Query::Compare::at_least;
    return sign == ">" ? Query::Compare::more : Query::Compare::equal;
  }

  const std::vector<QueryColumn>& columns_;
  const std::vector<QueryWord> words_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Query query_;
};

}  // namespace

Query parse(std::string_view text, const std::vector<QueryColumn>& columns) {
  if (text.size() > Query::kMostBytes)
    throw QueryError(1, {fmt::format("The query has {} bytes; {} are allowed", text.size(), Query::kMostBytes),
                         fmt::format("查询有{}字节，最多{}字节", text.size(), Query::kMostBytes)});
  return Parser(text, columns).parse();
}

}  // namespace gongjian::viz
