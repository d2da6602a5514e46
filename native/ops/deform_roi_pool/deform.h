// Arguments of deformable ROI pooling, checked in one place for all backends.
#pragma once

#include "roi_align/pooler.h"

namespace cotrain {

using MaybeTensor = std::optional<at::Tensor>;

// Beside what all poolers ask for: offset [N, 2, height, width] and mask [N, height, width].
void check_deform_roi_pool(at::TensorList features, const at::Tensor& rois, at::ArrayRef<double> scales,
                           const MaybeTensor& offset, const MaybeTensor& mask, int64_t height, int64_t width,
                           int64_t sampling_ratio, int64_t canonical_size);

}  // namespace cotrain
