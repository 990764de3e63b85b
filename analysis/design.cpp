#include "analysis/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/math.hpp"
#include "engine/core/rng.hpp"
#include "engine/core/say.hpp"

namespace gongjian::analysis {
namespace {

constexpr core::Stream kLatin = core::stream("latin hypercube");
constexpr core::Stream kScrambling = core::stream("sobol scrambling");
constexpr core::Stream kTrajectories = core::stream("morris trajectories");

// Words of a stream one after the other.
class Words {
 public:
  Words(std::uint64_t seed, core::Stream stream) : draws_(seed), stream_(stream) {}

  std::uint32_t next() {
    if (used_ == 4) block_ = draws_.words(stream_, at_++, 0), used_ = 0;
    return block_[used_++];
  }
  // Uniform below n, which is at most 2^32; each value is as likely as any other to within n / 2^32.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>((std::uint64_t{next()} * n) >> 32); }

 private:
  core::Draws draws_;
  core::Stream stream_;
  r123::Philox4x32::ctr_type block_{};
  std::uint32_t at_ = 0;
  std::size_t used_ = 4;
};

template <class T>
void shuffle(std::vector<T>& values, Words& words) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[words.below(i)]);
}

void check_size(const core::Text& what, double rows, std::size_t k) {
  if (k == 0)
    throw core::UserError(core::say("{} has no factors; wanted is one at least", "{}没有因子；至少要有一个", what));
  if (!(rows >= 1 && rows <= static_cast<double>(kMostDesignRows)))
    throw core::UserError(core::say("{} would have {:.0f} rows; allowed is 1 to {}",
                                    "{}将有 {:.0f} 行；允许 1 至 {} 行", what, rows, kMostDesignRows));
}

// ---- Latin hypercubes

// The strata of the points, row by row, as whole numbers from 0; distances are measured between them.
using Strata = Points;

Strata random_strata(std::size_t n, std::size_t k, Words& words) {
  Strata strata{k, std::vector<double>(n * k)};
  std::vector<std::uint32_t> column(n);
  for (std::size_t j = 0; j < k; ++j) {
    std::iota(column.begin(), column.end(), 0u);
    shuffle(column, words);
    for (std::size_t i = 0; i < n; ++i) strata.values[i * k + j] = column[i];
  }
  return strata;
}

double squared_distance(const Points& points, std::size_t a, std::size_t b) {
  double sum = 0;
  for (std::size_t j = 0; j < points.columns; ++j) {
    const double d = points.at(a, j) - points.at(b, j);
    sum += d * d;
  }
  return sum;
}

double least_squared_distance(const Points& points) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t a = 0; a < points.rows(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      double sum = 0;
      for (std::size_t j = 0; j < points.columns && sum < least; ++j) {
        const double d = points.at(a, j) - points.at(b, j);
        sum += d * d;
      }
      least = std::min(least, sum);
    }
  return least;
}

// d^-16 from d^2
double nearness(double squared) {
  const double p2 = 1 / squared, p4 = p2 * p2, p8 = p4 * p4;
  return p8 * p8;
}

void spread_by_exchanges(Strata& strata, Words& words) {
  const std::size_t n = strata.rows(), k = strata.columns;
  if (n == 0) return;
  std::vector<double> distances(n * n);  // squared: whole numbers, so updates stay exact
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b) distances[a * n + b] = squared_distance(strata, a, b);

  std::vector<double> column(n), to_a(n), to_b(n);
  const std::size_t exchanges = std::min<std::size_t>(1000 * n, 50'000'000 / n);
  for (std::size_t e = 0; e < exchanges; ++e) {
    const std::size_t j = words.below(k), a = words.below(n), b = words.below(n);
    if (a == b) continue;
    const double at_a = strata.at(a, j), at_b = strata.at(b, j);
    const double *from_a = &distances[a * n], *from_b = &distances[b * n];
    double before = 0, after = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (i == a || i == b) continue;
      const double x = strata.at(i, j);
      const double change = (at_b - x) * (at_b - x) - (at_a - x) * (at_a - x);
      to_a[i] = from_a[i] + change;
      to_b[i] = from_b[i] - change;
      before += nearness(from_a[i]) + nearness(from_b[i]);
      after += nearness(to_a[i]) + nearness(to_b[i]);
    }
    if (after >= before) continue;
    std::swap(strata.values[a * k + j], strata.values[b * k + j]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i == a || i == b) continue;
      distances[a * n + i] = distances[i * n + a] = to_a[i];
      distances[b * n + i] = distances[i * n + b] = to_b[i];
    }
  }
}

Strata best_of(int tries, std::size_t n, std::size_t k, Words& words) {
  Strata best = random_strata(n, k, words);
  double best_distance = tries > 1 ? least_squared_distance(best) : 0;
  for (int t = 1; t < tries; ++t) {
    Strata other = random_strata(n, k, words);
    const double distance = least_squared_distance(other);
    if (distance > best_distance) best = std::move(other), best_distance = distance;
  }
  return best;
}

// ---- Sobol's sequence

std::uint32_t reversed(std::uint32_t x) {
  x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
  x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
  x = ((x >> 4) & 0x0f0f0f0fu) | ((x & 0x0f0f0f0fu) << 4);
  x = ((x >> 8) & 0x00ff00ffu) | ((x & 0x00ff00ffu) << 8);
  return (x >> 16) | (x << 16);
}

// Flips each bit depending on the bits above it alone: Burley (2020), listings 2 and 3.
std::uint32_t scrambled(std::uint32_t x, std::uint32_t seed) {
  x = reversed(x);
  x += seed;
  x ^= x * 0x6c50b47cu;
  x ^= x * 0xb82f1e52u;
  x ^= x * 0xc7afe638u;
  x ^= x * 0x8d22f6e6u;
  return reversed(x);
}

// ---- Morris's trajectories

// A trajectory in steps of 1 / (levels - 1): where it begins, and the factors in the order in which they change. A
// factor in the lower half of the levels goes up by half of them, one in the upper half goes down.
struct Trajectory {
  std::vector<int> start, order;
};

int moved(int level, int levels) { return level < levels / 2 ? level + levels / 2 : level - levels / 2; }

// r of them; in each factor every level begins as many as any other, give or take one.
std::vector<Trajectory> random_trajectories(std::size_t r, std::size_t k, int levels, Words& words) {
  std::vector<Trajectory> all(r, {std::vector<int>(k), std::vector<int>(k)});
  std::vector<int> order(static_cast<std::size_t>(levels)), starts(r);
  for (std::size_t j = 0; j < k; ++j) {
    std::iota(order.begin(), order.end(), 0);
    shuffle(order, words);
    for (std::size_t t = 0; t < r; ++t) starts[t] = order[t % order.size()];
    shuffle(starts, words);
    for (std::size_t t = 0; t < r; ++t) all[t].start[j] = starts[t];
  }
  for (Trajectory& trajectory : all) {
    std::iota(trajectory.order.begin(), trajectory.order.end(), 0);
    shuffle(trajectory.order, words);
  }
  return all;
}

// The sum of the distances between every point of the one and every point of the other. From point to point one
// coordinate changes, so each squared distance follows from the one before, in whole numbers.
double distance(const Trajectory& a, const Trajectory& b, int levels) {
  const auto square = [](int x) { return std::int64_t{x} * x; };
  std::vector<int> from = a.start;
  double sum = 0;
  for (std::size_t step = 0; step <= a.order.size(); ++step) {
    if (step > 0) {
      int& level = from[static_cast<std::size_t>(a.order[step - 1])];
      level = moved(level, levels);
    }
    std::int64_t squared = 0;
    for (std::size_t j = 0; j < from.size(); ++j) squared += square(from[j] - b.start[j]);
    sum += std::sqrt(static_cast<double>(squared));
    for (const int factor : b.order) {
      const auto j = static_cast<std::size_t>(factor);
      squared += square(from[j] - moved(b.start[j], levels)) - square(from[j] - b.start[j]);
      sum += std::sqrt(static_cast<double>(squared));
    }
  }
  return sum;
}

// The sum of squared distances between trajectories.
double spread(const std::vector<Trajectory>& trajectories, int levels) {
  double sum = 0;
  for (std::size_t a = 0; a < trajectories.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      const double apart = distance(trajectories[a], trajectories[b], levels);
      sum += apart * apart;
    }
  return sum;
}

// How many sets there are to choose from.
std::size_t candidates(std::size_t r, std::size_t k) {
  const double points = static_cast<double>(r) * static_cast<double>(k + 1);
  return static_cast<std::size_t>(core::clip(4e8 / (points * points), 1, 1000));
}

std::vector<Trajectory> best_trajectories(std::size_t r, std::size_t k, int levels, Words& words) {
  std::vector<Trajectory> best = random_trajectories(r, k, levels, words);
  const std::size_t sets = candidates(r, k);
  double widest = sets > 1 ? spread(best, levels) : 0;
  for (std::size_t s = 1; s < sets; ++s) {
    std::vector<Trajectory> other = random_trajectories(r, k, levels, words);
    const double width = spread(other, levels);
    if (width > widest) best = std::move(other), widest = width;
  }
  return best;
}

}  // namespace

Points full_factorial(const std::vector<std::size_t>& levels) {
  double rows = 1;
  for (const std::size_t n : levels) rows *= static_cast<double>(n);
  check_size({"the full factorial design", "全因子设计"}, rows, levels.size());
  const auto n = static_cast<std::size_t>(rows);
  Points points{levels.size(), std::vector<double>(n * levels.size())};
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t rest = i;
    for (std::size_t j = levels.size(); j-- > 0; rest /= levels[j])
      points.values[i * levels.size() + j] =
          (static_cast<double>(rest % levels[j]) + 0.5) / static_cast<double>(levels[j]);
  }
  return points;
}

Points latin_hypercube(std::size_t n, std::size_t k, std::uint64_t seed) {
  check_size({"the Latin hypercube", "拉丁超立方"}, static_cast<double>(n), k);
  Words words(seed, kLatin);
  Points points = best_of(n > kExchangedRows && n <= kComparedRows ? 3 : 1, n, k, words);
  if (n <= kExchangedRows) spread_by_exchanges(points, words);
  // 24 bits of place inside the stratum: the sum is exact, and never reaches the next one
  for (double& value : points.values)
    value = (value + (static_cast<double>(words.next() >> 8) + 0.5) * 0x1p-24) / static_cast<double>(n);
  return points;
}

std::size_t most_sobol_columns() { return boost::random::default_sobol_table::max_dimension; }

Points sobol(std::size_t n, std::size_t k, std::uint64_t seed) {
  check_size({"the Sobol' design", " Sobol' 设计"}, static_cast<double>(n), k);
  if (k > most_sobol_columns())
    throw core::UserError(core::say(
        "the Sobol' sequence was asked for {} columns; it has {} at most. A design for Sobol' indices needs two a "
        "factor; a Latin hypercube has no such limit",
        "要求 Sobol' 序列有 {} 列；它最多有 {} 列。求 Sobol' 指数的设计每个因子需要两列；拉丁超立方没有此限制", k,
        most_sobol_columns()));
  const core::Draws draws(seed);
  std::vector<std::uint32_t> seeds(k);
  for (std::size_t j = 0; j < k; ++j) seeds[j] = draws.words(kScrambling, static_cast<std::uint32_t>(j), 0)[0];
  boost::random::sobol_engine<std::uint32_t, 32> sequence(k);
  Points points{k, std::vector<double>(n * k)};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < k; ++j) {
      const std::uint32_t bits = i == 0 ? 0 : sequence();  // Boost leaves out the origin
      points.values[i * k + j] = (static_cast<double>(scrambled(bits, seeds[j])) + 0.5) * 0x1p-32;
    }
  return points;
}

Points morris_trajectories(std::size_t r, std::size_t k, std::size_t levels, std::uint64_t seed) {
  check_size({"the Morris design", " Morris 设计"}, static_cast<double>(r) * static_cast<double>(k + 1), k);
  if (levels < 2 || levels > 1000 || levels % 2 != 0)
    throw core::UserError(core::say("a Morris design was asked for {} levels; allowed is an even number from 2 to 1000",
                                    "要求 Morris 设计有 {} 个水平；只允许 2 至 1000 的偶数", levels));
  const int p = static_cast<int>(levels);
  Words words(seed, kTrajectories);
  Points points{k, {}};
  points.values.reserve(r * (k + 1) * k);
  for (const Trajectory& trajectory : best_trajectories(r, k, p, words)) {
    std::vector<int> at = trajectory.start;
    const auto add = [&] {
      for (const int level : at) points.values.push_back(static_cast<double>(level) / (p - 1));
    };
    add();
    for (const int factor : trajectory.order) {
      int& level = at[static_cast<std::size_t>(factor)];
      level = moved(level, p);
      add();
    }
  }
  return points;
}

Points saltelli(std::size_t n, std::size_t k, std::uint64_t seed) {
  check_size({"the Saltelli design", " Saltelli 设计"}, static_cast<double>(n) * static_cast<double>(k + 2), k);
  const Points base = sobol(n, 2 * k, seed);
  Points points{k, {}};
  points.values.reserve(n * (k + 2) * k);
  for (std::size_t i = 0; i < n; ++i) {
    const double *a = base.row(i), *b = a + k;
    points.values.insert(points.values.end(), a, b);
    for (std::size_t j = 0; j < k; ++j) {
      points.values.insert(points.values.end(), a, b);
      points.values[points.values.size() - k + j] = b[j];
    }
    points.values.insert(points.values.end(), b, b + k);
  }
  return points;
}

bool is_in_unit_cube(const Points& design) {
  return std::all_of(design.values.begin(), design.values.end(), [](double x) { return x >= 0 && x <= 1; });
}

Points stretched_to_unit_cube(const Points& design) {
  Points result = design;
  for (std::size_t j = 0; j < design.columns && design.rows() > 0; ++j) {
    double low = design.at(0, j), high = low;
    for (std::size_t i = 1; i < design.rows(); ++i) {
      low = std::min(low, design.at(i, j));
      high = std::max(high, design.at(i, j));
    }
    for (std::size_t i = 0; i < design.rows(); ++i)
      result.values[i * design.columns + j] = high > low ? (design.at(i, j) - low) / (high - low) : 0;
  }
  return result;
}

}  // namespace gongjian::analysis
