#include "viz/viewer/city_scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gongjian::viz {
namespace {

constexpr double kPale = 0.55;  // areas, under units of the same scale
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

// Values of a variable in a record, one a row; empty where they are not known.
std::vector<double> values_of(const Variable& variable, const run::WeekRecord* record,
                              const core::FrameLayout& layout) {
  if (record == nullptr) return {};
  if (variable.column.table.empty()) {
    const core::Variable* output = layout.find(variable.id);
    if (output == nullptr || record->weeks_done == 0) return {};
    const auto first = record->frame.values.begin() + static_cast<std::ptrdiff_t>(output->offset);
    return {first, first + static_cast<std::ptrdiff_t>(output->size)};
  }
  const auto column = record->values_of(variable.column);
  return column == nullptr ? std::vector<double>{} : column->all();
}

void take_off(std::vector<double>& values, const std::vector<double>& others) {
  if (values.size() != others.size()) values.clear();
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= others[i];
}

// The range of a variable's scale grows with what is seen and does not shrink, so that weeks can be compared.
void widen(const std::vector<double>& values, const std::string& what, std::string& seen, double& low, double& high) {
  if (seen != what) low = high = 0;
  seen = what;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
}

Scale scale_for(const Variable& variable, bool is_difference, ScaleKind palette, double low, double high) {
  if (is_difference) return around_zero(low, high);
  return scale_of(variable, palette, low, high);
}

Colour with_alpha(Colour colour, int alpha) {
  colour.a = static_cast<std::uint8_t>(alpha);
  return colour;
}

}  // namespace

CityScene::CityScene(std::shared_ptr<const run::SideView> side, std::shared_ptr<const Places> places)
    : side_(std::move(side)), places_(std::move(places)), area_variables_(area_variables(side_->layout)) {
  scene_.points = places_->units;
  scene_.points_version = 1;
  scene_.point_colours.resize(scene_.points.size());
  scene_.point_size =
      std::clamp(220 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, scene_.points.size()))), 2.0F, 7.0F);
  shown_.assign(scene_.points.size(), 1);
}

std::vector<run::WatchedColumn> CityScene::watched(const Settings& settings, const core::FrameLayout& layout) {
  std::vector<run::WatchedColumn> columns;
  const Variable* units = find(unit_variables(), settings.unit_variable);
  if (units != nullptr && !units->is_kind) columns.push_back(units->column);
  const std::vector<Variable> areas = area_variables(layout);
  const Variable* area = find(areas, settings.area_variable);
  if (area != nullptr && !area->column.table.empty()) columns.push_back(area->column);
  return columns;
}

void CityScene::update(const Settings& settings, const Wanted& wanted) {
  const std::string now =
      fmt::format("{} {} {} {} {} {} {} {} {} {} {} {}", static_cast<const void*>(wanted.record.get()),
                  static_cast<const void*>(wanted.against.get()), static_cast<const void*>(wanted.found.get()),
                  settings.dark, settings.unit_variable, settings.area_variable, static_cast<int>(settings.palette),
                  settings.shows_projects, settings.shows_difference, static_cast<const void*>(wanted.city.get()),
                  wanted.projects != nullptr ? wanted.projects->weeks_done() : -1, fmt::join(settings.kinds, ""));
  if (now == drawn_) return;
  drawn_ = now;
  scene_.background = theme(settings.dark ? ThemeKind::dark : ThemeKind::light).water;
  paint_areas(settings, wanted);
  paint_units(settings, wanted);
  draw_projects(settings, wanted);
}

void CityScene::add_areas(const std::vector<Region>& regions, const std::vector<Colour>& fills, Colour outline,
                          float width) {
  for (std::size_t r = 0; r < regions.size(); ++r)
    if (regions[r].count > 0)
      scene_.areas.push_back(
          {regions[r].first, regions[r].count, fills.empty() ? Colour{0, 0, 0, 0} : fills[r], outline, width});
}

void CityScene::add_districts(const CityOfWeek& city, const std::vector<Colour>& fills, Colour outline, float width) {
  constexpr Colour kNone{0, 0, 0, 0};
  const std::vector<Region>& regions = places_->districts;
  std::vector<std::uint8_t> is_joined(regions.size(), 0);
  for (const JoinedArea& area : city.joined)
    for (const std::uint32_t part : area.parts) is_joined[part] = 1;
  for (std::size_t d = 0; d < regions.size(); ++d)
    if (regions[d].count > 0)
      scene_.areas.push_back(
          {regions[d].first, regions[d].count, fills[city.districts[d]], is_joined[d] != 0 ? kNone : outline, width});
  const auto add = [&](std::span<const Point> corners, Colour fill, Colour line) {
    scene_.areas.push_back({static_cast<std::uint32_t>(scene_.corners.size()),
                            static_cast<std::uint32_t>(corners.size()), fill, line, width});
    scene_.corners.insert(scene_.corners.end(), corners.begin(), corners.end());
  };
  scene_.corners = places_->corners;
  for (const JoinedArea& area : city.joined) {
    for (const auto& seam : area.seams) add(seam, fills[area.district], kNone);
    add(area.outline, kNone, outline);
  }
}

void CityScene::paint_areas(const Settings& settings, const Wanted& wanted) {
  const Theme& colours = theme(settings.dark ? ThemeKind::dark : ThemeKind::light);
  const Variable* variable = find(area_variables_, settings.area_variable);
  std::vector<double> values;
  area_bar_ = {};
  if (variable != nullptr) {
    values = values_of(*variable, wanted.record.get(), side_->layout);
    if (wanted.against != nullptr) take_off(values, values_of(*variable, wanted.against.get(), side_->layout));
    const bool is_difference = wanted.against != nullptr;
    widen(values, variable->id + (is_difference ? " -" : ""), area_seen_, area_low_, area_high_);
    area_bar_ = {true, variable->label, variable->unit,
                 scale_for(*variable, is_difference, settings.palette, area_low_, area_high_), false};
  }
  const std::string table = variable != nullptr ? variable->column.table : "";
  const auto fills = [&](const std::vector<Region>& regions, bool is_it, Colour otherwise) {
    std::vector<Colour> result(regions.size(), otherwise);
    if (is_it && values.size() >= regions.size())
      for (std::size_t r = 0; r < regions.size(); ++r)
        result[r] = mixed(area_bar_.scale.colour(values[r]), colours.land, kPale);
    return result;
  };
  const bool by_subdistrict = table == "subdistricts" || table == "committees",
             by_neighbourhood = table == "neighbourhoods";
  scene_.areas.clear();
  add_districts(*wanted.city, fills(places_->districts, variable != nullptr && table.empty(), colours.land),
                colours.outline, 1.5F);
  if (by_neighbourhood)
    add_areas(places_->neighbourhoods, fills(places_->neighbourhoods, true, colours.land),
              with_alpha(colours.outline, 40), 1);
  add_areas(places_->subdistricts,
            by_subdistrict ? fills(places_->subdistricts, true, colours.land) : std::vector<Colour>{},
            with_alpha(colours.outline, by_subdistrict ? 120 : 70), 1);
  ++scene_.areas_version;
}

void CityScene::paint_units(const Settings& settings, const Wanted& wanted) {
  const ThemeKind kind = settings.dark ? ThemeKind::dark : ThemeKind::light;
  const Variable* variable = find(unit_variables(), settings.unit_variable);
  const std::vector<std::uint8_t>& kinds = side_->shape.kind_of_unit;
  std::vector<double> values;
  unit_bar_ = {};
  units_known_ = variable == nullptr || variable->is_kind;
  if (variable != nullptr && !variable->is_kind) {
    values = values_of(*variable, wanted.record.get(), side_->layout);
    if (wanted.against != nullptr) take_off(values, values_of(*variable, wanted.against.get(), side_->layout));
    const bool is_difference = wanted.against != nullptr;
    units_known_ = values.size() == kinds.size();
    widen(values, variable->id + (is_difference ? " -" : ""), unit_seen_, unit_low_, unit_high_);
    unit_bar_ = {true, variable->label, variable->unit,
                 scale_for(*variable, is_difference, settings.palette, unit_low_, unit_high_),
                 variable->is_yes_no && !is_difference};
  }
  for (std::size_t u = 0; u < kinds.size(); ++u) {
    shown_[u] =
        settings.kinds[kinds[u] % settings.kinds.size()] && (wanted.found == nullptr || (*wanted.found)[u] != 0);
    Colour colour{0, 0, 0, 0};
    if (shown_[u] != 0) {
      if (variable == nullptr || variable->is_kind) colour = category(kinds[u], kind);
      else colour = unit_bar_.scale.colour(units_known_ ? values[u] : kNothing);
    }
    scene_.point_colours[u] = colour;
  }
  ++scene_.colours_version;
  unit_values_ = units_known_ ? std::move(values) : std::vector<double>{};
}

void CityScene::draw_projects(const Settings& settings, const Wanted& wanted) {
  scene_.links.clear();
  if (settings.shows_projects && wanted.projects != nullptr) {
    const Colour colour = with_alpha(theme(settings.dark ? ThemeKind::dark : ThemeKind::light).accent, 110);
    for (const run::StartedProject& project : wanted.projects->projects())
      for (const std::uint32_t other : {project.provider, project.partner, project.second_partner})
        if (other < places_->units.size() && project.initiator < places_->units.size() && shown_[other] != 0 &&
            shown_[project.initiator] != 0)
          scene_.links.push_back({places_->units[project.initiator], places_->units[other], colour, 1});
  }
  ++scene_.links_version;
}

}  // namespace gongjian::viz
