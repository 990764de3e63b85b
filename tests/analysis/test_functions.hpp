// Functions on the unit hypercube on which methods of sensitivity are tried, with what is known of them.
#pragma once

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "analysis/design.hpp"
#include "engine/core/rng.hpp"

namespace gongjian::tests {

template <class Function>
std::vector<double> outcomes_of(const analysis::Points& design, const Function& function) {
  std::vector<double> outcomes;
  for (std::size_t i = 0; i < design.rows(); ++i) outcomes.push_back(function(design.row(i)));
  return outcomes;
}

struct Indices {
  std::vector<double> first, total;
};

// Ishigami and Homma (1990): sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3.
inline double ishigami(const double* u) {
  const auto x = [&](int i) { return std::numbers::pi * (2 * u[i] - 1); };
  return std::sin(x(0)) * (1 + 0.1 * std::pow(x(2), 4)) + 7 * std::pow(std::sin(x(1)), 2);
}
inline Indices ishigami_indices() {
  const double p4 = std::pow(std::numbers::pi, 4), b = 0.1;
  const double v1 = 0.5 * std::pow(1 + b * p4 / 5, 2), v2 = 49.0 / 8, v13 = b * b * p4 * p4 * 8 / 225;
  const double v = v1 + v2 + v13;
  return {{v1 / v, v2 / v, 0}, {(v1 + v13) / v, v2 / v, v13 / v}};
}

// Sobol's G (Saltelli and Sobol' 1995): the product of (|4 u - 2| + a) / (1 + a).
inline constexpr std::array<double, 8> kSobolG{0, 1, 4.5, 9, 99, 99, 99, 99};
inline double sobol_g(const double* u) {
  double product = 1;
  for (std::size_t i = 0; i < kSobolG.size(); ++i) product *= (std::fabs(4 * u[i] - 2) + kSobolG[i]) / (1 + kSobolG[i]);
  return product;
}
inline Indices sobol_g_indices() {
  const auto own = [](double a) { return 1 / (3 * (1 + a) * (1 + a)); };
  double all = 1;
  for (const double a : kSobolG) all *= 1 + own(a);
  Indices indices;
  for (const double a : kSobolG) {
    indices.first.push_back(own(a) / (all - 1));
    indices.total.push_back(own(a) * all / (1 + own(a)) / (all - 1));
  }
  return indices;
}

// Morris (1991), section 5: 20 factors, of which 8 to 10 have large effects that are nearly linear, 1 to 7 large ones
// that are not, and the others small ones. The coefficients that he draws from N(0, 1) are drawn here too.
class MorrisFunction {
 public:
  static constexpr std::size_t kFactors = 20;
  using Weights = std::array<double, kFactors>;

  MorrisFunction() {
    constexpr core::Stream kCoefficients = core::stream("coefficients");
    const core::Draws draws(1991);
    for (std::uint32_t i = 0; i < kFactors; ++i) {
      first_[i] = i < 10 ? 20 : draws.normal(kCoefficients, i, 1);
      for (std::uint32_t j = i + 1; j < kFactors; ++j)
        second_[i][j] = second_[j][i] = j < 6 ? -15 : draws.normal(kCoefficients, i, 2, j);
    }
  }

  // How a factor's coordinate enters.
  static double weight(std::size_t factor, double u) {
    const bool bent = factor == 2 || factor == 4 || factor == 6;
    return 2 * ((bent ? 1.1 * u / (u + 0.1) : u) - 0.5);
  }

  double operator()(const double* u) const {
    Weights w;
    for (std::size_t i = 0; i < kFactors; ++i) w[i] = weight(i, u[i]);
    double sum = 0;
    for (std::size_t i = 0; i < kFactors; ++i) {
      sum += first_[i] * w[i];
      for (std::size_t j = i + 1; j < kFactors; ++j) sum += second_[i][j] * w[i] * w[j];
    }
    for (std::size_t i = 0; i < 5; ++i)
      for (std::size_t j = i + 1; j < 5; ++j)
        for (std::size_t l = j + 1; l < 5; ++l) sum -= 10 * w[i] * w[j] * w[l];
    return sum + 5 * w[0] * w[1] * w[2] * w[3];
  }

  // The change of the function with the weight of factor i, in which it is linear.
  double slope(std::size_t i, const Weights& w) const {
    double sum = first_[i];
    for (std::size_t j = 0; j < kFactors; ++j)
      if (j != i) sum += second_[i][j] * w[j];
    for (std::size_t j = 0; j < 5; ++j)
      for (std::size_t l = j + 1; l < 5; ++l)
        if (i < 5 && j != i && l != i) sum -= 10 * w[j] * w[l];
    double others = i < 4 ? 5 : 0;
    for (std::size_t j = 0; j < 4; ++j)
      if (j != i) others *= w[j];
    return sum + others;
  }

 private:
  std::array<double, kFactors> first_{};
  std::array<std::array<double, kFactors>, kFactors> second_{};
};

}  // namespace gongjian::tests
