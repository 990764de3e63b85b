#include "viz/app/panels/vote_panel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/error.hpp"
#include "viz/viewer/lever_groups.hpp"

namespace gongjian::viz {
namespace {

constexpr double kVotedLevels[] = {0, 0.25, 0.5, 0.75, 1};

}  // namespace

void VotePanel::start_server(Window& window, bool open_to_network) {
  try {
    VoteServerOptions options;
    options.open_to_network = open_to_network;
    options.changed = [platform = &window.platform] { platform->post_empty_event(); };
    server_ = std::make_unique<VoteServer>(std::move(options));
  } catch (const core::UserError& error) {
    window.viewer.tell(error.message(), true);
  }
}

void VotePanel::lead_page(Window& window) {
  Ui& ui = window.ui;
  if (!is_page_shown_) {
    ui.checkbox("vote.network", window.say(Say::vote_network), is_for_network_);
    ui.tip(window.say(Say::vote_network_tip));
    if (!ui.button("vote.page", window.say(Say::vote_page_start))) return;
    asked_.reset();
    start_server(window, is_for_network_);
    is_page_shown_ = server_ != nullptr;
    return;
  }
  for (const std::string& url : server_->urls())
    ui.paragraph(fmt::format(fmt::runtime(window.say(Say::vote_address)), url));
  if (const std::string code = server_->join_code(); !code.empty())
    ui.paragraph(fmt::format(fmt::runtime(window.say(Say::vote_code)), code));
  ui.muted(fmt::format(fmt::runtime(window.say(Say::vote_participants)), server_->participants()));
  ui.mark("vote.url", "text", server_->url());
  if (!ui.button("vote.page", window.say(Say::vote_page_stop))) return;
  server_.reset();
  asked_.reset();
  is_page_shown_ = false;
}

VotePanel::Asked VotePanel::asked_level() const {
  const run::LeverDescription& lever = all_levers()[static_cast<std::size_t>(lever_)];
  Asked asked{{lever.label.en + ": " + say(Say::vote_kind_level, false),
               lever.label.zh + "：" + say(Say::vote_kind_level, true)},
              {},
              {},
              CountBy::median};
  for (const double level : kVotedLevels) {
    const std::string number = fmt::format("{:.0f} %", 100 * level);
    asked.options.push_back({number, number});
    asked.moves.push_back({lever.name, level, 0, {}});
  }
  return asked;
}

VotePanel::Asked VotePanel::asked_which() const {
  Asked asked{text_of(Say::vote_kind_which), {}, {}, CountBy::majority};
  for (const run::LeverDescription& lever : all_levers())
    if (std::find(which_.begin(), which_.end(), lever.name) != which_.end()) {
      asked.options.push_back(lever.label);
      asked.moves.push_back({lever.name, 1, 0, {}});
    }
  asked.options.push_back(text_of(Say::vote_as_is));
  asked.moves.push_back({});
  return asked;
}

void VotePanel::choose_question(Window& window) {
  Ui& ui = window.ui;
  ui.combo("vote.kind", kind_, {window.say(Say::vote_kind_level), window.say(Say::vote_kind_which)}, -1);
  if (kind_ == 0) {
    std::vector<std::string> names;
    for (const run::LeverDescription& lever : all_levers()) names.push_back(ui.say(lever.label));
    ui.combo("vote.lever", lever_, names, -1);
  } else {
    ImGui::BeginChild("vote levers", {0, ui.em * 10});
    for (const run::LeverDescription& lever : all_levers()) {
      const auto at = std::find(which_.begin(), which_.end(), lever.name);
      bool is_in = at != which_.end();
      if (!ui.checkbox(("vote.lever." + lever.name).c_str(), ui.say(lever.label).c_str(), is_in)) continue;
      if (!is_in) which_.erase(at);
      else if (which_.size() + 1 < Ballot::kMostOptions) which_.push_back(lever.name);
    }
    ImGui::EndChild();
  }
  ui.muted(window.say(Say::vote_seconds));
  ui.number_field("vote.seconds", seconds_, ui.em * 4);
  seconds_ = std::clamp(seconds_, 0, Ballot::kMostSeconds);
  const bool is_possible =
      !window.viewer.sides().empty() && !window.viewer.state().is_replay && (kind_ == 0 || !which_.empty());
  if (!ui.button("vote.open", window.say(Say::vote_open), nullptr, is_possible)) return;
  if (!server_) start_server(window, false);  // raised hands are counted by it too
  if (!server_) return;
  asked_ = kind_ == 0 ? asked_level() : asked_which();
  is_applied_ = false;
  try {
    server_->open({0, asked_->question, asked_->options, seconds_});
  } catch (const core::UserError& error) {
    asked_.reset();
    window.viewer.tell(error.message(), true);
  }
}

void VotePanel::apply(Window& window, const Tally& tally, std::size_t option) {
  std::string counts_en, counts_zh;
  for (std::size_t o = 0; o < asked_->options.size(); ++o) {
    counts_en += fmt::format("{}{} {}", o > 0 ? ", " : "", asked_->options[o].en, tally.votes[o]);
    counts_zh += fmt::format("{}{} {}", o > 0 ? "，" : "", asked_->options[o].zh, tally.votes[o]);
  }
  const bool chinese = window.ui.chinese;
  window.viewer.remark(fmt::format(fmt::runtime(window.say(Say::vote_remark)), asked_->question.in(chinese),
                                   chinese ? counts_zh : counts_en, asked_->options[option].in(chinese)));
  const run::LeverMove& move = asked_->moves[option];
  if (!move.lever.empty()) window.viewer.move_lever(move.lever, move.value, -1, {});
  is_applied_ = true;
}

void VotePanel::draw_round(Window& window) {
  Ui& ui = window.ui;
  const Tally tally = server_->tally();
  ui.paragraph(ui.say(asked_->question));
  const int most = std::max(1, *std::max_element(tally.votes.begin(), tally.votes.end()));
  for (std::size_t o = 0; o < asked_->options.size(); ++o) {
    ui.paragraph(ui.with_value(ui.say(asked_->options[o]), std::to_string(tally.votes[o])));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width =
        ImGui::GetContentRegionAvail().x * static_cast<float>(tally.votes[o]) / static_cast<float>(most);
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + std::max(width, 1.0F), at.y + ui.em * 0.5F},
                                              to_imgui(ui.colours().accent));
    ImGui::Dummy({1, ui.em * 0.6F});
    if (!tally.open) continue;
    ImGui::PushID(static_cast<int>(o));
    if (ui.button(fmt::format("vote.hand.{}", o).c_str(), "+1", window.say(Say::vote_hands)))
      server_->raise_hands(o, 1);
    ImGui::SameLine();
    if (ui.button(fmt::format("vote.unhand.{}", o).c_str(), "-1", window.say(Say::vote_hands)))
      server_->raise_hands(o, -1);
    ImGui::PopID();
  }
  if (tally.seconds_left && !window.is_frozen)
    ui.muted(fmt::format(fmt::runtime(window.say(Say::vote_seconds_left)), *tally.seconds_left));
  if (tally.open) {
    if (ui.button("vote.close", window.say(Say::vote_close))) server_->close();
    return;
  }
  const auto won = winner(tally, asked_->counted_by);
  if (!won) return ui.muted(window.say(Say::vote_nobody));
  ui.paragraph(fmt::format(fmt::runtime(window.say(Say::vote_won)), ui.say(asked_->options[*won])));
  if (ui.button("vote.apply", window.say(Say::vote_apply), nullptr, !is_applied_)) apply(window, tally, *won);
}

void VotePanel::draw(Window& window) {
  window.ui.muted(window.say(Say::vote_hint));
  lead_page(window);
  ImGui::Separator();
  if (asked_ && server_) {
    draw_round(window);
    ImGui::Separator();
  }
  if (!asked_ || !server_ || !server_->tally().open) choose_question(window);
}

}  // namespace gongjian::viz
