// Which of our files a file is.
#pragma once

#include <string>

namespace gongjian::io {

enum class Format { log, results, checkpoint };

// Reads what the file says of itself. Throws core::UserError where it is none of them, or can't be read.
Format format_of(const std::string& path);
// The version of its format.
int format_version_of(const std::string& path);

}  // namespace gongjian::io
