// Classes row by row of the output: the two rows of maps around a row are stretched to the image's width
// (kept while they stay the same: at stride 4 for four rows), and panels of pixels between them become scores
// and classes while they are in the first-level cache. Nothing exists at the image's size but the result.
#pragma once
#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>
#include <vector>

#include "common/class_map.h"
#include "semantic_inference/kernel.h"

namespace cotrain::class_map {

using semantic_inference::Source;

// As upsample_bilinear2d with align_corners = false.
template <typename T>
std::vector<Source<T>> sources_of(int64_t from, int64_t to, int64_t count) {
  std::vector<Source<T>> sources(count);
  const T scale = static_cast<T>(from) / static_cast<T>(to);
  for (int64_t i = 0; i < count; ++i) {
    const T at = std::max(T(0), scale * (T(i) + T(0.5)) - T(0.5));
    const int64_t first = std::min(static_cast<int64_t>(at), from - 1);
    sources[i] = {first, std::min(first + 1, from - 1), std::min(T(1), at - T(first))};
  }
  return sources;
}

// Two rows by their number, of which the older one makes place.
template <typename T>
class RowPair {
 public:
  RowPair(T* memory, int64_t size) : memory_(memory), size_(size) {}

  // The row; `make(row, to)` fills it if it is not there. `keep` stays.
  template <typename Make>
  const T* find(int64_t row, int64_t keep, const Make& make) {
    for (int slot = 0; slot < 2; ++slot) {
      if (rows_[slot] == row) return memory_ + slot * size_;
    }
    const int slot = rows_[0] == keep ? 1 : 0;
    rows_[slot] = row;
    make(row, memory_ + slot * size_);
    return memory_ + slot * size_;
  }

 private:
  T* memory_;
  int64_t size_;
  std::array<int64_t, 2> rows_ = {-1, -1};
};

// scores(upper, lower, weight, scratch, out): scores [classes][panel width] of pixels between two rows [maps]
// [panel width]; `scratch` has the size of such a row. pick(scores, count, row, column): what becomes of the
// scores of `count` pixels of the output, from this row and column on.
template <typename T, typename Scores, typename Pick>
void each_row(const Sizes& s, const at::Tensor& maps, const Scores& make_scores, const Pick& pick) {
  const auto stretch = COTRAIN_KERNEL(semantic_stretch<T>);
  const auto blend = COTRAIN_KERNEL(semantic_blend<T>);
  const int64_t width = COTRAIN_KERNEL(semantic_panel_width<T>)(), K = s.classes;
  const auto panels_of = [&](int64_t columns) { return (columns + width - 1) / width; };
  const int64_t panels = panels_of(s.valid_width), row_size = panels * s.maps * width;
  const int64_t out_panels = panels_of(s.out_width), line = panels * width;
  const bool same = s.out_height == s.valid_height && s.out_width == s.valid_width;

  const auto map_rows = sources_of<T>(s.height, s.padded_height, s.valid_height);
  const auto map_columns = sources_of<T>(s.width, s.padded_width, s.valid_width);
  const auto rows = sources_of<T>(s.valid_height, s.out_height, s.out_height);
  const auto columns = sources_of<T>(s.valid_width, s.out_width, s.out_width);
  const T* from = maps.const_data_ptr<T>();

  at::parallel_for(0, s.out_height, 4, [&](int64_t begin, int64_t end) {
    // Rows of maps, a panel, its scores; where the image is resized, scores of a row and rows of them.
    const int64_t resized = same ? 0 : K * line + 2 * out_panels * K * width;
    const at::Tensor memory =
        at::empty({2 * row_size + s.maps * width + K * width + resized}, maps.options());
    T* const stretched = memory.mutable_data_ptr<T>();
    T* const scratch = stretched + 2 * row_size;
    T* const scores = scratch + s.maps * width;
    T* const score_line = scores + K * width;
    RowPair<T> pair(stretched, row_size), score_pair(score_line + K * line, out_panels * K * width);

    const auto stretch_maps = [&](int64_t row, T* to) {
      stretch(from + row * s.width, s.maps, s.height * s.width, map_columns.data(), s.valid_width, to);
    };
    const auto each_panel = [&](int64_t y, const auto& use) {
      const auto [first, second, weight] = map_rows[y];
      const T* upper = pair.find(first, second, stretch_maps);
      const T* lower = pair.find(second, first, stretch_maps);
      for (int64_t panel = 0; panel < panels; ++panel) {
        const int64_t at = panel * s.maps * width;
        make_scores(upper + at, lower + at, weight, scratch, scores);
        use(panel * width, std::min(width, s.valid_width - panel * width));
      }
    };
    const auto stretch_scores = [&](int64_t row, T* to) {
      each_panel(row, [&](int64_t column, int64_t) {
        for (int64_t k = 0; k < K; ++k)
          std::copy_n(scores + k * width, width, score_line + k * line + column);
      });
      stretch(score_line, K, line, columns.data(), s.out_width, to);
    };

    for (int64_t y = begin; y < end; ++y) {
      if (same) {
        each_panel(y, [&](int64_t column, int64_t count) { pick(scores, count, y, column); });
        continue;
      }
      const auto [first, second, weight] = rows[y];
      const T* upper = score_pair.find(first, second, stretch_scores);
      const T* lower = score_pair.find(second, first, stretch_scores);
      for (int64_t panel = 0; panel < out_panels; ++panel) {
        const int64_t at = panel * K * width, column = panel * width;
        blend(upper + at, lower + at, weight, K * width, scores);
        pick(scores, std::min(width, s.out_width - column), y, column);
      }
    }
  });
}

}  // namespace cotrain::class_map
