// ROIAlign over a pyramid; with one map it is the plain one.
#pragma once
#include "roi_align/pooler.h"

#define COTRAIN_PARAMETERS                                                                                   \
  at::TensorList features, const at::Tensor &rois, at::ArrayRef<double> scales, at::IntArrayRef output_size, \
      int64_t sampling_ratio, bool aligned, int64_t canonical_size, int64_t canonical_level,                 \
      int64_t min_level
#define COTRAIN_ARGUMENTS \
  features, rois, scales, output_size, sampling_ratio, aligned, canonical_size, canonical_level, min_level

#define COTRAIN_BACKWARD_PARAMETERS                                                                 \
  const at::Tensor &grad, const at::Tensor &rois, int64_t images, at::IntArrayRef sizes, bool last, \
      at::ArrayRef<double> scales, int64_t sampling_ratio, bool aligned, int64_t canonical_size,    \
      int64_t canonical_level, int64_t min_level
#define COTRAIN_BACKWARD_ARGUMENTS \
  grad, rois, images, sizes, last, scales, sampling_ratio, aligned, canonical_size, canonical_level, min_level

namespace cotrain::roi_align {

using namespace pooling;

constexpr auto kOp = "roi_align_pyramid";

}  // namespace cotrain::roi_align
