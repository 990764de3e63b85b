// Convex polygons, in the precision that maps are laid out in.
#pragma once

#include <vector>

namespace gongjian::viz {

struct Vec2 {
  double x = 0, y = 0;
};

// Corners of a convex polygon in order, either way round. Fewer than three: it has no inside.
using Polygon = std::vector<Vec2>;

// The points p with x * p.x + y * p.y <= limit; (x, y) has length 1 where distances matter.
struct HalfPlane {
  double x = 1, y = 0, limit = 0;
  double beyond(Vec2 p) const { return x * p.x + y * p.y - limit; }
};

double area(const Polygon& polygon);
// Of its area; the mean of its corners where it has none.
Vec2 centroid(const Polygon& polygon);
// Borders count as inside.
bool contains(const Polygon& polygon, Vec2 point);
// How far it is from a point inside to the border, in the direction (x, y) of length 1.
double reach(const Polygon& polygon, Vec2 from, Vec2 direction);

// Cuts off what lies outside the half plane. `scratch` is overwritten; it saves an allocation.
void clip(Polygon& polygon, const HalfPlane& keep, Polygon& scratch);
// The polygon made smaller about its centroid.
Polygon shrunk(const Polygon& polygon, double factor);
// Corners cut off, each at a quarter of its edges, so many times (Chaikin 1974): stays convex.
Polygon rounded(Polygon polygon, int times);

// A convex outline between a disc and a rectangle, about the origin: |x / w|^3 + |y / h|^3 = 1.
Polygon rounded_box(double half_width, double half_height);

}  // namespace gongjian::viz
