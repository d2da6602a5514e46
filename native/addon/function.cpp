// Custom functions, whose backward is JavaScript, and hooks on gradients.
#include <torch/csrc/autograd/custom_function.h>

#include <unordered_set>

#include "bridge.h"

namespace cotrain {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Results of JavaScript's forward; the graph is built from them.
struct Recorded {
  variable_list outputs, saved, constants;
  c10::intrusive_ptr<ScriptCallback> backward;
};

struct ScriptFunction : torch::autograd::Function<ScriptFunction> {
  static variable_list forward(AutogradContext* context, const Recorded& recorded, at::TensorList inputs) {
    context->save_for_backward(recorded.saved);
    context->mark_non_differentiable(recorded.constants);
    context->saved_data["backward"] = c10::IValue::make_capsule(recorded.backward);
    context->saved_data["inputs"] = static_cast<int64_t>(inputs.size());
    return recorded.outputs;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const int64_t inputs = context->saved_data.at("inputs").toInt();
    std::vector<bool> needed(inputs);
    for (int64_t i = 0; i < inputs; ++i) needed[i] = context->needs_input_grad(i);
    gradients.insert(gradients.end(), saved.begin(), saved.end());
    // Held by itself: the function may free the graph that it stands in.
    const auto holder = context->saved_data.at("backward").toCapsule();
    variable_list result = (*static_cast<const ScriptCallback*>(holder.get()))(gradients, needed);
    TORCH_CHECK(static_cast<int64_t>(result.size()) == inputs, "backward gave ", result.size(),
                " gradients for ", inputs, " tensors");
    result.insert(result.begin(), at::Tensor());  // for `recorded`, which is not a tensor
    return result;
  }
};

c10::intrusive_ptr<ScriptCallback> callback(const Napi::CallbackInfo& info, size_t argument,
                                            CallbackKind kind) {
  const auto& table = bridge(info.Env()).callbacks;
  TORCH_CHECK(info[argument].IsFunction(), "a callback is a function");
  const int64_t id = table->add(info[argument].As<Napi::Function>(), kind);
  return c10::make_intrusive<ScriptCallback>(table, id);
}

// recordFunction(inputs, outputs, saved, outputs without gradient, backward) -> slots of the outputs,
// recorded
Napi::Value record_function(const Napi::CallbackInfo& info) {
  const auto inputs = tensors(info, 0);
  const Recorded recorded{tensors(info, 1), tensors(info, 2), tensors(info, 3),
                          callback(info, 4, CallbackKind::kFunction)};
  const auto outputs = ScriptFunction::apply(recorded, at::TensorList(inputs));
  return put_all(info.Env(), outputs);
}

// give(tensors | -1 ...): the result of the callback that is running
Napi::Value give(const Napi::CallbackInfo& info) {
  auto result = tensors(info, 0, Missing::kUndefined);
  bridge(info.Env()).given = std::move(result);
  return info.Env().Undefined();
}

// registerHook(slot, generation, hook) -> id for removeHook()
Napi::Value register_hook(const Napi::CallbackInfo& info) {
  auto& bridge = cotrain::bridge(info.Env());
  const auto& tensor = bridge.tensor(info, 0);
  TORCH_CHECK(info[2].IsFunction(), "a hook is a function");
  const int64_t id = bridge.callbacks->add(info[2].As<Napi::Function>(), CallbackKind::kHook);
  const auto hook = c10::make_intrusive<ScriptCallback>(bridge.callbacks, id);
  tensor.register_hook([hook](const at::Tensor& gradient) -> at::Tensor {
    const auto held = hook;  // the hook may free the graph that it stands in
    if (!gradient.defined()) return {};
    auto result = (*held)({gradient});
    return result.empty() ? at::Tensor() : std::move(result[0]);
  });
  return Napi::Number::New(info.Env(), static_cast<double>(id));
}

// removeHook(id)
Napi::Value remove_hook(const Napi::CallbackInfo& info) {
  bridge(info.Env()).callbacks->remove(whole(info, 0, "a hook's id"));
  return info.Env().Undefined();
}

// callbacks() -> how many JavaScript functions LibTorch holds
Napi::Value callbacks(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(bridge(info.Env()).callbacks->size()));
}

}  // namespace

bool calls_javascript(const Bridge& bridge, const at::Tensor& tensor) {
  if (!tensor.requires_grad()) return false;
  const auto root = torch::autograd::impl::gradient_edge(tensor).function;
  std::vector<torch::autograd::Node*> open{root.get()};
  std::unordered_set<torch::autograd::Node*> seen{root.get()};
  while (!open.empty()) {
    auto* node = open.back();
    open.pop_back();
    if (dynamic_cast<torch::autograd::CppNode<ScriptFunction>*>(node) != nullptr) return true;
    if (bridge.callbacks->has_hooks() && !node->tensor_pre_hooks().empty()) return true;
    for (const auto& edge : node->next_edges())
      if (edge.is_valid() && seen.insert(edge.function.get()).second) open.push_back(edge.function.get());
  }
  return false;
}

void export_function(Napi::Env env, Napi::Object exports) {
  define<record_function>(env, exports, "recordFunction");
  define<give>(env, exports, "give");
  define<register_hook>(env, exports, "registerHook");
  define<remove_hook>(env, exports, "removeHook");
  define<callbacks>(env, exports, "callbacks");
}

}  // namespace cotrain
