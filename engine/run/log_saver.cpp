#include "engine/run/log_saver.hpp"

#include <fmt/format.h>

#include <new>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/run.hpp"

namespace gongjian::run {

LogSaver::LogSaver(unsigned threads, std::string version, Tell tell, Changed changed)
    : threads_(threads), version_(std::move(version)), tell_(std::move(tell)), changed_(std::move(changed)) {
  thread_ = std::thread([this] { work(); });
}

LogSaver::~LogSaver() {
  give_up();
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  woken_.notify_one();
  thread_.join();
}

void LogSaver::save(Order order) {
  {
    const std::lock_guard lock(mutex_);
    orders_.push_back(std::move(order));
  }
  woken_.notify_one();
}

void LogSaver::give_up() {
  const std::lock_guard lock(mutex_);
  for (Order& order : orders_) order.is_given_up = true;
  stop_ = true;
}

void LogSaver::wait() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [&] { return !has_work(); });
}

bool LogSaver::is_busy() const {
  const std::lock_guard lock(mutex_);
  return has_work();
}

SaveProgress LogSaver::progress() const {
  const std::lock_guard lock(mutex_);
  SaveProgress progress = progress_;
  progress.waiting = orders_.size();
  return progress;
}

void LogSaver::work() {
  for (;;) {
    Order order;
    {
      std::unique_lock lock(mutex_);
      woken_.wait(lock, [&] { return ends_ || !orders_.empty(); });
      if (ends_) return;
      order = std::move(orders_.front());
      orders_.pop_front();
      progress_ = {order.path, 0, order.scenario.weeks, 0};
      stop_ = false;
    }
    std::vector<std::string> not_saved;
    try {
      if (order.is_given_up || !write(order)) not_saved.push_back(order.path);
    } catch (const std::bad_alloc&) {
      tell_(core::say("could not write {}: there is not enough memory to run it a second time",
                      "无法写入 {}：内存不足，不能再次运行", order.path),
            true);
    } catch (const std::exception& error) {
      tell_(core::message_of(error), true);
    }
    {
      const std::lock_guard lock(mutex_);
      for (; !orders_.empty() && orders_.front().is_given_up; orders_.pop_front())
        not_saved.push_back(orders_.front().path);
    }
    if (!not_saved.empty())
      tell_(core::say("Stopped. Not saved, and nothing is left of it: {}", "已停止。未保存，也未留下文件：{}",
                      fmt::format("{}", fmt::join(not_saved, ", "))),
            false);
    {
      const std::lock_guard lock(mutex_);
      progress_ = {};
    }
    idle_.notify_all();
    changed_();
  }
}

bool LogSaver::write(const Order& order) {
  io::refuse_existing(order.path, order.force);
  const auto show = [&](int weeks_done) {
    {
      const std::lock_guard lock(mutex_);
      progress_.weeks_done = weeks_done;
    }
    const auto percent = [&](int weeks) { return 100 * weeks / order.scenario.weeks; };
    if (percent(weeks_done) != percent(weeks_done - 1)) changed_();
  };
  const RunResult result = run::run(order.scenario, {.threads = threads_,
                                                     .log_path = order.path,
                                                     .keeps_log = false,
                                                     .version = version_,
                                                     .progress = show,
                                                     .stop = &stop_});
  if (!result.complete) return false;
  const std::string hash = core::to_hex(result.hash);
  if (hash != order.hash)
    throw core::UserError(core::say("{} was written, but its run came to {} and not to {}",
                                    "已写入 {}，但其运行的结果为 {}，而不是 {}", order.path, hash, order.hash));
  tell_(core::say("{} ({})", "{}（{}）", order.path, hash), false);
  return true;
}

}  // namespace gongjian::run
