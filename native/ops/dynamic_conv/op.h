#pragma once
#include "common/check.h"

#define COTRAIN_TENSOR_SCHEMA                                                                       \
  "Tensor proposals, Tensor roi_features, Tensor weight, Tensor bias, Tensor norm1_weight, Tensor " \
  "norm1_bias, Tensor norm2_weight, Tensor norm2_bias"
#define COTRAIN_SCHEMA COTRAIN_TENSOR_SCHEMA ", *, float eps=1e-5, bool keep_parameters=False"
#define COTRAIN_TENSOR_PARAMETERS                                                           \
  const at::Tensor &proposals, const at::Tensor &roi_features, const at::Tensor &weight,    \
      const at::Tensor &bias, const at::Tensor &norm1_weight, const at::Tensor &norm1_bias, \
      const at::Tensor &norm2_weight, const at::Tensor &norm2_bias
#define COTRAIN_TENSORS \
  proposals, roi_features, weight, bias, norm1_weight, norm1_bias, norm2_weight, norm2_bias

// Of the proposals' parameters, [N, 2 * C * D]: CUDA keeps them for the backward pass if it is told to, and
// makes them again otherwise. The CPU always makes them again.

namespace cotrain::dynamic_conv {

struct Arguments {
  at::Tensor proposals, roi_features, weight, bias, norm1_weight, norm1_bias, norm2_weight, norm2_bias;
};

struct Sizes {
  int64_t proposals, positions, channels, dynamic;  // N, P, C, D
};

// The check of every backend. Throws unless shapes, dtypes and devices fit.
Sizes check(const Arguments& x);

}  // namespace cotrain::dynamic_conv
