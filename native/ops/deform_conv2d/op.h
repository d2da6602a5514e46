#pragma once
#include "common/check.h"

#define COTRAIN_SCHEMA                                                                           \
  "Tensor input, Tensor offset, Tensor weight, *, Tensor? mask=None, Tensor? bias=None, int[2] " \
  "stride=1, int[2] padding=0, int[2] dilation=1"
#define COTRAIN_PARAMETERS                                                                              \
  const at::Tensor &input, const at::Tensor &offset, const at::Tensor &weight, const MaybeTensor &mask, \
      const MaybeTensor &bias, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation
#define COTRAIN_ARGUMENTS input, offset, weight, mask, bias, stride, padding, dilation

namespace cotrain::deform_conv2d {

struct Sizes {
  int64_t batch, channels, height, width;
  int64_t out_channels, kernel_height, kernel_width, out_height, out_width;
  int64_t groups, offset_groups;
  int64_t stride[2], padding[2], dilation[2];
};

// The check of every backend. Throws unless shapes, dtypes and devices fit.
Sizes check(COTRAIN_PARAMETERS);

}  // namespace cotrain::deform_conv2d
