#include "viz/app/film.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "viz/viewer/files.hpp"

namespace gongjian::viz {
namespace {

namespace fs = std::filesystem;

constexpr int kFramesToSettle = 2;  // after another week is asked for

// Whether all of the week that is wanted is in the frame.
bool shows(const Viewer& viewer, int week) {
  if (viewer.shown() != week) return false;
  for (const SideShown& side : viewer.sides())
    if (side.record == nullptr || (side.view->notes.empty() && !(side.projects_known && side.scene->units_known())))
      return false;
  return true;
}

// The program, without a shell; 0 where there is none.
pid_t start(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {0, 1, 2})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", stream == 0 ? O_RDONLY : O_WRONLY, 0);
  pid_t process = 0;
  const int failure = posix_spawnp(&process, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failure == 0 ? process : 0;
}

}  // namespace

Film::~Film() { stop(); }

void Film::stop() {
  is_filming_ = false;
  if (encoder_ <= 0) return;
  kill(encoder_, SIGTERM);
  waitpid(encoder_, nullptr, 0);
  std::error_code ignored;
  fs::remove(path_, ignored);  // a part of it
  encoder_ = 0;
}

std::string Film::picture(int number) const { return fmt::format("{}/{:05}.png", folder_, number); }

void Film::begin(Window& window, const std::string& path, bool replace) {
  stop();
  std::error_code failure;
  if (fs::exists(path, failure) && !replace) throw core::UserError(core::say("{} exists already", "{} 已存在", path));
  path_ = path;
  folder_ = path + ".frames";
  fs::create_directories(folder_, failure);
  for (int number = 0; fs::remove(picture(number), failure); ++number) continue;  // of a film before
  if (!fs::is_directory(folder_))
    throw core::UserError(
        core::say("could not make the folder {}: {}", "无法建立文件夹 {}：{}", folder_, failure.message()));
  is_filming_ = true;
  week_ = frames_ = 0;
  last_ = window.viewer.state().weeks_done;
  window.viewer.show(0);
}

void Film::after_frame(Window& window) {
  if (encoder_ > 0) return look_after_encoder(window);
  if (is_filming_ && window.viewer.state().weeks_done < last_) stop();  // what was filmed is no more
  if (!is_filming_ || ++frames_ < kFramesToSettle || !shows(window.viewer, week_)) return;
  try {
    write_file(picture(week_), encode_png(window.platform.read_pixels()), true);
  } catch (const core::UserError& error) {
    window.viewer.tell(error.message(), true);
    return stop();
  }
  window.viewer.tell(text_of(Say::film_of, week_, last_), false);
  if (++week_ > last_) return end_pictures(window);
  frames_ = 0;
  window.viewer.show(week_);
}

void Film::end_pictures(Window& window) {
  is_filming_ = false;
  encoder_ = start({"ffmpeg", "-y", "-framerate", std::to_string(kWeeksPerSecond), "-i", folder_ + "/%05d.png", "-vf",
                    "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p", path_});
  if (encoder_ == 0) window.viewer.tell(text_of(Say::film_without_ffmpeg, folder_), false);
}

void Film::look_after_encoder(Window& window) {
  int status = 0;
  if (waitpid(encoder_, &status, WNOHANG) == 0) return;
  encoder_ = 0;
  std::error_code ignored;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    fs::remove(path_, ignored);
    return window.viewer.tell(text_of(Say::film_without_ffmpeg, folder_), true);
  }
  for (int week = 0; week <= last_; ++week) fs::remove(picture(week), ignored);
  fs::remove(folder_, ignored);
  window.viewer.tell(text_of(Say::saved, path_), false);
}

}  // namespace gongjian::viz
