#include "viz/app/panels/outcomes_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::viz {

void OutcomesPanel::draw(Window& window) {
  Ui& ui = window.ui;
  Viewer& viewer = window.viewer;
  if (of_session_ != viewer.session()) {  // what was compared is no more
    replicates_.forget();
    of_session_ = viewer.session();
  }
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(window.say(Say::replicates));
  ImGui::SameLine();
  ui.number_field("replicates", count_, ui.em * 3);
  count_ = std::clamp(count_, 2, 1000);
  if (ui.button("replicates.run", window.say(Say::replicates_run), window.say(Say::replicates_tip),
                !replicates_.is_running()))
    replicates_.start(viewer.scenario_file(0), viewer.scenario_file(1), static_cast<std::size_t>(count_),
                      viewer.threads());
  if (replicates_.is_running())
    ui.muted(fmt::format(fmt::runtime(window.say(Say::replicates_of)), replicates_.done(), replicates_.all()));
  if (const core::Text problem = replicates_.problem(); !problem.en.empty()) ui.paragraph(ui.say(problem));
  const auto result = replicates_.result();
  if (!result) return;
  ui.muted(window.say(Say::difference_interval));
  for (const ReplicateRow& row : result->rows) {
    ui.paragraph(ui.say(row.outcome) + ui.unit(row.unit));
    const bool is_clear = row.difference.interval.low > 0 || row.difference.interval.high < 0;
    const std::string text = fmt::format("  {} {} | {} {}   {} [{}, {}]{}", window.say(Say::side_a),
                                         core::number(row.a.mean), window.say(Say::side_b), core::number(row.b.mean),
                                         core::number(row.difference.mean), core::number(row.difference.interval.low),
                                         core::number(row.difference.interval.high), is_clear ? " *" : "");
    ImGui::PushStyleColor(ImGuiCol_Text, to_imgui(is_clear ? ui.colours().accent : ui.colours().faint));
    ui.paragraph(text);
    ImGui::PopStyleColor();
  }
}

}  // namespace gongjian::viz
