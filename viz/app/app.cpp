#include "viz/app/app.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <tuple>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "viz/app/automation.hpp"
#include "viz/app/fonts.hpp"
#include "viz/app/panels/help_panel.hpp"
#include "viz/app/panels/inspector_panel.hpp"
#include "viz/app/panels/lesson_panel.hpp"
#include "viz/app/panels/levers_panel.hpp"
#include "viz/app/panels/map_panel.hpp"
#include "viz/app/panels/outcomes_panel.hpp"
#include "viz/app/panels/save_panel.hpp"
#include "viz/app/panels/status_bar.hpp"
#include "viz/app/panels/time_panel.hpp"
#include "viz/app/panels/top_bar.hpp"
#include "viz/app/panels/views_panel.hpp"
#include "viz/app/panels/vote_panel.hpp"
#include "viz/app/style.hpp"

namespace gongjian::viz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr float kTextHeight = 16;                      // pixels, at 100 % and a content scale of 1
constexpr float kWideEnough = 64, kHighEnough = 40;    // heights of a text: below, the window is tight
constexpr float kLeastColumn = 13, kLeastLesson = 15;  // heights of a text
constexpr float kLeastBelow = 8.2F;                    // heights of a text: controls, two series and the axis
constexpr float kLeastViews = 30;                      // heights of a text that the views are wide, beside two columns
constexpr const char* kPanels[] = {"top bar", "levers", "views", "inspector", "time"};
constexpr int kFramesAfterInput = 4;

class App {
 public:
  explicit App(const AppOptions& options);
  void run(const std::function<bool()>& stop);

 private:
  void open_platform();
  void load_scenarios();
  void set_text();
  void press_key(Key key, Modifiers modifiers);
  void play_by(Key key, int weeks);
  void draw();
  void go_to_panel(int by);
  void leave_controls();
  void draw_side_panel(bool has_inspector);
  void draw_inspector();
  void draw_body(const Box& body);
  bool draw_frame();
  void wait_for_something();

  const AppOptions& options_;
  std::unique_ptr<Platform> platform_;
  HeadlessPlatform* headless_ = nullptr;
  core::Workers workers_{0};
  std::unique_ptr<Viewer> viewer_;
  Ui ui_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<Automation> automation_;
  FontFile font_;
  float text_height_ = 0;
  bool is_dark_ = false, has_chinese_ = true;
  std::uint64_t message_number_ = 0;          // of the latest message whose characters the font was looked at for
  std::set<std::string> message_characters_;  // that it lacked: it was asked for them, and may not have them either
  enum class SidePanel { levers, lesson, vote, inspector };
  SidePanel side_ = SidePanel::levers;
  int panel_ = -1;  // whose controls the keyboard leads
  bool goes_to_panel_ = false;
  float bar_height_ = 0;
  int frames_to_draw_ = kFramesAfterInput;
  Clock::time_point last_frame_ = Clock::now();

  TopBar top_bar_;
  LeversPanel levers_;
  ViewsPanel views_;
  InspectorPanel inspector_;
  OutcomesPanel outcomes_;
  TimePanel time_;
  StatusBar status_;
  LessonPanel lesson_;
  VotePanel vote_;
  HelpPanel help_;
  SavePanel save_;
};

App::App(const AppOptions& options) : options_(options) {
  open_platform();
  viewer_ = std::make_unique<Viewer>(
      ViewerOptions{options.threads, options.version, [platform = platform_.get()] { platform->post_empty_event(); }});
  viewer_->settings.chinese = options.chinese;
  viewer_->settings.text_percent = std::clamp(options.text_percent, Settings::kLeastText, Settings::kMostText);
  window_ = std::make_unique<Window>(Window{*viewer_, ui_, *platform_});
  window_->is_frozen = options.is_frozen;
  load_scenarios();
  font_ = options.font.empty() ? find_font() : FontFile{options.font, 0};
  set_text();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  window_->new_renderer = [this] { return make_map_renderer(options_.renderer, &workers_); };
  window_->renderer_name = window_->new_renderer()->name();
  platform_->on_key = [this](Key key, Modifiers modifiers) { press_key(key, modifiers); };
  if (options.automation) automation_ = std::make_unique<Automation>(*platform_, headless_);
  if (!options.lesson.empty()) {
    side_ = SidePanel::lesson;
    lesson_.begin(*window_, options.lesson);
  } else if (!options.source.empty()) {
    viewer_->open(options.source);
  }
  if (!options.compare_with.empty()) viewer_->compare_when_ready(options.compare_with);
}

void App::open_platform() {
  if (options_.headless) {
    auto headless = open_headless({options_.width, options_.height, 1, options_.is_frozen ? 1.0 / 60 : 0});
    headless_ = headless.get();
    platform_ = std::move(headless);
  } else {
    platform_ = open_window({"gongjian", options_.width, options_.height});
  }
}

void App::load_scenarios() {
  for (const std::string& name : options_.scenarios) {
    try {
      window_->scenario_titles.push_back(run::read_scenario(name).title);
      window_->scenarios.push_back(name);
    } catch (const core::UserError&) {  // one that can't be read is not offered
    }
  }
}

void App::set_text() {
  const float height =
      std::round(kTextHeight * platform_->content_scale() * static_cast<float>(viewer_->settings.text_percent) / 100);
  const bool is_dark = viewer_->settings.dark;
  const std::size_t known = message_characters_.size();
  // a message may name what no text that was known before has
  if (std::exchange(message_number_, viewer_->message_number()) != viewer_->message_number())
    message_characters_.merge(missing_glyphs(viewer_->message().zh));
  if (height != text_height_ || message_characters_.size() > known) {
    std::vector<std::string> names(message_characters_.begin(), message_characters_.end());
    for (const core::Text& title : window_->scenario_titles) names.push_back(title.zh);
    has_chinese_ = set_font(font_, height, names);
    if (!has_chinese_ && text_height_ == 0)
      viewer_->tell({"There is no font with Chinese characters here, so texts are in English; `apt-get install "
                     "fonts-noto-cjk` brings one.",
                     "此处没有中文字体，因此显示英文；可用 `apt-get install fonts-noto-cjk` 安装。"},
                    true);
  }
  if (height != text_height_ || is_dark != is_dark_) set_style(is_dark, height);
  text_height_ = height;
  is_dark_ = is_dark;
  if (!has_chinese_) viewer_->settings.chinese = false;
}

void App::press_key(Key key, Modifiers modifiers) {
  frames_to_draw_ = kFramesAfterInput;
  if (ImGui::GetIO().WantTextInput) return;
  Settings& settings = viewer_->settings;
  const int weeks = modifiers.shift ? 10 : 1;
  const auto letter = [&](char wanted) { return key == static_cast<Key>(wanted); };
  if (key == Key::f1) window_->shows_help = !window_->shows_help;
  else if (key == Key::escape) {
    window_->shows_help = window_->shows_save = false;
    leave_controls();
  } else if (modifiers.control && key >= static_cast<Key>('1') && key <= static_cast<Key>('3'))
    arrange(settings, static_cast<Layout>(static_cast<int>(key) - '1'));
  else if (modifiers.control || modifiers.alt || modifiers.super) return;
  else if (key >= static_cast<Key>('1') && key < static_cast<Key>('1' + static_cast<int>(kTabs)))
    settings.tab = static_cast<Tab>(static_cast<int>(key) - '1');
  else if (letter('f')) settings.fits = true;
  else if (letter('r')) viewer_->reset();
  else if (letter('l')) settings.chinese = !settings.chinese;
  else if (letter('s')) window_->wants_picture = true;
  else if (letter('m')) window_->wants_note = true;
  else if (letter('/')) window_->wants_search = true;
  else if (letter('+') || letter('='))
    settings.text_percent = std::min(Settings::kMostText, settings.text_percent + 20);
  else if (letter('-')) settings.text_percent = std::max(Settings::kLeastText, settings.text_percent - 20);
  else if (key == Key::tab) go_to_panel(modifiers.shift ? -1 : 1);
  // where the keyboard leads the controls, these keys do
  else if (panel_ < 0) play_by(key, weeks);
}

void App::play_by(Key key, int weeks) {
  if (key == Key::space) viewer_->play_or_pause();
  else if (key == Key::right) viewer_->step(weeks);
  else if (key == Key::left) viewer_->step(-weeks);
  else if (key == Key::home) viewer_->show(0);
  else if (key == Key::end) viewer_->show(-1);
}

// The keyboard leads the controls of one panel after another: arrows go from one to the next, space presses.
void App::go_to_panel(int by) {
  constexpr int kCount = static_cast<int>(std::size(kPanels));
  panel_ = panel_ < 0 ? (by > 0 ? 0 : kCount - 1) : (panel_ + by + kCount) % kCount;
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  goes_to_panel_ = true;
}

void App::leave_controls() {
  panel_ = -1;
  ImGui::GetIO().ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
}

void App::draw_side_panel(bool has_inspector) {
  const std::tuple<SidePanel, const char*, Say> panels[] = {{SidePanel::levers, "side.levers", Say::levers},
                                                            {SidePanel::lesson, "side.lesson", Say::lesson},
                                                            {SidePanel::vote, "side.vote", Say::vote},
                                                            {SidePanel::inspector, "side.inspector", Say::inspector}};
  if (!has_inspector && side_ == SidePanel::inspector) side_ = SidePanel::levers;
  ui_.begin_flow();
  for (const auto& [panel, id, text] : panels) {
    if (panel == SidePanel::inspector && !has_inspector) continue;
    bool is_it = side_ == panel;
    ui_.flow(ui_.width_of(window_->say(text)));
    if (ui_.toggle(id, window_->say(text), is_it)) side_ = panel;
  }
  if (side_ == SidePanel::inspector) draw_inspector();
  else if (side_ == SidePanel::vote) vote_.draw(*window_);
  else if (side_ == SidePanel::lesson) lesson_.draw(*window_);
  else levers_.draw(*window_);
}

void App::draw_inspector() {
  if (!viewer_->sides().empty() && !viewer_->state().is_replay &&
      ui_.section("outcomes", window_->say(Say::outcomes), viewer_->sides().size() == 2))
    outcomes_.draw(*window_);
  inspector_.draw(*window_);
}

void App::draw_body(const Box& body) {
  const Settings& settings = viewer_->settings;
  const auto wide = [&](double part, float least, double most) {
    const float wished = std::max(static_cast<float>(part) * body.width, least * ui_.em);
    return part <= 0 ? 0 : std::round(std::min(wished, static_cast<float>(most) * body.width));
  };
  // where there is no room for three columns, the inspector takes the levers' place
  const bool is_lesson = side_ == SidePanel::lesson && lesson_.is_given();
  float left = is_lesson && settings.left > 0 ? wide(settings.lesson, kLeastLesson, kWidestLesson)
                                              : wide(settings.left, kLeastColumn, kWidestColumn);
  float right = wide(settings.right, kLeastColumn, kWidestColumn);
  const bool shares = left > 0 && right > 0 && (ui_.is_tight || body.width - left - right < ui_.em * kLeastViews);
  if (shares) right = 0;
  const float below =
      std::round(std::min(std::max(static_cast<float>(settings.bottom) * body.height, ui_.em * kLeastBelow),
                          static_cast<float>(kHighestTimePanel) * body.height));
  const float middle = body.width - left - right, above = body.height - below;
  if (left > 0) {
    begin_panel("levers", {body.x, body.y, left, body.height});
    draw_side_panel(shares);
    end_panel();
  }
  begin_panel("views", {body.x + left, body.y, middle, above},
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  views_.draw(*window_);
  end_panel();
  if (right > 0) {
    begin_panel("inspector", {body.x + left + middle, body.y, right, body.height});
    draw_inspector();
    end_panel();
  }
  begin_panel("time", {body.x + left, body.y + above, middle, below},
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  time_.draw(*window_);
  end_panel();
}

void App::draw() {
  const PixelSize size = platform_->framebuffer_size();
  const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
  ui_.is_tight = width < kWideEnough * ui_.em || height < kHighEnough * ui_.em;
  if (bar_height_ == 0) bar_height_ = ui_.em * 4;
  const float status = std::round(ui_.em * 1.7F);
  const float needed = top_bar_.draw(*window_, {0, 0, width, bar_height_});
  draw_body({0, bar_height_, width, std::max(1.0F, height - bar_height_ - status)});
  status_.draw(*window_, {0, height - status, width, status});
  help_.draw(*window_);
  save_.draw(*window_);
  if (std::abs(needed - bar_height_) >= 1) frames_to_draw_ = std::max(frames_to_draw_, 2);
  bar_height_ = std::round(needed);
}

// False where the window is to close.
bool App::draw_frame() {
  const Clock::time_point now = Clock::now();
  const double passed = options_.is_frozen ? 1.0 / 60 : std::chrono::duration<double>(now - last_frame_).count();
  last_frame_ = now;
  window_->frames_per_second = 0.9 * window_->frames_per_second + 0.1 / std::max(passed, 1e-4);
  set_text();
  platform_->begin_frame();
  ui_.begin_frame();
  ui_.chinese = viewer_->settings.chinese;
  ui_.dark = viewer_->settings.dark;
  if (panel_ >= 0 && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) leave_controls();
  viewer_->update(passed);
  draw();
  if (std::exchange(goes_to_panel_, false) && panel_ >= 0) ImGui::SetWindowFocus(kPanels[panel_]);
  platform_->end_frame();
  save_.after_frame(*window_);
  return automation_ == nullptr || automation_->after_frame(*window_);
}

// Nothing is drawn anew while nothing happens.
void App::wait_for_something() {
  const ImGuiIO& io = ImGui::GetIO();
  const bool is_idle = !viewer_->is_playing() && viewer_->state().phase != run::SessionState::Phase::building &&
                       !io.WantTextInput && !save_.is_filming() && !ImGui::IsAnyMouseDown() && !ui_.has_plans() &&
                       (automation_ == nullptr || !automation_->has_work());
  frames_to_draw_ = is_idle ? frames_to_draw_ - 1 : kFramesAfterInput;
  if (frames_to_draw_ > 0) {
    if (headless_ == nullptr || options_.is_frozen) return;
    platform_->wait_events(0.001);
    return;
  }
  platform_->wait_events(0.25);
  frames_to_draw_ = 2;
}

void App::run(const std::function<bool()>& stop) {
  while (!platform_->should_close() && !stop()) {
    if (!draw_frame()) break;
    wait_for_something();
  }
}

}  // namespace

void run_app(const AppOptions& options, const std::function<bool()>& stop) { App(options).run(stop); }

}  // namespace gongjian::viz
