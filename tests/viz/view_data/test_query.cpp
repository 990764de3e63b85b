#include <cmath>
#include <functional>
#include <memory>
#include <random>
#include <string>

#include "tests/catch.hpp"
#include "viz/view_data/query.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

const std::vector<QueryColumn>& columns() {
  using Kind = QueryColumn::Kind;
  static const std::vector<QueryColumn> kColumns = {
      {{"reciprocity", "互惠"}, Kind::number, {}},
      {{"size", "人数"}, Kind::number, {}},
      {{"kind", "类型"},
       Kind::category,
       {{"agency (vertically managed)", "机关(垂直管理部门)"},
        {"state-owned enterprise", "国有企业"},
        {"hospital", "医院"},
        {"private firm", "非公企业"},
        {"social organisation", "社会组织"}}},
      {{"registered", "已登记"}, Kind::yes_no, {}},
  };
  return kColumns;
}

// Rows with every mixture of values, some of them missing.
double value(std::uint32_t column, std::uint32_t row) {
  switch (column) {
    case 0:
      return row % 7 == 6 ? kNan : static_cast<double>(row % 7) - 3;
    case 1:
      return row % 11;
    case 2:
      return row % 5;
    default:
      return row / 3 % 2;
  }
}
constexpr std::uint32_t kRows = 770;

std::vector<std::uint32_t> asked(const std::string& text) { return matches(parse(text, columns()), kRows, value); }

std::vector<std::uint32_t> rows_where(const std::function<bool(std::uint32_t)>& holds) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t row = 0; row < kRows; ++row)
    if (holds(row)) result.push_back(row);
  return result;
}

core::Text complaint(const std::string& text, std::size_t* position = nullptr) {
  try {
    parse(text, columns());
  } catch (const QueryError& error) {
    if (position) *position = error.position();
    return error.message();
  }
  return {"none", ""};
}

}  // namespace

TEST_CASE("a query finds the rows it says, in either language and width", "[viz]") {
  const auto expected = rows_where([](std::uint32_t r) { return value(0, r) < 0 && value(2, r) == 3; });
  REQUIRE(!expected.empty());
  for (const char* text :
       {"reciprocity < 0 and kind = private", "reciprocity<0 AND Kind==\"Private firm\"", "互惠<0且类型=非公企业",
        "互惠＜０　且　类型＝非公", "(reciprocity < 0) 且 （类型 = 非公企业）",
        "not (互惠 >= 0 or kind != private firm) and size >= 0 and "
        "(reciprocity<0 or reciprocity>=0)"}) {
    INFO(text);
    CHECK(asked(text) == expected);
  }
  CHECK(asked("") == rows_where([](std::uint32_t) { return true; }));
  CHECK(asked("registered") == rows_where([](std::uint32_t r) { return value(3, r) == 1; }));
  CHECK(asked("not registered") == asked("已登记 = 否"));
  CHECK(asked("registered = false") == asked("registered != true"));
  CHECK(asked("kind = agency (vertically managed) and size ≥ 4") == asked("类型=机关(垂直管理部门)且人数>=4"));
  CHECK(asked("kind = state-owned ent") == rows_where([](std::uint32_t r) { return r % 5 == 1; }));
  CHECK(asked("kind≠医院") == rows_where([](std::uint32_t r) { return r % 5 != 2; }));
  CHECK(asked("size > -1.5e0 and size <= +3.0") == rows_where([](std::uint32_t r) { return r % 11 <= 3; }));
}

TEST_CASE("and binds more closely than or, and not most closely", "[viz]") {
  CHECK(asked("size = 1 or size = 2 and kind = hospital") ==
        rows_where([](std::uint32_t r) { return r % 11 == 1 || (r % 11 == 2 && r % 5 == 2); }));
  CHECK(asked("not size = 1 and kind = hospital") ==
        rows_where([](std::uint32_t r) { return r % 11 != 1 && r % 5 == 2; }));
  CHECK(asked("非非人数=1") == asked("size = 1"));
}

TEST_CASE("a missing value satisfies no comparison", "[viz]") {
  for (const char* text : {"reciprocity = 1", "reciprocity != 1", "reciprocity < 100", "reciprocity >= -100"})
    for (const std::uint32_t row : asked(text)) REQUIRE(row % 7 != 6);
}

TEST_CASE("a query that can't be read says where, what was read and what is allowed", "[viz]") {
  std::size_t at = 0;
  CHECK(complaint("recprocity < 0", &at).en ==
        "At character 1: there is no column \"recprocity\"; did you mean reciprocity? There are reciprocity, size, "
        "kind, registered");
  CHECK(at == 1);
  CHECK(complaint("互惠<0且类别=医院", &at).zh ==
        "第6个字符：没有名为“类别”的列；是否指类型？可用：互惠, 人数, 类型, 已登记");
  CHECK(at == 6);
  CHECK(complaint("size <", &at).en == "At character 7: read the end, where a number may stand");
  CHECK(complaint("size < many").en == "At character 8: read \"many\", where a number may stand");
  CHECK(complaint("size < nan").en == "At character 8: read \"nan\", where a number may stand");
  CHECK(complaint("size").en == "At character 5: read the end, where <, <=, =, !=, >= or > may stand");
  CHECK(complaint("kind < hospital").en == "At character 6: kind has no order: = or != may stand here, not <");
  CHECK(complaint("kind = h").en == "none");
  CHECK(complaint("kind = s").en == "At character 8: \"s\" may be state-owned enterprise, social organisation");
  CHECK(complaint("kind = factory").en ==
        "At character 8: kind is never \"factory\"; it may be agency (vertically managed), state-owned enterprise, "
        "hospital, private firm, social organisation");
  CHECK(complaint("(size < 3").en == "At character 10: read the end, where and, or, or \")\" may stand");
  CHECK(complaint("size < 3)").en == "At character 9: read \")\", where and, or, or the end may stand");
  CHECK(complaint("size < 3 size > 1").en == "At character 10: read \"size\", where and, or, or the end may stand");
  CHECK(complaint("registered = perhaps").en == "At character 14: read \"perhaps\", where true or false may stand");
  CHECK(complaint("and").en == "At character 1: read \"and\", where a column, not, or \"(\" may stand");
}

TEST_CASE("queries that are too long or too deep are refused", "[viz]") {
  CHECK(complaint(std::string(5000, ' ')).en == "The query has 5000 bytes; 4096 are allowed");
  CHECK(complaint(std::string(2000, '(')).en == "At character 65: more than 64 parentheses or negations in each other");
  std::string deep = "size = 1";
  for (int i = 0; i < 30; ++i) deep = "size = 3 or size = 2 and (not " + deep + ")";
  CHECK_NOTHROW(asked(deep));
  std::string flat = "size = 1";
  for (int i = 0; i < 300; ++i) flat += " or size=2";
  CHECK(asked(flat) == rows_where([](std::uint32_t r) { return r % 11 == 1 || r % 11 == 2; }));
}

TEST_CASE("whatever is typed is read or refused in words", "[viz]") {
  const std::vector<std::string> pieces = {
      "size",    "kind", "互惠", "registered", " ",    "<",        "=",  "!",    ">",    "(",
      ")",       "（",   "且",   "或",         "非",   "and",      "or", "not",  "1",    "-2.5",
      "private", "'",    "\"",   "“",          "\xFF", "\xE4\xB8", "\n", "非公", "true", std::string(1, '\0')};
  std::mt19937 random(3);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    const auto length = random() % 14;
    for (std::size_t k = 0; k < length; ++k)
      text += random() % 9 == 0 ? std::string(1, static_cast<char>(random() % 256)) : pieces[random() % pieces.size()];
    try {
      matches(parse(text, columns()), 3, value);
      ++read;
    } catch (const QueryError& error) {
      REQUIRE(error.position() >= 1);
      REQUIRE(error.position() <= text.size() + 1);
      REQUIRE(!error.message().zh.empty());
    }
  }
  CHECK(read > 100);
}

namespace {

struct Made {
  std::string text;
  std::function<bool(std::uint32_t)> holds;
};

Made made_comparison(std::mt19937& random) {
  const char* signs[] = {"<", "<=", "=", "!=", ">=", ">"};
  const std::uint32_t column = random() % 2;
  const int sign = static_cast<int>(random() % 6);
  const double limit = static_cast<double>(random() % 9) - 3;
  return {columns()[column].name.in(random() % 2) + signs[sign] + std::to_string(limit), [=](std::uint32_t row) {
            const double v = value(column, row);
            if (std::isnan(v)) return false;
            return sign == 0   ? v < limit
                   : sign == 1 ? v <= limit
                   : sign == 2 ? v == limit
                   : sign == 3 ? v != limit
                   : sign == 4 ? v >= limit
                               : v > limit;
          }};
}

Made made_query(std::mt19937& random, int depth) {
  if (depth == 0 || random() % 4 == 0) return made_comparison(random);
  const auto what = random() % 3;
  const Made a = made_query(random, depth - 1);
  if (what == 0)
    return {(random() % 2 ? "not (" : "非（") + a.text + ")", [=](std::uint32_t row) { return !a.holds(row); }};
  const Made b = made_query(random, depth - 1);
  if (what == 1)
    return {"(" + a.text + (random() % 2 ? ") and (" : ")且(") + b.text + ")",
            [=](std::uint32_t row) { return a.holds(row) && b.holds(row); }};
  return {"(" + a.text + (random() % 2 ? " ) OR (" : ")或(") + b.text + ")",
          [=](std::uint32_t row) { return a.holds(row) || b.holds(row); }};
}

}  // namespace

TEST_CASE("any query finds the rows that looking at each finds", "[viz]") {
  std::mt19937 random(4);
  for (int i = 0; i < 300; ++i) {
    const Made made = made_query(random, 5);
    INFO(made.text);
    REQUIRE(asked(made.text) == rows_where(made.holds));
  }
}
