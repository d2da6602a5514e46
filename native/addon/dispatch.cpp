// The one generic call: arguments from the shared buffer onto a stack, through the dispatcher, results back.
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/ivalue.h>
#include <c10/core/Device.h>
#include <c10/core/Layout.h>
#include <c10/core/MemoryFormat.h>

#include <cmath>
#include <cstring>

#include "direct.h"

namespace cotrain {
namespace {

// A cursor over the argument buffer. Whatever JavaScript wrote there, reading it ends in values of the
// schema's types or in an exception.
class Reader {
 public:
  Reader(const Bridge& bridge, const c10::FunctionSchema& schema) : bridge_(bridge), schema_(schema) {}

  c10::IValue argument(const ValueType& type, size_t index) {
    index_ = index;
    const int tag = next_tag();
    if (tag == kDefault) {
      const auto& value = schema_.arguments()[index].default_value();
      TORCH_CHECK(value.has_value(), "argument '", name(), "' is missing");
      return *value;
    }
    if (tag == kNone) {
      TORCH_CHECK(type.optional, "argument '", name(), "' must not be null");
      return {};
    }
    if (type.list) return list(type, tag);
    return scalar(type.kind, tag);
  }

 private:
  const std::string& name() const { return schema_.arguments()[index_].name(); }

  double next() {
    TORCH_CHECK(at_ < bridge_.buffer_length, "the arguments do not fit the bridge's buffer");
    return bridge_.buffer[at_++];
  }

  int next_tag() {
    const double tag = next();
    return tag >= 0 && tag <= int{kGenerator} ? static_cast<int>(tag) : -1;
  }

  // A count of things that take at least `1 / per_double` doubles each, so no more than the buffer has room
  // for.
  size_t next_count(size_t per_double) {
    const double count = next();
    TORCH_CHECK(count >= 0 && count <= static_cast<double>((bridge_.buffer_length - at_) * per_double),
                "the arguments do not fit the bridge's buffer");
    return static_cast<size_t>(count);
  }

  [[noreturn]] void wrong(Kind kind) const {
    TORCH_CHECK(false, "argument '", name(), "' must be of type ", kind_name(kind));
  }

  const at::Tensor& tensor(int tag) {
    if (tag != kTensor) wrong(Kind::kTensor);
    const double slot = next();
    return bridge_.slots.get(slot, next());
  }

  int64_t integer(int tag) {
    if (tag == kBigInt) {
      const double bits = next();
      int64_t value;
      std::memcpy(&value, &bits, sizeof value);
      return value;
    }
    if (tag != kNumber) wrong(Kind::kInt);
    return whole(next(), name().c_str());
  }

  double floating(int tag) { return tag == kNumber ? next() : static_cast<double>(integer(tag)); }

  bool boolean(int tag) {
    if (tag != kBool) wrong(Kind::kBool);
    return next() != 0;
  }

  std::string string(int tag) {
    if (tag != kString) wrong(Kind::kString);
    const size_t bytes = next_count(sizeof(double));
    std::string value(reinterpret_cast<const char*>(bridge_.buffer + at_), bytes);
    at_ += (bytes + 7) / 8;
    return value;
  }

  // JavaScript has one number type: an integral value is an integer Scalar, as in Python's `x + 1`.
  c10::IValue number(int tag) {
    if (tag == kBool) return next() != 0;
    if (tag == kNumber) {
      const double value = next();
      if (std::trunc(value) == value && std::abs(value) <= 9007199254740992.0)
        return static_cast<int64_t>(value);
      return value;
    }
    return integer(tag);
  }

  int64_t code(int tag, int64_t end) {
    const int64_t value = integer(tag);
    TORCH_CHECK(value >= 0 && value < end, "argument '", name(), "' has no value with the code ", value);
    return value;
  }

  c10::IValue scalar(Kind kind, int tag) {
    switch (kind) {
      case Kind::kTensor:
        return tensor(tag);
      case Kind::kInt:
        return integer(tag);
      case Kind::kScalarType:
        return scalar_type(integer(tag));
      case Kind::kLayout:
        return code(tag, static_cast<int64_t>(c10::Layout::NumOptions));
      case Kind::kMemoryFormat:
        return code(tag, static_cast<int64_t>(c10::MemoryFormat::NumOptions));
      case Kind::kFloat:
        return floating(tag);
      case Kind::kBool:
        return boolean(tag);
      case Kind::kScalar:
        return number(tag);
      case Kind::kString:
        return string(tag);
      case Kind::kDevice:
        return c10::Device(string(tag));
      case Kind::kGenerator:
        if (tag != kGenerator) wrong(kind);
        return bridge_.generator(next());
      default:
        TORCH_CHECK(false, "argument '", name(), "' has a type that the bridge does not convert");
    }
  }

  template <typename T, typename Read>
  c10::IValue elements(size_t length, Read read) {
    c10::List<T> list;
    list.reserve(length);
    for (size_t i = 0; i < length; ++i) list.push_back(read(next_tag()));
    return list;
  }

  c10::IValue list(const ValueType& type, int tag) {
    if (tag != kList) {
      // int[2] takes one number for all its elements, as in Python.
      const auto size = schema_.arguments()[index_].N();
      TORCH_CHECK(size.has_value(), "argument '", name(), "' must be a list");
      if (type.kind == Kind::kInt) return std::vector<int64_t>(*size, integer(tag));
      if (type.kind == Kind::kFloat) return std::vector<double>(*size, floating(tag));
      wrong(type.kind);
    }
    const size_t length = next_count(1);
    switch (type.kind) {
      case Kind::kTensor:
        if (type.element_optional)
          return elements<std::optional<at::Tensor>>(length, [this](int t) -> std::optional<at::Tensor> {
            if (t == kNone) return std::nullopt;
            return tensor(t);
          });
        return elements<at::Tensor>(length, [this](int t) { return tensor(t); });
      case Kind::kInt:
        return elements<int64_t>(length, [this](int t) { return integer(t); });
      case Kind::kFloat:
        return elements<double>(length, [this](int t) { return floating(t); });
      case Kind::kBool:
        return elements<bool>(length, [this](int t) { return boolean(t); });
      case Kind::kString:
        return elements<std::string>(length, [this](int t) { return string(t); });
      case Kind::kScalar: {
        // The element's type must be the schema's: LibTorch converts a list only while nobody else, a
        // profiler say, holds it.
        c10::TypePtr element = c10::NumberType::get();
        if (type.element_optional) element = c10::OptionalType::create(element);
        c10::impl::GenericList list(element);
        for (size_t i = 0; i < length; ++i) {
          const int t = next_tag();
          list.push_back(type.element_optional && t == kNone ? c10::IValue() : number(t));
        }
        return list;
      }
      default:
        wrong(type.kind);
    }
  }

  const Bridge& bridge_;
  const c10::FunctionSchema& schema_;
  size_t at_ = 0;
  size_t index_ = 0;
};

class Writer {
 public:
  explicit Writer(Bridge& bridge) : bridge_(bridge) {}

  void argument(int index) {
    put(kArgument);
    put(index);
  }

  void value(const c10::IValue& value) {
    if (value.isTensor()) return tensor(value.toTensor());
    if (value.isInt()) {
      const int64_t integer = value.toInt();
      put(kBigInt);
      double bits;
      std::memcpy(&bits, &integer, sizeof bits);
      return put(bits);
    }
    if (value.isDouble()) {
      put(kNumber);
      return put(value.toDouble());
    }
    if (value.isBool()) {
      put(kBool);
      return put(value.toBool());
    }
    if (value.isString()) return string(value.toStringRef());
    if (value.isDevice()) return string(value.toDevice().str());
    if (value.isList()) {
      const auto list = value.toListRef();
      put(kList);
      put(static_cast<double>(list.size()));
      for (const auto& element : list) this->value(element);
      return;
    }
    if (value.isNone()) return put(kNone);
    TORCH_CHECK(false, "a result of type ", value.tagKind(), " cannot cross into JavaScript");
  }

  // JavaScript never hears of the results of a call that fails while they are written.
  void roll_back() {
    for (const int32_t slot : slots_)
      if (slot >= 0) bridge_.slots.release(slot);
  }

 private:
  void put(double number) {
    TORCH_CHECK(at_ < bridge_.buffer_length, "the results do not fit the bridge's buffer");
    bridge_.buffer[at_++] = number;
  }

  void tensor(const at::Tensor& tensor) {
    if (!tensor.defined()) return put(kNone);
    put(kTensor);
    put(-1);  // the room first: from here on JavaScript or roll_back() frees the slot
    slots_.push_back(-1);
    bridge_.buffer[at_ - 1] = slots_.back() = bridge_.slots.put(tensor);
  }

  void string(const std::string& text) {
    put(kString);
    put(static_cast<double>(text.size()));
    const size_t doubles = (text.size() + 7) / 8;
    TORCH_CHECK(at_ + doubles <= bridge_.buffer_length, "the results do not fit the bridge's buffer");
    std::memcpy(bridge_.buffer + at_, text.data(), text.size());
    at_ += doubles;
  }

  Bridge& bridge_;
  size_t at_ = 0;
  std::vector<int32_t> slots_;
};

}  // namespace

torch::jit::Stack read_arguments(const Bridge& bridge, const Operator& op) {
  torch::jit::Stack stack;
  stack.reserve(op.arguments.size());
  Reader reader(bridge, op.handle.schema());
  for (size_t i = 0; i < op.arguments.size(); ++i) stack.push_back(reader.argument(op.arguments[i], i));
  return stack;
}

int32_t write_results(Bridge& bridge, const Operator& op, torch::jit::Stack& stack) {
  if (op.one_tensor && stack[0].toTensor().defined()) return bridge.slots.put(std::move(stack[0]).toTensor());
  Writer writer(bridge);
  try {
    for (size_t i = 0; i < stack.size(); ++i) {
      if (op.return_aliases[i] >= 0)
        writer.argument(op.return_aliases[i]);
      else
        writer.value(stack[i]);
    }
  } catch (...) {
    writer.roll_back();
    throw;
  }
  return -1;
}

namespace {

// Whether no tensor among the arguments has any autograd state.
bool nothing_recorded(const torch::jit::Stack& stack) {
  for (const auto& value : stack) {
    if (value.isTensor()) {
      if (has_autograd_state(value.toTensor())) return false;
    } else if (value.isList()) {
      for (const auto& element : value.toListRef()) {
        if (element.isNone()) continue;
        if (!element.isTensor()) break;  // a list of numbers
        if (has_autograd_state(element.toTensor())) return false;
      }
    }
  }
  return true;
}

// call(id) -> slot | -1
int32_t call(Bridge& bridge, const std::array<double, 1>& arguments) {
  const double id = arguments[0];
  TORCH_CHECK(id >= 0 && id < static_cast<double>(bridge.operators.size()), "no operator has the id ", id);
  const Operator& op = bridge.operators[static_cast<size_t>(id)];
  torch::jit::Stack stack = read_arguments(bridge, op);
  {
    std::optional<at::AutoDispatchBelowADInplaceOrView> below;
    if (op.functional && nothing_recorded(stack)) below.emplace();
    op.handle.callBoxed(stack);
  }
  return write_results(bridge, op, stack);
}

}  // namespace

void export_dispatch(Napi::Env env, Napi::Object exports) { define_hot<1, call>(env, exports, "call"); }

}  // namespace cotrain
