#include "normalize_pixels/op.h"

#include <ATen/ops/empty.h>
#include <torch/library.h>

#include <algorithm>

namespace cotrain::normalize_pixels {

void check(COTRAIN_PARAMETERS) {
  constexpr auto op = "normalize_pixels";
  COTRAIN_CHECK(op, pixels.dim() == 4 && pixels.size(3) == 3 && pixels.scalar_type() == at::kByte,
                "pixels must be [B, H, W, 3] of uint8, not ", pixels.sizes(), " of ", pixels.scalar_type());
  COTRAIN_CHECK(op, mean.size() == 3 && std.size() == 3 && channels.size() == 3,
                "mean, std and channels must have a value for each of three channels, not ", mean.size(),
                ", ", std.size(), " and ", channels.size());
  COTRAIN_CHECK(op, std::none_of(std.begin(), std.end(), [](double value) { return value == 0; }),
                "std must not be 0, not ", std);
  COTRAIN_CHECK(
      op, std::all_of(channels.begin(), channels.end(), [](int64_t from) { return 0 <= from && from < 3; }),
      "channels must be in 0..2, not ", channels);
}

at::Tensor empty_images(COTRAIN_PARAMETERS) {
  return at::empty(
      {pixels.size(0), 3, pixels.size(1), pixels.size(2)},
      pixels.options()
          .dtype(at::kFloat)
          .memory_format(channels_last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous));
}

namespace {

at::Tensor meta(COTRAIN_PARAMETERS) {
  check(COTRAIN_ARGUMENTS);
  return empty_images(COTRAIN_ARGUMENTS);
}

}  // namespace
}  // namespace cotrain::normalize_pixels

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "normalize_pixels(Tensor pixels, *, float[] mean, float[] std, int[] channels, "
      "bool channels_last=False) -> Tensor");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("normalize_pixels", &cotrain::normalize_pixels::meta);
}

// Bytes have no gradient.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("normalize_pixels", torch::CppFunction::makeFallthrough());
}
