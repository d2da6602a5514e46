// Deformable convolution's forward pass as torchvision computes it on the CPU: columns one value after the
// other on one thread, [channels * taps, pixels], then one product by LibTorch's BLAS, which uses its
// threads.
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <torch/library.h>

#include <cmath>

namespace {

using at::Tensor;

float sample(const float* plane, int64_t height, int64_t width, float y, float x) {
  if (y <= -1 || height <= y || x <= -1 || width <= x) return 0;
  const auto top = static_cast<int64_t>(std::floor(y)), left = static_cast<int64_t>(std::floor(x));
  const int64_t bottom = top + 1, right = left + 1;
  const float ly = y - top, lx = x - left, hy = 1 - ly, hx = 1 - lx;
  const float a = top >= 0 && left >= 0 ? plane[top * width + left] : 0;
  const float b = top >= 0 && right < width ? plane[top * width + right] : 0;
  const float c = bottom < height && left >= 0 ? plane[bottom * width + left] : 0;
  const float d = bottom < height && right < width ? plane[bottom * width + right] : 0;
  return hy * hx * a + hy * lx * b + ly * hx * c + ly * lx * d;
}

// One image, stride 1, one group, one offset group.
Tensor deform_conv2d(const Tensor& input, const Tensor& offset, const Tensor& weight, const Tensor& mask,
                     int64_t padding) {
  const int64_t channels = input.size(1), height = input.size(2), width = input.size(3);
  const int64_t kernel = weight.size(2), taps = kernel * kernel, rows = offset.size(2),
                columns = offset.size(3);
  const Tensor matrix = at::empty({channels * taps, rows * columns}, input.options());
  const float *data = input.const_data_ptr<float>(), *moves = offset.const_data_ptr<float>();
  const float* factors = mask.const_data_ptr<float>();
  float* to = matrix.mutable_data_ptr<float>();
  for (int64_t c = 0; c < channels; ++c)
    for (int64_t y = 0; y < rows; ++y)
      for (int64_t x = 0; x < columns; ++x)
        for (int64_t tap = 0; tap < taps; ++tap) {
          const int64_t pixel = y * columns + x, pixels = rows * columns;
          const float at_y = y - padding + tap / kernel + moves[2 * tap * pixels + pixel];
          const float at_x = x - padding + tap % kernel + moves[(2 * tap + 1) * pixels + pixel];
          to[(c * taps + tap) * pixels + pixel] =
              factors[tap * pixels + pixel] * sample(data + c * height * width, height, width, at_y, at_x);
        }
  return at::mm(weight.flatten(1), matrix).view({1, weight.size(0), rows, columns});
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cotrain_peers, library) {
  library.def("deform_conv2d(Tensor input, Tensor offset, Tensor weight, Tensor mask, int padding) -> Tensor",
              &deform_conv2d);
}
