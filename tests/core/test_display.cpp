#include <limits>

#include "engine/core/display.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

TEST_CASE("numbers have three digits that matter and thousands apart", "[core]") {
  CHECK(core::number(0.12345) == "0.123");
  CHECK(core::number(-0.0001) == "0.000");
  CHECK(core::number(12.345) == "12.3");
  CHECK(core::number(123.4) == "123");
  CHECK(core::number(-1234567) == "-1,234,567");
  CHECK(core::number(1e300) == "1e+300");
  CHECK(core::number(std::numeric_limits<double>::quiet_NaN()) == "–");
  CHECK(core::number(-std::numeric_limits<double>::infinity()) == "-∞");
  CHECK(core::count(0) == "0");
  CHECK(core::count(18446744073709551615u) == "18,446,744,073,709,551,615");
}

TEST_CASE("a p value too small to show is told as such", "[core]") {
  CHECK(core::p_value(0.0213) == "0.021");
  CHECK(core::p_value(0.00099) == "< 0.001");
  CHECK(core::p_statement(0.0213) == "p = 0.021");
  CHECK(core::p_statement(1e-9) == "p < 0.001");
  CHECK(core::p_statement(std::numeric_limits<double>::quiet_NaN()) == "p = –");
}

TEST_CASE("Chinese takes two columns, and texts are cut between characters", "[core]") {
  CHECK(core::display_width("党员 a") == 6);
  CHECK(core::shortened("党员服务", 8) == "党员服务");
  CHECK(core::shortened("党员服务", 7) == "党员服…");
  CHECK(core::shortened("党员服务", 6) == "党员…");
  CHECK(core::wrapped("cost of the levers", 8, 3) == std::vector<std::string>{"cost of", "the", "levers"});
  CHECK(core::wrapped("cost of the levers", 8, 2) == std::vector<std::string>{"cost of", "the lev…"});
  CHECK(core::wrapped("党员服务中心", 5, 9) == std::vector<std::string>{"党员", "服务", "中心"});
  CHECK(core::wrapped("", 5, 2) == std::vector<std::string>{""});
}

TEST_CASE("what is printable has no control characters and is well-formed UTF-8", "[core]") {
  CHECK(core::printable("a\nb\x1b[31m\x7f") == "a b [31m ");
  CHECK(core::printable("a\nb\tc", "\n\t") == "a\nb\tc");
  CHECK(core::printable("\xC2\x85") == " ");                       // a control character beyond ASCII
  CHECK(core::printable("\xFF\xC0\xAF") == "\uFFFD\uFFFD\uFFFD");  // no UTF-8; a long form of "/"
  CHECK(core::printable("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // a surrogate
  CHECK(core::printable("\xE5\x85") == "\uFFFD\uFFFD");            // cut off
  CHECK(core::printable("a\u202Eb\u2066c\u200Fd\u061C") == "a b c d ");  // which turn the direction of writing
  CHECK(core::printable("党员 ∞ 😀") == "党员 ∞ 😀");
}
