#include <algorithm>
#include <cmath>
#include <random>

#include "tests/catch.hpp"
#include "tests/viz/view_data/made_cities.hpp"
#include "viz/view_data/matrix.hpp"
#include "viz/view_data/network.hpp"
#include "viz/view_data/pick.hpp"

using namespace gongjian;
using namespace gongjian::viz;

namespace {

std::vector<ProjectLink> made_links(std::size_t count, std::uint32_t units) {
  std::mt19937 random(6);
  std::vector<ProjectLink> links;
  for (std::size_t i = 0; i < count; ++i)
    links.push_back({static_cast<std::uint32_t>(random() % units), static_cast<std::uint32_t>(random() % units),
                     static_cast<double>(1 + random() % 4)});
  return links;
}

double weight_of(const std::vector<ProjectLink>& links) {
  double sum = 0;
  for (const ProjectLink& link : links) sum += link.weight;
  return sum;
}

// What the network shows or tells that it leaves out.
double weight_of(const Network& made) {
  double sum = made.weight_left_out;
  for (const NetworkEdge& edge : made.edges) sum += edge.weight;
  for (const NetworkNode& node : made.nodes) sum += node.inside;
  return sum;
}

}  // namespace

TEST_CASE("at every level a network holds all that its links weigh", "[viz]") {
  const run::CityShape city = even_city(4, 12, 60, 600);
  const Hierarchy hierarchy(city);
  const Places places = place(city);
  const auto links = made_links(1500, 600);
  for (const Level level : {Level::district, Level::subdistrict, Level::unit})
    for (const auto arrangement : {NetworkView::Arrangement::map, NetworkView::Arrangement::rings})
      for (const std::size_t most : {std::size_t{10}, std::size_t{100'000}}) {
        const Network made =
            network(city, hierarchy, places, links, {.level = level, .arrangement = arrangement, .most_edges = most});
        CHECK(weight_of(made) == Approx(weight_of(links)));
        CHECK(made.edges.size() <= most);
        double outside = 0;
        for (const NetworkNode& node : made.nodes) {
          outside += node.outside;
          CHECK(made.bounds.contains(node.at));
        }
        CHECK(outside / 2 == Approx(weight_of(links) - [&] {
                double inside = 0;
                for (const NetworkNode& node : made.nodes) inside += node.inside;
                return inside;
              }()));
      }
}

TEST_CASE("the edges shown are the heaviest, each pair once", "[viz]") {
  const run::CityShape city = even_city(6, 12, 60, 600);
  const auto links = made_links(3000, 600);
  const Hierarchy hierarchy(city);
  const Places places = place(city);
  const Network all = network(city, hierarchy, places, links, {.most_edges = 1000});
  CHECK(all.edges.size() == 15);
  CHECK(all.edges_left_out == 0);
  const Network some = network(city, hierarchy, places, links, {.most_edges = 4});
  REQUIRE(some.edges.size() == 4);
  CHECK(some.edges_left_out == 11);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(some.edges[i].weight == all.edges[i].weight);
    CHECK(some.edges[i].from < some.edges[i].to);
  }
  CHECK(std::is_sorted(all.edges.begin(), all.edges.end(), [](auto& a, auto& b) { return a.weight > b.weight; }));
}

TEST_CASE("of edges that weigh the same, those shown come from all over the city", "[viz]") {
  const run::CityShape city = even_city(4, 12, 60, 600);
  std::vector<ProjectLink> links = made_links(2000, 600);
  for (ProjectLink& link : links) link.weight = 1;
  const Network made = network(city, Hierarchy(city), place(city), links, {.level = Level::unit, .most_edges = 200});
  std::vector<int> from(4, 0);
  for (const NetworkEdge& edge : made.edges)
    ++from[city.district_of_subdistrict[city.subdistrict_of_unit[made.nodes[edge.to].row]]];
  std::vector<int> all(4, 0);
  for (const ProjectLink& link : links)
    ++all[city.district_of_subdistrict[city.subdistrict_of_unit[std::max(link.a, link.b)]]];
  for (std::size_t d = 0; d < 4; ++d) CHECK(std::abs(from[d] - all[d] / 10) < 25);
}

TEST_CASE("units have their committee as hub, committees their alliance, and lie in their place on the map", "[viz]") {
  const run::CityShape city = even_city(3, 9, 45, 450);
  const Places places = place(city);
  const Network made = network(city, Hierarchy(city), places, made_links(600, 450), {.level = Level::unit});
  std::size_t units = 0;
  for (const NetworkNode& node : made.nodes) {
    if (node.what == NetworkNode::What::alliance) {
      CHECK(node.hub == NetworkNode::kNoHub);
      continue;
    }
    const NetworkNode& hub = made.nodes[node.hub];
    if (node.what == NetworkNode::What::committee) {
      CHECK(hub.what == NetworkNode::What::alliance);
      CHECK(hub.row == city.district_of_subdistrict[node.row]);
      continue;
    }
    ++units;
    CHECK(hub.what == NetworkNode::What::committee);
    CHECK(hub.row == city.subdistrict_of_unit[node.row]);
    CHECK(contains(places.outline(places.subdistricts[hub.row]), node.at));
  }
  CHECK(units > 300);
}

TEST_CASE("nodes stay where they are when links come and go", "[viz]") {
  const run::CityShape city = even_city(2, 6, 30, 300);
  const Places places = place(city);
  const Hierarchy hierarchy(city);
  const std::vector<ProjectLink> few{{7, 200, 1}}, more{{7, 200, 1}, {8, 9, 1}, {3, 100, 5}};
  for (const auto arrangement : {NetworkView::Arrangement::map, NetworkView::Arrangement::rings}) {
    const NetworkView view{.level = Level::unit, .arrangement = arrangement};
    const Network a = network(city, hierarchy, places, few, view), b = network(city, hierarchy, places, more, view);
    CHECK(a.nodes.size() == 2 + 6 + 2);
    for (const NetworkNode& node : a.nodes) {
      const auto same = std::find_if(b.nodes.begin(), b.nodes.end(),
                                     [&](const NetworkNode& n) { return n.what == node.what && n.row == node.row; });
      REQUIRE(same != b.nodes.end());
      CHECK((same->at.x == node.at.x && same->at.y == node.at.y));
    }
  }
}

TEST_CASE("one district's network leaves the others away", "[viz]") {
  const run::CityShape city = even_city(3, 9, 45, 450);
  const std::vector<ProjectLink> links{{0, 100, 2}, {0, 400, 5}, {1, 2, 0}, {3, 4, -1}};
  const Network made =
      network(city, Hierarchy(city), place(city), links, {.level = Level::subdistrict, .district = 0u});
  CHECK(made.nodes.size() == 1 + 3);
  REQUIRE(made.edges.size() == 1);
  CHECK(made.edges[0].weight == 2);
  CHECK(network({}, Hierarchy(run::CityShape{}), {}, {}, {}).nodes.empty());
}

TEST_CASE("a matrix of co-operation has the sums of its links", "[viz]") {
  const run::CityShape city = even_city(4, 12, 60, 600);
  const auto links = made_links(2000, 600);
  for (const Grouping& grouping : {by_district(city), by_kind(city, 8)}) {
    const Matrix made = cooperation(links, grouping);
    CHECK(made.total == Approx(weight_of(links)));
    double rows = 0, columns = 0;
    for (std::size_t i = 0; i < made.size; ++i) {
      rows += made.row_totals[i];
      columns += made.column_totals[i];
    }
    CHECK(rows == Approx(made.total));
    CHECK(columns == Approx(made.total));
    const Matrix both = symmetrised(made);
    for (std::size_t i = 0; i < made.size; ++i) {
      CHECK(both.at(i, i) == made.at(i, i));
      for (std::size_t j = 0; j < i; ++j) {
        CHECK(both.at(i, j) == both.at(j, i));
        CHECK(both.at(i, j) == made.at(i, j) + made.at(j, i));
      }
    }
    CHECK(normalised(made, Normalisation::share_of_all).total == Approx(1));
    for (const double total : normalised(made, Normalisation::share_of_row).row_totals) CHECK(total == Approx(1));
  }
}

TEST_CASE("a matrix of one district's subdistricts holds that district's links alone", "[viz]") {
  const run::CityShape city = even_city(2, 6, 12, 120);
  const std::vector<ProjectLink> links{{0, 25, 2}, {25, 0, 1}, {0, 119, 7}, {119, 118, 3}};
  const Matrix made = cooperation(links, by_subdistrict(city, 0));
  REQUIRE(made.size == 3);
  CHECK(made.at(0, 1) == 2);
  CHECK(made.at(1, 0) == 1);
  CHECK(made.total == 3);
  CHECK(made.highest == 2);
  CHECK(by_subdistrict(city, 1).rows == std::vector<std::uint32_t>{3, 4, 5});
}

TEST_CASE("what is as large as chance makes it is 1 of what is expected", "[viz]") {
  Grouping two{{0, 1}, {0, 1}};
  const std::vector<ProjectLink> even{{0, 0, 4}, {0, 1, 2}, {1, 0, 2}, {1, 1, 1}};
  const Matrix made = normalised(cooperation(even, two), Normalisation::over_expected);
  for (const double cell : made.cells) CHECK(cell == Approx(1));
  const Matrix none = cooperation({}, two);
  CHECK(normalised(none, Normalisation::share_of_row).at(0, 0) == 0);
  CHECK(std::isnan(normalised(none, Normalisation::over_expected).at(0, 0)));
}
