// Which projects are at work in a week, from the records of a session.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/run/session.hpp"

namespace gongjian::viz {

class ActiveProjects {
 public:
  // Goes to a week; forward it reads the weeks between, back it begins anew. False where a week between is not known.
  bool go_to(const run::Session& session, std::size_t side, int weeks_done);
  void forget() { *this = {}; }

  int weeks_done() const { return weeks_done_; }
  const std::vector<run::StartedProject>& projects() const { return active_; }  // by id

 private:
  int weeks_done_ = 0;
  std::vector<run::StartedProject> active_;
};

}  // namespace gongjian::viz
