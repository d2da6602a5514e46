#include <torch/library.h>

#include "roi_align/pooler.cuh"

namespace {

using at::Tensor;
using at::TensorList;
using namespace cotrain;

Tensor forward(TensorList features, const Tensor& rois, at::ArrayRef<double> scales,
               at::IntArrayRef output_size, int64_t sampling_ratio, bool aligned, int64_t canonical_size,
               int64_t canonical_level, int64_t min_level) {
  const auto size = bins_of(output_size);
  check_roi_align(features, rois, scales, sampling_ratio, canonical_size);
  const c10::cuda::CUDAGuard guard(rois.device());
  const pooling::PoolOptions options{scales, size.first,     size.second,     sampling_ratio, aligned,
                                     0,      canonical_size, canonical_level, min_level};
  return AT_DISPATCH_FLOATING_TYPES_AND2(
      at::kHalf, at::kBFloat16, features[0].scalar_type(), "roi_align",
      [&] { return pooling::pool<scalar_t, at::opmath_type<scalar_t>>(features, rois, options, {}); });
}

std::vector<Tensor> backward(const Tensor& grad, const Tensor& rois, int64_t images, at::IntArrayRef sizes,
                             bool last, at::ArrayRef<double> scales, int64_t sampling_ratio, bool aligned,
                             int64_t canonical_size, int64_t canonical_level, int64_t min_level) {
  const c10::cuda::CUDAGuard guard(rois.device());
  const pooling::PoolOptions options{scales, grad.size(2),   grad.size(3),    sampling_ratio, aligned,
                                     0,      canonical_size, canonical_level, min_level};
  return AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, grad.scalar_type(), "roi_align_backward",
                                         [&] {
                                           return pooling::pool_backward<scalar_t, at::opmath_type<scalar_t>>(
                                               grad, rois, images, sizes, last, options, {});
                                         });
}

}  // namespace

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("roi_align_pyramid", &forward);
  library.impl("roi_align_pyramid_backward", &backward);
}
