#pragma once
#include <ATen/core/Tensor.h>

#include <optional>

namespace cotrain {

// Of all backends: throws unless boxes is [N, 4], scores [N] and categories, where given, [N] of int64.
void check_nms(const at::Tensor& boxes, const at::Tensor& scores, const std::optional<at::Tensor>& categories,
               double iou_threshold);

}  // namespace cotrain
