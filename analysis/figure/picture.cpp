#include "analysis/figure/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr std::array<const char*, 8> kColours = {"#D55E00", "#0072B2", "#009E73", "#CC79A7",
                                                 "#E69F00", "#56B4E9", "#000000", "#B8A900"};
constexpr double kLegendSign = 24, kLegendGap = 22;

// A text in gnuplot's single quotes, which know no escape but a doubled quote.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : core::printable(text)) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

std::string terminal(const std::string& format, int width, int height) {
  if (format == "svg")
    return fmt::format(
        "svg size {},{} dynamic noenhanced font 'Noto Sans,Noto Sans CJK SC,Arial,13' background '#ffffff'", width,
        height);
  if (format == "png")
    return fmt::format(
        "pngcairo size {},{} noenhanced font 'Noto Sans CJK SC,20' linewidth 2 pointscale 2 background '#ffffff'",
        2 * width, 2 * height);
  return fmt::format("pdfcairo size {}in,{}in noenhanced font 'Noto Sans CJK SC,10' background '#ffffff'",
                     width / 100.0, height / 100.0);
}

// Where each text of a legend begins, from its upper left corner, and the line it stands in.
std::vector<std::pair<double, int>> legend_places(double width, const std::vector<std::string>& texts) {
  std::vector<std::pair<double, int>> places;
  double x = 0;
  int row = 0;
  for (const std::string& text : texts) {
    const double needed = kLegendSign + text_width(text);
    if (x > 0 && x + needed > width) {
      x = 0;
      ++row;
    }
    places.emplace_back(x, row);
    x += needed + kLegendGap;
  }
  return places;
}

}  // namespace

std::string plain(double value) { return std::isnan(value) ? "NaN" : fmt::format("{:.8g}", value); }

const char* colour(std::size_t n) { return kColours[n % kColours.size()]; }
int dashes(std::size_t n) { return 1 + static_cast<int>(n / kColours.size() % 4); }

double text_width(const std::string& text) { return kColumnWidth * static_cast<double>(core::display_width(text)); }

std::string gnuplot_script(const Picture& picture, const std::string& format) {
  return fmt::format("set encoding utf8\nset terminal {}\n", terminal(format, picture.width, picture.height)) +
         picture.script;
}

Axis nice_axis(double low, double high, int tics, bool outward) {
  if (!(low < high)) {  // nothing, or one value
    const double middle = std::isfinite(low) ? low : 0;
    low = middle - (middle == 0 ? 0 : std::fabs(middle) / 2);
    high = middle + (middle == 0 ? 1 : std::fabs(middle) / 2);
  }
  const double raw = (high - low) / tics, power = std::pow(10, std::floor(std::log10(raw)));
  const double part = raw / power;
  const double step = power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
  Axis axis{low, high, {}};
  // a last week ends where the next begins
  if (!outward && std::fabs(std::round(high / step) * step - high) < (high - low) / 100)
    axis.high = std::round(high / step) * step;
  if (outward) {
    axis.low = std::floor(low / step + 1e-9) * step;
    axis.high = std::ceil(high / step - 1e-9) * step;
  }
  const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
  const double first = std::ceil(axis.low / step - 1e-9);
  for (int n = 0; (first + n) * step <= axis.high + step * 1e-9; ++n) {
    const double value = first + n == 0 ? 0 : (first + n) * step;
    std::string label = value == 0 ? "0" : fmt::format("{:.{}f}", value, decimals);
    if (decimals == 0 && std::fabs(value) >= 10'000 && std::fabs(value) < 1e15)
      label = (value < 0 ? "-" : "") + core::count(static_cast<std::uint64_t>(std::llround(std::fabs(value))));
    if (label.size() > 14) label = fmt::format("{:.3g}", value);
    axis.tics.emplace_back(value, label);
  }
  return axis;
}

Grid::Grid(std::size_t panels, std::size_t most_columns, double first_left, double right, double between)
    : left(first_left),
      gap(between),
      columns(std::clamp<std::size_t>(most_columns, 1, std::max<std::size_t>(1, panels))),
      rows((panels + columns - 1) / columns),
      width((right - left - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns)) {}

double Grid::top_of(std::size_t panel, double top, double height) const {
  const std::size_t row = panel / columns;
  return top + height * static_cast<double>(row);
}

Canvas::Canvas(int width, int height) : width_(width), height_(height) {}

void Canvas::text(double x, double y, const std::string& text, Align align, const std::string& ink) {
  pending_ +=
      fmt::format("set label {} at screen {:.5f}, screen {:.5f} {} front tc rgb '{}'\n", quoted(text), x_of(x), y_of(y),
                  align == Align::left    ? "left"
                  : align == Align::right ? "right"
                                          : "center",
                  ink);
}

void Canvas::line(double x0, double y0, double x1, double y1, const std::string& ink, double width, int dash) {
  pending_ += fmt::format(
      "set arrow from screen {:.5f}, screen {:.5f} to screen {:.5f}, screen {:.5f} nohead front dt {} lw "
      "{} lc rgb '{}'\n",
      x_of(x0), y_of(y0), x_of(x1), y_of(y1), dash, width, ink);
}

void Canvas::box(const Area& area, const std::string& ink) {
  pending_ += fmt::format(
      "set object {} rectangle from screen {:.5f}, screen {:.5f} to screen {:.5f}, screen {:.5f} fc rgb '{}' fs solid "
      "noborder\n",
      ++objects_, x_of(area.left), y_of(area.bottom), x_of(area.right), y_of(area.top), ink);
}

void Canvas::axes(const Area& area, const Axis& x, const Axis& y, bool grid_x, bool grid_y) {
  const auto tics = [](const char* name, const Axis& axis) {
    if (axis.tics.empty()) return fmt::format("unset {}tics\n", name);
    std::string list;
    for (const auto& [at, label] : axis.tics)
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", quoted(label), plain(at));
    return fmt::format("set {}tics nomirror scale 0.5 tc rgb '{}' ({})\n", name, kFaint, list);
  };
  pending_ += fmt::format(
      "set lmargin at screen {:.5f}\nset rmargin at screen {:.5f}\nset tmargin at screen {:.5f}\nset bmargin at screen "
      "{:.5f}\nset border {} lc rgb '#999999'\nset xrange [{}:{}]\nset yrange [{}:{}]\n",
      x_of(area.left), x_of(area.right), y_of(area.top), y_of(area.bottom),
      (x.tics.empty() ? 0 : 1) + (y.tics.empty() ? 0 : 2), plain(x.low), plain(x.high), plain(y.low), plain(y.high));
  pending_ += tics("x", x) + tics("y", y) + "unset grid\n";
  if (grid_x || grid_y)
    pending_ += fmt::format("set grid {} {} back lt 1 dt 1 lw 1 lc rgb '{}'\n", grid_x ? "xtics" : "noxtics",
                            grid_y ? "ytics" : "noytics", kGrid);
}

void Canvas::upright(double x, const std::string& ink, double width, int dash) {
  pending_ += fmt::format("set arrow from first {}, graph 0 to first {}, graph 1 nohead back dt {} lw {} lc rgb '{}'\n",
                          plain(x), plain(x), dash, width, ink);
}

std::string Canvas::data(const std::vector<std::vector<double>>& rows) {
  std::string name = fmt::format("$d{}", blocks_++);
  data_ += name + " << END\n";
  for (const auto& row : rows) {
    std::string line;
    for (const double value : row) line += (line.empty() ? "" : " ") + plain(value);
    data_ += line + "\n";
  }
  data_ += "END\n";
  return name;
}

void Canvas::plot(const std::vector<std::string>& plots) {
  std::string all;
  for (const std::string& one : plots) all += (all.empty() ? "" : ", ") + one;
  body_ += pending_ + "plot " + (all.empty() ? "NaN notitle" : all) + "\nunset label\nunset arrow\nunset object\n";
  pending_.clear();
  objects_ = 0;
}

double Canvas::legend_height(double left, double right, const std::vector<std::string>& texts) {
  const auto places = legend_places(right - left, texts);
  return places.empty() ? 0 : kLineHeight * (places.back().second + 1);
}

double Canvas::legend(double left, double top, double right, const std::vector<std::string>& texts, Sign sign) {
  const auto places = legend_places(right - left, texts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const double x = left + places[i].first, y = top + kLineHeight * (places[i].second + 0.5);
    if (sign == Sign::line) line(x, y, x + 18, y, colour(i), 2, dashes(i));
    else if (sign == Sign::square) box({x + 4, y - 6, x + 16, y + 6}, colour(i));
    else box({x + 6, y - 4, x + 14, y + 4}, colour(i));
    text(x + kLegendSign, y, texts[i]);
  }
  return legend_height(left, right, texts);
}

Picture Canvas::finish() {
  // what no plot has taken is drawn with an empty one
  if (!pending_.empty()) {
    pending_ +=
        "set lmargin at screen 0\nset rmargin at screen 1\nset tmargin at screen 1\nset bmargin at screen 0\n"
        "unset border\nunset tics\nset xrange [0:1]\nset yrange [0:1]\n";
    plot({});
  }
  return {width_, height_, data_ + "set key off\nset multiplot\n" + body_ + "unset multiplot\n"};
}

}  // namespace gongjian::analysis
