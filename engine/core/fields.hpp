// Field lists: every parameter, policy setting and column is named once, in a `visit`, and everything else
// (reading, describing, hashing, logging) is derived from that line. What it means stands there in both languages;
// no hash depends on it.
//
//   parameters   v(name, value,  unit, range, Words{"in English", "中文"}, source)
//   columns      v(name, column, unit, Words{"in English", "中文"})
#pragma once

#include <string>
#include <string_view>

namespace gongjian::core {

// A text in the two languages of the product.
struct Text {
  std::string en;
  std::string zh;
  const std::string& in(bool chinese) const { return chinese && !zh.empty() ? zh : en; }
};

// A text that stands in the code, in both languages: literals, so that naming it on every visit costs nothing.
struct Words {
  std::string_view en;
  std::string_view zh;
  constexpr std::string_view in(bool chinese) const { return chinese ? zh : en; }
  operator Text() const { return {std::string(en), std::string(zh)}; }
};

// A unit of measure, written as people and UDUNITS write it ("week", "1", "hour"): so it stands in files.
struct Unit {
  std::string_view symbol;
  // The symbol, or what it is called in Chinese; as it is where it has no name there ("m").
  std::string_view in(bool chinese) const;
  // The same beside a number: a plain number has none.
  std::string_view beside_number(bool chinese) const { return symbol == "1" ? std::string_view{} : in(chinese); }
  // The same after a title: " (hour)", "（小时）"; nothing of a plain number.
  std::string after_title(bool chinese) const;
};

// The values a parameter may take, both ends included.
struct Range {
  double low = 0;
  double high = 1;
  constexpr bool contains(double value) const { return value >= low && value <= high; }
};
constexpr Range range(double low, double high) { return {low, high}; }

// Where a default comes from: literature, data, or our own assumption. Shown to people.
struct Source {
  Words text;
};

}  // namespace gongjian::core
