#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>

#include "engine/core/error.hpp"
#include "engine/core/fixed.hpp"
#include "engine/core/id.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/log_writer.hpp"
#include "engine/io/output_file.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "tests/io/small_log.hpp"

using namespace gongjian;
using test::bytes_of;
using test::Scratch;

namespace {

core::FrameLayout small_layout() {
  core::FrameLayout layout;
  layout.dimensions.push_back(
      {"district", {"district", "区"}, {{"Huangpu", "黄浦区"}, {"Xuhui", "徐汇区"}, {"Jing'an", "静安区"}}});
  layout.dimensions.push_back({"kind", {"kind of unit", "单位类型"}, {{"school", "学校"}, {"hospital", "医院"}}});
  layout.add("units", {"district", "kind"}, core::Unit{"1"}, {"number of units", "单位数量"});
  layout.add("balance", {}, core::Unit{"yuan"}, {"money in the fund", "资金余额"});
  layout.add("hours", {"district"}, core::Unit{"hour"}, {"hours of service", "服务时长"});
  return layout;
}

core::Frame frame_of(const core::FrameLayout& layout, int week) {
  core::Frame frame{week, {}};
  for (std::size_t i = 0; i < layout.size; ++i) frame.values.push_back(week + 0.125 * static_cast<double>(i));
  if (week % 5 == 0) frame.values[0] = std::numeric_limits<double>::quiet_NaN();
  return frame;
}

io::LogHeader header() {
  io::LogHeader header;
  header.title = {"A test", "测试"};
  header.scenario_name = "test";
  header.scenario_text = "weeks = 60\n# 注释\n" + std::string(100000, '#');
  header.version = "0.1.0";
  header.start_date = {2014, 1, 6};
  header.weeks = 60;
  header.seed = 18446744073709551615u;
  header.parameters = {{"speed", 2, "1", "how fast"},
                       {"reciprocity.service_value", 0.45, "1", "benefit"},
                       {"reciprocity.decay", 0.1, "1/week", "loss"}};
  return header;
}

struct PondTag {};
struct Ponds {
  static constexpr std::string_view kName = "ponds";
  std::vector<double> depth;
  std::vector<core::Fixed> money;
  std::vector<core::Id<PondTag>> upstream;
  std::vector<std::uint8_t> kind;
  template <class V>
  void visit(V& v) {
    v("depth", depth, core::Unit{"m"}, core::Words{"depth of the water", "水深"});
    v("money", money, core::Unit{"yuan"}, core::Words{"what it cost", "价格"});
    v("upstream", upstream, core::Unit{"1"}, core::Words{"pond above", "上游的池塘"});
    v("kind", kind, core::Unit{"1"}, core::Words{"kind of pond", "池塘类别"});
  }
};

Ponds ponds(std::size_t rows) {
  Ponds result;
  for (std::size_t i = 0; i < rows; ++i) {
    result.depth.push_back(0.5 * static_cast<double>(i));
    result.money.push_back(core::Fixed::from(100.25));
    result.upstream.push_back(i == 0 ? core::Id<PondTag>() : core::Id<PondTag>(i - 1));
    result.kind.push_back(static_cast<std::uint8_t>(i % 3));
  }
  return result;
}

// A log with everything in it; not finished where `weeks` are fewer than the header's.
void write_weeks(io::LogWriter& writer, const core::FrameLayout& layout, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    const core::Frame frame = frame_of(layout, week);
    writer.write(frame, frame.hash());
    if (week % 10 == 3) writer.write_event(week, "new_alliance", "黄浦区", week);
    if (week % 20 == 19) writer.write_state_hash(week, 1000u + static_cast<unsigned>(week));
    if (week % 25 == 0) {
      Ponds table = ponds(4 + static_cast<std::size_t>(week));
      writer.write_agents(week, table);
    }
  }
}

void write_log(const std::string& path) {
  const core::FrameLayout layout = small_layout();
  io::LogWriter writer(path, layout, header());
  write_weeks(writer, layout, 60);
  writer.finish(77);
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const core::UserError& error) {
    return error.what();
  }
  return "";
}

// Does `action` in a process of its own and gives its exit status, or minus the signal that ended it.
int in_child(const std::function<void()>& action) {
  const pid_t child = ::fork();
  if (child == 0) {
    action();
    std::exit(0);  // with all that runs at exit
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("a log gives back what was written into it", "[io]") {
  const Scratch scratch;
  write_log(scratch / "run.h5");
  const io::LogReader reader(scratch / "run.h5");
  const core::FrameLayout layout = small_layout();

  CHECK(reader.complete());
  CHECK(reader.final_hash() == 77u);
  const io::LogHeader& read = reader.header();
  CHECK(read.title.zh == "测试");
  CHECK(read.scenario_text == header().scenario_text);
  CHECK(read.start_date == core::Date{2014, 1, 6});
  CHECK(read.seed == 18446744073709551615u);
  CHECK(read.weeks == 60);
  REQUIRE(read.parameters.size() == 3);
  CHECK(read.parameters[1].name == "reciprocity.service_value");
  CHECK(read.parameters[1].value == 0.45);
  CHECK(read.parameters[2].unit == "1/week");

  REQUIRE(reader.layout().variables.size() == 3);
  CHECK(reader.layout().variables[2].name == "hours");
  CHECK(reader.layout().variables[2].unit.symbol == "hour");
  CHECK(reader.layout().variables[1].text.zh == "资金余额");
  CHECK(reader.layout().variables[2].offset == layout.variables[2].offset);
  CHECK(reader.layout().dimensions[0].labels[1].zh == "徐汇区");

  REQUIRE(reader.weeks().size() == 60);
  const std::vector<double> hours = reader.read("hours");
  REQUIRE(hours.size() == 60 * 3);
  CHECK(hours[59 * 3 + 1] == frame_of(layout, 59).values[8]);
  CHECK(std::isnan(reader.read("units")[5 * 6]));

  const std::vector<io::Event> events = reader.events();
  REQUIRE(events.size() == 6);
  CHECK(events[5].week == 53);
  CHECK(events[5].kind == "new_alliance");
  CHECK(events[5].district == "黄浦区");
  REQUIRE(reader.state_hashes().size() == 3);
  CHECK(reader.state_hashes()[2].hash == 1059);
}

TEST_CASE("a frame read from a log has the hash of the frame that was written", "[io]") {
  const Scratch scratch;
  write_log(scratch / "run.h5");
  const io::LogReader reader(scratch / "run.h5");
  const std::vector<std::uint64_t> hashes = reader.frame_hashes();
  REQUIRE(hashes.size() == 60);
  for (std::size_t i = 0; i < hashes.size(); ++i) CHECK(reader.frame(i).hash() == hashes[i]);
}

TEST_CASE("the same run gives the same bytes", "[io]") {
  const Scratch scratch;
  write_log(scratch / "a.h5");
  write_log(scratch / "b.h5");
  CHECK(bytes_of(scratch / "a.h5") == bytes_of(scratch / "b.h5"));
}

TEST_CASE("agents are logged with ids, money as numbers, and rows that appear later", "[io]") {
  const Scratch scratch;
  write_log(scratch / "run.h5");
  const io::h5::Handle file = io::h5::open_file(scratch / "run.h5");
  const io::h5::Handle group = io::h5::open_group(file, "agents/ponds");
  CHECK(io::h5::read_values<int>(io::h5::open_dataset(group, "week")) == std::vector<int>{0, 25, 50});
  const auto depth = io::h5::read_values<double>(io::h5::open_dataset(group, "depth"));
  REQUIRE(depth.size() == 3 * 54);
  CHECK(depth[3] == 1.5);
  CHECK(std::isnan(depth[4]));
  CHECK(depth[2 * 54 + 53] == 26.5);
  CHECK(io::h5::read_values<double>(io::h5::open_dataset(group, "money"))[54] == 100.25);
  const auto upstream = io::h5::read_values<std::uint32_t>(io::h5::open_dataset(group, "upstream"));
  CHECK(upstream[0] == core::Id<PondTag>::kNone);
  CHECK(upstream[1] == 0);
  CHECK(upstream[4] == core::Id<PondTag>::kNone);
  CHECK(io::h5::read_text(io::h5::open_dataset(group, "depth"), "units") == "m");
}

TEST_CASE("a long text of an event is cut between characters", "[io]") {
  const Scratch scratch;
  const core::FrameLayout layout = small_layout();
  {
    io::LogWriter writer(scratch / "run.h5", layout, header());
    writer.write_event(0, "联联联联联联联联联联联", "", 1);  // 33 bytes
    writer.write(frame_of(layout, 0), 0);
    writer.finish(0);
  }
  CHECK(io::LogReader(scratch / "run.h5").events().front().kind == "联联联联联联联联联联");
}

TEST_CASE("a log appears under its name only when the run is finished", "[io]") {
  const Scratch scratch;
  const core::FrameLayout layout = small_layout();
  {
    io::LogWriter writer(scratch / "run.h5", layout, header());
    write_weeks(writer, layout, 56);
    CHECK_FALSE(std::filesystem::exists(scratch / "run.h5"));
    REQUIRE(test::reach_disk(scratch / "run.h5.part", io::LogWriter::kFlushFrames));
    const io::LogReader meanwhile(scratch / "run.h5.part");
    CHECK(meanwhile.weeks().size() == io::LogWriter::kFlushFrames);
    CHECK_FALSE(meanwhile.complete());
  }
  CHECK(scratch.empty());
}

TEST_CASE("a run that ends early can keep its incomplete log", "[io]") {
  const Scratch scratch;
  const core::FrameLayout layout = small_layout();
  {
    io::LogWriter writer(scratch / "run.h5", layout, header());
    write_weeks(writer, layout, 56);
    writer.keep();
  }
  CHECK_FALSE(std::filesystem::exists(scratch / "run.h5"));
  const io::LogReader reader(scratch / "run.h5.part");
  CHECK_FALSE(reader.complete());
  CHECK_FALSE(reader.final_hash());
  CHECK(reader.weeks().size() == 56);
}

TEST_CASE("a killed run leaves a log that reads up to the last commit", "[io]") {
  const Scratch scratch;
  const core::FrameLayout layout = small_layout();
  for (int attempt = 0; attempt < 10; ++attempt) {
    const std::string path = scratch / ("run" + std::to_string(attempt) + ".h5");
    const pid_t child = ::fork();
    if (child == 0) {
      io::LogWriter writer(path, layout, header());
      for (;;) write_weeks(writer, layout, 1000);
    }
    REQUIRE(test::reach_disk(path + ".part", io::LogWriter::kFlushFrames));
    ::usleep(static_cast<useconds_t>(attempt * 1700));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);

    const io::LogReader reader(path + ".part");
    CHECK_FALSE(reader.complete());
    REQUIRE(reader.weeks().size() >= io::LogWriter::kFlushFrames);
    CHECK(reader.weeks().size() % io::LogWriter::kFlushFrames == 0);
    const std::size_t last = reader.weeks().size() - 1;
    CHECK(reader.frame(last).hash() == reader.frame_hashes()[last]);
    for (const core::Variable& variable : reader.layout().variables) CHECK_NOTHROW(reader.read(variable.name));
    CHECK_NOTHROW(reader.events());
  }
}

TEST_CASE("a disk that fills up is reported and leaves nothing behind", "[io]") {
  const Scratch scratch;
  const core::FrameLayout layout = small_layout();
  for (const rlim_t limit : {1000, 20'000, 60'000, 100'000, 140'000, 170'000}) {
    const int status = in_child([&] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit most{limit, limit};
      ::setrlimit(RLIMIT_FSIZE, &most);
      const std::string message = message_of([&] {
        io::LogWriter writer(scratch / "run.h5", layout, header());
        write_weeks(writer, layout, 1000);
        writer.finish(0);
      });
      const bool told = message.find("run.h5: File too large") != std::string::npos;
      if (!told || !scratch.empty()) std::_Exit(1);
    });
    CHECK(status == 0);
  }
  CHECK(scratch.empty());
}

TEST_CASE("a log that can't be created names the file and the reason", "[io]") {
  const Scratch scratch;
  const auto creating = [&](const std::string& path) {
    return message_of([&] { io::LogWriter(path, small_layout(), header()); });
  };
  CHECK(creating(scratch / "missing/run.h5") ==
        "could not write " + (scratch / "missing/run.h5") + ": there is no folder " + (scratch / "missing"));
  std::filesystem::create_directory(scratch / "folder");
  CHECK(creating(scratch / "folder") == "could not write " + (scratch / "folder") + ": it is a folder; name a file");
  CHECK(creating("") == "the name of the file to write is empty");
}

TEST_CASE("two runs can't write the same log at the same time", "[io]") {
  const Scratch scratch;
  const io::OutputFile first(scratch / "run.h5");
  CHECK(message_of([&] { io::OutputFile(scratch / "run.h5"); }) ==
        "could not write " + (scratch / "run.h5") + ": another process is writing it");
  CHECK(std::filesystem::exists(scratch / "run.h5.part"));
}

TEST_CASE("an existing file is overwritten only when asked", "[io]") {
  const Scratch scratch;
  std::ofstream(scratch / "run.h5") << "old";
  CHECK(message_of([&] { io::refuse_existing(scratch / "run.h5", false); }) ==
        (scratch / "run.h5") + " exists already");
  CHECK_NOTHROW(io::refuse_existing(scratch / "run.h5", true));
  CHECK_NOTHROW(io::refuse_existing(scratch / "new.h5", false));
  write_log(scratch / "run.h5");
  CHECK(io::LogReader(scratch / "run.h5").complete());
}

TEST_CASE("what is no log is refused with a reason", "[io]") {
  const Scratch scratch;
  const auto reading = [&](const std::string& path) {
    const std::string message = message_of([&] { io::LogReader reader(path); });
    CHECK(message.find(path) != std::string::npos);
    return message;
  };
  const auto has = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  CHECK(has(reading(scratch / "none.h5"), "no such file"));
  CHECK(has(reading(scratch / "."), "folder"));
  std::ofstream(scratch / "text.h5") << "week,units\n0,1\n";
  CHECK(has(reading(scratch / "text.h5"), "not an HDF5 file"));
  {
    io::OutputFile output(scratch / "other.h5");
    { const io::h5::Handle file = io::h5::create_file(output); }
    output.publish();
  }
  CHECK(has(reading(scratch / "other.h5"), "format"));

  write_log(scratch / "run.h5");
  const std::string whole = bytes_of(scratch / "run.h5");
  for (const std::size_t length : {whole.size() - 100, whole.size() / 2, std::size_t{600}, std::size_t{20}}) {
    std::ofstream(scratch / "cut.h5", std::ios::binary) << whole.substr(0, length);
    CHECK_FALSE(reading(scratch / "cut.h5").empty());
  }
}

TEST_CASE("a log with a wrong byte anywhere is refused as damaged", "[io]") {
  const Scratch scratch;
  write_log(scratch / "run.h5");
  const std::string whole = bytes_of(scratch / "run.h5");
  const std::size_t sealed = whole.size() - 24;
  for (std::size_t i = 0; i < 200; ++i) {
    std::string damaged = whole;
    damaged[i * 7919 % sealed] ^= static_cast<char>(1 + i % 255);
    std::ofstream(scratch / "damaged.h5", std::ios::binary) << damaged;
    CHECK(message_of([&] { io::LogReader reader(scratch / "damaged.h5"); }) ==
          "could not read " + (scratch / "damaged.h5") + ": it is damaged (its bytes do not fit its seal)");
  }
}

TEST_CASE("an unknown variable is an error that tells the nearest", "[io]") {
  const Scratch scratch;
  write_log(scratch / "run.h5");
  const io::LogReader reader(scratch / "run.h5");
  CHECK(message_of([&] { reader.read("hour"); }) ==
        (scratch / "run.h5") + ": could not find a variable 'hour'; did you mean 'hours'?");
}
