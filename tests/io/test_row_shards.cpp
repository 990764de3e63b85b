#include <sys/resource.h>

#include <filesystem>
#include <fstream>

#include "engine/io/row_shards.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;
using test::bytes_of;
using test::Scratch;

namespace {

constexpr io::RowShape kShape{77, 2, 1, 3};

io::ResultsRow row(double value) { return {{value, -value}, {{value, 0, 1}}, 9, {}}; }

std::vector<std::uint64_t> rows_in(const Scratch& folder, const io::RowShape& shape = kShape) {
  std::vector<std::uint64_t> rows;
  io::read_shards(folder / "", shape, [&](std::uint64_t number, const io::ResultsRow&) { rows.push_back(number); });
  return rows;
}

}  // namespace

TEST_CASE("shards give back rows as they were appended, closed or not", "[io]") {
  const Scratch scratch;
  {
    io::ShardWriter shard(scratch / "", kShape);
    shard.append(4, row(1.5));
    shard.close();
    shard.append(2, {{}, {}, 0, {"no memory", "内存不足"}});
    shard.append(3, row(2));
  }
  std::vector<io::ResultsRow> rows;
  io::read_shards(scratch / "", kShape, [&](std::uint64_t, const io::ResultsRow& r) { rows.push_back(r); });
  REQUIRE(rows.size() == 3);
  CHECK((rows[0].outcomes == std::vector<double>{1.5, -1.5} && rows[0].series == row(1.5).series && rows[0].hash == 9));
  CHECK(rows[1].failure.en == "no memory");
  CHECK(rows[2].failure.en.empty());
  CHECK(rows_in(scratch) == std::vector<std::uint64_t>{4, 2, 3});
}

TEST_CASE("a shard that is cut off or damaged gives the rows before the damage, and never a wrong one", "[io]") {
  const Scratch scratch;
  {
    io::ShardWriter shard(scratch / "", kShape);
    for (std::uint64_t i = 0; i < 5; ++i) shard.append(i, row(static_cast<double>(i)));
  }
  const std::string path = scratch / "shard-000000-0.part";
  const std::string whole = bytes_of(path);
  const std::size_t record = (whole.size() - 24) / 5;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, size);
    CHECK(rows_in(scratch).size() == (size < 24 ? 0 : (size - 24) / record));
  }
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    std::ofstream(path, std::ios::binary) << damaged;
    const std::size_t good = at < 24 ? 0 : (at - 24) / record;
    CHECK(rows_in(scratch).size() == good);
  }
}

TEST_CASE("rows of another plan, or of another shape, are not read", "[io]") {
  const Scratch scratch;
  {
    io::ShardWriter shard(scratch / "", kShape);
    shard.append(1, row(1));
  }
  CHECK(rows_in(scratch, {78, 2, 1, 3}).empty());
  CHECK(rows_in(scratch, {77, 3, 1, 3}).empty());
  CHECK(rows_in(scratch).size() == 1);
}

TEST_CASE("a shard that can't be opened is told with the reason of the disk", "[io]") {
  const Scratch scratch;
  struct rlimit before {};
  ::getrlimit(RLIMIT_NOFILE, &before);
  const struct rlimit none { 0, before.rlim_max };
  ::setrlimit(RLIMIT_NOFILE, &none);
  std::string told;
  try {
    io::ShardWriter(scratch / "", kShape).append(1, row(1));
  } catch (const std::exception& error) {
    told = error.what();
  }
  ::setrlimit(RLIMIT_NOFILE, &before);
  CHECK(told.find("Too many open files") != std::string::npos);
}
