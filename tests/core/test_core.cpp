#include <Random123/threefry.h>

#include <cstdint>
#include <set>

#include "engine/core/clock.hpp"
#include "engine/core/error.hpp"
#include "engine/core/fixed.hpp"
#include "engine/core/frame.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/rng.hpp"
#include "engine/core/say.hpp"
#include "engine/core/schedule.hpp"
#include "engine/core/vectors.hpp"
#include "tests/catch.hpp"

using namespace gongjian;

TEST_CASE("Philox gives the published known answers", "[core]") {
  using Words = std::array<std::uint32_t, 4>;
  const auto philox = [](Words counter, std::array<std::uint32_t, 2> key) {
    const auto w = r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    return Words{w[0], w[1], w[2], w[3]};
  };
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("A draw depends on its address alone", "[core]") {
  const core::Draws draws(42), same(42), other(43);
  const core::Stream a = core::stream("a"), b = core::stream("b");
  CHECK(draws.uniform(a, 5, 9, 2) == same.uniform(a, 5, 9, 2));
  std::set<double> all;
  for (const auto& d : {draws, other})
    for (const core::Stream s : {a, b})
      for (std::uint32_t entity : {0u, 1u})
        for (int tick : {0, 1})
          for (std::uint32_t k : {0u, 1u}) all.insert(d.uniform(s, entity, tick, k));
  CHECK(all.size() == 32);
}

TEST_CASE("Words filled in bulk are those of Threefry, by any instruction set", "[core]") {
  const core::Draws draws(0x0123456789abcdef);
  const core::Stream s = core::stream("bulk");
  const auto set = GENERATE(core::InstructionSet::baseline, core::InstructionSet::avx2, core::InstructionSet::avx512);
  if (set > core::instruction_set()) return;  // the processor has it not
  std::uint32_t words[core::Draws::kChunk];
  core::vectorised(set, [&]() GONGJIAN_VECTORISED { draws.fill_words(s, 7, 33, words); });
  constexpr std::uint32_t kBlocks = core::Draws::kChunk / 4;
  for (std::uint32_t i = 0; i < kBlocks; ++i) {
    const auto block =
        r123::Threefry4x32{}({{kBlocks * 7 + i, 33, static_cast<std::uint32_t>(s), 0}}, {{0x89abcdef, 0x01234567, 0, 0}});
    for (std::uint32_t w = 0; w < 4; ++w) REQUIRE(words[kBlocks * w + i] == block[w]);
  }
}

TEST_CASE("Normal and Poisson draws have their moments", "[core]") {
  const core::Draws draws(3);
  const core::Stream s = core::stream("moments");
  constexpr int kN = 100'000;
  double sum = 0, squares = 0, events = 0, event_squares = 0;
  for (int i = 0; i < kN; ++i) {
    const double z = draws.normal(s, static_cast<std::uint32_t>(i), 0);
    const double n = draws.poisson(3.7, s, static_cast<std::uint32_t>(i), 1);
    sum += z, squares += z * z, events += n, event_squares += n * n;
  }
  CHECK(sum / kN == Approx(0).margin(4 / std::sqrt(kN)));
  CHECK(squares / kN == Approx(1).margin(4 * std::sqrt(2.0 / kN)));
  const double mean = events / kN;
  CHECK(mean == Approx(3.7).margin(4 * std::sqrt(3.7 / kN)));
  CHECK(event_squares / kN - mean * mean == Approx(3.7).margin(4 * std::sqrt((3.7 + 2 * 3.7 * 3.7) / kN)));
  CHECK(draws.poisson(0, s, 0, 0) == 0);
}

TEST_CASE("A table of Poisson draws gives what single ones give", "[core]") {
  const core::Draws draws(4);
  const core::Stream s = core::stream("table");
  core::PoissonTable table;
  for (const double mean : {3.7, 0.0, 0.2, 45.0, 3.7, core::Draws::kMostMean}) {
    table.set_mean(mean);
    for (std::uint32_t i = 0; i < 2000; ++i) REQUIRE(table(draws.uniform(s, i, 0)) == draws.poisson(mean, s, i, 0));
  }
}

TEST_CASE("Two uniforms of one block are the first and another", "[core]") {
  const core::Draws draws(5);
  const core::Stream s = core::stream("two");
  constexpr int kN = 100'000;
  double first = 0, second = 0, product = 0;
  for (std::uint32_t i = 0; i < kN; ++i) {
    const auto [u, v] = draws.two_uniforms(s, i, 3);
    REQUIRE(u == draws.uniform(s, i, 3));
    first += u - 0.5, second += v - 0.5, product += (u - 0.5) * (v - 0.5);
  }
  const double four_sigma = 4 * std::sqrt(kN / 12.0);
  CHECK(std::fabs(first) < four_sigma);
  CHECK(std::fabs(second) < four_sigma);
  CHECK(std::fabs(product) < 4 * std::sqrt(kN) / 12);
}

TEST_CASE("Thresholds hold probabilities inside 32 bits", "[core]") {
  CHECK(core::to_threshold(0) == 0);
  CHECK(core::to_threshold(-1) == 0);
  CHECK(core::to_threshold(1) == 0xffffffffu);
  CHECK(core::to_threshold(2) == 0xffffffffu);
  CHECK(core::to_threshold(0.5) == 0x80000000u);
}

TEST_CASE("Weeks and dates agree over two centuries", "[core]") {
  const core::Date start{2014, 1, 6};
  CHECK(core::to_string(core::date_of_week(start, 0)) == "2014-01-06");
  CHECK(core::to_string(core::date_of_week(start, 156)) == "2017-01-02");
  CHECK(core::to_string(core::date_of_week(start, 520)) == "2023-12-25");
  for (int week = -5000; week < 5000; ++week) {
    REQUIRE(core::week_of_date(start, core::date_of_week(start, week)) == week);
    core::Date day_before = core::date_from_days(core::days_since_epoch(core::date_of_week(start, week)) - 1);
    REQUIRE(core::week_of_date(start, day_before) == week - 1);
  }
  CHECK(core::parse_date("2016-02-29"));
  CHECK_FALSE(core::parse_date("2014-02-29"));
  CHECK_FALSE(core::parse_date("2014-13-01"));
  CHECK_FALSE(core::parse_date("2014-1-01"));
  CHECK_FALSE(core::parse_date("20140101"));
}

TEST_CASE("Fixed-point sums have the same bits in any order", "[core]") {
  core::Fixed forward, backward;
  for (int i = 0; i < 1000; ++i) forward += core::Fixed::from(0.1 * i);
  for (int i = 999; i >= 0; --i) backward += core::Fixed::from(0.1 * i);
  CHECK(forward == backward);
  CHECK(forward.value() == Approx(49950).epsilon(1e-6));
  CHECK(core::Fixed::from(-1.5).value() == -1.5);
}

TEST_CASE("Parallel blocks cover every row once, whatever the number of threads", "[core]") {
  for (const unsigned threads : {1u, 2u, 3u, 8u}) {
    const core::Workers workers(threads);
    std::vector<int> visits(10'007, 0);
    workers.for_blocks(visits.size(), 64, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++visits[i];
    });
    CHECK(std::all_of(visits.begin(), visits.end(), [](int n) { return n == 1; }));
    CHECK_THROWS_AS(workers.for_each(100,
                                     [](std::size_t i) {
                                       if (i == 50) throw std::runtime_error("x");
                                     }),
                    std::runtime_error);
  }
}

namespace {
struct Lake {
  static constexpr std::string_view kName = "lake";
  int level = 0;
};
struct Rain {
  static constexpr std::string_view kName = "rain";
  int amount = 2;
};
struct Weather {
  Lake lake;
  Rain rain;
  core::Workers workers;
  template <class T>
  T& part() {
    return std::get<T&>(std::tie(lake, rain, workers));
  }
};
void fill(const Rain& rain, Lake& lake) { lake.level += rain.amount; }
void drain(const core::Workers&, Lake& lake) { lake.level = 0; }
}  // namespace

TEST_CASE("A schedule reads its contracts from the phases' signatures and runs what is due", "[core]") {
  const core::Schedule<Weather> schedule = {
      core::phase<Weather>("fill", core::kWeekly, {"it rains", "下雨"}, &fill),
      core::phase<Weather>("drain", core::Rhythm{3, 2}, {"the lake is drained", "湖水放干"}, &drain)};
  CHECK(schedule[0].reads == std::vector<std::string_view>{"rain"});
  CHECK(schedule[0].writes == std::vector<std::string_view>{"lake"});
  CHECK_FALSE(schedule[0].parallel);
  CHECK(schedule[1].parallel);
  CHECK(schedule[1].reads.empty());
  Weather weather;
  std::vector<int> levels;
  for (int week = 0; week < 4; ++week) {
    core::run_tick(schedule, weather, week);
    levels.push_back(weather.lake.level);
  }
  CHECK(levels == std::vector<int>{2, 4, 0, 2});
}

TEST_CASE("Hashes tell states apart and do not depend on how they were fed", "[core]") {
  const auto of = [](const std::vector<double>& a, const std::vector<std::uint8_t>& b) {
    core::Hash hash;
    hash.add(a);
    hash.add(b);
    return hash.digest();
  };
  CHECK(of({1, 2}, {3}) == of({1, 2}, {3}));
  CHECK(of({1, 2}, {3}) != of({2, 1}, {3}));
  CHECK(of({}, {1}) != of({}, {}));
  CHECK(core::to_hex(255) == "00000000000000ff");
}

TEST_CASE("A frame layout gives each variable its place", "[core]") {
  core::FrameLayout layout;
  layout.dimensions = {{"x", {}, {{"a", ""}, {"b", ""}}}, {"y", {}, {{"c", ""}, {"d", ""}, {"e", ""}}}};
  CHECK(layout.add("scalar", {}, core::Unit{"1"}, {}) == 0);
  CHECK(layout.add("grid", {"x", "y"}, core::Unit{"1"}, {}) == 1);
  CHECK(layout.add("last", {"x"}, core::Unit{"1"}, {}) == 7);
  CHECK(layout.size == 9);
  CHECK(layout.find("grid")->size == 6);
  CHECK(layout.find("nothing") == nullptr);
}

TEST_CASE("The nearest name is offered, and none where nothing is near", "[core]") {
  CHECK(core::nearest_name("two_wya", {"receipts", "two_way"}) == "two_way");
  CHECK(core::nearest_name("zebra", {"receipts", "two_way"}).empty());
  CHECK(core::nearest_name(std::string(100'000, 'a'), {"a"}).empty());
}

TEST_CASE("A message is put together in both languages, each with its own order and its own words", "[core]") {
  const core::Text inner{"a week", "周"};
  const core::Text said = core::say("{} of {}, by {}", "{1}的{0}，按{2}", 3, inner, core::Words{"hand", "手动"});
  CHECK(said.en == "3 of a week, by hand");
  CHECK(said.zh == "周的3，按手动");
  const core::UserError error(said);
  CHECK(error.what() == said.en);
  CHECK(core::message_of(error).zh == said.zh);
  CHECK(core::message_of(std::runtime_error("of a library")).zh == "of a library");
}

TEST_CASE("a unit stands in the language's parentheses after a title, and not at all where a number is plain", "[core]") {
  constexpr core::Unit kHours{"hour"}, kPlain{"1"}, kUnknown{"m"}, kNone{""};
  CHECK(kHours.after_title(false) == " (hour)");
  CHECK(kHours.after_title(true) == "（小时）");
  CHECK(kUnknown.after_title(true) == "（m）");
  CHECK(kHours.beside_number(true) == "小时");
  for (const core::Unit unit : {kPlain, kNone})
    for (const bool chinese : {false, true}) {
      CHECK(unit.after_title(chinese).empty());
      CHECK(unit.beside_number(chinese).empty());
    }
}
