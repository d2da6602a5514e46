// Modes that change what operators do: inference, autocast (the thread's), determinism, default dtype (the
// process's).
#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <c10/core/DefaultDtype.h>

#include "bridge.h"

namespace cotrain {
namespace {

// enterInference(enabled), leaveInference(): they nest
Napi::Value enter_inference(const Napi::CallbackInfo& info) {
  bridge(info.Env())
      .inference_modes.push_back(std::make_unique<c10::InferenceMode>(info[0].As<Napi::Boolean>().Value()));
  return info.Env().Undefined();
}

Napi::Value leave_inference(const Napi::CallbackInfo& info) {
  auto& modes = bridge(info.Env()).inference_modes;
  TORCH_CHECK(!modes.empty(), "no inference mode to leave");
  modes.pop_back();
  return info.Env().Undefined();
}

Napi::Value is_inference(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), c10::InferenceMode::is_enabled());
}

c10::DeviceType device_type(const Napi::CallbackInfo& info, size_t argument) {
  const auto type = c10::Device(info[argument].As<Napi::String>()).type();
  const auto& known = at::autocast::_AUTOCAST_SUPPORTED_DEVICES;
  TORCH_CHECK(std::find(known.begin(), known.end(), type) != known.end(), "autocast does not know ",
              c10::DeviceTypeName(type));
  return type;
}

// autocastState(device) -> [enabled, dtype]
Napi::Value autocast_state(const Napi::CallbackInfo& info) {
  const auto device = device_type(info, 0);
  auto state = Napi::Array::New(info.Env(), 2);
  state.Set(0u, Napi::Boolean::New(info.Env(), at::autocast::is_autocast_enabled(device)));
  state.Set(1u, static_cast<double>(at::autocast::get_autocast_dtype(device)));
  return state;
}

// setAutocast(device, enabled, dtype)
Napi::Value set_autocast(const Napi::CallbackInfo& info) {
  const auto device = device_type(info, 0);
  const auto dtype = scalar_type(whole(info, 2, "a dtype's code"));
  at::autocast::set_autocast_enabled(device, info[1].As<Napi::Boolean>().Value());
  at::autocast::set_autocast_dtype(device, dtype);
  return info.Env().Undefined();
}

// nestAutocast(deeper): weights that were cast are remembered until the outermost region ends
Napi::Value nest_autocast(const Napi::CallbackInfo& info) {
  if (info[0].As<Napi::Boolean>().Value())
    at::autocast::increment_nesting();
  else if (at::autocast::decrement_nesting() == 0)
    at::autocast::clear_cache();
  return info.Env().Undefined();
}

// setDeterministic(enabled, warn only)
Napi::Value set_deterministic(const Napi::CallbackInfo& info) {
  at::globalContext().setDeterministicAlgorithms(info[0].As<Napi::Boolean>().Value(),
                                                 info[1].As<Napi::Boolean>().Value());
  return info.Env().Undefined();
}

Napi::Value deterministic(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), at::globalContext().deterministicAlgorithms());
}

// setDefaultDType(code), defaultDType() -> code
Napi::Value set_default_dtype(const Napi::CallbackInfo& info) {
  const auto dtype = scalar_type(whole(info, 0, "a dtype's code"));
  TORCH_CHECK(c10::isFloatingType(dtype), "the default dtype is a floating one, not ", c10::toString(dtype));
  c10::set_default_dtype(c10::scalarTypeToTypeMeta(dtype));
  return info.Env().Undefined();
}

Napi::Value default_dtype(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(c10::get_default_dtype_as_scalartype()));
}

}  // namespace

void export_modes(Napi::Env env, Napi::Object exports) {
  define<enter_inference>(env, exports, "enterInference");
  define<leave_inference>(env, exports, "leaveInference");
  define<is_inference>(env, exports, "isInference");
  define<autocast_state>(env, exports, "autocastState");
  define<set_autocast>(env, exports, "setAutocast");
  define<nest_autocast>(env, exports, "nestAutocast");
  define<set_deterministic>(env, exports, "setDeterministic");
  define<deterministic>(env, exports, "deterministic");
  define<set_default_dtype>(env, exports, "setDefaultDType");
  define<default_dtype>(env, exports, "defaultDType");
}

}  // namespace cotrain
