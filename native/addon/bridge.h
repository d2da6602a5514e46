// The state that one JavaScript environment (main thread or worker) shares with LibTorch.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>
#include <ATen/record_function.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>
#include <napi.h>

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "callback.h"
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
  kString = 6,    // byte length, then the bytes padded to 8
  kList = 7,      // length, then the tagged elements
  kArgument = 8,  // result only: the argument with this index (in-place and out variants)
  kGenerator = 9  // argument only: index
};

class DirectOperator;

struct Bridge {
  Bridge();
  ~Bridge();

  SlotTable slots;
  // Random generators by index; JavaScript frees one when its object is garbage, so no index is ever stale.
  std::vector<at::Generator> generators;
  std::deque<Operator>
      operators;  // a deque: a running call keeps its reference while JavaScript adds operators
  std::vector<std::shared_ptr<const DirectOperator>> direct_operators;  // by id, as callDirect() takes it
  double* buffer = nullptr;
  size_t buffer_length = 0;  // in doubles, without the description behind it
  Napi::ObjectReference buffer_reference, generations_reference;

  // Number of times JavaScript has read the values of tensors, by place. Each read from a device waits for
  // the device.
  struct {
    double host = 0, device = 0;
  } reads;
  void count_read(const at::Tensor& tensor) {
    ++(tensor.is_cpu() ? reads.host : reads.device);
    if (on_read) on_read(tensor);
  }
  // While a trace is recorded: a value that JavaScript reads becomes a constant of the program.
  std::function<void(const at::Tensor&)> on_read;

  // JavaScript functions that LibTorch calls: custom functions and hooks.
  std::shared_ptr<CallbackTable> callbacks;
  // The tensors that the callback which is running gave as its result.
  std::vector<at::Tensor> given;
  std::vector<std::unique_ptr<c10::InferenceMode>> inference_modes;
  // Backward passes on other threads: they write .grad fields.
  size_t running_backwards = 0;
  // Ranges reported to the profiler, innermost last.
  std::vector<std::unique_ptr<at::RecordFunction>> ranges;
  std::unique_ptr<c10::WarningHandler> warning_handler;

  // Reads (slot, generation) from two JavaScript numbers.
  const at::Tensor& tensor(const Napi::CallbackInfo& info, size_t first) const;
  const at::Generator& generator(double index) const;
};

Bridge& bridge(Napi::Env env);

// An integer that a double holds exactly; throws for any other number.
int64_t whole(double value, const char* what);

// The same for an argument of a call from JavaScript.
int64_t whole(const Napi::CallbackInfo& info, size_t argument, const char* what);

c10::ScalarType scalar_type(int64_t code);

enum class Missing { kError, kUndefined };

// A flat list [slot, generation, ...] of an argument; slot -1 stands for no tensor where that is allowed.
std::vector<at::Tensor> tensors(const Napi::CallbackInfo& info, size_t argument,
                                Missing missing = Missing::kError);

// A slot for each, -1 for what is undefined; none if they do not all find room.
Napi::Array put_all(Napi::Env env, at::TensorList tensors);

// A call of an operator in its parts, so that the middle one can run on another thread: the arguments from
// the buffer, callBoxed(), and the results -- the slot of a single new tensor, or -1: they are in the buffer.
torch::jit::Stack read_arguments(const Bridge& bridge, const Operator& op);
int32_t write_results(Bridge& bridge, const Operator& op, torch::jit::Stack& stack);

// Whether a backward pass from `tensor` would run JavaScript: a custom function or a hook.
bool calls_javascript(const Bridge& bridge, const at::Tensor& tensor);

// Called after bytes were written into a tensor that no operator made: a running trace takes it for a
// constant.
void trace_as_constant(const at::Tensor& tensor);

// Drops the tensors that this environment handed to other threads and that nobody took.
void withdraw_all(const Bridge& bridge);

// What went wrong, as LibTorch words it, without its C++ frames unless COTRAIN_CPP_FRAMES=1.
std::string error_message(const std::exception& error);

// The code by which JavaScript tells this error apart; null for most.
const char* error_code(const std::exception& error);

// Registers a group of functions on the exports object.
void export_allocator(Napi::Env env, Napi::Object exports);
void export_schema(Napi::Env env, Napi::Object exports);
void export_dispatch(Napi::Env env, Napi::Object exports);
void export_distributed(Napi::Env env, Napi::Object exports);
void export_gradient_reducer(Napi::Env env, Napi::Object exports);
void export_sync_batch_norm(Napi::Env env, Napi::Object exports);
void export_direct(Napi::Env env, Napi::Object exports);
void export_tensor(Napi::Env env, Napi::Object exports);
void export_autograd(Napi::Env env, Napi::Object exports);
void export_files(Napi::Env env, Napi::Object exports);
void export_function(Napi::Env env, Napi::Object exports);
void export_async(Napi::Env env, Napi::Object exports);
void export_generator(Napi::Env env, Napi::Object exports);
void export_modes(Napi::Env env, Napi::Object exports);
void export_share(Napi::Env env, Napi::Object exports);
void export_warnings(Napi::Env env, Napi::Object exports);
void export_profiler(Napi::Env env, Napi::Object exports);
void export_graph(Napi::Env env, Napi::Object exports);
void export_jit(Napi::Env env, Napi::Object exports);
void export_json_records(Napi::Env env, Napi::Object exports);
void export_tracer(Napi::Env env, Napi::Object exports);
void export_traced_graph(Napi::Env env, Napi::Object exports);
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
    const auto thrown = Napi::Error::New(info.Env(), error_message(error));
    if (const char* code = error_code(error)) thrown.Value().As<Napi::Object>().Set("code", code);
    throw thrown;
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
  } catch (const Napi::Error& error) {
    error.ThrowAsJavaScriptException();  // a callback's own error
  } catch (const std::exception& error) {
    napi_throw_error(env, error_code(error), error_message(error).c_str());
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
