#include "analysis/rank_correlation.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

#include "engine/core/check.hpp"
#include "engine/core/missing.hpp"

namespace gongjian::analysis {
namespace {

using Columns = Eigen::MatrixXd;  // a column a factor, the outcome last
constexpr double kMissing = core::kMissing<double>;

// Replaces values by their ranks less the mean rank; equal ones get the mean of theirs. `order` is room to work in.
void rank(Eigen::Ref<Eigen::VectorXd> values, std::vector<std::uint32_t>& order) {
  const auto n = static_cast<std::size_t>(values.size());
  const auto value = [&](std::size_t i) { return values[static_cast<Eigen::Index>(order[i])]; };
  order.resize(n);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  for (std::size_t first = 0, end = 0; first < n; first = end) {
    const double tied = value(first);
    while (end < n && value(end) == tied) ++end;
    const double mean_rank = 0.5 * (static_cast<double>(first + end) - static_cast<double>(n));
    for (std::size_t i = first; i < end; ++i) values[static_cast<Eigen::Index>(order[i])] = mean_rank;
  }
}

// Of the last of centred columns with each other one, the rest held: from the inverse of the matrix of correlations.
Eigen::VectorXd partial_correlations(const Columns& columns) {
  const Eigen::Index k = columns.cols() - 1;
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(k + 1, k + 1);
  products.selfadjointView<Eigen::Lower>().rankUpdate(columns.transpose());
  const Eigen::VectorXd scale = products.diagonal().cwiseSqrt().cwiseInverse();
  const Eigen::MatrixXd correlations =
      scale.asDiagonal() * Eigen::MatrixXd(products.selfadjointView<Eigen::Lower>()) * scale.asDiagonal();
  Eigen::VectorXd result = Eigen::VectorXd::Constant(k, kMissing);
  if (!correlations.allFinite()) return result;
  constexpr double kDependent = 1e-12;  // share of a variance that is taken for nothing
  const Eigen::LDLT<Eigen::MatrixXd> factors(correlations.topLeftCorner(k, k));
  if (!(factors.vectorD().minCoeff() > kDependent)) return result;
  // with Q the inverse of the factors' correlations and c those with the outcome, b = Q c are the slopes; without
  // factor j, b_j^2 / Q_jj more of the outcome's variance would be left unexplained
  const Eigen::VectorXd c = correlations.row(k).head(k);
  const Eigen::MatrixXd inverse = factors.solve(Eigen::MatrixXd::Identity(k, k));
  const Eigen::VectorXd b = inverse * c;
  const double rest = std::max(0.0, 1 - c.dot(b));
  for (Eigen::Index j = 0; j < k; ++j) {
    const double own = b[j] * b[j] / inverse(j, j), left = own + rest;  // of the outcome's variance, the others held
    if (left > kDependent) result[j] = std::copysign(std::sqrt(own / left), b[j]);
  }
  return result;
}

double p_value(double r, double degrees) {
  if (std::isnan(r) || degrees < 1) return kMissing;
  if (std::fabs(r) >= 1) return 0;
  const double t = std::fabs(r) * std::sqrt(degrees / (1 - r * r));
  return 2 * boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), t));
}

Columns present_rows(const Points& design, const std::vector<double>& outcomes) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (!std::isnan(outcomes[i])) rows.push_back(i);
  const auto k = static_cast<Eigen::Index>(design.columns);
  Columns columns(static_cast<Eigen::Index>(rows.size()), k + 1);
  for (Eigen::Index i = 0; i < columns.rows(); ++i) {
    const std::size_t row = rows[static_cast<std::size_t>(i)];
    for (Eigen::Index j = 0; j < k; ++j) columns(i, j) = design.at(row, static_cast<std::size_t>(j));
    columns(i, k) = outcomes[row];
  }
  return columns;
}

}  // namespace

PartialRankCorrelations partial_rank_correlations(const Points& design, const std::vector<double>& outcomes,
                                                  const Bootstrap& bootstrap, const core::Workers& workers) {
  GONGJIAN_CHECK(design.rows() == outcomes.size());
  Columns ranks = present_rows(design, outcomes);
  const std::size_t k = design.columns, n = static_cast<std::size_t>(ranks.rows());
  workers.for_each(k + 1, [&](std::size_t j) {
    std::vector<std::uint32_t> order;
    rank(ranks.col(static_cast<Eigen::Index>(j)), order);
  });
  PartialRankCorrelations result{{}, n, design.rows() - n};
  if (n < k + 3) {  // too few to hold the others and still see anything
    result.factors.assign(k, {kMissing, {kMissing, kMissing}, kMissing});
    return result;
  }
  const Eigen::VectorXd coefficients = partial_correlations(ranks);

  const std::size_t drawn = std::min(n, kResampledRows);
  const double shrink = std::sqrt(static_cast<double>(drawn) / static_cast<double>(n));
  const auto replicate = [&](std::size_t number, double* values) {
    Columns resampled(static_cast<Eigen::Index>(drawn), ranks.cols());
    Eigen::Index at = 0;
    resample(bootstrap.draws(), number, drawn, n,
             [&](std::size_t i) { resampled.row(at++) = ranks.row(static_cast<Eigen::Index>(i)); });
    std::vector<std::uint32_t> order;
    for (Eigen::Index j = 0; j < resampled.cols(); ++j) rank(resampled.col(j), order);
    const Eigen::VectorXd other = partial_correlations(resampled);
    for (std::size_t j = 0; j < k; ++j) values[j] = other[static_cast<Eigen::Index>(j)];
  };
  const std::vector<Interval> intervals = percentile_intervals(bootstrap, k, workers, replicate);
  for (std::size_t j = 0; j < k; ++j) {
    const double r = coefficients[static_cast<Eigen::Index>(j)];
    const auto nearer = [&](double end) {
      return shrink < 1 && std::fabs(r) < 1 ? std::tanh(std::atanh(r) + shrink * (std::atanh(end) - std::atanh(r)))
                                            : end;
    };
    result.factors.push_back({r,
                              {nearer(intervals[j].low), nearer(intervals[j].high)},
                              p_value(r, static_cast<double>(n) - static_cast<double>(k) - 1)});
  }
  return result;
}

}  // namespace gongjian::analysis
