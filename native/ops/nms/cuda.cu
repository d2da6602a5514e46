#include <ATen/Dispatch.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "nms/op.h"

namespace cotrain::nms {
namespace {

constexpr int kBits = 64;
constexpr int kSelectors = 1024;  // threads of the block that goes over all boxes

template <typename T>
struct Box {
  T x1, y1, x2, y2;
};

template <typename T>
__device__ bool overlaps(const Box<T>& a, const Box<T>& b, T threshold) {
  const T width = max(min(a.x2, b.x2) - max(a.x1, b.x1), T(0));
  const T height = max(min(a.y2, b.y2) - max(a.y1, b.y1), T(0));
  const T intersection = width * height;
  const T together = (a.x2 - a.x1) * (a.y2 - a.y1) + (b.x2 - b.x1) * (b.y2 - b.y1) - intersection;
  return intersection / together > threshold;
}

// Bit b of masks[i][block] says that box i, if it stays, suppresses box 64 * block + b, which comes after it.
// A block of threads has one tile of 64 x 64 pairs. `categories` may be null.
template <typename T>
__global__ void overlap_masks(const Box<T>* __restrict__ boxes, const int64_t* __restrict__ categories,
                              int64_t count, T threshold, unsigned long long* __restrict__ masks) {
  const int64_t column_block = blockIdx.x, row_block = blockIdx.y;
  if (column_block < row_block) return;
  __shared__ Box<T> columns[kBits];
  __shared__ int64_t column_categories[kBits];
  const int64_t first = column_block * kBits;
  const int width = min(int64_t(kBits), count - first);
  if (threadIdx.x < width) {
    columns[threadIdx.x] = boxes[first + threadIdx.x];
    column_categories[threadIdx.x] = categories ? categories[first + threadIdx.x] : 0;
  }
  __syncthreads();
  const int64_t row = row_block * kBits + threadIdx.x;
  if (row >= count) return;
  const Box<T> box = boxes[row];
  const int64_t category = categories ? categories[row] : 0;
  unsigned long long mask = 0;
  for (int b = row_block == column_block ? threadIdx.x + 1 : 0; b < width; ++b) {
    if (column_categories[b] == category && overlaps(box, columns[b], threshold)) mask |= 1ULL << b;
  }
  masks[row * gridDim.x + column_block] = mask;
}

// Who stays depends on who stayed before: one block goes over the boxes, 64 at a time. A thread has the words
// of some columns in `suppressed` [blocks], zeros, to itself; all read the word of the boxes at hand.
__global__ void select_boxes(const unsigned long long* __restrict__ masks, int64_t count, int64_t blocks,
                             unsigned long long* suppressed, bool* __restrict__ kept) {
  __shared__ unsigned long long own[kBits];  // of the boxes at hand, among themselves
  for (int64_t block = 0; block < blocks; ++block) {
    const int64_t first = block * kBits;
    const int size = static_cast<int>(min(int64_t(kBits), count - first));
    __syncthreads();
    if (threadIdx.x < size) own[threadIdx.x] = masks[(first + threadIdx.x) * blocks + block];
    __syncthreads();
    unsigned long long gone = suppressed[block], stay = 0;
    for (int i = 0; i < size; ++i) {
      if (gone >> i & 1) continue;
      stay |= 1ULL << i;
      gone |= own[i];
    }
    if (threadIdx.x < size) kept[first + threadIdx.x] = stay >> threadIdx.x & 1;
    for (int64_t column = threadIdx.x; column < blocks; column += kSelectors) {
      if (column <= block) continue;
      unsigned long long word = suppressed[column];
      for (int i = 0; i < size; ++i)
        if (stay >> i & 1) word |= masks[(first + i) * blocks + column];
      suppressed[column] = word;
    }
  }
}

at::Tensor run(const at::Tensor& boxes, const at::Tensor& scores, const MaybeTensor& categories,
               double iou_threshold) {
  check(boxes, scores, categories, iou_threshold);
  const c10::cuda::CUDAGuard guard(boxes.device());
  const int64_t count = boxes.size(0), blocks = (count + kBits - 1) / kBits;
  const auto positions = boxes.options().dtype(at::kLong);
  if (count == 0) return at::empty({0}, positions);
  const auto dtype = boxes.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  const at::Tensor order = std::get<1>(scores.sort(/*stable=*/true, /*dim=*/0, /*descending=*/true));
  const at::Tensor sorted = boxes.to(dtype).index_select(0, order).contiguous();
  const at::Tensor kinds = categories.has_value() ? categories->index_select(0, order) : at::Tensor();
  const at::Tensor masks = at::empty({count, blocks}, positions);
  const auto stream = c10::cuda::getCurrentCUDAStream();
  auto* const words = reinterpret_cast<unsigned long long*>(masks.mutable_data_ptr<int64_t>());
  AT_DISPATCH_FLOATING_TYPES(dtype, "nms", [&] {
    overlap_masks<scalar_t><<<dim3(blocks, blocks), kBits, 0, stream>>>(
        reinterpret_cast<const Box<scalar_t>*>(sorted.const_data_ptr<scalar_t>()),
        kinds.defined() ? kinds.const_data_ptr<int64_t>() : nullptr, count,
        static_cast<scalar_t>(iou_threshold), words);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  });
  const at::Tensor suppressed = at::zeros({blocks}, positions);
  const at::Tensor kept = at::empty({count}, boxes.options().dtype(at::kBool));
  select_boxes<<<1, kSelectors, 0, stream>>>(
      words, count, blocks, reinterpret_cast<unsigned long long*>(suppressed.mutable_data_ptr<int64_t>()),
      kept.mutable_data_ptr<bool>());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  // The host waits here, once: how many stay is the result's shape.
  return order.masked_select(kept);
}

at::Tensor nms(const at::Tensor& boxes, const at::Tensor& scores, double iou_threshold) {
  return run(boxes, scores, std::nullopt, iou_threshold);
}

at::Tensor batched_nms(const at::Tensor& boxes, const at::Tensor& scores, const at::Tensor& categories,
                       double iou_threshold) {
  return run(boxes, scores, categories, iou_threshold);
}

}  // namespace
}  // namespace cotrain::nms

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("nms", &cotrain::nms::nms);
  library.impl("batched_nms", &cotrain::nms::batched_nms);
}
