#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/softmax.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "common/interpolation.cuh"
#include "semantic_inference/op.h"

// One kernel from logits to labels. Scores are linear in the masks' sigmoids, and so is their resizing: a
// thread mixes the sigmoids of the (up to) four image pixels around its output pixel before they meet the
// class probabilities, and its scores stay in registers.
namespace cotrain::semantic_inference {
namespace {

using at::Tensor;

constexpr int kThreads = 256;
constexpr int kClasses = 32;  // whose scores a thread has at a time
constexpr int kQueries = 64;  // whose probabilities are in shared memory at a time

template <typename F>
__device__ F mix(F a, F b, F weight) {
  return (1 - weight) * a + weight * b;
}

template <typename T, typename F>
__device__ F sigmoid_at(const T* mask, int64_t width, const Source<F>& row, const Source<F>& column) {
  const T *upper = mask + row.first * width, *lower = mask + row.second * width;
  const F above = mix<F>(upper[column.first], upper[column.second], column.weight);
  const F below = mix<F>(lower[column.first], lower[column.second], column.weight);
  return 1 / (1 + exp(-mix<F>(above, below, row.weight)));
}

// probabilities [Q, K], masks [Q, h, w].
template <typename T, typename F, typename Label>
__global__ void label_kernel(Sizes s, const F* __restrict__ probabilities, const T* __restrict__ masks,
                             Label* __restrict__ labels, T* __restrict__ best) {
  __shared__ F shared[kQueries][kClasses];
  const int64_t pixel = blockIdx.x * int64_t(kThreads) + threadIdx.x;
  // Threads beyond the last pixel go along: all of a block must meet at its barriers.
  const bool real = pixel < s.out_height * s.out_width;
  const int64_t y = real ? pixel / s.out_width : 0, x = real ? pixel % s.out_width : 0;
  const bool same = s.out_height == s.valid_height && s.out_width == s.valid_width;
  const Source<F> image_row = same ? Source<F>{y, y, 0} : source_of<F>(s.valid_height, s.out_height, y);
  const Source<F> image_column = same ? Source<F>{x, x, 0} : source_of<F>(s.valid_width, s.out_width, x);
  const Source<F> rows[2] = {source_of<F>(s.height, s.padded_height, image_row.first),
                             source_of<F>(s.height, s.padded_height, image_row.second)};
  const Source<F> columns[2] = {source_of<F>(s.width, s.padded_width, image_column.first),
                                source_of<F>(s.width, s.padded_width, image_column.second)};
  F highest = 0;
  int64_t label = 0;
  for (int64_t first = 0; first < s.classes; first += kClasses) {
    F scores[kClasses] = {};
    for (int64_t begin = 0; begin < s.queries; begin += kQueries) {
      const int count = static_cast<int>(min(int64_t(kQueries), s.queries - begin));
      __syncthreads();
      for (int i = threadIdx.x; i < count * kClasses; i += kThreads) {
        const int64_t k = first + i % kClasses;
        shared[i / kClasses][i % kClasses] =
            k < s.classes ? probabilities[(begin + i / kClasses) * s.classes + k] : F(0);
      }
      __syncthreads();
      for (int q = 0; q < count; ++q) {
        const T* mask = masks + (begin + q) * s.height * s.width;
        F value = sigmoid_at(mask, s.width, rows[0], columns[0]);
        if (!same) {
          const F above = mix(value, sigmoid_at(mask, s.width, rows[0], columns[1]), image_column.weight);
          const F below = mix(sigmoid_at(mask, s.width, rows[1], columns[0]),
                              sigmoid_at(mask, s.width, rows[1], columns[1]), image_column.weight);
          value = mix(above, below, image_row.weight);
        }
#pragma unroll
        for (int k = 0; k < kClasses; ++k) scores[k] += shared[q][k] * value;
      }
    }
#pragma unroll
    for (int k = 0; k < kClasses; ++k) {
      if (first + k >= s.classes) continue;
      if (first + k > 0 && !(scores[k] > highest)) continue;
      highest = scores[k];
      label = first + k;
    }
  }
  if (!real) return;
  labels[pixel] = static_cast<Label>(label);
  if (best != nullptr) best[pixel] = static_cast<T>(highest);
}

std::tuple<Tensor, Tensor> semantic_inference(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const c10::cuda::CUDAGuard guard(mask_logits.device());
  const Tensor masks = mask_logits.contiguous();
  const Tensor labels = at::empty(output, masks.options().dtype(label_type(s)));
  const Tensor best = with_scores ? at::empty(output, masks.options()) : at::empty({0}, masks.options());
  const int64_t blocks = (labels.numel() + kThreads - 1) / kThreads;
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, masks.scalar_type(), "semantic_inference", [&] {
    using F = at::opmath_type<scalar_t>;
    const Tensor probabilities = at::softmax(class_logits, -1, c10::CppTypeToScalarType<F>::value)
                                     .narrow(1, 0, s.classes)
                                     .contiguous();
    const auto launch = [&](auto* to) {
      label_kernel<<<blocks, kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
          s, probabilities.const_data_ptr<F>(), masks.const_data_ptr<scalar_t>(), to,
          with_scores ? best.mutable_data_ptr<scalar_t>() : nullptr);
      C10_CUDA_KERNEL_LAUNCH_CHECK();
    };
    labels.scalar_type() == at::kByte ? launch(labels.mutable_data_ptr<uint8_t>())
                                      : launch(labels.mutable_data_ptr<int64_t>());
  });
  return {labels, best};
}

}  // namespace
}  // namespace cotrain::semantic_inference

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("semantic_inference", &cotrain::semantic_inference::semantic_inference);
}
