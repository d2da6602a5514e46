// Deformable ROI pooling over a pyramid; with one map it is the plain one.
#pragma once
#include "roi_align/pooler.h"

#define COTRAIN_PARAMETERS                                                                                 \
  at::TensorList features, const at::Tensor &rois, at::ArrayRef<double> scales, const MaybeTensor &offset, \
      const MaybeTensor &mask, at::IntArrayRef output_size, int64_t sampling_ratio, double gamma,          \
      int64_t canonical_size, int64_t canonical_level, int64_t min_level
#define COTRAIN_ARGUMENTS                                                                                    \
  features, rois, scales, offset, mask, output_size, sampling_ratio, gamma, canonical_size, canonical_level, \
      min_level

#define COTRAIN_BACKWARD_PARAMETERS                                                                     \
  const at::Tensor &grad, at::TensorList features, const at::Tensor &rois, at::ArrayRef<double> scales, \
      const MaybeTensor &offset, const MaybeTensor &mask, int64_t sampling_ratio, double gamma,         \
      int64_t canonical_size, int64_t canonical_level, int64_t min_level, std::array<bool, 3> wanted
#define COTRAIN_BACKWARD_ARGUMENTS                                                                    \
  grad, features, rois, scales, offset, mask, sampling_ratio, gamma, canonical_size, canonical_level, \
      min_level, wanted

namespace cotrain::deform_roi_pool {

using namespace pooling;

constexpr auto kOp = "deform_roi_pool_pyramid";

// Beside what all poolers ask for: offset [N, 2, height, width] and mask [N, height, width].
void check_deformation(const char* op, at::TensorList features, const at::Tensor& rois,
                       const MaybeTensor& offset, const MaybeTensor& mask, int64_t height, int64_t width);

}  // namespace cotrain::deform_roi_pool
