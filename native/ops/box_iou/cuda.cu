#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "box_iou/op.h"

namespace cotrain::box_iou {
namespace {

constexpr int kThreads = 256;
constexpr int64_t kMostRows = 65535;  // of a grid

template <typename T, bool kGeneralized>
__global__ void pairwise_kernel(const T* __restrict__ a, const T* __restrict__ b, int64_t rows, int64_t count,
                                T* __restrict__ out) {
  using F = at::opmath_type<T>;
  const int64_t column = blockIdx.x * int64_t(kThreads) + threadIdx.x;
  if (column >= count) return;
  const T* q = b + column * 4;
  for (int64_t row = blockIdx.y; row < rows; row += gridDim.y) {
    const T* p = a + row * 4;
    const F x1 = p[0], y1 = p[1], x2 = p[2], y2 = p[3], u1 = q[0], v1 = q[1], u2 = q[2], v2 = q[3];
    const F width = max(min(x2, u2) - max(x1, u1), F(0)), height = max(min(y2, v2) - max(y1, v1), F(0));
    const F intersection = width * height;
    const F together = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - intersection;
    F value = intersection / together;
    if (kGeneralized) {
      const F hull = (max(x2, u2) - min(x1, u1)) * (max(y2, v2) - min(y1, v1));
      value -= (hull - together) / hull;
    }
    out[row * count + column] = value;
  }
}

template <bool kGeneralized>
at::Tensor pairwise(const at::Tensor& a, const at::Tensor& b) {
  check(kGeneralized ? "generalized_box_iou" : "box_iou", a, b);
  const c10::cuda::CUDAGuard guard(a.device());
  const at::Tensor left = a.contiguous(), right = b.contiguous();
  at::Tensor out = at::empty({left.size(0), right.size(0)}, left.options());
  if (out.numel() == 0) return out;
  const dim3 blocks((right.size(0) + kThreads - 1) / kThreads, std::min(left.size(0), kMostRows));
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, left.scalar_type(), "box_iou", [&] {
    pairwise_kernel<scalar_t, kGeneralized><<<blocks, kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
        left.const_data_ptr<scalar_t>(), right.const_data_ptr<scalar_t>(), left.size(0), right.size(0),
        out.mutable_data_ptr<scalar_t>());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  });
  return out;
}

}  // namespace
}  // namespace cotrain::box_iou

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("box_iou", &cotrain::box_iou::pairwise<false>);
  library.impl("generalized_box_iou", &cotrain::box_iou::pairwise<true>);
}
