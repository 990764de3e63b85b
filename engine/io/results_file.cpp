#include "engine/io/results_file.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/frame.hpp"
#include "engine/core/say.hpp"
#include "engine/io/described.hpp"
#include "engine/io/h5.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/seal.hpp"

namespace gongjian::io {
namespace {

using h5::Handle;

constexpr std::string_view kFormat = "gongjian-results";
constexpr std::int32_t kVersion = 2;
constexpr double kMissing = ResultsHeader::kNotGiven;
const std::string kFactorPrefix = "factor_";  // so that a factor and an outcome may have one name

void write_root(const Handle& file, const ResultsHeader& header) {
  h5::write_attribute(file, "format", kFormat);
  h5::write_attribute(file, "format_version", kVersion);
  h5::write_attribute(file, "title", header.title.en);
  h5::write_attribute(file, "title_zh", header.title.zh);
  h5::write_attribute(file, "Conventions", "CF-1.10");
  std::string coordinates = header.weeks.empty() ? "policy_zh seed" : "policy_zh seed time";
  for (const ResultsHeader::Factor& factor : header.factors) coordinates += " " + kFactorPrefix + factor.name;
  h5::write_attribute(file, "coordinates", coordinates);
}

void write_provenance(const Handle& file, const ResultsHeader& header, const Handle& policy) {
  const Handle group = h5::create_group(file, "provenance");
  h5::write_attribute(group, "version", header.version);
  h5::write_attribute(group, "start_date", core::to_string(header.start_date));
  h5::write_attribute(group, "districts", static_cast<std::int32_t>(header.districts));
  h5::write_attribute(group, "design", header.design.kind);
  h5::write_attribute(group, "design_levels", static_cast<std::int32_t>(header.design.levels));
  h5::write_text(group, "experiment_text", header.experiment);
  std::vector<std::string> texts;
  for (const ResultsHeader::Policy& each : header.policies) texts.push_back(each.text);
  h5::attach_scale(h5::write_texts(group, "policy_text", texts), 0, policy);
}

Handle write_policies(const Handle& file, const ResultsHeader& header) {
  core::Dimension dimension{"policy", {"policy", "政策"}, {}};
  for (const ResultsHeader::Policy& each : header.policies) dimension.labels.push_back(each.label);
  return write_dimension(file, dimension);
}

Handle write_numbers(const Handle& file, const std::string& name, std::size_t count, const core::Text& text) {
  std::vector<std::int64_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0);
  Handle scale = h5::write_values(file, name, numbers);
  h5::make_scale(scale, name);
  h5::describe(scale, "", text);
  return scale;
}

Handle write_points(const Handle& file, const ResultsHeader& header) {
  Handle point =
      write_numbers(file, "point", header.points, {"point of the design, counted from 0", "设计点，从 0 计"});
  for (const ResultsHeader::Factor& factor : header.factors) {
    GONGJIAN_CHECK(factor.values.size() == header.points);
    const Handle dataset = h5::write_values(file, kFactorPrefix + factor.name, factor.values);
    h5::describe(dataset, factor.unit, factor.text);
    h5::write_attribute(dataset, "path", factor.path);
    h5::write_attribute(dataset, "distribution", factor.distribution);
    if (factor.is_whole) h5::write_attribute(dataset, "whole_numbers", std::int32_t{1});
    std::string levels;
    for (const std::string& level : factor.levels) levels += (levels.empty() ? "" : "\n") + level;
    if (!levels.empty()) h5::write_attribute(dataset, "levels", levels);
    h5::attach_scale(dataset, 0, point);
  }
  return point;
}

Handle write_replicates(const Handle& file, const std::vector<std::uint64_t>& seeds) {
  Handle replicate = write_numbers(file, "replicate", seeds.size(), {"replicate, counted from 0", "重复次序，从 0 计"});
  const Handle seed = h5::write_values(file, "seed", seeds);
  h5::describe(seed, "",
               {"seed of the replicate, the same at all points and under all policies",
                "该次重复的随机种子，各设计点和政策相同"});
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

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// A text of at most so many bytes, cut between characters.
std::string cut(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
  text.resize(bytes);
  return text;
}

}  // namespace

// Datasets lie in one piece each, so their bytes don't depend on the order of writing.
struct ResultsWriter::Results {
  struct Open {
    Handle file, hash, status;
    std::vector<Handle> outcomes, series;
  };
  OutputFile output;
  std::size_t rows, week_count;
  std::map<std::uint64_t, std::string> failures;  // of the first rows
  std::optional<Open> open;
  // Rows that follow each other are written together.
  struct Batch {
    std::size_t first = 0;
    std::vector<RowStatus> status;
    std::vector<std::uint64_t> hash;
    std::vector<std::vector<double>> outcomes, series;
  } batch;
  std::size_t batch_rows;  // at most, so that a batch is some 1 MiB

  Results(const std::string& path, const ResultsHeader& header)
      : output(path), rows(header.rows()), week_count(header.weeks.size()) {
    const std::size_t values_a_row = header.outcomes.size() + header.series.size() * week_count;
    batch_rows = std::clamp<std::size_t>((1u << 20) / sizeof(double) / std::max<std::size_t>(1, values_a_row), 1, 1024);
    batch.outcomes.resize(header.outcomes.size());
    batch.series.resize(header.series.size());
    create(header);
  }
  ~Results() {
    if (open) output.abandon();
  }
  void create(const ResultsHeader& header);
  Handle create_of_row(const std::string& name, hid_t type, const std::vector<const Handle*>& scales,
                       std::string_view unit, const core::Text& text) const;
  Handle create_values(const ResultsHeader::Outcome& outcome, const std::vector<const Handle*>& scales) const;
  void write_batch();
  void write_failures() const;
};

void ResultsWriter::Results::create(const ResultsHeader& header) {
  Open& results = open.emplace();
  results.file = h5::create_file(output);
  write_root(results.file, header);
  const Handle point = write_points(results.file, header);
  const Handle policy = write_policies(results.file, header);
  const Handle replicate = write_replicates(results.file, header.seeds);
  const std::vector<const Handle*> scales{&point, &policy, &replicate};
  results.status = create_of_row("status", H5T_NATIVE_UINT8, scales, "",
                                 {"0: missing, 1: done, 2: failed", "0：缺失，1：完成，2：失败"});
  results.hash = create_of_row("hash", H5T_NATIVE_UINT64, scales, "",
                               {"hash of the whole state at the end", "结束时整个状态的哈希值"});
  for (const auto& outcome : header.outcomes) results.outcomes.push_back(create_values(outcome, scales));
  if (!header.series.empty()) {
    const Handle week = write_weeks(results.file, header);
    for (const auto& one : header.series)
      results.series.push_back(create_values(one, {&point, &policy, &replicate, &week}));
  }
  write_provenance(results.file, header, policy);
  h5::flush(results.file, output);
}

Handle ResultsWriter::Results::create_of_row(const std::string& name, hid_t type,
                                             const std::vector<const Handle*>& scales, std::string_view unit,
                                             const core::Text& text) const {
  h5::Storage storage;
  for (const Handle* scale : scales) storage.extents.push_back(h5::extents(*scale).front());
  Handle dataset = h5::create_dataset(open->file, name, type, storage, type == H5T_NATIVE_DOUBLE ? &kMissing : nullptr);
  h5::describe(dataset, unit, text);
  for (unsigned axis = 0; axis < scales.size(); ++axis) h5::attach_scale(dataset, axis, *scales[axis]);
  return dataset;
}

Handle ResultsWriter::Results::create_values(const ResultsHeader::Outcome& outcome,
                                             const std::vector<const Handle*>& scales) const {
  Handle dataset = create_of_row(outcome.name, H5T_NATIVE_DOUBLE, scales, outcome.unit, outcome.text);
  h5::write_attribute(dataset, "_FillValue", kMissing);
  if (outcome.direction != Direction::none)
    h5::write_attribute(dataset, "direction", outcome.direction == Direction::more ? "more" : "less");
  if (outcome.is_share) h5::write_attribute(dataset, "share_of_districts", std::int32_t{1});
  const auto limit = [&](const char* name, double value) {
    if (value == value) h5::write_attribute(dataset, name, value);
  };
  limit("at_least", outcome.at_least);
  limit("at_most", outcome.at_most);
  limit("censored_at", outcome.censored_at);
  return dataset;
}

void ResultsWriter::Results::write_failures() const {
  const Handle group = h5::create_group(open->file, "failures");
  std::vector<std::uint64_t> numbers;
  std::vector<std::string> reasons;
  for (const auto& [row, reason] : failures) {
    numbers.push_back(row);
    reasons.push_back(reason);
  }
  h5::describe(h5::write_values(group, "row", numbers), "",
               {"row of a run that failed: (point * policies + policy) * replicates + replicate",
                "失败运行的行号：（设计点 × 政策数 + 政策）× 重复数 + 重复"});
  if (!reasons.empty()) h5::describe(h5::write_texts(group, "reason", reasons), "", {"why it failed", "失败原因"});
}

ResultsWriter::ResultsWriter(const std::string& path, const ResultsHeader& header)
    : results_(std::make_unique<Results>(path, header)) {}
ResultsWriter::~ResultsWriter() = default;

void ResultsWriter::Results::write_batch() {
  const std::size_t count = batch.status.size();
  if (count == 0) return;
  h5::write_range(open->status, H5T_NATIVE_UINT8, batch.first, count, batch.status.data());
  h5::write_range(open->hash, H5T_NATIVE_UINT64, batch.first, count, batch.hash.data());
  for (std::size_t i = 0; i < open->outcomes.size(); ++i)
    h5::write_range(open->outcomes[i], H5T_NATIVE_DOUBLE, batch.first, count, batch.outcomes[i].data());
  for (std::size_t i = 0; i < open->series.size(); ++i)
    h5::write_range(open->series[i], H5T_NATIVE_DOUBLE, batch.first * week_count, count * week_count,
                    batch.series[i].data());
  batch.status.clear();
  batch.hash.clear();
  for (auto* lists : {&batch.outcomes, &batch.series})
    for (std::vector<double>& list : *lists) list.clear();
  output.check();
}

void ResultsWriter::write(std::size_t row, const ResultsRow& values) {
  GONGJIAN_CHECK(results_->open && row < results_->rows);
  const Results::Open& results = *results_->open;
  Results::Batch& batch = results_->batch;
  if (row != batch.first + batch.status.size() || batch.status.size() >= results_->batch_rows) {
    results_->write_batch();
    batch.first = row;
  }
  const bool failed = !values.failure.en.empty();
  if (failed) {
    results_->failures.emplace(row, cut(values.failure.en, kReasonBytes));
    if (results_->failures.size() > kMostReasons) results_->failures.erase(std::prev(results_->failures.end()));
  }
  GONGJIAN_CHECK(failed ||
                 (values.outcomes.size() == results.outcomes.size() && values.series.size() == results.series.size()));
  batch.status.push_back(failed ? RowStatus::failed : RowStatus::done);
  batch.hash.push_back(failed ? 0 : values.hash);
  for (std::size_t i = 0; i < results.outcomes.size(); ++i)
    batch.outcomes[i].push_back(failed ? kMissing : values.outcomes[i]);
  for (std::size_t i = 0; i < results.series.size(); ++i) {
    std::vector<double>& all = batch.series[i];
    if (failed) {
      all.insert(all.end(), results_->week_count, kMissing);
    } else {
      GONGJIAN_CHECK(values.series[i].size() == results_->week_count);
      all.insert(all.end(), values.series[i].begin(), values.series[i].end());
    }
  }
}

void ResultsWriter::finish() {
  GONGJIAN_CHECK(results_->open);
  results_->write_batch();
  results_->write_failures();
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
  void read_datasets();
  void read_factor(const std::string& name, const Handle& dataset);
  void read_outcome(const std::string& name, const Handle& dataset);
  std::vector<hsize_t> shape(bool weekly = false) const;
  std::string known(const std::vector<ResultsHeader::Outcome>& list, std::string_view name) const;
  template <class T>
  std::vector<T> of_rows(const std::string& name, RowRange rows, bool weekly = false) const;
};

ResultsReader::Results::Results(const std::string& path) : file(h5::open_file(path)) {
  check_format(file, kFormat, kVersion);
  header.title = {h5::read_text(file, "title"), h5::read_text(file, "title_zh")};
  read_provenance();
  header.seeds = h5::read_values<std::uint64_t>(h5::open_dataset(file, "seed"));
  header.points = h5::checked_size(h5::open_dataset(file, "point"), sizeof(std::int64_t));
  if (header.rows() == 0)
    h5::fail(file,
             {"read the results: there are no points, policies or replicates", "读取结果：没有点、政策方案或重复"});
  if (h5::has(file, "week")) header.weeks = h5::read_values<int>(h5::open_dataset(file, "week"));
  read_datasets();
}

void ResultsReader::Results::read_provenance() {
  const Handle group = h5::open_group(file, "provenance");
  header.version = h5::read_text(group, "version");
  const auto date = core::parse_date(h5::read_text(group, "start_date"));
  if (!date) h5::fail(file, {"read the start date", "读取起始日期"});
  header.start_date = *date;
  header.districts = std::max(1, h5::read_number<std::int32_t>(group, "districts"));
  header.design = {h5::read_text(group, "design"), h5::read_number<std::int32_t>(group, "design_levels")};
  header.experiment = h5::read_text_dataset(group, "experiment_text");
  core::Dimension policies = read_dimension(file, "policy");
  std::vector<std::string> texts = h5::read_texts(group, "policy_text");
  if (texts.size() != policies.size())
    h5::fail(file,
             {"read the policies: their texts and labels differ in number", "读取政策方案：文本与名称的数目不一致"});
  for (std::size_t i = 0; i < texts.size(); ++i)
    header.policies.push_back({std::move(policies.labels[i]), std::move(texts[i])});
}

std::vector<hsize_t> ResultsReader::Results::shape(bool weekly) const {
  std::vector<hsize_t> all{header.points, header.policies.size(), header.seeds.size()};
  if (weekly) all.push_back(header.weeks.size());
  return all;
}

// Real numbers by point are factors; by row, outcomes; by row and week, series.
void ResultsReader::Results::read_datasets() {
  for (const std::string& name : h5::members(file)) {
    if (!h5::is_dataset(file, name)) continue;
    const Handle dataset = h5::open_dataset(file, name);
    if (!h5::is_float64(dataset)) continue;
    const std::vector<hsize_t> extents = h5::extents(dataset);
    if (name.starts_with(kFactorPrefix) && extents == std::vector<hsize_t>{header.points}) read_factor(name, dataset);
    else if (extents == shape() || extents == shape(true)) read_outcome(name, dataset);
    else h5::fail(file, core::say("read '{}': its dimensions do not fit", "读取 '{}'：维度不相符", name));
  }
}

void ResultsReader::Results::read_factor(const std::string& name, const Handle& dataset) {
  ResultsHeader::Factor factor;
  factor.name = name.substr(kFactorPrefix.size());
  factor.path = h5::read_text(dataset, "path");
  factor.unit = read_unit(dataset);
  factor.text = read_description(dataset);
  factor.distribution = h5::read_text(dataset, "distribution");
  factor.is_whole = h5::has_attribute(dataset, "whole_numbers");
  factor.values = h5::read_values<double>(dataset);
  if (h5::has_attribute(dataset, "levels")) factor.levels = lines_of(h5::read_text(dataset, "levels"));
  const auto is_position = [last = static_cast<double>(factor.levels.size()) - 1](double value) {
    return value >= 0 && value <= last && value == std::floor(value);
  };
  if (!factor.levels.empty() && !std::all_of(factor.values.begin(), factor.values.end(), is_position))
    h5::fail(dataset, core::say("read '{}': a value is no position among its levels",
                                "读取 '{}'：有的值不是其水平的序号", name));
  header.factors.push_back(std::move(factor));
}

void ResultsReader::Results::read_outcome(const std::string& name, const Handle& dataset) {
  ResultsHeader::Outcome outcome{name, read_unit(dataset), read_description(dataset)};
  if (h5::has_attribute(dataset, "direction"))
    outcome.direction = h5::read_text(dataset, "direction") == "more" ? Direction::more : Direction::less;
  outcome.is_share = h5::has_attribute(dataset, "share_of_districts");
  const auto limit = [&](const char* attribute, double& value) {
    if (h5::has_attribute(dataset, attribute)) value = h5::read_number<double>(dataset, attribute);
  };
  limit("at_least", outcome.at_least);
  limit("at_most", outcome.at_most);
  limit("censored_at", outcome.censored_at);
  (h5::extents(dataset).size() == 3 ? header.outcomes : header.series).push_back(std::move(outcome));
}

std::string ResultsReader::Results::known(const std::vector<ResultsHeader::Outcome>& list,
                                          std::string_view name) const {
  std::vector<std::string_view> names;
  for (const ResultsHeader::Outcome& outcome : list) {
    if (outcome.name == name) return outcome.name;
    names.push_back(outcome.name);
  }
  fail_unknown(file, {"an outcome", "结果指标"}, name, names);
}

template <class T>
std::vector<T> ResultsReader::Results::of_rows(const std::string& name, RowRange rows, bool weekly) const {
  GONGJIAN_CHECK(rows.first + rows.count <= header.rows());
  const Handle dataset = h5::open_dataset(file, name);
  if (h5::extents(dataset) != shape(weekly))
    h5::fail(dataset, core::say("read '{}': its dimensions do not fit", "读取 '{}'：维度不相符", name));
  h5::checked_size(dataset, sizeof(T));
  const std::size_t values_a_row = weekly ? header.weeks.size() : 1;
  std::vector<T> values(rows.count * values_a_row);
  h5::read_range(dataset, h5::type_of<T>(), rows.first * values_a_row, values.size(), values.data());
  return values;
}

ResultsReader::ResultsReader(const std::string& path) : results_(std::make_unique<Results>(path)) {}
ResultsReader::~ResultsReader() = default;
ResultsReader::ResultsReader(ResultsReader&&) noexcept = default;
ResultsReader& ResultsReader::operator=(ResultsReader&&) noexcept = default;

const ResultsHeader& ResultsReader::header() const { return results_->header; }
std::vector<double> ResultsReader::outcome(std::string_view name, RowRange rows) const {
  return results_->of_rows<double>(results_->known(header().outcomes, name), rows);
}
std::vector<double> ResultsReader::series(std::string_view name, RowRange rows) const {
  return results_->of_rows<double>(results_->known(header().series, name), rows, true);
}
std::vector<double> ResultsReader::series(std::string_view name, std::size_t first_point, std::size_t points) const {
  GONGJIAN_CHECK(first_point + points <= header().points);
  const Handle dataset = h5::open_dataset(results_->file, results_->known(header().series, name));
  std::vector<hsize_t> count = results_->shape(true);
  std::vector<double> values(h5::checked_size(dataset, sizeof(double)) / header().points * points);
  count[0] = points;
  h5::read_block(dataset, H5T_NATIVE_DOUBLE, {first_point, 0, 0, 0}, count, values.data());
  return values;
}
std::vector<std::uint64_t> ResultsReader::hashes(RowRange rows) const {
  return results_->of_rows<std::uint64_t>("hash", rows);
}
std::vector<RowStatus> ResultsReader::status(RowRange rows) const {
  std::vector<RowStatus> status;
  for (const std::uint8_t value : results_->of_rows<std::uint8_t>("status", rows))
    status.push_back(static_cast<RowStatus>(std::min<std::uint8_t>(value, 2)));
  return status;
}
std::vector<RowFailure> ResultsReader::failures() const {
  const Handle group = h5::open_group(results_->file, "failures");
  const auto rows = h5::read_values<std::uint64_t>(h5::open_dataset(group, "row"));
  if (rows.empty()) return {};
  std::vector<std::string> reasons = h5::read_texts(group, "reason");
  if (reasons.size() != rows.size())
    h5::fail(group, {"read the failures: rows and reasons differ in number", "读取失败记录：行与原因的数目不一致"});
  std::vector<RowFailure> failures;
  for (std::size_t i = 0; i < rows.size(); ++i) failures.push_back({rows[i], std::move(reasons[i])});
  return failures;
}

}  // namespace gongjian::io
