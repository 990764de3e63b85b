#include <algorithm>
#include <cmath>
#include <random>

#include "tests/catch.hpp"
#include "viz/view_data/axis.hpp"
#include "viz/view_data/decimate.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> labels(const std::vector<viz::Tick>& ticks) {
  std::vector<std::string> result;
  for (const viz::Tick& tick : ticks) result.push_back(tick.label);
  return result;
}
}  // namespace

TEST_CASE("axes are marked at round numbers", "[viz]") {
  CHECK(labels(nice_ticks(0, 1, 6)) == std::vector<std::string>{"0", "0.2", "0.4", "0.6", "0.8", "1.0"});
  CHECK(labels(nice_ticks(-3, 12, 4)) == std::vector<std::string>{"0", "5", "10"});
  CHECK(labels(nice_ticks(0, 30000, 4)) == std::vector<std::string>{"0", "10,000", "20,000", "30,000"});
  CHECK(labels(nice_ticks(-0.02, 0.02, 5)) == std::vector<std::string>{"-0.02", "-0.01", "0", "0.01", "0.02"});
  CHECK(labels(nice_ticks(5, 5)) == std::vector<std::string>{"5.00"});
  CHECK(nice_ticks(kNan, 1).empty());
  CHECK(nice_ticks(2, 1).empty());
  CHECK(nice_ticks(0, std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("marks of any axis are inside it, rising, and not too many", "[viz]") {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int i = 0; i < 5000; ++i) {
    const double low = (unit(random) - 0.5) * std::pow(10, 24 * unit(random) - 12);
    const double high = low + std::pow(10, 24 * unit(random) - 12);
    if (!(high - low > std::fabs(low) * 1e-9)) continue;
    const int most = 2 + static_cast<int>(random() % 10);
    const auto ticks = nice_ticks(low, high, most);
    const double room = (high - low) * 1e-6;
    REQUIRE(ticks.size() <= static_cast<std::size_t>(most));
    for (std::size_t k = 0; k < ticks.size(); ++k) {
      REQUIRE((ticks[k].at >= low - room && ticks[k].at <= high + room));
      if (k > 0) REQUIRE((ticks[k].at > ticks[k - 1].at && ticks[k].label != ticks[k - 1].label));
    }
    const AxisRange range = outward(low, high, most);
    REQUIRE((range.low <= low + room && range.high >= high - room));
  }
  CHECK(outward(0, 0).high > 0);
  CHECK(outward(kNan, kNan).high == 1);
}

TEST_CASE("weeks are marked as years, months and days, whichever fit", "[viz]") {
  const core::Date start{2014, 1, 6};
  const auto years = week_ticks(start, 0, 520, 12);
  CHECK(labels(years) ==
        std::vector<std::string>{"2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023"});
  CHECK(years[0].at == Approx(360 / 7.0));  // from the 6th of January to the next 1st
  CHECK(years[0].major);
  CHECK(labels(week_ticks(start, 0, 520, 5)) == std::vector<std::string>{"2016", "2018", "2020", "2022"});
  const auto quarters = week_ticks(start, 0, 60, 8);
  CHECK(labels(quarters) == std::vector<std::string>{"2014-04", "2014-07", "2014-10", "2015-01"});
  CHECK(!quarters[0].major);
  CHECK(quarters[3].major);
  CHECK(labels(week_ticks(start, 3.5, 6.2)) == std::vector<std::string>{"2014-02-03", "2014-02-10", "2014-02-17"});
  CHECK(week_ticks(start, 5, 4).empty());
  for (const double weeks : {0.0, 1.0, 7.5, 40.0, 200.0, 1000.0, 5000.0, 1e5, 1e12})
    for (const int most : {3, 8, 20}) CHECK(week_ticks(start, 0, weeks, most).size() <= static_cast<std::size_t>(most));
}

TEST_CASE("a decimated series keeps every low and high of each column of pixels", "[viz]") {
  std::mt19937 random(2);
  std::vector<double> values;
  for (int i = 0; i < 10'000; ++i) values.push_back(static_cast<double>(random() % 1000));
  values[5000] = 1e6;  // a single peak
  values[7000] = kNan;
  const auto columns = decimate(values, 0, 9999, 300);
  CHECK(columns.size() == 300);
  double low = 1e9, high = -1e9;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    low = std::min(low, columns[i].low);
    high = std::max(high, columns[i].high);
    if (i > 0) REQUIRE(columns[i].column > columns[i - 1].column);
    REQUIRE((columns[i].low <= columns[i].first && columns[i].last <= columns[i].high));
  }
  CHECK(high == 1e6);
  CHECK(low == 0);
  CHECK(columns.front().first == values.front());
  CHECK(columns.back().last == values.back());
}

TEST_CASE("what lies outside a plot, or is missing, is not decimated", "[viz]") {
  const std::vector<double> values{1, 2, kNan, 4};
  CHECK(decimate(values, 0, 3, 30).size() == 3);
  CHECK(decimate(values, 0.5, 3, 30).size() == 2);
  CHECK(decimate(values, 10, 20, 30).empty());
  CHECK(decimate(values, -20, -10, 30).empty());
  CHECK(decimate(values, 3, 3, 30).empty());
  CHECK(decimate({}, 0, 1, 30).empty());
  CHECK(decimate(values, -1e18, 1e18, 30).size() == 1);
}

TEST_CASE("a band is the mean and the quantiles of the values that are there", "[viz]") {
  const std::vector<double> a{1, 10, kNan}, b{2, 20, kNan}, c{3}, d{4, kNan, kNan};
  const Band all = band({a, b, c, d}, 0, 0.5);
  REQUIRE(all.mean.size() == 3);
  CHECK(all.mean[0] == 2.5);
  CHECK(all.low[0] == 1);
  CHECK(all.high[0] == 2.5);
  CHECK(all.mean[1] == 15);
  CHECK(std::isnan(all.mean[2]));
  CHECK(band({}).mean.empty());
  CHECK(quantile(std::vector<double>{0, 10}, 0.9) == Approx(9));
}
