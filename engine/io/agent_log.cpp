#include "engine/io/agent_log.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>

#include "engine/core/check.hpp"
#include "engine/io/described.hpp"

namespace gongjian::io {
namespace {

using h5::Handle;

constexpr hsize_t kSampleChunk = 64;
constexpr hsize_t kRowChunkLeast = 1024;  // rows in one compressed chunk
constexpr hsize_t kRowChunkMost = 65536;
constexpr int kDeflate = 1;

bool is_real(Number number) { return number == Number::f32 || number == Number::f64 || number == Number::fixed; }

// The bytes that stand for "nothing": NaN, or the highest unsigned number of any width.
std::array<unsigned char, 8> nothing(Number number) {
  std::array<unsigned char, 8> bytes;
  bytes.fill(0xFF);
  const float small = std::numeric_limits<float>::quiet_NaN();
  const double large = std::numeric_limits<double>::quiet_NaN();
  if (number == Number::f32) std::memcpy(bytes.data(), &small, sizeof small);
  else if (is_real(number)) std::memcpy(bytes.data(), &large, sizeof large);
  return bytes;
}

Handle create_list(const Handle& where, const std::string& name, hid_t type, hsize_t chunk, const core::Text& text) {
  Handle list = h5::create_dataset(where, name, type, {{0}, {h5::Storage::kGrows}, {chunk}, 0});
  h5::make_scale(list, name);
  h5::describe(list, "", text);
  return list;
}

Handle create_column(const Handle& where, const ColumnView& column) {
  const hid_t type = column_type(column.type);
  const auto fill = nothing(column.type);
  const bool has_fill = is_real(column.type) || column.is_id;
  const hsize_t chunk = std::clamp<hsize_t>(column.rows, kRowChunkLeast, kRowChunkMost);
  const h5::Storage storage{{0, 0}, {h5::Storage::kGrows, h5::Storage::kGrows}, {1, chunk}, kDeflate};
  Handle dataset = h5::create_dataset(where, column.name, type, storage, has_fill ? fill.data() : nullptr);
  if (has_fill) h5::write_attribute(dataset, "_FillValue", type, {}, fill.data());
  h5::write_attribute(dataset, "units", column.unit);
  h5::write_attribute(dataset, "description", column.text);
  return dataset;
}

void write_column(const Handle& dataset, hsize_t sample, hsize_t rows_so_far, const ColumnView& column) {
  h5::resize(dataset, {sample + 1, rows_so_far});
  if (column.type != Number::fixed)
    return h5::write_block(dataset, column_type(column.type), {sample, 0}, {1, column.rows}, column.values);
  const auto* const first = static_cast<const core::Fixed*>(column.values);
  std::vector<double> values;
  for (std::size_t begin = 0; begin < column.rows; begin += values.size()) {
    values.resize(std::min<std::size_t>(kRowChunkMost, column.rows - begin));
    std::transform(first + begin, first + begin + values.size(), values.begin(),
                   [](core::Fixed value) { return value.value(); });
    h5::write_block(dataset, H5T_NATIVE_DOUBLE, {sample, begin}, {1, values.size()}, values.data());
  }
}

}  // namespace

AgentLog::Table AgentLog::create(const std::string& name, const std::vector<ColumnView>& columns) const {
  Table table;
  table.group = h5::create_group(group_, name);
  table.week = create_list(table.group, "week", H5T_NATIVE_INT32, kSampleChunk,
                           {"week at whose end the sample was taken", "取样所在周（周末）"});
  table.row = create_list(table.group, "row", H5T_NATIVE_UINT32, kRowChunkLeast,
                          {"row of the table: the entity's id", "表中的行，即个体编号"});
  for (const ColumnView& column : columns) {
    const Handle& dataset = table.columns.emplace_back(create_column(table.group, column));
    h5::attach_scale(dataset, 0, table.week);
    h5::attach_scale(dataset, 1, table.row);
  }
  return table;
}

void AgentLog::write(int week, const std::string& name, const std::vector<ColumnView>& columns) {
  auto found = tables_.find(name);
  if (found == tables_.end()) found = tables_.emplace(name, create(name, columns)).first;
  Table& table = found->second;
  GONGJIAN_CHECK(columns.size() == table.columns.size());

  const hsize_t sample = h5::extents(table.week).front();
  const std::int32_t when = week;
  h5::append(table.week, H5T_NATIVE_INT32, 1, &when);

  hsize_t rows = h5::extents(table.row).front();
  for (const ColumnView& column : columns) {
    if (column.rows <= rows) continue;
    std::vector<std::uint32_t> ids(column.rows - rows);
    std::iota(ids.begin(), ids.end(), static_cast<std::uint32_t>(rows));
    h5::append(table.row, H5T_NATIVE_UINT32, ids.size(), ids.data());
    rows = column.rows;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) write_column(table.columns[i], sample, rows, columns[i]);
}

}  // namespace gongjian::io
