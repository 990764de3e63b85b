// Hostile HDF5 files: a good one, changed as the bytes say. HDF5's own library writes them, so that what is wrong with
// them is what they hold: the reader behind the library is reached, where random bytes would only find the library's
// own mistakes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace gongjian::fuzz {

// The bytes of the file at `path` but for its seal, which would refuse every change.
std::string without_seal(const std::string& path);

// Changes the file at `path`, which has no seal: takes objects out, moves them, links them in circles and to elsewhere,
// gives them other types, ranks, extents, ways of storage and values; and the same with attributes. Then reads it by
// read_or_refuse, and ends the process where reading has left anything of HDF5 open: the file would stay locked.
void read_edited(const std::string& path, const std::uint8_t* bytes, std::size_t size,
                 const std::function<void()>& read);

}  // namespace gongjian::fuzz
