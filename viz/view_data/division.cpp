#include "viz/view_data/division.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace gongjian::viz {
namespace {

constexpr double kWeightStep = 0.45;        // of what an area lacks; above 0.6 they swing
constexpr double kPull = 0.2, kHold = 0.2;  // of seeded sites, in each step: to their cell's middle, back to their seed
constexpr double kLeastArea = 0.1;          // of its share, below which a cell counts as lost
constexpr double kLeastAfterGaps = 0.3;     // of a cell's area: less is shrunk instead of cut

Vec2 between(Vec2 a, Vec2 b, double part) { return {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)}; }

struct Diagram {
  std::vector<Vec2> sites;
  std::vector<double> weights;
};

double longest(const Polygon& polygon, Vec2 from) {
  double most = 0;
  for (const Vec2 p : polygon) most = std::max(most, (p.x - from.x) * (p.x - from.x) + (p.y - from.y) * (p.y - from.y));
  return most;
}

// The points that lie nearer to site i than to any other, by squared distance less weight.
void cut_cell(const Diagram& diagram, std::size_t i, const Polygon& within, const Gap& gap, Polygon& cell,
              Polygon& scratch) {
  cell = within;
  const Vec2 a = diagram.sites[i];
  double radius = longest(cell, a);
  for (std::size_t j = 0; j < diagram.sites.size() && !cell.empty(); ++j) {
    if (j == i) continue;
    const double x = diagram.sites[j].x - a.x, y = diagram.sites[j].y - a.y;
    const double squared = x * x + y * y;
    const double reach_of_border = squared + diagram.weights[i] - diagram.weights[j];
    const bool beyond = reach_of_border > 0 && reach_of_border * reach_of_border > 4 * squared * radius;
    if (squared <= 0 || (!gap && beyond)) continue;
    const double distance = std::sqrt(squared);
    const HalfPlane near{x / distance, y / distance,
                         (x * a.x + y * a.y + reach_of_border / 2) / distance - (gap ? gap(i, j) / 2 : 0.0)};
    clip(cell, near, scratch);
    radius = longest(cell, a);
  }
  if (cell.size() < 3) cell.clear();
}

std::vector<Polygon> cells(const Diagram& diagram, const Polygon& within, const Gap& gap) {
  std::vector<Polygon> result(diagram.sites.size());
  Polygon scratch;
  for (std::size_t i = 0; i < result.size(); ++i) cut_cell(diagram, i, within, gap, result[i], scratch);
  return result;
}

// Sites to begin with, on a spiral of the golden angle that fills the polygon.
std::vector<Vec2> spread(const Polygon& polygon, std::size_t count) {
  const Vec2 centre = centroid(polygon);
  const double golden_angle = std::numbers::pi * (3 - std::sqrt(5.0));
  std::vector<Vec2> result;
  for (std::size_t k = 0; k < count; ++k) {
    const double angle = static_cast<double>(k) * golden_angle;
    const Vec2 direction{std::cos(angle), std::sin(angle)};
    const double part = std::sqrt((static_cast<double>(k) + 0.5) / static_cast<double>(count));
    const double r = 0.9 * part * reach(polygon, centre, direction);
    result.push_back({centre.x + r * direction.x, centre.y + r * direction.y});
  }
  return result;
}

// Seeds that lie outside are drawn in, towards the middle.
std::vector<Vec2> drawn_in(const Polygon& polygon, std::vector<Vec2> seeds) {
  const Vec2 centre = centroid(polygon);
  for (Vec2& seed : seeds) {
    const double x = seed.x - centre.x, y = seed.y - centre.y, length = std::sqrt(x * x + y * y);
    if (length <= 0 || contains(polygon, seed)) continue;
    const double part = 0.95 * reach(polygon, centre, {x / length, y / length}) / length;
    seed = {centre.x + part * x, centre.y + part * y};
  }
  return seeds;
}

void settle(Diagram& diagram, const Polygon& polygon, const std::vector<double>& targets, int steps, bool seeded) {
  const std::vector<Vec2> seeds = diagram.sites;
  std::vector<double> areas(targets.size());
  for (int step = 0; step < steps; ++step) {
    const std::vector<Polygon> now = cells(diagram, polygon, {});
    for (std::size_t i = 0; i < now.size(); ++i) {
      areas[i] = area(now[i]);
      if (areas[i] > 0) {
        Vec2& site = diagram.sites[i];
        const Vec2 middle = centroid(now[i]);
        site = !seeded ? middle : between(between(site, middle, kPull), seeds[i], kHold);
      }
      diagram.weights[i] += kWeightStep * (targets[i] - areas[i]);
    }
  }
  // one more look, with the sites at rest: a diagram that has lost a cell falls back to plain Voronoi, which can't
  const std::vector<Polygon> last = cells(diagram, polygon, {});
  for (std::size_t i = 0; i < last.size(); ++i)
    if (area(last[i]) < kLeastArea * targets[i]) {
      std::fill(diagram.weights.begin(), diagram.weights.end(), 0.0);
      return;
    }
}

std::vector<Polygon> divide_by_one_diagram(const Polygon& polygon, const Division& division) {
  const std::size_t count = division.shares.size();
  if (count == 1) return {polygon};
  const double sum = std::accumulate(division.shares.begin(), division.shares.end(), 0.0);
  std::vector<double> targets;
  for (const double share : division.shares) targets.push_back(share / sum * area(polygon));
  Diagram diagram{division.seeds.empty() ? spread(polygon, count) : drawn_in(polygon, division.seeds),
                  std::vector<double>(count, 0.0)};
  settle(diagram, polygon, targets, division.steps, !division.seeds.empty());
  std::vector<Polygon> result = cells(diagram, polygon, {});
  if (!division.gap) return result;
  std::vector<Polygon> apart = cells(diagram, polygon, division.gap);
  for (std::size_t i = 0; i < count; ++i)
    result[i] = area(apart[i]) >= kLeastAfterGaps * area(result[i]) ? apart[i] : shrunk(result[i], 0.7);
  return result;
}

}  // namespace

std::vector<Polygon> divide(const Polygon& polygon, const Division& division) {
  const std::size_t count = division.shares.size();
  if (count == 0) return {};
  if (count <= Division::kMostSites) return divide_by_one_diagram(polygon, division);

  // groups of consecutive cells, which then are divided themselves
  const std::size_t groups = std::min(Division::kMostSites, (count + Division::kMostSites - 1) / Division::kMostSites);
  std::vector<std::size_t> first;
  for (std::size_t g = 0; g <= groups; ++g) first.push_back(g * count / groups);
  Division outer{.gap = division.gap, .steps = division.steps};
  for (std::size_t g = 0; g < groups; ++g) {
    outer.shares.push_back(0);
    for (std::size_t i = first[g]; i < first[g + 1]; ++i) outer.shares.back() += division.shares[i];
  }
  const std::vector<Polygon> parts = divide_by_one_diagram(polygon, outer);
  std::vector<Polygon> result;
  for (std::size_t g = 0; g < groups; ++g) {
    const auto from = division.shares.begin();
    Division inner{.gap = division.gap, .steps = division.steps};
    inner.shares.assign(from + static_cast<std::ptrdiff_t>(first[g]), from + static_cast<std::ptrdiff_t>(first[g + 1]));
    for (Polygon& cell : divide(parts[g], inner)) result.push_back(std::move(cell));
  }
  return result;
}

}  // namespace gongjian::viz
