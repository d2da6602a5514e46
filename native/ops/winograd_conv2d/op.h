#pragma once
#include "common/check.h"

#define COTRAIN_SCHEMA "Tensor input, Tensor weight, *, Tensor? bias=None, int stride=1"
#define COTRAIN_PARAMETERS \
  const at::Tensor &input, const at::Tensor &weight, const MaybeTensor &bias, int64_t stride
#define COTRAIN_ARGUMENTS input, weight, bias, stride

namespace cotrain::winograd_conv2d {

struct Sizes {
  int64_t batch, channels, height, width, out_channels;
};

// The check of every backend. Throws unless shapes, dtypes and devices fit.
Sizes check(COTRAIN_PARAMETERS);

// As LibTorch's convolutions choose it: channels_last if one of them is.
inline at::MemoryFormat format_of(const at::Tensor& input, const at::Tensor& weight) {
  constexpr auto last = at::MemoryFormat::ChannelsLast;
  const bool is_last = input.suggest_memory_format() == last || weight.suggest_memory_format() == last;
  return is_last ? last : at::MemoryFormat::Contiguous;
}

}  // namespace cotrain::winograd_conv2d
