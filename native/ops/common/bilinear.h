// Bilinear sampling of a bin, one axis at a time. The mean over a bin's grid of samples is
// rows^T * window * columns, where `rows` and `columns` depend on one axis each: samples of one axis that
// fall between the same cells share their taps, and only the touched rows and columns need be known.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace cotrain {

// Lists of cells and their weights along one axis: list i is entries [begin[i], begin[i + 1]).
template <typename T>
struct Taps {
  std::vector<int32_t> begin{0};
  std::vector<int32_t> index;
  std::vector<T> weight;

  // Adds to the open list. Samples come in order, so a cell that is there already is among the last two.
  void add(int32_t cell, T value) {
    const auto open = static_cast<size_t>(begin.back());
    for (size_t back = 1; back <= 2 && open + back <= index.size(); ++back) {
      if (index[index.size() - back] == cell) {
        weight[weight.size() - back] += value;
        return;
      }
    }
    index.push_back(cell);
    weight.push_back(value);
  }

  void close() { begin.push_back(static_cast<int32_t>(index.size())); }
};

// Samples at start + (i + 0.5) * bin / count for i in [0, count), count a whole number.
template <typename T>
struct Grid {
  T start;
  T bin;
  T count;
};

// The part of a grid that can lie inside [-1, size], as a range of whole numbers: a box may be far larger
// than its map. One sample more at either end, for the rounding; the caller asks each sample itself.
template <typename T>
inline std::pair<int64_t, int64_t> inside(const Grid<T>& grid, int64_t size) {
  const double step = double(grid.bin) / double(grid.count), limit = double(grid.count);
  if (!(limit > 0) || !std::isfinite(step) || !std::isfinite(double(grid.start))) return {0, 0};
  double first = 0, last = limit;
  if (step != 0) {
    const double a = (-1 - double(grid.start)) / step, b = (double(size) - double(grid.start)) / step;
    first = std::clamp(std::floor(std::min(a, b)) - 1, 0.0, limit);
    last = std::clamp(std::ceil(std::max(a, b)) + 1, 0.0, limit);
  }
  return {static_cast<int64_t>(first), static_cast<int64_t>(last)};
}

// Closes a list with the mean of the grid's samples. A sample outside [-1, size] (or nowhere: NaN) counts as
// zero, one between the border and the first or last cell's centre as that cell. Cells of weight zero are
// left out: they are not read.
template <typename T>
void add_bin(Taps<T>& taps, const Grid<T>& grid, int64_t size) {
  const T share = T(1) / grid.count;
  const auto [first, last] = inside(grid, size);
  for (int64_t i = first; i < last; ++i) {
    T at = grid.start + (static_cast<T>(i) + T(0.5)) * grid.bin / grid.count;
    if (!(at >= T(-1) && at <= static_cast<T>(size))) continue;
    at = std::clamp(at, T(0), static_cast<T>(size - 1));
    const auto low = static_cast<int32_t>(at);
    const T high_weight = at - static_cast<T>(low);
    taps.add(low, (T(1) - high_weight) * share);
    if (high_weight > 0) taps.add(low + 1, high_weight * share);
  }
  taps.close();
}

}  // namespace cotrain
