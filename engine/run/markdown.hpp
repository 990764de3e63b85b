// Markdown as the reference page and the model card are written in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/frame.hpp"
#include "engine/run/catalogue.hpp"

namespace gongjian::run::markdown {

using Rows = std::vector<std::vector<std::string>>;

// A text for people, on one line, with what Markdown would take for markup escaped.
std::string plain(std::string_view text);
// A name or value as code: `two_way`.
std::string code(std::string_view name);
// Names as code, with commas between.
std::string codes(const std::vector<std::string>& names);
// A table and an empty line; nothing where there are no rows. Cells are Markdown already.
std::string table(const std::vector<std::string>& header, const Rows& rows);

// Fields with default, range, unit, meaning and source. Those that have a value for each kind share a row:
// "aware.*" holds "aware.agency" and the others.
std::string fields(const std::vector<FieldDescription>& fields, bool chinese);
// The same with the values of a run; one that is not the default is in bold, with the default beside.
std::string fields(const std::vector<FieldDescription>& values, const std::vector<FieldDescription>& defaults,
                   bool chinese);
std::string outputs(const core::FrameLayout& layout, bool chinese);
std::string outcomes(bool chinese);

}  // namespace gongjian::run::markdown
