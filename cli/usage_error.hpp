// What is wrong with a command line, as CLI11 says it, in Chinese.
#pragma once

#include <string>

namespace gongjian::cli {

// Its usual messages are translated; others come back as they are.
std::string usage_error_in_chinese(const std::string& message);

}  // namespace gongjian::cli
