// What is known of an uncertain number, as a distribution, by which a design's coordinate becomes a value.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace gongjian::analysis {

struct Distribution {
  enum class Kind { uniform, log_uniform, normal, lognormal, triangular, beta, whole, choice };
  static constexpr double kUnbounded = std::numeric_limits<double>::infinity();

  Kind kind = Kind::uniform;
  double low = 0, high = 1;       // the values lie between these, both included
  double first = 0, second = 0;   // by kind: mean and standard deviation (of the logarithm); mode; shapes
  std::vector<double> weights{};  // choice: of each
};

// These throw core::UserError where the numbers are not such as the comment says; all are finite, low < high.
Distribution uniform(double low, double high);
Distribution log_uniform(double low, double high);  // 0 < low: uniform in the logarithm
// sd > 0; cut to low..high where those are given: between them the density is that of the whole one, made larger. At
// least one in a million of the whole one lies there.
Distribution normal(double mean, double sd, double low = -Distribution::kUnbounded,
                    double high = Distribution::kUnbounded);
// Its natural logarithm is normal with this mean and standard deviation; low >= 0.
Distribution lognormal(double log_mean, double log_sd, double low = 0, double high = Distribution::kUnbounded);
Distribution triangular(double low, double mode, double high);           // low <= mode <= high
Distribution beta(double a, double b, double low = 0, double high = 1);  // a, b > 0; stretched over low..high
// Whole numbers, equally likely; low <= high, at most 2^53 in size.
Distribution whole(double low, double high);
// One of n things, by its number from 0: equally likely, or by weights, none negative and not all zero.
Distribution choice(std::size_t n);
Distribution choice(std::vector<double> weights);

// The value with the share u of the distribution below it, for u in [0, 1]; at 0 and 1 the ends, which may be infinite.
// Of whole numbers and choices, the unit interval is shared out in their order. The same bits on any machine, but for
// beta and cut normals, whose functions are Boost.Math's.
double quantile(const Distribution& distribution, double u);

// Whether both ends are finite, as a design that visits them needs (Morris's levels do).
bool is_bounded(const Distribution& distribution);

// "normal(3.2, 0.5) within [1, 6]": complete, for the record.
std::string to_string(const Distribution& distribution);

}  // namespace gongjian::analysis
