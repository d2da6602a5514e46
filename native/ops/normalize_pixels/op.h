#pragma once
#include "common/check.h"

#define COTRAIN_PARAMETERS                                                                                 \
  const at::Tensor &pixels, at::ArrayRef<double> mean, at::ArrayRef<double> std, at::IntArrayRef channels, \
      bool channels_last
#define COTRAIN_ARGUMENTS pixels, mean, std, channels, channels_last

namespace cotrain::normalize_pixels {

// The check of every backend. Throws unless pixels are bytes [B, H, W, 3] and there are three constants of
// each kind.
void check(COTRAIN_PARAMETERS);

// Space for the result, [B, 3, H, W] of float32.
at::Tensor empty_images(COTRAIN_PARAMETERS);

}  // namespace cotrain::normalize_pixels
