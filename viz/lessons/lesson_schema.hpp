// The schema of lesson files, in one language, from the lists that their reader uses.
#pragma once

#include "engine/io/config.hpp"

namespace gongjian::lessons {

io::Table lesson_schema(bool chinese);

}  // namespace gongjian::lessons
