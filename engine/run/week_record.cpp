#include "engine/run/week_record.hpp"

#include <algorithm>

#include "engine/run/cell.hpp"

namespace gongjian::run {
namespace {

// A column of any table of the state; null where there is no such column.
std::shared_ptr<const ColumnValues> read_column(model::World& world, const WatchedColumn& wanted) {
  std::shared_ptr<const ColumnValues> values;
  world.visit_tables([&]<class Table>(Table& table) {
    if (wanted.table != Table::kName) return;
    auto read = [&](std::string_view name, const auto& column, const auto&...) {
      if (wanted.column == name) values = std::make_shared<const ColumnValues>(column);
    };
    table.visit(read);
  });
  return values;
}

// Ids as they lie in a column.
template <class Id>
std::vector<std::uint32_t> numbers(const std::vector<Id>& ids) {
  std::vector<std::uint32_t> result(ids.size());
  std::transform(ids.begin(), ids.end(), result.begin(), [](Id id) { return static_cast<std::uint32_t>(id.value); });
  return result;
}

bool is_active(const model::Projects& projects, std::size_t id) {
  return projects.state[id] == model::ProjectState::active;
}

}  // namespace

template <class Cell>
ColumnValues::ColumnValues(const core::Column<Cell>& column) {
  if constexpr (sizeof(Cell) == 1) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(column.data());
    rows_.emplace<std::vector<std::uint8_t>>(bytes, bytes + column.size());
  } else if constexpr (std::is_arithmetic_v<Cell>) {
    rows_.emplace<std::vector<float>>(column.begin(), column.end());
  } else {
    std::vector<float> values(column.size());
    std::transform(column.begin(), column.end(), values.begin(),
                   [](const Cell& cell) { return static_cast<float>(number_in(cell)); });
    rows_ = std::move(values);
  }
}

std::size_t ColumnValues::size() const {
  return std::visit([](const auto& rows) { return rows.size(); }, rows_);
}

std::size_t ColumnValues::bytes() const {
  return std::visit([](const auto& rows) { return rows.size() * sizeof rows[0]; }, rows_);
}

double ColumnValues::operator[](std::size_t row) const {
  return std::visit([row](const auto& rows) { return static_cast<double>(rows[row]); }, rows_);
}

std::vector<double> ColumnValues::all() const {
  return std::visit([](const auto& rows) { return std::vector<double>(rows.begin(), rows.end()); }, rows_);
}

std::shared_ptr<const ColumnValues> WeekRecord::values_of(const WatchedColumn& column) const {
  const auto known =
      std::find_if(watched.begin(), watched.end(), [&](const Values& values) { return values.column == column; });
  return known == watched.end() ? nullptr : known->rows;
}

WeekRecorder::WeekRecorder(model::Simulation& simulation) : weeks_done_(simulation.weeks_done()) {
  see_projects(simulation.world().city.projects);
}

void WeekRecorder::see_projects(const model::Projects& projects) {
  active_.clear();
  for (std::size_t id = 0; id < projects.size(); ++id)
    if (is_active(projects, id)) active_.push_back(static_cast<std::uint32_t>(id));
  projects_ = projects.size();
}

WeekRecord WeekRecorder::record(model::Simulation& simulation, const std::vector<WatchedColumn>& watched) {
  model::World& world = simulation.world();
  const model::Projects& projects = world.city.projects;
  WeekRecord record{simulation.weeks_done(), simulation.frame(), true, {}, {}, {}, {}};
  if (record.weeks_done == weeks_done_ + 1) {
    for (; projects_ < projects.size(); ++projects_) {
      const std::size_t id = projects_;
      record.started.push_back({static_cast<std::uint32_t>(id), projects.initiator[id].value,
                                projects.provider[id].value, projects.partner[id].value,
                                projects.second_partner[id].value});
      active_.push_back(static_cast<std::uint32_t>(id));
    }
    std::erase_if(active_, [&](std::uint32_t id) {
      if (is_active(projects, id)) return false;
      (projects.state[id] == model::ProjectState::completed ? record.completed : record.failed).push_back(id);
      return true;
    });
  } else {
    record.has_agents = record.weeks_done == 0;
    see_projects(projects);
  }
  weeks_done_ = record.weeks_done;
  for (const WatchedColumn& column : watched)
    if (auto rows = read_column(world, column)) record.watched.push_back({column, std::move(rows)});
  return record;
}

CityShape shape_of(model::Simulation& simulation) {
  const model::City& city = simulation.world().city;
  CityShape shape;
  shape.districts = city.district_names;
  shape.district_of_subdistrict = numbers(city.subdistricts.district);
  shape.subdistrict_of_neighbourhood = numbers(city.neighbourhoods.subdistrict);
  shape.residents_of_neighbourhood = city.neighbourhoods.residents;
  shape.neighbourhood_of_unit = numbers(city.units.neighbourhood);
  shape.subdistrict_of_unit.resize(city.units.count());
  for (std::size_t s = 0; s < city.subdistricts.size(); ++s)
    std::fill(shape.subdistrict_of_unit.begin() + city.subdistricts.unit_begin[s],
              shape.subdistrict_of_unit.begin() + city.subdistricts.unit_end[s], static_cast<std::uint32_t>(s));
  for (const model::Kind kind : city.units.kind) shape.kind_of_unit.push_back(static_cast<std::uint8_t>(kind));
  shape.employees_of_unit = city.units.size;
  return shape;
}

}  // namespace gongjian::run
