// Ranks by MPI's C interface. A module of its own (see engine/run/ranks.cpp): nothing else knows MPI.
#include <mpi.h>

#include <cstdio>
#include <cstdlib>

#include "engine/run/ranks.hpp"

namespace {

using gongjian::run::Ranks;

constexpr int kTag = 1;

class MpiRanks final : public Ranks {
 public:
  MpiRanks() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    if (provided < MPI_THREAD_FUNNELED) {
      std::fprintf(stderr, "This MPI can't be used by a program with threads.\n");
      abort(1);
    }
  }
  ~MpiRanks() override { MPI_Finalize(); }

  int rank() const override { return rank_; }
  int size() const override { return size_; }

  void send(int to, const Message& message) override {
    MPI_Send(message.data(), static_cast<int>(message.size()), MPI_UINT64_T, to, kTag, MPI_COMM_WORLD);
  }
  Message receive(int from) override {
    MPI_Status status;
    MPI_Probe(from, kTag, MPI_COMM_WORLD, &status);
    return take(status);
  }
  std::optional<Received> poll() override {
    int there = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, kTag, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return {};
    return Received{status.MPI_SOURCE, take(status)};
  }
  Message broadcast(const Message& message) override {
    std::uint64_t size = message.size();
    MPI_Bcast(&size, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    Message all = rank_ == 0 ? message : Message(size);
    MPI_Bcast(all.data(), static_cast<int>(size), MPI_UINT64_T, 0, MPI_COMM_WORLD);
    return all;
  }
  [[noreturn]] void abort(int code) override {
    MPI_Abort(MPI_COMM_WORLD, code);
    std::abort();
  }

 private:
  Message take(const MPI_Status& status) {
    int count = 0;
    MPI_Get_count(&status, MPI_UINT64_T, &count);
    Message message(static_cast<std::size_t>(count));
    MPI_Recv(message.data(), count, MPI_UINT64_T, status.MPI_SOURCE, kTag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return message;
  }

  int rank_ = 0, size_ = 1;
};

}  // namespace

extern "C" Ranks* gongjian_open_ranks() { return new MpiRanks; }
