#include "schema.h"

#include <ATen/core/jit_type.h>

#include <algorithm>

#include "direct.h"

namespace cotrain {
namespace {

Kind scalar_kind(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::TensorType:
      return Kind::kTensor;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      return Kind::kInt;
    case c10::TypeKind::FloatType:
      return Kind::kFloat;
    case c10::TypeKind::BoolType:
      return Kind::kBool;
    case c10::TypeKind::NumberType:
      return Kind::kScalar;
    case c10::TypeKind::StringType:
      return Kind::kString;
    case c10::TypeKind::ScalarTypeType:
      return Kind::kScalarType;
    case c10::TypeKind::DeviceObjType:
      return Kind::kDevice;
    case c10::TypeKind::LayoutType:
      return Kind::kLayout;
    case c10::TypeKind::MemoryFormatType:
      return Kind::kMemoryFormat;
    case c10::TypeKind::GeneratorType:
      return Kind::kGenerator;
    default:
      return Kind::kUnsupported;
  }
}

// Which written argument a return aliases: `add_(Tensor(a!) self, ...) -> Tensor(a!)`.
int aliased_argument(const c10::FunctionSchema& schema, const c10::Argument& result) {
  const auto* info = result.alias_info();
  if (info == nullptr || !info->isWrite()) return -1;
  for (size_t i = 0; i < schema.arguments().size(); ++i) {
    const auto* argument = schema.arguments()[i].alias_info();
    if (argument != nullptr && argument->isWrite() && argument->beforeSets() == info->beforeSets())
      return static_cast<int>(i);
  }
  return -1;
}

Napi::Object describe_type(Napi::Env env, const ValueType& type) {
  auto object = Napi::Object::New(env);
  object.Set("kind", kind_name(type.kind));
  object.Set("optional", type.optional);
  object.Set("list", type.list);
  object.Set("elementOptional", type.element_optional);
  return object;
}

// A default as JavaScript would give it; undefined for what has none, or one of another type.
Napi::Value describe_default(Napi::Env env, const c10::Argument& argument) {
  if (!argument.default_value().has_value()) return env.Undefined();
  const auto& value = *argument.default_value();
  if (value.isNone()) return env.Null();
  if (value.isBool()) return Napi::Boolean::New(env, value.toBool());
  if (value.isInt()) return Napi::Number::New(env, static_cast<double>(value.toInt()));
  if (value.isDouble()) return Napi::Number::New(env, value.toDouble());
  if (!value.isIntList()) return env.Undefined();
  const auto list = value.toIntVector();
  auto array = Napi::Array::New(env, list.size());
  for (uint32_t i = 0; i < list.size(); ++i) array.Set(i, static_cast<double>(list[i]));
  return array;
}

Napi::Object describe(Napi::Env env, const Operator& op) {
  const auto& schema = op.handle.schema();
  auto arguments = Napi::Array::New(env), returns = Napi::Array::New(env);
  for (size_t i = 0; i < schema.arguments().size(); ++i) {
    const auto& argument = schema.arguments()[i];
    auto object = describe_type(env, op.arguments[i]);
    object.Set("name", argument.name());
    object.Set("size", argument.N().value_or(0));
    object.Set("required", !argument.default_value().has_value());
    object.Set("default", describe_default(env, argument));
    object.Set("keywordOnly", argument.kwarg_only());
    object.Set("out", argument.is_out());
    arguments.Set(i, object);
  }
  for (size_t i = 0; i < schema.returns().size(); ++i) {
    auto object = describe_type(env, op.returns[i]);
    object.Set("name", schema.returns()[i].name());
    object.Set("alias", op.return_aliases[i]);
    returns.Set(i, object);
  }
  auto object = Napi::Object::New(env);
  object.Set("schema", c10::toString(schema));
  object.Set("arguments", arguments);
  object.Set("returns", returns);
  return object;
}

// describeOperator(name, overload) -> {schema, arguments, returns} | null
Napi::Value describe_operator(const Napi::CallbackInfo& info) {
  const std::string name = info[0].As<Napi::String>(), overload = info[1].As<Napi::String>();
  const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle.has_value()) return info.Env().Null();
  return describe(info.Env(), make_operator(*handle));
}

// findOperator(name, overload) -> id for call(), or -1
Napi::Value find_operator(const Napi::CallbackInfo& info) {
  const std::string name = info[0].As<Napi::String>(), overload = info[1].As<Napi::String>();
  const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle.has_value()) return Napi::Number::New(info.Env(), -1);
  auto& operators = bridge(info.Env()).operators;
  operators.push_back(make_operator(*handle));
  return Napi::Number::New(info.Env(), static_cast<double>(operators.size() - 1));
}

// operatorNames() -> [[name, overload], ...], sorted: the registry's own order is that of a hash table
Napi::Value operator_names(const Napi::CallbackInfo& info) {
  auto names = c10::Dispatcher::singleton().getAllOpNames();
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return std::tie(a.name, a.overload_name) < std::tie(b.name, b.overload_name);
  });
  auto array = Napi::Array::New(info.Env());
  uint32_t length = 0;
  for (const auto& name : names) {
    if (!c10::Dispatcher::singleton().findSchema(name).has_value())
      continue;  // an implementation without a schema
    auto pair = Napi::Array::New(info.Env(), 2);
    pair.Set(0u, name.name);
    pair.Set(1u, name.overload_name);
    array.Set(length++, pair);
  }
  return array;
}

}  // namespace

const char* kind_name(Kind kind) {
  static const char* const names[] = {"Tensor", "int",          "float",      "bool",
                                      "Scalar", "str",          "ScalarType", "Device",
                                      "Layout", "MemoryFormat", "Generator",  "unsupported"};
  return names[static_cast<int>(kind)];
}

ValueType value_type(const c10::Type& outer) {
  ValueType result;
  const c10::Type* type = &outer;
  if (type->kind() == c10::TypeKind::OptionalType) {
    result.optional = true;
    type = type->castRaw<c10::OptionalType>()->getElementType().get();
  }
  if (type->kind() == c10::TypeKind::ListType) {
    result.list = true;
    type = type->castRaw<c10::ListType>()->getElementType().get();
    if (type->kind() == c10::TypeKind::OptionalType) {
      result.element_optional = true;
      type = type->castRaw<c10::OptionalType>()->getElementType().get();
    }
  }
  result.kind = scalar_kind(*type);
  return result;
}

Operator make_operator(const c10::OperatorHandle& handle) {
  Operator op{handle, {}, {}, {}, is_functional(handle), false};
  const auto& schema = handle.schema();
  for (const auto& argument : schema.arguments()) op.arguments.push_back(value_type(*argument.real_type()));
  for (const auto& result : schema.returns()) {
    op.returns.push_back(value_type(*result.real_type()));
    op.return_aliases.push_back(aliased_argument(schema, result));
  }
  op.one_tensor = op.returns.size() == 1 && op.returns[0].kind == Kind::kTensor && !op.returns[0].list &&
                  op.return_aliases[0] < 0;
  return op;
}

void export_schema(Napi::Env env, Napi::Object exports) {
  define<describe_operator>(env, exports, "describeOperator");
  define<find_operator>(env, exports, "findOperator");
  define<operator_names>(env, exports, "operatorNames");
}

}  // namespace cotrain
