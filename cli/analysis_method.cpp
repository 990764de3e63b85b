#include "analysis_method.hpp"

#include <cmath>

namespace gongjian::cli {

std::vector<Report> by_policy(const Request& request, const std::vector<double>& values,
                              const std::function<Report(const std::vector<double>& means)>& analyse) {
  const io::ResultsHeader& header = request.header;
  const std::size_t replicates = header.seeds.size(), block = header.policies.size() * replicates;
  std::vector<Report> reports;
  for (const std::size_t policy : request.policies) {
    Report report = analyse(means_of_points(header, values, policy));
    report.policy = header.policies[policy].label;
    if (request.input.is_results) {
      std::size_t missing = 0;
      for (std::size_t row = policy * replicates; row < values.size(); row += block)
        for (std::size_t r = 0; r < replicates; ++r) missing += std::isnan(values[row + r]);
      report.facts["runs_without_value"] = missing;
      if (missing > 0)
        report.notes.push_back(counted(missing, header.points * replicates,
                                       "runs have no value: they failed, or there was nothing to measure",
                                       "次运行没有数值：运行失败，或无可测量"));
    }
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace gongjian::cli
