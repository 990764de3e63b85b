// One set of constants for all scenarios: what an exploratory calculation of a simplified model gave (17 districts,
// 43,000 units, 4 seeds), side by side with what the program gives; and the same signs and orders on the small
// populations. The exploratory figures are targets of sign and order of magnitude, not figures to reproduce.
#include <fmt/format.h>

#include "tests/patterns/arms.hpp"

using namespace gongjian;
using tests::Arm, tests::Population;

namespace {

double mean_of(const tests::Values& values) {
  double sum = 0;
  for (const double v : values) sum += v / static_cast<double>(values.size());
  return sum;
}

struct Row {
  double y2, y4, y6, y10;    // activity in these years
  double all, agency, firm;  // participation in year 10
  double ever, end;          // districts stalled
};

Row row_of(const Arm& arm) {
  const auto year = [&](const char* name, int y) { return mean_of(arm.mean(name, 52 * (y - 1), 52 * y)); };
  return {year("activity", 2),
          year("activity", 4),
          year("activity", 6),
          year("activity", 10),
          year("participation", 10),
          year("participation_agency", 10),
          year("participation_private", 10),
          mean_of(arm.at_end("ever_stalled")),
          mean_of(arm.at_end("stalled"))};
}

struct Line {
  const char* label;
  const char* scenario;
  std::vector<std::string> settings;
  Row target;  // negative: not given
};

const std::vector<Line>& lines() {
  static const std::vector<Line> list = {
      {"C01", "baseline_stable", {}, {.33, .29, .29, .29, .090, .28, .029, .06, .00}},
      {"C02", "baseline_turnover", {}, {.31, .23, .22, .21, .072, .23, .024, .63, .29}},
      {"C03", "leader_leaves", {}, {.33, .09, .01, .01, .014, .04, .005, 1.00, 1.00}},
      {"C04", "corporate_survives", {}, {.33, .24, .21, .21, .062, .17, .028, .07, .07}},
      {"C05", "name_only_registration", {}, {.33, .11, .03, .02, .022, .06, .009, 1.00, 1.00}},
      {"C05b", "registered_without_income", {}, {.33, .24, .21, .01, .016, .04, .007, 1.00, 1.00}},
      {"C07", "two_way_service", {}, {.31, .42, .52, .57, .143, .42, .051, .28, .09}},
      {"C07b", "two_way_shock", {}, {.40, .26, .03, .02, .023, .07, .009, 1.00, 1.00}},
      {"C27", "two_way_corporate_shock", {}, {.41, .52, .50, .54, .129, .33, .061, .00, .00}},
      {"C10", "binding_assessment", {}, {.31, .38, .36, .37, .128, .48, .027, .28, .18}},
      {"C11", "superior_mandate", {}, {.31, .38, .36, .35, .122, .41, .028, .28, .18}},
      {"C12", "publicity_training", {}, {.31, .33, .39, .43, .153, .37, .077, .34, .10}},
      {"C13", "projects_contracts", {}, {.31, .24, .23, .22, .075, .24, .024, .63, .29}},
      {"C18", "white_collar_station", {}, {.31, .27, .29, .32, .110, .27, .061, .43, .18}},
      {"C19", "full_package", {}, {.31, 1.17, 1.20, 1.20, .489, .91, .321, .04, .00}},
      {"C20a", "budget_cut_leader_driven", {}, {.33, .29, .29, .10, .049, -1, -1, .85, -1}},
      {"C20b", "budget_cut_registered", {}, {.33, .30, .30, .29, .076, -1, -1, .00, -1}},
  };
  return list;
}

std::string cell(double value, int digits) { return value < 0 ? "–" : fmt::format("{:.{}f}", value, digits); }

std::string shown(const Row& r) {
  return fmt::format("{} {} {} {} | {} / {} / {} | {} / {}", cell(r.y2, 2), cell(r.y4, 2), cell(r.y6, 2),
                     cell(r.y10, 2), cell(r.all, 3), cell(r.agency, 2), cell(r.firm, 3), cell(r.ever, 2),
                     cell(r.end, 2));
}

void check_signs_and_orders(const Population& population) {
  const auto row = [&](const char* label) {
    for (const Line& line : lines())
      if (std::string(line.label) == label) return row_of(tests::arm(line.scenario, line.settings, population));
    FAIL("no line " << label);
    return Row{};
  };
  INFO(population.preset);
  const Row c01 = row("C01"), c02 = row("C02"), c03 = row("C03"), c04 = row("C04"), c05 = row("C05"),
            c05b = row("C05b"), c07 = row("C07"), c07b = row("C07b"), c27 = row("C27"), c10 = row("C10"),
            c11 = row("C11"), c12 = row("C12"), c19 = row("C19"), c20a = row("C20a"), c20b = row("C20b");
  // who stalls
  for (const Row& stalls : {c03, c05, c05b, c07b}) CHECK(stalls.ever >= 0.9);
  for (const Row& survives : {c01, c04, c27, c20b}) CHECK(survives.ever <= 0.15);
  CHECK(c02.ever > c07.ever);
  CHECK(c02.ever > c10.ever);
  CHECK(c02.ever > c11.ever);
  CHECK(c02.ever > c12.ever);
  CHECK(c20a.ever >= 0.5);
  // activity in the end
  CHECK(c19.y10 > c07.y10);
  CHECK(c07.y10 > c02.y10);
  CHECK(c27.y10 > c04.y10);
  CHECK(c04.y10 > c05b.y10);
  CHECK(c04.y10 > c03.y10);
  CHECK(c01.y10 > c02.y10);
  CHECK(c20b.y10 > c20a.y10);
  // form without income lives on its reserve first
  CHECK(c05b.y4 > 1.5 * c05.y4);
  // participation by kind
  for (const Row& any : {c01, c02, c04, c07, c27, c10, c11, c12, c19}) CHECK(any.agency > any.firm);
  CHECK(c10.agency > 1.5 * c02.agency);
  CHECK(c10.firm < 1.25 * c02.firm);
  CHECK(c12.firm > 2 * c02.firm);
}

}  // namespace

TEST_CASE("One set of constants gives every scenario its expected place", "[patterns]") {
  fmt::print(
      "activity in years 2 4 6 10 | participation in year 10: all / agencies / private | districts stalled: ever / at "
      "the end\n");
  for (const Line& line : lines())
    fmt::print("{:<5} {:<26} explored {}\n{:<32} found    {}\n", line.label, line.scenario, shown(line.target), "",
               shown(row_of(tests::arm(line.scenario, line.settings, {"shanghai", 0.02, 4}))));
  check_signs_and_orders({"shanghai", 0.02, 4});
}

TEST_CASE("The signs and orders are the same on the small populations", "[patterns]") {
  check_signs_and_orders({"workshop", 0.2, 40});
  check_signs_and_orders({"district", 0.02, 40});
}
