// A group of processes over LibTorch's c10d, whose failures name the ranks that are missing.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <vector>

namespace cotrain {

using Milliseconds = std::chrono::milliseconds;

struct GroupOptions {
  int rank;
  int size;
  Milliseconds timeout;
  // The address of this process that the others reach, or the name of a network interface.
  std::string address;
  bool is_interface;
  // Prefix of the keys by which the ranks find each other. Two groups of the same ranks have different ones.
  std::string prefix;
};

// Connects to the store at host:port, or serves it there, at any free port for 0.
c10::intrusive_ptr<c10d::TCPStore> open_store(const std::string& host, uint16_t port, bool serves,
                                              Milliseconds timeout);

// A collective that is running.
class Pending {
 public:
  // Blocks until it has ended. Throws a DistributedFailure.
  void wait();
  void end(std::optional<std::string> error);

 private:
  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  bool has_ended_ = false;
  std::optional<std::string> error_;
};

class ProcessGroup {
 public:
  // Called once, on a thread that waits, of Gloo or the watcher's, with what went wrong.
  using Done = std::function<void(std::optional<std::string> error)>;
  using Start = std::function<c10::intrusive_ptr<c10d::Work>(c10d::ProcessGroup&, Milliseconds timeout)>;

  // Blocks until all ranks are connected.
  ProcessGroup(const c10::intrusive_ptr<c10d::Store>& store, const GroupOptions& options);
  // Blocks until every collective has ended, by its time-out at the latest.
  ~ProcessGroup();
  ProcessGroup(const ProcessGroup&) = delete;
  ProcessGroup& operator=(const ProcessGroup&) = delete;

  // Starts a collective, in the order of the calls. `name` is what errors call it.
  void start(std::string name, std::optional<Milliseconds> timeout, const Start& start, Done done);

  // The same, for a thread that waits for it. The end comes from Gloo's threads or the watcher's, so this may
  // be the thread that the ends of other collectives are posted to.
  std::shared_ptr<Pending> begin(std::string name, std::optional<Milliseconds> timeout, const Start& start);

  // What every rank gives, by rank: tensors of one shape and dtype. Blocks.
  std::vector<at::Tensor> gather(std::string name, const at::Tensor& own);

  size_t pending();
  int rank() const { return rank_; }
  int size() const { return size_; }

 private:
  using Clock = std::chrono::steady_clock;

  struct Collective {
    uint64_t number;  // from 1, the same on every rank
    std::string name;
    Clock::time_point began;
    Milliseconds timeout;
    Done done;
    c10::intrusive_ptr<c10d::Work> work;  // holds the tensors
    bool on_device;                       // NCCL's, which ends when the device has finished
    bool announced = false;
    std::optional<std::string> failure;
  };

  void settle(uint64_t number, std::optional<std::string> failure);
  void watch();
  void announce(const Collective& collective);
  std::string explain(const Collective& collective);

  const int rank_, size_;
  const Milliseconds timeout_;
  const c10::intrusive_ptr<c10d::Store> store_;  // a connection of the watcher's own
  const c10::intrusive_ptr<c10d::ProcessGroup> group_;

  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::deque<Collective> pending_;
  uint64_t count_ = 0;
  size_t callbacks_ = 0;  // that Gloo's threads have not left yet
  bool ending_ = false;
  std::thread watcher_;  // last: it uses all of the above
};

}  // namespace cotrain
