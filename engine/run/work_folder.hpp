// A folder "<results>.work", in which a command keeps what it has done of a long work, so that the same command goes on
// from there.
#pragma once

#include <string>

#include "engine/run/experiment.hpp"

namespace gongjian::run {

// "<results>.work"
std::string work_folder(const std::string& results_path);

// Everything of an experiment that decides its runs but the points drawn, as text in which a difference can be shown.
std::string plan_text(const Experiment& experiment, const std::string& version);

class WorkFolder {
 public:
  // Creates the folder, or opens that of an earlier process, and empties it where the work begins `anew`; locked until
  // destroyed. Throws core::UserError where another process is at work in it, or a disk fails.
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
  // Takes the folder away with all that is in it.
  void remove() const;

 private:
  void lock();
  void empty() const;

  std::string path_;
  int lock_ = -1;
};

}  // namespace gongjian::run
