// Gradients: the mode, the accumulated .grad, and torch.autograd.grad. backward() itself is the operator
// aten::_backward.
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/engine.h>

#include "bridge.h"

namespace cotrain {
namespace {

Napi::Value grad_enabled(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), c10::GradMode::is_enabled());
}

// set_grad_enabled(enabled) -> what it was
Napi::Value set_grad_enabled(const Napi::CallbackInfo& info) {
  const bool before = c10::GradMode::is_enabled();
  c10::GradMode::set_enabled(info[0].As<Napi::Boolean>());
  return Napi::Boolean::New(info.Env(), before);
}

// The field has no lock: reading it while another thread replaces it would be a crash.
void check_no_backward_runs(const Bridge& bridge) {
  TORCH_CHECK(bridge.running_backwards == 0,
              "a backwardAsync() is running, which writes .grad fields: await it first");
}

// gradient(slot, generation, known slot, known generation) -> slot of .grad; -1 without one; -2 when the
// known slot already holds that very tensor
int32_t gradient(Bridge& bridge, const std::array<double, 4>& handles) {
  check_no_backward_runs(bridge);
  const at::Tensor gradient = bridge.slots.get(handles[0], handles[1]).grad();
  if (!gradient.defined()) return -1;
  if (handles[2] >= 0 && bridge.slots.get(handles[2], handles[3]).is_same(gradient)) return -2;
  return bridge.slots.put(gradient);
}

// set_gradient(slot, generation, gradient slot | -1, generation)
Napi::Value set_gradient(const Napi::CallbackInfo& info) {
  auto& bridge = cotrain::bridge(info.Env());
  check_no_backward_runs(bridge);
  const auto& tensor = bridge.tensor(info, 0);
  if (info[2].As<Napi::Number>().DoubleValue() < 0) {
    tensor.mutable_grad().reset();
    return info.Env().Undefined();
  }
  const auto& gradient = bridge.tensor(info, 2);
  TORCH_CHECK(gradient.sizes() == tensor.sizes(), "a gradient of shape ", gradient.sizes(),
              " was assigned to a tensor of shape ", tensor.sizes());
  TORCH_CHECK(gradient.scalar_type() == tensor.scalar_type() && gradient.device() == tensor.device(),
              "a gradient must have its tensor's dtype and device");
  tensor.mutable_grad() = gradient;
  return info.Env().Undefined();
}

// gradients(outputs, inputs, gradients of outputs, retain, create, allow unused) -> slots (-1: unused); lists
// are flat [slot, generation, ...]
Napi::Value gradients(const Napi::CallbackInfo& info) {
  const auto result =
      torch::autograd::grad(tensors(info, 0), tensors(info, 1), tensors(info, 2, Missing::kUndefined),
                            std::optional<bool>(info[3].As<Napi::Boolean>().Value()),
                            info[4].As<Napi::Boolean>().Value(), info[5].As<Napi::Boolean>().Value());
  return put_all(info.Env(), result);
}

// backward(outputs, gradients of outputs, retain, create): adds to .grad of the leaves
Napi::Value backward(const Napi::CallbackInfo& info) {
  torch::autograd::backward(tensors(info, 0), tensors(info, 1, Missing::kUndefined),
                            std::optional<bool>(info[2].As<Napi::Boolean>().Value()),
                            info[3].As<Napi::Boolean>().Value());
  return info.Env().Undefined();
}

// Whether the running pass visits the whole graph: not under grad(), which leaves nodes out.
Napi::Value whole_backward(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), torch::autograd::Engine::get_default_engine().is_checkpoint_valid());
}

}  // namespace

void export_autograd(Napi::Env env, Napi::Object exports) {
  define<grad_enabled>(env, exports, "gradEnabled");
  define<set_grad_enabled>(env, exports, "setGradEnabled");
  define_hot<4, gradient>(env, exports, "gradient");
  define<set_gradient>(env, exports, "setGradient");
  define<gradients>(env, exports, "gradients");
  define<backward>(env, exports, "backward");
  define<whole_backward>(env, exports, "wholeBackward");
}

}  // namespace cotrain
