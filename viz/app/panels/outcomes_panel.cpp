#include "viz/app/panels/outcomes_panel.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/display.hpp"

namespace gongjian::viz {

void OutcomesPanel::draw_row(const Window& window, const ReplicateRow& row) const {
  const Ui& ui = window.ui;
  const auto interval = [](const analysis::Estimate& estimate) {
    return fmt::format("{} [{}, {}]", core::number(estimate.mean), core::number(estimate.interval.low),
                       core::number(estimate.interval.high));
  };
  ui.paragraph(ui.with_unit(row.outcome, row.unit));
  if (!row.difference) return ui.muted("  " + interval(row.sides.front()));
  const bool is_clear = row.difference->interval.low > 0 || row.difference->interval.high < 0;
  ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(is_clear ? ui.colours().accent : ui.colours().faint));
  ui.paragraph(fmt::format("  {} {} | {} {}   {}{}", window.say(Say::side_a), core::number(row.sides[0].mean),
                           window.say(Say::side_b), core::number(row.sides[1].mean), interval(*row.difference),
                           is_clear ? " *" : ""));
  ImGui::PopStyleColor();
}

void OutcomesPanel::draw(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  const Replicates& replicates = viewer.replicates();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(window.say(Say::replicates));
  ImGui::SameLine();
  ui.number_field("replicates", count_, ui.em * 3);
  count_ = std::clamp(count_, 2, 1000);
  if (ui.button("replicates.run", window.say(Say::replicates_run), window.say(Say::replicates_tip),
                !replicates.is_running()))
    viewer.run_replicates(static_cast<std::size_t>(count_));
  if (replicates.is_running())
    ui.muted(fmt::format(fmt::runtime(window.say(Say::replicates_of)), replicates.done(), replicates.all()));
  if (const core::Text problem = replicates.problem(); !problem.en.empty()) ui.paragraph(ui.say(problem));
  const auto& result = viewer.replicate_result();
  if (!result) return;
  if (viewer.replicates_are_older()) ui.muted(window.say(Say::replicates_older));
  ui.muted(window.say(viewer.sides().size() == 2 ? Say::difference_interval : Say::level_interval));
  for (const ReplicateRow& row : result->rows) draw_row(window, row);
}

}  // namespace gongjian::viz
