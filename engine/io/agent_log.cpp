#include "engine/io/agent_log.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/core/check.hpp"
#include "engine/core/say.hpp"
#include "engine/io/described.hpp"
#include "engine/io/log_reader.hpp"

namespace gongjian::io {
namespace {

using h5::Handle;

constexpr hsize_t kSampleChunk = 64;
constexpr hsize_t kRowChunkLeast = 1024;  // rows in one compressed chunk
constexpr hsize_t kRowChunkMost = 65536;
constexpr int kDeflate = 1;

bool is_real(Number number) { return number == Number::f32 || number == Number::f64 || number == Number::fixed; }

Number number_of(const Handle& dataset) {
  const Handle type(H5Dget_type(dataset.id()), H5Tclose);
  const std::size_t bytes = H5Tget_size(type.id());
  if (H5Tget_class(type.id()) == H5T_FLOAT) {
    if (bytes == 4) return Number::f32;
    if (bytes == 8) return Number::f64;
  } else if (H5Tget_class(type.id()) == H5T_INTEGER) {
    const bool has_sign = H5Tget_sign(type.id()) != H5T_SGN_NONE;
    if (bytes == 1) return has_sign ? Number::i8 : Number::u8;
    if (bytes == 2) return has_sign ? Number::i16 : Number::u16;
    if (bytes == 4) return has_sign ? Number::i32 : Number::u32;
    if (bytes == 8) return has_sign ? Number::i64 : Number::u64;
  }
  h5::fail(dataset, {"read a column of agents: it holds no numbers", "读取主体的列：其中没有数"});
}

// The bytes that stand for "nothing": NaN, or the highest unsigned number of any width.
std::array<unsigned char, 8> nothing(Number number) {
  std::array<unsigned char, 8> bytes{};
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

AgentTable read_agent_table(const Handle& agents, const std::string& name) {
  const Handle group = h5::open_group(agents, name);
  AgentTable table{name, {}, 0, {}};
  const Handle week = h5::open_dataset(group, "week");
  if (h5::extents(week).size() != 1)
    h5::fail(group,
             core::say("read the samples of '{}': their weeks are no list", "读取 '{}' 的样本：各周不是列表", name));
  table.weeks = h5::read_values<int>(week);
  std::optional<std::size_t> rows;
  for (const std::string& member : h5::members(group)) {
    if (member == "week" || member == "row" || !h5::is_dataset(group, member)) continue;
    const Handle dataset = h5::open_dataset(group, member);
    const std::vector<hsize_t> extents = h5::extents(dataset);
    if (extents.size() != 2)
      h5::fail(group,
               core::say("read '{}.{}': it is not by week and row", "读取 '{}.{}'：未按周和行存放", name, member));
    table.columns.push_back(
        {member, h5::read_text(dataset, "units"), h5::read_text(dataset, "description"), number_of(dataset), false});
    AgentColumn& column = table.columns.back();
    column.is_id = !is_real(column.type) && h5::has_attribute(dataset, "_FillValue");
    h5::checked_size(dataset, H5Tget_size(column_type(column.type)));
    table.weeks.resize(std::min<std::size_t>(table.weeks.size(), extents[0]));
    rows = std::min<std::size_t>(rows.value_or(extents[1]), extents[1]);
  }
  table.rows = rows.value_or(0);
  return table;
}

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
