// JSON Schema (draft 7, without what draft 4 lacks) of files that a TableReader reads, so that editors complete and
// check them as they are typed: a piece for each kind of value that it reads, and tables of such keys, which take no
// others. A schema is a table as configuration files are; write_json writes it. Dates of TOML are texts there, as
// editors pass them on.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/config.hpp"

namespace gongjian::io {

// The table as JSON, with keys in order and two spaces a level.
std::string write_json(const Table& table);

namespace schema {

using Names = std::vector<std::string_view>;

Table truth();
Table number(core::Range range);
Table whole(core::Range range);
Table whole();  // from 0 on, as seeds are
Table text();
Table matching(std::string_view pattern);  // a text in which this regular expression finds something
Table date();
Table week(core::Range range);  // or a date
Table one_of(const Names& names);
Table some_of(Names names, bool star);  // a list of them; "*" stands for all where `star`
Table list_of(Table item, core::Range length);
Table list_of(Table item);
Table either(std::vector<Table> kinds);  // exactly one of them
Table same_as(std::string_view definition);
// What holds where the key is left out, beside the rest.
Table with_default(Table value, Value standard);
// A number, written as an integer where it is one.
Value plain(double number);

// A table under way: its keys, and which must be there. Keys of inner tables are named by their dotted path.
class Keys {
 public:
  explicit Keys(bool chinese);

  // `text` says what the key means; a reference to a definition has its text there.
  Keys& add(std::string_view path, Table value, const core::Text& text = {});
  Keys& require(std::string_view path);
  // At least one of these must be there.
  Keys& require_any(const Names& keys);
  bool chinese() const { return chinese_; }
  Table take() { return std::move(table_); }

 private:
  // The table in which the last part of a path stands, and that part.
  Table& inner(std::string_view path, std::string_view& last);

  bool chinese_;
  Table table_;
};

}  // namespace schema
}  // namespace gongjian::io
