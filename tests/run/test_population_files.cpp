// A person's own tables: their order, their pins, and that no bytes bring the reading down.
#include "engine/core/error.hpp"
#include "engine/core/rng.hpp"
#include "engine/run/library.hpp"
#include "engine/run/run.hpp"
#include "engine/run/scenario.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;

namespace {

const std::string kUnits =
    "unit,subdistrict,kind,district,members,neighbourhood\nA,North,agency,Upper,5,1\nB,South,hospital,Lower,7,2\n"
    "C,West,military,Upper,2,\nD,North,高校,Upper,1,2\nE,South,private_firm,Lower,0,1\n";
const std::string kMembers =
    "class,unit,subdistrict,neighbourhood,registered,inclination\nretired,,South,1,1,0.5\nin_service,D,West,,0,\n"
    "other,,North,2,,-1\nin_service,A,,,1,1\nin_service,D,North,1,0,2\nin_service,B,South,,,\n";
const std::string kSubdistricts =
    "subdistrict,neighbourhoods,residents,subdistrict_zh,district_zh\nSouth,2,9000,南街道,下区\n"
    "North,3,,,上区\nWest,,5000,,\n";

std::string told(const std::string& path, const std::vector<std::string>& settings = {}) {
  try {
    run::read_scenario(path, settings);
    return "";
  } catch (const core::UserError& error) {
    return error.what();
  }
}

struct Files {
  Files() { write("[population]\nunits = 'units.csv'\nmembers = 'members.csv'\nsubdistricts = 'subdistricts.csv'\n"); }
  void write(const std::string& toml) const {
    put("scenario.toml", "weeks = 12\n" + toml);
    put("units.csv", kUnits);
    put("members.csv", kMembers);
    put("subdistricts.csv", kSubdistricts);
  }
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary | std::ios::trunc) << text;
  }
  run::Scenario read(const std::vector<std::string>& settings = {}) const {
    return run::read_scenario(folder / "scenario.toml", settings);
  }
  std::string told_of(const std::vector<std::string>& settings = {}) const {
    return told(folder / "scenario.toml", settings);
  }
  test::Scratch folder;
};

}  // namespace

TEST_CASE("Rows of a population go by district, subdistrict, class and unit, else as they came", "[run]") {
  const Files files;
  const run::Scenario scenario = files.read();
  REQUIRE(scenario.setup.given != nullptr);
  const model::GivenPopulation& given = *scenario.setup.given;
  // districts as units.csv first names them, subdistricts as subdistricts.csv lists them inside
  REQUIRE(given.districts.size() == 2);
  CHECK(given.districts[0].en == "Upper");
  CHECK(given.districts[0].zh == "上区");
  REQUIRE(given.subdistricts.name.size() == 3);
  CHECK(given.subdistricts.name[0].en == "North");
  CHECK(given.subdistricts.name[1].en == "West");
  CHECK(given.subdistricts.name[2].zh == "南街道");
  CHECK(given.subdistricts.units == std::vector<std::uint32_t>{2, 1, 2});
  CHECK(given.subdistricts.neighbourhoods == std::vector<std::uint32_t>{3, core::kMissing<std::uint32_t>, 2});
  CHECK(given.subdistricts.residents == std::vector<std::uint32_t>{core::kMissing<std::uint32_t>, 5000, 9000});
  CHECK(given.subdistricts.least_neighbourhoods == std::vector<std::uint32_t>{2, 0, 2});
  using model::Kind;
  CHECK(given.units.kind ==
        std::vector<Kind>{Kind::agency, Kind::university, Kind::military, Kind::hospital, Kind::private_firm});
  CHECK(given.units.neighbourhood == std::vector<std::uint16_t>{1, 2, core::kMissing<std::uint16_t>, 2, 1});
  CHECK(given.units.size.empty());
  // A; D, D; other of North | | B; retired of South
  CHECK(given.members.by_unit == std::vector<std::uint32_t>{1, 2, 0, 1, 0});
  CHECK(given.members.retired == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(given.members.other == std::vector<std::uint32_t>{1, 0, 0});
  REQUIRE(given.members.home.size() == 6);
  CHECK_FALSE(given.members.home[0].exists());
  CHECK(given.members.home[1] == 1);
  CHECK(given.members.home[2] == 0);
  CHECK(given.members.registered == std::vector<std::uint8_t>{1, 0, 0, 255, 255, 1});
  CHECK(given.members.inclination[2] == 2);
  CHECK(given.members.inclination[3] == -1);
}

TEST_CASE("What was filled is noted in both languages", "[run]") {
  const Files files;
  const run::Scenario scenario = files.read();
  std::string notes;
  for (const core::Text& note : scenario.notes) notes += note.en + "\n" + note.zh + "\n";
  for (const char* expected : {"units.csv has no columns size, rank, cooperator, intercept, aware, identity: filled "
                               "from the synthetic rules\n",
                               "units.csv 没有 size、rank、cooperator、intercept、aware、identity 列：按合成规则补齐\n",
                               "units.csv: the column members is not used, since members.csv lists them\n",
                               "units.csv: neighbourhood is empty in 1 row: filled from the synthetic rules\n",
                               "members.csv: inclination 列有 2 行为空：按合成规则补齐\n"})
    CHECK(notes.find(expected) != std::string::npos);
}

TEST_CASE("A resolved scenario pins the bytes of its population", "[run]") {
  const Files files;
  const run::Scenario first = files.read();
  CHECK(first.text.find("units_hash = \"") != std::string::npos);
  CHECK(first.text.find("members_hash = \"") != std::string::npos);
  CHECK(first.text.find("subdistricts_hash = \"") != std::string::npos);
  const std::uint64_t hash = run::run(first, {}).hash;

  std::ofstream(files.folder / "again.toml") << first.text;
  const run::Scenario again = run::read_scenario(files.folder / "again.toml");
  CHECK(again.text == first.text);
  CHECK(run::run(again, {.threads = 3}).hash == hash);

  files.put("units.csv", kUnits + "F,West,agency,Upper,1,1\n");
  CHECK(told(files.folder / "again.toml").find("the file has changed since") != std::string::npos);
  CHECK(files.told_of().empty());
}

TEST_CASE("Units take the place of a preset that a scenario extends or the command line replaces", "[run]") {
  const Files files;
  files.write("extends = 'baseline_stable.toml'\n[population]\nunits = 'units.csv'\n");
  CHECK(files.read().setup.given != nullptr);
  CHECK(files.read().text.find("preset") == std::string::npos);
  const run::Scenario workshop = files.read({"population.preset=workshop"});
  CHECK(workshop.setup.given == nullptr);
  CHECK(workshop.text.find("units") == std::string::npos);
  const std::string set = "population.units=" + (files.folder / "units.csv");
  const run::Scenario shipped = run::read_scenario("leader_leaves", {set, "weeks=4"});
  CHECK(shipped.setup.given->units.kind.size() == 5);
  // on the command line, both are one too many, in either order
  for (const auto& both :
       {std::vector<std::string>{set, "population.preset=workshop"}, {"population.preset=workshop", set}})
    CHECK(files.told_of(both).find("both preset and units are given") != std::string::npos);
}

TEST_CASE("Sizes and members of a population from tables do not depend on threads", "[run]") {
  const std::string example = run::library_folder() + "/populations/example.toml";
  const run::Scenario scenario = run::read_scenario(example, {"weeks=60"});
  const std::uint64_t one = run::run(scenario, {}).hash;
  for (const unsigned threads : {2u, 8u}) CHECK(run::run(scenario, {.threads = threads}).hash == one);
}

TEST_CASE("No change of bytes brings the reading of a population down", "[run]") {
  const Files files;
  const std::string good[] = {kUnits, kMembers, kSubdistricts};
  const char* names[] = {"units.csv", "members.csv", "subdistricts.csv"};
  const std::string odd = std::string("\",\n\r#\0\x80 9-.eA", 13);
  const core::Draws draws(12);
  int read = 0;
  for (std::uint32_t n = 0; n < 1500; ++n) {
    auto word = [&, k = 0u]() mutable { return draws.words(core::stream("fuzz"), n, 1, k++)[0]; };
    const std::size_t file = word() % 3;
    std::string text = good[file];
    for (std::uint32_t change = 0, changes = 1 + word() % 3; change < changes; ++change) {
      const std::size_t at = word() % (text.size() + 1);
      switch (word() % 5) {
        case 0:
          text.insert(at, 1, odd[word() % odd.size()]);
          break;
        case 1:
          text = text.substr(0, at);
          break;
        case 2:
          text.insert(at, text.substr(word() % (text.size() + 1), word() % 40));
          break;
        case 3:
          text.erase(at, word() % 12);
          break;
        default:
          if (at < text.size()) text[at] = odd[word() % odd.size()];
      }
    }
    files.put(names[file], text);
    try {
      const run::Scenario scenario = files.read({"weeks=1"});
      ++read;
      if (n % 8 == 0) run::run(scenario, {});
    } catch (const core::UserError& error) {
      REQUIRE(std::string(error.what()).size() > 10);
    }
    files.put(names[file], good[file]);
  }
  CHECK(read > 20);
}
