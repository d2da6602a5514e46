// JavaScript functions that LibTorch keeps and calls: in a node of a graph, in a tensor's hook.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>
#include <napi.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace cotrain {

struct Bridge;

enum class CallbackKind { kFunction, kHook };

// The functions of one environment. A graph may be freed by another thread, or after the environment has
// ended; the references themselves are touched by the environment's own thread only.
class CallbackTable {
 public:
  explicit CallbackTable(Bridge& bridge) : bridge_(&bridge), thread_(std::this_thread::get_id()) {}

  int64_t add(Napi::Function function, CallbackKind kind);
  // Any thread; an unknown id is none any more.
  void remove(int64_t id);
  // The environment ends.
  void close();

  // Calls a function with (slots of `tensors`, flags) and returns what it gives; nothing when it was removed.
  // Throws on any thread but the environment's.
  std::vector<at::Tensor> call(int64_t id, at::TensorList tensors, const std::vector<bool>& flags);

  bool has_hooks() const { return hooks_ > 0; }
  size_t size() {
    sweep();
    return functions_.size();
  }

 private:
  struct Entry {
    Napi::FunctionReference function;
    CallbackKind kind;
  };

  bool here() const { return bridge_ != nullptr && std::this_thread::get_id() == thread_; }
  const Napi::FunctionReference* find(int64_t id);
  void erase(int64_t id);
  // Erases what other threads removed.
  void sweep();

  std::atomic<Bridge*> bridge_;
  const std::thread::id thread_;
  std::mutex mutex_;  // of what follows
  std::unordered_map<int64_t, Entry> functions_;
  std::vector<int64_t> removed_;
  size_t hooks_ = 0;
  int64_t next_id_ = 0;
};

// One function, which is removed with its last holder.
class ScriptCallback : public torch::CustomClassHolder {
 public:
  ScriptCallback(std::shared_ptr<CallbackTable> table, int64_t id) : table_(std::move(table)), id_(id) {}
  ~ScriptCallback() override { table_->remove(id_); }
  ScriptCallback(const ScriptCallback&) = delete;
  ScriptCallback& operator=(const ScriptCallback&) = delete;

  std::vector<at::Tensor> operator()(at::TensorList tensors, const std::vector<bool>& flags = {}) const {
    return table_->call(id_, tensors, flags);
  }

 private:
  const std::shared_ptr<CallbackTable> table_;
  const int64_t id_;
};

}  // namespace cotrain
