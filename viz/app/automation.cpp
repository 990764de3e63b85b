#include "viz/app/automation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>
#include <map>
#include <set>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "viz/viewer/files.hpp"

namespace gongjian::viz {

namespace {

// The largest difference between the two sides' outputs of the week that is shown; missing values are alike.
double largest_difference(const Viewer& viewer) {
  const auto& a = viewer.sides()[0].record->frame.values;
  const auto& b = viewer.sides()[1].record->frame.values;
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) && std::isnan(b[i])) continue;
    const double difference = std::abs(a[i] - b[i]);
    largest = std::isnan(difference) ? std::numeric_limits<double>::infinity() : std::max(largest, difference);
  }
  return largest;
}

// What is drawn around the first series in the week that is shown, by side.
nlohmann::json bands(Viewer& viewer) {
  nlohmann::json list = nlohmann::json::array();
  for (std::size_t side = 0; side < viewer.sides().size() && !viewer.settings.series.empty(); ++side) {
    const Band* band = viewer.band(side, viewer.settings.series.front());
    const auto week = static_cast<std::size_t>(viewer.shown());
    if (band != nullptr && week < band->low.size())
      list.push_back({{"low", band->low[week]}, {"high", band->high[week]}});
  }
  return list;
}

}  // namespace

// Lives on where the window ends while standard input is open: nobody can wake a thread that reads it.
struct Automation::Reader {
  std::mutex mutex;
  std::deque<std::string> lines;
  bool at_end = false;
  Platform* platform = nullptr;

  static void read(const std::shared_ptr<Reader>& reader) {
    for (std::string line; std::getline(std::cin, line);) {
      if (line.size() > 1 << 16) continue;
      const std::lock_guard lock(reader->mutex);
      if (reader->platform == nullptr) return;
      reader->lines.push_back(line);
      reader->platform->post_empty_event();
    }
    const std::lock_guard lock(reader->mutex);
    reader->at_end = true;
    if (reader->platform != nullptr) reader->platform->post_empty_event();
  }
};

Automation::Automation(Platform& platform, HeadlessPlatform* headless)
    : headless_(headless), reader_(std::make_shared<Reader>()) {
  reader_->platform = &platform;
  std::thread(&Reader::read, reader_).detach();
}

Automation::~Automation() {
  const std::lock_guard lock(reader_->mutex);
  reader_->platform = nullptr;
}

bool Automation::has_work() const {
  const std::lock_guard lock(reader_->mutex);
  return current_.has_value() || !reader_->lines.empty() || reader_->at_end ||
         (headless_ != nullptr && headless_->input_pending());
}

void Automation::answer(const nlohmann::json& object) const {
  std::cout << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

nlohmann::json Automation::state(const Window& window) const {
  const Viewer& viewer = window.viewer;
  nlohmann::json object;
  const char* phases[] = {"building", "ready", "failed"};
  object["phase"] = viewer.session() == nullptr ? "none" : phases[static_cast<int>(viewer.state().phase)];
  object["source"] = viewer.source();
  object["weeks_done"] = viewer.state().weeks_done;
  object["shown"] = viewer.shown();
  object["playing"] = viewer.is_playing();
  object["follows"] = viewer.is_following();
  object["replay"] = viewer.state().is_replay;
  object["chinese"] = viewer.settings.chinese;
  object["text_percent"] = viewer.settings.text_percent;
  object["tab"] = static_cast<int>(viewer.settings.tab);
  object["message"] = window.say(viewer.message());
  object["message_is_error"] = viewer.message_is_error();
  object["frames_per_second"] = window.frames_per_second;
  object["weeks_per_second"] = viewer.state().weeks_per_second;
  object["renderer"] = window.renderer_name;
  object["found"] = viewer.units_found();
  object["sides"] = nlohmann::json::array();
  for (const SideShown& side : viewer.sides()) {
    nlohmann::json one;
    one["scenario"] = side.view->scenario.name;
    one["seed"] = side.view->scenario.seed;
    one["changes"] = side.view->changes.size();
    one["units"] = side.view->shape.kind_of_unit.size();
    one["districts"] = std::set<std::uint32_t>(side.city->districts.begin(), side.city->districts.end()).size();
    one["projects"] = side.projects.projects().size();
    one["links"] = side.scene->scene().links.size();
    one["known"] = side.record != nullptr && side.projects_known && side.scene->units_known();
    one["hash"] = side.record != nullptr ? core::to_hex(side.record->frame.hash()) : "";
    object["sides"].push_back(one);
  }
  const auto& replicates = viewer.replicate_result();
  object["replicates"] = replicates == nullptr ? 0 : replicates->replicates;
  object["bands"] = bands(window.viewer);
  if (viewer.sides().size() == 2 && viewer.sides()[0].record != nullptr && viewer.sides()[1].record != nullptr)
    object["largest_difference"] = largest_difference(viewer);
  if (const auto look = viewer.selection())
    object["selection"] = {{"table", look->table}, {"id", look->id}, {"side", look->side}};
  return object;
}

bool Automation::point(const Window& window, const nlohmann::json& command, ImVec2& at) const {
  if (!command.contains("id")) {
    at = {command.at("x").get<float>(), command.at("y").get<float>()};
    return true;
  }
  for (const Control& control : window.ui.controls())
    if (control.id == command.at("id").get<std::string>()) {
      const float part = command.value("part", 0.5F);
      at = {control.from.x + (control.to.x - control.from.x) * part + command.value("x", 0.0F),
            (control.from.y + control.to.y) / 2 + command.value("y_offset", 0.0F)};
      return true;
    }
  return false;
}

// True where the command is done.
bool Automation::act(Window& window, const nlohmann::json& command) {
  const std::string what = command.at("do").get<std::string>();
  if (what == "state") {
    answer(state(window));
    return true;
  }
  if (what == "widgets") {
    nlohmann::json list = nlohmann::json::array();
    for (const Control& control : window.ui.controls())
      list.push_back({{"id", control.id},
                      {"kind", control.kind},
                      {"rect", {control.from.x, control.from.y, control.to.x, control.to.y}},
                      {"enabled", control.enabled},
                      {"cut", control.is_cut},
                      {"value", control.value}});
    answer(list);
    return true;
  }
  if (what == "press" || what == "set") {
    window.ui.plan(command.at("id").get<std::string>(),
                   what == "press" ? std::nullopt : std::optional(command.at("value").get<std::string>()));
    frames_left_ = 2;
  } else if (what == "click" || what == "drag" || what == "wheel" || what == "move") {
    if (headless_ == nullptr)
      throw core::UserError(
          {"without a display alone: here a real pointer does it", "仅限无显示器时：此处由真实指针操作"});
    ImVec2 at{};
    if (!point(window, command, at))
      throw core::UserError({"there is no control of this id in the last frame", "上一帧中没有此 id 的控件"});
    headless_->inject_mouse_position(at.x, at.y);
    if (what == "wheel") headless_->inject_wheel(0, command.at("y").get<float>());
    if (what == "click" || what == "drag") headless_->inject_mouse_button(0, true);
    if (what == "drag") {
      const float dx = command.value("dx", 0.0F), dy = command.value("dy", 0.0F);
      headless_->inject_mouse_position(at.x + dx / 2, at.y + dy / 2);
      headless_->inject_mouse_position(at.x + dx, at.y + dy);
    }
    if (what == "click" || what == "drag") headless_->inject_mouse_button(0, false);
    frames_left_ = 3;
  } else if (what == "key") {
    if (headless_ == nullptr)
      throw core::UserError(
          {"without a display alone: here a real keyboard does it", "仅限无显示器时：此处由真实键盘操作"});
    static const std::map<std::string, Key> names = {
        {"space", Key::space}, {"escape", Key::escape}, {"enter", Key::enter}, {"tab", Key::tab},
        {"left", Key::left},   {"right", Key::right},   {"up", Key::up},       {"down", Key::down},
        {"home", Key::home},   {"end", Key::end},       {"f1", Key::f1},       {"backspace", Key::backspace}};
    const std::string name = command.at("key").get<std::string>();
    const Key key = names.contains(name) ? names.at(name) : static_cast<Key>(name.at(0));
    const Modifiers modifiers{command.value("shift", false), command.value("control", false), false, false};
    headless_->inject_key(key, true, modifiers);
    headless_->inject_key(key, false, modifiers);
    frames_left_ = 3;
  } else if (what == "text") {
    if (headless_ == nullptr)
      throw core::UserError(
          {"without a display alone: here a real keyboard does it", "仅限无显示器时：此处由真实键盘操作"});
    headless_->inject_text(command.at("text").get<std::string>());
    frames_left_ = 2;
  } else if (what == "resize") {
    if (headless_ == nullptr) throw core::UserError({"without a display alone", "仅限无显示器时"});
    headless_->resize(std::clamp(command.at("width").get<int>(), 16, 8192),
                      std::clamp(command.at("height").get<int>(), 16, 8192));
    frames_left_ = 2;
  } else if (what == "frames") {
    frames_left_ = std::max(1, command.value("count", 1));
  } else if (what == "shot") {
    write_file(command.at("file").get<std::string>(), encode_png(window.platform.read_pixels()), true);
    answer({{"done", what}, {"file", command.at("file")}});
    return true;
  } else if (what == "wait") {
    (void)command.value("weeks", 0);  // both are numbers, or it is told now
    (void)command.value("seconds", 60.0);
  } else {
    throw core::UserError(core::say("\"{}\" is nothing that can be done", "没有 \"{}\" 这一操作", what));
  }
  return false;
}

bool Automation::after_frame(Window& window) {
  for (;;) {
    if (current_) {  // one that takes frames
      const std::string what = current_->at("do").get<std::string>();
      if (frames_left_ > 0) --frames_left_;
      bool is_done = frames_left_ == 0 && (headless_ == nullptr || !headless_->input_pending());
      if (what == "wait") {
        const run::SessionState& state = window.viewer.state();
        is_done = window.viewer.session() == nullptr || state.phase == run::SessionState::Phase::failed ||
                  (state.phase == run::SessionState::Phase::ready && !window.viewer.sides().empty() &&
                   state.weeks_done >= current_->value("weeks", 0) && !window.viewer.session()->is_busy());
        const double seconds = current_->value("seconds", 60.0);
        if (!is_done && std::chrono::steady_clock::now() - began_ > std::chrono::duration<double>(seconds)) {
          answer({{"error", fmt::format("waited {:g} s: {} of {} weeks are done{}", seconds, state.weeks_done,
                                        current_->value("weeks", 0), state.playing ? "" : ", and nothing plays")}});
          current_.reset();
          continue;
        }
      }
      if (!is_done) return true;
      if (window.ui.forget_plans())
        answer({{"error", "no control of this id was drawn; \"widgets\" lists those there are"}});
      else answer({{"done", what}});
      current_.reset();
    }
    std::string line;
    {
      const std::lock_guard lock(reader_->mutex);
      if (reader_->lines.empty()) return !reader_->at_end;
      line = std::move(reader_->lines.front());
      reader_->lines.pop_front();
    }
    try {
      const nlohmann::json command = nlohmann::json::parse(line);
      if (command.at("do") == "quit") return false;
      began_ = std::chrono::steady_clock::now();
      if (!act(window, command)) {
        current_ = command;
        return true;
      }
    } catch (const std::exception& error) {
      answer({{"error", error.what()}});
    }
  }
}

}  // namespace gongjian::viz
