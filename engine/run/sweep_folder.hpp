// The folder in which a sweep keeps what it has done so far.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/io/row_shards.hpp"
#include "engine/run/plan.hpp"
#include "engine/run/work_folder.hpp"

namespace gongjian::run {

// What a process needs to do rows of a sweep.
struct SweepWork {
  std::string folder;
  Plan plan;
  io::RowShape shape;
};

class SweepFolder {
 public:
  // Makes the plan in the folder: the points of an earlier process are taken as they are, unless the sweep begins
  // `anew`. Throws core::UserError, see sweep().
  SweepFolder(const std::string& results_path, Experiment experiment, const std::string& version, bool anew);

  const SweepWork& work() const { return work_; }
  void remove() const { folder_.remove(); }

 private:
  void read_points();

  WorkFolder folder_;
  SweepWork work_;
};

// The row of a plan that a shard has under another number.
using RowOf = std::function<std::uint64_t(std::uint64_t number)>;

// The results file from the rows in the folder. Throws core::UserError, and writes nothing, where a row of the plan is
// not there, or a disk fails.
void write_results(const SweepWork& work, const std::string& path, const std::string& version,
                   const RowOf& row_of = {});

// What tells rows of this plan from those of another: its text, and the points drawn.
std::uint64_t plan_hash(const Plan& plan, const std::string& text);

// The shape of a plan's rows; `hash` tells the plan from others.
io::RowShape row_shape(const Plan& plan, std::uint64_t hash);

}  // namespace gongjian::run
