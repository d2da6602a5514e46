#pragma once
#include "common/class_map.h"

#define COTRAIN_PARAMETERS                                                               \
  const at::Tensor &class_logits, const at::Tensor &mask_logits, at::IntArrayRef padded, \
      at::IntArrayRef valid, at::IntArrayRef output, bool with_scores
#define COTRAIN_ARGUMENTS class_logits, mask_logits, padded, valid, output, with_scores

namespace cotrain::semantic_inference {

using class_map::label_type;
using class_map::Sizes;

// The check of every backend. Throws unless shapes, sizes, dtypes and devices fit.
Sizes check(COTRAIN_PARAMETERS);

}  // namespace cotrain::semantic_inference
