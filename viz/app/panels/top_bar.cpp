#include "viz/app/panels/top_bar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>

#include "engine/core/error.hpp"
#include "viz/viewer/layouts.hpp"

namespace gongjian::viz {
namespace {

constexpr double kSlowest = 1, kFastest = 1000;  // weeks a second; at the end, as fast as it goes

std::vector<std::string> titles(const Window& window) {
  std::vector<std::string> result;
  for (const core::Text& title : window.scenario_titles) result.push_back(window.ui.say(title));
  return result;
}

int position(const Window& window, const std::string& scenario) {
  const auto found = std::find(window.scenarios.begin(), window.scenarios.end(), scenario);
  return found == window.scenarios.end() ? -1 : static_cast<int>(found - window.scenarios.begin());
}

}  // namespace

void TopBar::choose_source(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  int scenario = position(window, viewer.source());
  std::vector<std::string> items = titles(window);
  if (scenario < 0 && !viewer.source().empty()) {  // a file of one's own, or a log
    scenario = static_cast<int>(items.size());
    items.push_back(viewer.sides().empty() ? viewer.source() : ui.say(viewer.sides().front().view->scenario.title));
  }
  const float width = ui.em * (ui.is_tight ? 10.0F : 16.0F);
  ui.flow(width);
  if (ui.combo("scenario", scenario, items, width) && scenario < static_cast<int>(window.scenarios.size()))
    viewer.open(window.scenarios[static_cast<std::size_t>(scenario)]);
  const bool can_change = !viewer.sides().empty() && !viewer.state().is_replay;
  if (!viewer.sides().empty() && (session_ != viewer.session() || seed_of_changes_ == ~std::uint64_t{0})) {
    session_ = viewer.session();
    seed_of_changes_ = 0;
    seed_ = static_cast<int>(viewer.sides().front().view->scenario.seed);
  }
  ui.flow(ImGui::CalcTextSize(window.say(Say::seed)).x + ui.em * 5);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(window.say(Say::seed));
  ImGui::SameLine();
  if (ui.number_field("seed", seed_, ui.em * 4) && can_change) {
    seed_ = std::max(seed_, 0);
    if (static_cast<std::uint64_t>(seed_) != viewer.sides().front().view->scenario.seed)
      viewer.set_up(static_cast<std::uint64_t>(seed_));
  }
  ui.flow(ui.width_of(window.say(Say::new_seed)));
  if (ui.button("new_seed", window.say(Say::new_seed), window.say(Say::new_seed_tip), can_change))
    viewer.set_up(static_cast<std::uint64_t>(++seed_));
  ui.flow(ui.width_of(window.say(Say::set_up)));
  if (ui.button("set_up", window.say(Say::set_up), window.say(Say::set_up_tip), can_change))
    viewer.set_up(static_cast<std::uint64_t>(seed_));
  ui.flow(ui.width_of(window.say(Say::reset)));
  if (ui.button("reset", window.say(Say::reset), window.say(Say::reset_tip), !viewer.sides().empty())) viewer.reset();
}

void TopBar::lead_time(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const bool is_ready = !viewer.sides().empty();
  // as wide as the wider of the two words, so that nothing moves
  const float width = std::max(ui.width_of(window.say(Say::play)), ui.width_of(window.say(Say::pause)));
  ui.flow(width);
  ImGui::PushStyleColor(ImGuiCol_Button, to_imgui(ui.colours().accent));
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(label_on(ui.colours().accent)));
  const bool plays = viewer.is_playing();
  const bool pressed = ui.button("play", window.say(plays ? Say::pause : Say::play), nullptr, is_ready);
  ImGui::PopStyleColor(2);
  ui.tip(window.say(Say::play_tip));
  if (pressed) viewer.play_or_pause();
  ui.flow(ui.width_of(window.say(Say::back)));
  if (ui.button("back", window.say(Say::back), window.say(Say::back_tip), is_ready)) viewer.step(-1);
  ui.flow(ui.width_of(window.say(Say::step)));
  if (ui.button("step", window.say(Say::step), window.say(Say::step_tip), is_ready)) viewer.step(1);
  const float speed_width = ui.em * (ui.is_tight ? 6.0F : 9.0F);
  ui.flow(speed_width);
  ImGui::SetNextItemWidth(speed_width);
  double speed = std::min(viewer.settings.weeks_per_second, kFastest);
  if (ui.slider("speed", speed, kSlowest, kFastest,
                speed >= kFastest ? window.say(Say::as_fast) : window.say(Say::speed_format), true))
    viewer.set_speed(speed >= kFastest ? run::Session::kAsFastAsPossible : speed);
  ui.tip(window.say(Say::speed_tip));
  if (!is_ready) return;
  const std::string when = viewer.shown() == 0
                               ? window.say(Say::before_first_week)
                               : fmt::format(fmt::runtime(window.say(Say::week_of)), viewer.shown(),
                                             std::max(viewer.state().weeks, viewer.state().weeks_done)) +
                                     "  " + core::to_string(viewer.date());
  ui.flow(ImGui::CalcTextSize(when.c_str()).x);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(when.c_str());
}

void TopBar::choose_other(Window& window) {
  Ui& ui = window.ui;
  std::vector<std::string> others = {"–"};
  for (const std::string& title : titles(window)) others.push_back(title);
  int other = 1 + position(window, window.viewer.compared_with());
  const float width = ui.em * (ui.is_tight ? 6.0F : 10.0F);
  ui.flow(ImGui::CalcTextSize(window.say(Say::compare_with)).x + ImGui::GetStyle().ItemSpacing.x + width);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(window.say(Say::compare_with));
  ImGui::SameLine();
  if (ui.combo("compare", other, others, width))
    window.viewer.compare_with(other == 0 ? "" : window.scenarios[static_cast<std::size_t>(other) - 1]);
  ui.tip(window.say(Say::compare_tip));
}

void TopBar::set_looks(Window& window) {
  Ui& ui = window.ui;
  Settings& settings = window.viewer.settings;
  std::vector<std::string> sizes;
  for (int percent = Settings::kLeastText; percent <= Settings::kMostText; percent += 20)
    sizes.push_back(fmt::format("{} %", percent));
  int size = (settings.text_percent - Settings::kLeastText) / 20;
  ui.flow(ui.em * 5);
  if (ui.combo("text_size", size, sizes, ui.em * 5)) settings.text_percent = Settings::kLeastText + 20 * size;
  ui.tip(window.say(Say::text_size));
  ui.flow(ui.width_of(window.say(Say::theme_dark)));
  ui.toggle("dark", window.say(Say::theme_dark), settings.dark, window.say(Say::theme_tip));
  for (const auto& [id, text, layout] : {std::tuple{"layout.workshop", Say::layout_workshop, Layout::workshop},
                                         {"layout.research", Say::layout_research, Layout::research},
                                         {"layout.presentation", Say::layout_presentation, Layout::presentation}}) {
    ui.flow(ui.width_of(window.say(text)));
    if (ui.button(id, window.say(text), window.say(Say::layout))) arrange(settings, layout);
  }
  ui.flow(ui.width_of(window.say(Say::layouts_own)));
  if (ui.button("layouts", window.say(Say::layouts_own), window.say(Say::layouts_own_tip))) {
    list_layouts(window);
    ImGui::OpenPopup("layouts");
  }
  if (!ImGui::BeginPopup("layouts")) return;
  keep_layouts(window);
  ImGui::EndPopup();
}

void TopBar::list_layouts(Window& window) {
  try {
    layouts_ = layout_names();
  } catch (const core::UserError& error) {
    layouts_.clear();
    window.viewer.tell(error.message(), true);
  }
}

// How the window's room is shared out, and that under a name.
void TopBar::keep_layouts(Window& window) {
  Ui& ui = window.ui;
  Settings& settings = window.viewer.settings;
  const auto attempt = [&](const std::function<void()>& work) {
    try {
      work();
    } catch (const core::UserError& error) {
      window.viewer.tell(error.message(), true);
    }
    list_layouts(window);
  };
  const std::tuple<const char*, Say, double*, double, double> parts[] = {
      {"layout.left", Say::layout_left, &settings.left, 0, kWidestColumn},
      {"layout.lesson", Say::layout_lesson, &settings.lesson, 0, kWidestLesson},
      {"layout.right", Say::layout_right, &settings.right, 0, kWidestColumn},
      {"layout.bottom", Say::layout_bottom, &settings.bottom, 0, kHighestTimePanel}};
  for (const auto& [id, text, part, least, most] : parts) {
    double percent = *part * 100;
    ui.muted(window.say(text));
    ImGui::SetNextItemWidth(ui.em * 15);
    if (ui.slider(id, percent, least * 100, most * 100, "%.0f %%")) *part = percent / 100;
  }
  ImGui::Separator();
  const std::vector<std::string> names = layouts_;
  for (const std::string& name : names) {
    if (ui.choice(("layout.own." + name).c_str(), name.c_str(), false, {ui.em * 10, 0}))
      attempt([&] { choose_layout(name, settings); });
    ImGui::SameLine();
    if (ui.button(("layout.delete." + name).c_str(), window.say(Say::layout_delete)))
      attempt([&] { delete_layout(name); });
  }
  const bool entered = ui.text_field("layout.name", window.say(Say::layout_name), layout_name_, ui.em * 10);
  ImGui::SameLine();
  const bool pressed =
      ui.button("layout.keep", window.say(Say::note_add), window.say(Say::layout_keep_tip), !layout_name_.empty());
  if (!pressed && !(entered && !layout_name_.empty())) return;
  attempt([&] {
    save_layout(layout_name_, settings);
    layout_name_.clear();
  });
}

void TopBar::draw_ends(Window& window) {
  Ui& ui = window.ui;
  ui.flow(ui.width_of(window.say(Say::save)));
  if (ui.button("save", window.say(Say::save), window.say(Say::save_tip))) window.shows_save = true;
  ui.flow(ui.width_of(window.say(Say::help)));
  if (ui.button("help", window.say(Say::help), window.say(Say::help_tip))) window.shows_help = !window.shows_help;
  ui.flow(ui.width_of(window.say(Say::language)));
  if (ui.button("language", window.say(Say::language), window.say(Say::language_tip)))
    window.viewer.settings.chinese = !window.viewer.settings.chinese;
}

float TopBar::draw(Window& window, const Box& box) {
  begin_panel("top bar", box, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  window.ui.begin_flow();
  choose_source(window);
  lead_time(window);
  choose_other(window);
  if (window.ui.is_tight) {
    window.ui.flow(window.ui.width_of(window.say(Say::more)));
    if (window.ui.button("more", window.say(Say::more))) ImGui::OpenPopup("more");
  } else {
    set_looks(window);
  }
  draw_ends(window);
  const float height = ImGui::GetItemRectMax().y - ImGui::GetWindowPos().y + ImGui::GetStyle().WindowPadding.y;
  if (ImGui::BeginPopup("more")) {
    window.ui.begin_flow();
    set_looks(window);
    ImGui::EndPopup();
  }
  end_panel();
  return height;
}

}  // namespace gongjian::viz
