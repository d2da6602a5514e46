// Operators on a thread of libuv's pool: the arguments are read and the results written on JavaScript's own.
#include <ATen/ThreadLocalState.h>
#include <node_api.h>

#include "bridge.h"
#include "warnings.h"

namespace cotrain {
namespace {

enum class AsyncKind { kOperator, kBackward };

struct AsyncCall {
  Bridge& bridge;
  const Operator& op;
  const AsyncKind kind;
  torch::jit::Stack stack;  // keeps the tensors alive, whatever is disposed meanwhile
  const at::ThreadLocalState state;
  Napi::FunctionReference done;
  napi_async_work work = nullptr;
  std::optional<std::string> error;
  const char* code = nullptr;  // of the error
  WarningQueue warnings;
};

void execute(napi_env, void* data) {
  auto& call = *static_cast<AsyncCall*>(data);
  const at::ThreadLocalStateGuard state(call.state);
  const c10::WarningUtils::WarningHandlerGuard warnings(&call.warnings);
  try {
    call.op.handle.callBoxed(call.stack);
  } catch (const std::exception& error) {
    call.error = error_message(error);
    call.code = error_code(error);
  } catch (...) {
    call.error = "an exception that is not a std::exception";
  }
}

void complete(napi_env env, napi_status, void* data) {
  const std::unique_ptr<AsyncCall> call(static_cast<AsyncCall*>(data));
  const Napi::HandleScope scope(env);
  napi_delete_async_work(env, call->work);
  if (call->kind == AsyncKind::kBackward) --call->bridge.running_backwards;
  call->warnings.replay();
  int32_t slot = -1;
  if (!call->error.has_value()) try {
      slot = write_results(call->bridge, call->op, call->stack);
    } catch (const std::exception& error) {
      call->error = error_message(error);
    }
  // The results stand in the buffer until the next call: JavaScript reads them in here. In an environment
  // that is ending nothing can be called, and nobody waits.
  napi_value arguments[3], receiver, result;
  if (call->error.has_value())
    napi_create_string_utf8(env, call->error->c_str(), NAPI_AUTO_LENGTH, &arguments[0]);
  else
    napi_get_null(env, &arguments[0]);
  napi_create_int32(env, slot, &arguments[1]);
  if (call->code != nullptr)
    napi_create_string_utf8(env, call->code, NAPI_AUTO_LENGTH, &arguments[2]);
  else
    napi_get_null(env, &arguments[2]);
  napi_get_undefined(env, &receiver);
  napi_call_function(env, receiver, call->done.Value(), 3, arguments, &result);
}

// callAsync(id, backward?, done(error | null, slot | -1, code | null)): call() on another thread
Napi::Value call_async(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto& bridge = cotrain::bridge(env);
  const double id = info[0].As<Napi::Number>().DoubleValue();
  TORCH_CHECK(id >= 0 && id < static_cast<double>(bridge.operators.size()), "no operator has the id ", id);
  TORCH_CHECK(info[2].IsFunction(), "the third argument is a function");
  const Operator& op = bridge.operators[static_cast<size_t>(id)];
  const auto kind = info[1].As<Napi::Boolean>().Value() ? AsyncKind::kBackward : AsyncKind::kOperator;
  auto call = std::unique_ptr<AsyncCall>(new AsyncCall{
      bridge, op, kind, read_arguments(bridge, op), {}, {}, nullptr, std::nullopt, nullptr, {}});
  if (kind == AsyncKind::kBackward) {
    TORCH_CHECK(!call->stack.empty() && call->stack[0].isTensor(), "there is nothing to differentiate");
    TORCH_CHECK(
        !calls_javascript(bridge, call->stack[0].toTensor()),
        "the graph has a custom function, a checkpoint or a hook, which is JavaScript of this thread: "
        "use backward()");
  }
  call->done = Napi::Persistent(info[2].As<Napi::Function>());
  NAPI_THROW_IF_FAILED(env,
                       napi_create_async_work(env, nullptr, Napi::String::New(env, "cotrain"), execute,
                                              complete, call.get(), &call->work),
                       env.Undefined());
  NAPI_THROW_IF_FAILED(env, napi_queue_async_work(env, call->work), env.Undefined());
  if (kind == AsyncKind::kBackward) ++bridge.running_backwards;
  call.release();
  return env.Undefined();
}

}  // namespace

void export_async(Napi::Env env, Napi::Object exports) { define<call_async>(env, exports, "callAsync"); }

}  // namespace cotrain
