// How images are cut into tiles.
#pragma once
#include <ATen/core/Tensor.h>

#include "winograd_conv2d/kernel.h"

namespace cotrain::winograd_conv2d {

inline int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// `cells`: from one tile to the next.
inline Geometry geometry_of(const at::Tensor& images, int64_t cells = kTile) {
  const int64_t height = images.size(2), width = images.size(3);
  return {height, width, divide_up(height, cells), divide_up(width, cells)};
}

inline int64_t tiles_of(const at::Tensor& images) {
  const Geometry geometry = geometry_of(images);
  return images.size(0) * geometry.tile_rows * geometry.tile_columns;
}

}  // namespace cotrain::winograd_conv2d
