// The few elementary functions a simulation needs, with the same bits on every compiler and machine.
//
// The platform's own exp or log may differ in the last bit between C libraries; state must not. Each
// function uses IEEE additions, multiplications and divisions alone, in a fixed order (the build
// forbids fused multiply-adds). The error bounds are measured by tests against long double.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace gongjian::core {

// e^x. At most 2 ulp over the normal range; 0 below -745.2, infinity above 709.8.
double exp(double x);
// Natural logarithm. At most 2 ulp; -infinity at 0, not-a-number below.
double log(double x);
// x^y = e^(y log x) for x > 0; relative error at most (2 |y log x| + 2) ulp. 0^0 = 1, 0^y = 0 for y > 0.
double pow(double x, double y);
// cos(2 pi t), t in turns. Absolute error at most 4e-16 for |t| up to 2^20.
double cos_of_turns(double turns);
// 1 / (1 + e^-z). At most 4 ulp; in [0, 1] for every finite z.
double logistic(double z);
// The z whose logistic is k / 256, for k from 0 (-infinity) to 256 (infinity).
const std::array<double, 257>& logits_of_bytes();
// Whether u < scale * logistic(z), for u in (0, 1); mostly told without an exponential, and always the same as with it.
bool below_logistic(double u, double z, double scale = 1);
// The z with P(N(0,1) <= z) = p, for p in (0, 1); relative error at most 1e-14 (Wichura 1988, AS 241).
double normal_quantile(double p);

// Gini's coefficient of values not below 0, which are sorted: 0 where all are equal (or there are none), near 1 where
// one has all.
double gini(std::vector<double>& values);
// The same of whole numbers, of which counts[v] are v.
double gini_of_counts(const std::vector<std::uint32_t>& counts);

// x held inside [low, high].
constexpr double clip(double x, double low, double high) { return x < low ? low : x > high ? high : x; }

}  // namespace gongjian::core
