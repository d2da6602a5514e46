// All threads, tensors in and out.
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/zeros.h>
#include <torch/library.h>

#include "winograd_conv2d/kernel.h"
#include "winograd_conv2d/op.h"

namespace cotrain::winograd_conv2d {
namespace {

using at::Tensor;

constexpr auto kChannelsLast = at::MemoryFormat::ChannelsLast;

// Bytes of a block's patches, and tiles whose products are added to the gradient of a weight at a time:
// measured on a processor with a second cache of 1 MiB.
constexpr int64_t kBlockBytes = 1 << 20, kChunk = 256;

int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// `cells`: from one tile to the next.
Geometry geometry_of(const Tensor& images, int64_t cells = kTile) {
  const int64_t height = images.size(2), width = images.size(3);
  return {height, width, divide_up(height, cells), divide_up(width, cells)};
}

// Filters [columns, depth, 3, 3] (`rotated`: [depth, columns, 3, 3]) as right operands.
template <typename T>
Tensor filters_of(const Tensor& weight, bool rotated) {
  const Tensor taps = weight.permute({2, 3, rotated ? 0 : 1, rotated ? 1 : 0}).contiguous();
  const int64_t depth = taps.size(2), columns = taps.size(3);
  const int64_t width = COTRAIN_KERNEL(winograd_panel_width<T>)();
  const Tensor filters =
      at::empty({positions_of(1) * step_of(divide_up(columns, width) * width * depth)}, weight.options());
  const T* from = taps.const_data_ptr<T>();
  T* to = filters.mutable_data_ptr<T>();
  at::parallel_for(0, depth, 8, [&](int64_t begin, int64_t end) {
    COTRAIN_KERNEL(winograd_filters<T>)(from, rotated, depth, columns, begin, end, to);
  });
  return filters;
}

// images [B, depth, H, W] and out [B, columns, H, W], both channels_last.
template <typename T>
void convolve(const Tensor& images, const Tensor& filters, const MaybeTensor& bias, const Tensor& out) {
  const Geometry geometry = geometry_of(images);
  const int64_t depth = images.size(1), columns = out.size(1);
  const int64_t width = COTRAIN_KERNEL(winograd_panel_width<T>)();
  const int64_t tiles = images.size(0) * geometry.tile_rows * geometry.tile_columns;
  const Tensor none = at::zeros({depth}, images.options());
  const T *from = images.const_data_ptr<T>(), *zeros = none.const_data_ptr<T>(),
          *right = filters.const_data_ptr<T>(), *start = bias ? bias->const_data_ptr<T>() : nullptr;
  T* to = out.mutable_data_ptr<T>();
  // Tiles of a block share each reading of the filters; their patches should stay in the second cache.
  const int64_t rows = COTRAIN_KERNEL(winograd_tile_rows)();
  const int64_t block =
      std::clamp<int64_t>(kBlockBytes / (positions_of(1) * depth * sizeof(T)) / rows, 1, 16) * rows;
  at::parallel_for(0, divide_up(tiles, rows), 1, [&](int64_t first, int64_t last) {
    const Tensor buffer =
        at::empty({positions_of(1) * (step_of(block * depth) + step_of(block * width))}, images.options());
    T *patches = buffer.mutable_data_ptr<T>(), *sums = patches + positions_of(1) * step_of(block * depth);
    const int64_t end = std::min(tiles, last * rows);
    for (int64_t tile = first * rows; tile < end; tile += block) {
      const int64_t count = std::min(block, end - tile);
      COTRAIN_KERNEL(winograd_patches<T, 1>)
      (geometry, from, depth, zeros, tile, tile + count, step_of(count * depth), patches);
      COTRAIN_KERNEL(winograd_outputs<T>)
      (geometry, patches, right, start, depth, columns, tile, count, sums, to);
    }
  });
}

// The gradient to a weight [K, C, 3, 3]. Chunks of tiles in order: threads share the tiles for their
// transformation, then the rows of the products, so that every sum is taken in the order of the tiles.
template <typename T, int stride>
Tensor weight_gradient(const Tensor& gradients, const Tensor& images) {
  constexpr int64_t positions = positions_of(stride);
  const Geometry geometry = geometry_of(images), of_outputs = geometry_of(gradients, kTile / stride);
  const int64_t rows = gradients.size(1), columns = images.size(1), size = rows * columns;
  const int64_t tiles = images.size(0) * geometry.tile_rows * geometry.tile_columns;
  const auto options = images.options().memory_format(at::MemoryFormat::Contiguous);
  const Tensor none = at::zeros({std::max(rows, columns)}, options);
  const Tensor sums = at::zeros({positions, step_of(size)}, options);
  const int64_t chunk = std::min<int64_t>(tiles, kChunk);
  const Tensor buffer = at::empty({positions * (step_of(chunk * rows) + step_of(chunk * columns))}, options);
  const T *from = images.const_data_ptr<T>(), *of = gradients.const_data_ptr<T>(),
          *zeros = none.const_data_ptr<T>();
  T *left = buffer.mutable_data_ptr<T>(), *right = left + positions * step_of(chunk * rows),
    *to = sums.mutable_data_ptr<T>();
  const int64_t strip = COTRAIN_KERNEL(winograd_tile_rows)() * 2, strips = divide_up(rows, strip);
  for (int64_t tile = 0; tile < tiles; tile += chunk) {
    const int64_t count = std::min(chunk, tiles - tile);
    const int64_t left_step = step_of(count * rows), right_step = step_of(count * columns);
    at::parallel_for(0, count, 4, [&](int64_t begin, int64_t end) {
      COTRAIN_KERNEL(winograd_output_gradients<T, stride>)
      (of_outputs, of, rows, zeros, tile + begin, tile + end, left_step, left + begin * rows);
      COTRAIN_KERNEL(winograd_patches<T, stride>)
      (geometry, from, columns, zeros, tile + begin, tile + end, right_step, right + begin * columns);
    });
    at::parallel_for(0, positions * strips, 1, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        const int64_t position = i / strips, row = i % strips * strip;
        COTRAIN_KERNEL(winograd_add_products<T>)
        (left + position * left_step, rows, right + position * right_step, columns, count, row,
         std::min(rows, row + strip), to + position * step_of(size));
      }
    });
  }
  const Tensor taps = at::empty({3, 3, rows, columns}, options);
  T* gradient = taps.mutable_data_ptr<T>();
  at::parallel_for(0, size, 1024, [&](int64_t begin, int64_t end) {
    COTRAIN_KERNEL(winograd_filter_gradients<T, stride>)(to, size, begin, end - begin, gradient);
  });
  return taps.permute({2, 3, 0, 1});
}

Tensor like_channels_last(const Tensor& images, int64_t channels) {
  return at::empty({images.size(0), channels, images.size(2), images.size(3)},
                   images.options().memory_format(kChannelsLast));
}

Tensor forward(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  if (stride == 2) return at::conv2d(input, weight, bias, stride, /*padding=*/1);
  return AT_DISPATCH_FLOATING_TYPES(input.scalar_type(), "winograd_conv2d", [&] {
    const Tensor out = like_channels_last(input, s.out_channels);
    const MaybeTensor start = bias ? MaybeTensor(bias->contiguous()) : std::nullopt;
    convolve<scalar_t>(input.contiguous(kChannelsLast), filters_of<scalar_t>(weight, false), start, out);
    return out.contiguous(format_of(input, weight));
  });
}

using Gradients = std::tuple<Tensor, Tensor, Tensor>;

// LibTorch's kernels are as fast but for the weight.
template <typename T>
Gradients strided_backward(const Tensor& grad, const Tensor& input, const Tensor& weight,
                           std::array<bool, 3> wanted) {
  const std::array<int64_t, 1> bias_sizes = {weight.size(0)};
  Gradients gradients =
      at::convolution_backward(grad, input, weight, at::OptionalIntArrayRef(bias_sizes), {2, 2}, {1, 1},
                               {1, 1}, false, {0, 0}, 1, {wanted[0], false, wanted[2]});
  if (wanted[1])
    std::get<1>(gradients) =
        weight_gradient<T, 2>(grad.contiguous(kChannelsLast), input.contiguous(kChannelsLast))
            .contiguous(format_of(input, weight));
  return gradients;
}

Gradients backward(const Tensor& grad, const Tensor& input, const Tensor& weight, int64_t stride,
                   std::array<bool, 3> wanted) {
  check(input, weight, std::nullopt, stride);
  return AT_DISPATCH_FLOATING_TYPES(input.scalar_type(), "winograd_conv2d_backward", [&] {
    if (stride == 2) return strided_backward<scalar_t>(grad, input, weight, wanted);
    const Tensor gradients = grad.contiguous(kChannelsLast);
    Tensor to_input, to_weight, to_bias;
    if (wanted[0]) {
      const Tensor out = like_channels_last(input, input.size(1));
      convolve<scalar_t>(gradients, filters_of<scalar_t>(weight, true), std::nullopt, out);
      to_input = out.contiguous(format_of(input, weight));
    }
    if (wanted[1])
      to_weight = weight_gradient<scalar_t, 1>(gradients, input.contiguous(kChannelsLast))
                      .contiguous(format_of(input, weight));
    if (wanted[2]) to_bias = gradients.sum({0, 2, 3});
    return std::make_tuple(to_input, to_weight, to_bias);
  });
}

}  // namespace
}  // namespace cotrain::winograd_conv2d

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("winograd_conv2d", &cotrain::winograd_conv2d::forward);
  library.impl("winograd_conv2d_backward", &cotrain::winograd_conv2d::backward);
}
