#pragma once
#include "common/check.h"

#define COTRAIN_PARAMETERS \
  const at::Tensor &mask_logits, const at::Tensor &targets, double alpha, double gamma
#define COTRAIN_ARGUMENTS mask_logits, targets, alpha, gamma

namespace cotrain::mask_costs {

// The check of every backend. Throws unless mask_logits is [Q, P] and targets [T, P], P > 0. Returns the
// targets in the logits' dtype.
at::Tensor check(COTRAIN_PARAMETERS);

}  // namespace cotrain::mask_costs
