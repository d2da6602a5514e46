// Sizes on the way from maps of a network to the classes of an image's pixels.
#pragma once
#include "common/check.h"

namespace cotrain::class_map {

struct Sizes {
  int64_t maps, classes, height, width;  // maps [maps, height, width]
  int64_t padded_height, padded_width, valid_height, valid_width, out_height, out_width;
};

// The sizes of `maps` [N, h, w], which are resized to `padded`, cropped to `valid`, and resized to `output`.
inline Sizes check_sizes(const char* op, const char* name, const at::Tensor& maps, int64_t classes,
                         at::IntArrayRef padded, at::IntArrayRef valid, at::IntArrayRef output) {
  COTRAIN_CHECK(op, padded.size() == 2 && valid.size() == 2 && output.size() == 2,
                "padded, valid and output must be [height, width]");
  for (int axis = 0; axis < 2; ++axis) {
    COTRAIN_CHECK(op, 1 <= valid[axis] && valid[axis] <= padded[axis], "the valid size ", valid,
                  " must be within the padded size ", padded);
    COTRAIN_CHECK(op, output[axis] >= 1, "the output size ", output, " must be positive");
  }
  COTRAIN_CHECK(op, maps.size(1) > 0 && maps.size(2) > 0, name, " ", maps.sizes(), " have no pixels");
  return {maps.size(0), classes,  maps.size(1), maps.size(2), padded[0],
          padded[1],    valid[0], valid[1],     output[0],    output[1]};
}

// uint8 as long as 255, which marks ignored pixels, is not a class.
inline at::ScalarType label_type(const Sizes& s) { return s.classes <= 255 ? at::kByte : at::kLong; }

}  // namespace cotrain::class_map
