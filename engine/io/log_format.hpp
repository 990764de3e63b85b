// What the writer and the reader of logs agree upon. docs/formats/log.md is its prose.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/io/h5.hpp"
#include "engine/io/log_writer.hpp"

namespace gongjian::io {

inline constexpr std::string_view kLogFormat = "gongjian-log";
inline constexpr std::int32_t kLogVersion = 2;

// One row of /events/rows.
struct EventRow {
  std::int32_t week;
  std::array<char, kEventKindBytes> kind;
  std::array<char, kEventDistrictBytes> district;
  double value;
};

// EventRow as a compound type of HDF5, in memory; `packed` without the gap, as in the file.
inline h5::Handle event_type(bool packed) {
  h5::Handle type = h5::compound_type(sizeof(EventRow));
  const h5::Handle kind = h5::fixed_text_type(kEventKindBytes);
  const h5::Handle district = h5::fixed_text_type(kEventDistrictBytes);
  H5Tinsert(type.id(), "week", HOFFSET(EventRow, week), H5T_NATIVE_INT32);
  H5Tinsert(type.id(), "kind", HOFFSET(EventRow, kind), kind.id());
  H5Tinsert(type.id(), "district", HOFFSET(EventRow, district), district.id());
  H5Tinsert(type.id(), "value", HOFFSET(EventRow, value), H5T_NATIVE_DOUBLE);
  if (packed) H5Tpack(type.id());
  return type;
}

}  // namespace gongjian::io
