// A folder beside the results, in which a command keeps what it has done of a long work. Its files are those that are
// named here and shards of rows; whatever else lies there is somebody's, and is never touched.
#pragma once

#include <string>
#include <string_view>

#include "engine/run/experiment.hpp"

namespace gongjian::run {

// "<results>.work": what the same command goes on from.
std::string work_folder(const std::string& results_path);

// Everything of an experiment that decides its runs but the points drawn, as text in which a difference can be shown.
std::string plan_text(const Experiment& experiment, const std::string& version);

class WorkFolder {
 public:
  static constexpr std::string_view kPlan = "plan.txt", kPoints = "points.csv", kLock = "lock";

  // Takes away a folder that a command left which was killed between its results and its end; one that holds a plan, or
  // nothing but files of such a folder. Throws as the constructor.
  static void remove_left(const std::string& path);

  // Creates the folder, or opens that of an earlier process, and empties it where the work begins `anew`; locked until
  // destroyed. Throws core::UserError where another process is at work in it, where it is somebody's own, or a disk
  // fails.
  WorkFolder(std::string path, bool anew);
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  const std::string& path() const { return path_; }
  // Whether no plan has been kept here yet.
  bool is_new() const;
  void keep_plan(const std::string& text) const;
  // Throws core::UserError where the plan kept is another one, with the first lines that differ.
  void check_plan(const std::string& text) const;
  // Takes away its files, and the folder where nothing else is in it.
  void remove() const;

 private:
  void lock();
  void empty() const;

  std::string path_;
  int lock_ = -1;
};

}  // namespace gongjian::run
