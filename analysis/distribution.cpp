#include "analysis/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/math.hpp"
#include "engine/core/say.hpp"

namespace gongjian::analysis {
namespace {

using Kind = Distribution::Kind;
constexpr double kLeastShare = 1e-6;  // of a normal distribution that is left when it is cut

void require(bool holds, const Distribution& read, core::Words allowed) {
  if (!holds)
    throw core::UserError(core::say("read {}; allowed is {}", "读到 {}；允许的是{}", to_string(read), allowed));
}

bool finite(std::initializer_list<double> numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); });
}

bool is_cut(double low, double high) { return std::isfinite(low) || std::isfinite(high); }

// The share of the standard normal distribution between two values. In the upper tail it is counted from above, where
// nothing is lost to rounding.
double share_between(double low, double high) {
  const boost::math::normal standard;
  if (low > 0) return share_between(-high, -low);
  const double above = std::isinf(high) ? 1 : boost::math::cdf(standard, high);
  return above - (std::isinf(low) ? 0 : boost::math::cdf(standard, low));
}

double cut_normal_quantile(double low, double high, double u) {
  if (low > 0) return -cut_normal_quantile(-high, -low, 1 - u);
  const double below = std::isinf(low) ? 0 : boost::math::cdf(boost::math::normal(), low);
  return core::clip(core::normal_quantile(below + u * share_between(low, high)), low, high);
}

// of the normal distribution with this mean and standard deviation between low and high, 0 < u < 1
double normal_between(double mean, double sd, double low, double high, double u) {
  if (!is_cut(low, high)) return mean + sd * core::normal_quantile(u);
  return core::clip(mean + sd * cut_normal_quantile((low - mean) / sd, (high - mean) / sd, u), low, high);
}

double logarithm(double x) { return std::isinf(x) ? x : core::log(x); }

double triangular_quantile(const Distribution& d, double u) {
  const double width = d.high - d.low, rise = d.first - d.low;
  return u * width < rise ? d.low + std::sqrt(u * width * rise)
                          : d.high - std::sqrt((1 - u) * width * (d.high - d.first));
}

double chosen(const std::vector<double>& weights, double u) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  std::size_t last = 0;
  double below = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == 0) continue;
    last = i;
    below += weights[i];
    if (u * sum < below) break;
  }
  return static_cast<double>(last);
}

double inner_quantile(const Distribution& d, double u) {
  switch (d.kind) {
    case Kind::uniform:
      return d.low + u * (d.high - d.low);
    case Kind::log_uniform:
      return core::exp(core::log(d.low) + u * (core::log(d.high) - core::log(d.low)));
    case Kind::normal:
      return normal_between(d.first, d.second, d.low, d.high, u);
    case Kind::lognormal:
      return core::exp(normal_between(d.first, d.second, logarithm(d.low), logarithm(d.high), u));
    case Kind::triangular:
      return triangular_quantile(d, u);
    case Kind::beta:
      return d.low + (d.high - d.low) * boost::math::quantile(boost::math::beta_distribution<>(d.first, d.second), u);
    case Kind::whole:
      return d.low + std::floor(u * (d.high - d.low + 1));
    case Kind::choice:
      return chosen(d.weights, u);
  }
  return d.low;
}

}  // namespace

Distribution uniform(double low, double high) {
  Distribution d{.kind = Kind::uniform, .low = low, .high = high};
  require(finite({low, high}) && low < high, d,
          {"uniform(low, high) with low below high", " uniform(low, high)，且 low 小于 high"});
  return d;
}

Distribution log_uniform(double low, double high) {
  Distribution d{.kind = Kind::log_uniform, .low = low, .high = high};
  require(finite({low, high}) && low > 0 && low < high, d,
          {"log_uniform(low, high) with 0 < low < high", " log_uniform(low, high)，且 0 < low < high"});
  return d;
}

Distribution normal(double mean, double sd, double low, double high) {
  Distribution d{.kind = Kind::normal, .low = low, .high = high, .first = mean, .second = sd};
  require(finite({mean, sd}) && sd > 0 && low < high, d,
          {"normal(mean, sd) with sd above 0, within low < high", " normal(mean, sd)，sd 大于 0，且 low < high"});
  require(share_between((low - mean) / sd, (high - mean) / sd) >= kLeastShare, d,
          {"a normal distribution of which at least one in a million lies within its bounds",
           "至少百万分之一落在界限内的正态分布"});
  return d;
}

Distribution lognormal(double log_mean, double log_sd, double low, double high) {
  Distribution d{.kind = Kind::lognormal, .low = low, .high = high, .first = log_mean, .second = log_sd};
  require(finite({log_mean, log_sd}) && log_sd > 0 && low >= 0 && low < high, d,
          {"lognormal(mean, sd), of the natural logarithm, with sd above 0, within 0 <= low < high",
           " lognormal(mean, sd)（按自然对数），sd 大于 0，且 0 <= low < high"});
  require(share_between((logarithm(low) - log_mean) / log_sd, (logarithm(high) - log_mean) / log_sd) >= kLeastShare, d,
          {"a lognormal distribution of which at least one in a million lies within its bounds",
           "至少百万分之一落在界限内的对数正态分布"});
  return d;
}

Distribution triangular(double low, double mode, double high) {
  Distribution d{.kind = Kind::triangular, .low = low, .high = high, .first = mode};
  require(finite({low, mode, high}) && low <= mode && mode <= high && low < high, d,
          {"triangular(low, mode, high) with low <= mode <= high and low below high",
           " triangular(low, mode, high)，low <= mode <= high，且 low 小于 high"});
  return d;
}

Distribution beta(double a, double b, double low, double high) {
  Distribution d{.kind = Kind::beta, .low = low, .high = high, .first = a, .second = b};
  require(finite({a, b, low, high}) && a > 0 && b > 0 && low < high, d,
          {"beta(a, b) with a and b above 0, on low below high", " beta(a, b)，a 和 b 大于 0，且 low 小于 high"});
  return d;
}

Distribution whole(double low, double high) {
  Distribution d{.kind = Kind::whole, .low = low, .high = high};
  const auto is_whole = [](double x) { return std::fabs(x) <= 0x1p53 && std::floor(x) == x; };
  require(
      is_whole(low) && is_whole(high) && low <= high, d,
      {"whole(low, high) with whole numbers, low not above high", " whole(low, high)，均为整数，且 low 不大于 high"});
  return d;
}

Distribution choice(std::size_t n) {
  if (n == 0)
    throw core::UserError({"read a choice among nothing; allowed is a choice among one thing or more",
                           "读到没有选项的选择；至少要有一个选项"});
  return choice(std::vector<double>(n, 1));
}

Distribution choice(std::vector<double> weights) {
  const auto n = static_cast<double>(weights.size());
  Distribution d{.kind = Kind::choice, .low = 0, .high = n - 1, .weights = std::move(weights)};
  const auto good = [](double weight) { return std::isfinite(weight) && weight >= 0; };
  const auto positive = [](double weight) { return weight > 0; };
  require(
      std::all_of(d.weights.begin(), d.weights.end(), good) &&
          std::any_of(d.weights.begin(), d.weights.end(), positive),
      d, {"a choice with weights that are not negative, one of them above 0", "权重均不为负、且至少一个大于 0 的选择"});
  return d;
}

double quantile(const Distribution& d, double u) {
  GONGJIAN_CHECK(u >= 0 && u <= 1);
  if (d.kind == Kind::choice) return chosen(d.weights, u);
  if (u == 0) return d.low;
  if (u == 1) return d.high;
  return core::clip(inner_quantile(d, u), d.low, d.high);
}

bool is_bounded(const Distribution& d) { return finite({d.low, d.high}); }

std::string to_string(const Distribution& d) {
  const auto numbers = [](auto... number) {
    std::string text;
    ((text += (text.empty() ? "" : ", ") + fmt::format("{}", number)), ...);
    return text;
  };
  const auto within = [&](double low, double high) {
    return d.low == low && d.high == high ? "" : fmt::format(" within [{}]", numbers(d.low, d.high));
  };
  switch (d.kind) {
    case Kind::uniform:
      return fmt::format("uniform({})", numbers(d.low, d.high));
    case Kind::log_uniform:
      return fmt::format("log_uniform({})", numbers(d.low, d.high));
    case Kind::normal:
      return fmt::format("normal({})", numbers(d.first, d.second)) +
             within(-Distribution::kUnbounded, Distribution::kUnbounded);
    case Kind::lognormal:
      return fmt::format("lognormal({})", numbers(d.first, d.second)) + within(0, Distribution::kUnbounded);
    case Kind::triangular:
      return fmt::format("triangular({})", numbers(d.low, d.first, d.high));
    case Kind::beta:
      return fmt::format("beta({}) on [{}]", numbers(d.first, d.second), numbers(d.low, d.high));
    case Kind::whole:
      return fmt::format("whole({})", numbers(d.low, d.high));
    case Kind::choice:
      break;
  }
  const bool equal = std::all_of(d.weights.begin(), d.weights.end(), [](double weight) { return weight == 1; });
  if (equal) return fmt::format("choice({})", d.weights.size());
  std::string text;
  for (const double weight : d.weights) text += (text.empty() ? "" : ", ") + fmt::format("{}", weight);
  return fmt::format("choice with weights ({})", text);
}

}  // namespace gongjian::analysis
