#include "engine/run/sweep.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include "engine/core/error.hpp"
#include "engine/core/parallel.hpp"
#include "engine/io/row_shards.hpp"
#include "engine/run/changes.hpp"
#include "engine/run/sweep_folder.hpp"

namespace gongjian::run {
namespace {

using Clock = std::chrono::steady_clock;

// Visits each row kept in the folder once, as the first shard has it; gives which rows of the plan these are.
template <class Visit>
std::vector<bool> read_kept(const std::string& folder, const io::RowShape& shape, std::size_t rows,
                            const Visit& visit) {
  std::vector<bool> kept(rows);
  io::read_shards(folder, shape, [&](std::uint64_t row, const io::ResultsRow& values) {
    if (row >= kept.size() || kept[row]) return;
    kept[row] = true;
    visit(values);
  });
  return kept;
}

bool asked_to_stop(const SweepOptions& options) { return options.stop != nullptr && options.stop->load(); }

// What is done and what is not, and who does what next. Used by all threads of the leader.
class Rows {
 public:
  Rows(const SweepWork& sweep, const SweepOptions& options) : options_(options) {
    progress_.all = sweep.plan.rows();
    done_ = read_kept(sweep.folder, sweep.shape, progress_.all,
                      [this](const io::ResultsRow& values) { count(!values.failure.en.empty()); });
  }

  // The next rows that nobody has taken, at most so many; none where there are none left or a person wants to stop.
  std::vector<std::uint64_t> take(std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::vector<std::uint64_t> rows;
    if (asked_to_stop(options_) || failed_) return rows;
    for (; next_ < done_.size() && rows.size() < most; ++next_)
      if (!done_[next_]) rows.push_back(next_);
    return rows;
  }
  // How many a rank takes at a time: fewer as the end comes near.
  std::size_t chunk(int ranks) {
    const std::lock_guard lock(mutex_);
    return std::clamp<std::size_t>((done_.size() - next_) / (20 * static_cast<std::size_t>(ranks)), 1, 64);
  }
  void finished(std::size_t rows, std::size_t failures) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < rows; ++i) count(i < failures);
    if (options_.progress && rows > 0) options_.progress(progress_);
  }
  // Nothing more is to be taken: a disk has failed.
  void give_up() {
    const std::lock_guard lock(mutex_);
    failed_ = true;
  }
  SweepProgress progress() {
    const std::lock_guard lock(mutex_);
    return progress_;
  }

 private:
  void count(bool failure) {
    ++progress_.done;
    progress_.failed += failure;
  }

  const SweepOptions& options_;
  std::mutex mutex_;
  std::vector<bool> done_;
  std::uint64_t next_ = 0;
  bool failed_ = false;
  SweepProgress progress_;
};

// Runs rows on the threads of this process and appends them to its shard.
class RowRunner {
 public:
  RowRunner(const SweepWork& sweep, const SweepOptions& options, unsigned writer)
      : sweep_(sweep), options_(options), shard_(sweep.folder, sweep.shape, writer) {}

  // Gives whether the row was finished, and whether it failed.
  struct Done {
    bool finished = false, failed = false;
  };
  Done run(std::uint64_t row) {
    const auto values = run_row(sweep_.plan, row, options_.stop);
    if (!values) return {};
    const std::lock_guard lock(mutex_);
    shard_.append(row, *values);
    return {true, !values->failure.en.empty()};
  }
  void close() { shard_.close(); }

 private:
  const SweepWork& sweep_;
  const SweepOptions& options_;
  std::mutex mutex_;
  io::ShardWriter shard_;
};

// Takes row after row until there are none.
void work(Rows& rows, RowRunner& runner, const core::Workers& workers) {
  workers.for_each(workers.threads(), [&](std::size_t) {
    try {
      for (std::vector<std::uint64_t> next; !(next = rows.take(1)).empty();) {
        const RowRunner::Done done = runner.run(next.front());
        rows.finished(done.finished, done.failed);
      }
    } catch (...) {
      rows.give_up();  // the other threads end with their row
      throw;
    }
  });
}

// The leader hands out rows to the other ranks, while threads of its own take rows too.
//
// A rank asks with (rows done, failures among them) since it last asked; the answer is its next rows, none at the end.
// It then says that it has closed its shard, by an empty message.
void lead(Rows& rows, RowRunner& runner, const core::Workers& workers, Ranks& ranks) {
  std::exception_ptr failure;
  std::thread own([&] {
    try {
      work(rows, runner, workers);
    } catch (...) {
      failure = std::current_exception();
    }
  });
  for (int others = ranks.size() - 1; others > 0;) {
    const auto received = ranks.poll();
    if (!received) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      continue;
    }
    if (received->message.empty()) {
      --others;
      continue;
    }
    rows.finished(received->message[0], received->message[1]);
    ranks.send(received->from, rows.take(rows.chunk(ranks.size())));
  }
  own.join();
  if (failure) std::rethrow_exception(failure);
}

void follow(RowRunner& runner, const core::Workers& workers, Ranks& ranks) {
  Ranks::Message report{0, 0};
  while (true) {
    ranks.send(0, report);
    const Ranks::Message rows = ranks.receive(0);
    if (rows.empty()) break;
    report = {0, 0};
    std::mutex mutex;
    workers.for_each(rows.size(), [&](std::size_t i) {
      const RowRunner::Done done = runner.run(rows[i]);
      const std::lock_guard lock(mutex);
      report[0] += done.finished;
      report[1] += done.failed;
    });
  }
  runner.close();
  ranks.send(0, {});
}

// The points that the leader has drawn, so that all ranks have the same bits.
Ranks::Message as_message(const SweepWork& sweep) {
  Ranks::Message message{sweep.shape.plan};
  for (const double value : sweep.plan.values) message.push_back(std::bit_cast<std::uint64_t>(value));
  return message;
}
void take_message(const Ranks::Message& message, SweepWork& sweep) {
  sweep.plan.values.clear();
  for (std::size_t i = 1; i < message.size(); ++i) sweep.plan.values.push_back(std::bit_cast<double>(message[i]));
  sweep.shape.plan = message[0];
}

SweepResult sweep_as_leader(Experiment experiment, const SweepOptions& options, const core::Workers& workers) {
  SweepFolder folder(options.results_path, std::move(experiment), options.version, options.anew);
  const SweepWork& sweep = folder.work();
  if (options.ranks != nullptr) options.ranks->broadcast(as_message(sweep));
  RowRunner runner(sweep, options, 0);
  Rows rows(sweep, options);
  SweepResult result;
  result.earlier = rows.progress().done;
  if (options.ranks != nullptr) lead(rows, runner, workers, *options.ranks);
  else work(rows, runner, workers);
  runner.close();
  result.progress = rows.progress();
  result.complete = result.progress.done == result.progress.all;
  if (result.complete) {
    write_results(sweep, options.results_path, options.version);
    folder.remove();
  }
  return result;
}

SweepResult sweep_as_follower(Experiment experiment, const SweepOptions& options, const core::Workers& workers) {
  SweepWork sweep{work_folder(options.results_path), {}, {}};
  sweep.plan.points = design_rows(experiment);
  sweep.plan.experiment = std::move(experiment);
  sweep.shape = row_shape(sweep.plan, 0);
  const Ranks::Message points = options.ranks->broadcast({});
  if (points.empty()) return {.complete = true, .progress = {}, .earlier = 0, .seconds = 0};  // nothing is left to do
  take_message(points, sweep);
  RowRunner runner(sweep, options, static_cast<unsigned>(options.ranks->rank()));
  follow(runner, workers, *options.ranks);
  return {.complete = true, .progress = {}, .earlier = 0, .seconds = 0};
}

bool holds_results_of(const std::string& path, const Experiment& experiment, const std::string& version) {
  try {
    return std::filesystem::exists(path) && is_result_of(io::ResultsReader(path).header(), experiment, version);
  } catch (const core::UserError&) {  // it is something else
    return false;
  }
}

}  // namespace

bool is_swept(const std::string& results_path, const Experiment& experiment, const std::string& version) {
  if (!std::filesystem::exists(results_path)) return false;
  const io::ResultsReader results(results_path);
  if (is_result_of(results.header(), experiment, version)) return true;
  if (!results.header().experiment.empty()) refuse_changed(results_path, results.header(), experiment, version);
  return false;
}

std::size_t rows_kept(const std::string& results_path, const Plan& plan, const std::string& version) {
  if (holds_results_of(results_path, plan.experiment, version)) return plan.rows();
  const std::string folder = work_folder(results_path);
  if (!std::filesystem::is_directory(folder)) return 0;
  std::size_t rows = 0;
  read_kept(folder, row_shape(plan, plan_hash(plan, plan_text(plan.experiment, version))), plan.rows(),
            [&](const io::ResultsRow&) { ++rows; });
  return rows;
}

SweepResult sweep(Experiment experiment, const SweepOptions& options) {
  const Clock::time_point start = Clock::now();
  const bool leads = options.ranks == nullptr || options.ranks->rank() == 0;
  const core::Workers workers(options.ranks != nullptr ? std::max(1u, options.threads) : options.threads);
  SweepResult result = leads ? sweep_as_leader(std::move(experiment), options, workers)
                             : sweep_as_follower(std::move(experiment), options, workers);
  result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return result;
}

}  // namespace gongjian::run
