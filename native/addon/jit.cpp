// TorchScript archives: modules that LibTorch loads and runs. Values cross as JavaScript's own: a tensor as a
// Float64Array of (slot, generation) on the way in and of (slot) on the way out, a dict as {dict: [[key,
// value], ...]}.
#include "jit.h"

#include <torch/csrc/jit/serialization/import.h>

#include <cmath>

namespace cotrain {
namespace {

using torch::jit::Module;

Module& module(const Napi::CallbackInfo& info) { return *script(info).module; }

// Lists in lists: deeper ones would exhaust the stack.
constexpr int kMaximumDepth = 1000;

class Reader {
 public:
  explicit Reader(const Bridge& bridge) : bridge_(bridge) {}

  // A JavaScript value as what the method's schema asks for.
  c10::IValue value(const Napi::Value& value, const c10::TypePtr& type, int depth = 0) {
    TORCH_CHECK(depth < kMaximumDepth, "values are nested too deeply");
    switch (type->kind()) {
      case c10::TypeKind::OptionalType:
        if (value.IsNull()) return {};
        return this->value(value, type->castRaw<c10::OptionalType>()->getElementType(), depth + 1);
      case c10::TypeKind::TensorType:
        return tensor(value, *type);
      case c10::TypeKind::FloatType:
        if (!value.IsNumber()) wrong(value, *type);
        return value.As<Napi::Number>().DoubleValue();
      case c10::TypeKind::IntType:
        if (!value.IsNumber() && !value.IsBigInt()) wrong(value, *type);
        return integer(value);
      case c10::TypeKind::BoolType:
        if (!value.IsBoolean()) wrong(value, *type);
        return value.As<Napi::Boolean>().Value();
      case c10::TypeKind::StringType:
        if (!value.IsString()) wrong(value, *type);
        return value.As<Napi::String>().Utf8Value();
      case c10::TypeKind::DeviceObjType:
        if (!value.IsString()) wrong(value, *type);
        return c10::Device(value.As<Napi::String>().Utf8Value());
      case c10::TypeKind::NoneType:
        if (!value.IsNull()) wrong(value, *type);
        return {};
      case c10::TypeKind::ListType:
        return list(value, type, depth);
      case c10::TypeKind::TupleType:
        return tuple(value, *type->castRaw<c10::TupleType>(), depth);
      case c10::TypeKind::DictType:
        return dict(value, *type->castRaw<c10::DictType>(), depth);
      case c10::TypeKind::NumberType:
      case c10::TypeKind::AnyType:
        return untyped(value, *type);
      default:
        TORCH_CHECK(false, "a value of type ", type->repr_str(), " cannot be given from JavaScript");
    }
  }

 private:
  [[noreturn]] static void wrong(const Napi::Value& value, const c10::Type& type) {
    static const char* const names[] = {"undefined", "null",      "a boolean",  "a number",    "a string",
                                        "a symbol",  "an object", "a function", "an external", "a bigint"};
    TORCH_CHECK(false, "must be ", type.repr_str(), ", not ",
                value.IsTypedArray() ? "a tensor"
                : value.IsArray()    ? "a list"
                                     : names[value.Type()]);
  }

  c10::IValue tensor(const Napi::Value& value, const c10::Type& type) {
    if (!value.IsTypedArray()) wrong(value, type);
    const auto handle = value.As<Napi::Float64Array>();
    return bridge_.slots.get(handle[0], handle[1]);
  }

  static int64_t integer(const Napi::Value& value) {
    if (value.IsNumber()) return whole(value.As<Napi::Number>().DoubleValue(), "an int");
    bool lossless = false;
    const int64_t number = value.As<Napi::BigInt>().Int64Value(&lossless);
    TORCH_CHECK(lossless, "a bigint does not fit 64 bits");
    return number;
  }

  // As for an operator's Scalar: a number without a fraction is an int.
  c10::IValue untyped(const Napi::Value& value, const c10::Type& type) {
    if (value.IsTypedArray()) return tensor(value, type);
    if (value.IsBoolean()) return value.As<Napi::Boolean>().Value();
    if (value.IsString()) return value.As<Napi::String>().Utf8Value();
    if (value.IsNull()) return {};
    if (value.IsBigInt()) return integer(value);
    if (!value.IsNumber()) wrong(value, type);
    const double number = value.As<Napi::Number>().DoubleValue();
    if (std::trunc(number) == number && std::abs(number) <= 9007199254740992.0)
      return static_cast<int64_t>(number);
    return number;
  }

  c10::IValue list(const Napi::Value& value, const c10::TypePtr& type, int depth) {
    if (!value.IsArray()) wrong(value, *type);
    const auto array = value.As<Napi::Array>();
    const auto element = type->castRaw<c10::ListType>()->getElementType();
    c10::impl::GenericList result(element);
    result.reserve(array.Length());
    for (uint32_t i = 0; i < array.Length(); ++i)
      result.push_back(this->value(array.Get(i), element, depth + 1));
    return result;
  }

  c10::IValue tuple(const Napi::Value& value, const c10::TupleType& type, int depth) {
    if (!value.IsArray()) wrong(value, type);
    const auto array = value.As<Napi::Array>();
    TORCH_CHECK(array.Length() == type.elements().size(), "must be ", type.repr_str(), ", not a list of ",
                array.Length());
    std::vector<c10::IValue> elements;
    for (uint32_t i = 0; i < array.Length(); ++i)
      elements.push_back(this->value(array.Get(i), type.elements()[i], depth + 1));
    return c10::ivalue::Tuple::create(std::move(elements));
  }

  c10::IValue dict(const Napi::Value& value, const c10::DictType& type, int depth) {
    if (!value.IsObject() || !value.As<Napi::Object>().Has("dict")) wrong(value, type);
    const auto pairs = value.As<Napi::Object>().Get("dict").As<Napi::Array>();
    c10::impl::GenericDict result(type.getKeyType(), type.getValueType());
    for (uint32_t i = 0; i < pairs.Length(); ++i) {
      const auto pair = pairs.Get(i).As<Napi::Array>();
      result.insert_or_assign(this->value(pair.Get(0u), type.getKeyType(), depth + 1),
                              this->value(pair.Get(1u), type.getValueType(), depth + 1));
    }
    return result;
  }

  const Bridge& bridge_;
};

class Writer {
 public:
  explicit Writer(Napi::Env env) : env_(env), slots_(bridge(env).slots) {}

  Napi::Value value(const c10::IValue& value, int depth = 0) {
    TORCH_CHECK(depth < kMaximumDepth, "values are nested too deeply");
    if (value.isTensor()) return tensor(value.toTensor());
    if (value.isNone()) return env_.Null();
    if (value.isDouble()) return Napi::Number::New(env_, value.toDouble());
    if (value.isInt()) return integer(value.toInt());
    if (value.isBool()) return Napi::Boolean::New(env_, value.toBool());
    if (value.isString()) return Napi::String::New(env_, value.toStringRef());
    if (value.isDevice()) return Napi::String::New(env_, value.toDevice().str());
    if (value.isList()) return array(value.toListRef(), depth);
    if (value.isTuple()) return array(value.toTupleRef().elements(), depth);
    if (value.isGenericDict()) return dict(value.toGenericDict(), depth);
    TORCH_CHECK(false, "a value of type ", value.tagKind(), " cannot cross into JavaScript");
  }

  // JavaScript never hears of the results of a call that fails while they are written.
  void roll_back() {
    for (const int32_t slot : written_) slots_.release(slot);
  }

 private:
  Napi::Value tensor(const at::Tensor& tensor) {
    if (!tensor.defined()) return env_.Null();
    auto handle = Napi::Float64Array::New(env_, 1);
    written_.reserve(written_.size() + 1);
    written_.push_back(slots_.put(tensor));
    handle[0] = written_.back();
    return handle;
  }

  Napi::Value integer(int64_t number) {
    if (number >= -9007199254740991 && number <= 9007199254740991)
      return Napi::Number::New(env_, static_cast<double>(number));
    return Napi::BigInt::New(env_, number);
  }

  template <typename Elements>
  Napi::Value array(const Elements& elements, int depth) {
    auto result = Napi::Array::New(env_, elements.size());
    uint32_t at = 0;
    for (const auto& element : elements) result.Set(at++, value(element, depth + 1));
    return result;
  }

  Napi::Value dict(const c10::impl::GenericDict& entries, int depth) {
    auto pairs = Napi::Array::New(env_, entries.size());
    uint32_t at = 0;
    for (const auto& entry : entries) {
      auto pair = Napi::Array::New(env_, 2);
      pair.Set(0u, value(entry.key(), depth + 1));
      pair.Set(1u, value(entry.value(), depth + 1));
      pairs.Set(at++, pair);
    }
    auto result = Napi::Object::New(env_);
    result.Set("dict", pairs);
    return result;
  }

  Napi::Env env_;
  SlotTable& slots_;
  std::vector<int32_t> written_;
};

// scriptLoad(path, device | null) -> handle
Napi::Value script_load(const Napi::CallbackInfo& info) {
  const std::string path = info[0].As<Napi::String>();
  std::optional<c10::Device> device;
  if (info[1].IsString()) device = c10::Device(info[1].As<Napi::String>().Utf8Value());
  return hand_over(info.Env(), torch::jit::load(path, device));
}

Napi::Value script_dispose(const Napi::CallbackInfo& info) {
  *info[0].As<Napi::External<Script>>().Data() = {};
  return info.Env().Undefined();
}

// scriptMethods(handle) -> names
Napi::Value script_methods(const Napi::CallbackInfo& info) {
  auto names = Napi::Array::New(info.Env());
  uint32_t length = 0;
  for (const auto& method : module(info).get_methods()) names.Set(length++, method.name());
  return names;
}

// The arguments of a call in the schema's order: by position, by name, or by default.
std::vector<c10::IValue> bind(const Napi::CallbackInfo& info, const c10::FunctionSchema& schema) {
  const auto positional = info[2].As<Napi::Array>();
  const auto named = info[3].As<Napi::Object>();
  // The first argument of the schema is the module.
  const size_t count = schema.arguments().size() - 1;
  TORCH_CHECK(positional.Length() <= count, "it takes ", count, " arguments, not ", positional.Length());
  const auto names = named.GetPropertyNames();
  for (uint32_t i = 0; i < names.Length(); ++i) {
    const std::string name = names.Get(i).As<Napi::String>();
    const auto index = schema.argumentIndexWithName(name);
    TORCH_CHECK(index.has_value() && *index > 0, "it has no argument '", name, "'");
    TORCH_CHECK(static_cast<size_t>(*index) > positional.Length(), "argument '", name, "' is given twice");
  }
  Reader reader(bridge(info.Env()));
  std::vector<c10::IValue> arguments;
  for (size_t i = 0; i < count; ++i) {
    const auto& argument = schema.arguments()[i + 1];
    const bool by_name = named.HasOwnProperty(argument.name());
    if (i >= positional.Length() && !by_name) {
      TORCH_CHECK(argument.default_value().has_value(), "argument '", argument.name(), "' is missing");
      arguments.push_back(*argument.default_value());
      continue;
    }
    try {
      arguments.push_back(
          reader.value(by_name ? named.Get(argument.name()) : positional.Get(i), argument.type()));
    } catch (const c10::Error& error) {
      TORCH_CHECK(false, "argument '", argument.name(), "': ", error.what_without_backtrace());
    }
  }
  return arguments;
}

// scriptCall(handle, method, arguments, arguments by name) -> its result
Napi::Value script_call(const Napi::CallbackInfo& info) {
  const std::string name = info[1].As<Napi::String>();
  const auto method = module(info).find_method(name);
  TORCH_CHECK(method.has_value(), "the module has no method '", name, "'");
  return written(info.Env(), (*method)(bind(info, method->function().getSchema())));
}

// scriptTensors(handle) -> [[name, tensor, whether it is a parameter], ...]
Napi::Value script_tensors(const Napi::CallbackInfo& info) {
  const auto& source = module(info);
  std::vector<c10::IValue> rows;
  const auto add = [&rows](const std::string& name, const at::Tensor& tensor, bool parameter) {
    rows.push_back(c10::ivalue::Tuple::create({name, tensor, parameter}));
  };
  for (const auto& parameter : source.named_parameters()) add(parameter.name, parameter.value, true);
  for (const auto& buffer : source.named_buffers()) add(buffer.name, buffer.value, false);
  return written(info.Env(), c10::ivalue::Tuple::create(std::move(rows)));
}

// scriptTrain(handle, on)
Napi::Value script_train(const Napi::CallbackInfo& info) {
  module(info).train(info[1].As<Napi::Boolean>());
  return info.Env().Undefined();
}

Napi::Value script_is_training(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), module(info).is_training());
}

// scriptTo(handle, device | null, dtype's code | null)
Napi::Value script_to(const Napi::CallbackInfo& info) {
  auto& target = module(info);
  if (info[2].IsNumber()) target.to(scalar_type(whole(info, 2, "a dtype's code")));
  if (info[1].IsString()) target.to(c10::Device(info[1].As<Napi::String>().Utf8Value()));
  return info.Env().Undefined();
}

}  // namespace

Script& script(const Napi::CallbackInfo& info) {
  auto& held = *info[0].As<Napi::External<Script>>().Data();
  TORCH_CHECK(held.module.has_value(), "the module was disposed");
  return held;
}

Napi::Value hand_over(Napi::Env env, Module module, std::shared_ptr<torch::jit::Graph> traced) {
  auto held = std::make_unique<Script>(Script{std::move(module), std::move(traced)});
  auto external =
      Napi::External<Script>::New(env, held.get(), [](Napi::Env, Script* finished) { delete finished; });
  held.release();
  return external;
}

Napi::Value written(Napi::Env env, const c10::IValue& value) {
  Writer writer(env);
  try {
    return writer.value(value);
  } catch (...) {
    writer.roll_back();
    throw;
  }
}

void export_jit(Napi::Env env, Napi::Object exports) {
  define<script_load>(env, exports, "scriptLoad");
  define<script_dispose>(env, exports, "scriptDispose");
  define<script_methods>(env, exports, "scriptMethods");
  define<script_call>(env, exports, "scriptCall");
  define<script_tensors>(env, exports, "scriptTensors");
  define<script_train>(env, exports, "scriptTrain");
  define<script_is_training>(env, exports, "scriptIsTraining");
  define<script_to>(env, exports, "scriptTo");
}

}  // namespace cotrain
