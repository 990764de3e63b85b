// Symmetry and stalling of whole runs (V29, V24).
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/rng.hpp"
#include "engine/model/simulation.hpp"
#include "engine/run/outcomes.hpp"
#include "engine/run/run.hpp"
#include "engine/run/scenario.hpp"
#include "tests/catch.hpp"
#include "tests/patterns/arms.hpp"

using namespace gongjian;

namespace {

constexpr core::Stream kShuffle = core::stream("test_shuffle");

// Gives the units of each subdistrict other rows, all that belongs to a unit along with it; the number under which it
// draws too, unless `draws_too` is false. Members keep their rows.
void permute_units(model::City& city, bool draws_too) {
  const std::size_t n = city.units.count();
  std::vector<std::size_t> from(n);  // new row <- old row
  std::iota(from.begin(), from.end(), std::size_t{0});
  for (std::size_t s = 0; s < city.subdistricts.size(); ++s) {
    const auto key = [&](std::size_t i) { return core::Draws(99).uniform(kShuffle, static_cast<std::uint32_t>(i), 0); };
    std::sort(from.begin() + city.subdistricts.unit_begin[s], from.begin() + city.subdistricts.unit_end[s],
              [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  }
  auto move = [&](std::string_view, auto& column, const auto&...) {
    const auto before = column;
    for (std::size_t row = 0; row < n; ++row) column[row] = before[from[row]];
  };
  const auto draw_ids = city.units.draw_id;
  city.units.visit(move);
  if (!draws_too) city.units.draw_id = draw_ids;
  std::vector<std::size_t> now(n);
  for (std::size_t row = 0; row < n; ++row) now[from[row]] = row;
  for (model::UnitId& unit : city.members.unit)
    if (unit.exists()) unit = model::UnitId(now[unit]);
}

// The first output that differs in any week, with the week; empty where all frames are equal.
std::string first_difference(const run::Scenario& scenario, int weeks, bool draws_too = true) {
  model::Simulation plain(scenario.setup, scenario.seed), permuted(scenario.setup, scenario.seed);
  permute_units(permuted.world().city, draws_too);
  if (plain.state_hash() == permuted.state_hash()) return "nothing was permuted";
  for (int week = 0; week < weeks; ++week) {
    plain.step();
    permuted.step();
    const auto &a = plain.frame().values, &b = permuted.frame().values;
    for (const core::Variable& variable : plain.layout().variables)
      for (std::size_t i = variable.offset; i < variable.offset + variable.size; ++i)
        if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i])))
          return variable.name + " in week " + std::to_string(week);
  }
  return {};
}

}  // namespace

TEST_CASE("V29: units in another order, with the same draws, change no output", "[closed_forms]") {
  for (const std::string mode : {"0", "1", "2"}) {
    INFO("matching mode " + mode);
    run::Scenario scenario =
        run::read_scenario("full_package", {"population.preset=\"workshop\"", "parameters.matching.mode=" + mode,
                                            "levers.theme_projects=1", "levers.theme_projects.start=0"});
    scenario.setup.events.list.push_back(model::Campaign{{120}, {}, {140}, 0.3, 16});
    CHECK(first_difference(scenario, 312) == "");
  }
  CHECK(first_difference(run::read_scenario("full_package", {"population.preset=\"workshop\"",
                                                             "parameters.learning.bush_mosteller=true"}),
                         208) == "");
  CHECK(first_difference(
            run::read_scenario("full_package", {"population.preset=\"district\"", "population.member_share=0.05"}),
            156) == "");
  // with other draws it would be seen
  CHECK(first_difference(run::read_scenario("full_package", {"population.preset=\"workshop\""}), 104, false) != "");
}

TEST_CASE("V24: alliances stall in ten years about as often as low leaders are appointed for long enough",
          "[closed_forms]") {
  // an order of magnitude: it leaves out the first leader, repeated low ones, and what participation feeds back
  const double u = (0.4 - 0.05) / 0.9, low = 3 * u * u - 2 * u * u * u;  // P(mu < 0.4) of 0.05 + 0.90 Beta(2,2)
  const double rate = low / 3.2 * std::exp(-(26 + 13 + 25) / 166.4);
  CHECK(low == Approx(0.336).margin(5e-4));
  CHECK(1 - std::exp(-10 * rate) == Approx(0.51).margin(0.005));
  double stalled = 0;  // of 51 districts
  for (const double share : tests::arm("baseline_turnover", {}, {"shanghai", 0.02, 3}).at_end("ever_stalled"))
    stalled += share / 3;
  CHECK(stalled > 0.35);
  CHECK(stalled < 0.80);
}
