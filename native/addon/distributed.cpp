// Stores and process groups as JavaScript sees them: a call is a promise, or blocks if its name says so.
#include "distributed.h"

#include <map>

namespace cotrain {
namespace {

// A promise that work on a thread of libuv's pool settles.
class PromiseWorker : public Napi::AsyncWorker {
 public:
  using Work = std::function<void()>;
  using Result = std::function<Napi::Value(Napi::Env)>;

  static Napi::Value run(Napi::Env env, Work work, Result result) {
    auto* worker = new PromiseWorker(env, std::move(work), std::move(result));
    const auto promise = worker->deferred_.Promise();
    worker->Queue();
    return promise;
  }

 protected:
  void Execute() override {
    try {
      work_();
    } catch (const std::exception& error) {
      SetError(error_message(error));
    }
  }
  void OnOK() override { deferred_.Resolve(result_(Env())); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  PromiseWorker(Napi::Env env, Work work, Result result)
      : AsyncWorker(env), work_(std::move(work)), result_(std::move(result)), deferred_(env) {}
  const Work work_;
  const Result result_;
  const Napi::Promise::Deferred deferred_;
};

// A promise that another thread settles. A worker's environment may end before that, and Node frees its side
// of the thread-safe function then, although a thread still holds it.
class Settler {
 public:
  using Settle = std::function<void(Napi::Env, const Napi::Promise::Deferred&)>;
  enum Kind { kKeepsTheLoop, kLetsTheLoopEnd };

  static std::shared_ptr<Settler> make(Napi::Env env, const char* name, Kind kind) {
    const std::shared_ptr<Settler> settler(new Settler(env));
    settler->function_ =
        Napi::ThreadSafeFunction::New(env, Napi::Function::New(env, [](const Napi::CallbackInfo&) {}), name,
                                      0, 1, [settler](Napi::Env) { settler->close(); });
    if (kind == kLetsTheLoopEnd) settler->function_.Unref(env);
    return settler;
  }

  Napi::Promise promise() const { return deferred_.Promise(); }

  // Any thread, once.
  void settle(Settle settle) {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return;
    const auto status = function_.BlockingCall([settle = std::move(settle), deferred = deferred_](
                                                   Napi::Env env, Napi::Function) { settle(env, deferred); });
    if (status == napi_ok) function_.Release();
  }

  void abandon() { function_.Release(); }

 private:
  explicit Settler(Napi::Env env) : deferred_(Napi::Promise::Deferred::New(env)) {}

  void close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
  }

  const Napi::Promise::Deferred deferred_;
  Napi::ThreadSafeFunction function_;
  std::mutex mutex_;
  bool is_closed_ = false;
};

std::string text(const Napi::CallbackInfo& info, size_t argument) {
  return info[argument].As<Napi::String>().Utf8Value();
}

Milliseconds milliseconds(const Napi::CallbackInfo& info, size_t argument) {
  return Milliseconds(whole(info, argument, "a time-out in milliseconds"));
}

// openStore(host, port, serves, timeout) -> promise of a store
//
// A program that is not a store may listen there and say nothing, for which c10d waits without end: so this
// runs on a thread of its own, which keeps no process alive and dies with it. Whoever calls it sets a timer.
Napi::Value open_store(const Napi::CallbackInfo& info) {
  const auto settler = Settler::make(info.Env(), "cotrain store", Settler::kLetsTheLoopEnd);
  const auto port = static_cast<uint16_t>(whole(info, 1, "a port"));
  std::thread([settler, port, host = text(info, 0), serves = info[2].ToBoolean().Value(),
               timeout = milliseconds(info, 3)] {
    Store store;
    std::string problem;
    try {
      store = cotrain::open_store(host, port, serves, timeout);
    } catch (const std::exception& error) {
      problem = error_message(error);
    }
    settler->settle([store, problem](Napi::Env env, const Napi::Promise::Deferred& deferred) {
      if (store)
        deferred.Resolve(external(env, std::make_unique<Store>(store)));
      else
        deferred.Reject(Napi::Error::New(env, problem).Value());
    });
  }).detach();
  return settler->promise();
}

// storePort(store) -> the port that it is served at
Napi::Value store_port(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), held<Store>(info, 0)->getPort());
}

// storeSet(store, key, bytes) -> promise
Napi::Value store_set(const Napi::CallbackInfo& info) {
  const auto bytes = info[2].As<Napi::Uint8Array>();
  std::vector<uint8_t> value(bytes.Data(), bytes.Data() + bytes.ByteLength());
  return PromiseWorker::run(
      info.Env(),
      [store = held<Store>(info, 0), key = text(info, 1), value = std::move(value)] {
        store->set(key, value);
      },
      [](Napi::Env env) { return env.Undefined(); });
}

// storeGet(store, key) -> promise of the bytes, of null where there is no such key: it does not wait
Napi::Value store_get(const Napi::CallbackInfo& info) {
  const auto value = std::make_shared<std::optional<std::vector<uint8_t>>>();
  return PromiseWorker::run(
      info.Env(),
      [=, store = held<Store>(info, 0), key = text(info, 1)] {
        if (store->check({key})) *value = store->get(key);
      },
      [=](Napi::Env env) -> Napi::Value {
        if (!value->has_value()) return env.Null();
        return Napi::Buffer<uint8_t>::Copy(env, (*value)->data(), (*value)->size());
      });
}

// storeAdd(store, key, amount) -> promise of the new count
Napi::Value store_add(const Napi::CallbackInfo& info) {
  const auto count = std::make_shared<int64_t>();
  return PromiseWorker::run(
      info.Env(),
      [=, store = held<Store>(info, 0), key = text(info, 1), amount = whole(info, 2, "an amount")] {
        *count = store->add(key, amount);
      },
      [=](Napi::Env env) { return Napi::Number::New(env, static_cast<double>(*count)); });
}

// storeDelete(store, key) -> promise of whether there was such a key
Napi::Value store_delete(const Napi::CallbackInfo& info) {
  const auto deleted = std::make_shared<bool>();
  return PromiseWorker::run(
      info.Env(),
      [=, store = held<Store>(info, 0), key = text(info, 1)] { *deleted = store->deleteKey(key); },
      [=](Napi::Env env) { return Napi::Boolean::New(env, *deleted); });
}

GroupOptions group_options(const Napi::CallbackInfo& info) {
  return {static_cast<int>(whole(info, 1, "a rank")),
          static_cast<int>(whole(info, 2, "a number of ranks")),
          milliseconds(info, 3),
          text(info, 4),
          info[5].ToBoolean(),
          text(info, 6)};
}

// joinGroup(store, rank, size, timeout, address, isInterface, prefix) -> promise of a group
Napi::Value join_group(const Napi::CallbackInfo& info) {
  const auto group = std::make_shared<std::shared_ptr<ProcessGroup>>();
  return PromiseWorker::run(
      info.Env(),
      [=, store = held<Store>(info, 0), options = group_options(info)] {
        *group = std::make_shared<ProcessGroup>(store, options);
      },
      [=](Napi::Env env) { return external(env, std::make_unique<Group>(std::move(*group))); });
}

// joinGroupSync(store, rank, size, timeout, address, isInterface, prefix) -> a group
Napi::Value join_group_sync(const Napi::CallbackInfo& info) {
  auto group = std::make_shared<ProcessGroup>(held<Store>(info, 0), group_options(info));
  return external(info.Env(), std::make_unique<Group>(std::move(group)));
}

// leaveGroup(group) -> promise, once its collectives have ended
Napi::Value leave_group(const Napi::CallbackInfo& info) {
  const auto group = std::make_shared<std::shared_ptr<ProcessGroup>>(std::move(held<Group>(info, 0).group));
  return PromiseWorker::run(
      info.Env(), [group] { group->reset(); }, [](Napi::Env env) { return env.Undefined(); });
}

c10d::ReduceOp reduction(const std::string& name) {
  static const std::map<std::string, c10d::ReduceOp::RedOpType> kReductions{
      {"sum", c10d::ReduceOp::SUM},  {"product", c10d::ReduceOp::PRODUCT}, {"min", c10d::ReduceOp::MIN},
      {"max", c10d::ReduceOp::MAX},  {"band", c10d::ReduceOp::BAND},       {"bor", c10d::ReduceOp::BOR},
      {"bxor", c10d::ReduceOp::BXOR}};
  return kReductions.at(name);
}

// The collectives by name. Each takes its tensors, its root and its reduction out of the same arguments.
ProcessGroup::Start starter(const std::string& name, std::vector<at::Tensor> inputs,
                            std::vector<at::Tensor> outputs, int root, const std::string& operation) {
  using Group = c10d::ProcessGroup;
  if (name == "barrier")
    return [](Group& group, Milliseconds timeout) {
      c10d::BarrierOptions options;
      options.timeout = timeout;
      return group.barrier(options);
    };
  if (name == "broadcast")
    return [=](Group& group, Milliseconds timeout) mutable {
      c10d::BroadcastOptions options;
      options.rootRank = root;
      options.timeout = timeout;
      return group.broadcast(inputs, options);
    };
  if (name == "allReduce")
    return [=](Group& group, Milliseconds timeout) mutable {
      c10d::AllreduceOptions options;
      options.reduceOp = reduction(operation);
      options.timeout = timeout;
      return group.allreduce(inputs, options);
    };
  if (name == "allGather")
    return [=](Group& group, Milliseconds timeout) mutable {
      c10d::AllgatherOptions options;
      options.timeout = timeout;
      std::vector<std::vector<at::Tensor>> lists{outputs};
      return group.allgather(lists, inputs, options);
    };
  TORCH_CHECK(name == "reduceScatter", "there is no collective ", name);
  return [=](Group& group, Milliseconds timeout) mutable {
    c10d::ReduceScatterOptions options;
    options.reduceOp = reduction(operation);
    options.timeout = timeout;
    std::vector<std::vector<at::Tensor>> lists{inputs};
    return group.reduce_scatter(outputs, lists, options);
  };
}

// What a collective is called with: (group, name, inputs, outputs, root, operation, timeout | -1)
struct Call {
  explicit Call(const Napi::CallbackInfo& info)
      : group(group_of(info, 0)),
        name(text(info, 1)),
        start(starter(name, tensors(info, 2), tensors(info, 3), static_cast<int>(whole(info, 4, "a rank")),
                      text(info, 5))) {
    if (const Milliseconds given = milliseconds(info, 6); given.count() >= 0) timeout = given;
  }

  const std::shared_ptr<ProcessGroup> group;
  const std::string name;
  const ProcessGroup::Start start;
  std::optional<Milliseconds> timeout;
};

// collectiveSync(...)
Napi::Value collective_sync(const Napi::CallbackInfo& info) {
  const Call call(info);
  call.group->begin(call.name, call.timeout, call.start)->wait();
  return info.Env().Undefined();
}

// collective(...) -> promise
Napi::Value collective(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Call call(info);
  const auto settler = Settler::make(env, "cotrain collective", Settler::kKeepsTheLoop);
  const auto done = [settler](std::optional<std::string> error) {
    settler->settle([error](Napi::Env env, const Napi::Promise::Deferred& deferred) {
      if (error.has_value())
        deferred.Reject(Napi::Error::New(env, *error).Value());
      else
        deferred.Resolve(env.Undefined());
    });
  };
  try {
    call.group->start(call.name, call.timeout, call.start, done);
  } catch (...) {
    settler->abandon();
    throw;
  }
  return settler->promise();
}

}  // namespace

Group::~Group() {
  if (group != nullptr && group->pending() > 0) new std::shared_ptr(std::move(group));
}

std::shared_ptr<ProcessGroup> group_of(const Napi::CallbackInfo& info, size_t argument) {
  auto group = held<Group>(info, argument).group;
  TORCH_CHECK(group != nullptr, "this process has left the group");
  return group;
}

void export_distributed(Napi::Env env, Napi::Object exports) {
  define<open_store>(env, exports, "openStore");
  define<store_port>(env, exports, "storePort");
  define<store_set>(env, exports, "storeSet");
  define<store_get>(env, exports, "storeGet");
  define<store_add>(env, exports, "storeAdd");
  define<store_delete>(env, exports, "storeDelete");
  define<join_group>(env, exports, "joinGroup");
  define<join_group_sync>(env, exports, "joinGroupSync");
  define<leave_group>(env, exports, "leaveGroup");
  define<collective>(env, exports, "collective");
  define<collective_sync>(env, exports, "collectiveSync");
}

}  // namespace cotrain
