#include "viz/view_data/colour_sight.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace gongjian::viz {
namespace {

using Triple = std::array<double, 3>;
using Matrix3 = std::array<Triple, 3>;

constexpr Matrix3 kDeuteranopia = {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix3 kProtanopia = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
// linear sRGB to CIE XYZ (IEC 61966-2-1)
constexpr Matrix3 kToXyz = {
    {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple kWhite = {0.95047, 1, 1.08883};

double to_linear(std::uint8_t channel) {
  const double v = channel / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

std::uint8_t from_linear(double v) {
  const double clamped = std::clamp(v, 0.0, 1.0);
  const double encoded = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * std::pow(clamped, 1 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(255 * encoded));
}

Triple linear(Colour c) { return {to_linear(c.r), to_linear(c.g), to_linear(c.b)}; }

Triple times(const Matrix3& m, const Triple& v) {
  Triple result{};
  for (std::size_t i = 0; i < 3; ++i) result[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return result;
}

Triple lab(Colour c) {
  Triple f = times(kToXyz, linear(c));
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = f[i] / kWhite[i];
    f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double luminance(Colour c) { return times(kToXyz, linear(c))[1]; }

}  // namespace

double contrast(Colour a, Colour b) {
  const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return std::max(x, y) / std::min(x, y);
}

double lab_distance(Colour a, Colour b) {
  const Triple x = lab(a), y = lab(b);
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

Colour seen(Colour colour, Sight sight) {
  if (sight == Sight::full) return colour;
  const Triple v = times(sight == Sight::deuteranopia ? kDeuteranopia : kProtanopia, linear(colour));
  return {from_linear(v[0]), from_linear(v[1]), from_linear(v[2]), colour.a};
}

}  // namespace gongjian::viz
