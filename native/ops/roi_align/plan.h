// What the poolers on the CPU share: which map each ROI is pooled from and which cells its bins read, and how
// the work is cut into tasks.
//
// Sums are formed in one order for each channel of each bin (or cell): over the ROIs, then rows, then
// columns. How the work is cut does not change it, so results do not depend on the number of threads, nor on
// the memory format.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <limits>

#include "common/bilinear.h"
#include "common/parallel.h"
#include "roi_align/kernel.h"
#include "roi_align/pooler.h"

namespace cotrain::pooling {

struct Size {
  int64_t height, width;
};

template <typename T>
struct Roi {
  int64_t level, image;
  Taps<T> rows, columns;  // a list for each of the bins' rows and columns, or for each bin
};

template <typename T>
TapLists<T> lists_of(const Taps<T>& taps) {
  return {taps.begin.data(), taps.index.data(), taps.weight.data()};
}

// float16 and bfloat16 are computed in float.
inline at::ScalarType compute_type(at::ScalarType type) {
  return type == at::kDouble ? at::kDouble : at::kFloat;
}

inline std::vector<Size> sizes_of(at::TensorList maps) {
  std::vector<Size> sizes;
  for (const at::Tensor& map : maps) sizes.push_back({map.size(2), map.size(3)});
  return sizes;
}

// Finds each ROI's map; add_bins(i, box [4], scale, size, roi) fills in its rows and columns.
template <typename T, typename AddBins>
std::vector<Roi<T>> plan_rois(const char* op, const at::Tensor& rois, const std::vector<Size>& sizes,
                              int64_t images, const Levels& levels, const AddBins& add_bins) {
  const int64_t count = rois.size(0);
  const T* data = rois.const_data_ptr<T>();
  for (int64_t i = 0; i < count; ++i) {
    const T image = data[i * 5];
    COTRAIN_CHECK_INDEX(op, image >= 0 && image < static_cast<T>(images), "rois[", i, ", 0] is ", image,
                        ": the batch has ", images, " images");
  }
  std::vector<Roi<T>> result(count);
  at::parallel_for(0, count, 16, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const T* box = data + i * 5 + 1;
      Roi<T>& roi = result[i];
      roi.image = static_cast<int64_t>(data[i * 5]);
      roi.level = level_of(box[0], box[1], box[2], box[3], static_cast<int64_t>(sizes.size()),
                           levels.canonical_size, levels.canonical_level, levels.min_level);
      add_bins(i, box, static_cast<T>(levels.scales[roi.level]), sizes[roi.level], roi);
    }
  });
  return result;
}

// ROIs of each map of each image, in order.
template <typename T>
std::vector<std::vector<int64_t>> by_map(const std::vector<Roi<T>>& rois, int64_t levels, int64_t images) {
  std::vector<std::vector<int64_t>> result(levels * images);
  for (size_t i = 0; i < rois.size(); ++i)
    result[rois[i].level * images + rois[i].image].push_back(static_cast<int64_t>(i));
  return result;
}

// The bins of all ROIs, [N, C, height, width]. `maps` are all channels_last, or all contiguous.
template <typename T, bool kOwnLists>
at::Tensor pool_rois(at::TensorList maps, const std::vector<Roi<T>>& rois, bool last, int64_t height,
                     int64_t width) {
  const int64_t images = maps[0].size(0), channels = maps[0].size(1), bins = height * width;
  const auto count = static_cast<int64_t>(rois.size());
  at::Tensor out =
      at::empty({count, channels, height, width}, maps[0].options().memory_format(format_of(last)));
  if (out.numel() == 0) return out;
  T* result = out.mutable_data_ptr<T>();
  std::vector<const T*> data;
  for (const at::Tensor& map : maps) data.push_back(map.const_data_ptr<T>());
  const std::vector<Size> sizes = sizes_of(maps);
  const auto pool = COTRAIN_KERNEL(pool_bins<T, kOwnLists>);

  if (last) {
    parallel_tasks(count, [&](Tasks& tasks) {
      for (int64_t i; tasks.take(i);) {
        const Roi<T>& roi = rois[i];
        const Size size = sizes[roi.level];
        pool({data[roi.level] + roi.image * size.height * size.width * channels, size.width * channels,
              channels},
             lists_of(roi.rows), lists_of(roi.columns), height, width, channels, result + i * bins * channels,
             channels);
      }
    });
    return out;
  }

  // Planes: a cache line of channels of a map at a time, turned into cells of those channels.
  constexpr int64_t kGroup = 64 / sizeof(T);
  const int64_t groups = (channels + kGroup - 1) / kGroup;
  const auto to_cells = COTRAIN_KERNEL(planes_to_cells<T>);
  const auto to_planes = COTRAIN_KERNEL(cells_to_planes<T>);
  const auto of_map = by_map(rois, static_cast<int64_t>(maps.size()), images);
  std::vector<Range> windows;  // rows of each map that are read
  for (const std::vector<int64_t>& own : of_map) {
    Range window{std::numeric_limits<int64_t>::max(), 0};
    for (int64_t i : own)
      for (int32_t row : rois[i].rows.index)
        window = {std::min<int64_t>(window.first, row), std::max<int64_t>(window.end, row + 1)};
    windows.push_back({std::min(window.first, window.end), window.end});
  }
  parallel_tasks(static_cast<int64_t>(of_map.size()) * groups, [&](Tasks& tasks) {
    Scratch<T> cells, pooled;
    for (int64_t task; tasks.take(task);) {
      const int64_t map = task / groups, first = task % groups * kGroup;
      const int64_t level = map / images, image = map % images, group = std::min(kGroup, channels - first);
      if (of_map[map].empty()) continue;
      const Size size = sizes[level];
      const auto [top, bottom] = windows[map];
      const int64_t area = size.height * size.width, count = (bottom - top) * size.width;
      T *window = cells.of(count * kGroup), *own = pooled.of(bins * kGroup);
      to_cells(data[level] + (image * channels + first) * area + top * size.width, area, group, count, window,
               kGroup);
      for (int64_t i : of_map[map]) {
        pool({window - top * size.width * kGroup, size.width * kGroup, kGroup}, lists_of(rois[i].rows),
             lists_of(rois[i].columns), height, width, group, own, kGroup);
        to_planes(own, kGroup, group, bins, result + (i * channels + first) * bins, bins);
      }
    }
  });
  return out;
}

// The part to which a task adds gradients: rows [top, bottom) of `channels` channels of one map, the first of
// them `channel`.
template <typename T>
struct Band {
  CellMap<T> map;
  int64_t top, bottom, channel, channels;
};

// The maps' gradients: add(i, band) adds what ROI i has for a band. No two tasks own the same cell and
// channel.
template <typename T, typename Add>
std::vector<at::Tensor> scatter_rois(const std::vector<Roi<T>>& rois, const std::vector<Size>& sizes,
                                     int64_t images, int64_t channels, bool last,
                                     const at::TensorOptions& options, const Add& add) {
  std::vector<at::Tensor> grads;
  std::vector<T*> data;
  for (const Size& size : sizes) {
    grads.push_back(
        at::empty({images, channels, size.height, size.width}, options.memory_format(format_of(last))));
    data.push_back(grads.back().mutable_data_ptr<T>());
  }
  // A band stays in the second-level cache while all ROIs add to it.
  constexpr int64_t kBandBytes = 1 << 20, width = 64;
  struct Place {
    int64_t map, top, bottom, channel;
  };
  std::vector<Place> bands;
  const auto of_map = by_map(rois, static_cast<int64_t>(sizes.size()), images);
  for (int64_t map = 0; map < static_cast<int64_t>(of_map.size()); ++map) {
    const Size size = sizes[map / images];
    const int64_t step = std::clamp<int64_t>(
        kBandBytes / (size.width * width * static_cast<int64_t>(sizeof(T))), 1, size.height);
    for (int64_t top = 0; top < size.height; top += step)
      for (int64_t channel = 0; channel < channels; channel += width)
        bands.push_back({map, top, std::min(top + step, size.height), channel});
  }
  const auto to_planes = COTRAIN_KERNEL(cells_to_planes<T>);
  parallel_tasks(static_cast<int64_t>(bands.size()), [&](Tasks& tasks) {
    Scratch<T> scratch;
    for (int64_t task; tasks.take(task);) {
      const auto [map, top, bottom, channel] = bands[task];
      const int64_t level = map / images, count = std::min(width, channels - channel);
      const Size size = sizes[level];
      const int64_t area = size.height * size.width, cells = (bottom - top) * size.width;
      T* image = data[level] + map % images * channels * area;
      if (last) {
        T* from = image + channel;
        for (int64_t cell = top * size.width; cell < bottom * size.width; ++cell)
          std::fill_n(from + cell * channels, count, T(0));
        const Band<T> band{{from, size.width * channels, channels}, top, bottom, channel, count};
        for (int64_t i : of_map[map]) add(i, band);
      } else {
        T* own = scratch.of(cells * width);
        std::fill_n(own, cells * width, T(0));
        const Band<T> band{
            {own - top * size.width * width, size.width * width, width}, top, bottom, channel, count};
        for (int64_t i : of_map[map]) add(i, band);
        to_planes(own, width, count, cells, image + channel * area + top * size.width, area);
      }
    }
  });
  return grads;
}

}  // namespace cotrain::pooling
