#include "engine/run/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/log_saver.hpp"
#include "engine/run/session_side.hpp"

namespace gongjian::run {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;

constexpr auto kBetweenLooks = std::chrono::milliseconds(100);  // while playing
constexpr auto kBetweenReads = std::chrono::seconds(1);         // of a log that is being written

Clock::duration seconds(double s) { return std::chrono::duration_cast<Clock::duration>(duration<double>(s)); }

}  // namespace

struct Session::Work {
  using Command = std::function<void()>;

  SessionOptions options;
  std::function<std::vector<std::unique_ptr<SessionSide>>()> build;

  // of the session's thread alone
  std::vector<std::unique_ptr<SessionSide>> sides;
  double speed = 0;  // weeks a second
  int until = 0;     // weeks done when playing ends
  Clock::time_point next_week, next_look, next_read, rate_since;
  int rate_from = 0;
  bool look_due = false;

  // shared, under the mutex
  mutable std::mutex mutex;
  std::condition_variable woken, idle;
  std::deque<Command> commands;
  bool ends = false, is_busy = true;
  SessionState state;
  int wished_week = -1;  // of the latest wish()
  std::vector<Look> looks;
  std::vector<std::shared_ptr<const SideView>> views;
  std::vector<std::vector<SessionSide::Record>> records;
  std::shared_ptr<const std::vector<LookedAt>> looked_at = std::make_shared<std::vector<LookedAt>>();

  LogSaver saver;
  std::thread thread;

  explicit Work(SessionOptions given)
      : options(std::move(given)),
        saver(
            options.threads, options.version,
            [this](const core::Text& message, bool is_error) { tell(message, is_error); }, [this] { tell_changed(); }) {
  }
  void start() {
    thread = std::thread([this] { run(); });
  }
  void post(Command command) {
    {
      const std::lock_guard lock(mutex);
      commands.push_back(std::move(command));
      is_busy = true;
    }
    woken.notify_one();
  }

  void run();
  void build_sides();
  void check_alike() const;
  void run_commands();
  bool work();
  bool try_to_work();
  void step_all();
  bool fill_gap();
  void look();
  void follow();
  void publish_views();
  void publish_records();
  void publish_filled();
  void tell(const core::Text& message, bool is_error);
  void tell_changed() {
    if (options.changed) options.changed();
  }
  int weeks_done() const { return sides.front()->weeks_done(); }
  void play(double weeks_per_second, int weeks_done, bool is_step = false);
  void set_playing(bool playing, bool is_step = false);
  Clock::time_point next_time();
};

void Session::Work::tell(const core::Text& message, bool is_error) {
  const std::lock_guard lock(mutex);
  state.message = message;
  state.message_is_error = is_error;
  ++state.message_number;
}

void Session::Work::publish_views() {
  std::vector<std::shared_ptr<const SideView>> fresh;
  for (const auto& side : sides) fresh.push_back(std::make_shared<SideView>(side->view()));
  const std::lock_guard lock(mutex);
  views = std::move(fresh);
  ++state.changes;
}

void Session::Work::publish_records() {
  const std::lock_guard lock(mutex);
  records.resize(sides.size());
  int least = weeks_done();
  for (std::size_t s = 0; s < sides.size(); ++s) {
    const auto& all = sides[s]->records();
    records[s].resize(all.size());
    for (std::size_t week = 0; week < all.size(); ++week)
      if (records[s][week] != all[week]) records[s][week] = all[week];
    least = std::min(least, sides[s]->weeks_done());
  }
  state.weeks_done = least;
}

// Records that have been completed, and what was found out meanwhile of a log.
void Session::Work::publish_filled() {
  publish_records();
  for (std::size_t s = 0; s < sides.size(); ++s)
    if (sides[s]->notes().size() != views[s]->notes.size()) return publish_views();
}

// Sides are shown beside each other: what is compared are their policies.
void Session::Work::check_alike() const {
  const SideView first = sides.front()->view();
  for (const auto& side : sides) {
    const SideView other = side->view();
    if (other.shape.kind_of_unit != first.shape.kind_of_unit ||
        other.shape.neighbourhood_of_unit != first.shape.neighbourhood_of_unit ||
        other.shape.district_of_subdistrict != first.shape.district_of_subdistrict ||
        other.layout.size != first.layout.size)
      throw core::UserError(core::say(
          "{} and {} have different cities, so they can't stand side by side; give both the same population "
          "and seed",
          "{} 与 {} 的城市不同，无法并排对比；请使两者的人口和随机种子相同", first.scenario.name, other.scenario.name));
  }
}

void Session::Work::build_sides() {
  try {
    sides = build();
    check_alike();
    publish_views();
    publish_records();
    run_commands();  // what was asked meanwhile is going on when the city is there to be seen
    const std::lock_guard lock(mutex);
    state.weeks = views.front()->scenario.weeks;
    state.is_replay = sides.front()->is_replay();
    state.follows = !sides.front()->log_is_complete();
    state.phase = SessionState::Phase::ready;
  } catch (const std::bad_alloc&) {
    tell({"there is not enough memory for this city; a smaller population takes less",
          "内存不足以容纳这座城市；人口较少则占用较少"},
         true);
  } catch (const std::exception& error) {
    tell(core::message_of(error), true);
  }
  const std::lock_guard lock(mutex);
  if (state.phase == SessionState::Phase::ready) return;
  state.phase = SessionState::Phase::failed;
  sides.clear();
}

void Session::Work::play(double weeks_per_second, int weeks, bool is_step) {
  speed = weeks_per_second;
  until = std::min(weeks, kMostWeeks);
  set_playing(weeks_done() < until, is_step);
}

void Session::Work::set_playing(bool playing, bool is_step) {
  const std::lock_guard lock(mutex);
  state.playing = playing;
  state.step_ends = playing && is_step ? until : -1;
  state.weeks_per_second = 0;
  next_week = rate_since = Clock::now();
  rate_from = weeks_done();
}

void Session::Work::step_all() {
  for (const auto& side : sides) side->step();
  publish_records();
  look_due = look_due || sides.front()->looked_around() == weeks_done();
}

// Completes a record of either side; false where there is nothing to do.
bool Session::Work::fill_gap() {
  if (std::none_of(sides.begin(), sides.end(), [](const auto& side) { return side->fill_gap(); })) return false;
  publish_filled();
  return true;
}

// Completes the records of the week that is looked at, and looks up what is looked at in it.
void Session::Work::look() {
  std::vector<Look> wanted;
  {
    const std::lock_guard lock(mutex);
    wanted = looks;
  }
  auto answers = std::make_shared<std::vector<LookedAt>>();
  for (std::size_t s = 0; s < sides.size(); ++s) {
    sides[s]->ask_for_decisions(std::any_of(wanted.begin(), wanted.end(), [&](const Look& look) {
      return look.side == s && look.table == model::Units::kName;
    }));
    sides[s]->fill(sides[s]->looked_around());
  }
  publish_filled();
  for (const Look& look : wanted)
    if (look.side < sides.size())
      answers->push_back(sides[look.side]->look_at(look, sides[look.side]->looked_around()));
  look_due = false;
  next_look = Clock::now() + kBetweenLooks;
  const std::lock_guard lock(mutex);
  looked_at = std::move(answers);
}

void Session::Work::follow() {
  next_read = Clock::now() + kBetweenReads;
  try {
    if (!sides.front()->follow_log()) return;
  } catch (const core::UserError&) {
    return;  // a commit is going on, or the file got its final name: the next look will tell
  }
  publish_records();
  const std::lock_guard lock(mutex);
  state.follows = !sides.front()->log_is_complete();
}

void Session::Work::run_commands() {
  for (;;) {
    Command command;
    {
      const std::lock_guard lock(mutex);
      if (commands.empty() || ends) return;
      command = std::move(commands.front());
      commands.pop_front();
    }
    try {
      command();
    } catch (const std::exception& error) {
      tell(core::message_of(error), true);
    }
    tell_changed();
  }
}

// One piece of what is to be done; false where there is nothing now.
bool Session::Work::work() {
  const auto now = Clock::now();
  const bool playing = state.playing;  // written by this thread alone
  if (look_due && (!playing || now >= next_look)) {
    look();
    tell_changed();
    return true;
  }
  if (playing && now >= next_week) {
    step_all();
    const double passed = duration<double>(Clock::now() - rate_since).count();
    next_week = std::max(next_week + seconds(1 / speed), now - seconds(0.1));
    {
      const std::lock_guard lock(mutex);
      if (passed > 0.2) {
        state.weeks_per_second = (weeks_done() - rate_from) / passed;
        rate_since = Clock::now();
        rate_from = weeks_done();
      }
    }
    if (weeks_done() >= until) set_playing(false);
    tell_changed();
    return true;
  }
  if (fill_gap()) {
    tell_changed();
    return true;
  }
  if (state.follows && now >= next_read) {
    follow();
    tell_changed();
  }
  return false;
}

bool Session::Work::try_to_work() {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    tell({"there is not enough memory to go on", "内存不足，无法继续"}, true);
  } catch (const std::exception& error) {
    tell(core::message_of(error), true);
  }
  set_playing(false);
  look_due = false;
  return false;
}

Clock::time_point Session::Work::next_time() {
  Clock::time_point next = Clock::now() + std::chrono::hours(1);
  if (state.playing) next = std::min(next, next_week);
  if (state.playing && look_due) next = std::min(next, next_look);
  if (state.follows) next = std::min(next, next_read);
  return next;
}

void Session::Work::run() {
  build_sides();
  tell_changed();
  for (;;) {
    bool has_more = false;
    if (!sides.empty()) {
      run_commands();
      has_more = try_to_work();
    }
    std::unique_lock lock(mutex);
    if (ends) return;
    if (sides.empty()) commands.clear();  // nothing can be done to what was not built
    if (has_more || !commands.empty()) continue;
    is_busy = false;
    idle.notify_all();
    woken.wait_until(lock, next_time(), [&] { return ends || !commands.empty(); });
    is_busy = is_busy || !commands.empty();
  }
}

// ---- what others call

Session::Session(std::vector<ScenarioFile> scenarios, SessionOptions options, std::vector<std::vector<Change>> done,
                 int weeks)
    : work_(std::make_unique<Work>(std::move(options))) {
  done.resize(scenarios.size());
  work_->build = [scenarios = std::move(scenarios), done = std::move(done), &options = work_->options] {
    std::vector<std::unique_ptr<SessionSide>> sides;
    for (std::size_t s = 0; s < scenarios.size(); ++s)
      sides.push_back(std::make_unique<SessionSide>(scenarios[s], done[s], options));
    return sides;
  };
  step(weeks);
  work_->start();
}

Session::Session(std::string log_path, SessionOptions options) : work_(std::make_unique<Work>(std::move(options))) {
  work_->build = [path = std::move(log_path), &options = work_->options] {
    std::vector<std::unique_ptr<SessionSide>> sides;
    sides.push_back(std::make_unique<SessionSide>(path, options));
    return sides;
  };
  work_->start();
}

Session::~Session() { end(); }

void Session::play(double weeks_per_second, int until) {
  work_->post([work = work_.get(), weeks_per_second, until] {
    if (work->sides.front()->is_replay()) return;
    const int end = work->sides.front()->scenario().weeks;
    work->play(weeks_per_second, until >= 0 ? until : work->weeks_done() < end ? end : kMostWeeks);
  });
}

void Session::pause() {
  work_->post([work = work_.get()] { work->set_playing(false); });
}

void Session::set_speed(double weeks_per_second) {
  work_->post([work = work_.get(), weeks_per_second] {
    if (work->state.playing && work->state.step_ends < 0) work->play(weeks_per_second, work->until);
  });
}

void Session::step(int weeks) {
  work_->post([work = work_.get(), weeks] {
    if (work->sides.front()->is_replay() || weeks <= 0) return;
    const int from = std::max(work->weeks_done(), work->state.step_ends);
    work->play(kAsFastAsPossible, from + std::min(weeks, kMostWeeks), true);
  });
}

void Session::rewind(int weeks_done) {
  work_->post([work = work_.get(), weeks_done] {
    if (work->sides.front()->is_replay() || weeks_done < 0 || weeks_done > work->weeks_done()) return;
    work->set_playing(false);
    for (const auto& side : work->sides) side->rewind(weeks_done);
    work->publish_records();
    work->publish_views();
    work->look_due = true;
    const std::lock_guard lock(work->mutex);
    ++work->state.generation;
  });
}

void Session::change(std::variant<LeverMove, MadeEvent, Remark> what, int side) {
  work_->post([work = work_.get(), what = std::move(what), side] {
    if (work->sides.front()->is_replay())
      throw core::UserError(
          {"a log shows what has been; nothing in it can be changed", "日志显示已经发生的情况，不能改变"});
    std::vector<std::pair<SessionSide*, ChangedScenario>> changed;
    for (std::size_t s = 0; s < work->sides.size(); ++s)
      if (side < 0 || static_cast<std::size_t>(side) == s)
        changed.emplace_back(work->sides[s].get(), work->sides[s]->changed(what));
    for (auto& [one, played] : changed) one->take_over(std::move(played));
    work->publish_views();
  });
}

void Session::watch(std::vector<WatchedColumn> columns) {
  work_->post([work = work_.get(), columns = std::move(columns)] {
    for (const auto& side : work->sides) side->watch(columns);
    work->publish_records();
    work->look_due = true;
  });
}

void Session::wish(int weeks_done, std::vector<Look> looks) {
  {
    const std::lock_guard lock(work_->mutex);
    if (work_->wished_week == weeks_done && work_->looks == looks) return;
    work_->wished_week = weeks_done;
    work_->looks = std::move(looks);
  }
  work_->post([work = work_.get(), weeks_done] {
    for (const auto& side : work->sides) side->look_around(weeks_done);
    work->look_due = true;
  });
}

void Session::save(const std::string& path, std::size_t side, bool force) {
  work_->post([work = work_.get(), path, side, force] {
    const bool is_log = path.ends_with(".h5");
    if (!is_log && !path.ends_with(".toml"))
      throw core::UserError(core::say("{}: a session is saved as a scenario (.toml) or as a log (.h5)",
                                      "{}: 会话可保存为情景（.toml）或日志（.h5）", path));
    SessionSide& shown = *work->sides.at(side);
    if (!is_log) {
      io::refuse_existing(path, force);
      io::write_whole(path, io::write_toml(shown.played().table));
      return work->tell({path, path}, false);
    }
    if (shown.is_replay())
      throw core::UserError(core::say("this is a log already: {}", "这已经是日志：{}", shown.view().source));
    if (shown.weeks_done() == 0)
      throw core::UserError({"nothing has been run yet, so there is nothing to log", "尚未运行，没有可记录的内容"});
    work->saver.save({read_scenario(shown.played()), path, force, shown.state_hash()});
  });
}

void Session::stop_saving() { work_->saver.give_up(); }

void Session::wait() {
  {
    std::unique_lock lock(work_->mutex);
    work_->idle.wait(lock, [&] { return !work_->is_busy; });
  }
  work_->saver.wait();
}

void Session::end() {
  {
    const std::lock_guard lock(work_->mutex);
    work_->ends = true;
  }
  work_->woken.notify_one();
  if (work_->thread.joinable()) work_->thread.join();
  stop_saving();
  work_->saver.wait();
}

bool Session::is_busy() const {
  {
    const std::lock_guard lock(work_->mutex);
    if (work_->is_busy) return true;
  }
  return work_->saver.is_busy();
}

SessionState Session::state() const {
  const SaveProgress saving = work_->saver.progress();
  const std::lock_guard lock(work_->mutex);
  SessionState state = work_->state;
  state.saving = saving;
  return state;
}

std::size_t Session::sides() const {
  const std::lock_guard lock(work_->mutex);
  return work_->views.size();
}

std::shared_ptr<const SideView> Session::side(std::size_t side) const {
  const std::lock_guard lock(work_->mutex);
  return side < work_->views.size() ? work_->views[side] : nullptr;
}

std::shared_ptr<const WeekRecord> Session::record(std::size_t side, int weeks_done) const {
  const std::lock_guard lock(work_->mutex);
  if (side >= work_->records.size() || weeks_done < 0) return nullptr;
  const auto& all = work_->records[side];
  return static_cast<std::size_t>(weeks_done) < all.size() ? all[static_cast<std::size_t>(weeks_done)] : nullptr;
}

std::shared_ptr<const std::vector<LookedAt>> Session::looked_at() const {
  const std::lock_guard lock(work_->mutex);
  return work_->looked_at;
}

}  // namespace gongjian::run
