// Pictures: scripts for gnuplot, built from pixels, in one theme. The colours are those of Okabe and Ito, which people
// with colour blindness can tell apart.
//
// Texts may be anyone's: they are quoted here and nowhere else, and gnuplot is never given one where it would look for
// formats or mark-up in it.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace gongjian::analysis {

struct Picture {
  int width = 0, height = 0;  // pixels
  std::string script;         // what gnuplot does once it knows how to write
};

// A script that draws the picture on gnuplot's standard output, as "svg", "png" or "pdf".
std::string gnuplot_script(const Picture& picture, const std::string& format);

inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
inline constexpr int kPictureWidth = 900;
inline constexpr int kLineHeight = 20;  // of texts below each other
inline constexpr int kTopMargin = 6;
inline constexpr const char* kInk = "#222222";
inline constexpr const char* kFaint = "#666666";
inline constexpr const char* kGrid = "#e2e2e2";

// The colour of the nth thing told apart; it comes again after eight.
const char* colour(std::size_t n);
// As dashes of a line, for the nth thing: none for the first eight, then another pattern.
int dashes(std::size_t n);

// The pixels that a text takes in the theme's font, about; and a column of it. Chinese takes two columns.
inline constexpr double kColumnWidth = 7.2;
double text_width(const std::string& text);

// What an axis spans, and where it is marked.
struct Axis {
  double low = 0, high = 1;
  std::vector<std::pair<double, std::string>> tics;
};
// Spans `low` to `high` with marks at round numbers, about `tics` of them; `outward` up to the next such numbers.
Axis nice_axis(double low, double high, int tics = 5, bool outward = true);

struct Area {
  double left, top, right, bottom;
};

// Panels of one size, up to `columns` of them beside each other from `left` to `right` with a gap between them.
struct Grid {
  Grid(std::size_t panels, std::size_t most_columns, double left, double right, double gap);

  std::size_t column(std::size_t panel) const { return panel % columns; }
  // Where a panel begins.
  double left_of(std::size_t panel) const { return left + (width + gap) * static_cast<double>(column(panel)); }
  double top_of(std::size_t panel, double top, double height) const;
  // Where the last row ends.
  double bottom(double top, double height) const { return top + height * static_cast<double>(rows); }

  double left, gap;
  std::size_t columns, rows;
  double width;  // of a panel
};

enum class Align { left, centre, right };

// Writes a picture part by part: texts and areas with axes, in pixels from the upper left corner.
class Canvas {
 public:
  Canvas(int width, int height);

  void text(double x, double y, const std::string& text, Align align = Align::left, const std::string& ink = kInk);
  // A line between two points of the whole picture.
  void line(double x0, double y0, double x1, double y1, const std::string& ink, double width = 1, int dash = 1);
  void box(const Area& area, const std::string& ink);

  // Opens an area; what follows up to plot() belongs to it.
  void axes(const Area& area, const Axis& x, const Axis& y, bool grid_x = false, bool grid_y = true);
  // A line across the open area at x.
  void upright(double x, const std::string& ink, double width = 1, int dash = 2);
  // A block of numbers, a row a line; gives its name.
  std::string data(const std::vector<std::vector<double>>& rows);
  // Draws the open area with plots ("$d0 using 1:2 with lines …"), which may be none.
  void plot(const std::vector<std::string>& plots);

  // Texts with a square, a line or a point before them, beside each other and in as many lines as they take; from
  // `left` on. Gives the height.
  enum class Sign { square, line, point };
  double legend(double left, double top, double right, const std::vector<std::string>& texts, Sign sign);
  // The height that a legend takes.
  static double legend_height(double left, double right, const std::vector<std::string>& texts);

  Picture finish();

 private:
  double x_of(double pixels) const { return pixels / width_; }
  double y_of(double pixels) const { return 1 - pixels / height_; }

  int width_, height_;
  std::string data_, pending_, body_;
  std::size_t blocks_ = 0, objects_ = 0;
};

// As gnuplot reads a number.
std::string plain(double value);

}  // namespace gongjian::analysis
