#pragma once
#include <ATen/core/Tensor.h>

namespace cotrain::dynamic_conv {

struct Arguments {
  at::Tensor proposals, roi_features, weight, bias, norm1_weight, norm1_bias, norm2_weight, norm2_bias;
};

struct Sizes {
  int64_t proposals, positions, channels, dynamic;  // N, P, C, D
};

// Of all backends: throws unless shapes, dtypes and devices fit.
Sizes check(const Arguments& x);

}  // namespace cotrain::dynamic_conv
