#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <torch/library.h>

#include <array>

#include "normalize_pixels/op.h"

// A byte has 256 values: each is normalised once for each channel, and pixels look theirs up.
namespace cotrain::normalize_pixels {
namespace {

using Values = std::array<std::array<float, 256>, 3>;  // by channel of the result

Values normalized_values(at::ArrayRef<double> mean, at::ArrayRef<double> std) {
  Values values;
  for (int c = 0; c < 3; ++c) {
    const auto centre = static_cast<float>(mean[c]), scale = static_cast<float>(std[c]);
    for (int byte = 0; byte < 256; ++byte) values[c][byte] = (static_cast<float>(byte) - centre) / scale;
  }
  return values;
}

at::Tensor normalize_pixels(COTRAIN_PARAMETERS) {
  check(COTRAIN_ARGUMENTS);
  const at::Tensor bytes = pixels.contiguous();
  const at::Tensor images = empty_images(COTRAIN_ARGUMENTS);
  const int64_t height = bytes.size(1), width = bytes.size(2), plane = height * width;
  const Values values = normalized_values(mean, std);
  // From a pixel to the next, and from a channel to the next.
  const int64_t step = channels_last ? 3 : 1, next = channels_last ? 1 : plane;
  const uint8_t* source = bytes.const_data_ptr<uint8_t>();
  float* target = images.mutable_data_ptr<float>();
  at::parallel_for(0, bytes.size(0) * height, 1 + 16384 / (width + 1), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row) {
      const uint8_t* from = source + row * width * 3;
      float* to = target + row / height * plane * 3 + row % height * width * step;
      for (int64_t x = 0; x < width; ++x, from += 3, to += step) {
        to[0] = values[0][from[channels[0]]];
        to[next] = values[1][from[channels[1]]];
        to[2 * next] = values[2][from[channels[2]]];
      }
    }
  });
  return images;
}

}  // namespace
}  // namespace cotrain::normalize_pixels

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("normalize_pixels", &cotrain::normalize_pixels::normalize_pixels);
}
