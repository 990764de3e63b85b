#include "tests/fuzz/h5_edits.hpp"

#include <hdf5.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "engine/io/h5.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/io/scratch.hpp"

namespace gongjian::fuzz {
namespace {

using io::h5::Handle;

// The bytes as what they are to decide; zeros when they are used up.
class Script {
 public:
  Script(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes), left_(size) {}
  bool is_over() const { return left_ == 0; }
  std::size_t number(std::size_t below) {
    std::size_t value = byte();
    if (below > 256) value = 256 * value + byte();
    return below == 0 ? 0 : value % below;
  }
  std::string text() {
    std::string result(number(64), '\0');
    for (char& c : result) c = static_cast<char>(byte());
    return result;
  }
  std::uint8_t byte() {
    if (left_ == 0) return 0;
    --left_;
    return *bytes_++;
  }

 private:
  const std::uint8_t* bytes_;
  std::size_t left_;
};

std::vector<std::string> objects_in(const Handle& file) {
  std::vector<std::string> names;
  const H5L_iterate_t note = [](hid_t, const char* name, const H5L_info_t*, void* to) -> herr_t {
    static_cast<std::vector<std::string>*>(to)->emplace_back(name);
    return 0;
  };
  H5Lvisit(file.id(), H5_INDEX_NAME, H5_ITER_INC, note, &names);
  names.emplace_back(".");
  return names;
}

std::vector<std::string> attributes_of(const Handle& object) {
  std::vector<std::string> names;
  const H5A_operator2_t note = [](hid_t, const char* name, const H5A_info_t*, void* to) -> herr_t {
    static_cast<std::vector<std::string>*>(to)->emplace_back(name);
    return 0;
  };
  hsize_t begin = 0;
  H5Aiterate2(object.id(), H5_INDEX_NAME, H5_ITER_INC, &begin, note, &names);
  return names;
}

Handle text_type(std::size_t bytes) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), bytes);
  return type;
}

Handle some_type(Script& script) {
  const hsize_t three = 3;
  switch (script.number(14)) {
    case 0:
      return {H5Tcopy(H5T_NATIVE_INT8), H5Tclose};
    case 1:
      return {H5Tcopy(H5T_NATIVE_UINT8), H5Tclose};
    case 2:
      return {H5Tcopy(H5T_NATIVE_INT32), H5Tclose};
    case 3:
      return {H5Tcopy(H5T_NATIVE_UINT64), H5Tclose};
    case 4:
      return {H5Tcopy(H5T_NATIVE_FLOAT), H5Tclose};
    case 5:
      return {H5Tcopy(H5T_IEEE_F64BE), H5Tclose};
    case 6:
      return text_type(H5T_VARIABLE);
    case 7:
      return text_type(1 + script.number(60000));
    case 8:
      return {H5Tvlen_create(H5T_NATIVE_INT32), H5Tclose};
    case 9:
      return {H5Tarray_create2(H5T_NATIVE_DOUBLE, 1, &three), H5Tclose};
    case 10:
      return {H5Tcreate(H5T_OPAQUE, 1 + script.number(60000)), H5Tclose};
    case 11:
      return {H5Tcopy(H5T_STD_REF_OBJ), H5Tclose};
    case 12: {
      Handle type(H5Tcreate(H5T_COMPOUND, 16), H5Tclose);
      H5Tinsert(type.id(), "week", 0, H5T_NATIVE_INT32);
      H5Tinsert(type.id(), "value", 8, H5T_NATIVE_DOUBLE);
      return type;
    }
    default:
      return {H5Tcopy(H5T_NATIVE_DOUBLE), H5Tclose};
  }
}

hsize_t some_extent(Script& script) {
  constexpr hsize_t kExtents[] = {
      0, 1, 2, 3, 6, 60, 61, 1000, 65537, 1u << 24, hsize_t{1} << 31, hsize_t{1} << 40, hsize_t{1} << 62};
  return kExtents[script.number(std::size(kExtents))];
}

Handle some_space(Script& script) {
  const std::size_t kind = script.number(8);
  if (kind == 6) return {H5Screate(H5S_NULL), H5Sclose};
  if (kind == 7) return {H5Screate(H5S_SCALAR), H5Sclose};
  std::vector<hsize_t> extents(kind + 1);
  for (hsize_t& extent : extents) extent = some_extent(script);
  return {H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), H5Sclose};
}

void copy_attributes(const Handle& from, const Handle& to) {
  for (const std::string& name : attributes_of(from)) {
    const Handle old(H5Aopen(from.id(), name.c_str(), H5P_DEFAULT), H5Aclose);
    const Handle type(H5Aget_type(old.id()), H5Tclose), space(H5Aget_space(old.id()), H5Sclose);
    const Handle copy(H5Acreate2(to.id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    const auto count = static_cast<std::size_t>(std::max<hssize_t>(H5Sget_simple_extent_npoints(space.id()), 0));
    std::vector<char> values(H5Tget_size(type.id()) * count);  // in memory, which may be more than in the file
    if (H5Aread(old.id(), type.id(), values.data()) < 0) continue;
    H5Awrite(copy.id(), type.id(), values.data());
    H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, values.data());
  }
}

Handle some_storage(Script& script, int rank) {
  Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  const std::size_t kind = script.number(8);
  if (kind == 1) H5Pset_external(creation.id(), "/etc/passwd", 0, H5F_UNLIMITED);
  if (kind == 2) H5Pset_layout(creation.id(), H5D_VIRTUAL);
  if (kind >= 3 && rank > 0) {
    std::vector<hsize_t> chunk(static_cast<std::size_t>(rank), 1);
    chunk.back() = std::max<hsize_t>(1, std::min<hsize_t>(some_extent(script), hsize_t{1} << 31));
    H5Pset_chunk(creation.id(), rank, chunk.data());
    if (kind == 4) H5Pset_deflate(creation.id(), 1);
    if (kind == 5) H5Pset_shuffle(creation.id()), H5Pset_deflate(creation.id(), 9), H5Pset_deflate(creation.id(), 9);
    if (kind == 6) H5Pset_filter(creation.id(), 32000, H5Z_FLAG_OPTIONAL, 0, nullptr);
  }
  return creation;
}

// Another dataset of the same name, with the attributes of the old one.
void replace_dataset(const Handle& file, const std::string& name, Script& script) {
  const Handle old(H5Oopen(file.id(), name.c_str(), H5P_DEFAULT), H5Oclose);
  const bool keeps_type = script.number(2) == 1 && old.exists() && H5Iget_type(old.id()) == H5I_DATASET;
  const Handle type = keeps_type ? Handle(H5Dget_type(old.id()), H5Tclose) : some_type(script);
  const Handle space = some_space(script);
  if (!space.exists()) return;
  const Handle creation = some_storage(script, H5Sget_simple_extent_ndims(space.id()));
  const Handle fresh(H5Dcreate2(file.id(), "fresh", type.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
                     H5Dclose);
  if (!fresh.exists()) return;
  if (old.exists()) copy_attributes(old, fresh);
  H5Ldelete(file.id(), name.c_str(), H5P_DEFAULT);
  H5Lmove(file.id(), "fresh", file.id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
}

void change_values(const Handle& file, const std::string& name, Script& script) {
  constexpr hsize_t kMostBytes = 1 << 16;
  const Handle dataset(H5Dopen2(file.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
  if (!dataset.exists()) return;
  const Handle type(H5Dget_type(dataset.id()), H5Tclose), space(H5Dget_space(dataset.id()), H5Sclose);
  const hssize_t count = H5Sget_simple_extent_npoints(space.id());
  const std::size_t size = H5Tget_size(type.id());
  if (count <= 0 || static_cast<hsize_t>(count) > kMostBytes / size) return;
  std::vector<char> values(static_cast<std::size_t>(count) * size);
  if (H5Tis_variable_str(type.id()) > 0) {
    const std::string text = script.text();
    std::vector<const char*> texts(static_cast<std::size_t>(count), text.c_str());
    H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data());
    return;
  }
  if (H5Tdetect_class(type.id(), H5T_VLEN) > 0 || H5Tdetect_class(type.id(), H5T_REFERENCE) > 0 ||
      H5Dread(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
    return;
  for (std::size_t i = script.number(9); i > 0; --i)
    values[script.number(values.size())] = static_cast<char>(script.byte());
  H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
}

void change_attribute(const Handle& file, const std::string& name, Script& script) {
  const Handle object(H5Oopen(file.id(), name.c_str(), H5P_DEFAULT), H5Oclose);
  const std::vector<std::string> names = attributes_of(object);
  if (names.empty()) return;
  const std::string& attribute = names[script.number(names.size())];
  const std::size_t kind = script.number(4);
  const Handle old(H5Aopen(object.id(), attribute.c_str(), H5P_DEFAULT), H5Aclose);
  const Handle old_type(H5Aget_type(old.id()), H5Tclose);
  if (kind == 0) {
    H5Adelete(object.id(), attribute.c_str());
  } else if (kind == 1) {
    const Handle type = some_type(script), space = some_space(script);
    H5Adelete(object.id(), attribute.c_str());
    const Handle fresh(H5Acreate2(object.id(), attribute.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                       H5Aclose);
  } else if (H5Tis_variable_str(old_type.id()) > 0) {
    const std::string text = script.text();
    const char* const pointer = text.c_str();
    H5Awrite(old.id(), old_type.id(), &pointer);
  } else if (H5Tdetect_class(old_type.id(), H5T_VLEN) == 0 && H5Tdetect_class(old_type.id(), H5T_REFERENCE) == 0) {
    std::vector<char> value(H5Aget_storage_size(old.id()) + 64);
    for (char& byte : value) byte = static_cast<char>(script.byte());
    H5Awrite(old.id(), old_type.id(), value.data());
  }
}

void change_links(const Handle& file, const std::string& name, const std::string& other, Script& script) {
  const std::string inside = name + "/" + (script.number(2) == 1 ? "inside" : other.substr(other.rfind('/') + 1));
  switch (script.number(6)) {
    case 0:
      H5Ldelete(file.id(), name.c_str(), H5P_DEFAULT);
      break;
    case 1:
      H5Lmove(file.id(), name.c_str(), file.id(), inside.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    case 2:
      H5Lcreate_hard(file.id(), other.c_str(), file.id(), inside.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    case 3:
      H5Lcreate_soft(("/" + other).c_str(), file.id(), inside.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    case 4:
      H5Ldelete(file.id(), name.c_str(), H5P_DEFAULT);
      H5Lcreate_external("/etc/passwd", "/", file.id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      break;
    default:
      Handle(H5Gcreate2(file.id(), inside.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
  }
}

void grow(const Handle& file, const std::string& name, Script& script) {
  const Handle dataset(H5Dopen2(file.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
  if (!dataset.exists()) return;
  std::vector<hsize_t> extents = io::h5::extents(dataset);
  for (hsize_t& extent : extents) {
    if (extent > 1 << 20) return;  // to shrink it again, the library would look at each of its pieces
    extent = some_extent(script);
  }
  H5Dset_extent(dataset.id(), extents.data());
}

void edit_h5(const std::string& path, const std::uint8_t* bytes, std::size_t size) {
  constexpr int kMostEdits = 12;
  io::h5::silence();
  Script script(bytes, size);
  const Handle file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
  if (!file.exists()) std::abort();
  for (int edit = 0; edit < kMostEdits && !script.is_over(); ++edit) {
    const std::vector<std::string> objects = objects_in(file);
    const std::string name = objects[script.number(objects.size())], other = objects[script.number(objects.size())];
    switch (script.number(5)) {
      case 0:
        replace_dataset(file, name, script);
        break;
      case 1:
        change_values(file, name, script);
        break;
      case 2:
        change_attribute(file, name, script);
        break;
      case 3:
        change_links(file, name, other, script);
        break;
      default:
        grow(file, name, script);
    }
  }
}

void expect_all_closed(const char* after) {
  const ssize_t left = H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL);
  if (left == 0) return;
  std::fprintf(stderr, "left open after %s: %zd objects of HDF5\n", after, left);
  std::abort();
}

}  // namespace

// What the library forgets inside itself where it fails; what a reader leaves open is counted above.
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5\n"; }

std::string without_seal(const std::string& path) {
  constexpr std::size_t kSeal = 24;
  const std::string all = test::bytes_of(path);
  return all.substr(0, all.size() - kSeal);
}

void read_edited(const std::string& path, const std::uint8_t* bytes, std::size_t size,
                 const std::function<void()>& read) {
  edit_h5(path, bytes, size);
  expect_all_closed("editing");
  read_or_refuse(read);
  expect_all_closed("reading");
}

}  // namespace gongjian::fuzz
