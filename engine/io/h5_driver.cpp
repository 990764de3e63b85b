#include "engine/io/h5_driver.hpp"

#include <functional>
#if __has_include(<H5FDdevelop.h>)  // where HDF5 1.14 keeps what drivers need
#include <H5FDdevelop.h>
#endif

namespace gongjian::io::h5 {
namespace {

constexpr std::size_t kSuperblockSize = 96;  // of the earliest format, which our files use

// What a file is opened with.
struct Access {
  OutputFile* output;
};

// An open file, as the driver sees it. The library fills `base`, which must come first.
struct DriverFile {
  H5FD_t base;
  OutputFile* output;
  haddr_t end_of_allocation;
};

DriverFile& self(H5FD_t* file) { return *reinterpret_cast<DriverFile*>(file); }
const DriverFile& self(const H5FD_t* file) { return *reinterpret_cast<const DriverFile*>(file); }

H5FD_t* open(const char*, unsigned, hid_t access_list, haddr_t) {
  OutputFile* const output = static_cast<const Access*>(H5Pget_driver_info(access_list))->output;
  return &(new DriverFile{{}, output, 0})->base;
}

herr_t close(H5FD_t* file) {
  self(file).output->commit(kSuperblockSize);
  delete &self(file);
  return 0;
}

int compare(const H5FD_t* a, const H5FD_t* b) {
  if (self(a).output == self(b).output) return 0;
  return std::less<>()(self(a).output, self(b).output) ? -1 : 1;
}

herr_t query(const H5FD_t*, unsigned long* features) {
  *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t end_of_allocation(const H5FD_t* file, H5FD_mem_t) { return self(file).end_of_allocation; }

herr_t set_end_of_allocation(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  self(file).end_of_allocation = end;
  return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return self(file).output->size(); }

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, void* bytes) {
  self(file).output->read(offset, bytes, size);
  return 0;
}

herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, const void* bytes) {
  self(file).output->write(offset, bytes, size);
  return 0;
}

herr_t flush(H5FD_t* file, hid_t, hbool_t) {
  self(file).output->commit(kSuperblockSize);
  return 0;
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
  self(file).output->resize(self(file).end_of_allocation);
  return 0;
}

H5FD_class_t driver_class() {
  H5FD_class_t driver{};
#ifdef H5FD_CLASS_VERSION
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(H5_VFD_RESERVED);  // the first of those free for private use
#endif
  driver.name = "gongjian_output";
  driver.maxaddr = (haddr_t{1} << 62) - 1;
  driver.fc_degree = H5F_CLOSE_WEAK;
  driver.fapl_size = sizeof(Access);
  driver.open = open;
  driver.close = close;
  driver.cmp = compare;
  driver.query = query;
  driver.get_eoa = end_of_allocation;
  driver.set_eoa = set_end_of_allocation;
  driver.get_eof = end_of_file;
  driver.read = read;
  driver.write = write;
  driver.flush = flush;
  driver.truncate = truncate;
  for (H5FD_mem_t& list : driver.fl_map) list = H5FD_MEM_DEFAULT;
  return driver;
}

}  // namespace

herr_t write_through(hid_t access_list, OutputFile& output) {
  // Registered once and for good: closing a file still looks at the driver after letting go of it.
  static const hid_t id = [] {
    const H5FD_class_t driver = driver_class();
    return H5FDregister(&driver);
  }();
  const Access access{&output};
  return id < 0 ? -1 : H5Pset_driver(access_list, id, &access);
}

}  // namespace gongjian::io::h5
