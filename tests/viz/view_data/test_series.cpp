#include <cmath>
#include <random>

#include "tests/catch.hpp"
#include "viz/view_data/series.hpp"

using namespace gongjian::viz;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

SeriesStore filled(std::size_t weeks, double add) {
  SeriesStore store({"activity", "share"});
  for (std::size_t w = 0; w < weeks; ++w) {
    const double values[] = {static_cast<double>(w) + add, w % 10 == 3 ? kNan : std::sin(static_cast<double>(w))};
    store.append(values);
  }
  return store;
}
}  // namespace

TEST_CASE("a series gives back what was added, over any weeks", "[viz]") {
  const SeriesStore store = filled(1000, 0);
  CHECK(store.weeks() == 1000);
  CHECK(store.find("share") == 1u);
  CHECK(!store.find("nothing"));
  for (const std::size_t week : {0, 255, 256, 511, 512, 999}) CHECK(store.at(0, week) == week);
  const auto some = store.values(0, 250, 800);
  REQUIRE(some.size() == 550);
  CHECK(some.front() == 250);
  CHECK(some.back() == 799);
  CHECK(store.values(0, 990, 5000).size() == 10);
  CHECK(store.values(0, 5000, 6000).empty());
  CHECK(SeriesStore{}.weeks() == 0);
}

TEST_CASE("low and high over any weeks are those of looking at each", "[viz]") {
  const SeriesStore store = filled(1000, 0);
  std::mt19937 random(8);
  for (int i = 0; i < 300; ++i) {
    const std::size_t first = random() % 1000, last = first + random() % (1000 - first) + 1;
    double low = kNan, high = kNan;
    for (std::size_t w = first; w < last; ++w) {
      low = std::fmin(low, store.at(1, w));
      high = std::fmax(high, store.at(1, w));
    }
    const ValueRange range = store.range(1, first, last);
    if (std::isnan(low)) {
      CHECK(std::isnan(range.low));
      continue;
    }
    REQUIRE(range.low == low);
    REQUIRE(range.high == high);
  }
  CHECK(std::isnan(store.range(1, 3, 4).low));
}

TEST_CASE("a run that steps back goes on from there", "[viz]") {
  SeriesStore store = filled(600, 0);
  store.shorten(300);
  CHECK(store.weeks() == 300);
  CHECK(store.range(0, 0, 600).high == 299);
  for (int w = 0; w < 300; ++w) {
    const double values[] = {-static_cast<double>(w), 0};
    store.append(values);
  }
  CHECK(store.at(0, 299) == 299);
  CHECK(store.at(0, 300) == 0);
  CHECK(store.range(0, 256, 512).low == -211);
  CHECK(store.range(0, 256, 512).high == 299);
  store.shorten(0);
  CHECK(std::isnan(store.range(0, 0, 10).low));
}

TEST_CASE("the band of several runs is over those that got so far", "[viz]") {
  const SeriesStore a = filled(300, 0), b = filled(300, 10), c = filled(280, 20);
  const SeriesStore* runs[] = {&a, &b, &c};
  const Band made = band(runs, 0, 270, 300, 0, 1);
  REQUIRE(made.mean.size() == 30);
  CHECK(made.mean[0] == Approx(280));
  CHECK(made.low[0] == 270);
  CHECK(made.high[0] == 290);
  CHECK(made.mean[29] == Approx(304));
  CHECK(band(runs, 0, 500, 600).mean.empty());
}
