// Field lists: every parameter, policy setting and column is named once, in a `visit`, and everything else
// (reading, describing, hashing, logging) is derived from that line.
//
//   parameters   v(name, value,  unit, range, text, source)
//   columns      v(name, column, unit, text)
#pragma once

#include <string>
#include <string_view>

namespace gongjian::core {

// A unit of measure, written as people and UDUNITS write it ("week", "1", "hour").
struct Unit {
  std::string_view symbol;
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
  std::string_view text;
};

// A text in the two languages of the product.
struct Text {
  std::string en;
  std::string zh;
  const std::string& in(bool chinese) const { return chinese && !zh.empty() ? zh : en; }
};

}  // namespace gongjian::core
