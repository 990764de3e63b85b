// The folder in which a sweep keeps what it has done so far.
#pragma once

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
  void write_points() const;

  WorkFolder folder_;
  SweepWork work_;
};

// The shape of a plan's rows; `hash` tells the plan from others.
io::RowShape row_shape(const Plan& plan, std::uint64_t hash);

}  // namespace gongjian::run
