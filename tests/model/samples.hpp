// Means of samples with their standard errors, for tests that compare what is drawn with what is expected.
#pragma once

#include <cmath>
#include <vector>

namespace gongjian::tests {

struct Sample {
  double mean = 0, standard_error = 0;
  double four_errors() const { return 4 * standard_error; }
};

// Of independent values.
inline Sample sample_of(const std::vector<double>& values) {
  Sample sample;
  const auto n = static_cast<double>(values.size());
  for (const double v : values) sample.mean += v / n;
  double squares = 0;
  for (const double v : values) squares += (v - sample.mean) * (v - sample.mean);
  sample.standard_error = std::sqrt(squares / (n - 1) / n);
  return sample;
}

}  // namespace gongjian::tests
