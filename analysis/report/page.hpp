// A page of HTML that stands alone: styles and pictures are inside, nothing is fetched and nothing runs.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/figure/picture.hpp"

namespace gongjian::analysis {

// A text as HTML shows it: mark-up, quotes and control characters in it mean nothing.
std::string html_text(std::string_view text);

// A text with values in its braces, for texts that are chosen by language.
template <class... Values>
std::string filled(const std::string& text, const Values&... values) {
  return fmt::vformat(text, fmt::make_format_args(values...));
}

// A picture of a page, under the name that its file takes.
struct NamedPicture {
  std::string name;
  Picture picture;
};

struct Report {
  std::string html;
  std::vector<NamedPicture> pictures;
};

// Takes texts as they are and escapes them all; only what ends in `_html` is taken as mark-up.
class Page {
 public:
  using Row = std::vector<std::string>;

  Page(std::string title, std::string subtitle, bool chinese)
      : title_(std::move(title)), subtitle_(std::move(subtitle)), chinese_(chinese) {}

  // A number and what it counts, at the top of the page.
  void fact(const std::string& value, const std::string& what);
  void fact(std::size_t count, const std::string& one, const std::string& many);

  void section(const std::string& id, const std::string& title);
  void heading(const std::string& title);
  void paragraph(const std::string& text);
  // Something that the page cannot show, and why.
  void left_out(const std::string& why);
  // The first row is the head. In cells, "\n" begins a smaller line.
  void table(const std::vector<Row>& rows, bool numbers = true);
  // Names beside values.
  void facts(const std::vector<std::pair<std::string, std::string>>& rows);
  void figure(const std::string& name, const Picture& picture, const std::string& caption);
  // A long text that opens on a click.
  void folded(const std::string& summary, const std::string& text);
  void folded_table(const std::string& summary, const std::vector<Row>& rows, bool numbers = true);

  Report finish(const std::string& foot);

 private:
  struct Section {
    std::string id, title;
  };
  void end_section();

  std::string title_, subtitle_;
  bool chinese_;
  std::string facts_, body_;
  std::vector<Section> sections_;
  std::vector<NamedPicture> pictures_;
};

}  // namespace gongjian::analysis
