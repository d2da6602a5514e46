// Records what JavaScript does with tensors as a TorchScript module: LibTorch's tracer around a call back
// into JavaScript. It is this thread's, and recording ends with that call, however it ends.
#include <ATen/TracerMode.h>
#include <ATen/autocast_mode.h>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/frontend/tracer.h>
#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>

#include <unordered_set>

#include "jit.h"

namespace cotrain {
namespace {

namespace tracer = torch::jit::tracer;
using torch::jit::Graph;
using torch::jit::Module;
using torch::jit::Stack;
using torch::jit::Value;

// Modules and tensors as JavaScript lists them: [parent, key, class] (the first has no parent) and [module,
// key, slot, generation, whether it is a parameter].
class ModuleBuilder {
 public:
  explicit ModuleBuilder(const Bridge& bridge) : bridge_(bridge) {}

  void add_modules(const Napi::Array& rows) {
    for (uint32_t i = 0; i < rows.Length(); ++i) {
      const auto row = rows.Get(i).As<Napi::Array>();
      const c10::QualifiedName name("__torch__.cotrain." + text(row, 2));
      modules_.emplace_back(name, unit_, /*shouldMangle=*/true);
      modules_.back().register_attribute("training", c10::BoolType::get(), false);
    }
  }

  // [parent, key, module]: a module may have several places
  void add_places(const Napi::Array& rows) {
    for (uint32_t i = 0; i < rows.Length(); ++i) {
      const auto row = rows.Get(i).As<Napi::Array>();
      at(row, 0).register_module(text(row, 1), at(row, 2));
    }
  }

  void add_tensors(const Napi::Array& rows) {
    for (uint32_t i = 0; i < rows.Length(); ++i) {
      const auto row = rows.Get(i).As<Napi::Array>();
      const auto& tensor = bridge_.slots.get(number(row, 2), number(row, 3));
      at(row, 0).register_parameter(text(row, 1), tensor, !row.Get(4u).ToBoolean());
    }
  }

  const std::vector<Module>& modules() const { return modules_; }

 private:
  static std::string text(const Napi::Array& row, uint32_t i) { return row.Get(i).As<Napi::String>(); }
  static double number(const Napi::Array& row, uint32_t i) {
    return row.Get(i).As<Napi::Number>().DoubleValue();
  }
  Module& at(const Napi::Array& row, uint32_t i) {
    return modules_.at(static_cast<size_t>(whole(number(row, i), "a module")));
  }

  const Bridge& bridge_;
  std::shared_ptr<torch::jit::CompilationUnit> unit_ = std::make_shared<torch::jit::CompilationUnit>();
  std::vector<Module> modules_;
};

// Whether a value of the graph follows from one of its inputs, the module aside.
bool depends_on_inputs(const Graph& graph, Value* value) {
  std::unordered_set<const torch::jit::Node*> seen;
  std::vector<Value*> open{value};
  while (!open.empty()) {
    auto* const node = open.back()->node();
    const bool is_input = node == graph.param_node();
    if (is_input && open.back() != graph.inputs()[0]) return true;
    open.pop_back();
    if (is_input || !seen.insert(node).second) continue;
    open.insert(open.end(), node->inputs().begin(), node->inputs().end());
  }
  return false;
}

// A constant that the program writes to would keep what one call left in it.
void copy_written_constants(const std::shared_ptr<Graph>& graph) {
  std::vector<Value*> written;
  {
    const torch::jit::AliasDb aliases(graph);
    for (auto* const node : graph->nodes())
      if (node->kind() == c10::prim::Constant &&
          node->output()->type()->isSubtypeOf(*c10::TensorType::get()) && aliases.hasWriters(node->output()))
        written.push_back(node->output());
  }
  for (auto* const constant : written) {
    const torch::jit::WithInsertPoint after(constant->node()->next());
    auto* const copy = graph->insert(c10::aten::clone, {constant});
    copy->node()->setScope(constant->node()->scope());
    constant->replaceAllUsesAfterNodeWith(copy->node(), copy);
  }
}

// Tensors that were made in inference mode could not take part in gradients later.
void make_constants_normal(const std::shared_ptr<Graph>& graph) {
  for (auto* const node : graph->nodes()) {
    if (node->kind() != c10::prim::Constant || !node->hasAttribute(c10::attr::value) ||
        node->kindOf(c10::attr::value) != torch::jit::AttributeKind::t)
      continue;
    const auto& tensor = node->t(c10::attr::value);
    if (tensor.is_inference()) node->t_(c10::attr::value, tensor.clone());
  }
}

// What JavaScript's function returned: [kind, names, handles], where kind is `tensor`, `tuple` or `dict`.
c10::IValue output_of(const Bridge& bridge, const Napi::Value& returned) {
  const auto row = returned.As<Napi::Array>();
  const std::string kind = row.Get(0u).As<Napi::String>();
  const auto names = row.Get(1u).As<Napi::Array>();
  const auto handles = row.Get(2u).As<Napi::Array>();
  const auto number = [&](uint32_t i) { return handles.Get(i).As<Napi::Number>().DoubleValue(); };
  std::vector<c10::IValue> tensors;
  for (uint32_t i = 0; i + 1 < handles.Length(); i += 2)
    tensors.emplace_back(bridge.slots.get(number(i), number(i + 1)));
  if (kind == "tensor") return tensors.at(0);
  if (kind == "tuple") return c10::ivalue::Tuple::create(std::move(tensors));
  c10::Dict<std::string, at::Tensor> dict;
  for (uint32_t i = 0; i < names.Length(); ++i)
    dict.insert(names.Get(i).As<Napi::String>().Utf8Value(), tensors.at(i).toTensor());
  return dict;
}

// Weights that autocast keeps were cast outside of the trace, or in another one: constants without a name.
struct NoCastCache {
  NoCastCache() { at::autocast::set_autocast_cache_enabled(false); }
  ~NoCastCache() { at::autocast::set_autocast_cache_enabled(before); }
  bool before = at::autocast::is_autocast_cache_enabled();
};

struct OnRead {
  OnRead(Bridge& bridge, Napi::Function tell) : bridge(bridge) {
    bridge.on_read = [tell](const at::Tensor& tensor) {
      const auto& state = tracer::getTracingState();
      if (state != nullptr && state->hasValue(tensor) &&
          depends_on_inputs(*state->graph, state->getValue(tensor)))
        tell.Call({});
    };
  }
  ~OnRead() { bridge.on_read = nullptr; }
  Bridge& bridge;
};

// scriptTrace(inputs, their names, classes of modules, places of modules, tensors of modules, run, on a read
// of a traced value) -> handle
Napi::Value script_trace(const Napi::CallbackInfo& info) {
  // Here, because LibTorch's own check would end the trace that is running.
  TORCH_CHECK(!tracer::isTracing(), "a trace is being recorded: traces do not nest");
  auto& own = bridge(info.Env());
  const auto given = tensors(info, 0);
  std::vector<std::string> names;
  const auto given_names = info[1].As<Napi::Array>();
  for (uint32_t i = 0; i < given_names.Length(); ++i) names.push_back(given_names.Get(i).As<Napi::String>());
  ModuleBuilder builder(own);
  builder.add_modules(info[2].As<Napi::Array>());
  builder.add_places(info[3].As<Napi::Array>());
  builder.add_tensors(info[4].As<Napi::Array>());
  const auto run = info[5].As<Napi::Function>();
  Module module = builder.modules().at(0);

  const c10::InferenceMode normal(false);  // whatever mode this is called in
  const at::NoGradGuard unrecorded;
  const NoCastCache no_cast_cache;
  const OnRead on_read(own, info[6].As<Napi::Function>());
  const auto call = [&](const Stack& inputs) -> Stack {
    std::vector<at::Tensor> tensors;
    for (const auto& input : inputs) tensors.push_back(input.toTensor());
    return {output_of(own, run.Call({put_all(info.Env(), tensors)}))};
  };
  const auto [state, outputs] = tracer::trace(
      Stack(given.begin(), given.end()), call, [](const at::Tensor&) { return ""; },
      /*strict=*/false, /*force_outplace=*/false, &module, names);
  auto graph = state->graph;
  torch::jit::EliminateDeadCode(graph);
  copy_written_constants(graph);
  make_constants_normal(graph);
  const c10::QualifiedName name(*module.type()->name(), "forward");
  module.type()->addMethod(module._ivalue()->compilation_unit()->create_function(name, graph));
  return hand_over(info.Env(), std::move(module), std::move(graph));
}

// traceScope(path): the module whose calls are recorded from now on
Napi::Value trace_scope(const Napi::CallbackInfo& info) {
  const auto& state = tracer::getTracingState();
  if (state == nullptr) return info.Env().Undefined();
  const std::string path = info[0].As<Napi::String>();
  const auto root = state->graph->current_scope()->getRoot();
  state->graph->set_current_scope(path.empty() ? root : root->push(c10::Symbol::scope(path)));
  return info.Env().Undefined();
}

// pauseTrace(paused): whether operators are left out of the trace, until the opposite call
Napi::Value pause_trace(const Napi::CallbackInfo& info) {
  if (tracer::isTracing())
    c10::impl::tls_set_dispatch_key_included(c10::DispatchKey::Tracer, !info[0].As<Napi::Boolean>().Value());
  return info.Env().Undefined();
}

}  // namespace

void trace_as_constant(const at::Tensor& tensor) {
  const auto& state = tracer::getTracingState();
  if (state == nullptr) return;
  const at::tracer::impl::NoTracerDispatchMode untraced;
  // A copy: the program begins with the values of now, also if the tensor is changed in place later.
  state->setValue(tensor, state->graph->insertConstant(tensor.detach().clone()));
}

void export_tracer(Napi::Env env, Napi::Object exports) {
  define<script_trace>(env, exports, "scriptTrace");
  define<trace_scope>(env, exports, "traceScope");
  define<pause_trace>(env, exports, "pauseTrace");
}

}  // namespace cotrain
