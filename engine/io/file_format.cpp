#include "engine/io/file_format.hpp"

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/checkpoint.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/log_format.hpp"

namespace gongjian::io {

Format format_of(const std::string& path) {
  const h5::Handle file = h5::open_file(path);
  const std::string format = h5::has_attribute(file, "format") ? h5::read_text(file, "format") : "";
  if (format == kLogFormat) return Format::log;
  if (format == "gongjian-results") return Format::results;
  if (format == kCheckpointFormat) return Format::checkpoint;
  throw core::UserError(core::say("{}: an HDF5 file, but no log, results or checkpoint of this program",
                                  "{}: 是 HDF5 文件，但不是本程序的日志、结果或检查点", path));
}

int format_version_of(const std::string& path) {
  return h5::read_number<std::int32_t>(h5::open_file(path), "format_version");
}

}  // namespace gongjian::io
