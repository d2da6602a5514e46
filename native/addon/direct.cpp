// Direct calls: operators whose C++ signature is one of the few below are called with it, without a stack of
// boxed values. The arguments stand in the buffer without tags, since the signature says what they are. What
// this saves, and which operators profit, is in benchmarks/results/overhead.md.
#include "direct.h"

#include <ATen/TracerMode.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/_local_scalar_dense.h>
#include <ATen/ops/empty.h>
#include <c10/core/Scalar.h>
#include <c10/core/SymIntArrayRef.h>
#include <c10/util/SmallVector.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace cotrain {
namespace {

using Sizes = c10::SmallVector<int64_t, 8>;

// Reads untagged arguments one after the other.
struct Cursor {
  const Bridge& bridge;
  const at::Scalar& last_default;
  size_t given;
  size_t index = 0;
  size_t at = 0;

  double next() { return bridge.buffer[at++]; }

  const at::Tensor& tensor() {
    const double slot = next();
    return bridge.slots.get(slot, next());
  }

  at::Scalar scalar() {
    if (index > given) return last_default;  // `alpha`
    const double value = next();
    if (std::trunc(value) == value && std::abs(value) <= 9007199254740992.0)
      return static_cast<int64_t>(value);
    return value;
  }

  // A slot of -1 stands for null.
  std::optional<at::Tensor> optional_tensor() {
    const double slot = next(), generation = next();
    if (slot == -1) return std::nullopt;
    return bridge.slots.get(slot, generation);
  }

  // As is a length of -1,
  std::optional<Sizes> optional_sizes() {
    if (bridge.buffer[at] == -1) return ++at, std::nullopt;
    return sizes();
  }

  // and the code -1.
  std::optional<c10::ScalarType> optional_dtype() {
    const int64_t code = integer();
    if (code == -1) return std::nullopt;
    return scalar_type(code);
  }

  int64_t integer() { return whole(next(), "an argument"); }

  Sizes sizes() {
    Sizes result(static_cast<size_t>(integer()));
    for (auto& size : result) size = integer();
    return result;
  }

  // What holds the argument of type T until the call, and the argument made of it.
  template <typename T>
  decltype(auto) read() {
    ++index;
    if constexpr (std::is_same_v<T, const at::Tensor&>)
      return &tensor();
    else if constexpr (std::is_same_v<T, at::Tensor&>)
      return tensor();  // a handle of its own, which an in-place operator writes through
    else if constexpr (std::is_same_v<T, const at::Scalar&>)
      return scalar();
    else if constexpr (std::is_same_v<T, const std::optional<at::Tensor>&>)
      return optional_tensor();
    else if constexpr (std::is_same_v<T, int64_t> || std::is_same_v<T, c10::SymInt>)
      return integer();
    else if constexpr (std::is_same_v<T, double>)
      return next();
    else if constexpr (std::is_same_v<T, bool>)
      return next() != 0;
    else if constexpr (std::is_same_v<T, at::OptionalIntArrayRef>)
      return optional_sizes();
    else if constexpr (std::is_same_v<T, std::optional<c10::ScalarType>>)
      return optional_dtype();
    else
      return sizes();
  }

  template <typename T, typename Held>
  static T argument(Held& held) {
    if constexpr (std::is_same_v<T, const at::Tensor&>)
      return *held;
    else if constexpr (std::is_same_v<T, c10::SymIntArrayRef>)
      return c10::fromIntArrayRefSlow(held);
    else if constexpr (std::is_same_v<T, at::OptionalIntArrayRef>)
      return held.has_value() ? T(at::IntArrayRef(*held)) : T();
    else
      return held;
  }
};

template <typename Signature>
class Direct;

template <typename Result, typename... Arguments>
class Direct<Result(Arguments...)> final : public DirectOperator {
 public:
  Direct(const c10::OperatorHandle& handle, bool whole)
      : handle_(handle.typed<Result(Arguments...)>()), functional_(is_functional(handle)) {
    for (const auto& argument : handle.schema().arguments()) {
      if (whole || !argument.default_value().has_value())
        ++given_;
      else if (argument.default_value()->isScalar())
        last_default_ = argument.default_value()->toScalar();
    }
  }

  int32_t call(Bridge& bridge) const override {
    Cursor cursor{bridge, last_default_, given_};
    auto held = std::tuple<std::decay_t<decltype(cursor.template read<Arguments>())>...>{
        cursor.template read<Arguments>()...};
    return std::apply(
        [&](auto&... values) -> int32_t {
          if constexpr (std::is_reference_v<Result>) {
            handle_.call(Cursor::argument<Arguments>(values)...);
            return -1;
          } else {
            std::optional<at::AutoDispatchBelowADInplaceOrView> below;
            if (functional_ && (plain(values) && ...)) below.emplace();
            return bridge.slots.put(handle_.call(Cursor::argument<Arguments>(values)...));
          }
        },
        held);
  }

 private:
  template <typename Held>
  static bool plain(const Held& held) {
    if constexpr (std::is_same_v<Held, const at::Tensor*>)
      return !has_autograd_state(*held);
    else if constexpr (std::is_same_v<Held, std::optional<at::Tensor>>)
      return !held.has_value() || !has_autograd_state(*held);
    else
      return true;
  }

  c10::TypedOperatorHandle<Result(Arguments...)> handle_;
  bool functional_;
  size_t given_ = 0;
  at::Scalar last_default_ = 1;
};

// A number as the tensor that an operator takes in its place, of the dtype of the other operand: LibTorch
// would make one of the number's own dtype and convert it. A new one is made only if an operator has kept the
// last one.
at::Tensor as_tensor(double number, c10::ScalarType dtype) {
  static thread_local std::array<at::Tensor, 2> last;  // float32, float64
  at::Tensor& made = last[dtype == at::kDouble];
  if (!made.defined() || made.use_count() > 1 || made.storage().use_count() > 1) {
    const c10::InferenceMode never(false);
    const at::AutoDispatchBelowADInplaceOrView below;
    made = at::empty({}, at::TensorOptions().dtype(dtype));
    made.unsafeGetTensorImpl()->set_wrapped_number(true);
  }
  if (dtype == at::kDouble)
    *made.mutable_data_ptr<double>() = number;
  else
    *made.mutable_data_ptr<float>() = static_cast<float>(number);
  return made;
}

// `x.add(2)` as the overload for two tensors. `Rest` is `alpha`, or nothing.
template <typename... Rest>
class WithNumber final : public DirectOperator {
 public:
  WithNumber(const c10::OperatorHandle& handle, std::shared_ptr<const DirectOperator> general)
      : handle_(handle.typed<at::Tensor(const at::Tensor&, const at::Tensor&, Rest...)>()),
        functional_(is_functional(handle)),
        general_(std::move(general)) {}

  int32_t call(Bridge& bridge) const override {
    const at::Tensor& self = bridge.slots.get(bridge.buffer[0], bridge.buffer[1]);
    const auto dtype = self.scalar_type();
    // A trace would take the tensor for a constant of the program, and tell no number.
    if ((dtype != at::kFloat && dtype != at::kDouble) || !self.is_cpu() || self.layout() != c10::kStrided ||
        at::tracer::impl::is_dispatch_enabled())
      return general_->call(bridge);
    std::optional<at::AutoDispatchBelowADInplaceOrView> below;
    if (functional_ && !has_autograd_state(self)) below.emplace();
    const at::Tensor number = as_tensor(bridge.buffer[2], dtype);
    if constexpr (sizeof...(Rest) == 0)
      return bridge.slots.put(handle_.call(self, number));
    else
      return bridge.slots.put(handle_.call(self, number, 1));
  }

 private:
  c10::TypedOperatorHandle<at::Tensor(const at::Tensor&, const at::Tensor&, Rest...)> handle_;
  bool functional_;
  std::shared_ptr<const DirectOperator> general_;
};

// T: Tensor, t: Tensor?, s: Scalar, i: int, y: SymInt, f: float, b: bool, d: ScalarType?, I: int[], J:
// int[]?, Y: SymInt[]
char letter(const c10::Type& type) {
  const ValueType value = value_type(type);
  if (value.element_optional) return '?';
  const auto one = [](const c10::Type& type, char integer, char symbolic) {
    return type.kind() == c10::TypeKind::SymIntType ? symbolic : integer;
  };
  if (value.list) {
    if (value.kind != Kind::kInt) return '?';
    if (value.optional) {
      const auto& list = *type.castRaw<c10::OptionalType>()->getElementType();
      return one(*list.castRaw<c10::ListType>()->getElementType(), 'J', '?');
    }
    return one(*type.castRaw<c10::ListType>()->getElementType(), 'I', 'Y');
  }
  if (value.optional) return value.kind == Kind::kTensor ? 't' : value.kind == Kind::kScalarType ? 'd' : '?';
  switch (value.kind) {
    case Kind::kTensor:
      return 'T';
    case Kind::kScalar:
      return 's';
    case Kind::kInt:
      return one(type, 'i', 'y');
    case Kind::kFloat:
      return 'f';
    case Kind::kBool:
      return 'b';
    default:
      return '?';
  }
}

using Made = std::shared_ptr<const DirectOperator>;

struct Maker {
  const c10::OperatorHandle& handle;
  bool whole;

  template <typename Signature>
  Made make() const {
    return std::make_shared<Direct<Signature>>(handle, whole);
  }
};

Made make_direct(const c10::OperatorHandle& handle, bool whole) {
  using T = const at::Tensor&;
  using Opt = const std::optional<at::Tensor>&;
  using S = const at::Scalar&;
  using I = at::IntArrayRef;
  using J = at::OptionalIntArrayRef;
  using Y = c10::SymIntArrayRef;
  using DType = std::optional<c10::ScalarType>;
  using at::Tensor;
  using c10::SymInt;
  const auto& schema = handle.schema();
  const auto op = make_operator(handle);
  if (op.returns.size() != 1 || op.returns[0].kind != Kind::kTensor || op.returns[0].list) return nullptr;
  std::string key;
  size_t defaults = 0;
  for (const auto& argument : schema.arguments()) {
    key += letter(*argument.real_type());
    defaults += argument.default_value().has_value();
  }
  // `alpha` may be left out, and nothing else.
  const bool alpha = defaults == 1 && key.back() == 's' && schema.arguments().back().default_value();
  if (!whole && defaults > 0 && !alpha) return nullptr;
  const Maker maker{handle, whole};
  if (op.return_aliases[0] == 0) {
    if (key == "T") return maker.make<Tensor&(Tensor&)>();
    if (key == "TT") return maker.make<Tensor&(Tensor&, T)>();
    if (key == "TTs") return maker.make<Tensor&(Tensor&, T, S)>();
    if (key == "Ts") return maker.make<Tensor&(Tensor&, S)>();
    if (key == "Tss") return maker.make<Tensor&(Tensor&, S, S)>();
    return nullptr;
  }
  if (!op.one_tensor) return nullptr;
  if (key == "T") return maker.make<Tensor(T)>();
  if (key == "TT") return maker.make<Tensor(T, T)>();
  if (key == "TTs") return maker.make<Tensor(T, T, S)>();
  if (key == "Ts") return maker.make<Tensor(T, S)>();
  if (key == "Tss") return maker.make<Tensor(T, S, S)>();
  if (key == "Ti") return maker.make<Tensor(T, int64_t)>();
  if (key == "Tii") return maker.make<Tensor(T, int64_t, int64_t)>();  // transpose, flatten
  if (key == "TI") return maker.make<Tensor(T, I)>();
  if (key == "TY") return maker.make<Tensor(T, Y)>();
  if (key == "Td") return maker.make<Tensor(T, DType)>();                                // sum, mean
  if (key == "TJbd") return maker.make<Tensor(T, J, bool, DType)>();                     // over dimensions
  if (key == "Tid") return maker.make<Tensor(T, int64_t, DType)>();                      // softmax
  if (key == "TTt") return maker.make<Tensor(T, T, Opt)>();                              // linear
  if (key == "TTtYYYy") return maker.make<Tensor(T, T, Opt, Y, Y, Y, SymInt)>();         // convolutions
  if (key == "TIIIIb") return maker.make<Tensor(T, I, I, I, I, bool)>();                 // max_pool2d
  if (key == "TTtiyf") return maker.make<Tensor(T, T, Opt, int64_t, SymInt, double)>();  // cross_entropy_loss
  if (key == "TYttfb") return maker.make<Tensor(T, Y, Opt, Opt, double, bool)>();        // layer_norm
  if (key == "Tttttbffb")
    return maker.make<Tensor(T, Opt, Opt, Opt, Opt, bool, double, double, bool)>();  // batch_norm
  return nullptr;
}

// Operators of which the result with a number is that with a tensor of this number, bit for bit.
Made with_number(const std::string& name, Made general) {
  const auto two = c10::Dispatcher::singleton().findSchema({name, "Tensor"});
  if (!two.has_value()) return general;
  if (name == "aten::add" || name == "aten::sub")
    return std::make_shared<WithNumber<const at::Scalar&>>(*two, std::move(general));
  if (name == "aten::mul" || name == "aten::div")
    return std::make_shared<WithNumber<>>(*two, std::move(general));
  return general;
}

// findDirect(name, overload, whole) -> id for callDirect(), or -1: the signature is none of these. `whole`:
// the arguments that have a default are given too.
Napi::Value find_direct(const Napi::CallbackInfo& info) {
  const std::string name = info[0].As<Napi::String>(), overload = info[1].As<Napi::String>();
  const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  const bool whole = info[2].ToBoolean();
  auto made = handle.has_value() ? make_direct(*handle, whole) : nullptr;
  if (made != nullptr && !whole && overload == "Scalar") made = with_number(name, std::move(made));
  if (made == nullptr) return Napi::Number::New(info.Env(), -1);
  auto& operators = bridge(info.Env()).direct_operators;
  operators.push_back(std::move(made));
  return Napi::Number::New(info.Env(), static_cast<double>(operators.size() - 1));
}

// callDirect(id) -> slot | -1: the first argument, which an in-place operator has changed
int32_t call_direct(Bridge& bridge, const std::array<double, 1>& arguments) {
  const double id = arguments[0];
  TORCH_CHECK(id >= 0 && id < static_cast<double>(bridge.direct_operators.size()), "no operator has the id ",
              id);
  // A reference of its own: what the call runs may look further operators up.
  const DirectOperator& op = *bridge.direct_operators[static_cast<size_t>(id)];
  return op.call(bridge);
}

// The number of a tensor of the most frequent dtypes that lies in plain memory of this process.
std::optional<double> plain_number(const at::Tensor& tensor) {
  if (!tensor.is_cpu() || tensor.layout() != c10::kStrided || tensor.is_neg() || tensor._is_zerotensor())
    return std::nullopt;
  switch (tensor.scalar_type()) {
    case at::kFloat:
      return *tensor.const_data_ptr<float>();
    case at::kDouble:
      return *tensor.const_data_ptr<double>();
    case at::kInt:
      return *tensor.const_data_ptr<int32_t>();
    default:
      return std::nullopt;
  }
}

// item(slot, generation) -> 0, with the number in the buffer; 1, with a boolean; -1: the general way decides
int32_t item(Bridge& bridge, const std::array<double, 2>& handle) {
  const auto& tensor = bridge.slots.get(handle[0], handle[1]);
  if (tensor.numel() != 1) return -1;
  // For uint64 the bytes are read, which is counted.
  if (tensor.scalar_type() != at::kUInt64) bridge.count_read(tensor);
  if (const auto number = plain_number(tensor)) {
    bridge.buffer[0] = *number;
    return 0;
  }
  const at::AutoDispatchBelowADInplaceOrView below;  // nothing is recorded of a number
  const at::tracer::impl::NoTracerDispatchMode untraced;
  const at::Scalar value = at::_local_scalar_dense(tensor);
  if (value.isComplex() || (value.isIntegral(false) && std::abs(value.toDouble()) >= 9007199254740992.0))
    return -1;
  bridge.buffer[0] = value.toDouble();
  return value.isBoolean();
}

}  // namespace

bool is_functional(const c10::OperatorHandle& handle) {
  const auto& schema = handle.schema();
  if (schema.name().rfind("aten::", 0) != 0) return false;
  for (const auto& argument : schema.arguments())
    if (argument.alias_info() != nullptr) return false;
  for (const auto& result : schema.returns())
    if (result.alias_info() != nullptr) return false;
  // Operators made of others may return views that their schema does not tell of. These return new tensors.
  if (handle.hasKernelForDispatchKey(c10::DispatchKey::CompositeImplicitAutograd)) {
    static const char* const known[] = {"aten::conv1d", "aten::conv2d", "aten::conv3d", "aten::linear"};
    return std::any_of(std::begin(known), std::end(known),
                       [&](const char* name) { return schema.name() == name; });
  }
  return handle.hasKernelForDispatchKey(c10::DispatchKey::CPU);
}

void export_direct(Napi::Env env, Napi::Object exports) {
  define<find_direct>(env, exports, "findDirect");
  define_hot<1, call_direct>(env, exports, "callDirect");
  define_hot<2, item>(env, exports, "item");
}

}  // namespace cotrain
