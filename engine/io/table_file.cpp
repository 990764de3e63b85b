#include "engine/io/table_file.hpp"

#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/frame.hpp"
#include "engine/io/described.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/seal.hpp"

namespace gongjian::io {
namespace {

using h5::Handle;

constexpr std::string_view kFormat = "gongjian-results";
constexpr std::int32_t kVersion = 1;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

void write_root(const Handle& file, const ResultsHeader& header) {
  h5::write_attribute(file, "format", kFormat);
  h5::write_attribute(file, "format_version", kVersion);
  h5::write_attribute(file, "title", header.title.en);
  h5::write_attribute(file, "title_zh", header.title.zh);
  h5::write_attribute(file, "Conventions", "CF-1.10");
  h5::write_attribute(file, "coordinates", header.weeks.empty() ? "scenario_zh seed" : "scenario_zh seed time");
}

void write_provenance(const Handle& file, const ResultsHeader& header, const Handle& scenario) {
  const Handle group = h5::create_group(file, "provenance");
  h5::write_attribute(group, "version", header.version);
  h5::write_attribute(group, "start_date", core::to_string(header.start_date));
  std::vector<std::string> texts;
  for (const ResultsHeader::Scenario& each : header.scenarios) texts.push_back(each.text);
  h5::attach_scale(h5::write_texts(group, "scenario_text", texts), 0, scenario);
}

Handle write_scenarios(const Handle& file, const ResultsHeader& header) {
  core::Dimension dimension{"scenario", {"scenario", "情景"}, {}};
  for (const ResultsHeader::Scenario& each : header.scenarios) dimension.labels.push_back(each.label);
  return write_dimension(file, dimension);
}

Handle write_replicates(const Handle& file, const std::vector<std::uint64_t>& seeds) {
  std::vector<std::int32_t> numbers(seeds.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  Handle replicate = h5::write_values(file, "replicate", numbers);
  h5::make_scale(replicate, "replicate");
  h5::describe(replicate, "", {"replicate, counted from 0", "重复次序，从 0 计"});
  const Handle seed = h5::write_values(file, "seed", seeds);
  h5::describe(seed, "", {"seed of the replicate, the same in all scenarios", "该次重复的随机种子，各情景相同"});
  h5::attach_scale(seed, 0, replicate);
  return replicate;
}

Handle write_weeks(const Handle& file, const ResultsHeader& header) {
  std::vector<std::int32_t> weeks(header.weeks.begin(), header.weeks.end());
  Handle week = h5::write_values(file, "week", weeks);
  for (std::int32_t& day : weeks) day *= 7;
  describe_time(week, h5::write_values(file, "time", weeks), header.start_date);
  return week;
}

}  // namespace

// Datasets lie in one piece each, so their bytes don't depend on the order of writing.
struct ResultsWriter::Results {
  struct Open {
    Handle file, hash;
    std::vector<Handle> outcomes, series;
  };
  OutputFile output;
  std::size_t week_count;
  std::optional<Open> open;

  Results(const std::string& path, const ResultsHeader& header) : output(path), week_count(header.weeks.size()) {
    create(header);
  }
  ~Results() {
    if (open) output.abandon();
  }
  void create(const ResultsHeader& header);
  Handle create_values(const ResultsHeader::Outcome& outcome, const std::vector<const Handle*>& scales) const;
};

void ResultsWriter::Results::create(const ResultsHeader& header) {
  Open& results = open.emplace();
  results.file = h5::create_file(output);
  write_root(results.file, header);
  const Handle scenario = write_scenarios(results.file, header);
  const Handle replicate = write_replicates(results.file, header.seeds);
  results.hash = h5::create_dataset(results.file, "hash", H5T_NATIVE_UINT64,
                                    {{header.scenarios.size(), header.seeds.size()}, {}, {}, 0});
  h5::describe(results.hash, "", {"hash of the whole state at the end", "结束时整个状态的哈希值"});
  h5::attach_scale(results.hash, 0, scenario);
  h5::attach_scale(results.hash, 1, replicate);
  for (const auto& outcome : header.outcomes)
    results.outcomes.push_back(create_values(outcome, {&scenario, &replicate}));
  if (!header.series.empty()) {
    const Handle week = write_weeks(results.file, header);
    for (const auto& one : header.series) results.series.push_back(create_values(one, {&scenario, &replicate, &week}));
  }
  write_provenance(results.file, header, scenario);
  h5::flush(results.file, output);
}

Handle ResultsWriter::Results::create_values(const ResultsHeader::Outcome& outcome,
                                             const std::vector<const Handle*>& scales) const {
  h5::Storage storage;
  for (const Handle* scale : scales) storage.extents.push_back(h5::extents(*scale).front());
  Handle dataset = h5::create_dataset(open->file, outcome.name, H5T_NATIVE_DOUBLE, storage, &kMissing);
  h5::describe(dataset, outcome.unit, outcome.text);
  h5::write_attribute(dataset, "_FillValue", kMissing);
  for (unsigned axis = 0; axis < scales.size(); ++axis) h5::attach_scale(dataset, axis, *scales[axis]);
  return dataset;
}

ResultsWriter::ResultsWriter(const std::string& path, const ResultsHeader& header)
    : results_(std::make_unique<Results>(path, header)) {}
ResultsWriter::~ResultsWriter() = default;

void ResultsWriter::write(std::size_t scenario, std::size_t replicate, const ResultsRow& row) {
  GONGJIAN_CHECK(results_->open);
  const Results::Open& results = *results_->open;
  GONGJIAN_CHECK(row.outcomes.size() == results.outcomes.size() && row.series.size() == results.series.size());
  for (std::size_t i = 0; i < row.outcomes.size(); ++i)
    h5::write_block(results.outcomes[i], H5T_NATIVE_DOUBLE, {scenario, replicate}, {1, 1}, &row.outcomes[i]);
  for (std::size_t i = 0; i < row.series.size(); ++i) {
    GONGJIAN_CHECK(row.series[i].size() == results_->week_count);
    h5::write_block(results.series[i], H5T_NATIVE_DOUBLE, {scenario, replicate, 0}, {1, 1, row.series[i].size()},
                    row.series[i].data());
  }
  h5::write_block(results.hash, H5T_NATIVE_UINT64, {scenario, replicate}, {1, 1}, &row.hash);
  results_->output.check();
}

void ResultsWriter::finish() {
  GONGJIAN_CHECK(results_->open);
  h5::flush(results_->open->file, results_->output);
  results_->open.reset();
  write_seal(results_->output);
  results_->output.publish();
}

struct ResultsReader::Results {
  Handle file;
  ResultsHeader header;

  explicit Results(const std::string& path);
  void read_provenance();
  void read_outcomes();
  std::vector<double> read(const std::vector<ResultsHeader::Outcome>& known, std::string_view name) const;
};

ResultsReader::Results::Results(const std::string& path) : file(h5::open_file(path)) {
  check_format(file, kFormat, kVersion);
  header.title = {h5::read_text(file, "title"), h5::read_text(file, "title_zh")};
  read_provenance();
  header.seeds = h5::read_values<std::uint64_t>(h5::open_dataset(file, "seed"));
  if (h5::has(file, "week")) header.weeks = h5::read_values<int>(h5::open_dataset(file, "week"));
  read_outcomes();
}

void ResultsReader::Results::read_provenance() {
  const Handle group = h5::open_group(file, "provenance");
  header.version = h5::read_text(group, "version");
  const auto date = core::parse_date(h5::read_text(group, "start_date"));
  if (!date) h5::fail(file, "read the start date");
  header.start_date = *date;
  core::Dimension scenarios = read_dimension(file, "scenario");
  std::vector<std::string> texts = h5::read_texts(group, "scenario_text");
  if (texts.size() != scenarios.size()) h5::fail(file, "read the scenarios: their texts and labels differ in number");
  for (std::size_t i = 0; i < texts.size(); ++i)
    header.scenarios.push_back({std::move(scenarios.labels[i]), std::move(texts[i])});
}

// Real numbers over (scenario, replicate) are outcomes; over (scenario, replicate, week), series.
void ResultsReader::Results::read_outcomes() {
  const std::vector<hsize_t> of_outcome{header.scenarios.size(), header.seeds.size()};
  const std::vector<hsize_t> of_series{header.scenarios.size(), header.seeds.size(), header.weeks.size()};
  for (const std::string& name : h5::members(file)) {
    if (!h5::is_dataset(file, name)) continue;
    const Handle dataset = h5::open_dataset(file, name);
    if (!h5::is_float64(dataset)) continue;
    const std::vector<hsize_t> extents = h5::extents(dataset);
    if (extents != of_outcome && extents != of_series) h5::fail(file, "read '" + name + "': its dimensions do not fit");
    auto& list = extents == of_outcome ? header.outcomes : header.series;
    list.push_back({name, read_unit(dataset), read_description(dataset)});
  }
}

std::vector<double> ResultsReader::Results::read(const std::vector<ResultsHeader::Outcome>& known,
                                                 std::string_view name) const {
  std::vector<std::string_view> names;
  for (const ResultsHeader::Outcome& outcome : known) {
    if (outcome.name == name) return h5::read_values<double>(h5::open_dataset(file, outcome.name));
    names.push_back(outcome.name);
  }
  fail_unknown(file, "an outcome", name, names);
}

ResultsReader::ResultsReader(const std::string& path) : results_(std::make_unique<Results>(path)) {}
ResultsReader::~ResultsReader() = default;
ResultsReader::ResultsReader(ResultsReader&&) noexcept = default;
ResultsReader& ResultsReader::operator=(ResultsReader&&) noexcept = default;

const ResultsHeader& ResultsReader::header() const { return results_->header; }
std::vector<double> ResultsReader::outcome(std::string_view name) const {
  return results_->read(results_->header.outcomes, name);
}
std::vector<double> ResultsReader::series(std::string_view name) const {
  return results_->read(results_->header.series, name);
}
std::vector<std::uint64_t> ResultsReader::hashes() const {
  const Handle dataset = h5::open_dataset(results_->file, "hash");
  if (h5::extents(dataset) != std::vector<hsize_t>{results_->header.scenarios.size(), results_->header.seeds.size()})
    h5::fail(dataset, "read the hashes: their dimensions do not fit");
  return h5::read_values<std::uint64_t>(dataset);
}

}  // namespace gongjian::io
