#include <ATen/Dispatch.h>
#include <torch/library.h>

#include <numeric>

#include "roi_align/op.h"
#include "roi_align/plan.h"

namespace cotrain::roi_align {
namespace {

using at::Tensor;

struct Bins {
  int64_t height, width, sampling_ratio;
  bool aligned;
};

template <typename T>
void add_axis(Taps<T>& taps, T low, T high, int64_t count, int64_t size, const Bins& bins) {
  // As the first ROIAlign, an unaligned ROI is at least a cell wide.
  const T length = bins.aligned ? high - low : std::max(high - low, T(1));
  const T start = bins.aligned ? low - T(0.5) : low;
  const T bin = length / static_cast<T>(count);
  const T samples = bins.sampling_ratio > 0 ? static_cast<T>(bins.sampling_ratio) : std::ceil(bin);
  for (int64_t i = 0; i < count; ++i)
    add_bin(taps, Grid<T>{start + static_cast<T>(i) * bin, bin, samples}, size);
}

template <typename T>
std::vector<Roi<T>> plan(const Tensor& rois, const std::vector<Size>& sizes, int64_t images,
                         const Levels& levels, const Bins& bins) {
  return plan_rois<T>(kOp, rois, sizes, images, levels,
                      [&](int64_t, const T* box, T scale, const Size& size, Roi<T>& roi) {
                        add_axis(roi.rows, box[1] * scale, box[3] * scale, bins.height, size.height, bins);
                        add_axis(roi.columns, box[0] * scale, box[2] * scale, bins.width, size.width, bins);
                      });
}

// Lists of bins for each cell that is read, of lists of cells for each bin.
template <typename T>
struct Touched {
  std::vector<int32_t> cells;  // ascending
  Taps<T> bins;

  Touched() = default;
  explicit Touched(const Taps<T>& taps) {
    std::vector<int32_t> order(taps.index.size()), owner(taps.index.size());
    std::iota(order.begin(), order.end(), 0);
    for (size_t bin = 0; bin + 1 < taps.begin.size(); ++bin)
      std::fill(owner.begin() + taps.begin[bin], owner.begin() + taps.begin[bin + 1],
                static_cast<int32_t>(bin));
    std::stable_sort(order.begin(), order.end(),
                     [&](int32_t a, int32_t b) { return taps.index[a] < taps.index[b]; });
    for (int32_t i : order) {
      if (cells.empty() || cells.back() != taps.index[i]) {
        if (!cells.empty()) bins.close();
        cells.push_back(taps.index[i]);
      }
      bins.index.push_back(owner[i]);
      bins.weight.push_back(taps.weight[i]);
    }
    bins.close();
  }
};

Tensor forward(COTRAIN_PARAMETERS) {
  const auto [height, width] = bins_of(kOp, output_size);
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  const bool last = channels_last(features);
  const at::ScalarType type = compute_type(features[0].scalar_type());
  std::vector<Tensor> maps;
  for (const Tensor& map : features) maps.push_back(map.to(type).contiguous(format_of(last)));
  const Levels levels{scales, canonical_size, canonical_level, min_level};
  const Bins bins{height, width, sampling_ratio, aligned};
  return AT_DISPATCH_FLOATING_TYPES(type, "roi_align", [&] {
    const auto plans =
        plan<scalar_t>(rois.to(type).contiguous(), sizes_of(maps), maps[0].size(0), levels, bins);
    return pool_rois<scalar_t, false>(maps, plans, last, bins.height, bins.width)
        .to(features[0].scalar_type());
  });
}

std::vector<Tensor> backward(COTRAIN_BACKWARD_PARAMETERS) {
  const int64_t channels = grad.size(1), count = grad.size(2) * grad.size(3);
  const Levels levels{scales, canonical_size, canonical_level, min_level};
  const Bins bins{grad.size(2), grad.size(3), sampling_ratio, aligned};
  std::vector<Size> shapes;
  for (size_t i = 0; i + 1 < sizes.size(); i += 2) shapes.push_back({sizes[i], sizes[i + 1]});
  const at::ScalarType type = compute_type(grad.scalar_type());
  const Tensor cells = grad.to(type).contiguous(at::MemoryFormat::ChannelsLast);
  return AT_DISPATCH_FLOATING_TYPES(type, "roi_align_backward", [&] {
    const auto plans = plan<scalar_t>(rois.to(type).contiguous(), shapes, images, levels, bins);
    std::vector<Touched<scalar_t>> rows(plans.size()), columns(plans.size());
    at::parallel_for(0, static_cast<int64_t>(plans.size()), 16, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        rows[i] = Touched<scalar_t>(plans[i].rows);
        columns[i] = Touched<scalar_t>(plans[i].columns);
      }
    });
    const auto scatter = COTRAIN_KERNEL(scatter_bins<scalar_t>);
    const auto* from = cells.const_data_ptr<scalar_t>();
    auto grads = scatter_rois<scalar_t>(
        plans, shapes, images, channels, last, cells.options(), [&](int64_t i, const Band<scalar_t>& band) {
          const auto &row = rows[i].cells, &column = columns[i].cells;
          const auto first = std::lower_bound(row.begin(), row.end(), band.top) - row.begin();
          const auto end = std::lower_bound(row.begin(), row.end(), band.bottom) - row.begin();
          if (first == end || column.empty()) return;
          std::vector<scalar_t> sum(bins.width * band.channels);
          scatter(band.map, row.data(), first, end, lists_of(rows[i].bins), column.data(),
                  static_cast<int64_t>(column.size()), lists_of(columns[i].bins), bins.width, band.channels,
                  from + i * count * channels + band.channel, channels, sum.data());
        });
    for (Tensor& map : grads) map = map.to(grad.scalar_type());
    return grads;
  });
}

}  // namespace
}  // namespace cotrain::roi_align

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("roi_align_pyramid", &cotrain::roi_align::forward);
  library.impl("roi_align_pyramid_backward", &cotrain::roi_align::backward);
}
