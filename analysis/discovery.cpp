#include "analysis/discovery.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <optional>
#include <set>

#include "engine/core/check.hpp"

namespace gongjian::analysis {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Rows = std::vector<std::size_t>;

struct Data {
  const std::vector<DiscoveryFactor>& factors;
  const std::vector<double>& of_interest;
  Rows rows;     // with an outcome
  double total;  // cases of interest

  double interest(const Rows& some) const {
    double count = 0;
    for (const std::size_t row : some) count += of_interest[row];
    return count;
  }
};

// The rows of `some` that a factor's limits let through.
Rows held(const Rows& some, const DiscoveryFactor& factor, const Limits& limits) {
  Rows result;
  for (const std::size_t row : some)
    if (limits.hold(factor.values[row])) result.push_back(row);
  return result;
}

// The rows in a box; without the limits of one factor where one is named.
Rows rows_in(const Data& data, const std::vector<Limits>& limits, std::optional<std::size_t> but = {}) {
  Rows rows = data.rows;
  for (std::size_t f = 0; f < limits.size(); ++f)
    if (f != but && limits[f].restricted()) rows = held(rows, data.factors[f], limits[f]);
  return rows;
}

Box box_of(const Data& data, const std::vector<Limits>& limits) {
  const Rows rows = rows_in(data, limits);
  const double cases = data.interest(rows), count = static_cast<double>(rows.size());
  Box box{limits, static_cast<int>(rows.size()), static_cast<int>(cases)};
  box.mass = count / static_cast<double>(data.rows.size());
  box.coverage = cases / data.total;
  box.density = cases / count;
  for (std::size_t f = 0; f < limits.size(); ++f) {
    box.quasi_p.push_back(kMissing);
    if (!limits[f].restricted()) continue;
    ++box.restricted;
    const Rows wider = rows_in(data, limits, f);
    const boost::math::binomial chance(count, data.interest(wider) / static_cast<double>(wider.size()));
    box.quasi_p[f] = cases == 0 ? 1 : boost::math::cdf(boost::math::complement(chance, cases - 1));
  }
  return box;
}

std::vector<double> values_of(const DiscoveryFactor& factor, const Rows& rows) {
  std::vector<double> values;
  for (const std::size_t row : rows) values.push_back(factor.values[row]);
  return values;
}

// The limits that a step may give a factor, of which a share alpha of the rows in the box falls out, or a value's rows.
std::vector<Limits> peeled(const DiscoveryFactor& factor, const Limits& limits, const Rows& rows, double alpha) {
  std::vector<Limits> steps;
  std::vector<double> values = values_of(factor, rows);
  if (factor.choice) {
    for (const double value : std::set<double>(values.begin(), values.end())) {
      steps.push_back(limits);
      steps.back().left_out.push_back(value);
    }
    return steps;
  }
  const auto out = static_cast<std::size_t>(std::max(1.0, alpha * static_cast<double>(values.size())));
  if (out >= values.size()) return steps;
  // the values that become the ends; where those of the first `out` rows are all the same, the next beyond them
  const auto next = [&](const auto& before) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(out);
    std::nth_element(values.begin(), at, values.end(), before);
    const double first = *std::min_element(values.begin(), at, before);
    if (before(first, *at)) return *at;
    double beyond = first;
    for (const double value : values)
      if (before(first, value) && (beyond == first || before(value, beyond))) beyond = value;
    return beyond;
  };
  const double low = next(std::less<>()), high = next(std::greater<>());
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (low > *least) steps.push_back({low, limits.high, {}});
  if (high < *most) steps.push_back({limits.low, high, {}});
  return steps;
}

// The limits that a pasting step may give a factor; `near` are the rows in the box without this factor's limits.
std::vector<Limits> pasted(const DiscoveryFactor& factor, const Limits& limits, const Rows& near, std::size_t in) {
  std::vector<Limits> steps;
  for (const double value : limits.left_out) {
    steps.push_back(limits);
    steps.back().left_out.erase(std::find(steps.back().left_out.begin(), steps.back().left_out.end(), value));
  }
  std::vector<double> below, above;
  for (const double value : values_of(factor, near)) {
    if (value < limits.low) below.push_back(value);
    if (value > limits.high) above.push_back(value);
  }
  // the end moves out by `in` rows, and past the last one there are no limits
  const auto end = [&](std::vector<double>& outside, const auto& nearer, double none) {
    std::sort(outside.begin(), outside.end(), nearer);
    return outside.size() > in ? outside[in - 1] : none;
  };
  if (std::isfinite(limits.low)) steps.push_back({end(below, std::greater<>(), -kInfinity), limits.high, {}});
  if (std::isfinite(limits.high)) steps.push_back({limits.low, end(above, std::less<>(), kInfinity), {}});
  return steps;
}

// The next box of the trajectory, or none.
std::optional<std::vector<Limits>> peel(const Data& data, const std::vector<Limits>& limits, const Peeling& peeling) {
  const Rows rows = rows_in(data, limits);
  const double count = static_cast<double>(rows.size()), density = data.interest(rows) / count;
  if (density == 1 || data.total == 0) return {};
  std::optional<std::vector<Limits>> best;
  double most = 0;
  for (std::size_t f = 0; f < limits.size(); ++f)
    for (const Limits& step : peeled(data.factors[f], limits[f], rows, peeling.alpha)) {
      const Rows left = held(rows, data.factors[f], step);
      const auto size = static_cast<double>(left.size());
      if (left.empty() || size < peeling.least_mass * static_cast<double>(data.rows.size())) continue;
      const double gain = (data.interest(left) / size - density) / (count - size);
      if (best && gain <= most) continue;
      most = gain;
      best = limits;
      (*best)[f] = step;
    }
  return best;
}

// The box with its limits moved outwards, the densest step first, as long as the density does not fall.
Box paste(const Data& data, Box box, double alpha) {
  for (bool moved = true; moved;) {
    moved = false;
    Box best = box;
    const auto in = static_cast<std::size_t>(std::max(1.0, alpha * box.rows));
    for (std::size_t f = 0; f < box.limits.size(); ++f) {
      const Rows near = rows_in(data, box.limits, f);
      for (const Limits& step : pasted(data.factors[f], box.limits[f], near, in)) {
        std::vector<Limits> wider = box.limits;
        wider[f] = step;
        const Box candidate = box_of(data, wider);
        if (candidate.density > best.density || (candidate.density == best.density && candidate.rows > best.rows))
          best = candidate, moved = true;
      }
    }
    box = best;
  }
  return box;
}

// The box without limits whose quasi-p value is more than `most`, worst first.
Box without_weak_limits(const Data& data, Box box, double most) {
  while (true) {
    std::optional<std::size_t> worst;
    for (std::size_t f = 0; f < box.limits.size(); ++f)
      if (box.quasi_p[f] > (worst ? box.quasi_p[*worst] : most)) worst = f;
    if (!worst) return box;
    box.limits[*worst] = {};
    box = box_of(data, box.limits);
  }
}

}  // namespace

bool Limits::restricted() const { return std::isfinite(low) || std::isfinite(high) || !left_out.empty(); }

bool Limits::hold(double value) const {
  return low <= value && value <= high && std::find(left_out.begin(), left_out.end(), value) == left_out.end();
}

double Box::balance() const { return of_interest == 0 ? 0 : 2 * coverage * density / (coverage + density); }

Discovery discover(const std::vector<DiscoveryFactor>& factors, const std::vector<double>& of_interest,
                   const Peeling& peeling) {
  Discovery result;
  Data data{factors, of_interest, {}, 0};
  for (const DiscoveryFactor& factor : factors) GONGJIAN_CHECK(factor.values.size() == of_interest.size());
  for (std::size_t row = 0; row < of_interest.size(); ++row) {
    if (std::isnan(of_interest[row])) {
      ++result.failed;
      continue;
    }
    GONGJIAN_CHECK(of_interest[row] == 0 || of_interest[row] == 1);
    data.rows.push_back(row);
  }
  data.total = data.interest(data.rows);
  result.rows = static_cast<int>(data.rows.size());
  result.of_interest = static_cast<int>(data.total);

  std::optional<std::vector<Limits>> limits(std::in_place, factors.size());
  for (; limits; limits = peel(data, *limits, peeling)) result.trajectory.push_back(box_of(data, *limits));
  for (std::size_t i = 0; i < result.trajectory.size(); ++i)
    if (result.trajectory[i].balance() > result.trajectory[result.chosen].balance()) result.chosen = i;
  const Box widened = paste(data, result.trajectory[result.chosen], peeling.alpha);
  result.suggested = without_weak_limits(data, widened, peeling.most_quasi_p);
  return result;
}

}  // namespace gongjian::analysis
