#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/zeros.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "dynamic_conv/op.h"

// Products are cuBLAS's, on blocks of proposals whose parameters stay in the second-level cache between the
// product that makes them and the one that reads them; norms and ReLU are one kernel each way. Sums are in a
// fixed order: there is no other backward pass to ask for.
namespace cotrain::dynamic_conv {
namespace {

using at::Tensor;

constexpr int kThreads = 256, kWarp = 32;
constexpr int64_t kBlockBytes = 16 << 20;  // of parameters at a time: an H100's cache has 50 MB
constexpr int64_t kSlices = 128;           // of the rows, in the sums over them

template <typename F>
__device__ F warp_sum(F value) {
  for (int step = kWarp / 2; step > 0; step /= 2) value += __shfl_xor_sync(0xffffffffu, value, step);
  return value;
}

template <typename F>
struct Moments {
  F mean, scale;  // of (x - mean) * scale
};

template <typename T, typename F>
__device__ Moments<F> moments(const T* x, int64_t size, F eps) {
  const int lane = threadIdx.x % kWarp;
  F sum = 0, squares = 0;
  for (int64_t i = lane; i < size; i += kWarp) sum += static_cast<F>(x[i]);
  const F mean = warp_sum(sum) / size;
  for (int64_t i = lane; i < size; i += kWarp) {
    const F difference = static_cast<F>(x[i]) - mean;
    squares += difference * difference;
  }
  return {mean, 1 / sqrt(warp_sum(squares) / size + eps)};
}

// A warp a row; out may be x.
template <typename T, typename F>
__global__ void norm_relu_kernel(const T* x, int64_t rows, int64_t size, const T* __restrict__ weight,
                                 const T* __restrict__ bias, F eps, T* out) {
  const int64_t row = (blockIdx.x * int64_t(kThreads) + threadIdx.x) / kWarp;
  if (row >= rows) return;
  x += row * size, out += row * size;
  const Moments<F> m = moments(x, size, eps);
  for (int64_t i = threadIdx.x % kWarp; i < size; i += kWarp) {
    const F unit = (static_cast<F>(x[i]) - m.mean) * m.scale;
    const F y = unit * static_cast<F>(weight[i]) + static_cast<F>(bias[i]);
    out[i] = static_cast<T>(y < 0 ? F(0) : y);  // keeps NaN
  }
}

// A warp a row; also leaves the row's moments for sum_kernel.
template <typename T, typename F>
__global__ void norm_relu_backward_kernel(const T* __restrict__ x, const T* __restrict__ grad, int64_t rows,
                                          int64_t size, const T* __restrict__ weight,
                                          const T* __restrict__ bias, F eps, T* __restrict__ grad_x,
                                          F* __restrict__ row_moments) {
  const int64_t row = (blockIdx.x * int64_t(kThreads) + threadIdx.x) / kWarp;
  if (row >= rows) return;
  const int lane = threadIdx.x % kWarp;
  x += row * size, grad += row * size, grad_x += row * size;
  const Moments<F> m = moments(x, size, eps);
  const auto at = [&](int64_t i, F* unit) {
    *unit = (static_cast<F>(x[i]) - m.mean) * m.scale;
    const F w = weight[i];
    return *unit * w + static_cast<F>(bias[i]) > 0 ? static_cast<F>(grad[i]) * w : F(0);
  };
  F sum = 0, dot = 0, unit;
  for (int64_t i = lane; i < size; i += kWarp) {
    const F g = at(i, &unit);
    sum += g;
    dot += g * unit;
  }
  sum = warp_sum(sum) / size, dot = warp_sum(dot) / size;
  for (int64_t i = lane; i < size; i += kWarp) {
    const F g = at(i, &unit);
    grad_x[i] = static_cast<T>(m.scale * (g - sum - unit * dot));
  }
  if (lane == 0) row_moments[2 * row] = m.mean, row_moments[2 * row + 1] = m.scale;
}

// Gradients to the norm's weight and bias, a slice of the rows each: [slices, 2, size].
template <typename T, typename F>
__global__ void sum_kernel(const T* __restrict__ x, const T* __restrict__ grad, int64_t rows, int64_t size,
                           const T* __restrict__ weight, const T* __restrict__ bias,
                           const F* __restrict__ row_moments, F* __restrict__ sums) {
  const int64_t i = blockIdx.x * int64_t(blockDim.x) + threadIdx.x;
  if (i >= size) return;
  const F w = weight[i], b = bias[i];
  F by_weight = 0, by_bias = 0;
  const int64_t begin = rows * blockIdx.y / gridDim.y, end = rows * (blockIdx.y + 1) / gridDim.y;
  for (int64_t row = begin; row < end; ++row) {
    const F unit = (static_cast<F>(x[row * size + i]) - row_moments[2 * row]) * row_moments[2 * row + 1];
    const F g = unit * w + b > 0 ? static_cast<F>(grad[row * size + i]) : F(0);
    by_weight += g * unit;
    by_bias += g;
  }
  sums[blockIdx.y * 2 * size + i] = by_weight;
  sums[(blockIdx.y * 2 + 1) * size + i] = by_bias;
}

unsigned warps_for(int64_t rows) { return static_cast<unsigned>((rows * kWarp + kThreads - 1) / kThreads); }

void norm_relu(const Tensor& x, const Tensor& weight, const Tensor& bias, double eps, const Tensor& out) {
  const int64_t size = x.size(-1), rows = x.numel() / size;
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, x.scalar_type(), "dynamic_conv", [&] {
    using F = at::opmath_type<scalar_t>;
    norm_relu_kernel<scalar_t, F><<<warps_for(rows), kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
        x.const_data_ptr<scalar_t>(), rows, size, weight.const_data_ptr<scalar_t>(),
        bias.const_data_ptr<scalar_t>(), static_cast<F>(eps), out.mutable_data_ptr<scalar_t>());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  });
}

// Returns the gradient to x; adds those to weight and bias to `sums` [2, size].
Tensor norm_relu_backward(const Tensor& x, const Tensor& grad, const Tensor& weight, const Tensor& bias,
                          double eps, const Tensor& sums) {
  const int64_t size = x.size(-1), rows = x.numel() / size, slices = std::min(rows, kSlices);
  const Tensor grad_x = at::empty_like(x);
  const Tensor row_moments = at::empty({rows, 2}, sums.options());
  const Tensor parts = at::empty({slices, 2, size}, sums.options());
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, x.scalar_type(), "dynamic_conv_backward", [&] {
    using F = at::opmath_type<scalar_t>;
    const auto stream = c10::cuda::getCurrentCUDAStream();
    const auto *from = x.const_data_ptr<scalar_t>(), *g = grad.const_data_ptr<scalar_t>(),
               *w = weight.const_data_ptr<scalar_t>(), *b = bias.const_data_ptr<scalar_t>();
    norm_relu_backward_kernel<scalar_t, F><<<warps_for(rows), kThreads, 0, stream>>>(
        from, g, rows, size, w, b, static_cast<F>(eps), grad_x.mutable_data_ptr<scalar_t>(),
        row_moments.mutable_data_ptr<F>());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
    const dim3 blocks(static_cast<unsigned>((size + kWarp - 1) / kWarp), static_cast<unsigned>(slices));
    sum_kernel<scalar_t, F><<<blocks, kWarp, 0, stream>>>(
        from, g, rows, size, w, b, row_moments.const_data_ptr<F>(), parts.mutable_data_ptr<F>());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  });
  sums.add_(parts.sum(0));
  return grad_x;
}

struct Contiguous : Arguments {
  explicit Contiguous(const Arguments& x)
      : Arguments{x.proposals.contiguous(),    x.roi_features.contiguous(), x.weight.contiguous(),
                  x.bias.contiguous(),         x.norm1_weight.contiguous(), x.norm1_bias.contiguous(),
                  x.norm2_weight.contiguous(), x.norm2_bias.contiguous()} {}
};

// How a pass comes by the parameters, [N, 2 * C * D].
enum class Parameters { kMade, kMadeAndKept, kKept };

// use(begin, count, param1 [count, C, D], param2 [count, D, C]) for blocks of proposals. `kept` holds all, or
// is to.
template <typename Use>
void each_block(const Arguments& x, const Sizes& s, Parameters source, const Tensor& kept, const Use& use) {
  const int64_t half = s.channels * s.dynamic, bytes = 2 * half * x.weight.element_size();
  const int64_t block = std::clamp<int64_t>(kBlockBytes / bytes, 1, std::max<int64_t>(1, s.proposals));
  const Tensor buffer =
      source == Parameters::kMade ? at::empty({block, 2 * half}, x.weight.options()) : Tensor();
  for (int64_t begin = 0; begin < s.proposals; begin += block) {
    const int64_t count = std::min(block, s.proposals - begin);
    Tensor parameters =
        source == Parameters::kMade ? buffer.narrow(0, 0, count) : kept.narrow(0, begin, count);
    if (source != Parameters::kKept)
      at::addmm_out(parameters, x.bias, x.proposals.narrow(0, begin, count), x.weight.t());
    use(begin, count, parameters.narrow(1, 0, half).view({count, s.channels, s.dynamic}),
        parameters.narrow(1, half, half).view({count, s.dynamic, s.channels}));
  }
}

// Returns the output; `hidden` and `last`, where given, get what stands before the norms, `kept` the
// parameters.
Tensor run(const Arguments& given, double eps, Tensor* hidden, Tensor* last, Tensor* kept) {
  const Sizes s = check(given);
  const c10::cuda::CUDAGuard guard(given.proposals.device());
  const Contiguous x(given);
  const bool training = hidden != nullptr;
  const Tensor first = at::empty({s.proposals, s.positions, s.dynamic}, x.roi_features.options());
  const Tensor second = at::empty_like(x.roi_features);
  const Tensor out = training ? at::empty_like(second) : second;
  const Tensor parameters = kept ? at::empty({s.proposals, x.weight.size(0)}, x.weight.options()) : Tensor();
  if (out.numel() > 0) {
    const auto source = kept ? Parameters::kMadeAndKept : Parameters::kMade;
    each_block(x, s, source, parameters,
               [&](int64_t begin, int64_t count, const Tensor& param1, const Tensor& param2) {
                 Tensor h = first.narrow(0, begin, count), y = second.narrow(0, begin, count);
                 at::bmm_out(h, x.roi_features.narrow(0, begin, count), param1);
                 const Tensor z = training ? at::empty_like(h) : h;
                 norm_relu(h, x.norm1_weight, x.norm1_bias, eps, z);
                 at::bmm_out(y, z, param2);
                 norm_relu(y, x.norm2_weight, x.norm2_bias, eps, out.narrow(0, begin, count));
               });
  }
  if (training) *hidden = first, *last = second;
  if (kept) *kept = parameters;
  return out;
}

Tensor forward(COTRAIN_TENSOR_PARAMETERS, double eps, bool) {
  return run({COTRAIN_TENSORS}, eps, nullptr, nullptr, nullptr);
}

std::tuple<Tensor, Tensor, Tensor, Tensor> training(COTRAIN_TENSOR_PARAMETERS, double eps,
                                                    bool keep_parameters) {
  Tensor hidden, last, parameters;
  Tensor out = run({COTRAIN_TENSORS}, eps, &hidden, &last, keep_parameters ? &parameters : nullptr);
  return {out, hidden, last, parameters};
}

using Gradients = std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;

Gradients backward(const Tensor& given_grad, const Tensor& hidden, const Tensor& last,
                   const MaybeTensor& kept, COTRAIN_TENSOR_PARAMETERS, double eps,
                   std::array<bool, 3> wanted) {
  const Arguments given{COTRAIN_TENSORS};
  const Sizes s = check(given);
  const c10::cuda::CUDAGuard guard(proposals.device());
  const Contiguous x(given);
  const Tensor grad = given_grad.contiguous();
  const auto dtype = grad.scalar_type();
  const auto [want_proposals, want_roi, want_weight] = wanted;
  const auto options = grad.options();
  const auto wide = options.dtype(dtype == at::kDouble ? at::kDouble : at::kFloat);
  const int64_t half = s.channels * s.dynamic;
  const Tensor norms1 = at::zeros({2, s.dynamic}, wide), norms2 = at::zeros({2, s.channels}, wide);
  const Tensor grad_proposals = want_proposals ? at::zeros({s.proposals, s.channels}, options) : Tensor();
  const Tensor grad_roi = want_roi ? at::empty_like(x.roi_features) : Tensor();
  // One block at a time, in the wider type.
  const Tensor grad_weight = want_weight ? at::zeros(x.weight.sizes(), wide) : Tensor();
  const Tensor grad_bias = want_weight ? at::zeros(x.bias.sizes(), wide) : Tensor();
  if (grad.numel() > 0) {
    const bool want_parameters = want_proposals || want_weight;
    const Tensor at_second =
        norm_relu_backward(last, grad, x.norm2_weight, x.norm2_bias, eps, norms2);  // [N, P, C]
    const auto source = kept ? Parameters::kKept : Parameters::kMade;
    each_block(x, s, source, kept.value_or(Tensor()),
               [&](int64_t begin, int64_t count, const Tensor& param1, const Tensor& param2) {
                 const auto part = [&](const Tensor& t) { return t.narrow(0, begin, count); };
                 const Tensor h = part(hidden), g2 = part(at_second);
                 const Tensor g1 = norm_relu_backward(h, at::bmm(g2, param2.transpose(1, 2)), x.norm1_weight,
                                                      x.norm1_bias, eps, norms1);  // [count, P, D]
                 if (want_roi) {
                   Tensor to = part(grad_roi);
                   at::bmm_out(to, g1, param1.transpose(1, 2));
                 }
                 if (!want_parameters) return;
                 const Tensor z = at::empty_like(h);
                 norm_relu(h, x.norm1_weight, x.norm1_bias, eps, z);
                 const Tensor parameters = at::empty({count, 2 * half}, options);
                 Tensor to1 = parameters.narrow(1, 0, half).view({count, s.channels, s.dynamic});
                 Tensor to2 = parameters.narrow(1, half, half).view({count, s.dynamic, s.channels});
                 at::bmm_out(to1, part(x.roi_features).transpose(1, 2), g1);
                 at::bmm_out(to2, z.transpose(1, 2), g2);
                 if (want_proposals) {
                   Tensor to = part(grad_proposals);
                   at::mm_out(to, parameters, x.weight);
                 }
                 if (want_weight) {
                   grad_weight.add_(at::mm(parameters.t(), part(x.proposals)));
                   grad_bias.add_(parameters.sum(0, /*keepdim=*/false, wide.dtype().toScalarType()));
                 }
               });
  } else if (want_roi) {
    grad_roi.zero_();
  }
  const auto narrow = [&](const Tensor& t) { return t.defined() ? t.to(dtype) : t; };
  return {grad_proposals,    grad_roi,          narrow(grad_weight), narrow(grad_bias),
          narrow(norms1[0]), narrow(norms1[1]), narrow(norms2[0]),   narrow(norms2[1])};
}

}  // namespace
}  // namespace cotrain::dynamic_conv

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("dynamic_conv", &cotrain::dynamic_conv::forward);
  library.impl("dynamic_conv_training", &cotrain::dynamic_conv::training);
  library.impl("dynamic_conv_backward", &cotrain::dynamic_conv::backward);
}
