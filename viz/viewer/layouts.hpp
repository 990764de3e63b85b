// Layouts of one's own, by name: files in the folder where a person's settings of programs lie. Functions throw
// core::UserError where it can't be done.
#pragma once

#include <string>
#include <vector>

#include "viz/viewer/settings.hpp"

namespace gongjian::viz {

inline constexpr std::size_t kLongestLayoutName = 60;  // bytes

// $XDG_CONFIG_HOME/gongjian/layouts, or ~/.config/gongjian/layouts.
std::string layouts_folder();
// Of those that are there, in order; none where there is no such folder.
std::vector<std::string> layout_names();
// Under a name that is taken, it takes the place of that one.
void save_layout(const std::string& name, const Settings& settings);
// Sets what a layout sets; nothing, where its file can't be read.
void choose_layout(const std::string& name, Settings& settings);
void delete_layout(const std::string& name);

}  // namespace gongjian::viz
