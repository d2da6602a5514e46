#include "callback.h"

#include "bridge.h"

namespace cotrain {
namespace {

// Throws what JavaScript threw. By hand, since Napi::Error ends the process where there is nothing to throw:
// in a worker that is being terminated.
[[noreturn]] void throw_pending(napi_env env) {
  napi_value thrown, text;
  napi_valuetype type = napi_undefined;
  const bool caught = napi_get_and_clear_last_exception(env, &thrown) == napi_ok &&
                      napi_typeof(env, thrown, &type) == napi_ok;
  if (caught && type != napi_object)
    TORCH_CHECK(napi_coerce_to_string(env, thrown, &text) == napi_ok &&
                    napi_create_error(env, nullptr, text, &thrown) == napi_ok,
                "the thread is ending");
  TORCH_CHECK(caught, "the thread is ending");
  throw Napi::Error(env, thrown);
}

}  // namespace

int64_t CallbackTable::add(Napi::Function function, CallbackKind kind) {
  sweep();
  auto reference = Napi::Persistent(function);
  const std::lock_guard lock(mutex_);
  functions_.emplace(next_id_, Entry{std::move(reference), kind});
  if (kind == CallbackKind::kHook) ++hooks_;
  return next_id_++;
}

void CallbackTable::remove(int64_t id) {
  const std::lock_guard lock(mutex_);
  if (here())
    erase(id);
  else
    removed_.push_back(id);
}

void CallbackTable::erase(int64_t id) {
  const auto found = functions_.find(id);
  if (found == functions_.end()) return;
  if (found->second.kind == CallbackKind::kHook) --hooks_;
  functions_.erase(found);
}

void CallbackTable::sweep() {
  const std::lock_guard lock(mutex_);
  for (const int64_t id : removed_) erase(id);
  removed_.clear();
}

void CallbackTable::close() {
  const std::lock_guard lock(mutex_);
  bridge_ = nullptr;
  functions_.clear();
}

const Napi::FunctionReference* CallbackTable::find(int64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = functions_.find(id);
  return found == functions_.end() ? nullptr : &found->second.function;
}

std::vector<at::Tensor> CallbackTable::call(int64_t id, at::TensorList tensors,
                                            const std::vector<bool>& flags) {
  const auto* function = find(id);
  if (function == nullptr) return {};
  TORCH_CHECK(here(),
              "a custom function or a hook is JavaScript, which only the thread that made it can run: call "
              "backward() there (backwardAsync() runs on another)");
  Bridge& bridge = *bridge_;
  const Napi::Env env = function->Env();
  const Napi::HandleScope scope(env);
  const auto slots = put_all(env, tensors);
  auto array = Napi::Array::New(env, flags.size());
  for (size_t i = 0; i < flags.size(); ++i) array.Set(i, Napi::Boolean::New(env, flags[i]));
  bridge.given.clear();
  const std::array<napi_value, 2> arguments{slots, array};
  napi_value receiver = env.Undefined(), result;
  if (napi_call_function(env, receiver, function->Value(), arguments.size(), arguments.data(), &result) !=
      napi_ok)
    throw_pending(env);
  return std::move(bridge.given);
}

}  // namespace cotrain
