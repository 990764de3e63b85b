#include "analysis/cholesky.hpp"

#include <cmath>

namespace gongjian::analysis {

Cholesky::Cholesky(const Matrix& covariance) : lower_(covariance.size(), std::vector<double>(covariance.size())) {
  for (std::size_t j = 0; j < lower_.size(); ++j)
    for (std::size_t i = j; i < lower_.size(); ++i) {
      double left = covariance[i][j];
      for (std::size_t k = 0; k < j; ++k) left -= lower_[i][k] * lower_[j][k];
      if (i == j) lower_[j][j] = left > 1e-10 * covariance[j][j] ? std::sqrt(left) : 0;
      else lower_[i][j] = lower_[j][j] > 0 ? left / lower_[j][j] : 0;
    }
}

int Cholesky::rank() const {
  int rank = 0;
  for (std::size_t i = 0; i < lower_.size(); ++i) rank += lower_[i][i] > 0;
  return rank;
}

std::vector<double> Cholesky::times(const std::vector<double>& z) const {
  std::vector<double> result(lower_.size());
  for (std::size_t i = 0; i < lower_.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) result[i] += lower_[i][j] * z[j];
  return result;
}

double Cholesky::distance(const std::vector<double>& d) const {
  std::vector<double> solved(lower_.size());
  double squares = 0;
  for (std::size_t i = 0; i < lower_.size(); ++i) {
    double left = d[i];
    for (std::size_t j = 0; j < i; ++j) left -= lower_[i][j] * solved[j];
    solved[i] = lower_[i][i] > 0 ? left / lower_[i][i] : 0;
    squares += solved[i] * solved[i];
  }
  return squares;
}

}  // namespace gongjian::analysis
