// Controls as the window has them: each with a name of its own by which tests and people's scripts find it, press it
// and set it, and by which ImGui knows it whatever its label says.
#pragma once

#include <fmt/format.h>
#include <imgui.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.hpp"
#include "viz/view_data/palette.hpp"
#include "viz/viewer/texts.hpp"

namespace gongjian::viz {

inline ImU32 to_imgui(Colour colour) { return IM_COL32(colour.r, colour.g, colour.b, colour.a); }

// A control of the frame that was drawn last.
struct Control {
  std::string id, kind;  // "play", "button"
  ImVec2 from, to;       // pixels
  bool enabled = true;
  std::string value;    // as `set` takes it
  bool is_cut = false;  // it reaches beyond the left or right edge of its panel
};

class Ui {
 public:
  bool chinese = false;
  bool dark = false;
  float em = 16;          // height of a text, pixels
  bool is_tight = false;  // texts are large for the window: what is seldom needed is behind a button

  const char* say(Say text) const { return viz::say(text, chinese); }
  const std::string& say(const core::Text& text) const { return text.in(chinese); }
  // "delegated hours (hour)", in the language of the window.
  std::string with_unit(const core::Text& text, std::string_view unit) const {
    return say(text) + core::Unit{unit}.after_title(chinese);
  }
  // "units: 12"
  std::string with_value(std::string_view label, std::string_view value) const {
    return fmt::format("{}{}{}", label, chinese ? "：" : ": ", value);
  }
  const Theme& colours() const { return theme(dark ? ThemeKind::dark : ThemeKind::light); }

  // To be called before the controls of a frame.
  void begin_frame();
  const std::vector<Control>& controls() const { return controls_; }

  // What a script does to a control in the next frame that has it: presses it (no value), or sets it.
  void plan(const std::string& id, std::optional<std::string> value);
  bool has_plans() const { return !plans_.empty(); }
  // Whether any was left, for a control that was not drawn.
  bool forget_plans() {
    const bool any = has_plans();
    plans_.clear();
    return any;
  }

  bool button(const char* id, const char* label, const char* tip = nullptr, bool enabled = true);
  // A button that shows whether something is on; true where it was pressed, and `on` is the other then.
  bool toggle(const char* id, const char* label, bool& on, const char* tip = nullptr, bool enabled = true);
  bool checkbox(const char* id, const char* label, bool& on);
  // True while it is moved; is_released() tells the end of it.
  bool slider(const char* id, double& value, double low, double high, const char* format, bool logarithmic = false,
              bool enabled = true);
  bool is_released() const { return released_; }
  bool combo(const char* id, int& current, const std::vector<std::string>& items, float width, int most_shown = 16);
  // True where Enter was pressed, or a script set it.
  bool text_field(const char* id, const char* hint, std::string& text, float width);
  bool number_field(const char* id, int& number, float width);
  // Something that can be chosen from a list.
  bool choice(const char* id, const char* label, bool chosen, ImVec2 size = {0, 0});
  // A part that can be folded; true where it is open.
  bool section(const char* id, const char* label, bool open_at_first);
  // An area that takes the pointer, such as a map; true while the pointer is over it.
  bool canvas(const char* id, ImVec2 size);
  // Any other item that was just drawn.
  void mark(const char* id, const char* kind, const std::string& value = {}, bool enabled = true);

  void tip(const char* text) const;
  void muted(const std::string& text) const;
  // Text that wraps at the panel's edge.
  void paragraph(const std::string& text) const;
  // Goes on in the same line if something so wide fits there, else in the next.
  void flow(float width);
  void begin_flow() { flow_first_ = true; }
  float width_of(const char* label) const;  // as a button

 private:
  std::optional<std::string> take_plan(const char* id, bool& pressed);
  std::string labelled(const char* label, const char* id) const;

  std::vector<Control> controls_;
  std::multimap<std::string, std::optional<std::string>> plans_;
  bool released_ = false;
  bool flow_first_ = true;
};

}  // namespace gongjian::viz
