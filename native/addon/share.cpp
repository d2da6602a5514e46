// Tensors on their way from one thread to another: a table of the whole process, whose keys go in messages.
#include <mutex>
#include <unordered_map>

#include "bridge.h"

namespace cotrain {
namespace {

struct Shared {
  at::Tensor tensor;
  const Bridge* sender;
};

struct SharedTable {
  std::mutex mutex;
  std::unordered_map<int64_t, Shared> tensors;
  int64_t next_key = 1;
};

// Never destroyed: threads may end after the process's static objects.
SharedTable& table() {
  static auto* const table = new SharedTable;
  return *table;
}

// Removes the entry and returns its tensor, so that it is freed outside of the lock.
at::Tensor take(int64_t key) {
  const std::lock_guard lock(table().mutex);
  const auto found = table().tensors.find(key);
  if (found == table().tensors.end()) return {};
  at::Tensor tensor = std::move(found->second.tensor);
  table().tensors.erase(found);
  return tensor;
}

// shareTensor(slot, generation) -> key
Napi::Value share_tensor(const Napi::CallbackInfo& info) {
  auto& bridge = cotrain::bridge(info.Env());
  const auto& tensor = bridge.tensor(info, 0);
  TORCH_CHECK(tensor.is_leaf() || !tensor.requires_grad(),
              "a tensor that was computed from others with recording on cannot go to another thread, as its "
              "graph stays here: detach() it first");
  // A tensor of its own over the same storage: what belongs to the tensor (shape, .grad) has no lock.
  at::Tensor shared = tensor.detach();
  if (tensor.requires_grad()) shared.requires_grad_(true);
  const std::lock_guard lock(table().mutex);
  const int64_t key = table().next_key++;
  table().tensors.emplace(key, Shared{std::move(shared), &bridge});
  return Napi::Number::New(info.Env(), static_cast<double>(key));
}

// receiveTensor(key) -> slot | -1
Napi::Value receive_tensor(const Napi::CallbackInfo& info) {
  at::Tensor tensor = take(whole(info, 0, "a key"));
  const int32_t slot = tensor.defined() ? bridge(info.Env()).slots.put(std::move(tensor)) : -1;
  return Napi::Number::New(info.Env(), slot);
}

// withdrawTensor(key) -> whether nobody had taken it
Napi::Value withdraw_tensor(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), take(whole(info, 0, "a key")).defined());
}

// sharedTensors() -> how many of this thread's wait to be taken
Napi::Value shared_tensors(const Napi::CallbackInfo& info) {
  const auto* sender = &bridge(info.Env());
  const std::lock_guard lock(table().mutex);
  double count = 0;
  for (const auto& [key, shared] : table().tensors) count += shared.sender == sender;
  return Napi::Number::New(info.Env(), count);
}

}  // namespace

void withdraw_all(const Bridge& bridge) {
  std::vector<at::Tensor> freed;  // after the lock
  const std::lock_guard lock(table().mutex);
  for (auto at = table().tensors.begin(); at != table().tensors.end();) {
    if (at->second.sender != &bridge) {
      ++at;
      continue;
    }
    freed.push_back(std::move(at->second.tensor));
    at = table().tensors.erase(at);
  }
}

void export_share(Napi::Env env, Napi::Object exports) {
  define<share_tensor>(env, exports, "shareTensor");
  define<receive_tensor>(env, exports, "receiveTensor");
  define<withdraw_tensor>(env, exports, "withdrawTensor");
  define<shared_tensors>(env, exports, "sharedTensors");
}

}  // namespace cotrain
