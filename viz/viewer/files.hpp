// Files that the window writes: whole or not at all.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace gongjian::viz {

// Throws core::UserError where it can't be written, or is there already and not to be replaced.
void write_file(const std::string& path, std::span<const std::byte> bytes, bool replace);
void write_file(const std::string& path, const std::string& text, bool replace);

// "name.png", or "name-2.png" where that is taken, and so on.
std::string free_name(const std::string& name, const std::string& ending);

}  // namespace gongjian::viz
