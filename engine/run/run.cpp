#include "engine/run/run.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "engine/core/check.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/io/log_writer.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/catalogue.hpp"
#include "engine/run/outcomes.hpp"

namespace gongjian::run {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// The part of a frame that the scenario wants logged.
class Selection {
 public:
  Selection(const core::FrameLayout& all, const std::vector<std::string>& by) {
    layout_.dimensions = all.dimensions;
    for (const core::Variable& variable : all.variables) {
      std::vector<std::string_view> dimensions;
      bool wanted = true;
      for (const std::size_t dimension : variable.dimensions) {
        const std::string& name = all.dimensions[dimension].name;
        dimensions.push_back(name);
        wanted = wanted && (by.empty() || std::find(by.begin(), by.end(), name) != by.end());
      }
      if (!wanted) continue;
      layout_.add(variable.name, dimensions, variable.unit, variable.text);
      pieces_.emplace_back(variable.offset, variable.size);
    }
    frame_.values.resize(layout_.size);
  }
  const core::FrameLayout& layout() const { return layout_; }
  const core::Frame& of(const core::Frame& frame) {
    frame_.week = frame.week;
    auto out = frame_.values.begin();
    for (const auto& [offset, size] : pieces_)
      out = std::copy_n(frame.values.begin() + static_cast<std::ptrdiff_t>(offset), size, out);
    return frame_;
  }

 private:
  core::FrameLayout layout_;
  std::vector<std::pair<std::size_t, std::size_t>> pieces_;
  core::Frame frame_;
};

// The log of one run: which frames, tables and hashes go into it, and when.
class Log {
 public:
  Log(const Scenario& scenario, model::Simulation& simulation, const std::string& path, const std::string& version)
      : scenario_(scenario),
        simulation_(simulation),
        first_week_(simulation.weeks_done()),
        selection_(simulation.layout(), scenario.log.by),
        writer_(path, selection_.layout(), header(version)) {
    for (const model::Event& event : scenario.setup.events.list)
      std::visit([&](const auto& e) { write_event(e); }, event);
    for (const auto& [name, every] : scenario.log.agents)
      if (name == model::Decisions::kName) simulation.world().decisions.asked = true;
  }

  void after_week() {
    const int week = simulation_.frame().week;
    if (week % scenario_.log.every == 0) writer_.write(selection_.of(simulation_.frame()), simulation_.frame().hash());
    if (core::kYearEnd.due(week)) writer_.write_state_hash(week, simulation_.state_hash());
    for (const auto& [name, every] : scenario_.log.agents) {
      if (week % every != 0) continue;
      if (name != model::Decisions::kName) write_table(week, name);
      else if (auto& decisions = simulation_.world().decisions; !decisions.chance.empty())  // none yet after a branch
        writer_.write_agents(week, decisions);
    }
  }
  void finish(std::uint64_t hash) { writer_.finish(hash); }
  void keep() { writer_.keep(); }

 private:
  void write_table(int week, const std::string& name) {
    simulation_.world().visit_tables([&](auto& table) {
      if (table.kName == name) writer_.write_agents(week, table);
    });
  }
  io::LogHeader header(const std::string& version) const {
    io::LogHeader header{scenario_.title, scenario_.name, scenario_.text,      version,     scenario_.start_date,
                         scenario_.weeks, scenario_.seed, scenario_.log.every, first_week_, {}};
    for (const FieldDescription& field : parameters(scenario_.setup.parameters)) {
      const std::string path = field.group + "." + field.name;  // "parameters.reciprocity.service_value"
      header.parameters.push_back({path.substr(path.find('.') + 1), field.value, field.unit, field.text.en});
    }
    return header;
  }
  // One row for each district that an event reaches; "" stands for all. What lies before this log is in none.
  template <class Event>
  void write_event(const Event& event) {
    if (event.week.value < first_week_) return;
    const auto row = [&](std::string_view district) {
      writer_.write_event(event.week.value, Event::kKind, district, event.size());
    };
    if (event.districts.empty()) return row("");
    for (std::size_t d = 0; d < event.districts.size(); ++d)
      if (event.districts[d]) row(simulation_.world().city.district_names[d].en);
  }

  const Scenario& scenario_;
  model::Simulation& simulation_;
  int first_week_;
  Selection selection_;
  io::LogWriter writer_;
};

}  // namespace

RunResult run(const Scenario& scenario, const RunOptions& options) {
  const bool has_checkpoint = !options.checkpoint_path.empty();
  RunResult result;
  const Clock::time_point setup_start = Clock::now();
  model::Simulation simulation(scenario.setup, scenario.seed, options.threads);
  result.setup_seconds = seconds_since(setup_start);
  result.members = simulation.members();
  result.units = simulation.units();

  const Clock::time_point start = Clock::now();
  Recorder recorder(simulation.layout());
  const std::uint64_t start_hash = has_checkpoint || options.past != nullptr ? simulation.state_hash() : 0;
  if (options.past != nullptr) options.past->restore(scenario, start_hash, simulation, recorder);
  result.first_week = simulation.weeks_done();
  const auto log = options.log_path.empty()
                       ? nullptr
                       : std::make_unique<Log>(scenario, simulation, options.log_path, options.version);
  // Throws now rather than weeks later; and after the log, which refuses a second process of the same command before it
  // comes near the first one's checkpoint.
  if (has_checkpoint) io::OutputFile(options.checkpoint_path);
  const auto keep = [&] {
    try {
      write_checkpoint(options.checkpoint_path, scenario, options.version, start_hash, simulation, recorder);
    } catch (const core::UserError&) {
      if (log) log->keep();
      throw;
    }
  };
  const auto ends = [&] {
    return simulation.weeks_done() >= scenario.weeks || (options.stop != nullptr && options.stop->load());
  };
  for (bool end = ends(); !end;) {
    simulation.step();
    recorder.observe(simulation.frame());
    if (options.observe) options.observe(simulation.layout(), simulation.frame());
    if (log) log->after_week();
    if (options.progress) options.progress(simulation.weeks_done());
    end = ends();
    if (has_checkpoint &&
        (end || (options.checkpoint_every > 0 && simulation.weeks_done() % options.checkpoint_every == 0)))
      keep();
  }
  result.weeks_done = simulation.weeks_done();
  result.complete = result.weeks_done == scenario.weeks;
  result.hash = simulation.state_hash();
  if (log && result.complete) log->finish(result.hash);
  else if (log && options.keeps_log) log->keep();
  result.seconds = seconds_since(start);
  result.series = recorder.series();
  result.outcomes = recorder.outcomes();
  return result;
}

}  // namespace gongjian::run
