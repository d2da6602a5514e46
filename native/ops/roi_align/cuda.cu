#include <torch/library.h>

#include "roi_align/op.h"
#include "roi_align/pooler.cuh"

namespace cotrain::roi_align {
namespace {

using at::Tensor;

Tensor forward(COTRAIN_PARAMETERS) {
  const auto size = bins_of(kOp, output_size);
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  const c10::cuda::CUDAGuard guard(rois.device());
  const pooling::PoolOptions options{kOp,     scales, size.first,     size.second,     sampling_ratio,
                                     aligned, 0,      canonical_size, canonical_level, min_level};
  return AT_DISPATCH_FLOATING_TYPES_AND2(
      at::kHalf, at::kBFloat16, features[0].scalar_type(), "roi_align",
      [&] { return pooling::pool<scalar_t, at::opmath_type<scalar_t>>(features, rois, options, {}); });
}

std::vector<Tensor> backward(COTRAIN_BACKWARD_PARAMETERS) {
  const c10::cuda::CUDAGuard guard(rois.device());
  const pooling::PoolOptions options{kOp,     scales, grad.size(2),   grad.size(3),    sampling_ratio,
                                     aligned, 0,      canonical_size, canonical_level, min_level};
  return AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, grad.scalar_type(), "roi_align_backward",
                                         [&] {
                                           return pooling::pool_backward<scalar_t, at::opmath_type<scalar_t>>(
                                               grad, rois, images, sizes, last, options, {});
                                         });
}

}  // namespace
}  // namespace cotrain::roi_align

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("roi_align_pyramid", &cotrain::roi_align::forward);
  library.impl("roi_align_pyramid_backward", &cotrain::roi_align::backward);
}
