#include "analysis/report/page.hpp"

#include <fmt/format.h>

#include "analysis/gnuplot.hpp"
#include "engine/core/display.hpp"

namespace gongjian::analysis {
namespace {

constexpr const char* kStyle = R"(
:root { --ink: #1f2328; --faint: #5d6670; --line: #dfe3e8; --tint: #f5f7f9; --accent: #0072B2; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.6 "Noto Sans", "Noto Sans CJK SC", "Source Han Sans SC",
  "PingFang SC", "Microsoft YaHei", "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
header { background: #12344d; color: #fff; padding: 2.2rem 1.25rem 1.8rem; }
header > *, nav ul { max-width: 59.5rem; margin-left: auto; margin-right: auto; }
main, footer { max-width: 62rem; margin: 0 auto; }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0 auto .35rem; overflow-wrap: anywhere; }

.facts { display: flex; flex-wrap: wrap; gap: .75rem 2.25rem; margin-top: 1.4rem; }
.facts div { min-width: 5rem; }
.facts b { display: block; font-size: 1.5rem; line-height: 1.25; font-weight: 600; }
.facts span { color: #c9d7e1; font-size: .87rem; }
nav { position: sticky; top: 0; z-index: 1; background: #fff; border-bottom: 1px solid var(--line); padding: .55rem 1.25rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin-top: 0; margin-bottom: 0; padding: 0; font-size: .9rem; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
main { padding: 0 1.25rem 2rem; }
section { padding-top: 1.6rem; scroll-margin-top: 3.2rem; }
h2 { font-size: 1.3rem; margin: 0 0 .7rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.02rem; margin: 1.4rem 0 .4rem; }
p { margin: .5rem 0; max-width: 48rem; }
header p { max-width: 59.5rem; margin: 0 auto; color: #c9d7e1; overflow-wrap: anywhere; }
.left-out { color: var(--faint); background: var(--tint); border-left: 3px solid #b9c2cb; padding: .5rem .9rem; }
figure { margin: 1rem 0 1.4rem; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { color: var(--faint); font-size: .9rem; margin-top: .35rem; max-width: 52rem; }
.wide { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; font-size: .92rem; line-height: 1.4; min-width: 40%; }
th, td { padding: .38rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th { background: var(--tint); border-bottom: 2px solid #c6ced6; font-weight: 600; vertical-align: bottom; }
.numbers td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.numbers thead th + th { text-align: right; min-width: 5rem; }
tbody th { font-weight: 400; min-width: 8rem; max-width: 24rem; }
td small, th small { display: block; color: var(--faint); font-size: .84em; font-weight: 400; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .3rem 1.4rem; margin: .6rem 0 1rem; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
details { margin: .8rem 0; }
summary { cursor: pointer; color: var(--accent); }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 4px; padding: .8rem 1rem; font-size: .83rem; line-height: 1.45; overflow: auto; max-height: 32rem; }
footer { color: var(--faint); font-size: .86rem; padding: 1rem 1.25rem 2.5rem; }
footer p { border-top: 1px solid var(--line); padding-top: 1rem; max-width: none; }
@media print {
  nav { display: none; }
  header { background: none; color: #000; }
  header p, .facts span { color: #444; }
  figure, tr { break-inside: avoid; }
  pre { max-height: none; white-space: pre-wrap; }
}
)";

// A cell: its first line, and those after it smaller.
std::string cell_html(const std::string& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string::npos) return html_text(text);
  return html_text(text.substr(0, end)) + "<small>" + html_text(text.substr(end + 1)) + "</small>";
}

std::string table_html(const std::vector<Page::Row>& rows, bool numbers) {
  std::string out = fmt::format("<div class=\"wide\"><table{}>\n", numbers ? " class=\"numbers\"" : "");
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (r == 0) out += "<thead>";
    if (r == 1) out += "<tbody>\n";
    out += "<tr>";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const char* tag = r == 0 || c == 0 ? "th" : "td";
      const char* scope = r == 0 ? " scope=\"col\"" : c == 0 ? " scope=\"row\"" : "";
      out += fmt::format("<{}{}>{}</{}>", tag, scope, cell_html(rows[r][c]), tag);
    }
    out += "</tr>";
    if (r == 0) out += "</thead>";
    out += "\n";
  }
  if (rows.size() > 1) out += "</tbody>";
  return out + "</table></div>\n";
}

// gnuplot's SVG as a part of a page: without its head, and with ids of its own, since each picture has the same ones.
std::string inlined(const std::string& svg, const std::string& name, const std::string& label) {
  const std::size_t begin = svg.find("<svg"), end = svg.rfind("</svg>");
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::string out;
  bool in_tag = false;
  for (std::size_t i = begin; i < end;) {
    const char c = svg[i];
    if (c == '<') in_tag = true;
    if (c == '>') in_tag = false;
    bool renamed = false;
    if (in_tag)
      for (const std::string_view before : {" id='", " id=\"", "href='#", "href=\"#", "url(#"})
        if (svg.compare(i, before.size(), before) == 0) {
          out += before;
          out += name + "-";
          i += before.size();
          renamed = true;
          break;
        }
    if (!renamed) {
      out += c;
      ++i;
    }
  }
  const auto replace = [&out](std::string_view from, const std::string& to) {
    if (const std::size_t at = out.find(from); at != std::string::npos) out.replace(at, from.size(), to);
  };
  replace("<svg", R"(<svg role="img" aria-label=")" + html_text(label) + "\"");
  replace("<title>Gnuplot</title>", "");
  const std::size_t about = out.find("<desc>"), about_end = out.find("</desc>");
  if (about != std::string::npos && about_end != std::string::npos) out.erase(about, about_end + 7 - about);
  return out + "</svg>";
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : core::printable(text, "\n\t")) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  return out;
}

void Page::fact(const std::string& value, const std::string& what) {
  facts_ += "<div><b>" + html_text(value) + "</b><span>" + html_text(what) + "</span></div>\n";
}

void Page::fact(std::size_t count, const std::string& one, const std::string& many) {
  fact(core::count(count), count == 1 ? one : many);
}

void Page::end_section() {
  if (!sections_.empty()) body_ += "</section>\n";
}

void Page::section(const std::string& id, const std::string& title) {
  end_section();
  sections_.push_back({id, title});
  body_ += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", html_text(id), html_text(title));
}

void Page::heading(const std::string& title) { body_ += "<h3>" + html_text(title) + "</h3>\n"; }

void Page::paragraph(const std::string& text) { body_ += "<p>" + html_text(text) + "</p>\n"; }

void Page::left_out(const std::string& why) { body_ += "<p class=\"left-out\">" + html_text(why) + "</p>\n"; }

void Page::table(const std::vector<Row>& rows, bool numbers) { body_ += table_html(rows, numbers); }

void Page::facts(const std::vector<std::pair<std::string, std::string>>& rows) {
  body_ += "<dl>\n";
  for (const auto& [name, value] : rows) body_ += "<dt>" + html_text(name) + "</dt><dd>" + html_text(value) + "</dd>\n";
  body_ += "</dl>\n";
}

void Page::figure(const std::string& name, const Picture& picture, const std::string& caption) {
  pictures_.push_back({name, picture});
  body_ += "<figure>\n" + inlined(drawn(picture, "svg"), name, caption) + "\n<figcaption>" + html_text(caption) +
           "</figcaption>\n</figure>\n";
}

void Page::folded(const std::string& summary, const std::string& text) {
  body_ += "<details><summary>" + html_text(summary) + "</summary>\n<pre>" + html_text(text) + "</pre></details>\n";
}

void Page::folded_table(const std::string& summary, const std::vector<Row>& rows, bool numbers) {
  body_ += "<details><summary>" + html_text(summary) + "</summary>\n" + table_html(rows, numbers) + "</details>\n";
}

Report Page::finish(const std::string& foot) {
  end_section();
  std::string menu;
  for (const Section& section : sections_)
    menu += fmt::format("<li><a href=\"#{}\">{}</a></li>", html_text(section.id), html_text(section.title));
  const std::string title = html_text(title_);
  return {fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n"
                      "</head>\n<body>\n<header>\n<h1>{}</h1>\n<p>{}</p>\n<div class=\"facts\">\n{}</div>\n</header>\n"
                      "<nav><ul>{}</ul></nav>\n<main>\n{}</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
                      chinese_ ? "zh-CN" : "en", title, kStyle, title, html_text(subtitle_), facts_, menu, body_,
                      html_text(foot)),
          pictures_};
}

}  // namespace gongjian::analysis
