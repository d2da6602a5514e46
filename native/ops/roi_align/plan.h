// What both directions need to know of each ROI: its map, and the cells that its bins read.
#pragma once

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>

#include <atomic>
#include <functional>
#include <numeric>

#include "common/bilinear.h"
#include "roi_align/kernel.h"
#include "roi_align/pooler.h"

namespace cotrain {

template <typename T>
TapLists<T> lists_of(const Taps<T>& taps) {
  return {taps.begin.data(), taps.index.data(), taps.weight.data()};
}

// Lists of bins for each cell that is read, of lists of cells for each bin.
template <typename T>
struct Touched {
  std::vector<int32_t> cells;  // ascending
  Taps<T> bins;

  explicit Touched(const Taps<T>& taps) {
    std::vector<int32_t> order(taps.index.size()), owner(taps.index.size());
    std::iota(order.begin(), order.end(), 0);
    for (size_t bin = 0; bin + 1 < taps.begin.size(); ++bin)
      std::fill(owner.begin() + taps.begin[bin], owner.begin() + taps.begin[bin + 1],
                static_cast<int32_t>(bin));
    std::stable_sort(order.begin(), order.end(),
                     [&](int32_t a, int32_t b) { return taps.index[a] < taps.index[b]; });
    for (size_t i = 0; i < order.size(); ++i) {
      const int32_t cell = taps.index[order[i]];
      if (cells.empty() || cells.back() != cell) {
        if (!cells.empty()) bins.close();
        cells.push_back(cell);
      }
      bins.index.push_back(owner[order[i]]);
      bins.weight.push_back(taps.weight[order[i]]);
    }
    if (!cells.empty()) bins.close();
  }
};

// Runs task(i) for i in [0, count) on all threads, each taking the next when it is done: tasks of unequal
// size. Which thread runs a task must not matter to its result.
inline void parallel_tasks(int64_t count, const std::function<void(int64_t)>& task) {
  std::atomic<int64_t> next{0};
  at::parallel_for(0, std::min<int64_t>(count, at::get_num_threads()), 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = next++; i < count; i = next++) task(i);
  });
}

}  // namespace cotrain
