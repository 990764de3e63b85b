// The ways in which `gongjian analyse` looks at outcomes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis_input.hpp"
#include "analysis_report.hpp"

namespace gongjian::cli {

struct AnalyseOptions {
  std::string results, design, outcomes;  // files: the first, or the two others
  std::string method;                     // empty: what the design is made for
  std::vector<std::string> wanted;        // outcomes; none: all that the method can take
  std::vector<std::string> policies;      // none: all
  std::vector<std::string> more, less;    // outcomes, and which way is better
  std::optional<double> above, below;     // prim: what is of interest
  std::string of_interest = "failed";     // prim, by what satisfies: failed or satisfied
  std::string box;                        // prim: a number, "suggested", or empty
  std::optional<std::size_t> levels;      // morris
  analysis::Bootstrap bootstrap;
  unsigned threads = 0;
  bool json = false, csv = false;
};

using Outcome = io::ResultsHeader::Outcome;

struct Request {
  const AnalysisInput& input;
  const io::ResultsHeader& header;
  std::vector<std::size_t> policies;  // chosen ones, by their positions
  const AnalyseOptions& options;
  const core::Workers& workers;
};

struct Method {
  const char* name = "";
  core::Text title;
  // Resamples of the bootstrap behind the intervals; 0: there is none.
  std::size_t (*resamples)(const Request&) = nullptr;
  // Throws core::UserError where the design, or what is asked, is not what the method needs.
  void (*check)(const Request&) = nullptr;
  // Whether it can say something of an outcome; and if of none of them, what is missing.
  bool (*suits)(const Request&, const Outcome&) = nullptr;
  core::Text wanting;
  // values: by row. A report for all policies, or one for each.
  std::vector<Report> (*analyse)(const Request&, const Outcome&, const std::vector<double>& values) = nullptr;
};

// All of them: analysis_sensitivity.cpp, analysis_discovery.cpp, analysis_policies.cpp
std::vector<Method> sensitivity_methods();  // morris, sobol, prcc
Method prim_method();
Method rank_method();
Method survival_method();

// A report for each chosen policy, of the means of points under it, which tells how many runs had no value.
std::vector<Report> by_policy(const Request& request, const std::vector<double>& values,
                              const std::function<Report(const std::vector<double>& means)>& analyse);

}  // namespace gongjian::cli
