// Results as the sections of a report see them: what is shared, read once.
#pragma once

#include <string>
#include <vector>

#include "analysis/figure/line_panels.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/report.hpp"
#include "analysis/scenario_text.hpp"
#include "analysis/statistics.hpp"
#include "engine/io/results_file.hpp"

namespace gongjian::analysis {

struct ResultsView {
  const io::ResultsReader& results;
  const io::ResultsHeader& header;
  const ReportOptions& options;
  std::vector<ScenarioText> scenarios;  // by policy
  std::vector<std::string> letters;     // by policy: "A", "B", …; what figures call it where there is little room
  std::vector<std::string> names;       // by policy: "A: registered"
  std::vector<Mark> marks;              // events of all policies, in years

  std::string say(const char* en, const char* zh) const { return options.say(en, zh); }
  const std::string& say(const core::Text& text) const { return options.say(text); }
  // An outcome with its unit, and an arrow up or down where more or less is wanted.
  std::string title(const io::ResultsHeader::Outcome& outcome, bool with_direction = true) const;

  // What satisfies of it: "at least 0.2".
  std::string wish(const io::ResultsHeader::Outcome& outcome) const;

  std::size_t policies() const { return header.policies.size(); }
  std::size_t replicates() const { return header.seeds.size(); }
  std::size_t row(std::size_t point, std::size_t policy, std::size_t replicate) const {
    return (point * policies() + policy) * replicates() + replicate;
  }
  // Outcomes that a person wants more or less of, at most so many; the first ones where no direction is given.
  std::vector<std::size_t> wanted_outcomes(std::size_t most) const;
  bool has_directions() const;
  // Says which outcomes are not among so many wanted ones, and why; empty where all are.
  std::string note_of_outcomes(std::size_t most) const;
  // All policies; or so many of them, the best first by the first outcome with a direction, where they are too many.
  std::vector<std::size_t> policies_to_show(std::size_t most) const;
  // Says which they are; empty where they are all.
  std::string note_of_policies(const std::vector<std::size_t>& shown) const;

  // Of an outcome's values by row: those of a policy, one for each case that is independent of the others. These are
  // replicates where there is one point, and else points, by the mean of their replicates.
  std::vector<double> cases(const std::vector<double>& values, std::size_t policy) const;
  // All points, or so many of them drawn at random: every k-th would meet the same levels of a grid again and again.
  // The same ones whenever it is asked for as many.
  std::vector<std::size_t> some_points(std::size_t most) const;
  // Points of which weekly series are read: all, or as many as fit into memory.
  std::vector<std::size_t> points_of_series() const;
  // Says that these are not all points; empty where they are.
  std::string note_of(const std::vector<std::size_t>& points) const;
};

ResultsView view_of(const io::ResultsReader& results, const ReportOptions& options);

// The sections, in the order of the page.
void write_experiment(const ResultsView& view, Page& page);
void write_outcomes(const ResultsView& view, Page& page);
void write_series(const ResultsView& view, Page& page);
void write_survival(const ResultsView& view, Page& page);
void write_posterior(const ResultsView& view, Page& page);  // of a calibration, in place of all that compares runs
void write_decision(const ResultsView& view, Page& page);
void write_sensitivity(const ResultsView& view, Page& page);
void write_discovery(const ResultsView& view, Page& page);
void write_funding(const ResultsView& view, Page& page);
void write_provenance(const ResultsView& view, Page& page);

// A unit of measure as people write it; nothing for plain numbers.
std::string unit_text(const std::string& unit, const ReportOptions& options);

// The settings of a scenario in words: "two_way (two-way service): start = 52".
std::vector<std::string> lever_lines(const ScenarioText& scenario, const ReportOptions& options);
std::vector<std::string> event_lines(const ScenarioText& scenario, const ReportOptions& options, core::Date start);

// The series that make up an alliance's income, from below.
struct FundingPart {
  const char* output;
  core::Text label;
};
const std::vector<FundingPart>& funding_parts();

// Of each quarter, what came in: sums over its weeks of the values of the weeks, those that are missing as if they
// were like the others of the quarter. A quarter that the weeks leave unfinished is left out, unless it is the only
// one. Series that never leave zero are left out too.
struct FundingMix {
  std::vector<std::string> panels;                            // names
  std::vector<std::string> parts;                             // labels
  std::vector<std::vector<std::vector<double>>> weekly = {};  // [panel][part][week]
};
void write_funding_mix(const FundingMix& mix, const std::vector<int>& weeks, const std::vector<Mark>& marks,
                       const ReportOptions& options, Page& page);

}  // namespace gongjian::analysis
