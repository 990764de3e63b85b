// Configuration files as a tree of values that know where they were written. TOML is read and written here;
// what the keys mean is not known here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/fields.hpp"

namespace gongjian::io {

// Where something was written. Line 0: on the command line.
struct Place {
  std::shared_ptr<const std::string> source;  // the file's name as the person gave it
  int line = 0, column = 0;
  std::string column_name = {};  // in a table, instead of a number
};
// "file:line:column", or the source alone where there are no lines.
std::string to_string(const Place& place);

struct Value;
struct Entry;
using Array = std::vector<Value>;

// Keys in the order in which they were written.
struct Table {
  std::vector<Entry> entries;

  Value* find(std::string_view key);
  const Value* find(std::string_view key) const;
  Value& set(std::string_view key, Value value);  // adds or replaces
};

struct Value {
  std::variant<bool, std::int64_t, double, std::string, core::Date, Array, Table> data;
  Place place;

  // "a whole number", "a text", … for messages.
  core::Text kind() const;
  // The value as it would be written, on one line; and shortened where it is long.
  std::string written() const;
  std::string shown() const;
};

struct Entry {
  std::string key;
  Value value;
  Place place;  // of the key
};

// Reads a TOML file, 1 MiB at most. Throws core::UserError with file:line:column where it can't be read.
Table read_toml(const std::string& path);
// Parses TOML text whose names have 16 parts at most (a.b has 2); `source` names it in messages.
Table parse_toml(std::string_view text, std::string_view source);
// The table as TOML, complete and readable again.
std::string write_toml(const Table& table);

// `base` with what `over` says on top: tables are merged key by key; arrays of tables are joined, where an entry
// of `over` replaces those of `base` that have the same `name`; everything else is replaced.
Table merge(Table base, const Table& over);

}  // namespace gongjian::io
