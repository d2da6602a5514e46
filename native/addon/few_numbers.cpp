// Sum, difference, product, quotient and ReLU of few numbers on the CPU. LibTorch makes an iterator over
// shapes, strides and dtypes for each call, which takes longer than all else that a call does. Dense tensors
// of one shape and dtype, and a tensor with a number, need none. The results are the same bits.
#include <ATen/EmptyTensor.h>
#include <ATen/ops/add_cpu_dispatch.h>
#include <ATen/ops/div_cpu_dispatch.h>
#include <ATen/ops/mul_cpu_dispatch.h>
#include <ATen/ops/relu_cpu_dispatch.h>
#include <ATen/ops/sub_cpu_dispatch.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "replacements.h"

namespace cotrain {
namespace {

// LibTorch's loops are for the widest vectors that the processor has, which more elements profit from.
constexpr int64_t kFew = 512;

// A number that stands in a tensor's place: it takes the dtype of the other operand.
bool is_wrapped(const at::Tensor& tensor) { return tensor.unsafeGetTensorImpl()->is_wrapped_number(); }

bool fits(const at::Tensor& tensor) {
  return tensor.numel() <= kFew && tensor.is_contiguous() && !is_wrapped(tensor);
}

// The only number of `b`, in a's dtype; nothing if LibTorch would compute in another dtype.
template <typename T>
std::optional<T> number(const at::Tensor& a, const at::Tensor& b) {
  if (b.dim() > 0) return std::nullopt;
  if (b.scalar_type() == a.scalar_type()) return *b.const_data_ptr<T>();
  if (!is_wrapped(b)) return std::nullopt;
  if (b.scalar_type() == at::kDouble) return static_cast<T>(*b.const_data_ptr<double>());
  if (b.scalar_type() == at::kLong) return static_cast<T>(*b.const_data_ptr<int64_t>());
  return std::nullopt;
}

// compute(a, b) element by element; undefined if this takes LibTorch's kernel.
template <typename T, typename Compute>
at::Tensor map_few(const at::Tensor& a, const at::Tensor& b, Compute compute) {
  const auto with = [&](auto fill) {
    at::Tensor out = at::detail::empty_cpu(a.sizes(), a.scalar_type());
    const T* from = a.const_data_ptr<T>();
    fill(from, from + a.numel(), out.mutable_data_ptr<T>());
    return out;
  };
  if (const auto y = number<T>(a, b))
    return with([&](const T* from, const T* end, T* to) {
      std::transform(from, end, to, [&](T x) { return compute(x, *y); });
    });
  if (b.scalar_type() != a.scalar_type() || b.sizes() != a.sizes() || !fits(b)) return {};
  return with([&](const T* from, const T* end, T* to) {
    std::transform(from, end, b.const_data_ptr<T>(), to, compute);
  });
}

template <typename Compute, typename Kernel>
at::Tensor binary(const at::Tensor& a, const at::Tensor& b, Compute compute, const Kernel& libtorch) {
  at::Tensor out;
  if (fits(a)) {
    if (a.scalar_type() == at::kFloat) out = map_few<float>(a, b, compute);
    if (a.scalar_type() == at::kDouble) out = map_few<double>(a, b, compute);
  }
  return out.defined() ? out : libtorch();
}

at::Tensor add(const at::Tensor& a, const at::Tensor& b, const at::Scalar& alpha) {
  const auto libtorch = [&] { return at::cpu::add(a, b, alpha); };
  return alpha.equal(1) ? binary(a, b, std::plus<>(), libtorch) : libtorch();
}

at::Tensor sub(const at::Tensor& a, const at::Tensor& b, const at::Scalar& alpha) {
  const auto libtorch = [&] { return at::cpu::sub(a, b, alpha); };
  return alpha.equal(1) ? binary(a, b, std::minus<>(), libtorch) : libtorch();
}

at::Tensor mul(const at::Tensor& a, const at::Tensor& b) {
  return binary(a, b, std::multiplies<>(), [&] { return at::cpu::mul(a, b); });
}

at::Tensor div(const at::Tensor& a, const at::Tensor& b) {
  return binary(a, b, std::divides<>(), [&] { return at::cpu::div(a, b); });
}

at::Tensor relu(const at::Tensor& a) {
  // Keeps -0 and what is not a number.
  const auto positive = [](auto x, auto) { return x < 0 ? 0 : x; };
  return binary(a, a, positive, [&] { return at::cpu::relu(a); });
}

}  // namespace

void replace_few_numbers() {
  replace_once([] {
    static torch::Library cpu(torch::Library::IMPL, "aten", c10::DispatchKey::CPU, __FILE__, __LINE__);
    cpu.impl("add.Tensor", add);
    cpu.impl("sub.Tensor", sub);
    cpu.impl("mul.Tensor", mul);
    cpu.impl("div.Tensor", div);
    cpu.impl("relu", relu);
  });
}

}  // namespace cotrain
