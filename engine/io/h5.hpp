// The HDF5 C library with owners and checks, and the few shapes that our files are made of.
//
// Everything here throws core::UserError with the file's name and what could not be done. The library's own
// error printing is off. Files keep no times and grow in constant steps, so equal contents are equal bytes.
// A file is used by one thread at a time.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/fields.hpp"
#include "engine/io/output_file.hpp"

namespace gongjian::io::h5 {

// Owns an id of the library and closes it with the function that belongs to it.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Close close) : id_(id), close_(close) {}
  Handle(Handle&& other) noexcept { swap(other); }
  Handle& operator=(Handle&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }

  hid_t id() const { return id_; }
  bool exists() const { return id_ >= 0; }

 private:
  void swap(Handle& other) {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
  }
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

// Throws "<file of `where`>: could not <action>", in Chinese "…: 无法<action>", with the library's reason.
[[noreturn]] void fail(const Handle& where, const core::Text& action);

// The library's name for a type of ours, little-endian wherever we run.
template <class T>
hid_t type_of() {
  static_assert(std::is_arithmetic_v<T> && sizeof(T) <= 8);
  if constexpr (std::is_floating_point_v<T>) return sizeof(T) == 4 ? H5T_NATIVE_FLOAT : H5T_NATIVE_DOUBLE;
  else if constexpr (sizeof(T) == 1) return std::is_signed_v<T> ? H5T_NATIVE_INT8 : H5T_NATIVE_UINT8;
  else if constexpr (sizeof(T) == 2) return std::is_signed_v<T> ? H5T_NATIVE_INT16 : H5T_NATIVE_UINT16;
  else if constexpr (sizeof(T) == 4) return std::is_signed_v<T> ? H5T_NATIVE_INT32 : H5T_NATIVE_UINT32;
  else return std::is_signed_v<T> ? H5T_NATIVE_INT64 : H5T_NATIVE_UINT64;
}

// --- files and groups ---

// A new file in `output`, which must outlive it.
Handle create_file(OutputFile& output);
// Turns the library's own error printing off, which is a setting of each thread: for one that opened no file itself.
void silence();
// An existing file, to be read. Throws where it is missing, not HDF5, cut off or damaged. Nothing outside of it is
// read: open_group and open_dataset throw where a link leads to another file, where the values lie in one, where an
// object has a second name, and where values are packed otherwise than by shuffle and deflate.
Handle open_file(const std::string& path);
// Commits everything written so far, and throws where the disk has failed.
void flush(const Handle& file, OutputFile& output);

// Groups, the root among them, list their members in the order of creation.
Handle create_group(const Handle& where, const std::string& name);
Handle open_group(const Handle& where, const std::string& name);
bool has(const Handle& where, const std::string& path);
// Names in a group, in the order of creation, or by name where the group keeps no order.
std::vector<std::string> members(const Handle& group);
// Whether `where` has a dataset of this name, rather than a group.
bool is_dataset(const Handle& where, const std::string& name);

// --- attributes ---

void write_attribute(const Handle& where, const std::string& name, std::string_view text);
void write_attribute(const Handle& where, const std::string& name, hid_t type, const std::vector<hsize_t>& extents,
                     const void* values);
template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
void write_attribute(const Handle& where, const std::string& name, T value) {
  write_attribute(where, name, type_of<T>(), {}, &value);
}
inline void write_attribute(const Handle& where, const std::string& name, const std::vector<double>& values) {
  write_attribute(where, name, H5T_NATIVE_DOUBLE, {values.size()}, values.data());
}
// Overwrites a number that is there already, in its place.
void update_attribute(const Handle& where, const std::string& name, std::int32_t value);

bool has_attribute(const Handle& where, const std::string& name);
std::string read_text(const Handle& where, const std::string& name);
void read_attribute(const Handle& where, const std::string& name, hid_t type, void* value);
template <class T>
T read_number(const Handle& where, const std::string& name) {
  T value{};
  read_attribute(where, name, type_of<T>(), &value);
  return value;
}
// Attributes `units` (where there is one), `long_name` and `long_name_zh`.
void describe(const Handle& dataset, std::string_view unit, const core::Text& text);

// --- types of fixed size ---

Handle fixed_text_type(std::size_t bytes);  // UTF-8, filled up with zeros
Handle compound_type(std::size_t bytes);

// --- datasets ---

// How a dataset grows and is stored. Extents that may grow have kGrows as their limit.
struct Storage {
  static constexpr hsize_t kGrows = H5S_UNLIMITED;
  std::vector<hsize_t> extents;
  std::vector<hsize_t> limits;  // empty: as the extents
  std::vector<hsize_t> chunk;   // empty: in one piece, which can't grow
  int deflate = 0;              // 0: not compressed, else a level of 1 to 9, after a byte shuffle
};
// `fill` is a value of `type` for what is never written; null for zeros.
Handle create_dataset(const Handle& where, const std::string& name, hid_t type, const Storage& storage,
                      const void* fill = nullptr);
// One text of any length, and a list of them.
void write_text(const Handle& where, const std::string& name, std::string_view text);
Handle write_texts(const Handle& where, const std::string& name, const std::vector<std::string>& texts);
// A whole dataset in one piece.
template <class T>
Handle write_values(const Handle& where, const std::string& name, const std::vector<T>& values);

Handle open_dataset(const Handle& where, const std::string& name);
std::vector<hsize_t> extents(const Handle& dataset);
bool is_float64(const Handle& dataset);
void resize(const Handle& dataset, const std::vector<hsize_t>& extents);
// A block of `count` values from `start`, which lies within the extents. `type` is that of the memory.
void write_block(const Handle& dataset, hid_t type, const std::vector<hsize_t>& start,
                 const std::vector<hsize_t>& count, const void* values);
void read_block(const Handle& dataset, hid_t type, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                void* values);
// `count` values from position `first` on, counted with the last axis fastest.
void read_range(const Handle& dataset, hid_t type, hsize_t first, hsize_t count, void* values);
void write_range(const Handle& dataset, hid_t type, hsize_t first, hsize_t count, const void* values);
// Grows the first axis by `rows` and writes them.
void append(const Handle& dataset, hid_t type, hsize_t rows, const void* values);

// The number of values in a dataset. Throws where a dataset claims more than what is stored of it could unpack to, so
// that what is read can be allocated.
std::size_t checked_size(const Handle& dataset, std::size_t bytes_per_value);
template <class T>
std::vector<T> read_values(const Handle& dataset) {
  std::vector<T> values(checked_size(dataset, sizeof(T)));
  const std::vector<hsize_t> all = extents(dataset);
  read_block(dataset, type_of<T>(), std::vector<hsize_t>(all.size(), 0), all, values.data());
  return values;
}
std::string read_text_dataset(const Handle& where, const std::string& name);
std::vector<std::string> read_texts(const Handle& where, const std::string& name);

// --- dimension scales ---

void make_scale(const Handle& dataset, const std::string& name);
void attach_scale(const Handle& dataset, unsigned axis, const Handle& scale);
// The same for many datasets: what each scale is attached to is written once, where attach_scale alone writes it anew
// for each dataset.
class ScaleList {
 public:
  // The scales of all axes of a dataset that has none yet. They live until write().
  void attach(const Handle& dataset, const std::vector<const Handle*>& scales);
  void write();

 private:
  struct Use {
    hobj_ref_t dataset;
    unsigned axis;
  };
  static Handle type_of_uses();
  std::vector<std::pair<const Handle*, std::vector<Use>>> scales_;
};
// The name of the scale of this axis, without its groups; empty where there is none.
std::string scale_name(const Handle& dataset, unsigned axis);

template <class T>
Handle write_values(const Handle& where, const std::string& name, const std::vector<T>& values) {
  Handle dataset = create_dataset(where, name, type_of<T>(), {{values.size()}, {}, {}, 0});
  if (!values.empty()) write_block(dataset, type_of<T>(), {0}, {values.size()}, values.data());
  return dataset;
}

}  // namespace gongjian::io::h5
