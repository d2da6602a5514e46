#pragma once
#include <ATen/core/Tensor.h>

#include <optional>

namespace cotrain::deform_conv2d {

struct Sizes {
  int64_t batch, channels, height, width;
  int64_t out_channels, kernel_height, kernel_width, out_height, out_width;
  int64_t groups, offset_groups;
  int64_t stride[2], padding[2], dilation[2];
};

// Of all backends: throws unless shapes, dtypes and devices fit.
Sizes check(const at::Tensor& input, const at::Tensor& offset, const at::Tensor& weight,
            const std::optional<at::Tensor>& mask, const std::optional<at::Tensor>& bias,
            at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation);

}  // namespace cotrain::deform_conv2d
