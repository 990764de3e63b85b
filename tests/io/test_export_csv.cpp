#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>

#include "engine/io/csv.hpp"
#include "engine/io/export_csv.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "tests/io/small_log.hpp"

using namespace gongjian;
using test::Scratch;

namespace {

// What an export writes.
template <class Export>
std::string written(const Export& write) {
  std::string out;
  io::CsvWriter csv([&](std::string_view bytes) { out += bytes; });
  write(csv);
  csv.flush();
  return out;
}

std::string text_cell(const std::string& text) {
  return written([&](io::CsvWriter& csv) { csv.text(text); });
}

std::string line(const std::string& text, std::size_t number) {
  std::size_t begin = 0;
  for (; number > 0; --number) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

TEST_CASE("a number is written as the shortest that reads back the same", "[io]") {
  const auto cell = [](auto value) { return written([&](io::CsvWriter& csv) { csv.number(value); }); };
  CHECK(cell(0.1) == "0.1");
  CHECK(cell(0.1f) == "0.1");
  CHECK(cell(-2.5) == "-2.5");
  CHECK(cell(1e300) == "1e+300");
  CHECK(cell(std::nan("")).empty());
  CHECK(cell(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(cell(std::int8_t{-7}) == "-7");
  std::uint64_t bits = 1;
  for (int i = 0; i < 10000; ++i) {
    bits = bits * 6364136223846793005u + 1442695040888963407u;
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    const std::string text = cell(value);
    double read = 0;
    std::from_chars(text.data(), text.data() + text.size(), read);
    CHECK(std::memcmp(&read, &value, sizeof read) == 0);
  }
}

TEST_CASE("a text that a spreadsheet would take for a formula is neutralised", "[io]") {
  CHECK(text_cell("=1+1") == "\"'=1+1\"");
  CHECK(text_cell("+a") == "\"'+a\"");
  CHECK(text_cell("-a") == "\"'-a\"");
  CHECK(text_cell("@SUM(A1)") == "\"'@SUM(A1)\"");
  CHECK(text_cell("\tx") == "\"'\tx\"");
  CHECK(text_cell("＝1") == "\"'＝1\"");
  CHECK(text_cell("a=1") == "a=1");
  CHECK(text_cell("黄浦区") == "黄浦区");
  CHECK(text_cell("").empty());
}

TEST_CASE("what is written as CSV is read back by our own reader", "[io]") {
  const std::vector<std::string> texts{"plain", "with, comma", "a \"quoted\" word", "", "两行", "'"};
  const Scratch scratch;
  std::ofstream(scratch / "x.csv") << written([&](io::CsvWriter& csv) {
    csv.byte_order_mark();
    for (int row = 0; row < 3; ++row) {
      for (const std::string& text : texts) csv.text(text);
      csv.end_row();
    }
  });
  io::Problems problems;
  io::CsvFile file(scratch / "x.csv", problems);
  std::vector<std::string_view> fields;
  for (int row = 0; row < 3; ++row) {
    REQUIRE(file.next(fields));
    CHECK(std::equal(fields.begin(), fields.end(), texts.begin(), texts.end()));
  }
  CHECK_FALSE(file.next(fields));
  problems.throw_if_any();
}

TEST_CASE("a log is exported with a row for each value, or for each position", "[io]") {
  const Scratch scratch;
  test::write_pond_log(scratch / "run.h5");
  const io::LogReader log(scratch / "run.h5");
  const auto table = [&](const io::ExportOptions& options) {
    return written([&](io::CsvWriter& csv) { export_log(log, options, csv); });
  };
  const std::string all = table({});
  CHECK(line(all, 0) == "week,date,lake,fish,variable,value");
  CHECK(line(all, 1) == "0,2014-01-06,Tai,,level,");  // NaN
  CHECK(line(all, 2) == "0,2014-01-06,Dian,,level,0.1");
  CHECK(line(all, 4) == "0,2014-01-06,Tai,\"'=eel\",catch,0.30000000000000004");
  CHECK(line(all, 7) == "0,2014-01-06,,,rain,0.6000000000000001");
  CHECK(std::count(all.begin(), all.end(), '\n') == 1 + 60 * 7);
  const std::string wide = table({"run.h5", {"catch"}, true, true});
  CHECK(line(wide, 0) == "周,日期,湖,鱼,捕获量");
  CHECK(line(wide, 5) == "1,2014-01-13,太湖,鲤鱼,1.2");
  CHECK(std::count(wide.begin(), wide.end(), '\n') == 1 + 60 * 4);
  CHECK_THROWS_WITH(
      table({"run.h5", {"catch", "rain"}, true, false}),
      "run.h5: a wide table wants variables over the same dimensions: catch is over [lake, fish], rain is "
      "over []; choose some with --variables, or leave out --wide");
  CHECK_THROWS_WITH(table({"run.h5", {"levle"}, false, false}),
                    "run.h5: there is no variable \"levle\"; did you mean \"level\"?");
}

TEST_CASE("agents are exported with exact whole numbers, and nothing for none", "[io]") {
  const Scratch scratch;
  test::write_pond_log(scratch / "run.h5");
  const io::LogReader log(scratch / "run.h5");
  const std::string table = written([&](io::CsvWriter& csv) { export_agents(log, "boats", {}, csv); });
  CHECK(line(table, 0) == "week,date,row,length,price,tows,miles");
  CHECK(line(table, 1) == "0,2014-01-06,0,0,100.25,,-1152921504606846976");
  CHECK(line(table, 2) == "0,2014-01-06,1,0.1,100.25,0,-1152921504606846977");
  CHECK(line(table, 4) == "0,2014-01-06,3,,,,0");  // not yet there
  CHECK(std::count(table.begin(), table.end(), '\n') == 1 + 3 * 53);
}

TEST_CASE("results are exported with a row for each run, read piece by piece", "[io]") {
  const Scratch scratch;
  io::ResultsHeader header;
  header.start_date = {2014, 1, 6};
  header.points = 5;
  header.factors = {
      {"speed", "parameters.speed", "1", {"speed", "速度"}, "uniform(0, 1)", false, {}, {0, .25, .5, .75, 1}},
      {"city", "population.preset", "", {"city", "城市"}, "choice", false, {"small", "large"}, {0, 1, 0, 1, 0}}};
  header.policies = {{{"as it is", "现状"}, ""}, {{"=more", "更多"}, ""}};
  header.seeds = {11, 12, 18446744073709551615u};
  header.outcomes = {{"cost", "yuan", {"money spent", "花费"}}};
  header.series = {{"weekly_members", "1", {"members", "成员数"}}};
  header.weeks = {0, 4};
  {
    io::ResultsWriter writer(scratch / "results.h5", header);
    for (std::size_t row = 0; row + 1 < header.rows(); ++row) {
      const auto value = static_cast<double>(row);
      if (row == 4) writer.write(row, {{}, {}, 0, "money ran out, \"all\" of it"});
      else writer.write(row, {{value}, {{value, -value}}, row + 1, ""});
    }
    writer.finish();
  }
  const io::ResultsReader results(scratch / "results.h5");
  const std::string table = written([&](io::CsvWriter& csv) { export_results(results, {}, csv); });
  CHECK(line(table, 0) == "point,factor_speed,factor_city,policy,replicate,seed,status,hash,cost,failure");
  CHECK(line(table, 1) == "0,0,small,as it is,0,11,done,0000000000000001,0,");
  CHECK(line(table, 5) == "0,0,small,\"'=more\",1,12,failed,,,\"money ran out, \"\"all\"\" of it\"");
  CHECK(line(table, 9) == "1,0.25,large,as it is,2,18446744073709551615,done,0000000000000009,8,");
  CHECK(line(table, 30) == "4,1,small,\"'=more\",2,18446744073709551615,missing,,,");
  CHECK(std::count(table.begin(), table.end(), '\n') == 31);
  const std::string series = written([&](io::CsvWriter& csv) {
    export_series(results, {"", {"weekly_members"}, false, true}, csv);
  });
  CHECK(line(series, 0) == "设计点,政策,重复,周,日期,成员数");
  CHECK(line(series, 4) == "0,现状,1,4,2014-02-03,-1");

  // any range of rows is what the whole has there
  const std::vector<double> cost = results.outcome("cost"), members = results.series("weekly_members");
  for (std::size_t first = 0; first < header.rows(); ++first)
    for (std::size_t count = 0; first + count <= header.rows(); ++count) {
      const auto part = results.outcome("cost", io::RowRange{first, count});
      const auto weekly = results.series("weekly_members", io::RowRange{first, count});
      const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
      const auto at = [](const std::vector<double>& all, std::size_t i) {
        return all.begin() + static_cast<std::ptrdiff_t>(i);
      };
      CHECK(part.size() == count);
      CHECK(std::equal(part.begin(), part.end(), at(cost, first), same));
      CHECK(weekly.size() == 2 * count);
      CHECK(std::equal(weekly.begin(), weekly.end(), at(members, 2 * first), same));
    }
}
