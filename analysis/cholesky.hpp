// Lower triangular root of a covariance.
#pragma once

#include <vector>

namespace gongjian::analysis {

using Matrix = std::vector<std::vector<double>>;  // [row][column]

// L with L L' = covariance, which is symmetric and has no negative eigenvalue. Directions in which nothing varies, once
// what comes before them is known (less than 1e-10 of their variance is left), have a column of zeros.
class Cholesky {
 public:
  explicit Cholesky(const Matrix& covariance);

  int rank() const;
  // L z: of independent standard normal values, values with the covariance.
  std::vector<double> times(const std::vector<double>& z) const;
  // d' covariance^-1 d, Mahalanobis' squared distance, along the directions in which something varies.
  double distance(const std::vector<double>& d) const;

 private:
  Matrix lower_;
};

}  // namespace gongjian::analysis
