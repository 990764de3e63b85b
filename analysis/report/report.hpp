// Reports: what came of an experiment or of a run, as one page that opens anywhere.
#pragma once

#include <functional>
#include <string>

#include "analysis/report/page.hpp"
#include "engine/io/log_reader.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::analysis {

struct ReportOptions {
  bool chinese = false;
  std::string file;  // the name of what is reported on
  // What people call the events and levers of this program; unknown names come back as they are.
  std::function<std::string(const std::string&)> event_name, lever_name;

  std::string say(const char* en, const char* zh) const { return chinese ? zh : en; }
  const std::string& say(const core::Text& text) const { return text.in(chinese); }
};

// Throw core::UserError where the file cannot be read, and where gnuplot is missing.
Report report(const io::ResultsReader& results, const ReportOptions& options);
Report report(const io::LogReader& log, const ReportOptions& options);

}  // namespace gongjian::analysis
