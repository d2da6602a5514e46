#include <ATen/ops/empty_like.h>
#include <torch/library.h>

#include "deform_roi_pool/op.h"
#include "roi_align/pooler.cuh"

namespace cotrain::deform_roi_pool {
namespace {

using at::Tensor;

// Derivative of the interpolation by the position is that of the second cell's weight; none beyond the border
// cells' centres.
template <typename F>
__device__ pooling::Pair<F> slope_cells(F position, int size, F* slope) {
  pooling::Pair<F> cells = pooling::cells_at(position, size);
  const bool moves = position >= 0 && position <= size - 1 && size > 1;
  if (moves && cells.low == size - 1) cells = {size - 2, size - 1, F(1)};
  *slope = moves ? F(1) : F(0);
  return cells;
}

// A warp has one bin of one ROI: its lanes share the channels, and always add up in the same order.
template <typename T, typename F>
__global__ void differentiate_kernel(pooling::Pyramid<const T> pyramid,
                                     const pooling::Region<F>* __restrict__ regions,
                                     pooling::Deformation<T, F> deformation, pooling::BinShape bins,
                                     int channels, int64_t count, const T* __restrict__ grad,
                                     int64_t channel_stride, int64_t bin_stride, T* __restrict__ offset_grad,
                                     T* __restrict__ mask_grad) {
  const int64_t index = (blockIdx.x * int64_t(blockDim.x) + threadIdx.x) / 32;
  const int lane = threadIdx.x % 32;
  if (index >= count) return;
  const int bin = static_cast<int>(index % bins.count());
  const int64_t n = index / bins.count();
  const pooling::Region<F> region = regions[n];
  F mean = 0, by_x = 0, by_y = 0;
  if (region.level >= 0) {
    const auto& map = pyramid.maps[region.level];
    const T* image = map.data + region.image * map.image_stride;
    const T* from = grad + n * channels * bins.count() + bin * bin_stride;
    const auto grids = pooling::grids_of(region, deformation, bins, n, bin);
    for_samples(grids.rows, map.height, [&](F y) {
      F slope_y;
      const pooling::Pair<F> rows = slope_cells(y, map.height, &slope_y);
      for_samples(grids.columns, map.width, [&](F x) {
        F slope_x;
        const pooling::Pair<F> columns = slope_cells(x, map.width, &slope_x);
        for (int corner = 0; corner < 4; ++corner) {
          const bool down = corner / 2, right = corner % 2;
          const F row_weight = down ? rows.share : 1 - rows.share;
          const F column_weight = right ? columns.share : 1 - columns.share;
          const F row_slope = down ? slope_y : -slope_y, column_slope = right ? slope_x : -slope_x;
          const F weight = row_weight * column_weight;
          const F along_x = row_weight * column_slope, along_y = row_slope * column_weight;
          if (weight == 0 && along_x == 0 && along_y == 0) continue;
          const T* cell = image + (down ? rows.high : rows.low) * map.row_stride +
                          (right ? columns.high : columns.low) * map.column_stride;
          F dot = 0;
          for (int c = lane; c < channels; c += 32)
            dot += static_cast<F>(from[c * channel_stride]) * static_cast<F>(cell[c * map.channel_stride]);
          if (weight != 0) mean += weight * dot;
          if (along_x != 0) by_x += along_x * dot;
          if (along_y != 0) by_y += along_y * dot;
        }
      });
    });
  }
  for (int step = 16; step > 0; step /= 2) {
    mean += __shfl_xor_sync(0xffffffffu, mean, step);
    by_x += __shfl_xor_sync(0xffffffffu, by_x, step);
    by_y += __shfl_xor_sync(0xffffffffu, by_y, step);
  }
  if (lane != 0) return;
  const F samples = region.samples_x * region.samples_y, share = samples > 0 ? 1 / samples : F(0);
  if (mask_grad != nullptr) mask_grad[index] = static_cast<T>(mean * share);
  if (offset_grad == nullptr) return;
  const F scale = pooling::share_of(region, deformation, bins, n, bin) * deformation.gamma;
  offset_grad[n * 2 * bins.count() + bin] = static_cast<T>(by_x == 0 ? F(0) : by_x * scale * region.width);
  offset_grad[(n * 2 + 1) * bins.count() + bin] =
      static_cast<T>(by_y == 0 ? F(0) : by_y * scale * region.height);
}

MaybeTensor dense(const MaybeTensor& tensor) {
  return tensor ? MaybeTensor(tensor->contiguous()) : std::nullopt;
}

template <typename T>
pooling::Deformation<T, at::opmath_type<T>> deformation_of(const MaybeTensor& offset, const MaybeTensor& mask,
                                                           double gamma) {
  return {offset ? offset->const_data_ptr<T>() : nullptr, mask ? mask->const_data_ptr<T>() : nullptr,
          static_cast<at::opmath_type<T>>(gamma)};
}

Tensor forward(COTRAIN_PARAMETERS) {
  const auto size = bins_of(kOp, output_size);
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  check_deformation(kOp, features, rois, offset, mask, size.first, size.second);
  const c10::cuda::CUDAGuard guard(rois.device());
  const pooling::PoolOptions options{kOp,  scales, size.first,     size.second,     sampling_ratio,
                                     true, gamma,  canonical_size, canonical_level, min_level};
  const MaybeTensor offsets = dense(offset), masks = dense(mask);
  return AT_DISPATCH_FLOATING_TYPES_AND2(
      at::kHalf, at::kBFloat16, features[0].scalar_type(), "deform_roi_pool", [&] {
        return pooling::pool<scalar_t, at::opmath_type<scalar_t>>(
            features, rois, options, deformation_of<scalar_t>(offsets, masks, gamma));
      });
}

std::tuple<std::vector<Tensor>, Tensor, Tensor> backward(COTRAIN_BACKWARD_PARAMETERS) {
  const int64_t height = grad.size(2), width = grad.size(3), channels = grad.size(1);
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  check_deformation(kOp, features, rois, offset, mask, height, width);
  const c10::cuda::CUDAGuard guard(rois.device());
  const pooling::PoolOptions options{kOp,  scales, height,         width,           sampling_ratio,
                                     true, gamma,  canonical_size, canonical_level, min_level};
  const MaybeTensor offsets = dense(offset), masks = dense(mask);
  const bool last = channels_last(features);
  const Tensor values = grad.contiguous(format_of(last));
  std::vector<Tensor> grads;
  Tensor offset_grad = wanted[1] ? at::empty(offset->sizes(), grad.options()) : Tensor();
  Tensor mask_grad = wanted[2] ? at::empty(mask->sizes(), grad.options()) : Tensor();
  AT_DISPATCH_FLOATING_TYPES_AND2(
      at::kHalf, at::kBFloat16, grad.scalar_type(), "deform_roi_pool_backward", [&] {
        using F = at::opmath_type<scalar_t>;
        const auto deformation = deformation_of<scalar_t>(offsets, masks, gamma);
        if (wanted[0]) {
          std::vector<int64_t> sizes;
          for (const Tensor& map : features) sizes.insert(sizes.end(), {map.size(2), map.size(3)});
          grads = pooling::pool_backward<scalar_t, F>(values, rois, features[0].size(0), sizes, last, options,
                                                      deformation);
        }
        const int64_t count = rois.size(0) * height * width;
        if ((!wanted[1] && !wanted[2]) || count == 0) return;
        const pooling::Plan plans =
            pooling::plan<scalar_t, F>(rois, features[0].size(0), options, deformation);
        pooling::Pyramid<const scalar_t> pyramid{};
        for (size_t i = 0; i < features.size(); ++i)
          pyramid.maps[i] = pooling::map_of(features[i], features[i].const_data_ptr<scalar_t>());
        differentiate_kernel<scalar_t, F>
            <<<pooling::blocks_for(count * 32), pooling::kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
                pyramid, pooling::regions_of<F>(plans), deformation,
                pooling::BinShape{static_cast<int>(height), static_cast<int>(width)},
                static_cast<int>(channels), count, values.const_data_ptr<scalar_t>(),
                last ? 1 : height * width, last ? channels : 1,
                wanted[1] ? offset_grad.mutable_data_ptr<scalar_t>() : nullptr,
                wanted[2] ? mask_grad.mutable_data_ptr<scalar_t>() : nullptr);
        C10_CUDA_KERNEL_LAUNCH_CHECK();
      });
  return {grads, offset_grad, mask_grad};
}

}  // namespace
}  // namespace cotrain::deform_roi_pool

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("deform_roi_pool_pyramid", &cotrain::deform_roi_pool::forward);
  library.impl("deform_roi_pool_pyramid_backward", &cotrain::deform_roi_pool::backward);
}
