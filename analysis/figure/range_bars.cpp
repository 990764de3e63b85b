#include "analysis/figure/range_bars.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/display.hpp"

namespace gongjian::analysis {

Picture draw(const RangeBars& figure) {
  constexpr double kRow = 30;
  double left = 40, right = 40;
  std::vector<std::string> labels, texts;
  for (const auto& bar : figure.bars) {
    labels.push_back(core::shortened(bar.label, 34));
    texts.push_back(core::shortened(bar.text, 30));
    left = std::max(left, text_width(labels.back()) + 20);
    right = std::max(right, text_width(texts.back()) + 24);
  }
  const double end = kPictureWidth - right, top = kTopMargin + 4;
  const double rows = static_cast<double>(std::max<std::size_t>(1, figure.bars.size()));
  const double bottom = top + kRow * rows;
  Canvas canvas(kPictureWidth, static_cast<int>(bottom + 34));
  canvas.text(left, bottom + 18, figure.low_label, Align::left, kFaint);
  canvas.text(end, bottom + 18, figure.high_label, Align::right, kFaint);
  std::vector<std::vector<double>> whole, inside;
  for (std::size_t b = 0; b < labels.size(); ++b) {
    const double y = rows - static_cast<double>(b) - 0.5;
    canvas.text(left - 12, bottom - kRow * y, labels[b], Align::right);
    canvas.text(end + 12, bottom - kRow * y, texts[b], Align::left, kFaint);
    const double low = std::clamp(figure.bars[b].low, 0.0, 1.0), high = std::clamp(figure.bars[b].high, 0.0, 1.0);
    whole.push_back({0.5, y, 0, 1, y - 0.09, y + 0.09});
    inside.push_back({low, y, low, high, y - 0.24, y + 0.24});
  }
  canvas.axes({left, top, end, bottom}, {0, 1, {}}, {0, rows, {}}, false, false);
  std::vector<std::string> plots;
  if (!whole.empty()) {
    plots.push_back(fmt::format("{} using 1:2:3:4:5:6 with boxxyerror fc rgb '#dcdcdc' fs solid 1 noborder notitle",
                                canvas.data(whole)));
    plots.push_back(fmt::format("{} using 1:2:3:4:5:6 with boxxyerror fc rgb '{}' fs solid 0.9 noborder notitle",
                                canvas.data(inside), colour(1)));
  }
  canvas.plot(plots);
  return canvas.finish();
}

}  // namespace gongjian::analysis
