#include <string>
#include <vector>

#include "analysis/figure/area_panels.hpp"
#include "analysis/figure/heat_map.hpp"
#include "analysis/figure/interval_panels.hpp"
#include "analysis/figure/line_panels.hpp"
#include "analysis/figure/range_bars.hpp"
#include "analysis/figure/scatter.hpp"
#include "analysis/figure/survival_steps.hpp"
#include "analysis/summary_curve.hpp"
#include "tests/catch.hpp"

using namespace gongjian::analysis;

namespace {

const std::string kHostile = "'; system('touch x') #\n!touch x\n`touch x` %s %d \\ {/Symbol a} \x01";

// One of each kind, with a text in every place.
std::vector<Picture> figures_with(const std::string& text) {
  const std::vector<double> x{0, 1, 2};
  IntervalPanels intervals;
  intervals.rows = {text};
  intervals.series = {text, text};
  intervals.panels = {{text, {{{1, 0, 2}}, {{2, 1, 3}}}}};
  HeatMap heat;
  heat.rows = {text};
  heat.values = {{1, 2}};
  heat.columns = {text, text};
  heat.x_label = heat.scale_label = text;
  return {draw(LinePanels{text, {{text, {{text, x, x, x, x}, {text, x, x, {}, {}}}}}, {{1, text}}}),
          draw(AreaPanels{text, text, {text}, x, 3, {{text, {{1, 2, 3}}}}, {{1, text}}}),
          draw(intervals),
          draw(SurvivalSteps{text, text, {{text, {{1, 2, 3}, {true, true, false}}}}}),
          draw(heat),
          draw(RangeBars{text, text, {{text, 0.2, 0.5, text}}}),
          draw(Scatter{text, text, {{text, {{1, 2, text, true}}}}, true})};
}

}  // namespace

TEST_CASE("no text gets out of its quotes in a script for gnuplot", "[analysis]") {
  for (const Picture& picture : figures_with(kHostile)) {
    const std::string script = gnuplot_script(picture, "svg");
    bool quoted = false;
    std::string outside;
    for (const char c : script) {
      if (c == '\'') quoted = !quoted;  // a doubled one closes and opens again
      else if (!quoted) outside += c;
      else CHECK(c != '\n');
    }
    CHECK_FALSE(quoted);
    CHECK(outside.find("system") == std::string::npos);
    CHECK(outside.find("touch") == std::string::npos);
    CHECK(outside.find('`') == std::string::npos);
    CHECK(script.find('\x01') == std::string::npos);
    CHECK(script.find("noenhanced") != std::string::npos);
  }
}

TEST_CASE("missing values stay as gaps in a line", "[analysis]") {
  const std::string script = draw(LinePanels{"", {{"p", {{"c", {0, 1, 2}, {1, kNoValue, 3}, {}, {}}}}}, {}}).script;
  CHECK(script.find("0 1\n1 NaN\n2 3\n") != std::string::npos);
}

TEST_CASE("the same figure gives the same script", "[analysis]") {
  const auto once = figures_with("党员"), again = figures_with("党员");
  for (std::size_t i = 0; i < once.size(); ++i) CHECK(once[i].script == again[i].script);
}

TEST_CASE("figures without a single value are drawn all the same", "[analysis]") {
  IntervalPanels intervals;
  intervals.rows = {"a"};
  intervals.series = {"s"};
  intervals.panels = {{"p", {{{}}}}};
  const Curve empty{"c", {0, 1}, {kNoValue, kNoValue}, {}, {}};
  for (const Picture& picture :
       {draw(LinePanels{"", {{"p", {empty}}}, {}}), draw(LinePanels{}), draw(AreaPanels{}), draw(intervals),
        draw(IntervalPanels{}), draw(SurvivalSteps{}), draw(HeatMap{}), draw(RangeBars{}), draw(Scatter{})}) {
    CHECK(picture.width > 0);
    CHECK(picture.height > 0);
    CHECK(picture.script.find("plot") != std::string::npos);
  }
}

TEST_CASE("what happened to some curves alone is marked in their colours", "[analysis]") {
  std::vector<Mark> marks;
  mark_event(marks, 52, "left", 1);
  mark_event(marks, 52, "left", 1);
  for (const std::size_t curve : {0, 1}) mark_event(marks, 104, "reform", curve);
  REQUIRE(marks.size() == 2);
  CHECK((marks[0].curves == std::vector<std::size_t>{1} && marks[0].x == 1 && !marks[0].is_of(0)));
  CHECK(marks[1].curves == std::vector<std::size_t>{0, 1});
  const std::vector<double> x{0, 1, 2, 3};
  const std::string script =
      gnuplot_script(draw(LinePanels{"", {{"", {{"a", x, x, {}, {}}, {"b", x, x, {}, {}}}}}, marks}), "svg");
  const auto has = [&](const std::string& at, const std::string& ink) {
    return script.find("from first " + at + ", graph 0 to first " + at + ", graph 1 nohead back dt 2 lw 1 lc rgb '" +
                       ink + "'") != std::string::npos;
  };
  CHECK(has("1", colour(1)));
  CHECK(has("2", "#777777"));
}

TEST_CASE("an axis has marks at round numbers", "[analysis]") {
  const auto labels = [](const Axis& axis) {
    std::vector<std::string> texts;
    for (const auto& tic : axis.tics) texts.push_back(tic.second);
    return texts;
  };
  CHECK(labels(nice_axis(0, 0.31, 4)) == std::vector<std::string>{"0", "0.1", "0.2", "0.3", "0.4"});
  CHECK(labels(nice_axis(-0.4, 0.1, 3)) == std::vector<std::string>{"-0.4", "-0.2", "0", "0.2"});
  CHECK(labels(nice_axis(0, 23'000, 3)) == std::vector<std::string>{"0", "10,000", "20,000", "30,000"});
  CHECK(nice_axis(0, 519.0 / 52, 10, false).high == 10);
  CHECK(nice_axis(3, 3).low < 3);
  CHECK(nice_axis(kNoValue, kNoValue).high == 1);
}

TEST_CASE("a curve of many series is their mean in the band of the middle 80 %", "[analysis]") {
  const Curve curve = summary_curve("c", {0, 1}, 11, [](std::size_t i, std::size_t at) {
    return at == 1 && i > 0 ? kNoValue : static_cast<double>(i);
  });
  CHECK(curve.y[0] == 5);
  CHECK(curve.low[0] == 1);
  CHECK(curve.high[0] == 9);
  CHECK(curve.y[1] == 0);  // the others are missing
  CHECK(summary_curve("c", {0}, 1, [](std::size_t, std::size_t) { return 1.0; }).low.empty());
  CHECK(quantile({4, kNoValue, 1, 3, 2}, 0.5) == 2.5);
}
