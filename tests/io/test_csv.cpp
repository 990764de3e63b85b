// CSV files: what is read, what is told, and that no bytes bring the reader down.
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/rng.hpp"
#include "engine/io/csv_numbers.hpp"
#include "engine/io/csv_table.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"

using namespace gongjian;

namespace {

// Rows of a text, a field between brackets; what is wrong with it below.
std::string read_all(const std::string& text) {
  test::Scratch scratch;
  std::ofstream(scratch / "a.csv", std::ios::binary) << text;
  io::Problems problems;
  io::CsvFile file(scratch / "a.csv", problems);
  std::string rows;
  std::vector<std::string_view> fields;
  while (file.next(fields)) {
    rows += std::to_string(file.line()) + ":";
    for (const std::string_view field : fields) rows += "[" + std::string(field) + "]";
    rows += "\n";
  }
  try {
    problems.throw_if_any();
  } catch (const core::UserError& error) {
    const std::string told = error.what();
    rows += told.substr(told.find("a.csv"));
  }
  return rows;
}

// Columns of every type, with a table of its own to be moved about in.
struct Everything {
  explicit Everything(const std::string& path) : csv(path, problems) {
    known.add("North");
    csv.whole("whole", io::Presence::optional, {0, 200}, whole);
    csv.number("number", io::Presence::optional, {-1, 1}, number);
    csv.choice("choice", io::Presence::complete, {"yes", "no", "是", "否"}, 2, choice);
    csv.text("text", io::Presence::optional, names, text);
    csv.known("known", io::Presence::optional, known, "the list", place);
    csv.read();
  }
  std::string told() const {
    try {
      problems.throw_if_any();
      return "";
    } catch (const core::UserError& error) {
      return error.what();
    }
  }
  io::Problems problems;
  io::Names names, known;
  std::vector<std::uint8_t> whole, choice;
  std::vector<double> number;
  std::vector<std::uint32_t> text, place;
  io::CsvTable csv;
};

Everything read_everything(const std::string& text) {
  test::Scratch scratch;
  std::ofstream(scratch / "a.csv", std::ios::binary) << text;
  return Everything(scratch / "a.csv");
}

}  // namespace

TEST_CASE("CSV is read with quotes, commas and line breaks in them, LF or CRLF", "[io]") {
  CHECK(read_all("a,b\n1,2\n") == "1:[a][b]\n2:[1][2]\n");
  CHECK(read_all("a,b\r\n1,2\r\n") == "1:[a][b]\n2:[1][2]\n");
  CHECK(read_all("\xEF\xBB\xBF"
                 "a,b\n1,2") == "1:[a][b]\n2:[1][2]\n");
  CHECK(read_all("a,b\n\"x, \"\"y\"\"\",\"\"\n") == "1:[a][b]\n2:[x, \"y\"][]\n");
  CHECK(read_all("a\n\"one\ntwo\"\nthree\n") == "1:[a]\n2:[one\ntwo]\n4:[three]\n");
  CHECK(read_all("# above\n#\na,b\n#1,2\n") == "3:[a][b]\n4:[#1][2]\n");
  CHECK(read_all("街道,类型\n,\n") == "1:[街道][类型]\n2:[][]\n");
  CHECK(read_all("a\n1\n\n\n") == "1:[a]\n2:[1]\n");
  CHECK(read_all("").empty());
  CHECK(read_all("\xEF\xBB\xBF").empty());
}

TEST_CASE("What is not CSV is told with its line, and the reading ends there", "[io]") {
  CHECK(read_all("a\n\"b\n") == "1:[a]\na.csv:2: the quote that opens here is never closed");
  CHECK(read_all("a\nb\"\nc\n") ==
        "1:[a]\na.csv:2: read a quote inside a value; put the whole value in quotes, and write a quote in it twice");
  CHECK(
      read_all("a\n\xC3\x28\n") ==
      "1:[a]\na.csv:2: read the byte 0xC3, which is not UTF-8 here; save the file as UTF-8 (in Excel: \"CSV UTF-8\")");
  for (const char* bad :
       {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE5\x8C"})  // overlong, surrogate, …
    CHECK(read_all(std::string("a\n") + bad + "\n").find("which is not UTF-8 here") != std::string::npos);
  CHECK(read_all("a\n1\n\n2\n") == "1:[a]\n2:[1]\n4:[2]\na.csv:3: this line is empty; rows follow, so leave it out");
}

TEST_CASE("Columns get their values in any order, and a mark where there is none", "[io]") {
  const Everything read = read_everything("choice,text,whole,known\nno,a,7,North\n是,,,\nyes,a,200,North\n");
  CHECK(read.told().empty());
  CHECK(read.csv.good());
  CHECK(read.csv.rows() == 3);
  CHECK(read.choice == std::vector<std::uint8_t>{1, 0, 0});
  CHECK(read.whole == std::vector<std::uint8_t>{7, core::kMissing<std::uint8_t>, 200});
  CHECK(read.text == std::vector<std::uint32_t>{0, core::kMissing<std::uint32_t>, 0});
  CHECK(read.place == std::vector<std::uint32_t>{0, core::kMissing<std::uint32_t>, 0});
  CHECK(read.number.empty());
  CHECK_FALSE(read.csv.has("number"));
  CHECK(read.names.size() == 1);
}

TEST_CASE("A row keeps its line behind values that take several", "[io]") {
  const Everything read = read_everything("# note\ntext,whole\n\"a\nb\",1\nc,900\nd,901\n");
  const std::string told = read.told();
  CHECK(told.find("a.csv:3:text: read \"a\\nb\"") != std::string::npos);
  CHECK(told.find("a.csv:5:whole: read 900; allowed is 0 to 200") != std::string::npos);
  CHECK(told.find("a.csv:6:whole: read 901") != std::string::npos);
  CHECK(read.csv.line_of(0) == 3);
  CHECK(read.csv.line_of(2) == 6);
  CHECK(read.csv.was_wrong(1));
}

TEST_CASE("The hash of a file is that of its bytes", "[io]") {
  const std::string text = "choice\nyes\n";
  core::Hash hash;
  hash.add(text.data(), text.size());
  CHECK(read_everything(text).csv.hash() == hash.digest());
  CHECK(read_everything("choice\nno\n").csv.hash() != hash.digest());
}

TEST_CASE("No change of bytes brings the CSV reader down", "[io]") {
  const std::string good =
      "# a "
      "comment\nchoice,text,whole,known,number\nno,\"a,\"\"b\"\"\",7,North,0.5\n是,街道,,,\r\nyes,c,200,North,-1e-3\n";
  CHECK(read_everything(good).told().empty());
  const std::string odd = std::string("\",\n\r#\0\xEF\xBB\xBF\x80\xC3 9-.e", 16);
  const core::Draws draws(11);
  test::Scratch scratch;
  const std::string path = scratch / "a.csv";
  for (std::uint32_t n = 0; n < 4000; ++n) {
    std::string text = good;
    auto word = [&, k = 0u]() mutable { return draws.words(core::stream("fuzz"), n, 0, k++)[0]; };
    for (std::uint32_t change = 0, changes = 1 + word() % 4; change < changes; ++change) {
      const std::size_t at = word() % (text.size() + 1);
      const char byte = odd[word() % odd.size()];
      switch (word() % 4) {
        case 0:
          text.insert(at, 1, byte);
          break;
        case 1:
          text = text.substr(0, at);
          break;
        case 2:
          text.insert(at, text.substr(word() % (text.size() + 1), word() % 40));
          break;
        default:
          if (at < text.size()) text[at] = byte;
      }
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    const Everything read(path);
    REQUIRE(read.csv.good() == read.told().empty());
    for (const std::size_t rows :
         {read.whole.size(), read.choice.size(), read.text.size(), read.place.size(), read.number.size()})
      REQUIRE((rows == 0 || rows == read.csv.rows()));
  }
}

TEST_CASE("A CSV file of numbers is read whatever its columns are called", "[io]") {
  test::Scratch scratch;
  const auto read = [&](const std::string& text, io::Missing missing, std::string& told) {
    std::ofstream(scratch / "n.csv", std::ios::binary) << text;
    io::Problems problems;
    const io::NumberTable table = io::read_csv_numbers(scratch / "n.csv", missing, problems);
    told.clear();
    try {
      problems.throw_if_any();
    } catch (const core::UserError& error) {
      told = error.what();
    }
    return table;
  };
  std::string told;
  const io::NumberTable table = read("# by hand\na,\"b, c\"\n1,-2.5e3\n,NaN\n", io::Missing::allowed, told);
  CHECK(told.empty());
  CHECK(table.names == std::vector<std::string>{"a", "b, c"});
  REQUIRE(table.values.size() == 4);
  CHECK(table.values[1] == -2500);
  CHECK(std::isnan(table.values[2]));
  CHECK(std::isnan(table.values[3]));
  CHECK(table.lines == std::vector<int>{3, 4});

  read("a,b\n1,\nx,inf\n1\n", io::Missing::refused, told);
  for (const char* part : {"n.csv:2:b: read nothing; wanted is a number\n", "n.csv:3:a: read \"x\"; wanted is a number",
                           "n.csv:3:b: read \"inf\"", "n.csv:4: read 1 value; the first row names 2"})
    CHECK(told.find(part) != std::string::npos);
  read("1,2\n3,4\n", io::Missing::refused, told);
  CHECK(told.find("read 1 as the name of column 1; the first row must have the names") != std::string::npos);
  read("a,a\n", io::Missing::refused, told);
  CHECK(told.find("this column is there twice") != std::string::npos);
  read("", io::Missing::refused, told);
  CHECK(told.find("the file is empty") != std::string::npos);
}
