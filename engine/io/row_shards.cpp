#include "engine/io/row_shards.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/io/output_file.hpp"

namespace gongjian::io {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "gongjian rows 1\n", kShard = "shard-";
constexpr std::uint64_t kFullBytes = 64 << 20;  // of a shard, after which the next one begins
constexpr std::chrono::seconds kFullTime{20};
constexpr std::size_t kLongestReason = 4096;

template <class T>
void put(std::vector<char>& bytes, const T& value) {
  const auto* from = reinterpret_cast<const char*>(&value);
  bytes.insert(bytes.end(), from, from + sizeof value);
}

void put(std::vector<char>& bytes, const std::vector<double>& values) {
  const auto* from = reinterpret_cast<const char*>(values.data());
  bytes.insert(bytes.end(), from, from + values.size() * sizeof(double));
}

template <class T>
T take(const char*& at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  at += sizeof value;
  return value;
}

constexpr std::size_t kBeforeValues = 2 * sizeof(std::uint64_t) + 1;
std::size_t value_bytes(const RowShape& shape) {
  return (shape.outcomes + shape.series * shape.weeks) * sizeof(double);
}

// A payload as a row; false where it is none of this shape.
bool parse(const std::vector<char>& payload, const RowShape& shape, std::uint64_t& row, ResultsRow& values) {
  if (payload.size() < kBeforeValues) return false;
  const char* at = payload.data();
  row = take<std::uint64_t>(at);
  values.hash = take<std::uint64_t>(at);
  const bool failed = take<char>(at) != 0;
  values.failure = {failed ? std::string(at, payload.data() + payload.size()) : std::string(), {}};
  if (failed) return true;
  if (payload.size() != kBeforeValues + value_bytes(shape)) return false;
  values.outcomes.resize(shape.outcomes);
  values.series.assign(shape.series, std::vector<double>(shape.weeks));
  for (double& value : values.outcomes) value = take<double>(at);
  for (std::vector<double>& series : values.series)
    for (double& value : series) value = take<double>(at);
  return true;
}

void read_shard(const fs::path& path, const RowShape& shape,
                const std::function<void(std::uint64_t, const ResultsRow&)>& visit) {
  std::ifstream file(path, std::ios::binary);
  std::string magic(kMagic.size(), '\0');
  std::uint64_t plan = 0;
  file.read(magic.data(), static_cast<std::streamsize>(magic.size()));
  file.read(reinterpret_cast<char*>(&plan), sizeof plan);
  if (!file || magic != kMagic || plan != shape.plan) return;
  const std::size_t longest = kBeforeValues + std::max(value_bytes(shape), kLongestReason);
  std::vector<char> payload;
  ResultsRow values;
  std::uint64_t row = 0;
  for (std::uint32_t bytes = 0; file.read(reinterpret_cast<char*>(&bytes), sizeof bytes) && bytes <= longest;) {
    std::uint64_t hash = 0;
    payload.resize(bytes);
    file.read(payload.data(), bytes);
    file.read(reinterpret_cast<char*>(&hash), sizeof hash);
    if (!file || hash != core::hash_of(payload.data(), payload.size()) || !parse(payload, shape, row, values)) return;
    visit(row, values);
  }
}

}  // namespace

ShardWriter::ShardWriter(std::string folder, const RowShape& shape, unsigned writer)
    : folder_(std::move(folder)), shape_(shape), writer_(writer) {}

ShardWriter::~ShardWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void ShardWriter::open() {
  // a name that is not taken: an earlier process may have been killed
  int failure = EEXIST;
  while (failure == EEXIST) {
    path_ = fmt::format("{}/{}{:06}-{}", folder_, kShard, number_++, writer_);
    std::error_code ignored;
    if (fs::exists(path_ + ".rows", ignored)) continue;
    descriptor_ = ::open((path_ + ".part").c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    failure = descriptor_ < 0 ? errno : 0;
  }
  if (failure != 0) throw_disk_error(path_, failure);
  size_ = 0;
  opened_ = std::chrono::steady_clock::now();
  record_.assign(kMagic.begin(), kMagic.end());
  put(record_, shape_.plan);
}

void ShardWriter::append(std::uint64_t row, const ResultsRow& values) {
  GONGJIAN_CHECK(!values.failure.en.empty() || values.outcomes.size() == shape_.outcomes);
  record_.clear();
  if (descriptor_ < 0) open();
  const std::size_t start = record_.size();
  put(record_, std::uint32_t{0});
  const std::size_t payload = record_.size();
  put(record_, row);
  put(record_, values.hash);
  const std::string& failure = values.failure.en;
  put(record_, static_cast<char>(failure.empty() ? 0 : 1));
  if (failure.empty()) {
    put(record_, values.outcomes);
    for (const std::vector<double>& series : values.series) put(record_, series);
  } else {
    record_.insert(record_.end(), failure.begin(),
                   failure.begin() + static_cast<std::ptrdiff_t>(std::min(failure.size(), kLongestReason)));
  }
  const auto bytes = static_cast<std::uint32_t>(record_.size() - payload);
  std::memcpy(record_.data() + start, &bytes, sizeof bytes);
  put(record_, core::hash_of(record_.data() + payload, bytes));

  for (std::size_t done = 0; done < record_.size();) {
    const ssize_t written = ::write(descriptor_, record_.data() + done, record_.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int reason = written < 0 ? errno : ENOSPC;
      // the part of a record would hide those that come after it
      if (::ftruncate(descriptor_, static_cast<off_t>(size_)) == 0) ::lseek(descriptor_, 0, SEEK_END);
      throw_disk_error(path_, reason);
    }
    done += static_cast<std::size_t>(written);
  }
  size_ += record_.size();
  if (size_ > kFullBytes || std::chrono::steady_clock::now() - opened_ > kFullTime) close();
}

void ShardWriter::close() {
  if (descriptor_ < 0) return;
  const int failed = ::fsync(descriptor_) != 0 ? errno : 0;
  ::close(std::exchange(descriptor_, -1));
  if (failed != 0) throw_disk_error(path_, failed);
  if (std::rename((path_ + ".part").c_str(), (path_ + ".rows").c_str()) != 0) throw_disk_error(path_, errno);
}

bool is_shard(const std::string& name) {
  return name.starts_with(kShard) && (name.ends_with(".rows") || name.ends_with(".part"));
}

void read_shards(const std::string& folder, const RowShape& shape,
                 const std::function<void(std::uint64_t row, const ResultsRow&)>& visit) {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (is_shard(entry.path().filename())) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) read_shard(path, shape, visit);
}

}  // namespace gongjian::io
