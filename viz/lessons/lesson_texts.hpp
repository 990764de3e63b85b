// Texts of a lesson, which are given in both languages.
#pragma once

#include <string>

#include "engine/core/fields.hpp"
#include "engine/io/table_reader.hpp"

namespace gongjian::lessons {

// The text as people read it: a line break of the file is a space, or nothing beside a Chinese letter; an empty line
// begins a paragraph.
std::string flowed(const std::string& text);

// Reads `key = { en = "…", zh = "…" }`. Both languages must be there where one is; and the key itself where it is
// `required`.
void read_text(io::TableReader& reader, const std::string& key, core::Text& text, bool required);

}  // namespace gongjian::lessons
