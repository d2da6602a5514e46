#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "sigmoid_focal_loss/op.h"

namespace cotrain::sigmoid_focal_loss {
namespace {

using at::Tensor;

constexpr int kThreads = 256;
constexpr int64_t kSumBlocks = 512;  // at most: how a sum is cut depends on the count, not on the device

template <typename F>
struct Terms {
  F p, p_complement, q, entropy, weight;
};

template <typename F>
__device__ Terms<F> terms(F x, F t, F alpha) {
  const F e = exp(-abs(x));
  const F p = (x < 0 ? e : F(1)) / (1 + e), p_complement = (x < 0 ? F(1) : e) / (1 + e);
  return {p, p_complement, p * (1 - t) + p_complement * t, (x < 0 ? F(0) : x) - x * t + log1p(e),
          alpha >= 0 ? alpha * t + (1 - alpha) * (1 - t) : F(1)};
}

template <typename F>
__device__ F loss(F x, F t, F alpha, F gamma) {
  const Terms<F> it = terms(x, t, alpha);
  return it.weight * it.entropy * (gamma == 2 ? it.q * it.q : pow(it.q, gamma));
}

template <typename T, typename F>
__global__ void losses_kernel(const T* __restrict__ logits, const T* __restrict__ targets, int64_t count,
                              F alpha, F gamma, T* __restrict__ out) {
  for (int64_t i = blockIdx.x * int64_t(kThreads) + threadIdx.x; i < count;
       i += int64_t(gridDim.x) * kThreads)
    out[i] = loss<F>(logits[i], targets[i], alpha, gamma);
}

// Each block's part of the sum; the few parts are added by LibTorch, which has one order for them.
template <typename T, typename F>
__global__ void sum_kernel(const T* __restrict__ logits, const T* __restrict__ targets, int64_t count,
                           F alpha, F gamma, double* __restrict__ parts) {
  __shared__ double sums[kThreads];
  double sum = 0;
  for (int64_t i = blockIdx.x * int64_t(kThreads) + threadIdx.x; i < count;
       i += int64_t(gridDim.x) * kThreads)
    sum += loss<F>(logits[i], targets[i], alpha, gamma);
  sums[threadIdx.x] = sum;
  __syncthreads();
  for (int half = kThreads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) sums[threadIdx.x] += sums[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) parts[blockIdx.x] = sums[0];
}

template <typename T, typename F>
__global__ void gradients_kernel(const T* __restrict__ upstream, int64_t upstream_step, F scale,
                                 const T* __restrict__ logits, const T* __restrict__ targets, int64_t count,
                                 F alpha, F gamma, T* __restrict__ out) {
  for (int64_t i = blockIdx.x * int64_t(kThreads) + threadIdx.x; i < count;
       i += int64_t(gridDim.x) * kThreads) {
    const F t = targets[i];
    const Terms<F> it = terms<F>(logits[i], t, alpha);
    const F focus = gamma == 2 ? it.q * it.q : pow(it.q, gamma);
    const F slope = gamma == 2 ? 2 * it.q : it.q > 0 ? gamma * pow(it.q, gamma - 1) : F(0);
    const F derivative = focus * (it.p - t) + it.entropy * slope * it.p * it.p_complement * (1 - 2 * t);
    out[i] = F(upstream[i * upstream_step]) * scale * it.weight * derivative;
  }
}

int blocks_for(int64_t count) { return std::min<int64_t>((count + kThreads - 1) / kThreads, 65535); }

Tensor forward(COTRAIN_PARAMETERS) {
  const Reduction how = check(COTRAIN_ARGUMENTS);
  const c10::cuda::CUDAGuard guard(logits.device());
  const auto stream = c10::cuda::getCurrentCUDAStream();
  const Tensor x = logits.contiguous(), t = targets.contiguous();
  const int64_t count = x.numel();
  const bool reduce = how != Reduction::kNone;
  const int64_t sum_blocks = std::clamp<int64_t>((count + kThreads - 1) / kThreads, 1, kSumBlocks);
  Tensor out = reduce ? at::empty({sum_blocks}, x.options().dtype(at::kDouble)) : at::empty_like(x);
  if (!reduce && count == 0) return out;
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, x.scalar_type(), "sigmoid_focal_loss", [&] {
    using F = at::opmath_type<scalar_t>;
    const auto *from = x.const_data_ptr<scalar_t>(), *to = t.const_data_ptr<scalar_t>();
    if (reduce) {
      sum_kernel<scalar_t, F><<<sum_blocks, kThreads, 0, stream>>>(from, to, count, alpha, gamma,
                                                                   out.mutable_data_ptr<double>());
    } else {
      losses_kernel<scalar_t, F><<<blocks_for(count), kThreads, 0, stream>>>(
          from, to, count, alpha, gamma, out.mutable_data_ptr<scalar_t>());
    }
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  });
  if (!reduce) return out;
  const Tensor total = out.sum();
  return (how == Reduction::kMean ? total / count : total).to(logits.scalar_type());
}

Tensor backward(const Tensor& grad, COTRAIN_PARAMETERS) {
  const Reduction how = check_backward(grad, COTRAIN_ARGUMENTS);
  const c10::cuda::CUDAGuard guard(logits.device());
  const Tensor x = logits.contiguous(), t = targets.contiguous();
  const Tensor upstream = grad.to(x.scalar_type()).contiguous();
  Tensor out = at::empty_like(x);
  const int64_t count = x.numel();
  if (count == 0) return out;
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, x.scalar_type(), "sigmoid_focal_loss", [&] {
    using F = at::opmath_type<scalar_t>;
    gradients_kernel<scalar_t, F><<<blocks_for(count), kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
        upstream.const_data_ptr<scalar_t>(), how == Reduction::kNone ? 1 : 0,
        how == Reduction::kMean ? F(1) / count : F(1), x.const_data_ptr<scalar_t>(),
        t.const_data_ptr<scalar_t>(), count, alpha, gamma, out.mutable_data_ptr<scalar_t>());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  });
  return out;
}

}  // namespace
}  // namespace cotrain::sigmoid_focal_loss

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("sigmoid_focal_loss", &cotrain::sigmoid_focal_loss::forward);
  library.impl("sigmoid_focal_loss_backward", &cotrain::sigmoid_focal_loss::backward);
}
