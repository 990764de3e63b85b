// What a window keeps of a week: its outputs, the columns that are watched, and which projects began and ended.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/column.hpp"
#include "engine/core/frame.hpp"
#include "engine/model/simulation.hpp"
#include "engine/run/city_shape.hpp"

namespace gongjian::run {

// A column of a table of the state: {"units", "identity"}.
struct WatchedColumn {
  std::string table, column;
  friend bool operator==(const WatchedColumn&, const WatchedColumn&) = default;
};

// What stood in a column, one value a row: flags and categories as the bytes they are, all else in single precision,
// NaN where there is none.
class ColumnValues {
 public:
  template <class Cell>
  explicit ColumnValues(const core::Column<Cell>& column);

  std::size_t size() const;
  std::size_t bytes() const;  // that they take
  double operator[](std::size_t row) const;
  std::vector<double> all() const;
  friend bool operator==(const ColumnValues&, const ColumnValues&) = default;

 private:
  std::variant<std::vector<float>, std::vector<std::uint8_t>> rows_;
};

struct StartedProject {
  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;
  std::uint32_t id = 0;  // row of the table of projects
  std::uint32_t initiator = kNobody, provider = kNobody, partner = kNobody, second_partner = kNobody;  // units
};

struct WeekRecord {
  int weeks_done = 0;                   // after so many weeks; 0: before the first
  core::Frame frame;                    // of the latest week
  bool has_agents = false;              // whether what follows is known
  std::vector<StartedProject> started;  // in the latest week
  std::vector<std::uint32_t> completed, failed;
  struct Values {
    WatchedColumn column;
    std::shared_ptr<const ColumnValues> rows;
  };
  std::vector<Values> watched;  // as far as they are known

  // Null where they are not known.
  std::shared_ptr<const ColumnValues> values_of(const WatchedColumn& column) const;
};

// Takes the records of a run as it goes.
class WeekRecorder {
 public:
  // Begins with the run as it stands, wherever that is.
  explicit WeekRecorder(model::Simulation& simulation);
  // After each week, or where the run has been put elsewhere (then nothing is known of what began and ended).
  WeekRecord record(model::Simulation& simulation, const std::vector<WatchedColumn>& watched);

 private:
  void see_projects(const model::Projects& projects);

  int weeks_done_;
  std::size_t projects_ = 0;           // rows seen
  std::vector<std::uint32_t> active_;  // ascending
};

CityShape shape_of(model::Simulation& simulation);

}  // namespace gongjian::run
