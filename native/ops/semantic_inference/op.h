#pragma once
#include "common/check.h"

#define COTRAIN_PARAMETERS                                                               \
  const at::Tensor &class_logits, const at::Tensor &mask_logits, at::IntArrayRef padded, \
      at::IntArrayRef valid, at::IntArrayRef output, bool with_scores
#define COTRAIN_ARGUMENTS class_logits, mask_logits, padded, valid, output, with_scores

namespace cotrain::semantic_inference {

struct Sizes {
  int64_t queries, classes, height, width;  // of the mask logits
  int64_t padded_height, padded_width, valid_height, valid_width, out_height, out_width;
};

// The check of every backend. Throws unless shapes, sizes, dtypes and devices fit.
Sizes check(COTRAIN_PARAMETERS);

// uint8 as long as 255, which marks ignored pixels, is not a class.
inline at::ScalarType label_type(const Sizes& s) { return s.classes <= 255 ? at::kByte : at::kLong; }

}  // namespace cotrain::semantic_inference
