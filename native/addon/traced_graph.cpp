// The graph of a traced module: as plain data, changed, and as a file.
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/passes/constant_propagation.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/freeze_module.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/csrc/jit/passes/lower_tuples.h>
#include <torch/csrc/jit/passes/remove_mutation.h>
#include <torch/csrc/jit/serialization/export.h>

#include <sstream>
#include <unordered_map>

#include "jit.h"

namespace cotrain {
namespace {

using c10::IValue;
using torch::jit::Graph;
using torch::jit::Module;
using torch::jit::Node;
using torch::jit::Value;

IValue row(std::vector<IValue> parts) { return c10::ivalue::Tuple::create(std::move(parts)); }

// Numbers, strings, booleans, tensors and lists of them; a generator, say, is none of these.
bool crosses(const IValue& value) {
  if (value.isList()) {
    for (const IValue& item : value.toListRef())
      if (!crosses(item)) return false;
    return true;
  }
  return value.isTensor() || value.isNone() || value.isDouble() || value.isInt() || value.isBool() ||
         value.isString() || value.isDevice();
}

class Describer {
 public:
  explicit Describer(const Module& module) : module_(module) {}

  // [inputs, outputs, nodes]
  IValue graph(Graph& graph) {
    objects_[graph.inputs()[0]] = {"", module_._ivalue()};
    std::vector<IValue> nodes;
    for (auto* const node : graph.nodes())
      if (node->kind() != c10::prim::GetAttr || !is_module(node)) nodes.push_back(this->node(*node));
    return row({values(graph.inputs().slice(1)), values(graph.outputs()), row(std::move(nodes))});
  }

 private:
  struct Attribute {
    std::string path;
    IValue value;
  };

  bool is_module(Node* node) {
    const auto& owner = objects_.at(node->input());
    const auto& name = node->s(c10::attr::name);
    auto value = owner.value.toObject()->getAttr(name);
    const bool module = value.isObject();
    objects_[node->output()] = {owner.path.empty() ? name : owner.path + "." + name, std::move(value)};
    return module;
  }

  // [kind, schema, inputs, outputs, [value] or nothing, path of an attribute or none, scope]
  IValue node(Node& node) {
    const auto found = node.outputs().size() == 1 ? objects_.find(node.output()) : objects_.end();
    const bool attribute = found != objects_.end();
    const bool constant = attribute || node.kind() == c10::prim::Constant;
    IValue value;
    if (attribute)
      value = found->second.value;
    else if (constant)
      value = torch::jit::toIValue(node.output()).value_or(IValue());
    std::stringstream schema;
    if (const auto* known = node.maybeSchema()) schema << *known;
    return row({(constant ? c10::prim::Constant : node.kind()).toQualString(), schema.str(),
                attribute ? row({}) : values(node.inputs()), values(node.outputs()),
                constant ? row({crosses(value) ? value : IValue()}) : row({}),
                attribute ? IValue(found->second.path) : IValue(), node.scopeName()});
  }

  IValue values(at::ArrayRef<Value*> values) {
    std::vector<IValue> rows;
    for (auto* const value : values) rows.push_back(this->value(*value));
    return row(std::move(rows));
  }

  // [id, name, type, dtype or none, sizes or none]
  IValue value(const Value& value) {
    const auto tensor = value.type()->cast<c10::TensorType>();
    IValue dtype, sizes;
    if (tensor != nullptr) {
      if (tensor->scalarType().has_value()) dtype = static_cast<int64_t>(*tensor->scalarType());
      if (const auto known = tensor->sizes().concrete_sizes()) sizes = *known;
    }
    return row({static_cast<int64_t>(value.unique()), value.debugName(),
                tensor != nullptr ? "Tensor" : value.type()->str(), dtype, sizes});
  }

  const Module& module_;
  std::unordered_map<const Value*, Attribute> objects_;
};

const std::shared_ptr<Graph>& traced(const Napi::CallbackInfo& info) {
  const auto& graph = script(info).traced;
  TORCH_CHECK(graph != nullptr, "the module was not traced here");
  return graph;
}

// scriptGraph(handle, simplified) -> [inputs, outputs, nodes]; simplified: without the in-place operators
// that can be removed, with what follows from constants computed
Napi::Value script_graph(const Napi::CallbackInfo& info) {
  auto graph = traced(info)->copy();
  if (info[1].As<Napi::Boolean>().Value()) {
    torch::jit::Inline(*graph);
    torch::jit::RemoveListMutation(graph);
    torch::jit::RemoveTensorMutation(graph);
    torch::jit::ConstantPropagation(graph, /*ignore_custom_classes=*/true);
    torch::jit::EliminateDeadCode(graph);
  }
  return written(info.Env(), Describer(*script(info).module).graph(*graph));
}

// scriptSave(handle, path, {name: content} of further files, frozen)
Napi::Value script_save(const Napi::CallbackInfo& info) {
  const std::string path = info[1].As<Napi::String>();
  torch::jit::ExtraFilesMap files;
  const auto given = info[2].As<Napi::Object>();
  const auto names = given.GetPropertyNames();
  for (uint32_t i = 0; i < names.Length(); ++i) {
    const std::string name = names.Get(i).As<Napi::String>();
    files[name] = given.Get(name).As<Napi::String>();
  }
  const auto& module = *script(info).module;
  if (info[3].As<Napi::Boolean>().Value())
    torch::jit::ExportModule(torch::jit::freeze_module(module), path, files);
  else
    torch::jit::ExportModule(module, path, files);
  return info.Env().Undefined();
}

}  // namespace

void export_traced_graph(Napi::Env env, Napi::Object exports) {
  define<script_graph>(env, exports, "scriptGraph");
  define<script_save>(env, exports, "scriptSave");
  export_plain_programs(env, exports);
}

}  // namespace cotrain
