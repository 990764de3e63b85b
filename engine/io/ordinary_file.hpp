// Files are read from a disk: a pipe or a device need not have an end, and might never answer.
#pragma once

#include "engine/core/fields.hpp"

namespace gongjian::io {

// What every reader says of anything else.
inline constexpr core::Words kNoOrdinaryFile{"this is a pipe or a device; save what it gives in a file, and name that",
                                             "这是管道或设备；请将其内容存为文件，再指定该文件"};

}  // namespace gongjian::io
