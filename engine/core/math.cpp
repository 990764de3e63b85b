#include "engine/core/math.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace gongjian::core {
namespace {

// ln 2 in two parts: the high one has trailing zeros, so k * kLn2High is exact for |k| < 2^11.
constexpr double kLn2High = 0x1.62e42fefa3800p-1;
constexpr double kLn2Low = 0x1.ef35793c76730p-45;
constexpr double kLog2E = 0x1.71547652b82fep+0;
constexpr double kTwoPi = 0x1.921fb54442d18p+2;

// Nearest whole number for |x| < 2^51: adding 1.5 * 2^52 leaves no room for a fraction.
double round_to_integer(double x) {
  constexpr double kShift = 0x1.8p52;
  return (x + kShift) - kShift;
}

// 2^k for -1022 <= k <= 1023.
double power_of_two(std::int64_t k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); }

// sin x and cos x for |x| <= pi/4, by Taylor's series.
double sin_small(double x) {
  const double y = x * x;
  double sum = 1.0 / 355687428096000.0;
  sum = sum * y - 1.0 / 1307674368000.0;
  sum = sum * y + 1.0 / 6227020800.0;
  sum = sum * y - 1.0 / 39916800.0;
  sum = sum * y + 1.0 / 362880.0;
  sum = sum * y - 1.0 / 5040.0;
  sum = sum * y + 1.0 / 120.0;
  sum = sum * y - 1.0 / 6.0;
  return x + x * (sum * y);
}

double cos_small(double x) {
  const double y = x * x;
  double sum = 1.0 / 20922789888000.0;
  sum = sum * y - 1.0 / 87178291200.0;
  sum = sum * y + 1.0 / 479001600.0;
  sum = sum * y - 1.0 / 3628800.0;
  sum = sum * y + 1.0 / 40320.0;
  sum = sum * y - 1.0 / 720.0;
  sum = sum * y + 1.0 / 24.0;
  sum = sum * y - 0.5;
  return 1.0 + sum * y;
}

// Lowest power first. By pairs, pairs of pairs, … (Estrin's scheme): a processor works on several at once.
template <std::size_t N>
double polynomial(const double (&coefficients)[N], double x) {
  if constexpr (N == 1) {
    return coefficients[0];
  } else {
    double pairs[(N + 1) / 2];
    for (std::size_t i = 0; i < N / 2; ++i) pairs[i] = coefficients[2 * i] + coefficients[2 * i + 1] * x;
    if constexpr (N % 2 == 1) pairs[N / 2] = coefficients[N - 1];
    return polynomial(pairs, x * x);
  }
}

}  // namespace

double exp(double x) {
  if (!(x > -745.2)) return x != x ? x : 0.0;
  if (x > 709.79) return std::numeric_limits<double>::infinity();
  // x = k ln 2 + r with |r| <= ln(2)/2; e^r by its Taylor series to the 13th power (remainder < 5e-18).
  const double k = round_to_integer(x * kLog2E);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  constexpr double kInverseFactorials[] = {1.0 / 2,       1.0 / 6,        1.0 / 24,        1.0 / 120,
                                           1.0 / 720,     1.0 / 5040,     1.0 / 40320,     1.0 / 362880,
                                           1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0};
  const double e = 1.0 + (r + r * r * polynomial(kInverseFactorials, r));
  const auto exponent = static_cast<std::int64_t>(k);
  if (exponent > 1000) return e * power_of_two(exponent - 10) * 0x1p10;
  if (exponent < -1000) return e * power_of_two(exponent + 100) * 0x1p-100;
  return e * power_of_two(exponent);
}

double log(double x) {
  if (!(x > 0)) return x == 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  if (x > std::numeric_limits<double>::max()) return x;
  double k = 0;
  if (x < 0x1p-1022) {  // a subnormal number is first made normal
    x *= 0x1p54;
    k = -54;
  }
  // x = m 2^k with m in [sqrt(1/2), sqrt(2)); log m = 2 atanh(s), s = (m-1)/(m+1), |s| < 0.172.
  const auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
  auto m = std::bit_cast<double>((bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL);
  if (m > 0x1.6a09e667f3bcdp+0) {
    m *= 0.5;
    ++exponent;
  }
  k += static_cast<double>(exponent);
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double y = s * s;
  constexpr double kOdd[] = {2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,  2.0 / 11, 2.0 / 13,
                             2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21, 2.0 / 23};
  // log(1+f) = f - f^2/2 + s (f^2/2 + R(y)): the leading term is exact, so errors stay in the small rest.
  const double half_square = 0.5 * f * f;
  const double rest = y * polynomial(kOdd, y);
  return k * kLn2High - ((half_square - (s * (half_square + rest) + k * kLn2Low)) - f);
}

double pow(double x, double y) {
  if (y == 0) return 1.0;
  if (x == 0) return 0.0;
  return exp(y * log(x));
}

double cos_of_turns(double turns) {
  const double a = std::fabs(turns - round_to_integer(turns));  // in [0, 1/2]
  if (a > 0.375) return -cos_small(kTwoPi * (0.5 - a));
  if (a > 0.125) return sin_small(kTwoPi * (0.25 - a));
  return cos_small(kTwoPi * a);
}

double logistic(double z) {
  if (z >= 0) return 1.0 / (1.0 + exp(-z));
  const double e = exp(z);
  return e / (1.0 + e);
}

const std::array<double, 257>& logits_of_bytes() {
  static const std::array<double, 257> all = [] {
    std::array<double, 257> logits{};
    for (std::size_t k = 0; k <= 256; ++k) logits[k] = -log(256.0 / static_cast<double>(k) - 1);
    return logits;
  }();
  return all;
}

bool below_logistic(double u, double z, double scale) {
  if (u >= scale) return false;
  // u / scale lies between k / 256 and (k + 1) / 256; the margin is far above all that is lost by rounding
  constexpr double kMargin = 1e-9;
  const auto k = std::min<std::size_t>(static_cast<std::size_t>(u / scale * 256), 255);
  const auto& logits = logits_of_bytes();
  if (z > logits[k + 1] + kMargin) return true;
  if (z < logits[k] - kMargin) return false;
  return u < scale * logistic(z);
}

double normal_quantile(double p) {
  // Rational approximations of Wichura (1988), algorithm AS 241, PPND16; coefficients as published.
  constexpr double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                          1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                          3.3430575583588128105e+4, 2.5090809287301226727e+3};
  constexpr double b[] = {1.0,
                          4.2313330701600911252e+1,
                          6.8718700749205790830e+2,
                          5.3941960214247511077e+3,
                          2.1213794301586595867e+4,
                          3.9307895800092710610e+4,
                          2.8729085735721942674e+4,
                          5.2264952788528545610e+3};
  constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                          3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                          2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr double d[] = {1.0,
                          2.05319162663775882187e0,
                          1.67638483018380384940e0,
                          6.89767334985100004550e-1,
                          1.48103976427480074590e-1,
                          1.51986665636164571966e-2,
                          5.47593808499534494600e-4,
                          1.05075007164441684324e-9};
  constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                          2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                          2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr double f[] = {1.0,
                          5.99832206555887937690e-1,
                          1.36929880922735805310e-1,
                          1.48753612908506148525e-2,
                          7.86869131145613259100e-4,
                          1.84631831751005468180e-5,
                          1.42151175831644588870e-7,
                          2.04426310338993978564e-15};
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double tail = q < 0 ? p : 1.0 - p;
  const double r = std::sqrt(-log(tail));
  const double z =
      r <= 5.0 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5.0) / polynomial(f, r - 5.0);
  return q < 0 ? -z : z;
}

namespace {

// `weighted`: the sum of rank times value, ranks from 1 in rising order.
double gini_of_sums(double n, double sum, double weighted) {
  return sum > 0 ? 2 * weighted / (n * sum) - (n + 1) / n : 0;
}

}  // namespace

double gini(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  double sum = 0, weighted = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i];
    weighted += static_cast<double>(i + 1) * values[i];
  }
  return gini_of_sums(static_cast<double>(values.size()), sum, weighted);
}

double gini_of_counts(const std::vector<std::uint32_t>& counts) {
  double n = 0, sum = 0, weighted = 0;
  for (std::size_t value = 0; value < counts.size(); ++value) {
    const double count = counts[value], size = static_cast<double>(value);
    sum += count * size;
    weighted += (count * n + count * (count + 1) / 2) * size;
    n += count;
  }
  return gini_of_sums(n, sum, weighted);
}

}  // namespace gongjian::core
