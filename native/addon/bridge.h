// The state that one JavaScript environment (main thread or worker) shares with LibTorch.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <napi.h>

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <vector>

#include "schema.h"

namespace cotrain {

// Tensors live in integer slots. JavaScript holds (slot, generation); freeing a slot raises its generation,
// so a stale handle is an error and never another tensor's data. The generations are shared memory that
// JavaScript reads.
//
// Slots and generations come as the doubles that JavaScript sent: they are compared before they are
// converted, so that no number, NaN among them, can reach behind the table.
class SlotTable {
 public:
  // Throws when called twice: handles into the first table would be checked against the second one's
  // generations.
  void attach(uint32_t* generations, size_t capacity);
  int32_t put(at::Tensor tensor);
  const at::Tensor& get(double slot, double generation) const;
  bool free(double slot, double generation);
  // Frees a slot that put() just returned.
  void release(size_t slot);
  size_t live() const { return live_; }
  const std::vector<at::Tensor>& tensors() const { return tensors_; }

 private:
  bool holds(double slot, double generation) const;
  std::vector<at::Tensor> tensors_;
  std::vector<int32_t> free_;
  uint32_t* generations_ = nullptr;
  size_t capacity_ = 0;
  size_t live_ = 0;
};

// The end of the buffer, where describe() writes: results that are still being read stand at its beginning.
constexpr size_t kDescriptionLength = 256;

// Arguments and results cross in one array of doubles, owned by JavaScript: `[tag, payload...]` per value.
enum Tag : int {
  kDefault = 0,  // the schema's default value
  kNone = 1,
  kTensor = 2,  // slot, generation
  kNumber = 3,  // double; the schema says whether it must be an integer
  kBigInt = 4,  // the 64 bits of an int64
  kBool = 5,
  kString = 6,   // byte length, then the bytes padded to 8
  kList = 7,     // length, then the tagged elements
  kArgument = 8  // result only: the argument with this index (in-place and out variants)
};

struct Bridge {
  SlotTable slots;
  std::deque<Operator>
      operators;  // a deque: a running call keeps its reference while JavaScript adds operators
  double* buffer = nullptr;
  size_t buffer_length = 0;  // in doubles, without the description behind it
  Napi::ObjectReference buffer_reference, generations_reference;

  // Reads (slot, generation) from two JavaScript numbers.
  const at::Tensor& tensor(const Napi::CallbackInfo& info, size_t first) const;
};

Bridge& bridge(Napi::Env env);

// An integer that a double holds exactly; throws for any other number.
int64_t whole(double value, const char* what);

// The same for an argument of a call from JavaScript.
int64_t whole(const Napi::CallbackInfo& info, size_t argument, const char* what);

c10::ScalarType scalar_type(int64_t code);

// What went wrong, as LibTorch words it, without its C++ frames unless COTRAIN_CPP_FRAMES=1.
std::string error_message(const std::exception& error);

// Registers a group of functions on the exports object.
void export_schema(Napi::Env env, Napi::Object exports);
void export_dispatch(Napi::Env env, Napi::Object exports);
void export_tensor(Napi::Env env, Napi::Object exports);
void export_autograd(Napi::Env env, Napi::Object exports);
void export_graph(Napi::Env env, Napi::Object exports);
void export_jit(Napi::Env env, Napi::Object exports);
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

// The functions that every operator's call runs through take numbers and return one. They use plain Node-API,
// since node-addon-api's CallbackInfo costs about as much as the rest of such a call.
template <size_t count>
using HotCallback = int32_t (*)(Bridge&, const std::array<double, count>&);

template <size_t count, HotCallback<count> callback>
napi_value hot(napi_env env, napi_callback_info info) {
  std::array<napi_value, count> values;
  std::array<double, count> numbers;
  size_t given = count;
  void* data = nullptr;
  napi_get_cb_info(env, info, &given, values.data(), nullptr, &data);
  for (size_t i = 0; i < count; ++i)
    if (napi_get_value_double(env, values[i], &numbers[i]) != napi_ok)
      numbers[i] = std::numeric_limits<double>::quiet_NaN();
  napi_value result = nullptr;
  try {
    napi_create_int32(env, callback(*static_cast<Bridge*>(data), numbers), &result);
  } catch (const std::exception& error) {
    napi_throw_error(env, nullptr, error_message(error).c_str());
  } catch (...) {
    napi_throw_error(env, nullptr, "an exception that is not a std::exception");
  }
  return result;
}

template <size_t count, HotCallback<count> callback>
void define_hot(Napi::Env env, Napi::Object exports, const char* name) {
  napi_value function;
  NAPI_THROW_IF_FAILED_VOID(
      env, napi_create_function(env, name, NAPI_AUTO_LENGTH, hot<count, callback>, &bridge(env), &function));
  exports.Set(name, Napi::Value(env, function));
}

template <Callback callback>
void define(Napi::Env env, Napi::Object exports, const char* name) {
  exports.Set(name, Napi::Function::New<guarded<callback>>(env, name));
}

}  // namespace cotrain
