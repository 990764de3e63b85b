#include "analysis/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace gongjian::analysis {
namespace {

constexpr std::array<const char*, 8> kColours = {"#D55E00", "#0072B2", "#009E73", "#CC79A7",
                                                 "#E69F00", "#56B4E9", "#000000", "#F0E442"};
constexpr int kWidth = 900, kPanelHeight = 210, kTop = 28, kBottom = 80;

// A text in gnuplot's single quotes, which know no escape but a doubled quote.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : c == '\n' ? " " : std::string(1, c);
  return out + "'";
}

std::string terminal(const std::string& format, int height) {
  if (format == "svg")
    return fmt::format(
        "svg size {},{} dynamic noenhanced font 'Noto Sans,Noto Sans CJK SC,Arial,14' background '#ffffff'", kWidth,
        height);
  if (format == "png")
    return fmt::format("pngcairo size {},{} noenhanced font 'Noto Sans CJK SC,12' background '#ffffff'", kWidth,
                       height);
  return fmt::format("pdfcairo size {}in,{}in noenhanced font 'Noto Sans CJK SC,10' background '#ffffff'",
                     kWidth / 100.0, height / 100.0);
}

std::string number(double value) { return std::isnan(value) ? "NaN" : fmt::format("{:.6g}", value); }

void write_data(const Panel& panel, std::size_t p, std::string& script) {
  for (std::size_t c = 0; c < panel.curves.size(); ++c) {
    const Curve& curve = panel.curves[c];
    script += fmt::format("$p{}c{} << END\n", p, c);
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
      const bool band = !curve.low.empty();
      script += fmt::format("{} {} {} {}\n", number(curve.x[i]), number(curve.y[i]),
                            number(band ? curve.low[i] : curve.y[i]), number(band ? curve.high[i] : curve.y[i]));
    }
    script += "END\n";
  }
}

double highest(const Panel& panel) {
  double value = 0;
  for (const Curve& curve : panel.curves)
    for (const auto* values : {&curve.y, &curve.high})
      for (const double v : *values) value = std::fmax(value, v);  // missing values count for nothing
  return value;
}

std::string plot_command(const Panel& panel, std::size_t p, bool legend) {
  std::string bands, lines;
  for (std::size_t c = 0; c < panel.curves.size(); ++c) {
    const char* colour = kColours[c % kColours.size()];
    if (!panel.curves[c].low.empty())
      bands +=
          fmt::format("$p{}c{} using 1:3:4 with filledcurves fc rgb '{}' fs transparent solid 0.18 noborder notitle, ",
                      p, c, colour);
    lines += fmt::format("$p{}c{} using 1:2 with lines lw 2 lc rgb '{}' {}, ", p, c, colour,
                         legend ? "title " + quoted(panel.curves[c].label) : "notitle");
  }
  std::string all = bands + lines;
  all.resize(all.size() - 2);
  return "plot " + all + "\n";
}

}  // namespace

std::string gnuplot_script(const Figure& figure, const std::string& format) {
  const std::size_t n = figure.panels.size();
  const std::size_t curves = n == 0 ? 0 : figure.panels.front().curves.size();
  const int legend_height = 22 * static_cast<int>(curves);
  const int top = kTop + (figure.title.empty() ? 0 : 24);
  const int height = top + kBottom + legend_height + kPanelHeight * static_cast<int>(n);
  double end = 0;
  std::string script = fmt::format("set terminal {}\n", terminal(format, height));
  for (std::size_t p = 0; p < n; ++p) {
    write_data(figure.panels[p], p, script);
    for (const Curve& curve : figure.panels[p].curves)
      if (!curve.x.empty()) end = std::max(end, curve.x.back());
  }
  script += "set multiplot" + (figure.title.empty() ? "" : " title " + quoted(figure.title)) + "\n";
  script += fmt::format(
      "set xrange [0:{}]\nset grid y lc rgb '#dddddd'\nset tics nomirror\nset border 3\nset lmargin at screen "
      "0.08\nset rmargin at screen 0.97\nset key off\n",
      number(end > 0 ? end : 1));
  const double h = height;
  const auto screen = [&](std::size_t panel, double inside) {  // height on the page, from below
    return 1 - (top + kPanelHeight * (static_cast<double>(panel) + inside)) / h;
  };
  for (std::size_t p = 0; p < n; ++p) {
    const bool last = p + 1 == n;
    script += fmt::format("set tmargin at screen {}\nset bmargin at screen {}\n", screen(p, 0.14), screen(p, 0.95));
    script += fmt::format("set label 1 {} at graph 0, 1.07 left\n", quoted(figure.panels[p].title));
    for (std::size_t m = 0; m < figure.marks.size(); ++m) {
      script += fmt::format("set arrow {} from {}, graph 0 to {}, graph 1 nohead dt 2 lc rgb '#666666'\n", m + 1,
                            number(figure.marks[m].x), number(figure.marks[m].x));
      if (p == 0)
        script += fmt::format("set label {} {} at {}, graph {} left offset 0.5,0 tc rgb '#444444'\n", m + 2,
                              quoted(figure.marks[m].label), number(figure.marks[m].x),
                              0.95 - 0.1 * static_cast<double>(m % 3));
      else script += fmt::format("unset label {}\n", m + 2);
    }
    script += last ? fmt::format(
                         "set xlabel {}\nset format x '%g'\nset key at screen 0.08, {} left top vertical maxrows {} "
                         "Left reverse samplen 2\n",
                         quoted(figure.x_label), screen(n, 0) - 54 / h, std::max<std::size_t>(1, curves))
                   : std::string("set format x ''\n");
    script += fmt::format("set yrange [0:{}]\n", highest(figure.panels[p]) > 0 ? "*" : "1");
    script += plot_command(figure.panels[p], p, last);
  }
  return script + "unset multiplot\n";
}

}  // namespace gongjian::analysis
