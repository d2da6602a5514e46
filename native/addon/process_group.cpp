#include "process_group.h"

#include <algorithm>
#include <sstream>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#ifdef USE_C10D_NCCL
#include <ATen/Context.h>

#include <cstdlib>
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include "bridge.h"
#include "failure.h"

namespace cotrain {
namespace {

// How long a collective waits before it tells the others which one it is, so that quick ones cost nothing.
constexpr Milliseconds kAnnounceAfter{1000};
// How long a failed one waits for the others to say where they are.
constexpr Milliseconds kGrace{2000};

std::string waiting_key(int rank) { return "waiting/" + std::to_string(rank); }

#ifdef USE_C10D_NCCL
c10::intrusive_ptr<c10d::Backend> connect_nccl(const c10::intrusive_ptr<c10d::Store>& store,
                                               const GroupOptions& options) {
  // LibTorch's watchdog ends the process when a collective is late. Ours are waited for, and fail.
  static const int once = setenv("TORCH_NCCL_ASYNC_ERROR_HANDLING", "0", 0);
  static_cast<void>(once);
  auto nccl_options = c10d::ProcessGroupNCCL::Options::create();
  nccl_options->timeout = options.timeout;
  return c10::make_intrusive<c10d::ProcessGroupNCCL>(c10::make_intrusive<c10d::PrefixStore>("cuda/", store),
                                                     options.rank, options.size, nccl_options);
}
#endif

// Gloo for CPU tensors. For CUDA tensors NCCL, in a build with it and on a machine with a GPU.
c10::intrusive_ptr<c10d::ProcessGroup> connect(const c10::intrusive_ptr<c10d::Store>& store,
                                               const GroupOptions& options) {
  auto gloo_options = c10d::ProcessGroupGloo::Options::create(options.timeout);
  gloo_options->devices.push_back(options.is_interface
                                      ? c10d::ProcessGroupGloo::createDeviceForInterface(options.address)
                                      : c10d::ProcessGroupGloo::createDeviceForHostname(options.address));
  const auto prefixed = c10::make_intrusive<c10d::PrefixStore>(options.prefix, store);
  const auto gloo = c10::make_intrusive<c10d::ProcessGroupGloo>(
      c10::make_intrusive<c10d::PrefixStore>("cpu/", prefixed), options.rank, options.size, gloo_options);
  auto group = c10::make_intrusive<c10d::ProcessGroup>(prefixed, options.rank, options.size);
  group->setBackend(c10::DeviceType::CPU, c10d::ProcessGroup::BackendType::GLOO, gloo);
#ifdef USE_C10D_NCCL
  const bool has_nccl = at::globalContext().hasCUDA();
  if (has_nccl)
    group->setBackend(c10::DeviceType::CUDA, c10d::ProcessGroup::BackendType::NCCL,
                      connect_nccl(prefixed, options));
#else
  const bool has_nccl = false;
#endif
  // As Python's `gloo`: in LibTorch's CUDA builds, Gloo takes CUDA tensors by way of pinned memory.
  if (!has_nccl) group->setBackend(c10::DeviceType::CUDA, c10d::ProcessGroup::BackendType::GLOO, gloo);
  group->setDefaultBackend(c10d::ProcessGroup::BackendType::GLOO);
  group->setGroupName("0");
  return group;
}

std::string seconds(Milliseconds time) {
  std::ostringstream text;
  text << static_cast<double>(time.count()) / 1000 << " s";
  return text.str();
}

std::string joined(const std::vector<std::string>& parts, const char* separator) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : separator) + part;
  return text;
}

}  // namespace

c10::intrusive_ptr<c10d::TCPStore> open_store(const std::string& host, uint16_t port, bool serves,
                                              Milliseconds timeout) {
  c10d::TCPStoreOptions options;
  options.port = port;
  options.isServer = serves;
  options.waitWorkers = false;
  options.timeout = timeout;
  options.multiTenant = true;  // as Python's: a second group of this process may serve there
  return c10::make_intrusive<c10d::TCPStore>(host, options);
}

void Pending::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return has_ended_; });
  if (error_.has_value()) throw DistributedFailure(*error_);
}

void Pending::end(std::optional<std::string> error) {
  const std::lock_guard lock(mutex_);
  error_ = std::move(error);
  has_ended_ = true;
  changed_.notify_all();
}

ProcessGroup::ProcessGroup(const c10::intrusive_ptr<c10d::Store>& store, const GroupOptions& options)
    : rank_(options.rank),
      size_(options.size),
      timeout_(options.timeout),
      store_(c10::make_intrusive<c10d::PrefixStore>(options.prefix + "cotrain", store->clone())),
      group_(connect(store, options)),
      watcher_([this] { watch(); }) {}

ProcessGroup::~ProcessGroup() {
  {
    std::unique_lock lock(mutex_);
    ending_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return callbacks_ == 0; });
  }
  watcher_.join();
#ifdef USE_C10D_NCCL
  if (group_->hasBackends() && at::globalContext().hasCUDA())
    group_->getBackend(c10::DeviceType::CUDA)->shutdown();
#endif
}

size_t ProcessGroup::pending() {
  const std::lock_guard lock(mutex_);
  return pending_.size();
}

void ProcessGroup::start(std::string name, std::optional<Milliseconds> timeout, const Start& start,
                         Done done) {
  const Milliseconds limit = timeout.value_or(timeout_);
  uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = ++count_;
  }
  const auto work = start(*group_, limit);
  c10::intrusive_ptr<c10::ivalue::Future> future;
  try {
    future = work->getFuture();
  } catch (const std::exception&) {
    // Work that is made of several parts, as Gloo's reduce_scatter, has none.
  }
  const bool on_device = future != nullptr && !future->devices().empty();  // NCCL's
  {
    const std::lock_guard lock(mutex_);
    pending_.push_back(
        {number, std::move(name), Clock::now(), limit, std::move(done), work, on_device, false, {}});
    ++callbacks_;
  }
  changed_.notify_all();
  const auto end = [this, number](std::optional<std::string> failure) {
    settle(number, std::move(failure));
    const std::lock_guard lock(mutex_);
    --callbacks_;
    changed_.notify_all();  // under the lock: the destructor waits for it
  };
  // NCCL's future is complete as soon as the work is queued on the device. Given a time-out, wait() returns
  // when the device has finished, so that no stream has to wait any more, or aborts the communicator and
  // throws.
  if (future == nullptr || on_device) {
    std::thread([work, end, on_device, limit] {
      try {
        on_device ? work->wait(limit) : work->wait();
        end(std::nullopt);
      } catch (const std::exception& error) {
        end(error_message(error));
      }
    }).detach();
    return;
  }
  // Called by one of Gloo's threads, or at once if the work has ended already.
  future->addCallback([end](c10::ivalue::Future& future) {
    if (!future.hasError()) return end(std::nullopt);
    try {
      std::rethrow_exception(future.exception_ptr());
    } catch (const std::exception& error) {
      end(error_message(error));
    }
  });
}

std::shared_ptr<Pending> ProcessGroup::begin(std::string name, std::optional<Milliseconds> timeout,
                                             const Start& start) {
  const auto pending = std::make_shared<Pending>();
  this->start(std::move(name), timeout, start,
              [pending](std::optional<std::string> error) { pending->end(std::move(error)); });
  return pending;
}

std::vector<at::Tensor> ProcessGroup::gather(std::string name, const at::Tensor& own) {
  std::vector<at::Tensor> all;
  for (int rank = 0; rank < size_; ++rank) all.push_back(at::empty_like(own));
  begin(std::move(name), std::nullopt, [own, all](c10d::ProcessGroup& group, Milliseconds timeout) {
    c10d::AllgatherOptions options;
    options.timeout = timeout;
    std::vector<at::Tensor> inputs{own};
    std::vector<std::vector<at::Tensor>> outputs{all};
    return group.allgather(outputs, inputs, options);
  })->wait();
  return all;
}

void ProcessGroup::settle(uint64_t number, std::optional<std::string> failure) {
  std::optional<Collective> settled;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(pending_.begin(), pending_.end(),
                                    [&](const Collective& own) { return own.number == number; });
    if (found == pending_.end()) return;
    if (failure.has_value()) {
      found->failure = std::move(failure);  // the watcher explains it
    } else {
      settled = std::move(*found);
      pending_.erase(found);
    }
  }
  if (settled.has_value())
    settled->done(std::nullopt);
  else
    changed_.notify_all();
}

// Tells the others which collective this rank waits in, once it waits for long; explains those that failed.
void ProcessGroup::watch() {
  std::unique_lock lock(mutex_);
  while (!ending_ || !pending_.empty()) {
    if (pending_.empty())
      changed_.wait(lock);
    else  // by the system's clock: waiting by the steady one needs glibc 2.30
      changed_.wait_until(lock, std::chrono::system_clock::now() + kAnnounceAfter / 10);
    const auto failed = std::find_if(pending_.begin(), pending_.end(),
                                     [](const Collective& own) { return own.failure.has_value(); });
    if (failed != pending_.end()) {
      const Collective collective = std::move(*failed);
      pending_.erase(failed);
      lock.unlock();
      collective.done(explain(collective));
      lock.lock();
      continue;
    }
    if (pending_.empty()) continue;
    Collective& oldest = pending_.front();
    const bool is_late = Clock::now() - oldest.began > std::min(kAnnounceAfter, oldest.timeout / 4);
    if (oldest.announced || !is_late) continue;
    oldest.announced = true;
    const Collective copy{oldest.number, oldest.name, oldest.began, oldest.timeout, {}, {}, oldest.on_device,
                          true,          {}};
    lock.unlock();
    try {
      announce(copy);
    } catch (const std::exception&) {
      // The store is gone; the collective itself will fail.
    }
    lock.lock();
  }
}

void ProcessGroup::announce(const Collective& collective) {
  store_->set(waiting_key(rank_), std::to_string(collective.number) + " " + collective.name);
}

// What failed, and where every other rank is.
std::string ProcessGroup::explain(const Collective& collective) {
  const std::string call = collective.name + " #" + std::to_string(collective.number);
  const std::string begin =
      call + " failed on rank " + std::to_string(rank_) + " of " + std::to_string(size_) + " after " +
      seconds(std::chrono::duration_cast<Milliseconds>(Clock::now() - collective.began)) + " (time-out " +
      seconds(collective.timeout) + ")";
  std::vector<std::string> missing, elsewhere;
  try {
    announce(collective);
    const auto deadline = Clock::now() + kGrace;
    do {
      missing.clear();
      elsewhere.clear();
      for (int rank = 0; rank < size_; ++rank) {
        if (rank == rank_) continue;
        const std::string name = "rank " + std::to_string(rank);
        uint64_t number = 0;
        std::string other;
        if (store_->check({waiting_key(rank)}))
          std::istringstream(store_->get_to_str(waiting_key(rank))) >> number >> other;
        if (number < collective.number)
          missing.push_back(name);
        else if (number == collective.number && other != collective.name)
          elsewhere.push_back(name + " is in " + other);
      }
      if (missing.empty()) break;
      std::this_thread::sleep_for(kAnnounceAfter / 10);
    } while (Clock::now() < deadline);
  } catch (const std::exception&) {
    return begin + ". The store does not answer either: rank 0, or the launcher, which holds it, has ended";
  }
  std::vector<std::string> found;
  if (!missing.empty())
    found.push_back("missing: " + joined(missing, ", ") +
                    " (hung, ended, or in a call that the others do not make)");
  if (!elsewhere.empty()) found.push_back(joined(elsewhere, ", ") + ", so the ranks make different calls");
  if (found.empty()) found.push_back("every rank has made the call");
  return begin + ": " + joined(found, "; ") + ". " + (collective.on_device ? "NCCL" : "Gloo") +
         " says: " + *collective.failure;
}

}  // namespace cotrain
