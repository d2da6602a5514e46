// The output of a convolution, or its gradient to the input, over all threads.
#pragma once
#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include "common/check.h"
#include "winograd_conv2d/tiles.h"

namespace cotrain::winograd_conv2d {

constexpr int64_t kPositions = positions_of(1);

// Bytes of a block's patches, measured on a processor with a second cache of 1 MiB.
constexpr int64_t kBlockBytes = 1 << 20;

// A map of so few tiles keeps its patches, and lets the threads share the filters.
constexpr int64_t kFewTiles = 128;

// A convolution of images [B, depth, H, W] to out [B, columns, H, W], by a weight [columns, depth, 3, 3], or,
// turned by half a circle, `rotated`, [depth, columns, 3, 3]. All are channels_last.
template <typename T>
struct Convolution {
  Geometry geometry;
  int64_t tiles, depth, columns, panel;
  bool rotated;
  const T *images, *zeros, *weight, *bias;
  T* out;
  at::TensorOptions options;

  int64_t panels() const { return divide_up(columns, panel); }

  void patches(int64_t begin, int64_t end, Matrices<T> to) const {
    COTRAIN_KERNEL(winograd_patches<T, 1>)(geometry, images, depth, zeros, begin, end, to);
  }

  // Room for what `filters` needs beside its result.
  int64_t taps(int64_t rows) const { return rotated ? 0 : 9 * rows * panel; }

  void filters(int64_t index, int64_t begin, int64_t end, T* taps, Matrices<T> to) const {
    COTRAIN_KERNEL(winograd_filters<T>)
    (weight, rotated, depth, columns, index * panel, begin, end, taps, to);
  }

  void outputs(int64_t index, Matrices<T> patches, Matrices<T> filters, int64_t begin, int64_t count,
               T* sums) const {
    COTRAIN_KERNEL(winograd_outputs<T>)
    (geometry, patches, filters, bias, depth, columns, index * panel, begin, count, sums, out);
  }
};

// Threads share the tiles. The filters are transformed before.
template <typename T>
void by_tiles(const Convolution<T>& c) {
  const int64_t size = c.depth * c.panel;
  const at::Tensor all = at::empty({kPositions * step_of(c.panels() * size)}, c.options);
  const Matrices<T> filters = {all.mutable_data_ptr<T>(), step_of(c.panels() * size)};
  at::parallel_for(0, c.depth, 8, [&](int64_t begin, int64_t end) {
    const at::Tensor taps = at::empty({c.taps(end - begin)}, c.options);
    for (int64_t i = 0; i < c.panels(); ++i)
      c.filters(i, begin, end, taps.mutable_data_ptr<T>(), {filters.data + i * size, filters.step});
  });
  // Tiles of a block share each reading of the filters; their patches should stay in the second cache.
  const int64_t rows = COTRAIN_KERNEL(winograd_tile_rows)();
  const int64_t block =
      std::clamp<int64_t>(kBlockBytes / (kPositions * c.depth * sizeof(T)) / rows, 1, 16) * rows;
  at::parallel_for(0, divide_up(c.tiles, rows), 1, [&](int64_t first, int64_t last) {
    const at::Tensor buffer =
        at::empty({kPositions * (step_of(block * c.depth) + step_of(block * c.panel))}, c.options);
    const int64_t end = std::min(c.tiles, last * rows);
    for (int64_t tile = first * rows; tile < end; tile += block) {
      const int64_t count = std::min(block, end - tile);
      const Matrices<T> patches = {buffer.mutable_data_ptr<T>(), step_of(count * c.depth)};
      c.patches(tile, tile + count, patches);
      for (int64_t i = 0; i < c.panels(); ++i)
        c.outputs(i, patches, {filters.data + i * size, filters.step}, tile, count,
                  patches.data + kPositions * patches.step);
    }
  });
}

// Threads share the panels of filters, which are transformed where they are used: few tiles would not make
// up for writing all of them to memory, where there are many channels, and reading them again.
template <typename T>
void by_panels(const Convolution<T>& c) {
  const at::Tensor all = at::empty({kPositions * step_of(c.tiles * c.depth)}, c.options);
  const Matrices<T> patches = {all.mutable_data_ptr<T>(), step_of(c.tiles * c.depth)};
  at::parallel_for(0, c.tiles, 4, [&](int64_t begin, int64_t end) {
    c.patches(begin, end, {patches.data + begin * c.depth, patches.step});
  });
  at::parallel_for(0, c.panels(), 1, [&](int64_t begin, int64_t end) {
    // The taps, then the sums, behind the filters.
    const int64_t room = std::max(c.taps(c.depth), kPositions * step_of(c.tiles * c.panel));
    const at::Tensor buffer = at::empty({kPositions * step_of(c.depth * c.panel) + room}, c.options);
    const Matrices<T> filters = {buffer.mutable_data_ptr<T>(), step_of(c.depth * c.panel)};
    T* rest = filters.data + kPositions * filters.step;
    for (int64_t i = begin; i < end; ++i) {
      c.filters(i, 0, c.depth, rest, filters);
      c.outputs(i, patches, filters, 0, c.tiles, rest);
    }
  });
}

// [B, columns, H, W], channels_last as images and weight are.
template <typename T>
at::Tensor convolve(const at::Tensor& images, const at::Tensor& weight, const MaybeTensor& bias,
                    bool rotated = false) {
  const int64_t depth = images.size(1), columns = weight.size(rotated ? 1 : 0);
  const auto options = images.options().memory_format(at::MemoryFormat::ChannelsLast);
  const at::Tensor zeros = at::zeros({depth}, images.options());
  const at::Tensor out = at::empty({images.size(0), columns, images.size(2), images.size(3)}, options);
  const Convolution<T> convolution = {geometry_of(images),
                                      tiles_of(images),
                                      depth,
                                      columns,
                                      COTRAIN_KERNEL(winograd_panel_width<T>)(),
                                      rotated,
                                      images.const_data_ptr<T>(),
                                      zeros.const_data_ptr<T>(),
                                      weight.const_data_ptr<T>(),
                                      bias ? bias->const_data_ptr<T>() : nullptr,
                                      out.mutable_data_ptr<T>(),
                                      images.options()};
  const int64_t shares = std::min<int64_t>(
      at::get_num_threads(), divide_up(convolution.tiles, COTRAIN_KERNEL(winograd_tile_rows)()));
  const bool is_small = convolution.tiles <= kFewTiles && convolution.panels() >= shares;
  is_small ? by_panels(convolution) : by_tiles(convolution);
  return out;
}

}  // namespace cotrain::winograd_conv2d
