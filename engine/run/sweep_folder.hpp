// The folder in which a sweep keeps what it has done so far.
#pragma once

#include <string>
#include <vector>

#include "engine/io/row_shards.hpp"
#include "engine/run/plan.hpp"

namespace gongjian::run {

// What a process needs to do rows of a sweep.
struct SweepWork {
  std::string folder;
  Plan plan;
  io::RowShape shape;
};

class SweepFolder {
 public:
  // Creates the folder, or opens that of an earlier process, and makes the plan in it: the points of an earlier process
  // are taken as they are, unless the sweep begins `anew`. Locked until destroyed. Throws core::UserError, see sweep().
  SweepFolder(const std::string& results_path, Experiment experiment, const std::string& version, bool anew);
  ~SweepFolder();
  SweepFolder(const SweepFolder&) = delete;
  SweepFolder& operator=(const SweepFolder&) = delete;

  const SweepWork& work() const { return work_; }
  // Takes the folder away with all that is in it.
  void remove();

 private:
  void lock();
  void empty() const;
  void check_same(const std::string& text) const;
  void read_points();
  void write_points() const;

  SweepWork work_;
  int lock_ = -1;
};

// The shape of a plan's rows; `hash` tells the plan from others.
io::RowShape row_shape(const Plan& plan, std::uint64_t hash);

}  // namespace gongjian::run
