#include <algorithm>
#include <functional>

#include "engine/io/difference.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "tests/io/small_log.hpp"

using namespace gongjian;
using test::Scratch;

namespace {

const io::Statement* statement(const io::Difference& difference, const std::string& what) {
  const auto found = std::find_if(difference.statements.begin(), difference.statements.end(),
                                  [&](const io::Statement& each) { return each.what.en == what; });
  return found == difference.statements.end() ? nullptr : &*found;
}

// A log whose frames and tables `change` has changed.
void write_changed(const std::string& path, const std::function<void(int, core::Frame&, test::Boats&)>& change) {
  io::LogWriter writer(path, test::pond_layout(), test::pond_header(10));
  for (int week = 0; week < 10; ++week) {
    core::Frame frame = test::pond_frame(test::pond_layout(), week);
    test::Boats table = test::boats(4);
    change(week, frame, table);
    writer.write(frame, frame.hash());
    writer.write_agents(week, table);
  }
  writer.finish(77);
}

}  // namespace

TEST_CASE("equal logs do not differ, and every value was compared", "[io]") {
  const Scratch scratch;
  test::write_pond_log(scratch / "a.h5");
  test::write_pond_log(scratch / "b.h5");
  const io::Difference found = io::difference(io::LogReader(scratch / "a.h5"), io::LogReader(scratch / "b.h5"));
  CHECK(found.none());
  CHECK_FALSE(found.first);
  CHECK(found.compared == 60 * 7 + 3 * 53 * 4);
}

TEST_CASE("the first difference of two logs is told with its week, place and values", "[io]") {
  const Scratch scratch;
  write_changed(scratch / "a.h5", [](int, core::Frame&, test::Boats&) {});
  write_changed(scratch / "b.h5", [](int week, core::Frame& frame, test::Boats& table) {
    if (week >= 6) frame.values[3] += 2;  // catch, Tai, =eel
    if (week == 7) frame.values[0] = 0;   // level, Tai
    if (week >= 8) table.miles[2] = 5;    // told of, later
  });
  const io::Difference found = io::difference(io::LogReader(scratch / "a.h5"), io::LogReader(scratch / "b.h5"));
  REQUIRE(found.first);
  CHECK(found.first->field == "catch");
  REQUIRE(found.first->where.size() == 3);
  CHECK(found.first->where[0].second.en == "6");
  CHECK(found.first->where[1].first == "lake");
  CHECK(found.first->where[1].second.zh == "太湖");
  CHECK(found.first->where[2].second.en == "=eel");
  CHECK(std::get<double>(found.first->b) - std::get<double>(found.first->a) == Approx(2));
  REQUIRE(found.fields.size() == 3);
  CHECK(found.fields[0].field == "level");
  CHECK(found.fields[0].differing == 1);
  CHECK(found.fields[1].differing == 4);
  CHECK(found.fields[1].compared == 40);
  CHECK(found.fields[1].first == 6);
  CHECK(found.fields[2].field == "boats.miles");
  CHECK(found.fields[2].first == 8);
  CHECK(statement(found, "hash of frames, first in week 6") != nullptr);
  CHECK(statement(found, "hash at the end") == nullptr);
}

TEST_CASE("a row of a table may be the first difference", "[io]") {
  const Scratch scratch;
  write_changed(scratch / "a.h5", [](int, core::Frame&, test::Boats&) {});
  write_changed(scratch / "b.h5", [](int week, core::Frame&, test::Boats& table) {
    if (week == 4) table.price[3] = core::Fixed::from(1);
  });
  const io::Difference found = io::difference(io::LogReader(scratch / "a.h5"), io::LogReader(scratch / "b.h5"));
  REQUIRE(found.first);
  CHECK(found.first->field == "boats.price");
  CHECK(found.first->where[0].second.en == "4");
  CHECK(found.first->where[1].second.en == "3");
  CHECK(std::get<double>(found.first->b) == 1);
}

TEST_CASE("logs that begin or end in other weeks are compared where both have weeks", "[io]") {
  const Scratch scratch;
  test::write_pond_log(scratch / "a.h5", 0, 60);
  test::write_pond_log(scratch / "b.h5", 40, 60);
  test::write_pond_log(scratch / "c.h5", 0, 30);
  const io::Difference late = io::difference(io::LogReader(scratch / "a.h5"), io::LogReader(scratch / "b.h5"));
  CHECK(late.fields.empty());
  CHECK_FALSE(late.none());
  REQUIRE(statement(late, "weeks") != nullptr);
  CHECK(statement(late, "weeks")->b == "40 to 59 (20 frames)");
  const io::Difference none = io::difference(io::LogReader(scratch / "b.h5"), io::LogReader(scratch / "c.h5"));
  CHECK(none.compared == 0);
  CHECK_FALSE(none.none());
}

TEST_CASE("results are compared policy by policy and seed by seed, wherever they stand", "[io]") {
  const Scratch scratch;
  io::ResultsHeader header;
  header.points = 3;
  header.factors = {{"speed", "parameters.speed", "1", {"speed", "速度"}, "", false, {}, {0, .5, 1}}};
  header.policies = {{{"old", "旧"}, "a"}, {{"new", "新"}, "b"}};
  header.seeds = {1, 2, 3};
  header.outcomes = {{"cost", "yuan", {"money spent", "花费"}}};
  header.series = {{"weekly_members", "1", {"members", "成员数"}}};
  header.weeks = {0, 1};
  // a value that only point, policy and seed decide
  const auto write = [&](const std::string& path, const io::ResultsHeader& h, double change) {
    io::ResultsWriter writer(path, h);
    for (std::size_t row = 0; row < h.rows(); ++row) {
      const std::size_t point = row / h.seeds.size() / h.policies.size();
      const auto& policy = h.policies[row / h.seeds.size() % h.policies.size()];
      const std::uint64_t seed = h.seeds[row % h.seeds.size()];
      const double value = 100. * static_cast<double>(point) + static_cast<double>(seed) + policy.label.en.size();
      const bool here = point == 1 && policy.label.en == "new" && seed == 3;
      const double changed = here && policy.text == "b" ? value + change : value;
      writer.write(row, {{changed}, {{value, value}}, seed, ""});
    }
    writer.finish();
  };
  write(scratch / "a.h5", header, 0);
  io::ResultsHeader other = header;
  std::swap(other.policies[0], other.policies[1]);
  other.seeds = {3, 2, 4};
  write(scratch / "b.h5", other, 0);
  write(scratch / "c.h5", header, -1.5);
  const io::ResultsReader a(scratch / "a.h5"), b(scratch / "b.h5"), c(scratch / "c.h5");
  CHECK(io::difference(a, a).none());
  const io::Difference moved = io::difference(a, b);
  CHECK(moved.fields.empty());
  REQUIRE(moved.statements.size() == 2);  // a seed in each alone
  CHECK(moved.statements[0].what.en == "seed 1");
  CHECK(moved.statements[1].what.en == "seed 4");
  CHECK(moved.compared == 3 * 2 * 2 * (3 + 2));
  const io::Difference changed = io::difference(a, c);
  CHECK(changed.statements.empty());
  REQUIRE(changed.first);
  CHECK(changed.first->field == "cost");
  CHECK(changed.first->where[0].second.en == "1");
  CHECK(changed.first->where[1].second.zh == "新");
  CHECK(changed.first->where[3].second.en == "3");
  REQUIRE(changed.fields.size() == 1);
  CHECK(changed.fields[0].differing == 1);
  CHECK(changed.fields[0].compared == 18);
  CHECK(changed.fields[0].largest == 1.5);
  CHECK(changed.fields[0].first == (1 * 2 + 1) * 3 + 2);
  other.factors[0].values[2] = 2;
  write(scratch / "d.h5", other, 0);
  const io::Difference factor = io::difference(a, io::ResultsReader(scratch / "d.h5"));
  CHECK(statement(factor, "factor speed, first at point 2") != nullptr);
}
