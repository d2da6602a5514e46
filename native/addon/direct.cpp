// Direct calls: operators whose C++ signature is one of the few below are called with it, without a stack of
// boxed values. The arguments stand in the buffer without tags, since the signature says what they are. What
// this saves, and which operators profit, is in benchmarks/results/overhead.md.
#include "direct.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <c10/core/Scalar.h>
#include <c10/core/SymIntArrayRef.h>
#include <c10/util/SmallVector.h>

#include <algorithm>
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
  size_t required;
  size_t index = 0;
  size_t at = 0;

  double next() { return bridge.buffer[at++]; }

  const at::Tensor& tensor() {
    const double slot = next();
    return bridge.slots.get(slot, next());
  }

  at::Scalar scalar() {
    if (index > required) return last_default;  // `alpha`
    const double value = next();
    if (std::trunc(value) == value && std::abs(value) <= 9007199254740992.0)
      return static_cast<int64_t>(value);
    return value;
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
    else if constexpr (std::is_same_v<T, int64_t>)
      return integer();
    else
      return sizes();
  }

  template <typename T, typename Held>
  static T argument(Held& held) {
    if constexpr (std::is_same_v<T, const at::Tensor&>)
      return *held;
    else if constexpr (std::is_same_v<T, c10::SymIntArrayRef>)
      return c10::fromIntArrayRefSlow(held);
    else
      return held;
  }
};

template <typename Signature>
class Direct;

template <typename Result, typename... Arguments>
class Direct<Result(Arguments...)> final : public DirectOperator {
 public:
  explicit Direct(const c10::OperatorHandle& handle)
      : handle_(handle.typed<Result(Arguments...)>()), functional_(is_functional(handle)) {
    for (const auto& argument : handle.schema().arguments()) {
      if (!argument.default_value().has_value())
        ++required_;
      else if (argument.default_value()->isScalar())
        last_default_ = argument.default_value()->toScalar();
    }
  }

  int32_t call(Bridge& bridge) const override {
    Cursor cursor{bridge, last_default_, required_};
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
    else
      return true;
  }

  c10::TypedOperatorHandle<Result(Arguments...)> handle_;
  bool functional_;
  size_t required_ = 0;
  at::Scalar last_default_ = 1;
};

// T: Tensor, s: Scalar, i: int, I: int[], Y: SymInt[]
char letter(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::TensorType:
      return 'T';
    case c10::TypeKind::NumberType:
      return 's';
    case c10::TypeKind::IntType:
      return 'i';
    case c10::TypeKind::ListType:
      switch (type.castRaw<c10::ListType>()->getElementType()->kind()) {
        case c10::TypeKind::IntType:
          return 'I';
        case c10::TypeKind::SymIntType:
          return 'Y';
        default:
          return '?';
      }
    default:
      return '?';
  }
}

using Made = std::shared_ptr<const DirectOperator>;

template <typename Signature>
Made make(const c10::OperatorHandle& handle) {
  return std::make_shared<Direct<Signature>>(handle);
}

Made make_direct(const c10::OperatorHandle& handle) {
  using T = const at::Tensor&;
  using S = const at::Scalar&;
  using I = at::IntArrayRef;
  using Y = c10::SymIntArrayRef;
  using at::Tensor;
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
  if (defaults > 1 || (defaults == 1 && (key.back() != 's' || !schema.arguments().back().default_value())))
    return nullptr;
  if (op.return_aliases[0] == 0) {
    if (key == "T") return make<Tensor&(Tensor&)>(handle);
    if (key == "TT") return make<Tensor&(Tensor&, T)>(handle);
    if (key == "TTs") return make<Tensor&(Tensor&, T, S)>(handle);
    if (key == "Ts") return make<Tensor&(Tensor&, S)>(handle);
    if (key == "Tss") return make<Tensor&(Tensor&, S, S)>(handle);
    return nullptr;
  }
  if (!op.one_tensor) return nullptr;
  if (key == "T") return make<Tensor(T)>(handle);
  if (key == "TT") return make<Tensor(T, T)>(handle);
  if (key == "TTs") return make<Tensor(T, T, S)>(handle);
  if (key == "Ts") return make<Tensor(T, S)>(handle);
  if (key == "Tss") return make<Tensor(T, S, S)>(handle);
  if (key == "Ti") return make<Tensor(T, int64_t)>(handle);
  if (key == "TI") return make<Tensor(T, I)>(handle);
  if (key == "TY") return make<Tensor(T, Y)>(handle);
  return nullptr;
}

// findDirect(name, overload) -> id for callDirect(), or -1: the signature is none of these
Napi::Value find_direct(const Napi::CallbackInfo& info) {
  const std::string name = info[0].As<Napi::String>(), overload = info[1].As<Napi::String>();
  const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  auto made = handle.has_value() ? make_direct(*handle) : nullptr;
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
}

}  // namespace cotrain
