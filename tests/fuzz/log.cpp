// Logs whose contents are hostile: everything in them is read and exported.
#include "engine/io/export_csv.hpp"
#include "tests/fuzz/h5_edits.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/io/small_log.hpp"

using namespace gongjian;

namespace {

void read_all(const std::string& path) {
  const io::LogReader log(path);
  for (const core::Variable& variable : log.layout().variables) log.read(variable.name);
  for (std::size_t i = 0; i < log.weeks().size(); ++i) log.frame(i);
  log.frame_hashes();
  log.state_hashes();
  log.final_hash();
  log.events();
  io::CsvWriter csv([](std::string_view) {});
  io::export_log(log, {.source = path}, csv);
  for (const io::AgentTable& table : log.agents()) io::export_agents(log, table.name, {.source = path}, csv);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const fuzz::Folder folder;
  static const std::string good = [] {
    test::write_pond_log(folder / "good.h5", 0, 30);
    return fuzz::without_seal(folder / "good.h5");
  }();
  const std::string path = folder.write("log.h5", good);
  fuzz::read_edited(path, bytes, size, [&] { read_all(path); });
  return 0;
}
