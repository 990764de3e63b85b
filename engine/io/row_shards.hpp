// Shards: the rows of a sweep as they are done, before they become one results file.
//
// A process appends each row to a file of its own, "NAME.part", with one write; after a while the file is forced onto
// the disk and named "NAME.rows". Whoever reads takes whole records and nothing behind the first that is not whole, so
// that a process killed at any moment loses the rows in flight alone.
//
//   "gongjian rows 1\n" · plan, u64 · then records:
//   bytes of the payload, u32 · payload · core::Hash of the payload, u64
//   payload: row, u64 · hash of the state, u64 · 0 and the outcomes and series as doubles, or 1 and a text: why it
//   failed (little-endian)
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/io/results_file.hpp"

namespace gongjian::io {

// The sizes of a row, which a reader must know.
struct RowShape {
  std::uint64_t plan = 0;  // hash of what the rows belong to; rows of another plan are not read
  std::size_t outcomes = 0, series = 0, weeks = 0;
};

class ShardWriter {
 public:
  // The first file is created with the first row. `writer` tells several writers in one folder apart.
  ShardWriter(std::string folder, const RowShape& shape, unsigned writer = 0);
  // What was appended stays, whether closed or not.
  ~ShardWriter();
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;

  // Throws core::UserError with the disk's reason; the row is then not there, and those before it are.
  void append(std::uint64_t row, const ResultsRow& values);
  // Forces what was appended onto the disk.
  void close();

 private:
  void open();

  std::string folder_;
  RowShape shape_;
  unsigned writer_;
  unsigned number_ = 0;
  std::string path_;  // without its ending
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::chrono::steady_clock::time_point opened_;
  std::vector<char> record_;
};

// Whether a file in a folder bears the name of a shard.
bool is_shard(const std::string& name);

// Every whole record of the shards in a folder, file by file in the order of their names.
void read_shards(const std::string& folder, const RowShape& shape,
                 const std::function<void(std::uint64_t row, const ResultsRow&)>& visit);

}  // namespace gongjian::io
