#include "viz/viewer/viewer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/io/config.hpp"
#include "viz/viewer/lever_groups.hpp"

namespace gongjian::viz {
namespace {

constexpr std::size_t kLeastInBand = 4;  // districts
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

bool is_log(const std::string& path) {
  return path.ends_with(".h5") || path.ends_with(".part") || path.ends_with(".hdf5");
}

// A side's scenario with all that was done to it.
run::ScenarioFile file_of(const run::Scenario& scenario) {
  return {scenario.path, scenario.name, io::parse_toml(scenario.text, scenario.path)};
}

void set_seed(run::ScenarioFile& file, std::uint64_t seed) {
  file.table.set("seed", {static_cast<std::int64_t>(seed), {}});
}

// The city, its chances and its calendar are those of the other, so that only policies differ.
void take_city(run::ScenarioFile& file, const run::ScenarioFile& other) {
  for (const char* key : {"population", "seed", "weeks", "start_date"}) {
    const io::Value* value = other.table.find(key);
    if (value != nullptr) file.table.set(key, *value);
    else std::erase_if(file.table.entries, [&](const io::Entry& entry) { return entry.key == key; });
  }
}

double value_in(const run::WeekRecord& record, const core::Variable& output, int district) {
  if (record.weeks_done == 0) return kNothing;
  if (district >= 0) return record.frame.values[output.offset + static_cast<std::size_t>(district)];
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < output.size; ++i) {
    const double value = record.frame.values[output.offset + i];
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / static_cast<double>(count) : kNothing;
}

bool is_among(const std::vector<std::string>& districts, const std::string& name) {
  return districts.empty() || std::find(districts.begin(), districts.end(), name) != districts.end();
}

// The lowest and highest level of a lever in the districts named (none: all).
std::pair<double, double> level_of(const model::Policy& policy, std::size_t lever, int week, const model::Setup& setup,
                                   const std::vector<std::string>& districts) {
  double lowest = 1, highest = 0;
  for (std::size_t d = 0; d < setup.districts.size(); ++d) {
    if (!is_among(districts, setup.districts[d].name.en)) continue;
    const double level = policy.level(lever, week, d);
    lowest = std::min(lowest, level);
    highest = std::max(highest, level);
  }
  return {std::min(lowest, highest), highest};
}

// The districts named (none: all) where a lever does not stand as the scenario has it, by the level that it has there.
std::map<double, std::vector<std::string>> moved_away(const SideShown& side, std::size_t lever, int week,
                                                      const std::vector<std::string>& districts) {
  const model::Setup& setup = side.view->scenario.setup;
  std::map<double, std::vector<std::string>> result;
  for (std::size_t d = 0; d < setup.districts.size(); ++d) {
    const std::string& name = setup.districts[d].name.en;
    const double original = side.original.level(lever, week, d);
    if (is_among(districts, name) && setup.policy.level(lever, week, d) != original) result[original].push_back(name);
  }
  return result;
}

}  // namespace

Viewer::Viewer(ViewerOptions options) : options_(std::move(options)) {}

run::SessionOptions Viewer::session_options() const {
  return {.threads = options_.threads, .version = options_.version, .changed = options_.changed};
}

void Viewer::tell(core::Text message, bool is_error) {
  message_ = std::move(message);
  message_is_error_ = is_error;
  ++message_number_;
}

// ---- what is shown

ViewFile Viewer::view_file() const {
  ViewFile view{state_.is_replay ? source_ : "", {}, state_.weeks_done, settings};
  if (state_.is_replay) return view;
  for (const SideShown& side : sides_)
    view.sides.push_back({file_of(run::read_scenario(side.view->original)), side.view->changes});
  return view;
}

void Viewer::open_view(const std::string& path) {
  ViewFile view = read_view(path);
  if (!view.log.empty()) {
    begin(view.log);
    source_ = view.log;
    compared_.clear();
  } else {
    std::vector<run::ScenarioFile> files;
    std::vector<std::vector<run::Change>> done;
    for (ViewFile::Side& side : view.sides) {
      files.push_back(std::move(side.scenario));
      done.push_back(std::move(side.changes));
    }
    open(std::move(files), std::move(done), view.weeks_done);
  }
  const Settings now = std::exchange(settings, view.settings);
  opens_at_ = settings.week;
  find_units_next_ = !settings.query.empty();
  settings.text_percent = std::max(settings.text_percent, now.text_percent);
}

void Viewer::open(const std::string& source) {
  try {
    if (is_view_file(source)) return open_view(source);
    if (is_log(source)) begin(source);
    else begin({run::read_scenario_file(source)}, {}, 0);
    source_ = source;
    compared_.clear();
  } catch (const core::UserError& error) {
    tell(error.message(), true);
  }
}

void Viewer::open(std::vector<run::ScenarioFile> scenarios, std::vector<std::vector<run::Change>> done, int weeks) {
  source_ = scenarios.front().name;
  compared_ = scenarios.size() > 1 ? scenarios[1].name : "";
  begin(std::move(scenarios), std::move(done), weeks);
}

void Viewer::run_scenario_of_log() {
  if (!sides_.empty() && state_.is_replay) open({file_of(sides_.front().view->scenario)});
}

void Viewer::compare_with(const std::string& scenario) {
  if (sides_.empty() || state_.is_replay) return;
  try {
    // what was done by hand is done again, so that it can be undone as before
    std::vector<run::ScenarioFile> files = {sides_.front().view->original};
    std::vector<std::vector<run::Change>> done = {sides_.front().view->changes};
    if (!scenario.empty()) {
      files.push_back(run::read_scenario_file(scenario));
      take_city(files[1], files[0]);
    }
    const Settings before = settings;
    begin(std::move(files), std::move(done), std::max(state_.weeks_done, state_.step_ends));
    compared_ = scenario;
    opens_at_ = before.week;
    settings.looks = before.looks;
    settings.has_selection = before.has_selection;
    settings.shows_difference = before.shows_difference && !scenario.empty();
  } catch (const core::UserError& error) {
    tell(error.message(), true);
  }
}

void Viewer::begin(std::vector<run::ScenarioFile> scenarios, std::vector<std::vector<run::Change>> done, int weeks) {
  end_session();
  session_ = std::make_unique<run::Session>(std::move(scenarios), session_options(), std::move(done), weeks);
}

void Viewer::begin(const std::string& log) {
  end_session();
  session_ = std::make_unique<run::Session>(log, session_options());
}

// Before another begins: the files of one are closed before the other opens its own.
void Viewer::end_session() {
  if (session_ != nullptr) {
    session_->end();
    hear();  // what was not saved
    session_.reset();
  }
  compare_next_.clear();
  opens_at_ = -1;
  find_units_next_ = false;
  replay_plays_ = false;
  state_ = {};
  sides_.clear();
  series_.clear();
  district_bands_.clear();
  replicates_.forget();
  replicate_result_ = nullptr;
  watched_.clear();
  looked_at_ = nullptr;
  found_ = nullptr;
  query_record_ = nullptr;
  seen_changes_ = seen_generation_ = seen_message_ = 0;
  settings.week = -1;
  settings.looks.clear();
  settings.has_selection = false;
}

// ---- time

int Viewer::shown() const { return settings.week < 0 ? state_.weeks_done : std::min(settings.week, state_.weeks_done); }

core::Date Viewer::date() const {
  return sides_.empty() ? core::Date{} : core::date_of_week(sides_.front().view->scenario.start_date, shown());
}

void Viewer::show(int weeks_done) {
  settings.week = weeks_done < 0 || weeks_done >= state_.weeks_done ? -1 : weeks_done;
  if (settings.week < 0 && state_.is_replay && !state_.follows) settings.week = std::max(0, state_.weeks_done);
}

bool Viewer::is_playing() const { return replay_plays_ || state_.playing; }

void Viewer::play_or_pause() {
  if (session_ == nullptr || sides_.empty()) return;
  if (is_playing()) {
    replay_plays_ = false;
    session_->pause();
    return;
  }
  const bool is_at_end = shown() >= state_.weeks_done;
  if (state_.is_replay && is_at_end) show(0);
  if (state_.is_replay || !is_at_end) {
    replay_plays_ = true;
    replay_time_ = shown();
  } else {
    settings.week = -1;
    session_->play(settings.weeks_per_second);
  }
}

void Viewer::set_speed(double weeks_per_second) {
  settings.weeks_per_second = weeks_per_second;
  if (session_ != nullptr) session_->set_speed(weeks_per_second);
}

void Viewer::play_until(int weeks_done) {
  if (session_ == nullptr || state_.is_replay) return;
  settings.week = -1;
  session_->play(settings.weeks_per_second, weeks_done);
}

void Viewer::rewind(int weeks_done) {
  if (session_ == nullptr || state_.is_replay) return;
  replay_plays_ = false;
  settings.week = -1;
  session_->rewind(weeks_done);
}

void Viewer::step(int weeks) {
  if (session_ == nullptr || sides_.empty()) return;
  const int target = shown() + weeks;
  if (target < state_.weeks_done) return show(std::max(0, target));
  settings.week = -1;
  if (state_.is_replay) return show(state_.weeks_done);
  if (target > state_.weeks_done) session_->step(target - state_.weeks_done);
}

void Viewer::reset() {
  if (session_ == nullptr) return;
  if (state_.is_replay) return show(0);
  rewind(0);
}

void Viewer::set_up(std::uint64_t seed) {
  if (sides_.empty() || state_.is_replay) return;
  std::vector<run::ScenarioFile> files;
  for (const SideShown& side : sides_) {
    files.push_back(run::with_levers_of(side.view->scenario, shown()));
    set_seed(files.back(), seed);
  }
  begin(std::move(files), {}, 0);
}

void Viewer::advance_replay(double seconds) {
  if (!replay_plays_) return;
  replay_time_ += std::min(seconds * settings.weeks_per_second, 1000.0);
  if (replay_time_ < state_.weeks_done) {
    settings.week = static_cast<int>(replay_time_);
    return;
  }
  if (settings.loops) {
    replay_time_ = 0;
    settings.week = 0;
    return;
  }
  replay_plays_ = false;
  show(state_.weeks_done);
  if (!state_.is_replay) session_->play(settings.weeks_per_second);
}

// ---- what is done

// A run that is changed in an earlier week than the latest begins anew from there.
void Viewer::go_back_to_shown() {
  if (shown() < state_.weeks_done) session_->rewind(shown());
  settings.week = -1;
}

void Viewer::move_lever(const std::string& lever, double value, int side, const std::vector<std::string>& districts) {
  if (session_ == nullptr || state_.is_replay) return;
  go_back_to_shown();
  session_->change(run::LeverMove{lever, value, 0, districts}, side);
}

void Viewer::restore_lever(std::size_t lever, int side, const std::vector<std::string>& districts) {
  if (session_ == nullptr || state_.is_replay) return;
  const int week = shown();
  go_back_to_shown();
  for (std::size_t s = 0; s < sides_.size(); ++s)
    if (side < 0 || static_cast<std::size_t>(side) == s)
      for (const auto& [level, where] : moved_away(sides_[s], lever, week, districts))
        session_->change(run::LeverMove{all_levers()[lever].name, level, 0, where}, static_cast<int>(s));
}

std::set<double> Viewer::levels_to_restore(std::size_t lever, int side,
                                           const std::vector<std::string>& districts) const {
  std::set<double> levels;
  for (std::size_t s = 0; s < sides_.size(); ++s)
    if (side < 0 || static_cast<std::size_t>(side) == s)
      for (const auto& [level, where] : moved_away(sides_[s], lever, shown(), districts)) levels.insert(level);
  return levels;
}

void Viewer::make_happen(run::MadeEvent event, int side) {
  if (session_ == nullptr || state_.is_replay) return;
  go_back_to_shown();
  session_->change(std::move(event), side);
}

void Viewer::remark(const std::string& text) {
  if (session_ == nullptr || state_.is_replay || text.empty()) return;
  session_->change(run::Remark{text}, -1);
}

std::pair<double, double> Viewer::lever_level(std::size_t lever, std::size_t side,
                                              const std::vector<std::string>& districts) const {
  if (side >= sides_.size()) return {0, 0};
  const model::Setup& setup = sides_[side].view->scenario.setup;
  return level_of(setup.policy, lever, shown(), setup, districts);
}

std::pair<double, double> Viewer::original_level(std::size_t lever, std::size_t side,
                                                 const std::vector<std::string>& districts) const {
  if (side >= sides_.size()) return {0, 0};
  return level_of(sides_[side].original, lever, shown(), sides_[side].view->scenario.setup, districts);
}

// ---- selection

std::optional<run::Look> Viewer::selection() const {
  if (!settings.has_selection || settings.looks.empty()) return std::nullopt;
  return settings.looks.front();
}

void Viewer::select(const run::Look& look) {
  clear_selection();
  settings.looks.insert(settings.looks.begin(), look);
  settings.has_selection = true;
}

void Viewer::clear_selection() {
  if (settings.has_selection) settings.looks.erase(settings.looks.begin());
  settings.has_selection = false;
}

bool Viewer::is_pinned(const run::Look& look) const {
  return std::find(settings.looks.begin() + (settings.has_selection ? 1 : 0), settings.looks.end(), look) !=
         settings.looks.end();
}

void Viewer::pin(const run::Look& look) {
  const std::size_t pins = settings.looks.size() - (settings.has_selection ? 1 : 0);
  if (!is_pinned(look) && pins < Settings::kMostPins) settings.looks.push_back(look);
}

void Viewer::unpin(const run::Look& look) {
  const auto first = settings.looks.begin() + (settings.has_selection ? 1 : 0);
  settings.looks.erase(std::remove(first, settings.looks.end(), look), settings.looks.end());
}

const run::LookedAt* Viewer::looked_at(const run::Look& look) const {
  if (looked_at_ == nullptr) return nullptr;
  const auto found =
      std::find_if(looked_at_->begin(), looked_at_->end(), [&](const run::LookedAt& l) { return l.look == look; });
  return found == looked_at_->end() ? nullptr : &*found;
}

// ---- queries

namespace {

const std::vector<QueryColumn>& query_columns(const core::FrameLayout& layout) {
  static const std::vector<QueryColumn> columns = [&] {
    std::vector<QueryColumn> all;
    for (const Variable& variable : unit_variables()) {
      QueryColumn column{{variable.column.column, variable.label.zh}, QueryColumn::Kind::number, {}};
      if (variable.is_yes_no) column.kind = QueryColumn::Kind::yes_no;
      for (const core::Dimension& dimension : layout.dimensions)
        if (variable.is_kind && dimension.name == "kind") {
          column.kind = QueryColumn::Kind::category;
          column.labels = dimension.labels;
        }
      all.push_back(std::move(column));
    }
    return all;
  }();
  return columns;
}

}  // namespace

void Viewer::find_units() {
  query_ = {};
  query_problem_ = {};
  query_record_ = nullptr;
  found_ = nullptr;
  if (sides_.empty() || settings.query.empty()) return;
  try {
    query_ = parse(settings.query, query_columns(sides_.front().view->layout));
  } catch (const QueryError& error) {
    query_problem_ = error.message();
  }
}

std::vector<run::WatchedColumn> Viewer::wanted_columns() const {
  auto columns = CityScene::watched(settings, sides_.front().view->layout);
  const auto add = [&](const run::WatchedColumn& column) {
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  };
  for (const Query::Step& step : query_.steps) {
    if (step.what != Query::Step::What::compare) continue;
    const Variable& variable = unit_variables()[step.column];
    if (!variable.is_kind) add(variable.column);
  }
  for (const run::WatchedColumn& column : asked_columns_) add(column);
  return columns;
}

// Of the first side's units, in the week that is shown.
void Viewer::answer_query() {
  const auto& record = sides_.front().record;
  if (query_.steps.empty() || record == nullptr || record == query_record_) return;
  const auto& kinds = sides_.front().view->shape.kind_of_unit;
  std::vector<std::shared_ptr<const run::ColumnValues>> values(unit_variables().size());
  for (const Query::Step& step : query_.steps) {
    if (step.what != Query::Step::What::compare || unit_variables()[step.column].is_kind) continue;
    values[step.column] = record->values_of(unit_variables()[step.column].column);
    if (values[step.column] == nullptr) return;
  }
  auto found = std::make_shared<std::vector<std::uint8_t>>(kinds.size(), std::uint8_t{0});
  const auto value = [&](std::uint32_t column, std::uint32_t row) {
    if (unit_variables()[column].is_kind) return static_cast<double>(kinds[row]);
    return (*values[column])[row];
  };
  for (const std::uint32_t row : matches(query_, static_cast<std::uint32_t>(kinds.size()), value)) (*found)[row] = 1;
  found_ = std::move(found);
  query_record_ = record;
}

std::size_t Viewer::units_found() const {
  if (sides_.empty()) return 0;
  if (found_ == nullptr) return sides_.front().view->shape.kind_of_unit.size();
  return static_cast<std::size_t>(std::count(found_->begin(), found_->end(), 1));
}

// ---- each frame

void Viewer::build_sides() {
  const auto first = session_->side(0);
  places_ = std::make_shared<Places>(place(first->shape));
  index_ = PointIndex(places_->units);
  for (std::size_t s = 0; s < session_->sides(); ++s) {
    SideShown side;
    side.view = session_->side(s);
    if (!state_.is_replay) side.original = run::read_scenario(side.view->original).setup.policy;
    side.city = city_of_week(*side.view, *places_, shown(), nullptr);
    side.scene = std::make_unique<CityScene>(side.view, places_);
    sides_.push_back(std::move(side));
  }
  if (state_.is_replay && !state_.follows) settings.week = 0;
  // a view file may name what is not there, and a side may be there no longer
  if (const auto selected = selection(); selected && selected->side >= sides_.size()) clear_selection();
  std::erase_if(settings.looks, [&](const run::Look& look) { return look.side >= sides_.size(); });
  if (opens_at_ >= 0) settings.week = std::exchange(opens_at_, -1);
  if (std::exchange(find_units_next_, false)) find_units();
}

void Viewer::update_sides() {
  const bool is_changed = state_.changes != seen_changes_;
  seen_changes_ = state_.changes;
  if (state_.generation != seen_generation_) {
    seen_generation_ = state_.generation;
    series_.clear();
    district_bands_.clear();
    for (SideShown& side : sides_) side.projects.forget();
  }
  for (std::size_t s = 0; s < sides_.size(); ++s) {
    SideShown& side = sides_[s];
    if (is_changed) side.view = session_->side(s);
    side.city = city_of_week(*side.view, *places_, shown(), side.city);
    side.record = session_->record(s, shown());
    side.projects_known = side.projects.go_to(*session_, s, shown());
  }
  answer_query();
  for (std::size_t s = 0; s < sides_.size(); ++s) {
    const bool is_difference = settings.shows_difference && sides_.size() == 2 && s == 1;
    sides_[s].scene->update(settings,
                            {sides_[s].record, is_difference ? sides_[0].record : nullptr,
                             sides_[s].projects_known ? &sides_[s].projects : nullptr, found_, sides_[s].city});
  }
}

// What the session has to say.
void Viewer::hear() {
  state_ = session_->state();
  if (state_.message_number == seen_message_) return;
  seen_message_ = state_.message_number;
  tell(state_.message, state_.message_is_error);
}

void Viewer::update(double seconds) {
  if (session_ == nullptr) return;
  hear();
  if (state_.phase != run::SessionState::Phase::ready) return;
  if (sides_.empty()) build_sides();
  if (!compare_next_.empty()) return compare_with(std::exchange(compare_next_, {}));
  advance_replay(seconds);
  const auto watched = wanted_columns();
  asked_columns_.clear();
  if (watched != watched_) session_->watch(watched_ = watched);
  session_->wish(settings.week < 0 ? -1 : shown(), settings.looks);
  looked_at_ = session_->looked_at();
  replicate_result_ = replicates_.result();
  update_sides();
}

std::shared_ptr<const run::ColumnValues> Viewer::column(std::size_t side, const run::WatchedColumn& wanted) {
  asked_columns_.push_back(wanted);
  const auto& record = sides_[side].record;
  return record != nullptr ? record->values_of(wanted) : nullptr;
}

std::vector<ProjectLink> Viewer::links(std::size_t side) const {
  std::vector<ProjectLink> links;
  for (const run::StartedProject& project : sides_[side].projects.projects())
    for (const std::uint32_t giver : {project.provider, project.partner, project.second_partner})
      if (giver != run::StartedProject::kNobody) links.push_back({giver, project.initiator, 1});
  return links;
}

double Viewer::sum(std::size_t side, const std::string& output, int weeks, int district) const {
  const core::Variable* variable = sides_[side].view->layout.find(output);
  if (variable == nullptr) return 0;
  double sum = 0;
  for (int week = std::max(1, shown() - weeks + 1); week <= shown(); ++week) {
    const auto record = session_->record(side, week);
    if (record == nullptr) continue;
    for (std::size_t d = 0; d < variable->size; ++d)
      if (const double value = record->frame.values[variable->offset + d];
          (district < 0 || static_cast<std::size_t>(district) == d) && std::isfinite(value))
        sum += value;
  }
  return sum;
}

const std::vector<double>& Viewer::series(std::size_t side, const std::string& output, int district) {
  std::vector<double>& values = series_[{side, fmt::format("{} {}", output, district)}];
  const core::Variable* variable = sides_[side].view->layout.find(output);
  const auto count = static_cast<std::size_t>(state_.weeks_done) + 1;
  if (variable == nullptr) {
    values.assign(count, kNothing);
    return values;
  }
  // weeks of a log that were not known yet are asked for again
  for (std::size_t week = 1; week < values.size() && state_.is_replay; ++week)
    if (std::isnan(values[week]))
      if (const auto record = session_->record(side, static_cast<int>(week)); record != nullptr)
        values[week] = value_in(*record, *variable, district);
  for (std::size_t week = values.size(); week < count; ++week) {
    const auto record = session_->record(side, static_cast<int>(week));
    values.push_back(record != nullptr ? value_in(*record, *variable, district) : kNothing);
  }
  return values;
}

const Band& Viewer::band_of_districts(std::size_t side, const std::string& output) {
  Band& band = district_bands_[{side, output}];
  const core::Variable* variable = sides_[side].view->layout.find(output);
  if (variable == nullptr || variable->size < kLeastInBand) return band;
  const auto count = static_cast<std::size_t>(state_.weeks_done) + 1;
  // those of a log that were not known yet are asked for again
  const auto unknown = std::find_if(band.low.begin() + (band.low.empty() ? 0 : 1), band.low.end(),
                                    [](double value) { return std::isnan(value); });
  if (state_.is_replay && unknown != band.low.end()) {
    band.low.erase(unknown, band.low.end());
    band.high.resize(band.low.size());
  }
  for (std::size_t week = band.low.size(); week < count; ++week) {
    const auto record = session_->record(side, static_cast<int>(week));
    std::vector<double> values;
    for (std::size_t d = 0; d < variable->size && record != nullptr && week > 0; ++d)
      if (const double value = record->frame.values[variable->offset + d]; !std::isnan(value)) values.push_back(value);
    std::sort(values.begin(), values.end());
    band.low.push_back(quantile(values, 0.1));
    band.high.push_back(quantile(values, 0.9));
  }
  return band;
}

const Band* Viewer::band(std::size_t side, const std::string& output) {
  if (settings.band == BandOf::replicates && replicate_result_ != nullptr) {
    const auto& bands = replicate_result_->bands[side];
    const auto found = bands.find(output);
    return found == bands.end() ? nullptr : &found->second;
  }
  if (settings.band != BandOf::districts) return nullptr;
  const Band& band = band_of_districts(side, output);
  return band.low.empty() ? nullptr : &band;
}

void Viewer::run_replicates(std::size_t count) {
  if (sides_.empty() || state_.is_replay) return;
  std::vector<run::ScenarioFile> files;
  for (const SideShown& side : sides_) files.push_back(file_of(side.view->scenario));
  replicates_of_ = state_.changes;
  replicates_.start(std::move(files), count, options_.threads, settings.series);
}

}  // namespace gongjian::viz
