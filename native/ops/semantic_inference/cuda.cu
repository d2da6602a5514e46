#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/softmax.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include <type_traits>

#include "common/interpolation.cuh"
#include "semantic_inference/op.h"

// One kernel from logits to labels. Scores are linear in the masks' sigmoids, and so is their resizing: a
// thread mixes the sigmoids of the (up to) four image pixels around its output pixel before they meet the
// class probabilities, and its scores stay in registers.
namespace cotrain::semantic_inference {
namespace {

using at::Tensor;

constexpr int kThreads = 256;
constexpr int kMostClasses = 32;  // whose scores a thread has at a time
constexpr int kQueries = 64;      // whose probabilities are in shared memory at a time

template <typename F>
__device__ F mix(F a, F b, F weight) {
  return (1 - weight) * a + weight * b;
}

template <typename T, typename F>
__device__ F sigmoid_at(const T* mask, int64_t width, const Source<F>& row, const Source<F>& column) {
  const T *const upper = mask + row.first * width, *const lower = mask + row.second * width;
  const F above = mix<F>(upper[column.first], upper[column.second], column.weight);
  const F below = mix<F>(lower[column.first], lower[column.second], column.weight);
  return 1 / (1 + exp(-mix<F>(above, below, row.weight)));
}

// The sizes as the threads compute with them.
struct Resize {
  int classes, queries, height, width;
  int padded_height, padded_width, valid_height, valid_width, out_height, out_width;
};

// probabilities [Q, K], masks [Q, h, w]. A thread has the scores of kClasses classes in registers, and goes
// over the queries again for the next ones.
template <int kClasses, typename T, typename F, typename Label>
__global__ void label_kernel(Resize s, const F* __restrict__ probabilities, const T* __restrict__ masks,
                             Label* __restrict__ labels, T* __restrict__ best) {
  __shared__ F shared[kQueries][kClasses];
  const unsigned pixel = blockIdx.x * kThreads + threadIdx.x;
  // Threads beyond the last pixel go along: all of a block must meet at its barriers.
  const bool real = pixel < unsigned(s.out_height) * s.out_width;
  const int y = real ? pixel / s.out_width : 0, x = real ? pixel % s.out_width : 0;
  const bool same = s.out_height == s.valid_height && s.out_width == s.valid_width;
  const Source<F> image_row = same ? Source<F>{y, y, 0} : source_of<F>(s.valid_height, s.out_height, y);
  const Source<F> image_column = same ? Source<F>{x, x, 0} : source_of<F>(s.valid_width, s.out_width, x);
  const Source<F> rows[2] = {source_of<F>(s.height, s.padded_height, image_row.first),
                             source_of<F>(s.height, s.padded_height, image_row.second)};
  const Source<F> columns[2] = {source_of<F>(s.width, s.padded_width, image_column.first),
                                source_of<F>(s.width, s.padded_width, image_column.second)};
  const int64_t plane = int64_t(s.height) * s.width;
  F highest = 0;
  int label = 0;
  for (int first = 0; first < s.classes; first += kClasses) {
    F scores[kClasses] = {};
    for (int begin = 0; begin < s.queries; begin += kQueries) {
      const int count = min(kQueries, s.queries - begin);
      __syncthreads();
      for (int i = threadIdx.x; i < count * kClasses; i += kThreads) {
        const int k = first + i % kClasses;
        shared[i / kClasses][i % kClasses] =
            k < s.classes ? probabilities[int64_t(begin + i / kClasses) * s.classes + k] : F(0);
      }
      __syncthreads();
      for (int q = 0; q < count; ++q) {
        const T* const mask = masks + (begin + q) * plane;
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

// launch(classes in registers, an integral constant): enough for all classes, if that is at most
// kMostClasses.
template <typename Launch>
void with_classes(int64_t classes, const Launch& launch) {
  if (classes <= 4) return launch(std::integral_constant<int, 4>());
  if (classes <= 8) return launch(std::integral_constant<int, 8>());
  if (classes <= 20) return launch(std::integral_constant<int, 20>());
  launch(std::integral_constant<int, kMostClasses>());
}

Resize resize_of(const Sizes& s) {
  constexpr int64_t limit = int64_t(1) << 31;
  COTRAIN_CHECK("semantic_inference", s.out_height * s.out_width < limit - kThreads, "an output of ",
                s.out_height, " x ", s.out_width, " pixels is too large for CUDA");
  const auto narrow = [&](int64_t size) {
    COTRAIN_CHECK("semantic_inference", size < limit, "a size of ", size, " is too large for CUDA");
    return static_cast<int>(size);
  };
  return {narrow(s.classes),       narrow(s.maps),         narrow(s.height),       narrow(s.width),
          narrow(s.padded_height), narrow(s.padded_width), narrow(s.valid_height), narrow(s.valid_width),
          narrow(s.out_height),    narrow(s.out_width)};
}

std::tuple<Tensor, Tensor> semantic_inference(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Resize resize = resize_of(s);
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
    const auto launch = [&](auto classes, auto* to) {
      label_kernel<decltype(classes)::value><<<blocks, kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
          resize, probabilities.const_data_ptr<F>(), masks.const_data_ptr<scalar_t>(), to,
          with_scores ? best.mutable_data_ptr<scalar_t>() : nullptr);
      C10_CUDA_KERNEL_LAUNCH_CHECK();
    };
    if (labels.scalar_type() == at::kByte) {
      with_classes(s.classes, [&](auto classes) { launch(classes, labels.mutable_data_ptr<uint8_t>()); });
    } else {
      launch(std::integral_constant<int, kMostClasses>(), labels.mutable_data_ptr<int64_t>());
    }
  });
  return {labels, best};
}

}  // namespace
}  // namespace cotrain::semantic_inference

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("semantic_inference", &cotrain::semantic_inference::semantic_inference);
}
