// View files: how a window stood, session and all, so that it opens just so again. TOML.
#pragma once

#include <string>
#include <vector>

#include "viz/viewer/settings.hpp"

namespace gongjian::viz {

struct ViewFile {
  // Of a run: the scenario as it was at first, and what was done to it.
  struct Side {
    run::ScenarioFile scenario;
    std::vector<run::Change> changes;
  };

  std::string log;          // that was replayed; empty where a run was led
  std::vector<Side> sides;  // of a run
  int weeks_done = 0;       // of it
  Settings settings;
};

// Whether a file of this name is one.
bool is_view_file(const std::string& path);

// As the file at `path`, from where it names a log and the scenarios' files.
std::string write_view(const ViewFile& view, const std::string& path);
// Throws core::UserError, with file:line:column, where it can't be read, or where that can't have been done.
ViewFile read_view(const std::string& path);

// The layout alone, as TOML.
std::string write_layout(const Settings& settings);
// `settings` with what a layout's file says. Throws as read_view.
Settings read_layout(const std::string& path, Settings settings);

}  // namespace gongjian::viz
