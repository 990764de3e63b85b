// Strict reading of a configuration table: every key must be asked for, have the right type and lie in range.
// All problems of a file are gathered, so that a person sees them at once.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/fields.hpp"
#include "engine/io/config.hpp"

namespace gongjian::io {

// "read "x"; did you mean "y"? Allowed: y, z".
core::Text not_allowed(const std::string& given, const std::vector<std::string_view>& allowed);

// What is wrong with a file, in the order in which it was found.
class Problems {
 public:
  static constexpr std::size_t kMostTold = 100;

  void add(const Place& place, core::Text message);
  // What reading another file, or the same in parts, has told already: each line once, above all else.
  void add_told(const core::Text& lines);
  std::size_t count() const { return messages_.size(); }
  bool empty() const { return messages_.empty(); }
  // Throws core::UserError with all messages (100 at most, and how many more there are), a line each, in the order of
  // their places; does nothing where there are none.
  void throw_if_any() const;

 private:
  std::vector<std::pair<Place, core::Text>> messages_;
};

// Reads one table. Keys of inner tables are asked for by their dotted path. Each `read` leaves the value as
// it is where the key is absent, and gives whether it was there and right.
class TableReader {
 public:
  // `what` names the table in messages, such as "[[lever]]"; empty for a whole file. `place` is its own, for
  // what is missing in it. `outer` reads the table that this one lies in, where keys may belong that stand here.
  TableReader(const Table& table, std::string what, Place place, Problems& problems,
              const TableReader* outer = nullptr);

  bool has(std::string_view key) const { return find(key) != nullptr; }
  // The place of a key, or of the table where it is absent.
  Place place(std::string_view key) const;
  void problem(std::string_view key, core::Text message);

  bool read(std::string_view key, bool& value);
  bool read(std::string_view key, double& value, core::Range range);
  bool read(std::string_view key, int& value, core::Range range);
  bool read(std::string_view key, std::uint64_t& value);
  bool read(std::string_view key, std::string& value);
  bool read(std::string_view key, core::Date& value);
  // A week, or a date on or after `start`.
  bool read(std::string_view key, core::WeekNumber& value, core::Range range, core::Date start);
  // A text that must be one of `allowed`; gives its position there.
  bool read_name(std::string_view key, const std::vector<std::string_view>& allowed, std::size_t& position);
  // A list of texts, each one of `allowed` ("*" stands for all where `star`); gives the positions.
  bool read_names(std::string_view key, const std::vector<std::string_view>& allowed, bool star,
                  std::vector<std::size_t>& positions);
  // A list of anything; none where absent.
  std::vector<Value> list(std::string_view key);
  // A list of tables; none where absent.
  std::vector<std::pair<const Table*, Place>> tables(std::string_view key);
  void require(std::string_view key, const core::Text& why);

  // As a visitor of parameters, with keys "prefix.name".
  struct Group {
    TableReader& reader;
    std::string prefix;
    core::Date start;
    template <class T>
    void operator()(std::string_view name, T& value, core::Unit, core::Range range, const core::Words&, core::Source) {
      const std::string key = prefix + std::string(name);
      if constexpr (std::is_same_v<T, bool>) reader.read(key, value);
      else if constexpr (std::is_same_v<T, core::WeekNumber>) reader.read(key, value, range, start);
      else reader.read(key, value, range);
    }
  };
  Group group(std::string prefix, core::Date start = {}) { return {*this, std::move(prefix), start}; }

  // Reports every key that was never asked for, with the nearest that was while fewer problems are found than told.
  void finish();

 private:
  const Value* find(std::string_view key) const;
  const Value* take(std::string_view key);
  void wrong_type(std::string_view key, const Value& value, const core::Text& wanted);
  bool wrong_range(std::string_view key, const Value& value, double number, core::Range range);
  core::Text named(std::string_view key) const;

  // The names that may stand in a group, such as "parameters"; "" is the whole table.
  std::vector<std::string_view> keys_in(std::string_view group) const;
  // Where a key of this name belongs, for messages; "" where there is none.
  core::Text elsewhere(std::string_view key) const;
  void check_keys(const Table& table, const std::string& group);
  // "; did you mean …": what may stand in the group instead.
  core::Text advice_on(const Entry& entry, const std::string& group) const;
  void unknown_key(const Entry& entry, const std::string& group);

  const Table& table_;
  std::string what_;
  Place place_;
  Problems& problems_;
  const TableReader* outer_;
  std::vector<std::string> asked_;
};

}  // namespace gongjian::io
