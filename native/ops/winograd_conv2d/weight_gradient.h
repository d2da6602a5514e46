// The gradient of a convolution to its weight, over all threads. They share the tiles for their
// transformation, then the rows of the products, so that every sum is taken in the order of the tiles.
#pragma once
#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

#include "winograd_conv2d/tiles.h"

namespace cotrain::winograd_conv2d {

// Tiles whose products are added at a time.
constexpr int64_t kChunk = 256;

// From gradients [B, rows, H', W'] and images [B, columns, H, W], both channels_last.
template <typename T, int stride>
class WeightGradient {
 public:
  WeightGradient(const at::Tensor& gradients, const at::Tensor& images)
      : of_outputs_(geometry_of(gradients, kTile / stride)),
        of_images_(geometry_of(images)),
        tiles_(tiles_of(images)),
        rows_(gradients.size(1)),
        columns_(images.size(1)),
        options_(images.options().memory_format(at::MemoryFormat::Contiguous)),
        zeros_(at::zeros({std::max(rows_, columns_)}, options_)),
        gradients_(gradients.const_data_ptr<T>()),
        images_(images.const_data_ptr<T>()) {}

  // [rows, columns, 3, 3], channels_last
  at::Tensor compute() const {
    const at::Tensor taps =
        at::empty({rows_, columns_, 3, 3}, options_.memory_format(at::MemoryFormat::ChannelsLast));
    // Where threads outnumber the strips of rows, they share the positions too.
    const bool is_small = tiles_ <= kChunk && strips_ >= at::get_num_threads();
    is_small ? by_rows(taps.mutable_data_ptr<T>()) : by_chunks(taps.mutable_data_ptr<T>());
    return taps;
  }

 private:
  static constexpr int64_t kMatrices = positions_of(stride);

  const Geometry of_outputs_, of_images_;
  const int64_t tiles_, rows_, columns_;
  const at::TensorOptions options_;
  const at::Tensor zeros_;
  const T *gradients_, *images_;
  const int64_t strip_ = COTRAIN_KERNEL(winograd_tile_rows)() * 2, strips_ = divide_up(rows_, strip_);

  // Transformed tiles of the gradients and of the images.
  struct Operands {
    Matrices<T> left, right;
    int64_t tiles;
    at::Tensor memory;
  };

  Operands operands(int64_t tiles) const {
    const int64_t left = step_of(tiles * rows_), right = step_of(tiles * columns_);
    const at::Tensor memory = at::empty({kMatrices * (left + right)}, options_);
    T* data = memory.mutable_data_ptr<T>();
    return {{data, left}, {data + kMatrices * left, right}, tiles, memory};
  }

  void transform(int64_t tile, const Operands& to) const {
    const T* zeros = zeros_.const_data_ptr<T>();
    at::parallel_for(0, to.tiles, 4, [&](int64_t begin, int64_t end) {
      COTRAIN_KERNEL(winograd_output_gradients<T, stride>)
      (of_outputs_, gradients_, rows_, zeros, tile + begin, tile + end,
       {to.left.data + begin * rows_, to.left.step});
      COTRAIN_KERNEL(winograd_patches<T, stride>)
      (of_images_, images_, columns_, zeros, tile + begin, tile + end,
       {to.right.data + begin * columns_, to.right.step});
    });
  }

  // Adds to `sums` the products of one position, for the rows from `row` to the end of its strip.
  void add(const Operands& of, int64_t position, int64_t row, T* sums) const {
    COTRAIN_KERNEL(winograd_add_products<T>)
    (of.left.data + position * of.left.step + row, rows_, of.right.data + position * of.right.step, columns_,
     of.tiles, std::min(strip_, rows_ - row), sums);
  }

  // Each thread finishes its rows while their sums are in the cache.
  void by_rows(T* taps) const {
    const Operands all = operands(tiles_);
    transform(0, all);
    at::parallel_for(0, strips_, 1, [&](int64_t begin, int64_t end) {
      const int64_t step = step_of(strip_ * columns_);
      const at::Tensor memory = at::empty({kMatrices * step}, options_);
      T* sums = memory.mutable_data_ptr<T>();
      for (int64_t row = begin * strip_; row < std::min(rows_, end * strip_); row += strip_) {
        std::fill_n(sums, kMatrices * step, T(0));
        for (int64_t position = 0; position < kMatrices; ++position)
          add(all, position, row, sums + position * step);
        COTRAIN_KERNEL(winograd_filter_gradients<T, stride>)
        ({sums, step}, std::min(strip_, rows_ - row), columns_, taps + row * 9 * columns_);
      }
    });
  }

  void by_chunks(T* taps) const {
    const int64_t step = step_of(rows_ * columns_);
    const at::Tensor memory = at::empty({kMatrices, step}, options_);
    T* sums = memory.mutable_data_ptr<T>();
    Operands chunk = operands(std::min(kChunk, tiles_));
    // The first chunk begins the sums, even where it has no tile.
    for (int64_t tile = 0; tile == 0 || tile < tiles_; tile += kChunk) {
      chunk.tiles = std::min(kChunk, tiles_ - tile);
      transform(tile, chunk);
      at::parallel_for(0, kMatrices * strips_, 1, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) {
          const int64_t position = i / strips_, row = i % strips_ * strip_;
          T* own = sums + position * step + row * columns_;
          if (tile == 0) std::fill_n(own, std::min(strip_, rows_ - row) * columns_, T(0));
          add(chunk, position, row, own);
        }
      });
    }
    at::parallel_for(0, rows_, divide_up(1024, columns_), [&](int64_t begin, int64_t end) {
      COTRAIN_KERNEL(winograd_filter_gradients<T, stride>)
      ({sums + begin * columns_, step}, end - begin, columns_, taps + begin * 9 * columns_);
    });
  }
};

}  // namespace cotrain::winograd_conv2d
