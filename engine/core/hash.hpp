// Hashes of state: 64-bit XXH3 over every column of every table, in the order of their field lists.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gongjian::core {

// Whether equal values have equal bytes.
template <class T>
inline constexpr bool kHasOneForm = std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>;

// Bytes in, 64 bits out. Equal states give equal hashes; order matters.
class Hash {
 public:
  Hash();
  ~Hash();
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;

  void add(const void* bytes, std::size_t size);
  std::uint64_t digest() const;

  // A column: its length, then its values.
  template <class T>
  void add(const std::vector<T>& column) {
    static_assert(kHasOneForm<T>, "padding bytes would make equal values hash differently");
    const std::uint64_t rows = column.size();
    add(&rows, sizeof rows);
    add(column.data(), column.size() * sizeof(T));
  }
  // As a visitor of a table's columns.
  template <class T, class... Description>
  void operator()(std::string_view, const std::vector<T>& column, const Description&...) {
    add(column);
  }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What Hash gives of these bytes alone.
std::uint64_t hash_of(const void* bytes, std::size_t size);

// Sixteen hexadecimal digits.
std::string to_hex(std::uint64_t hash);

}  // namespace gongjian::core
