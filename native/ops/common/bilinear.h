// Bilinear sampling of a bin, one axis at a time. The mean over a bin's grid of samples is
// rows^T * window * columns, where `rows` and `columns` depend on one axis each: samples of one axis that
// fall between the same cells share their taps, and only the touched rows and columns need be known.
#pragma once

#include <c10/macros/Macros.h>

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

  // Adds to the open list; returns the entry. Samples come in order, so a cell that is there already is
  // mostly among the last two; one that is there twice does no harm.
  size_t add(int32_t cell, T value) {
    const auto open = static_cast<size_t>(begin.back());
    for (size_t back = 1; back <= 2 && open + back <= index.size(); ++back) {
      const size_t entry = index.size() - back;
      if (index[entry] != cell) continue;
      weight[entry] += value;
      return entry;
    }
    index.push_back(cell);
    weight.push_back(value);
    return index.size() - 1;
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

struct Range {
  int64_t first, end;
};

// The part of a grid that can lie inside [-1, size], as a range of whole numbers: a box may be far larger
// than its map. As many samples more at either end as rounding may move them; the caller asks each sample
// itself, and of few it asks all.
template <typename T>
C10_HOST_DEVICE inline Range inside(const Grid<T>& grid, int64_t size) {
  const T start = grid.start, limit = grid.count, step = grid.bin / limit;
  const auto finite = [](T value) { return value - value == 0; };
  if (!(limit > 0) || !finite(step) || !finite(start)) return {0, 0};
  if (step == 0 || limit <= 8) return {0, static_cast<int64_t>(limit)};
  const auto within = [&](T value) { return value < 0 ? T(0) : value < limit ? value : limit; };
  const T a = (-1 - start) / step, b = (static_cast<T>(size) - start) / step;
  const T reach = (start < 0 ? -start : start) + static_cast<T>(size);
  const T margin = 2 + reach * T(0x1p-22) / (step < 0 ? -step : step);
  return {static_cast<int64_t>(within(floor(within(a < b ? a : b) - margin))),
          static_cast<int64_t>(within(ceil(within(a < b ? b : a) + margin)))};
}

// Calls use(position) for the samples of a grid that are inside [-1, size]; NaN is not.
template <typename T, typename Use>
C10_HOST_DEVICE inline void for_samples(const Grid<T>& grid, int64_t size, const Use& use) {
  const Range range = inside(grid, size);
  for (int64_t i = range.first; i < range.end; ++i) {
    const T at = grid.start + (static_cast<T>(i) + T(0.5)) * grid.bin / grid.count;
    if (at >= T(-1) && at <= static_cast<T>(size)) use(at);
  }
}

// Closes a list with the mean of the grid's samples. A sample outside counts as zero, one between the border
// and the first or last cell's centre as that cell. Cells of weight zero are left out: they are not read.
template <typename T>
void add_bin(Taps<T>& taps, const Grid<T>& grid, int64_t size) {
  const T share = T(1) / grid.count;
  for_samples(grid, size, [&](T at) {
    at = std::clamp(at, T(0), static_cast<T>(size - 1));
    const auto low = static_cast<int32_t>(at);
    const T high_weight = at - static_cast<T>(low);
    taps.add(low, (T(1) - high_weight) * share);
    if (high_weight > 0) taps.add(low + 1, high_weight * share);
  });
  taps.close();
}

// add_bin, with the derivatives of the weights by the grid's start: zero for a sample that is beyond the
// first or last cell's centre, where the value no longer changes. Cells that only a derivative reads have
// weight zero.
template <typename T>
void add_bin(Taps<T>& taps, std::vector<T>& slopes, const Grid<T>& grid, int64_t size) {
  const T share = T(1) / grid.count;
  const auto last = static_cast<T>(size - 1);
  const auto add = [&](int32_t cell, T weight, T slope) {
    const size_t entry = taps.add(cell, weight);
    if (entry == slopes.size()) slopes.push_back(0);
    slopes[entry] += slope;
  };
  for_samples(grid, size, [&](T at) {
    if (at < 0 || at > last || size == 1) return add(at > 0 ? static_cast<int32_t>(last) : 0, share, 0);
    const auto low = std::min(static_cast<int32_t>(at), static_cast<int32_t>(size - 2));
    const T high_weight = at - static_cast<T>(low);
    add(low, (T(1) - high_weight) * share, -share);
    add(low + 1, high_weight * share, share);
  });
  taps.close();
}

}  // namespace cotrain
