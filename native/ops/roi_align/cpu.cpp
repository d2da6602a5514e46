// Sums are formed in one order for each channel of each bin (or cell): over the ROIs, then rows, then
// columns. How the work is cut into tasks does not change it, so results do not depend on the number of
// threads, nor on the memory format.
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

#include "roi_align/kernel.h"
#include "roi_align/plan.h"
#include "roi_align/pooler.h"

namespace {

using at::Tensor;
using at::TensorList;
using namespace cotrain;

struct Options {
  at::ArrayRef<double> scales;
  int64_t height, width, sampling_ratio;
  bool aligned;
  int64_t canonical_size, canonical_level, min_level;
};

struct Size {
  int64_t height, width;
};

template <typename T>
struct Roi {
  int64_t level, image;
  Taps<T> rows, columns;  // a list for each of the bins' rows and columns
};

template <typename T>
void add_axis(Taps<T>& taps, T low, T high, T scale, int64_t bins, int64_t size, const Options& options) {
  const T shift = options.aligned ? T(0.5) : T(0);
  const T start = low * scale - shift;
  T length = (high * scale - shift) - start;
  if (!options.aligned)
    length = std::max(length, T(1));  // as the first ROIAlign, which kept to ROIPool's habit
  const T bin = length / static_cast<T>(bins);
  const T count = options.sampling_ratio > 0 ? static_cast<T>(options.sampling_ratio) : std::ceil(bin);
  for (int64_t i = 0; i < bins; ++i)
    add_bin(taps, Grid<T>{start + static_cast<T>(i) * bin, bin, count}, size);
}

template <typename T>
std::vector<Roi<T>> plan(const Tensor& rois, const std::vector<Size>& sizes, int64_t images,
                         const Options& options) {
  const int64_t count = rois.size(0);
  const T* box = rois.const_data_ptr<T>();
  for (int64_t i = 0; i < count; ++i) {
    const T image = box[i * 5];
    TORCH_CHECK_INDEX(image >= 0 && image < static_cast<T>(images), "rois[", i, ", 0] is ", image,
                      ": the batch has ", images, " images");
  }
  std::vector<Roi<T>> result(count);
  at::parallel_for(0, count, 16, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const T *b = box + i * 5, x1 = b[1], y1 = b[2], x2 = b[3], y2 = b[4];
      Roi<T>& roi = result[i];
      roi.image = static_cast<int64_t>(b[0]);
      roi.level = level_of(x1, y1, x2, y2, static_cast<int64_t>(sizes.size()), options.canonical_size,
                           options.canonical_level, options.min_level);
      const T scale = static_cast<T>(options.scales[roi.level]);
      const Size size = sizes[roi.level];
      add_axis(roi.rows, y1, y2, scale, options.height, size.height, options);
      add_axis(roi.columns, x1, x2, scale, options.width, size.width, options);
    }
  });
  return result;
}

template <typename T>
Tensor forward_of(const std::vector<Tensor>& maps, const Tensor& rois, bool last, const Options& options) {
  const int64_t images = maps[0].size(0), channels = maps[0].size(1), count = rois.size(0);
  const int64_t height = options.height, width = options.width, bins = height * width;
  Tensor out = at::empty({count, channels, height, width}, maps[0].options().memory_format(format_of(last)));
  std::vector<Size> sizes;
  for (const Tensor& map : maps) sizes.push_back({map.size(2), map.size(3)});
  const auto regions = plan<T>(rois, sizes, images, options);
  if (out.numel() == 0) return out;
  T* result = out.mutable_data_ptr<T>();
  const auto pool = COTRAIN_KERNEL(pool_bins<T, false>);

  if (last) {
    parallel_tasks(count, [&](int64_t i) {
      const Roi<T>& roi = regions[i];
      const int64_t map_width = sizes[roi.level].width;
      const T* data =
          maps[roi.level].template const_data_ptr<T>() + roi.image * sizes[roi.level].height * map_width * channels;
      pool({data, map_width * channels, channels}, lists_of(roi.rows), lists_of(roi.columns), height, width,
           channels, result + i * bins * channels, channels);
    });
    return out;
  }

  // Planes: a few channels of a map at a time, turned into cells of those channels.
  constexpr int64_t kGroup = 64 / sizeof(T);
  const int64_t groups = (channels + kGroup - 1) / kGroup;
  const auto to_cells = COTRAIN_KERNEL(planes_to_cells<T>);
  const auto to_planes = COTRAIN_KERNEL(cells_to_planes<T>);
  std::vector<std::vector<int64_t>> of_map(maps.size() * images);
  for (int64_t i = 0; i < count; ++i) of_map[regions[i].level * images + regions[i].image].push_back(i);
  parallel_tasks(static_cast<int64_t>(of_map.size()) * groups, [&](int64_t task) {
    const int64_t map = task / groups, first = task % groups * kGroup;
    const int64_t level = map / images, image = map % images, group = std::min(kGroup, channels - first);
    const Size size = sizes[level];
    if (of_map[map].empty()) return;
    int64_t top = size.height, bottom = 0;
    for (int64_t i : of_map[map])
      for (int32_t row : regions[i].rows.index) {
        top = std::min<int64_t>(top, row);
        bottom = std::max<int64_t>(bottom, row + 1);
      }
    const int64_t area = size.height * size.width;
    const T* planes = maps[level].const_data_ptr<T>() + (image * channels + first) * area;
    std::vector<T> cells(std::max<int64_t>(bottom - top, 0) * size.width * kGroup), pooled(bins * kGroup);
    if (bottom > top)
      to_cells(planes + top * size.width, area, group, (bottom - top) * size.width, cells.data(), kGroup);
    for (int64_t i : of_map[map]) {
      const Roi<T>& roi = regions[i];
      pool({cells.data() - top * size.width * kGroup, size.width * kGroup, kGroup}, lists_of(roi.rows),
           lists_of(roi.columns), height, width, group, pooled.data(), kGroup);
      to_planes(pooled.data(), kGroup, group, bins, result + (i * channels + first) * bins, bins);
    }
  });
  return out;
}

template <typename T>
std::vector<Tensor> backward_of(const Tensor& grad, const Tensor& rois, int64_t images,
                                const std::vector<Size>& sizes, bool last, const Options& options) {
  const int64_t channels = grad.size(1), count = rois.size(0);
  const int64_t height = options.height, width = options.width, bins = height * width;
  std::vector<Tensor> grads;
  for (const Size& size : sizes)
    grads.push_back(at::empty({images, channels, size.height, size.width},
                              grad.options().memory_format(format_of(last))));
  const auto regions = plan<T>(rois, sizes, images, options);
  const Tensor cells = grad.contiguous(at::MemoryFormat::ChannelsLast);
  const T* from = cells.const_data_ptr<T>();
  std::vector<std::vector<int64_t>> of_map(sizes.size() * images);
  for (int64_t i = 0; i < count; ++i) of_map[regions[i].level * images + regions[i].image].push_back(i);
  std::vector<Touched<T>> rows, columns;
  for (const Roi<T>& roi : regions) {
    rows.emplace_back(roi.rows);
    columns.emplace_back(roi.columns);
  }

  // A task is a band of rows of some channels, small enough to stay in the second-level cache while all ROIs
  // add to it.
  constexpr int64_t kBandBytes = 1 << 20;
  const int64_t group_size = last ? 64 : static_cast<int64_t>(64 / sizeof(T));
  const int64_t groups = (channels + group_size - 1) / group_size;
  struct Band {
    int64_t map, top, bottom, channel;
  };
  std::vector<Band> bands;
  for (size_t map = 0; map < of_map.size(); ++map) {
    const Size size = sizes[map / images];
    const int64_t step =
        std::clamp<int64_t>(kBandBytes / (size.width * group_size * sizeof(T)), 1, size.height);
    for (int64_t group = 0; group < groups; ++group)
      for (int64_t top = 0; top < size.height; top += step)
        bands.push_back(
            {static_cast<int64_t>(map), top, std::min(top + step, size.height), group * group_size});
  }

  const auto scatter = COTRAIN_KERNEL(scatter_bins<T>);
  const auto to_planes = COTRAIN_KERNEL(cells_to_planes<T>);
  parallel_tasks(static_cast<int64_t>(bands.size()), [&](int64_t task) {
    const auto [map, top, bottom, channel] = bands[task];
    const int64_t level = map / images, image = map % images;
    const int64_t group = std::min(group_size, channels - channel);
    const Size size = sizes[level];
    T* to = grads[level].mutable_data_ptr<T>() + image * channels * size.height * size.width;
    std::vector<T> sum(width * group), own;
    CellMap<T> out{to + channel, size.width * channels, channels};
    if (last) {
      for (int64_t cell = top * size.width; cell < bottom * size.width; ++cell)
        std::fill_n(out.data + cell * channels, group, T(0));
    } else {
      own.assign((bottom - top) * size.width * group, T(0));
      out = {own.data() - top * size.width * group, size.width * group, group};
    }
    for (int64_t i : of_map[map])
      scatter(out, top, bottom, rows[i].cells.data(), static_cast<int64_t>(rows[i].cells.size()),
              lists_of(rows[i].bins), columns[i].cells.data(), static_cast<int64_t>(columns[i].cells.size()),
              lists_of(columns[i].bins), width, group, from + i * bins * channels + channel, channels,
              sum.data());
    if (!last)
      to_planes(own.data(), group, group, (bottom - top) * size.width,
                to + channel * size.height * size.width + top * size.width, size.height * size.width);
  });
  return grads;
}

// float16 and bfloat16 are computed in float.
at::ScalarType compute_type(at::ScalarType type) { return type == at::kDouble ? at::kDouble : at::kFloat; }

Tensor forward(TensorList features, const Tensor& rois, at::ArrayRef<double> scales,
               at::IntArrayRef output_size, int64_t sampling_ratio, bool aligned, int64_t canonical_size,
               int64_t canonical_level, int64_t min_level) {
  const auto [height, width] = bins_of(output_size);
  check_roi_align(features, rois, scales, sampling_ratio, canonical_size);
  const Options options{scales,  height,         width,           sampling_ratio,
                        aligned, canonical_size, canonical_level, min_level};
  const bool last = channels_last(features);
  const at::ScalarType type = compute_type(features[0].scalar_type());
  std::vector<Tensor> maps;
  for (const Tensor& map : features) maps.push_back(map.to(type).contiguous(format_of(last)));
  const Tensor boxes = rois.to(type).contiguous();
  return AT_DISPATCH_FLOATING_TYPES(type, "roi_align", [&] {
    return forward_of<scalar_t>(maps, boxes, last, options).to(features[0].scalar_type());
  });
}

std::vector<Tensor> backward(const Tensor& grad, const Tensor& rois, int64_t images, at::IntArrayRef sizes,
                             bool last, at::ArrayRef<double> scales, int64_t sampling_ratio, bool aligned,
                             int64_t canonical_size, int64_t canonical_level, int64_t min_level) {
  const Options options{scales,  grad.size(2),   grad.size(3),    sampling_ratio,
                        aligned, canonical_size, canonical_level, min_level};
  std::vector<Size> shapes;
  for (size_t i = 0; i + 1 < sizes.size(); i += 2) shapes.push_back({sizes[i], sizes[i + 1]});
  const at::ScalarType type = compute_type(grad.scalar_type());
  return AT_DISPATCH_FLOATING_TYPES(type, "roi_align_backward", [&] {
    auto grads =
        backward_of<scalar_t>(grad.to(type), rois.to(type).contiguous(), images, shapes, last, options);
    for (Tensor& map : grads) map = map.to(grad.scalar_type());
    return grads;
  });
}

}  // namespace

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("roi_align_pyramid", &forward);
  library.impl("roi_align_pyramid_backward", &backward);
}
