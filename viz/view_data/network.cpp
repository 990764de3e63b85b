#include "viz/view_data/network.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/check.hpp"
#include "viz/view_data/network_places.hpp"

namespace gongjian::viz {
namespace {

using What = NetworkNode::What;

constexpr std::uint32_t kNone = NetworkNode::kNoHub;
struct SizeRange {
  float least, most;  // pixels
};
constexpr std::array<SizeRange, 3> kSizes = {{{10, 34}, {7, 26}, {4, 14}}};  // of alliances, committees, units

class Builder {
 public:
  Builder(const run::CityShape& city, const Hierarchy& hierarchy, const Places& places, const NetworkView& view)
      : city_(city),
        view_(view),
        places_(view.arrangement == NetworkView::Arrangement::map ? on_map(city, places) : on_rings(city, hierarchy)) {
    GONGJIAN_CHECK(view.level == Level::district || view.level == Level::subdistrict || view.level == Level::unit);
  }

  Network build(std::span<const ProjectLink> links) {
    add_hubs();
    if (view_.level == Level::unit) add_units(links);
    add_edges(links);
    set_sizes();
    set_bounds();
    return std::move(network_);
  }

 private:
  bool shown(std::uint32_t district) const { return !view_.district || *view_.district == district; }
  std::uint32_t district_of(std::uint32_t unit) const {
    return city_.district_of_subdistrict[city_.subdistrict_of_unit[unit]];
  }
  bool counts(const ProjectLink& link) const {
    GONGJIAN_CHECK(link.a < city_.subdistrict_of_unit.size() && link.b < city_.subdistrict_of_unit.size());
    return link.weight > 0 && shown(district_of(link.a)) && shown(district_of(link.b));
  }

  std::uint32_t add(What what, std::uint32_t row, Point at, std::uint32_t hub) {
    network_.nodes.push_back({.what = what, .row = row, .at = at, .hub = hub});
    return static_cast<std::uint32_t>(network_.nodes.size() - 1);
  }

  void add_hubs() {
    alliance_.assign(city_.districts.size(), kNone);
    std::vector<std::uint8_t> exists(alliance_.size(), 0);  // others have absorbed those without subdistricts
    for (const std::uint32_t d : city_.district_of_subdistrict) exists[d] = 1;
    for (std::uint32_t d = 0; d < alliance_.size(); ++d)
      if (shown(d) && exists[d] != 0) alliance_[d] = add(What::alliance, d, places_.alliances[d], kNone);
    committee_.assign(city_.district_of_subdistrict.size(), kNone);
    if (view_.level == Level::district) return;
    for (std::uint32_t s = 0; s < committee_.size(); ++s) {
      const std::uint32_t d = city_.district_of_subdistrict[s];
      if (shown(d)) committee_[s] = add(What::committee, s, places_.committees[s], alliance_[d]);
    }
  }

  void add_units(std::span<const ProjectLink> links) {
    unit_.assign(city_.subdistrict_of_unit.size(), kNone);
    std::vector<std::uint8_t> linked(unit_.size(), 0);
    for (const ProjectLink& link : links)
      if (counts(link)) linked[link.a] = linked[link.b] = 1;
    for (std::uint32_t u = 0; u < unit_.size(); ++u)
      if (linked[u]) unit_[u] = add(What::unit, u, places_.units[u], committee_[city_.subdistrict_of_unit[u]]);
  }

  std::uint32_t node_of(std::uint32_t unit) const {
    if (view_.level == Level::unit) return unit_[unit];
    return view_.level == Level::subdistrict ? committee_[city_.subdistrict_of_unit[unit]]
                                             : alliance_[district_of(unit)];
  }

  // Among edges that weigh the same, those shown come from anywhere, and are the same from week to week.
  std::uint64_t lot(const NetworkEdge& edge) const {
    std::uint64_t x = std::uint64_t{network_.nodes[edge.from].row} << 32 | network_.nodes[edge.to].row;
    x = (x ^ x >> 31) * 0x9E3779B97F4A7C15u;
    return (x ^ x >> 29) * 0xBF58476D1CE4E5B9u;
  }

  void add_edges(std::span<const ProjectLink> links) {
    std::vector<NetworkEdge> pairs;
    for (const ProjectLink& link : links) {
      if (!counts(link)) continue;
      const auto [from, to] = std::minmax({node_of(link.a), node_of(link.b)});
      if (from == to) {
        network_.nodes[from].inside += link.weight;
        continue;
      }
      network_.nodes[from].outside += link.weight;
      network_.nodes[to].outside += link.weight;
      pairs.push_back({from, to, link.weight});
    }
    merge(pairs);
    keep_heaviest();
  }

  void merge(std::vector<NetworkEdge>& pairs) {
    const auto by_pair = [](const NetworkEdge& a, const NetworkEdge& b) {
      return a.from != b.from ? a.from < b.from : a.to < b.to;
    };
    std::stable_sort(pairs.begin(), pairs.end(), by_pair);
    std::vector<NetworkEdge>& edges = network_.edges;
    for (const NetworkEdge& pair : pairs)
      if (!edges.empty() && edges.back().from == pair.from && edges.back().to == pair.to)
        edges.back().weight += pair.weight;
      else edges.push_back(pair);
  }

  void keep_heaviest() {
    std::vector<NetworkEdge>& edges = network_.edges;
    std::sort(edges.begin(), edges.end(), [this](const NetworkEdge& a, const NetworkEdge& b) {
      if (a.weight != b.weight) return a.weight > b.weight;
      const std::uint64_t x = lot(a), y = lot(b);
      return x != y ? x < y : std::pair(a.from, a.to) < std::pair(b.from, b.to);
    });
    while (edges.size() > view_.most_edges) {
      network_.weight_left_out += edges.back().weight;
      ++network_.edges_left_out;
      edges.pop_back();
    }
  }

  void set_sizes() {
    double most = 0;
    for (const NetworkNode& node : network_.nodes) most = std::max(most, node.inside + node.outside);
    for (NetworkNode& node : network_.nodes) {
      const double part = most > 0 ? (node.inside + node.outside) / most : 0;
      const SizeRange range = kSizes[static_cast<std::size_t>(node.what)];
      node.size = range.least + (range.most - range.least) * static_cast<float>(std::sqrt(part));
    }
  }

  void set_bounds() {
    if (network_.nodes.empty()) return;
    const Point first = network_.nodes.front().at;
    Bounds all{first.x, first.y, first.x, first.y};
    for (const NetworkNode& node : network_.nodes)
      all = {std::min(all.left, node.at.x), std::min(all.top, node.at.y), std::max(all.right, node.at.x),
             std::max(all.bottom, node.at.y)};
    network_.bounds = all;
  }

  const run::CityShape& city_;
  const NetworkView& view_;
  const NetworkPlaces places_;
  std::vector<std::uint32_t> alliance_, committee_, unit_;  // their nodes
  Network network_;
};

}  // namespace

Network network(const run::CityShape& city, const Hierarchy& hierarchy, const Places& places,
                std::span<const ProjectLink> links, const NetworkView& view) {
  return Builder(city, hierarchy, places, view).build(links);
}

}  // namespace gongjian::viz
