#include "bench/measure/participation_model.hpp"
#include "tests/catch.hpp"

TEST_CASE("A model of participation built on the core gives the same hash with any number of threads", "[core]") {
  const auto run = [](unsigned threads) {
    participation::World world(120'000, 7, threads);
    for (int week = 0; week < 30; ++week) world.step();
    return world.hash();
  };
  const std::uint64_t one = run(1);
  for (const unsigned threads : {2u, 3u, 8u}) CHECK(run(threads) == one);
}

TEST_CASE("In that model, participation without motivation or peers is Bernoulli with logistic(a)", "[core]") {
  participation::World world(100'000, 7, 1);
  world.parameters = {.a = -1, .b = 0, .c = 0, .d = 0};
  world.step();
  CHECK(world.frame.values[0] == Approx(gongjian::core::logistic(-1)).margin(4 * 0.5 / 316));
}
