// What all our files share: the format they say they have, dimensions with labels in two languages (a scale
// with the English ones, beside it "<name>_zh" with the Chinese ones), the axis of time, and descriptions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/frame.hpp"
#include "engine/io/column_view.hpp"
#include "engine/io/h5.hpp"

namespace gongjian::io {

// Writes a dimension and gives its scale, for attach_scale.
h5::Handle write_dimension(const h5::Handle& file, const core::Dimension& dimension);
// Whether `name` is a labelled dimension.
bool is_dimension(const h5::Handle& file, const std::string& name);
core::Dimension read_dimension(const h5::Handle& file, const std::string& name);

// Names a `week` scale and the `time` (days since `start_date`, as CF has it) that goes with it.
void describe_time(const h5::Handle& week, const h5::Handle& time, core::Date start_date);

// Throws unless the file says that it has this format and version.
void check_format(const h5::Handle& file, std::string_view format, std::int32_t version);

// The library's type for a column of numbers; Fixed is for people to read, as a float64.
hid_t column_type(Number number);

// The attributes long_name and long_name_zh, which describe() writes, and `units` where there is one.
core::Text read_description(const h5::Handle& dataset);
std::string read_unit(const h5::Handle& dataset);

// Throws "could not find <what> '<name>'; did you mean …".
[[noreturn]] void fail_unknown(const h5::Handle& file, const core::Text& what, std::string_view name,
                               const std::vector<std::string_view>& known);

}  // namespace gongjian::io
