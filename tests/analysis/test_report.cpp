#include <algorithm>
#include <cmath>
#include <functional>
#include <regex>
#include <string>
#include <vector>

#include "analysis/design.hpp"
#include "analysis/report/report.hpp"
#include "analysis/report/results_view.hpp"
#include "engine/core/error.hpp"
#include "engine/io/log_writer.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;
using test::Scratch;

namespace {

const std::string kHostile = "</script><img src=x onerror='alert(1)'>&\"%s`touch x`\x01'); system('touch x') #";

analysis::ReportOptions options(bool chinese) {
  const auto same = [](const std::string& name) { return name; };
  return {chinese, "x.h5", same, same};
}

// 12 points, two factors, two policies, two replicates; all there is in a results file. The outcome falls with the
// first factor; the second policy does better where that is large.
io::ResultsHeader design(const std::string& kind, const std::string& name, const std::string& name_zh) {
  const core::Text text{name, name_zh};
  const std::string scenario =
      "title = {en = \"A scenario\", zh = \"情景一\"}\n[population]\npreset = \"workshop\"\n[[lever]]\nname = "
      "\"two_way\"\nstart = 1\n[[event]]\nkind = \"grant_cut\"\nweek = 2\n";
  io::ResultsHeader header;
  header.title = text;
  header.version = "0.1.0";
  header.districts = 4;
  header.experiment = "# " + name + "\n";
  header.design.kind = kind;
  header.points = 12;
  header.policies = {{text, scenario}, {text, scenario}};
  header.seeds = {1, 2};
  header.outcomes = {{"kept", "1", text, io::Direction::more, 0.6}, {"spent", "1000 CNY", text, io::Direction::less}};
  header.series = {{"weekly_activity", "1", text},
                   {"weekly_ever_stalled", "1", text},
                   {"weekly_grant", "1000 CNY/week", text},
                   {"weekly_dues", "1000 CNY/week", text}};
  for (int week = 0; week < 30; ++week) header.weeks.push_back(week);
  io::ResultsHeader::Factor push{"push", "parameters.push", "year", text, "uniform(0, 1)", {}, {}};
  io::ResultsHeader::Factor rest{"rest", "parameters.rest", "1", text, "uniform(0, 1)", {}, {}};
  analysis::Points points{2, {}};
  if (kind == "morris") points = analysis::morris_trajectories(4, 2, 4, 1);
  else if (kind == "saltelli") points = analysis::saltelli(3, 2, 1);
  else
    for (int point = 0; point < 12; ++point)
      points.values.insert(points.values.end(), {point / 11.0, point * 5 % 12 / 11.0});
  for (std::size_t point = 0; point < 12; ++point) {
    push.values.push_back(points.at(point, 0));
    rest.values.push_back(points.at(point, 1));
  }
  header.factors = {push, rest};
  return header;
}

void write_design(const std::string& path, const io::ResultsHeader& header) {
  io::ResultsWriter writer(path, header);
  for (std::size_t row = 0; row < header.rows(); ++row) {
    const auto point = static_cast<double>(row / 4), policy = static_cast<double>(row / 2 % 2);
    const double kept = 1 - point / 20 + (policy > 0 ? (point - 5) / 40 : 0) + static_cast<double>(row % 2) / 100;
    io::ResultsRow values{{kept, 10 * policy + point}, {{}, {}, {}, {}}, row + 1, {}};
    for (int week = 0; week < 30; ++week) {
      values.series[0].push_back(kept);
      values.series[1].push_back(week < 10 + 2 * point ? 0 : 0.5);
      values.series[2].push_back(2);
      values.series[3].push_back(policy);
    }
    if (row == 7) values = {{}, {}, 0, "it failed: " + header.title.en};
    writer.write(row, values);
  }
  writer.finish();
}

std::vector<std::string> found(const std::string& text, const char* expression) {
  std::vector<std::string> all;
  const std::regex pattern(expression);
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) all.push_back(at->str(1));
  return all;
}

analysis::Report report_of(const std::string& kind, bool chinese, const std::string& name = "an outcome",
                           const std::string& name_zh = "指标") {
  const Scratch scratch;
  write_design(scratch / "x.h5", design(kind, name, name_zh));
  return analysis::report(io::ResultsReader(scratch / "x.h5"), options(chinese));
}

const std::vector<std::string> kSections = {"experiment", "population", "outcomes",  "differences",
                                            "series",     "survival",   "decision",  "sensitivity",
                                            "discovery",  "funding",    "provenance"};

}  // namespace

TEST_CASE("a text in HTML is what it was, and no mark-up", "[analysis]") {
  CHECK(analysis::html_text("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  CHECK(analysis::html_text("two\nlines\x01\xFF") == "two\nlines \uFFFD");
}

TEST_CASE("a report of a design has every section and a figure in each that draws", "[analysis]") {
  const analysis::Report report = report_of("lhs", false);
  CHECK(found(report.html, "<section id=\"([a-z]+)\"") == kSections);
  std::vector<std::string> names;
  for (const auto& picture : report.pictures) names.push_back(picture.name);
  CHECK(names == std::vector<std::string>{"differences", "series", "survival", "regret", "regret_matrix_1",
                                          "regret_matrix_2", "sensitivity", "box", "peeling", "funding"});
  CHECK(found(report.html, "(<svg)").size() == names.size());
  CHECK(report.html.find("Every point meets the goal") != std::string::npos);  // under the second policy
  CHECK(report.html.find("Of 12 points, 3 miss the goal") != std::string::npos);
  CHECK(report.html.find("1 runs failed and 0 are missing") != std::string::npos);
  CHECK(report.html.find("it failed: an outcome") != std::string::npos);
}

TEST_CASE("a section says why where it has nothing to show", "[analysis]") {
  const Scratch scratch;
  io::ResultsHeader header = design("single", "an outcome", "指标");
  header.points = 1;
  header.factors.clear();
  header.policies.resize(1);
  header.seeds.resize(1);
  header.series.clear();
  header.weeks.clear();
  {
    io::ResultsWriter writer(scratch / "x.h5", header);
    writer.write(0, {{1, 2}, {}, 7, {}});
    writer.finish();
  }
  const analysis::Report report = analysis::report(io::ResultsReader(scratch / "x.h5"), options(false));
  CHECK(found(report.html, "<section id=\"([a-z]+)\"") == kSections);
  CHECK(report.pictures.empty());
  for (const char* reason :
       {"There is one replicate, so there are no intervals", "There is one policy, so nothing to compare",
        "no weekly series", "No factor varies", "weekly_ever_stalled"})
    CHECK(report.html.find(reason) != std::string::npos);
}

TEST_CASE("where there are too many policies the best ones are shown, and named", "[analysis]") {
  const Scratch scratch;
  io::ResultsHeader header = design("lhs", "an outcome", "指标");
  header.seeds = {1};
  header.series.clear();
  header.weeks.clear();
  header.outcomes[1].direction = io::Direction::none;
  header.policies.clear();
  for (const char* name : {"first", "second", "third", "fourth", "fifth", "sixth"})
    header.policies.push_back({{name, {}}, "weeks = 30\n"});
  {
    io::ResultsWriter writer(scratch / "x.h5", header);
    for (std::size_t row = 0; row < header.rows(); ++row) {
      const auto point = static_cast<double>(row / 6), policy = static_cast<double>(row % 6);
      writer.write(row, {{policy / 10 + point / 100, point}, {}, 1, {}});
    }
    writer.finish();
  }
  const std::string html = analysis::report(io::ResultsReader(scratch / "x.h5"), options(false)).html;
  CHECK(
      html.find("Of 6 policies, the 3 with the best means of the outcome an outcome are shown: F: sixth; E: fifth; D: "
                "fourth.") != std::string::npos);
  CHECK(html.find("Of 6 policies, the 4 with the best means") != std::string::npos);
  CHECK(found(html, "(Outcomes without a direction)").size() == 2);
}

TEST_CASE("a time of survival is drawn from its outcome", "[analysis]") {
  const Scratch scratch;
  io::ResultsHeader header = design("lhs", "an outcome", "指标");
  header.series.clear();
  header.weeks.clear();
  header.outcomes[1].censored_at = 60;
  {
    io::ResultsWriter writer(scratch / "x.h5", header);
    for (std::size_t row = 0; row < header.rows(); ++row)
      writer.write(row, {{1, row % 3 == 0 ? 60.0 : static_cast<double>(row)}, {}, 1, {}});
    writer.finish();
  }
  const analysis::Report report = analysis::report(io::ResultsReader(scratch / "x.h5"), options(false));
  CHECK(std::any_of(report.pictures.begin(), report.pictures.end(),
                    [](const auto& picture) { return picture.name == "survival_1"; }));
  CHECK(report.html.find("It takes runs as independent") != std::string::npos);
  CHECK(report.html.find("The file holds neither") == std::string::npos);
}

TEST_CASE("a report of a posterior weighs its particles and sets predictions beside targets", "[analysis]") {
  const Scratch scratch;
  io::ResultsHeader header = design("posterior", "an outcome", "指标");
  header.points = 3;
  for (auto& factor : header.factors) factor.values = {1, 2, 5};
  header.policies.resize(1);
  header.seeds.resize(1);
  header.series.clear();
  header.weeks.clear();
  header.experiment = "[[outcome]]\nname = \"kept\"\ntarget = 0.125\n";
  header.outcomes.insert(header.outcomes.begin(), {{"weight", "1", {}}, {"distance", "1", {}}});
  header.outcomes.pop_back();
  {
    io::ResultsWriter writer(scratch / "x.h5", header);
    for (std::size_t i = 0; i < 3; ++i) writer.write(i, {{i == 2 ? 0.8 : 0.1, 1, static_cast<double>(i)}, {}, 1, {}});
    writer.finish();
  }
  for (const bool chinese : {false, true}) {
    const std::string html = analysis::report(io::ResultsReader(scratch / "x.h5"), options(chinese)).html;
    CHECK(found(html, "<section id=\"([a-z]+)\"") == std::vector<std::string>{"parameters", "targets", "provenance"});
    CHECK(html.find("4.30") != std::string::npos);  // 0.1 of 1, 0.1 of 2, 0.8 of 5
    CHECK(html.find("1.70") != std::string::npos);
    CHECK(html.find("0.125") != std::string::npos);
  }
}

TEST_CASE("a file of impossible districts is refused", "[analysis]") {
  const Scratch scratch;
  io::ResultsHeader header = design("lhs", "an outcome", "指标");
  header.districts = 2'000'000'000;
  write_design(scratch / "x.h5", header);
  CHECK_THROWS_AS(analysis::report(io::ResultsReader(scratch / "x.h5"), options(false)), core::UserError);
}

TEST_CASE("sensitivities are those of the design", "[analysis]") {
  CHECK(report_of("grid", false).html.find("Partial rank correlations") != std::string::npos);
  CHECK(report_of("saltelli", false).html.find("Sobol&#39; indices") != std::string::npos);
  CHECK(report_of("morris", false).html.find("Elementary effects") != std::string::npos);
  CHECK(report_of("list", false).html.find("A list of points is no design for sensitivities") != std::string::npos);
}

TEST_CASE("a design that is not what its method needs is told", "[analysis]") {
  const Scratch scratch;
  const auto html_of = [&](const std::string& kind, bool chinese,
                           const std::function<void(io::ResultsHeader&)>& spoil) {
    io::ResultsHeader header = design(kind, "an outcome", "指标");
    spoil(header);
    write_design(scratch / "x.h5", header);
    return analysis::report(io::ResultsReader(scratch / "x.h5"), options(chinese)).html;
  };
  const auto repeat_a_row = [](io::ResultsHeader& header) {
    for (auto& factor : header.factors) factor.values[1] = factor.values[0];
  };
  const auto cut = [](io::ResultsHeader& header) {
    header.points = 11;
    for (auto& factor : header.factors) factor.values.resize(11);
  };
  CHECK(
      html_of("morris", false, repeat_a_row).find("not those of a morris design. From point 1 on: 0 factors differ") !=
      std::string::npos);
  CHECK(html_of("morris", true, repeat_a_row).find("各点不构成 morris 设计。自第 1 点起：") != std::string::npos);
  CHECK(html_of("morris", false, cut).find("the design ends after 11 rows") != std::string::npos);
  CHECK(html_of("saltelli", false, cut).find("the design ends after 11 rows") != std::string::npos);
  CHECK(html_of("saltelli", false, repeat_a_row).find("not those of a saltelli design") != std::string::npos);
}

TEST_CASE("differences have adjusted p values and what pairing saves, in both languages", "[analysis]") {
  const std::string english = report_of("lhs", false).html, chinese = report_of("lhs", true).html;
  for (const char* text : {"p, adjusted", "times the runs saved", "adjusted for all of this table (Holm 1979)"})
    CHECK(english.find(text) != std::string::npos);
  for (const char* text : {"校正后的 p 值", "节省的运行倍数", "按 Holm 法（1979）对本表全部比较校正"})
    CHECK(chinese.find(text) != std::string::npos);
  CHECK(english.find("&lt; 0.001") != std::string::npos);    // the second outcome differs by 10 everywhere
  CHECK(english.find("no variation") != std::string::npos);  // and by the same
  CHECK(chinese.find("无变化") != std::string::npos);
}

TEST_CASE("of too many points some are drawn at random, which meet all levels of a grid", "[analysis]") {
  const Scratch scratch;
  io::ResultsHeader header = design("grid", "an outcome", "指标");
  header.points = 100 * 50 * 2;
  header.seeds = {1};
  header.series.clear();
  header.weeks.clear();
  header.outcomes = {{"kept", "1", header.title, io::Direction::more}};
  header.factors.resize(1);
  header.factors[0].values.clear();
  for (std::size_t point = 0; point < header.points; ++point)
    header.factors[0].values.push_back(static_cast<double>(point % 2));
  {
    io::ResultsWriter writer(scratch / "x.h5", header);
    for (std::size_t row = 0; row < header.rows(); ++row) writer.write(row, {{row / 2 % 2 ? 1.0 : 0.0}, {}, 1, {}});
    writer.finish();
  }
  const io::ResultsReader results(scratch / "x.h5");
  const analysis::ReportOptions english = options(false);
  const analysis::ResultsView view = analysis::view_of(results, english);
  for (const std::size_t most : {1u, 50u, 100u, 5000u, 9999u}) {
    const std::vector<std::size_t> points = view.some_points(most);
    REQUIRE(points.size() == most);
    CHECK(std::adjacent_find(points.begin(), points.end(), std::greater_equal<>()) == points.end());
    CHECK(points.back() < header.points);
    const auto odd = std::count_if(points.begin(), points.end(), [](std::size_t point) { return point % 2 == 1; });
    if (most >= 50)
      CHECK(static_cast<double>(odd) / static_cast<double>(most) ==
            Approx(0.5).margin(2 / std::sqrt(static_cast<double>(most))));
  }
  CHECK(view.some_points(20'000).size() == header.points);
  CHECK(view.some_points(300) == view.some_points(300));
  CHECK(analysis::report(results, english).html.find("Of 10,000 points, 5,000 drawn at random are used.") !=
        std::string::npos);
  CHECK(analysis::report(results, options(true)).html.find("只用了 10,000 个点中随机抽取的 5,000 个。") !=
        std::string::npos);
}

TEST_CASE("the headings of a Chinese report are Chinese", "[analysis]") {
  const std::string html = report_of("morris", true).html;
  CHECK(html.find("<html lang=\"zh-CN\">") != std::string::npos);
  const auto headings = found(html, "<h[123]>([^<]*)</h[123]>");
  CHECK(headings.size() > kSections.size());
  for (const std::string& heading : headings) CHECK_FALSE(std::regex_search(heading, std::regex("[a-zA-Z]{2}")));
  for (const std::string& caption : found(html, "<figcaption>([^<]*)</figcaption>"))
    CHECK_FALSE(std::regex_search(caption, std::regex("[a-z]{3} [a-z]{3}")));
}

TEST_CASE("names in a results file are escaped wherever they come", "[analysis]") {
  for (const bool chinese : {false, true}) {
    const std::string html = report_of("lhs", chinese, kHostile, kHostile).html;
    CHECK(html.find("<img") == std::string::npos);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("</script") == std::string::npos);
    CHECK(html.find('\x01') == std::string::npos);
    CHECK(html.find("&lt;img src=x") != std::string::npos);
  }
}

TEST_CASE("a page holds all that it shows", "[analysis]") {
  const std::string html = report_of("lhs", false).html;
  CHECK_FALSE(std::regex_search(html, std::regex("(src|href)=['\"]?https?:")));
  CHECK(html.find("url(http") == std::string::npos);
  CHECK(html.find("@import") == std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
  // an id stands once, and what is referred to is there
  std::vector<std::string> ids = found(html, " id=[\"']([^\"']*)[\"']");
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
  for (const std::string& id : found(html, "href=[\"']#([^\"']*)[\"']"))
    CHECK(std::binary_search(ids.begin(), ids.end(), id));
}

TEST_CASE("a report of a log has its series by district, events, money and hashes", "[analysis]") {
  const Scratch scratch;
  core::FrameLayout layout;
  layout.dimensions = {{"district", {"district", "区"}, {{"East", "东区"}, {kHostile, kHostile}}}};
  for (const char* name : {"activity", "participation", "grant", "dues"})
    layout.add(name, {"district"}, {"1"}, {name, "输出"});
  io::LogHeader header;
  header.title = {"A run", "一次运行"};
  header.scenario_name = "x";
  header.scenario_text = "weeks = 20\n[population]\npreset = \"workshop\"\n";
  header.version = "0.1.0";
  header.weeks = 20;
  {
    io::LogWriter writer(scratch / "log.h5", layout, header);
    for (int week = 0; week < 20; ++week) {
      core::Frame frame{week, std::vector<double>(layout.size, 0.5)};
      writer.write(frame, frame.hash());
    }
    writer.write_event(3, "grant_cut", "East", 0.5);
    writer.write_state_hash(19, 255);
    writer.finish(255);
  }
  const analysis::Report report = analysis::report(io::LogReader(scratch / "log.h5"), options(true));
  CHECK(found(report.html, "<section id=\"([a-z]+)\"") ==
        std::vector<std::string>{"experiment", "population", "outcomes", "series", "events", "funding", "provenance"});
  CHECK(report.pictures.size() == 4);
  CHECK(report.html.find("00000000000000ff") != std::string::npos);
  CHECK(report.html.find("东区") != std::string::npos);
  CHECK(report.html.find("<img") == std::string::npos);
}
