// Results whose contents are hostile: everything in them is read and exported.
#include "engine/io/export_csv.hpp"
#include "engine/io/results_file.hpp"
#include "tests/fuzz/h5_edits.hpp"
#include "tests/fuzz/target.hpp"

using namespace gongjian;

namespace {

void write_good(const std::string& path) {
  io::ResultsHeader header;
  header.title = {"Sizes", "规模"};
  header.version = "0.1.0";
  header.start_date = {2014, 1, 6};
  header.design.kind = "list";
  header.points = 2;
  header.factors = {{"size", "parameters.size", "1", {"size", "规模"}, "", false, {}, {0.5, 2}},
                    {"way", "way", "1", {"way", "方式"}, "", false, {"this", "that"}, {1, 0}}};
  header.policies = {{{"as it is", "现状"}, "weeks = 3\n"}, {{"more", "多开会"}, "weeks = 3\n"}};
  header.seeds = {11, 12};
  header.outcomes = {{"alliances", "1", {"alliances at the end", "联盟数"}, io::Direction::more, 1, 9, true}};
  header.series = {{"members", "1", {"members", "成员数"}}};
  header.weeks = {0, 4, 8};
  io::ResultsWriter writer(path, header);
  for (std::size_t row = 0; row < 7; ++row)
    writer.write(row, row == 3 ? io::ResultsRow{{}, {}, 0, {"money ran out", "钱用完了"}}
                               : io::ResultsRow{{0.5}, {{1, 2, 3}}, row + 1, {}});
  writer.finish();
}

void read_all(const std::string& path) {
  const io::ResultsReader results(path);
  for (const auto& outcome : results.header().outcomes) results.outcome(outcome.name);
  for (const auto& one : results.header().series) results.series(one.name);
  results.hashes();
  results.status();
  results.failures();
  io::CsvWriter csv([](std::string_view) {});
  io::export_results(results, {.source = path}, csv);
  io::export_series(results, {.source = path}, csv);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const fuzz::Folder folder;
  static const std::string good = [] {
    write_good(folder / "good.h5");
    return fuzz::without_seal(folder / "good.h5");
  }();
  const std::string path = folder.write("results.h5", good);
  fuzz::read_edited(path, bytes, size, [&] { read_all(path); });
  return 0;
}
