// Columns: one attribute of every entity of a table, contiguous in memory (structure of arrays).
//
// A table is a plain struct of columns with a name and one `visit`, from which hash, log and checks
// are derived:
//
//   struct Ponds {
//     static constexpr std::string_view kName = "ponds";
//     Column<double> depth;
//     template <class V> void visit(V& v) { v("depth", depth, Unit{"m"}, Words{"depth of the water", "水深"}); }
//   };
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gongjian::core {

// A growable array; the row is the entity's id.
template <class T>
using Column = std::vector<T>;

// Gives every column of a table so many rows; new ones are zero.
template <class Table>
void resize_columns(Table& table, std::size_t rows) {
  auto resize = [&](std::string_view, auto& column, const auto&...) { column.resize(rows); };
  table.visit(resize);
}

}  // namespace gongjian::core
