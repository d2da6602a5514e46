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
constexpr int64_t kSlice = 16384;  // pixels that a block adds up: always as many, so that sums do not vary

// terms [2, Q, P]: how much more a pixel costs as foreground than as background, its probability. sums [Q,
// slices, 2]: of the costs as background, of the probabilities.
template <typename T, typename F>
__global__ void pixel_terms(const T* __restrict__ logits, int64_t pixels, int slices, int64_t count, F alpha,
                            F gamma, F* __restrict__ terms, double* __restrict__ sums) {
  __shared__ double shared[2][kThreads];
  const F weight = alpha >= 0 ? alpha : F(1), other = alpha >= 0 ? 1 - alpha : F(1);
  const int64_t query = blockIdx.x / slices, begin = blockIdx.x % slices * kSlice;
  const int64_t end = min(begin + kSlice, pixels);
  double background_sum = 0, probability_sum = 0;
  for (int64_t i = query * pixels + begin + threadIdx.x; i < query * pixels + end; i += kThreads) {
    const F x = logits[i], e = exp(-abs(x)), log = log1p(e);
    const F p = (x < 0 ? e : F(1)) / (1 + e), q = (x < 0 ? F(1) : e) / (1 + e);
    const F foreground = weight * (gamma == 2 ? q * q : pow(q, gamma)) * ((x < 0 ? -x : F(0)) + log);
    const F background = other * (gamma == 2 ? p * p : pow(p, gamma)) * ((x < 0 ? F(0) : x) + log);
    terms[i] = foreground - background;
    terms[count + i] = p;
    background_sum += background;
    probability_sum += p;
  }
  shared[0][threadIdx.x] = background_sum;
  shared[1][threadIdx.x] = probability_sum;
  __syncthreads();
  for (int half = kThreads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      for (int i = 0; i < 2; ++i) shared[i][threadIdx.x] += shared[i][threadIdx.x + half];
    }
    __syncthreads();
  }
  if (threadIdx.x < 2) sums[blockIdx.x * int64_t(2) + threadIdx.x] = shared[threadIdx.x][0];
}

// One pass over the logits; the products with the targets are cuBLAS's.
std::tuple<Tensor, Tensor> mask_costs(COTRAIN_PARAMETERS) {
  const Tensor masks = check(COTRAIN_ARGUMENTS);
  const c10::cuda::CUDAGuard guard(mask_logits.device());
  const Tensor x = mask_logits.contiguous();
  const int64_t queries = x.size(0), pixels = x.size(1), slices = (pixels + kSlice - 1) / kSlice;
  const auto dtype = x.scalar_type(), wide = dtype == at::kDouble ? at::kDouble : at::kFloat;
  COTRAIN_CHECK("mask_costs", queries * slices < (int64_t(1) << 31), queries, " masks of ", pixels,
                " pixels are too many for one launch");
  const Tensor terms = at::empty({2, queries, pixels}, x.options().dtype(wide));
  const Tensor parts = at::empty({queries, slices, 2}, x.options().dtype(at::kDouble));
  if (queries > 0) {
    AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, dtype, "mask_costs", [&] {
      using F = at::opmath_type<scalar_t>;
      pixel_terms<scalar_t, F><<<queries * slices, kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
          x.const_data_ptr<scalar_t>(), pixels, static_cast<int>(slices), x.numel(), static_cast<F>(alpha),
          static_cast<F>(gamma), terms.mutable_data_ptr<F>(), parts.mutable_data_ptr<double>());
      C10_CUDA_KERNEL_LAUNCH_CHECK();
    });
  }
  const Tensor t = masks.to(wide);
  const Tensor products = terms.matmul(t.t());  // [2, Q, T]
  const Tensor sums = parts.sum(1);             // [Q, 2]
  const auto column = [&](int64_t i) { return sums.narrow(1, i, 1); };
  const Tensor focal = (column(0) + products.select(0, 0)) / pixels;
  const Tensor areas = column(1) + t.sum(1, /*keepdim=*/false, at::kDouble);
  const Tensor dice = 1 - (products.select(0, 1) * 2 + 1) / (areas + 1);
  return {focal.to(dtype), dice.to(dtype)};
}

}  // namespace
}  // namespace cotrain::mask_costs

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) { library.impl("mask_costs", &cotrain::mask_costs::mask_costs); }
