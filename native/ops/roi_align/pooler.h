// Arguments of a ROI pooler over a pyramid, checked in one place for all backends.
#pragma once

#include <cmath>
#include <utility>

#include "common/check.h"

namespace cotrain::pooling {

// Throws unless features [B, C, H_l, W_l], rois [N, 5], scales and numbers fit each other.
void check(const char* op, at::TensorList features, const at::Tensor& rois, at::ArrayRef<double> scales,
           int64_t sampling_ratio, int64_t canonical_size);

// Throws unless output_size is one positive number, or two.
std::pair<int64_t, int64_t> bins_of(const char* op, at::IntArrayRef output_size);

// Whether the result, and the maps' gradients, are channels_last: as the first map.
bool channels_last(at::TensorList features);
inline at::MemoryFormat format_of(bool channels_last) {
  return channels_last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
}

struct Levels {
  at::ArrayRef<double> scales;
  int64_t canonical_size, canonical_level, min_level;
};

// Index in the pyramid of the map that a box is pooled from (Lin et al., Feature Pyramid Networks, Eq. 1; the
// 1e-8 is detectron2's, modeling/poolers.py). A box without an area gets the finest map.
template <typename T>
C10_HOST_DEVICE inline int64_t level_of(T x1, T y1, T x2, T y2, int64_t count, int64_t canonical_size,
                                        int64_t canonical_level, int64_t min_level) {
  const T size = std::sqrt((x2 - x1) * (y2 - y1));
  const T level = std::floor(static_cast<T>(canonical_level) +
                             std::log2(size / static_cast<T>(canonical_size) + static_cast<T>(1e-8))) -
                  static_cast<T>(min_level);
  if (!(level > 0)) return 0;
  return level < static_cast<T>(count - 1) ? static_cast<int64_t>(level) : count - 1;
}

}  // namespace cotrain::pooling
