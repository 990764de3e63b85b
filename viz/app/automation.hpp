// A script leads the window: one JSON object a line in, one a line out, each answered in order.
//
//   {"do": "state"}                         what is shown: week, hash, language, …
//   {"do": "widgets"}                       every control of the last frame: id, kind, rectangle, value
//   {"do": "press", "id": "play"}           as a press of that control
//   {"do": "set", "id": "speed", "value": "20"}
//   {"do": "click", "id": "play"}           by the pointer, through ImGui (headless alone); or "x", "y"
//   {"do": "drag", "id": "…", "dx": 100, "dy": 0}, {"do": "wheel", "id": "…", "y": 1}
//   {"do": "key", "key": "space", "shift": true}, {"do": "text", "text": "…"}
//   {"do": "frames", "count": 3}            lets so many frames pass
//   {"do": "wait", "weeks": 20}             until so many weeks are done (and nothing is being looked up); "seconds":
//   at most
//   {"do": "shot", "file": "a.png"}, {"do": "resize", "width": 1280, "height": 800}, {"do": "quit"}
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "viz/app/window.hpp"
#include "viz/render/headless_platform.hpp"

namespace gongjian::viz {

class Automation {
 public:
  // Reads standard input on a thread of its own; `platform` is woken by each line.
  Automation(Platform& platform, HeadlessPlatform* headless);
  ~Automation();
  Automation(const Automation&) = delete;
  Automation& operator=(const Automation&) = delete;

  // After each frame: does what has come, as far as it can be done now. False where the window is to close.
  bool after_frame(Window& window);
  bool has_work() const;

 private:
  struct Reader;
  bool act(Window& window, const nlohmann::json& command);
  nlohmann::json state(const Window& window) const;
  void answer(const nlohmann::json& object) const;
  bool point(const Window& window, const nlohmann::json& command, ImVec2& at) const;

  HeadlessPlatform* headless_;
  std::shared_ptr<Reader> reader_;
  std::optional<nlohmann::json> current_;
  int frames_left_ = 0;
  double waited_ = 0;
};

}  // namespace gongjian::viz
