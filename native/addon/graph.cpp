// The recorded graph of autograd, described for printing.
#include <ATen/core/Tensor.h>
#include <torch/csrc/autograd/function.h>

#include "bridge.h"

namespace cotrain {
namespace {

// grad_function_name(slot, generation) -> `AddBackward0`, or null for a leaf
Napi::Value grad_function_name(const Napi::CallbackInfo& info) {
  const auto& function = bridge(info.Env()).tensor(info, 0).grad_fn();
  if (function == nullptr) return info.Env().Null();
  const std::string name = function->name();
  const auto qualifier = name.rfind("::");
  return Napi::String::New(info.Env(), qualifier == std::string::npos ? name : name.substr(qualifier + 2));
}

}  // namespace

void export_graph(Napi::Env env, Napi::Object exports) {
  define<grad_function_name>(env, exports, "gradFunctionName");
}

}  // namespace cotrain
