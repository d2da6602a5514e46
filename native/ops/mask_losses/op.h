#pragma once
#include "common/check.h"

#define COTRAIN_SCHEMA \
  "Tensor logits, Tensor masks, Tensor objects, *, Tensor? valid=None, float alpha=0.25, float gamma=2.0"
#define COTRAIN_PARAMETERS                                                                                \
  const at::Tensor &logits, const at::Tensor &masks, const at::Tensor &objects, const MaybeTensor &valid, \
      double alpha, double gamma
#define COTRAIN_ARGUMENTS logits, masks, objects, valid, alpha, gamma

namespace cotrain::mask_losses {

struct Sizes {
  int64_t count, height, width;  // of the logits
  int64_t masks, full_height, full_width;
};

// The check of every backend. Throws unless logits are [N, h, w], masks [T, H, W], objects [N] and valid [H,
// W], of their dtypes and on one device.
Sizes check(COTRAIN_PARAMETERS);

// In which gradients are kept: the losses are means, whose derivatives float16 does not have.
inline at::ScalarType gradient_type(const at::Tensor& logits) {
  return logits.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
}

}  // namespace cotrain::mask_losses
