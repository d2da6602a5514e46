#pragma once
#include "common/class_map.h"

#define COTRAIN_PARAMETERS                                                                         \
  const at::Tensor &logits, at::IntArrayRef padded, at::IntArrayRef valid, at::IntArrayRef output, \
      bool with_scores
#define COTRAIN_ARGUMENTS logits, padded, valid, output, with_scores

namespace cotrain::resized_argmax {

using class_map::label_type;
using class_map::Sizes;

// The check of every backend. Throws unless logits are [K, h, w] and the sizes fit.
Sizes check(COTRAIN_PARAMETERS);

}  // namespace cotrain::resized_argmax
