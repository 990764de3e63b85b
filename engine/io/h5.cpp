#include "engine/io/h5.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>

#include "engine/core/display.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/h5_driver.hpp"
#include "engine/io/ordinary_file.hpp"
#include "engine/io/seal.hpp"

namespace gongjian::io::h5 {
namespace {

// What the library keeps of each dataset as it is written. Chunks are mostly written once and whole, so that
// more would only cost memory.
constexpr std::size_t kCachedChunks = 101;
constexpr std::size_t kCachedBytes = 16384;

constexpr unsigned kOrdered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

herr_t remember_first(unsigned, const H5E_error2_t* error, void* text) {
  std::string& reason = *static_cast<std::string*>(text);
  if (reason.empty() && error->desc != nullptr) reason = error->desc;
  return 0;
}

// What the library says of its last failure, from the innermost place.
std::string reason() {
  std::string text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, remember_first, &text);
  return text.empty() ? "" : " (" + text + ")";
}

std::string file_of(const Handle& where) {
  const ssize_t length = H5Fget_name(where.id(), nullptr, 0);
  if (length <= 0) return "HDF5";
  std::string name(static_cast<std::size_t>(length) + 1, '\0');
  H5Fget_name(where.id(), name.data(), name.size());
  name.pop_back();
  return core::printable(name);
}

// For H5Dwrite and H5Dread. By default every conversion (of texts, of rows of events) would clear two buffers of
// 1 MiB, whatever there is to convert: half of the cost of a short log. One list serves everybody, and the
// library closes it when the process ends.
hid_t transfer() {
  static const hid_t list = [] {
    constexpr std::size_t kConversionBytes = 16384;
    const hid_t id = H5Pcreate(H5P_DATASET_XFER);
    H5Pset_buffer(id, kConversionBytes, nullptr, nullptr);
    return id;
  }();
  return list;
}

// Throws where an object has a second name: what is named twice is read twice, and a group may lie in itself.
void refuse_second_name(const Handle& object, const std::string& name) {
#if H5_VERSION_GE(1, 12, 0)
  H5O_info2_t info;
  const herr_t told = H5Oget_info3(object.id(), &info, H5O_INFO_BASIC);
#else
  H5O_info_t info;
  const herr_t told = H5Oget_info2(object.id(), &info, H5O_INFO_BASIC);
#endif
  if (told < 0 || info.rc != 1)
    fail(object, core::say("read '{}': it stands under several names", "读取 '{}'：它有多个名称", name));
}

// An id of the library, or a throw.
Handle own(hid_t id, Handle::Close close, const Handle& where, const core::Text& action) {
  if (id < 0) fail(where, action);
  return {id, close};
}

void check(herr_t result, const Handle& where, const core::Text& action) {
  if (result < 0) fail(where, action);
}

// A property list that is told to keep no times.
Handle timeless(hid_t kind) {
  Handle list(H5Pcreate(kind), H5Pclose);
  H5Pset_obj_track_times(list.id(), false);
  return list;
}

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), H5T_VARIABLE);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

Handle space_of(const std::vector<hsize_t>& extents, const std::vector<hsize_t>& limits = {}) {
  if (extents.empty()) return {H5Screate(H5S_SCALAR), H5Sclose};
  const hsize_t* const maximum = limits.empty() ? nullptr : limits.data();
  return {H5Screate_simple(static_cast<int>(extents.size()), extents.data(), maximum), H5Sclose};
}

std::string quoted(const std::string& name) { return "'" + name + "'"; }

std::string name_of(const Handle& object) {
  char name[256] = "";
  H5Iget_name(object.id(), name, sizeof name);
  return quoted(name);
}

// Strings as the library hands them out, each to be freed; those of a damaged file may be null. What a terminal would
// obey rather than show does not get past here.
std::vector<std::string> take(std::vector<char*>& texts) {
  std::vector<std::string> result;
  for (char* text : texts) {
    result.push_back(text == nullptr ? "" : core::printable(text, "\n\t"));
    H5free_memory(text);
  }
  return result;
}

// Throws unless what is stored are texts of variable length.
void expect_texts(const Handle& where, const Handle& type, const std::string& name) {
  if (H5Tis_variable_str(type.id()) <= 0)
    fail(where, core::say("read {}: it holds no text", "读取 {}：其中没有文字", quoted(name)));
}

}  // namespace

void fail(const Handle& where, const core::Text& action) {
  const std::string why = reason();
  throw core::UserError(core::say("{}: could not {}{}", "{}: 无法{}{}", file_of(where), action, why));
}

// --- files and groups ---

namespace {

// A file may name things outside itself: other files through links, and code that unpacks it. Neither is followed.
bool turn_off_what_leads_outside() { return H5Lunregister(H5L_TYPE_EXTERNAL) >= 0 && H5PLset_loading_state(0) >= 0; }

}  // namespace

void silence() {
  static const bool off = turn_off_what_leads_outside();
  (void)off;
  thread_local const herr_t done = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  (void)done;
}

Handle create_file(OutputFile& output) {
  silence();
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  const Handle creation = timeless(H5P_FILE_CREATE);
  H5Pset_link_creation_order(creation.id(), kOrdered);
  H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
  H5Pset_cache(access.id(), 0, kCachedChunks, kCachedBytes, 1.0);
  Handle file;
  if (write_through(access.id(), output) >= 0)
    file = Handle(H5Fcreate(output.path().c_str(), H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose);
  output.check();
  if (!file.exists())
    throw core::UserError(
        core::say("could not write {}: HDF5 refuses{}", "无法写入 {}：HDF5 拒绝{}", output.path(), reason()));
  return file;
}

namespace {

// What was begun of a file that is not there.
core::Text what_is_there_of(const std::string& path) {
  std::error_code error;
  if (std::filesystem::exists(path + ".work", error))
    return core::say("; {}.work keeps what was done of it, and the command that makes it goes on from there",
                     "；已完成的部分保存在 {}.work，再执行同一命令即可继续", path);
  if (std::filesystem::exists(path + ".part", error))
    return core::say("; {0}.part is what was written of it: `gongjian repair {0}.part`",
                     "；已写入的部分在 {0}.part：`gongjian repair {0}.part`", path);
  return {};
}

}  // namespace

Handle open_file(const std::string& path) {
  silence();
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status))
    throw core::UserError(core::say("could not read {}: there is no such file{}", "无法读取 {}：没有这个文件{}", path,
                                    what_is_there_of(path)));
  if (std::filesystem::is_directory(status))
    throw core::UserError(core::say("could not read {}: it is a folder", "无法读取 {}：这是文件夹", path));
  if (!std::filesystem::is_regular_file(status))
    throw core::UserError(core::say("could not read {}: {}", "无法读取 {}：{}", path, kNoOrdinaryFile));
  check_seal(path);
  const htri_t is_hdf5 = H5Fis_hdf5(path.c_str());
  if (is_hdf5 == 0)
    throw core::UserError(
        core::say("could not read {}: it is not an HDF5 file", "无法读取 {}：这不是 HDF5 文件", path));
  Handle file(is_hdf5 < 0 ? H5I_INVALID_HID : H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  if (!file.exists())
    throw core::UserError(core::say("could not read {}: it is cut off, damaged or locked{}",
                                    "无法读取 {}：文件不完整、已损坏或被锁定{}", path, reason()));
  return file;
}

void flush(const Handle& file, OutputFile& output) {
  const herr_t result = H5Fflush(file.id(), H5F_SCOPE_GLOBAL);
  output.check();
  check(result, file, {"flush", "写盘"});
}

Handle create_group(const Handle& where, const std::string& name) {
  const Handle creation = timeless(H5P_GROUP_CREATE);
  H5Pset_link_creation_order(creation.id(), kOrdered);
  return own(H5Gcreate2(where.id(), name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Gclose, where,
             core::say("create the group {}", "创建组 {}", quoted(name)));
}

Handle open_group(const Handle& where, const std::string& name) {
  Handle group = own(H5Gopen2(where.id(), name.c_str(), H5P_DEFAULT), H5Gclose, where,
                     core::say("open the group {}", "打开组 {}", quoted(name)));
  refuse_second_name(group, name);
  return group;
}

bool has(const Handle& where, const std::string& path) {
  for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1))
    if (H5Lexists(where.id(), path.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
  return H5Lexists(where.id(), path.c_str(), H5P_DEFAULT) > 0;
}

namespace {

std::vector<std::string> names_in(const Handle& group) {
  const H5L_iterate_t note = [](hid_t, const char* name, const H5L_info_t*, void* names) -> herr_t {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
  };
  std::vector<std::string> names;
  if (H5Literate(group.id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, note, &names) >= 0) return names;
  names.clear();
  check(H5Literate(group.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, note, &names), group,
        core::say("list {}", "列出 {}", name_of(group)));
  return names;
}

}  // namespace

std::vector<std::string> members(const Handle& group) {
  std::vector<std::string> names = names_in(group);
  for (const std::string& name : names)
    if (const std::string shown = core::printable(name); shown != name)
      fail(group, core::say("read '{}': its name has control characters", "读取 '{}'：名称中有控制字符", shown));
  return names;
}

bool is_dataset(const Handle& where, const std::string& name) {
  const Handle object(H5Oopen(where.id(), name.c_str(), H5P_DEFAULT), H5Oclose);
  return object.exists() && H5Iget_type(object.id()) == H5I_DATASET;
}

// --- attributes ---

void write_attribute(const Handle& where, const std::string& name, hid_t type, const std::vector<hsize_t>& extents,
                     const void* values) {
  const Handle space = space_of(extents);
  const Handle attribute = own(H5Acreate2(where.id(), name.c_str(), type, space.id(), H5P_DEFAULT, H5P_DEFAULT),
                               H5Aclose, where, core::say("create the attribute {}", "创建属性 {}", quoted(name)));
  check(H5Awrite(attribute.id(), type, values), where,
        core::say("write the attribute {}", "写入属性 {}", quoted(name)));
}

void write_attribute(const Handle& where, const std::string& name, std::string_view text) {
  const std::string terminated(text);
  const char* const pointer = terminated.c_str();
  write_attribute(where, name, text_type().id(), {}, &pointer);
}

void update_attribute(const Handle& where, const std::string& name, std::int32_t value) {
  const Handle attribute = own(H5Aopen(where.id(), name.c_str(), H5P_DEFAULT), H5Aclose, where,
                               core::say("find the attribute {}", "找到属性 {}", quoted(name)));
  check(H5Awrite(attribute.id(), H5T_NATIVE_INT32, &value), where,
        core::say("write the attribute {}", "写入属性 {}", quoted(name)));
}

bool has_attribute(const Handle& where, const std::string& name) { return H5Aexists(where.id(), name.c_str()) > 0; }

void read_attribute(const Handle& where, const std::string& name, hid_t type, void* value) {
  const Handle attribute = own(H5Aopen(where.id(), name.c_str(), H5P_DEFAULT), H5Aclose, where,
                               core::say("find the attribute {}", "找到属性 {}", quoted(name)));
  const Handle space(H5Aget_space(attribute.id()), H5Sclose);
  if (H5Sget_simple_extent_npoints(space.id()) != 1)
    fail(where, core::say("read the attribute {}: not one value", "读取属性 {}：不是单个值", quoted(name)));
  check(H5Aread(attribute.id(), type, value), where, core::say("read the attribute {}", "读取属性 {}", quoted(name)));
}

std::string read_text(const Handle& where, const std::string& name) {
  const Handle attribute = own(H5Aopen(where.id(), name.c_str(), H5P_DEFAULT), H5Aclose, where,
                               core::say("find the attribute {}", "找到属性 {}", quoted(name)));
  expect_texts(where, {H5Aget_type(attribute.id()), H5Tclose}, name);
  std::vector<char*> text(1, nullptr);
  read_attribute(where, name, text_type().id(), text.data());
  return take(text).front();
}

void describe(const Handle& dataset, std::string_view unit, const core::Text& text) {
  if (!unit.empty()) write_attribute(dataset, "units", unit);
  write_attribute(dataset, "long_name", text.en);
  write_attribute(dataset, "long_name_zh", text.zh);
}

// --- types of fixed size ---

Handle fixed_text_type(std::size_t bytes) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), bytes);
  H5Tset_strpad(type.id(), H5T_STR_NULLPAD);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

Handle compound_type(std::size_t bytes) { return {H5Tcreate(H5T_COMPOUND, bytes), H5Tclose}; }

// --- datasets ---

Handle create_dataset(const Handle& where, const std::string& name, hid_t type, const Storage& storage,
                      const void* fill) {
  const Handle creation = timeless(H5P_DATASET_CREATE);
  const Handle space = space_of(storage.extents, storage.limits);
  if (!storage.chunk.empty()) H5Pset_chunk(creation.id(), static_cast<int>(storage.chunk.size()), storage.chunk.data());
  if (storage.deflate > 0) {
    H5Pset_shuffle(creation.id());
    H5Pset_deflate(creation.id(), static_cast<unsigned>(storage.deflate));
  }
  if (fill != nullptr) H5Pset_fill_value(creation.id(), type, fill);
  return own(H5Dcreate2(where.id(), name.c_str(), type, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), H5Dclose,
             where, core::say("create the dataset {}", "创建数据集 {}", quoted(name)));
}

void write_text(const Handle& where, const std::string& name, std::string_view text) {
  const Handle type = text_type();
  const Handle dataset = create_dataset(where, name, type.id(), {});
  const std::string terminated(text);
  const char* const pointer = terminated.c_str();
  check(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, transfer(), &pointer), where,
        core::say("write {}", "写入 {}", quoted(name)));
}

Handle write_texts(const Handle& where, const std::string& name, const std::vector<std::string>& texts) {
  const Handle type = text_type();
  Handle dataset = create_dataset(where, name, type.id(), {{texts.size()}, {}, {}, 0});
  std::vector<const char*> pointers;
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  if (!texts.empty())
    check(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, transfer(), pointers.data()), where,
          core::say("write {}", "写入 {}", quoted(name)));
  return dataset;
}

namespace {

// Throws unless the values lie in this file, packed as ours are, in pieces that fit the memory.
void check_storage(const Handle& dataset, const std::string& name) {
  constexpr double kChunkBytes = 64 << 20;
  const Handle creation = own(H5Dget_create_plist(dataset.id()), H5Pclose, dataset,
                              core::say("tell how {} is stored", "得知 {} 的存储方式", quoted(name)));
  const auto refuse = [&](const core::Text& why) {
    fail(dataset, core::say("read {}: {}", "读取 {}：{}", quoted(name), why));
  };
  if (H5Pget_external_count(creation.id()) != 0 || H5Pget_layout(creation.id()) == H5D_VIRTUAL)
    refuse({"its values lie in other files", "其数值存于其他文件"});
  if (H5Pget_layout(creation.id()) != H5D_CHUNKED) return;
  int deflates = 0;
  for (int i = 0; i < H5Pget_nfilters(creation.id()); ++i) {
    std::size_t settings = 0;
    const H5Z_filter_t filter =
        H5Pget_filter2(creation.id(), static_cast<unsigned>(i), nullptr, &settings, nullptr, 0, nullptr, nullptr);
    if (filter == H5Z_FILTER_DEFLATE) ++deflates;
    if ((filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32) ||
        deflates > 1)
      refuse({"it is packed in a way that this program does not know", "其压缩方式本程序不支持"});
  }
  std::array<hsize_t, H5S_MAX_RANK> chunk{};
  const int rank = H5Pget_chunk(creation.id(), H5S_MAX_RANK, chunk.data());
  const Handle type(H5Dget_type(dataset.id()), H5Tclose);
  auto bytes = static_cast<double>(H5Tget_size(type.id()));
  for (int axis = 0; axis < rank; ++axis) bytes *= static_cast<double>(chunk[static_cast<std::size_t>(axis)]);
  if (bytes > kChunkBytes) refuse({"its pieces are larger than 64 MiB", "其数据块大于 64 MiB"});
}

}  // namespace

Handle open_dataset(const Handle& where, const std::string& name) {
  Handle dataset = own(H5Dopen2(where.id(), name.c_str(), H5P_DEFAULT), H5Dclose, where,
                       core::say("open the dataset {}", "打开数据集 {}", quoted(name)));
  refuse_second_name(dataset, name);
  check_storage(dataset, name);
  return dataset;
}

std::vector<hsize_t> extents(const Handle& dataset) {
  const Handle space(H5Dget_space(dataset.id()), H5Sclose);
  const int rank = H5Sget_simple_extent_ndims(space.id());
  if (rank < 0) fail(dataset, core::say("read the extents of {}", "读取 {} 的大小", name_of(dataset)));
  std::vector<hsize_t> result(static_cast<std::size_t>(rank));
  if (rank > 0) H5Sget_simple_extent_dims(space.id(), result.data(), nullptr);
  return result;
}

bool is_float64(const Handle& dataset) {
  const Handle type(H5Dget_type(dataset.id()), H5Tclose);
  return H5Tget_class(type.id()) == H5T_FLOAT && H5Tget_size(type.id()) == sizeof(double);
}

void resize(const Handle& dataset, const std::vector<hsize_t>& extents) {
  check(H5Dset_extent(dataset.id(), extents.data()), dataset, core::say("extend {}", "扩展 {}", name_of(dataset)));
}

namespace {

struct Spaces {
  Handle memory, in_file;
};

// Those for one block.
Spaces block(const Handle& dataset, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count) {
  Spaces spaces{space_of(count), Handle(H5Dget_space(dataset.id()), H5Sclose)};
  if (!count.empty())
    check(H5Sselect_hyperslab(spaces.in_file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
          dataset, core::say("find a block of {}", "找到 {} 的数据块", name_of(dataset)));
  return spaces;
}

}  // namespace

void write_block(const Handle& dataset, hid_t type, const std::vector<hsize_t>& start,
                 const std::vector<hsize_t>& count, const void* values) {
  const Spaces spaces = block(dataset, start, count);
  check(H5Dwrite(dataset.id(), type, spaces.memory.id(), spaces.in_file.id(), transfer(), values), dataset,
        core::say("write {}", "写入 {}", name_of(dataset)));
}

void read_block(const Handle& dataset, hid_t type, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                void* values) {
  if (std::find(count.begin(), count.end(), hsize_t{0}) != count.end()) return;
  const Spaces spaces = block(dataset, start, count);
  check(H5Dread(dataset.id(), type, spaces.memory.id(), spaces.in_file.id(), transfer(), values), dataset,
        core::say("read {}", "读取 {}", name_of(dataset)));
}

namespace {

// body(start, block, bytes before it) for each of the blocks that `count` values from position `first` on are made of.
template <class Body>
void for_blocks_of_range(const Handle& dataset, hid_t type, hsize_t first, hsize_t count, Body body) {
  const std::vector<hsize_t> all = extents(dataset);
  std::size_t bytes = 0;
  while (count > 0) {
    std::vector<hsize_t> start(all.size()), block(all.size(), 1);
    hsize_t rest = first, size = 1;
    for (std::size_t axis = all.size(); axis-- > 0; rest /= all[axis]) start[axis] = rest % all[axis];
    // whole inner axes as far as they begin here and fit, then as much of the next one
    std::size_t axis = all.size() - 1;
    for (; axis > 0 && start[axis] == 0 && size * all[axis] <= count; --axis) size *= block[axis] = all[axis];
    size *= block[axis] = std::min(all[axis] - start[axis], count / size);
    body(start, block, bytes);
    bytes += size * H5Tget_size(type);
    first += size;
    count -= size;
  }
}

}  // namespace

void read_range(const Handle& dataset, hid_t type, hsize_t first, hsize_t count, void* values) {
  for_blocks_of_range(dataset, type, first, count, [&](const auto& start, const auto& block, std::size_t bytes) {
    read_block(dataset, type, start, block, static_cast<char*>(values) + bytes);
  });
}

void write_range(const Handle& dataset, hid_t type, hsize_t first, hsize_t count, const void* values) {
  for_blocks_of_range(dataset, type, first, count, [&](const auto& start, const auto& block, std::size_t bytes) {
    write_block(dataset, type, start, block, static_cast<const char*>(values) + bytes);
  });
}

void append(const Handle& dataset, hid_t type, hsize_t rows, const void* values) {
  if (rows == 0) return;
  std::vector<hsize_t> count = extents(dataset);
  std::vector<hsize_t> start(count.size(), 0);
  start[0] = count[0];
  count[0] += rows;
  resize(dataset, count);
  count[0] = rows;
  write_block(dataset, type, start, count, values);
}

std::size_t checked_size(const Handle& dataset, std::size_t bytes_per_value) {
  constexpr double kDeflateAtMost = 1100;  // deflate packs no more than 1032 bytes into one
  constexpr double kAlways = 1 << 20;
  double size = 1;
  for (const hsize_t extent : extents(dataset)) size *= static_cast<double>(extent);
  if (size * static_cast<double>(bytes_per_value) >
      kAlways + kDeflateAtMost * static_cast<double>(H5Dget_storage_size(dataset.id())))
    fail(dataset, core::say("read {}: it claims to hold more than the file has of it",
                            "读取 {}：所称的数据量超过文件中实有的", name_of(dataset)));
  return static_cast<std::size_t>(size);
}

std::string read_text_dataset(const Handle& where, const std::string& name) {
  const std::vector<std::string> texts = read_texts(where, name);
  if (texts.size() != 1) fail(where, core::say("read {}: not one text", "读取 {}：不是单个文字", quoted(name)));
  return texts.front();
}

std::vector<std::string> read_texts(const Handle& where, const std::string& name) {
  const Handle dataset = open_dataset(where, name);
  expect_texts(where, {H5Dget_type(dataset.id()), H5Tclose}, name);
  std::vector<char*> texts(checked_size(dataset, sizeof(char*)), nullptr);
  if (!texts.empty())
    check(H5Dread(dataset.id(), text_type().id(), H5S_ALL, H5S_ALL, transfer(), texts.data()), where,
          core::say("read {}", "读取 {}", quoted(name)));
  return take(texts);
}

// --- dimension scales ---

void make_scale(const Handle& dataset, const std::string& name) {
  check(H5DSset_scale(dataset.id(), name.c_str()), dataset,
        core::say("make a dimension of {}", "建立维度 {}", quoted(name)));
}

void attach_scale(const Handle& dataset, unsigned axis, const Handle& scale) {
  check(H5DSattach_scale(dataset.id(), scale.id(), axis), dataset,
        core::say("give {} its dimensions", "为 {} 设定维度", name_of(dataset)));
}

// As the library's specification of dimension scales has it, and as netCDF-4 reads it.
Handle ScaleList::type_of_uses() {
  Handle type = compound_type(sizeof(Use));
  H5Tinsert(type.id(), "dataset", offsetof(Use, dataset), H5T_STD_REF_OBJ);
  H5Tinsert(type.id(), "dimension", offsetof(Use, axis), H5T_NATIVE_UINT);
  return type;
}

void ScaleList::attach(const Handle& dataset, const std::vector<const Handle*>& scales) {
  const auto reference_to = [](const Handle& object) {
    hobj_ref_t reference = 0;
    check(H5Rcreate(&reference, object.id(), ".", H5R_OBJECT, H5I_INVALID_HID), object,
          core::say("refer to {}", "引用 {}", name_of(object)));
    return reference;
  };
  std::vector<hobj_ref_t> references;
  for (const Handle* scale : scales) {
    auto known = std::find_if(scales_.begin(), scales_.end(), [&](const auto& one) { return one.first == scale; });
    if (known == scales_.end()) known = scales_.insert(known, {scale, {}});
    known->second.push_back({reference_to(dataset), static_cast<unsigned>(references.size())});
    references.push_back(reference_to(*scale));
  }
  std::vector<hvl_t> axes;
  for (hobj_ref_t& reference : references) axes.push_back({1, &reference});
  const Handle list_type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  write_attribute(dataset, "DIMENSION_LIST", list_type.id(), {axes.size()}, axes.data());
}

void ScaleList::write() {
  const std::string name = "REFERENCE_LIST";
  const Handle type = type_of_uses();
  for (auto& [scale, uses] : scales_) {
    if (has_attribute(*scale, name)) {
      const Handle attribute(H5Aopen(scale->id(), name.c_str(), H5P_DEFAULT), H5Aclose);
      const Handle space(H5Aget_space(attribute.id()), H5Sclose);
      std::vector<Use> all(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space.id())));
      check(H5Aread(attribute.id(), type.id(), all.data()), *scale,
            core::say("read the attribute {}", "读取属性 {}", quoted(name)));
      uses.insert(uses.begin(), all.begin(), all.end());
      H5Adelete(scale->id(), name.c_str());
    }
    write_attribute(*scale, name, type.id(), {uses.size()}, uses.data());
  }
  scales_.clear();
}

// Read here, for the library's H5DSiterate_scales leaves a type and with it the file open where a scale is not there.
std::string scale_name(const Handle& dataset, unsigned axis) {
  const Handle list(H5Aopen(dataset.id(), "DIMENSION_LIST", H5P_DEFAULT), H5Aclose);
  if (!list.exists()) return {};
  const Handle type(H5Aget_type(list.id()), H5Tclose), space(H5Aget_space(list.id()), H5Sclose);
  if (H5Tget_class(type.id()) != H5T_VLEN) return {};
  const Handle scales_type(H5Tget_super(type.id()), H5Tclose);
  std::vector<hvl_t> scales(extents(dataset).size());  // by axis
  if (H5Tequal(scales_type.id(), H5T_STD_REF_OBJ) <= 0 || axis >= scales.size() ||
      H5Sget_simple_extent_npoints(space.id()) != static_cast<hssize_t>(scales.size()) ||
      H5Aread(list.id(), type.id(), scales.data()) < 0)
    return {};
  char name[256] = "";
  if (scales[axis].len > 0) {  // the first is enough
    const Handle scale(H5Rdereference2(dataset.id(), H5P_DEFAULT, H5R_OBJECT, scales[axis].p), H5Oclose);
    if (scale.exists()) H5Iget_name(scale.id(), name, sizeof name);
  }
  H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, scales.data());
  return std::filesystem::path(name).filename().string();
}

}  // namespace gongjian::io::h5
