// The columns of any table as plain arrays with a type, so that what writes them need not be a template.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/core/fixed.hpp"
#include "engine/core/id.hpp"

namespace gongjian::io {

enum class Number { i8, u8, i16, u16, i32, u32, i64, u64, f32, f64, fixed };

// Calls `use` with a value of the type that stands for `number` in a file, where money is a double.
template <class Use>
decltype(auto) with_type_of(Number number, Use use) {
  switch (number) {
    case Number::i8:
      return use(std::int8_t{});
    case Number::u8:
      return use(std::uint8_t{});
    case Number::i16:
      return use(std::int16_t{});
    case Number::u16:
      return use(std::uint16_t{});
    case Number::i32:
      return use(std::int32_t{});
    case Number::u32:
      return use(std::uint32_t{});
    case Number::i64:
      return use(std::int64_t{});
    case Number::u64:
      return use(std::uint64_t{});
    case Number::f32:
      return use(float{});
    case Number::f64:
    case Number::fixed:
      break;
  }
  return use(double{});
}

// One column, valid as long as the table and its length are left alone.
struct ColumnView {
  std::string name;
  std::string unit;
  std::string text;
  Number type;
  bool is_id;  // the highest value of the type means "none"
  const void* values;
  std::size_t rows;
};

namespace column_view_detail {

template <class T>
struct IdTraits : std::false_type {
  using Int = T;
};
template <class Tag, class I>
struct IdTraits<core::Id<Tag, I>> : std::true_type {
  using Int = I;
};

template <class T>
constexpr Number number_of() {
  if constexpr (std::is_same_v<T, core::Fixed>) return Number::fixed;
  else if constexpr (std::is_enum_v<T>) return number_of<std::underlying_type_t<T>>();
  else {
    static_assert(std::is_arithmetic_v<T> && !std::is_same_v<T, long double>, "a column of numbers, ids or Fixed");
    if constexpr (std::is_floating_point_v<T>) return sizeof(T) == 4 ? Number::f32 : Number::f64;
    else if constexpr (sizeof(T) == 1) return std::is_signed_v<T> ? Number::i8 : Number::u8;
    else if constexpr (sizeof(T) == 2) return std::is_signed_v<T> ? Number::i16 : Number::u16;
    else if constexpr (sizeof(T) == 4) return std::is_signed_v<T> ? Number::i32 : Number::u32;
    else return std::is_signed_v<T> ? Number::i64 : Number::u64;
  }
}

// Visits a table and notes each of its columns.
struct Collector {
  std::vector<ColumnView> columns;

  template <class T>
  void operator()(std::string_view name, const std::vector<T>& column, core::Unit unit, const core::Words& text) {
    using Id = IdTraits<T>;
    static_assert(sizeof(T) == sizeof(typename Id::Int), "an id is stored as its number alone");
    static_assert(!Id::value || std::is_unsigned_v<typename Id::Int>, "the highest number means none");
    static_assert(!std::is_same_v<T, bool>, "std::vector<bool> is no array; use std::uint8_t");
    columns.push_back({std::string(name), std::string(unit.symbol), std::string(text.en), number_of<typename Id::Int>(),
                       Id::value, column.data(), column.size()});
  }
  // As levers describe themselves: by a label and a text, each in two languages.
  template <class T>
  void operator()(std::string_view name, const std::vector<T>& column, core::Unit unit, const core::Words&,
                  const core::Words& text) {
    (*this)(name, column, unit, text);
  }
};

}  // namespace column_view_detail

// How the values of a column of this type are stored.
template <class T>
constexpr Number number_of() {
  return column_view_detail::number_of<typename column_view_detail::IdTraits<T>::Int>();
}

// The columns of `table` in the order of its visit, which reads them only.
template <class Table>
std::vector<ColumnView> column_views(Table& table) {
  column_view_detail::Collector collector;
  table.visit(collector);
  return std::move(collector.columns);
}

}  // namespace gongjian::io
