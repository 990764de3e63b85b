// Writes logs of runs, one after another, on a thread of its own: each is run again from its beginning.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "engine/run/session.hpp"

namespace gongjian::run {

class LogSaver {
 public:
  struct Order {
    Scenario scenario;
    std::string path;
    bool force = false;  // replaces a file that is there
    std::string hash;    // of the state that the run should come to
    bool is_given_up = false;
  };
  // On the saver's thread: what there is to say, and whether it is an error; and that progress() is another.
  using Tell = std::function<void(const core::Text& message, bool is_error)>;
  using Changed = std::function<void()>;

  LogSaver(unsigned threads, std::string version, Tell tell, Changed changed);
  // Gives up what is not done.
  ~LogSaver();
  LogSaver(const LogSaver&) = delete;
  LogSaver& operator=(const LogSaver&) = delete;

  void save(Order order);
  // Gives up the log that is being written, after the week that it is in, and those that wait. Nothing is left of them,
  // which is told then.
  void give_up();
  void wait();

  bool is_busy() const;
  SaveProgress progress() const;

 private:
  bool has_work() const { return !orders_.empty() || !progress_.path.empty(); }
  void work();
  bool write(const Order& order);  // false where it was given up

  unsigned threads_;
  std::string version_;
  Tell tell_;
  Changed changed_;
  std::atomic<bool> stop_ = false;
  mutable std::mutex mutex_;
  std::condition_variable woken_, idle_;
  std::deque<Order> orders_;  // that wait
  SaveProgress progress_;     // of the one that is being written
  bool ends_ = false;
  std::thread thread_;
};

}  // namespace gongjian::run
