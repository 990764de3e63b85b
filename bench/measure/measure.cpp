#include "bench/measure/measure.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "bench/measure/participation_model.hpp"
#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/model/tick.hpp"
#include "engine/run/checkpoint.hpp"
#include "engine/run/compare.hpp"
#include "engine/run/run.hpp"
#include "engine/run/sweep.hpp"

namespace gongjian::bench {
namespace {

constexpr const char* kEverythingOn = "full_package";
constexpr core::Unit kRate{"10^6/s"}, kBandwidth{"GB/s"}, kMilliseconds{"ms"}, kPercent{"%"}, kTimes{"1"}, kRuns{"1/s"},
    kMegabytes{"MB"}, kNanoseconds{"ns"}, kBytes{"B"}, kSeconds{"s"};

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double best_of(int times, const std::function<void()>& work) {
  double best = seconds(work);
  for (int t = 1; t < times; ++t) best = std::min(best, seconds(work));
  return best;
}

class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "gongjian-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw core::UserError(core::say("no folder can be made in {}", "无法在 {} 中创建文件夹",
                                      std::filesystem::temp_directory_path().string()));
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

class Bench {
 public:
  explicit Bench(const Options& options) : options_(options), threads_(core::Workers(options.threads).threads()) {}

  void memory();
  void model();
  void phases();
  void runs();
  void sizes();
  void log();
  void checkpoint();
  void sweeps();
  void start();

  bool is_stopped() const { return options_.stop != nullptr && *options_.stop; }

 private:
  void tell(std::string name, double value, core::Unit unit, core::Text text, std::string note = {}) const {
    options_.tell({std::move(name), value, unit, std::move(text), std::move(note)});
  }
  int weeks(int all) const { return options_.quick ? std::max(4, all / 10) : all; }
  std::vector<unsigned> thread_counts() const { return threads_ > 1 ? std::vector{1u, threads_} : std::vector{1u}; }
  static std::string of_threads(unsigned threads) {
    return std::to_string(threads) + (threads == 1 ? "_thread" : "_threads");
  }
  static core::Text on_threads(const core::Text& what, unsigned threads) {
    return threads == 1 ? core::say("{}, one thread", "{}，一个线程", what)
                        : core::say("{}, {} threads", "{}，{} 个线程", what, threads);
  }
  static run::Scenario scenario(const std::string& preset, int weeks, double member_share = 1) {
    return run::read_scenario(kEverythingOn, {"population.preset=\"" + preset + "\"", "weeks=" + std::to_string(weeks),
                                              "population.member_share=" + std::to_string(member_share)});
  }
  run::RunResult run(const run::Scenario& scenario, unsigned threads, const std::string& log = {}) const {
    return run::run(scenario,
                    {.threads = threads, .log_path = log, .version = options_.version, .stop = options_.stop});
  }
  static double rate(const run::RunResult& result) {
    return static_cast<double>(result.members) * result.weeks_done / result.seconds / 1e6;
  }
  // Starts the program and gives the seconds until it has ended, and the most memory it had, in MB.
  std::pair<double, double> start_program(std::vector<std::string> words) const;
  double bandwidth(unsigned threads);

  const Options& options_;
  unsigned threads_;
  std::map<unsigned, double> bandwidth_;  // bytes a second
};

// An update of an array far larger than the caches, read and written once: what memory can do.
double Bench::bandwidth(unsigned threads) {
  double& known = bandwidth_[threads];
  if (known > 0) return known;
  std::vector<double> array(std::size_t{1} << 25, 1.0);
  const core::Workers workers(threads);
  const double best = best_of(5, [&] {
    workers.for_blocks(array.size(), std::size_t{1} << 16, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) array[i] = array[i] * 0.5 + 1;
    });
  });
  return known = 2.0 * sizeof(double) * static_cast<double>(array.size()) / best;
}

void Bench::memory() {
  for (const unsigned threads : thread_counts())
    tell("memory.update." + of_threads(threads), bandwidth(threads) / 1e9, kBandwidth,
         on_threads({"streaming update of 256 MB, read and written", "流式更新 256 MB（读写）"}, threads));
}

void Bench::model() {
  for (const std::size_t members : {std::size_t{1'000'000}, std::size_t{1'824'000}})
    for (const unsigned threads : thread_counts()) {
      participation::World world(members, 1, threads);
      world.step();
      constexpr int kWeeks = 20;
      const double best = best_of(5, [&] {
        for (int week = 0; week < kWeeks; ++week) world.step();
      });
      tell("model." + std::to_string(members) + "." + of_threads(threads),
           static_cast<double>(members) * kWeeks / best / 1e6, kRate,
           on_threads(core::say("the participation model, {} members", "参与模型，{} 名成员", members), threads));
    }
}

// What each phase takes of a run of all of Shanghai on one thread, and which part of it no other thread can take over.
void Bench::phases() {
  const int all = weeks(520);
  const run::Scenario shanghai = scenario("shanghai", all);
  model::Simulation simulation(shanghai.setup, shanghai.seed, 1);
  std::vector<std::pair<double, const core::Phase<model::World>*>> taken;
  for (const auto& phase : model::schedule()) taken.emplace_back(0, &phase);
  for (int week = 0; week < all && !is_stopped(); ++week) {
    simulation.world().tick.week = week;
    for (auto& [sum, phase] : taken)
      if (phase->rhythm.due(week)) sum += seconds([&, p = phase] { p->run(simulation.world()); });
  }
  double total = 0, serial = 0;
  for (const auto& [sum, phase] : taken) {
    total += sum;
    if (!phase->parallel) serial += sum;
  }
  std::sort(taken.begin(), taken.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const double member_weeks = static_cast<double>(simulation.members()) * all;
  for (const auto& [sum, phase] : taken) {
    if (sum < total / 200) break;
    const std::string name(phase->name);
    tell("phase." + name, 1000 * sum / all, kMilliseconds, {name + ", a week of Shanghai", name + "（全市一周）"},
         std::to_string(static_cast<int>(100 * sum / total + 0.5)) + " %" + (phase->parallel ? "" : ", serial"));
    if (name != "members") continue;
    double bytes = 0;
    auto add = [&](std::string_view, const auto& column, const auto&...) { bytes += sizeof(column[0]); };
    simulation.world().city.members.visit(add);
    tell("phase.members.rate", member_weeks / sum / 1e6, kRate, {"members in that phase", "该阶段处理的党员"});
    tell("phase.members.bytes", bytes, kBytes, {"bytes a member", "每名党员的字节数"});
    tell("phase.members.share_of_memory", 100 * bytes * member_weeks / sum / bandwidth(1), kPercent,
         {"of a streaming update of so many bytes", "相当于同量流式更新的速度"});
  }
  tell("phase.serial", 100 * serial / total, kPercent, {"of a run is serial", "运行中串行部分的比例"});
}

void Bench::runs() {
  for (const char* preset : {"workshop", "district", "shanghai"}) {
    std::optional<run::RunResult> one;
    for (const unsigned threads : thread_counts()) {
      const run::RunResult result = run(scenario(preset, weeks(520)), threads);
      if (is_stopped()) return;
      tell(std::string("run.") + preset + "." + of_threads(threads), rate(result), kRate,
           on_threads(core::say("member-weeks, everything on, {}", "党员周（全部措施），{}", std::string(preset)),
                      threads),
           fmt::format("{:.3f} s", result.seconds));
      if (!one) {
        one = result;
        continue;
      }
      if (one->hash != result.hash)
        throw core::UserError({"runs with different numbers of threads differ", "线程数不同的运行结果不一致"});
      tell(std::string("run.") + preset + ".speed_up", one->seconds / result.seconds, kTimes,
           core::say("times as fast on {} threads", "{} 个线程的加速比", threads));
    }
  }
}

// What a member costs, in cities of very different size.
void Bench::sizes() {
  for (const auto& [preset, share] :
       {std::pair{"district", 1.0}, std::pair{"shanghai", 1.0}, std::pair{"shanghai", 11.0}}) {
    const run::RunResult result = run(scenario(preset, weeks(104), share), 1);
    if (is_stopped()) return;
    tell("size." + std::to_string(result.members), 1000 / rate(result), kNanoseconds,
         core::say("a member-week, of {} members, 1 thread", "每党员周，共 {} 名党员，1 个线程", result.members));
  }
}

// A log, in pairs of runs.
void Bench::log() {
  const Scratch folder;
  const run::Scenario shanghai = scenario("shanghai", weeks(520));
  std::vector<double> ratios;
  for (int pair = 0; pair < 5 && !is_stopped(); ++pair) {
    const std::string path = folder / "log.h5";
    const double without = run(shanghai, threads_).seconds, with = run(shanghai, threads_, path).seconds;
    ratios.push_back(with / without);
    std::filesystem::remove(path);
  }
  if (is_stopped()) return;
  std::sort(ratios.begin(), ratios.end());
  tell("log.cost", 100 * (ratios[ratios.size() / 2] - 1), kPercent,
       {"that a weekly log by district and kind adds to a run of Shanghai, median of 5 pairs",
        "按区和类别每周记录使全市运行增加的时间，5 对的中位数"});
}

void Bench::checkpoint() {
  const Scratch folder;
  const run::Scenario shanghai = scenario("shanghai", weeks(52));
  model::Simulation simulation(shanghai.setup, shanghai.seed, threads_);
  run::Recorder recorder(simulation.layout());
  const std::uint64_t start = simulation.state_hash();
  for (int week = 0; week < shanghai.weeks; ++week) {
    simulation.step();
    recorder.observe(simulation.frame());
  }
  const double best = best_of(3, [&] {
    run::write_checkpoint(folder / "checkpoint.h5", shanghai, options_.version, start, simulation, recorder);
  });
  tell("checkpoint.shanghai", best, kSeconds, {"a checkpoint of Shanghai", "保存全市检查点"},
       fmt::format("{:.0f} MB", static_cast<double>(std::filesystem::file_size(folder / "checkpoint.h5")) / 1e6));
}

void Bench::sweeps() {
  const Scratch folder;
  const auto measure = [&](const std::string& preset, int count, bool weekly) {
    run::ScenarioFile file = run::read_scenario_file(kEverythingOn);
    run::apply_setting(file, "population.preset=\"" + preset + "\"");
    const auto runs = static_cast<std::size_t>(options_.quick ? count / 10 : count);
    const std::string name = preset + (weekly ? ".weekly" : "");
    run::Experiment experiment = run::comparison_of({file}, runs, 1);
    if (!weekly) experiment.series.clear();
    const run::SweepResult result = run::sweep(
        std::move(experiment),
        {.results_path = folder / name, .version = options_.version, .threads = threads_, .stop = options_.stop});
    if (!result.complete) return;
    const core::Text kept =
        weekly ? core::Text{"outcomes and all weekly series", "结果与全部每周序列"} : core::Text{"outcomes", "结果"};
    tell("sweep." + name, static_cast<double>(runs) / result.seconds, kRuns,
         core::say("runs of 520 weeks, {}, {} threads, keeping {}", "520 周的运行，{}，{} 个线程，保留{}", preset,
                   threads_, kept));
  };
  measure("workshop", 400, false);
  measure("workshop", 400, true);
  measure("district", 40, false);
}

std::pair<double, double> Bench::start_program(std::vector<std::string> words) const {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  rusage usage{};
  int status = 0, failure = 0;
  const double taken = seconds([&] {
    pid_t child = 0;
    failure = posix_spawn(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
    if (failure == 0) wait4(child, &status, 0, &usage);
  });
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0 || status != 0)
    throw core::UserError(
        core::say("{} could not be started for a measurement", "无法启动 {} 进行测量", words.front()));
  return {taken, static_cast<double>(usage.ru_maxrss) / 1024};
}

void Bench::start() {
  std::vector<double> taken;
  for (int time = 0; time < 21; ++time)
    taken.push_back(
        start_program({options_.program, "run", kEverythingOn, "--population", "workshop", "--weeks", "1", "--no-log"})
            .first);
  std::sort(taken.begin(), taken.end());
  tell("start.workshop", 1000 * taken[taken.size() / 2], kMilliseconds,
       {"from the command to the end of a first week, workshop; median of 21",
        "从命令到首周结束（workshop），21 次的中位数"});
  tell("start.memory",
       start_program({options_.program, "run", kEverythingOn, "--population", "shanghai", "--weeks", "60", "--no-log",
                      "--threads", std::to_string(threads_)})
           .second,
       kMegabytes, {"most memory of a run of Shanghai", "全市运行的最大内存"});
}

struct KnownPart {
  Part part;
  void (Bench::*work)();
};
const std::vector<KnownPart>& known_parts() {
  static const std::vector<KnownPart> all = {
      // first, since what starts a program lends it its own peak of memory
      {{"start", {"first result and memory", "首个结果与内存"}}, &Bench::start},
      {{"memory", {"what memory can do", "内存速度"}}, &Bench::memory},
      {{"model", {"the participation model", "参与模型"}}, &Bench::model},
      {{"phases", {"phases of a week", "一周的各阶段"}}, &Bench::phases},
      {{"runs", {"whole runs", "完整运行"}}, &Bench::runs},
      {{"sizes", {"cities of different size", "不同规模的城市"}}, &Bench::sizes},
      {{"log", {"the log", "日志"}}, &Bench::log},
      {{"checkpoint", {"checkpoints", "检查点"}}, &Bench::checkpoint},
      {{"sweeps", {"sweeps", "批量运行"}}, &Bench::sweeps},
  };
  return all;
}

}  // namespace

const std::vector<Part>& parts() {
  static const std::vector<Part> all = [] {
    std::vector<Part> list;
    for (const KnownPart& known : known_parts()) list.push_back(known.part);
    return list;
  }();
  return all;
}

void measure(const Options& options) {
  for (const std::string& name : options.parts)
    if (std::none_of(parts().begin(), parts().end(), [&](const Part& part) { return part.name == name; }))
      throw core::UserError(core::say("bench: there is no part \"{}\"; `gongjian bench --help` names them",
                                      "bench：没有 \"{}\" 这一部分；`gongjian bench --help` 列出全部", name));
  Bench bench(options);
  for (const KnownPart& known : known_parts()) {
    const bool is_wanted = options.parts.empty() || std::find(options.parts.begin(), options.parts.end(),
                                                              known.part.name) != options.parts.end();
    if (!is_wanted || bench.is_stopped()) continue;
    options.begin({std::string(known.part.text.en), std::string(known.part.text.zh)});
    (bench.*known.work)();
  }
}

}  // namespace gongjian::bench
