// Ranks: the processes of one job under mpirun or srun. MPI itself is in a module of its own, loaded only where the
// program was started as one of several, so that one machine needs no MPI.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace gongjian::run {

class Ranks {
 public:
  using Message = std::vector<std::uint64_t>;

  virtual ~Ranks() = default;
  virtual int rank() const = 0;  // 0 leads
  virtual int size() const = 0;
  virtual void send(int to, const Message& message) = 0;
  // Waits for a message from `from`.
  virtual Message receive(int from) = 0;
  // A message from anybody, if one is there.
  struct Received {
    int from;
    Message message;
  };
  virtual std::optional<Received> poll() = 0;
  // The leader's message, to all.
  virtual Message broadcast(const Message& message) = 0;
  // Ends the whole job at once.
  [[noreturn]] virtual void abort(int code) = 0;
};

// None where the program was started alone. Throws core::UserError where it was started as a rank but can't be one.
std::unique_ptr<Ranks> open_ranks();

}  // namespace gongjian::run
