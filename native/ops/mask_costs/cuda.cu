#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "mask_costs/op.h"

namespace cotrain::mask_costs {
namespace {

using at::Tensor;

constexpr int kThreads = 256;

// terms [3, count]: cost as background, how much more as foreground, probability.
template <typename T, typename F>
__global__ void pixel_terms(const T* __restrict__ logits, int64_t count, F alpha, F gamma,
                            F* __restrict__ terms) {
  const F weight = alpha >= 0 ? alpha : F(1), other = alpha >= 0 ? 1 - alpha : F(1);
  for (int64_t i = blockIdx.x * int64_t(kThreads) + threadIdx.x; i < count;
       i += int64_t(gridDim.x) * kThreads) {
    const F x = logits[i], e = exp(-abs(x)), log = log1p(e);
    const F p = (x < 0 ? e : F(1)) / (1 + e), q = (x < 0 ? F(1) : e) / (1 + e);
    const F foreground = weight * (gamma == 2 ? q * q : pow(q, gamma)) * ((x < 0 ? -x : F(0)) + log);
    const F background = other * (gamma == 2 ? p * p : pow(p, gamma)) * ((x < 0 ? F(0) : x) + log);
    terms[i] = background;
    terms[count + i] = foreground - background;
    terms[2 * count + i] = p;
  }
}

// One pass over the logits; the products with the targets are cuBLAS's.
std::tuple<Tensor, Tensor> mask_costs(COTRAIN_PARAMETERS) {
  const Tensor masks = check(COTRAIN_ARGUMENTS);
  const c10::cuda::CUDAGuard guard(mask_logits.device());
  const Tensor x = mask_logits.contiguous();
  const int64_t queries = x.size(0), pixels = x.size(1), count = x.numel();
  const auto dtype = x.scalar_type(), wide = dtype == at::kDouble ? at::kDouble : at::kFloat;
  const Tensor terms = at::empty({3, queries, pixels}, x.options().dtype(wide));
  if (count > 0) {
    const int64_t blocks = std::min<int64_t>((count + kThreads - 1) / kThreads, 65535);
    AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, dtype, "mask_costs", [&] {
      using F = at::opmath_type<scalar_t>;
      pixel_terms<scalar_t, F><<<blocks, kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
          x.const_data_ptr<scalar_t>(), count, alpha, gamma, terms.mutable_data_ptr<F>());
      C10_CUDA_KERNEL_LAUNCH_CHECK();
    });
  }
  const Tensor t = masks.to(wide);
  const Tensor products = terms.narrow(0, 1, 2).matmul(t.t());  // [2, Q, T]
  const Tensor focal = (terms.select(0, 0).sum(1, /*keepdim=*/true) + products.select(0, 0)) / pixels;
  const Tensor areas = terms.select(0, 2).sum(1, /*keepdim=*/true) + t.sum(1);
  const Tensor dice = 1 - (products.select(0, 1) * 2 + 1) / (areas + 1);
  return {focal.to(dtype), dice.to(dtype)};
}

}  // namespace
}  // namespace cotrain::mask_costs

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) { library.impl("mask_costs", &cotrain::mask_costs::mask_costs); }
