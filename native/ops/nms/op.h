#pragma once
#include "common/check.h"

namespace cotrain::nms {

// The check of every backend. Throws unless boxes is [N, 4], scores [N] and categories, where given, [N] of
// int64.
void check(const at::Tensor& boxes, const at::Tensor& scores, const MaybeTensor& categories,
           double iou_threshold);

}  // namespace cotrain::nms
