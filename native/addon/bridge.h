// The state that one JavaScript environment (main thread or worker) shares with LibTorch.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <napi.h>

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "schema.h"

namespace cotrain {

// Tensors live in integer slots. JavaScript holds (slot, generation); freeing a slot raises its generation, so a stale
// handle is an error and never another tensor's data. The generations are shared memory that JavaScript reads.
class SlotTable {
 public:
  void attach(uint32_t* generations, size_t capacity);
  int32_t put(at::Tensor tensor);
  const at::Tensor& get(int64_t slot, uint32_t generation) const;
  void replace(int64_t slot, uint32_t generation, at::Tensor tensor);
  bool free(int64_t slot, uint32_t generation);
  size_t live() const { return tensors_.size() - free_.size(); }
  const std::vector<at::Tensor>& tensors() const { return tensors_; }

 private:
  void check(int64_t slot, uint32_t generation) const;
  std::vector<at::Tensor> tensors_;
  std::vector<int32_t> free_;
  uint32_t* generations_ = nullptr;
  size_t capacity_ = 0;
};

// The end of the buffer, where describe() writes: results that are still being read stand at its beginning.
constexpr size_t kDescriptionLength = 256;

// Arguments and results cross in one array of doubles, owned by JavaScript: `[tag, payload...]` per value.
enum Tag : int {
  kDefault = 0,  // the schema's default value
  kNone = 1,
  kTensor = 2,   // slot, generation
  kNumber = 3,   // double; the schema says whether it must be an integer
  kBigInt = 4,   // the 64 bits of an int64
  kBool = 5,
  kString = 6,   // byte length, then the bytes padded to 8
  kList = 7,     // length, then the tagged elements
  kArgument = 8  // result only: the argument with this index (in-place and out variants)
};

struct Bridge {
  SlotTable slots;
  std::deque<Operator> operators;  // a deque: a running call keeps its reference while JavaScript adds operators
  double* buffer = nullptr;
  size_t buffer_length = 0;  // in doubles, without the description behind it
  Napi::ObjectReference buffer_reference, generations_reference;

  // Reads (slot, generation) from two JavaScript numbers.
  const at::Tensor& tensor(const Napi::CallbackInfo& info, size_t first) const;
};

Bridge& bridge(Napi::Env env);

// What went wrong, as LibTorch words it, without its C++ frames unless COTRAIN_CPP_FRAMES=1.
std::string error_message(const std::exception& error);

// Registers a group of functions on the exports object.
void export_schema(Napi::Env env, Napi::Object exports);
void export_dispatch(Napi::Env env, Napi::Object exports);
void export_tensor(Napi::Env env, Napi::Object exports);
void export_autograd(Napi::Env env, Napi::Object exports);
void export_system(Napi::Env env, Napi::Object exports);

using Callback = Napi::Value (*)(const Napi::CallbackInfo&);

// Every exported function goes through here, so that a c10::Error leaves with LibTorch's message alone.
template <Callback callback>
Napi::Value guarded(const Napi::CallbackInfo& info) {
  try {
    return callback(info);
  } catch (const Napi::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw Napi::Error::New(info.Env(), error_message(error));
  }
}

template <Callback callback>
void define(Napi::Env env, Napi::Object exports, const char* name) {
  exports.Set(name, Napi::Function::New<guarded<callback>>(env, name));
}

}  // namespace cotrain
