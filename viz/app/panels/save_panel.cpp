#include "viz/app/panels/save_panel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/error.hpp"
#include "viz/viewer/files.hpp"
#include "viz/viewer/tables.hpp"

namespace gongjian::viz {
namespace {

constexpr Say kWhat[] = {Say::save_picture, Say::save_table, Say::save_session,
                         Say::save_log,     Say::save_view,  Say::save_video};
constexpr const char* kEndings[] = {".png", ".csv", ".toml", ".h5", ".view.toml", ".mp4"};

}  // namespace

std::string SavePanel::default_name(const Window& window) const {
  const auto& sides = window.viewer.sides();
  const std::string name = sides.empty() ? "gongjian" : sides.front().view->scenario.name;
  return free_name(fmt::format("{}-{}", name, window.viewer.shown()), kEndings[what_]);
}

void SavePanel::after_frame(Window& window) {
  film_.after_frame(window);
  const bool is_due = !picture_.empty() && !window.shows_save && frames_without_ > 0;
  frames_without_ = window.shows_save ? 0 : frames_without_ + 1;
  if (!window.wants_picture && !is_due) return;
  const int before = what_;
  what_ = 0;
  write(window, is_due ? picture_ : default_name(window));
  what_ = before;
  picture_.clear();
  window.wants_picture = false;
}

void SavePanel::write(Window& window, const std::string& path) {
  Viewer& viewer = window.viewer;
  try {
    if (what_ == 5) return film_.begin(window, path, replaces_);
    if (what_ == 2 || what_ == 3) return viewer.session()->save(path, 0, replaces_);
    if (what_ == 0) write_file(path, encode_png(window.platform.read_pixels()), replaces_);
    else if (what_ == 1) write_file(path, series_as_csv(viewer), replaces_);
    else write_file(path, write_view(viewer.view_file(), path), replaces_);
    viewer.tell(text_of(Say::saved, path), false);
  } catch (const core::UserError& error) {
    viewer.tell(error.message(), true);
  }
}

void SavePanel::draw(Window& window) {
  if (!window.shows_save || window.viewer.sides().empty()) {
    was_shown_ = window.shows_save = false;
    return;
  }
  Ui& ui = window.ui;
  const PixelSize size = window.platform.framebuffer_size();
  const float width = std::min(ui.em * 26, static_cast<float>(size.width) * 0.9F);
  ImGui::SetNextWindowPos({static_cast<float>(size.width) / 2, static_cast<float>(size.height) / 2}, 0, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({width, 0});
  ImGui::Begin("save", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove);
  std::vector<std::string> items;
  for (const Say what : kWhat) items.emplace_back(window.say(what));
  const bool is_other = ui.combo("save.what", what_, items, -1);
  if (is_other || !was_shown_) path_ = default_name(window);
  was_shown_ = true;
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(window.say(Say::file_name));
  ImGui::SameLine();
  ui.text_field("save.file", "", path_, -1);
  ui.checkbox("save.replace", window.say(Say::replace_file), replaces_);
  if (ui.button("save.do", window.say(Say::do_save), nullptr, !path_.empty())) {
    window.shows_save = false;
    // a picture is taken when this panel is no more in it
    if (what_ == 0) picture_ = path_;
    else write(window, path_);
  }
  ImGui::SameLine();
  if (ui.button("save.cancel", window.say(Say::cancel))) window.shows_save = false;
  ImGui::End();
}

}  // namespace gongjian::viz
