#pragma once
#include <string_view>

#include "common/check.h"

#define COTRAIN_SCHEMA \
  "Tensor logits, Tensor targets, *, float alpha=0.25, float gamma=2.0, str reduction='none'"
#define COTRAIN_PARAMETERS \
  const at::Tensor &logits, const at::Tensor &targets, double alpha, double gamma, std::string_view reduction
#define COTRAIN_ARGUMENTS logits, targets, alpha, gamma, reduction

namespace cotrain::sigmoid_focal_loss {

enum class Reduction { kNone, kSum, kMean };

// The check of every backend. Throws unless logits and targets are of one shape, floating dtype and device.
Reduction check(COTRAIN_PARAMETERS);
// The same with the gradient of the result, of the logits' shape or a scalar.
Reduction check_backward(const at::Tensor& grad, COTRAIN_PARAMETERS);

}  // namespace cotrain::sigmoid_focal_loss
