#pragma once
#include <ATen/core/Tensor.h>

namespace cotrain {

// Of all backends: throws unless mask_logits is [Q, P] and targets [T, P], P > 0. The targets in the logits'
// dtype.
at::Tensor check_masks(const at::Tensor& mask_logits, const at::Tensor& targets, double gamma);

}  // namespace cotrain
