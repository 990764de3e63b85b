#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "engine/core/error.hpp"
#include "engine/io/difference.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/repair.hpp"
#include "engine/io/results_file.hpp"
#include "engine/io/seal.hpp"
#include "tests/catch.hpp"
#include "tests/io/scratch.hpp"
#include "tests/io/small_log.hpp"

using namespace gongjian;
using test::bytes_of;
using test::Scratch;

namespace {

// The .part that a run leaves which is killed after so many weeks.
void write_killed(const std::string& path, int weeks) {
  const pid_t child = ::fork();
  if (child == 0) {
    io::LogWriter writer(path, test::pond_layout(), test::pond_header(120));
    test::write_pond_weeks(writer, 0, weeks);
    test::reach_disk(path + ".part", static_cast<std::size_t>(weeks / 52 * 52));
    ::kill(::getpid(), SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
}

std::string refusal(const std::string& path, const std::string& output = "", bool force = false) {
  try {
    io::repair_log(path, output, force);
  } catch (const core::UserError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a repaired log holds what a killed run had committed, and is whole", "[io]") {
  const Scratch scratch;
  const std::string part = scratch / "run.h5.part", whole = scratch / "run.h5";
  for (const int weeks : {52, 80, 104, 119}) {
    write_killed(whole, weeks);
    const std::string before = bytes_of(part);
    const io::Repaired repaired = io::repair_log(part, "", true);
    CHECK(bytes_of(part) == before);
    CHECK(repaired.path == whole);
    CHECK(repaired.frames == static_cast<std::size_t>(weeks / 52 * 52));
    CHECK(repaired.last_week == weeks / 52 * 52 - 1);
    CHECK(repaired.weeks_meant == 120);
    CHECK_FALSE(repaired.complete);
    CHECK(io::seal_of(whole) == io::Sealed::whole);
    CHECK_FALSE(std::filesystem::exists(whole + ".repair"));

    const io::LogReader read(whole), original(part);
    CHECK_FALSE(read.complete());
    REQUIRE(read.weeks().size() == repaired.frames);
    const core::FrameLayout layout = test::pond_layout();
    for (std::size_t i = 0; i < repaired.frames; ++i) {
      CHECK(read.frame(i).hash() == test::pond_frame(layout, static_cast<int>(i)).hash());
      CHECK(read.frame_hashes()[i] == read.frame(i).hash());
    }
    const io::Difference difference = io::difference(original, read);
    CHECK(difference.none());
    CHECK(difference.compared > repaired.frames * layout.size);  // tables too
    CHECK(read.agents().size() == original.agents().size());
  }
}

TEST_CASE("a log that only lacked its name is repaired into one that is complete", "[io]") {
  const Scratch scratch;
  test::write_pond_log(scratch / "run.h5");
  std::filesystem::rename(scratch / "run.h5", scratch / "run.h5.part");
  const io::Repaired repaired = io::repair_log(scratch / "run.h5.part", "", false);
  CHECK(repaired.complete);
  CHECK(repaired.frames == 60);
  CHECK(io::LogReader(scratch / "run.h5").final_hash() == 77u);
  CHECK(io::difference(io::LogReader(scratch / "run.h5.part"), io::LogReader(scratch / "run.h5")).none());
}

TEST_CASE("what needs no repair, or can't have one, is refused with a reason", "[io]") {
  const Scratch scratch;
  const auto has = [](const std::string& text, const std::string& part) { return text.find(part) != text.npos; };
  test::write_pond_log(scratch / "run.h5");
  CHECK(has(refusal(scratch / "run.h5"), "whole; there is nothing to repair"));
  CHECK(has(refusal(scratch / "none.h5.part"), "no such file"));
  std::ofstream(scratch / "text.h5.part") << "hello";
  CHECK(has(refusal(scratch / "text.h5.part"), "not an HDF5 file"));
  CHECK_FALSE(std::filesystem::exists(scratch / "text.h5"));

  write_killed(scratch / "early.h5", 20);
  CHECK(has(refusal(scratch / "early.h5.part"), "run it again"));

  write_killed(scratch / "run.h5", 56);  // beside a log of this name
  const std::string whole = bytes_of(scratch / "run.h5");
  CHECK(has(refusal(scratch / "run.h5.part"), "run.h5 exists already"));
  CHECK(bytes_of(scratch / "run.h5") == whole);
  CHECK(refusal(scratch / "run.h5.part", scratch / "other.h5").empty());
  CHECK(has(refusal(scratch / "other.h5"), "whole"));  // marked as incomplete, and sealed
  std::filesystem::rename(scratch / "run.h5.part", scratch / "renamed.h5");
  CHECK(has(refusal(scratch / "renamed.h5"), "-o"));
  CHECK(refusal(scratch / "renamed.h5", scratch / "renamed.h5", true).empty());
  CHECK(io::LogReader(scratch / "renamed.h5").weeks().size() == 52);

  {
    io::LogWriter writer(scratch / "live.h5", test::pond_layout(), test::pond_header(60));
    test::write_pond_weeks(writer, 0, 56);
    CHECK(io::is_being_written(scratch / "live.h5.part"));
    CHECK(has(refusal(scratch / "live.h5.part"), "a run is writing it"));
    writer.keep();
  }
  CHECK(refusal(scratch / "live.h5.part").empty());
}

TEST_CASE("a damaged .part is repaired, or refused, and never leaves half a log", "[io]") {
  const Scratch scratch;
  write_killed(scratch / "run.h5", 52);
  const std::string whole = bytes_of(scratch / "run.h5.part");
  std::filesystem::remove(scratch / "run.h5.part");
  std::size_t refused = 0;
  for (const std::size_t length : {whole.size() - 100, whole.size() * 3 / 4, whole.size() / 2, std::size_t{600}}) {
    std::ofstream(scratch / "cut.h5.part", std::ios::binary) << whole.substr(0, length);
    const std::string message = refusal(scratch / "cut.h5.part");
    refused += message.empty() ? 0 : 1;
    CHECK(message.empty() == std::filesystem::exists(scratch / "cut.h5"));
    CHECK_FALSE(std::filesystem::exists(scratch / "cut.h5.repair"));
    std::filesystem::remove(scratch / "cut.h5");
  }
  CHECK(refused > 0);
}
