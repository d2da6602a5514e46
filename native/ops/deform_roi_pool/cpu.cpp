// A bin that is moved is still a grid of samples, so it is pooled as ROIAlign's are, with rows and columns of
// its own.
#include <ATen/Dispatch.h>
#include <torch/library.h>

#include "deform_roi_pool/op.h"
#include "roi_align/plan.h"

namespace cotrain::deform_roi_pool {
namespace {

using at::Tensor;

struct Bins {
  int64_t height, width, sampling_ratio;
  double gamma;
};

// The grids of a ROI's bins: use(bin, rows, columns, ROI's height, ROI's width), lengths in cells.
template <typename T, typename Use>
void for_bins(const T* box, T scale, const T* offset, const Bins& bins, const Use& use) {
  const T left = box[0] * scale - T(0.5), top = box[1] * scale - T(0.5);
  const T width = (box[2] - box[0]) * scale, height = (box[3] - box[1]) * scale;
  const T step_x = width / static_cast<T>(bins.width), step_y = height / static_cast<T>(bins.height);
  const auto samples = [&](T step) {
    return bins.sampling_ratio > 0 ? static_cast<T>(bins.sampling_ratio) : std::ceil(step);
  };
  const T samples_x = samples(step_x), samples_y = samples(step_y);
  const int64_t count = bins.height * bins.width;
  for (int64_t bin = 0; bin < count; ++bin) {
    T x = left + static_cast<T>(bin % bins.width) * step_x;
    T y = top + static_cast<T>(bin / bins.width) * step_y;
    if (offset != nullptr) {
      x += static_cast<T>(bins.gamma) * width * offset[bin];
      y += static_cast<T>(bins.gamma) * height * offset[count + bin];
    }
    use(bin, Grid<T>{y, step_y, samples_y}, Grid<T>{x, step_x, samples_x}, height, width);
  }
}

// The mask is part of the rows' weights.
template <typename T>
std::vector<Roi<T>> plan(const Tensor& rois, const std::vector<Size>& sizes, int64_t images,
                         const Levels& levels, const T* offset, const T* mask, const Bins& bins) {
  const int64_t count = bins.height * bins.width;
  return plan_rois<T>(kOp, rois, sizes, images, levels,
                      [&](int64_t i, const T* box, T scale, const Size& size, Roi<T>& roi) {
                        for_bins(box, scale, offset == nullptr ? nullptr : offset + i * 2 * count, bins,
                                 [&](int64_t bin, const Grid<T>& rows, const Grid<T>& columns, T, T) {
                                   add_bin(roi.rows, rows, size.height);
                                   add_bin(roi.columns, columns, size.width);
                                   if (mask != nullptr)
                                     for (auto k = roi.rows.begin[bin]; k < roi.rows.begin[bin + 1]; ++k)
                                       roi.rows.weight[k] *= mask[i * count + bin];
                                 });
                      });
}

// Gradients to offset [N, 2, h, w] and mask [N, h, w], either of which may be null.
template <typename T>
void differentiate(const std::vector<Tensor>& maps, const Tensor& rois, const Levels& levels, const T* offset,
                   const T* mask, const Bins& bins, const T* grad, T* offset_grad, T* mask_grad) {
  const int64_t count = bins.height * bins.width, channels = maps[0].size(1);
  const auto kernel = COTRAIN_KERNEL(differentiate_bins<T>);
  std::vector<const T*> data;
  for (const Tensor& map : maps) data.push_back(map.const_data_ptr<T>());
  const auto places = plan_rois<T>(kOp, rois, sizes_of(maps), maps[0].size(0), levels, [](auto&&...) {});
  const T* boxes = rois.const_data_ptr<T>();
  parallel_tasks(rois.size(0), [&](Tasks& tasks) {
    for (int64_t i; tasks.take(i);) {
      const int64_t level = places[i].level, height = maps[level].size(2), width = maps[level].size(3);
      Taps<T> rows, columns;
      std::vector<T> row_slopes, column_slopes, out(count * 3);
      T roi_height = 0, roi_width = 0;
      for_bins(boxes + i * 5 + 1, static_cast<T>(levels.scales[level]),
               offset == nullptr ? nullptr : offset + i * 2 * count, bins,
               [&](int64_t, const Grid<T>& row, const Grid<T>& column, T h, T w) {
                 add_bin(rows, row_slopes, row, height);
                 add_bin(columns, column_slopes, column, width);
                 roi_height = h;
                 roi_width = w;
               });
      kernel({data[level] + places[i].image * height * width * channels, width * channels, channels},
             lists_of(rows), row_slopes.data(), lists_of(columns), column_slopes.data(), count, channels,
             grad + i * count * channels, channels, out.data());
      for (int64_t bin = 0; bin < count; ++bin) {
        const T scale = static_cast<T>(bins.gamma) * (mask == nullptr ? T(1) : mask[i * count + bin]);
        if (mask_grad != nullptr) mask_grad[i * count + bin] = out[bin * 3];
        if (offset_grad == nullptr) continue;
        offset_grad[i * 2 * count + bin] = out[bin * 3 + 1] * scale * roi_width;
        offset_grad[i * 2 * count + count + bin] = out[bin * 3 + 2] * scale * roi_height;
      }
    }
  });
}

MaybeTensor as(const MaybeTensor& tensor, at::ScalarType type) {
  return tensor ? MaybeTensor(tensor->to(type).contiguous()) : std::nullopt;
}

template <typename T>
const T* data_of(const MaybeTensor& tensor) {
  return tensor ? tensor->const_data_ptr<T>() : nullptr;
}

Tensor forward(COTRAIN_PARAMETERS) {
  const auto [height, width] = bins_of(kOp, output_size);
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  check_deformation(kOp, features, rois, offset, mask, height, width);
  const bool last = channels_last(features);
  const at::ScalarType type = compute_type(features[0].scalar_type());
  std::vector<Tensor> maps;
  for (const Tensor& map : features) maps.push_back(map.to(type).contiguous(format_of(last)));
  const MaybeTensor offsets = as(offset, type), masks = as(mask, type);
  const Levels levels{scales, canonical_size, canonical_level, min_level};
  const Bins bins{height, width, sampling_ratio, gamma};
  return AT_DISPATCH_FLOATING_TYPES(type, "deform_roi_pool", [&] {
    const auto plans = plan<scalar_t>(rois.to(type).contiguous(), sizes_of(maps), maps[0].size(0), levels,
                                      data_of<scalar_t>(offsets), data_of<scalar_t>(masks), bins);
    return pool_rois<scalar_t, true>(maps, plans, last, bins.height, bins.width)
        .to(features[0].scalar_type());
  });
}

std::tuple<std::vector<Tensor>, Tensor, Tensor> backward(COTRAIN_BACKWARD_PARAMETERS) {
  const Bins bins{grad.size(2), grad.size(3), sampling_ratio, gamma};
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  check_deformation(kOp, features, rois, offset, mask, bins.height, bins.width);
  const int64_t channels = grad.size(1), count = bins.height * bins.width;
  const at::ScalarType type = compute_type(grad.scalar_type());
  const Levels levels{scales, canonical_size, canonical_level, min_level};
  const Tensor cells = grad.to(type).contiguous(at::MemoryFormat::ChannelsLast);
  const Tensor boxes = rois.to(type).contiguous();
  const MaybeTensor offsets = as(offset, type), masks = as(mask, type);
  std::vector<Tensor> grads;
  Tensor offset_grad = wanted[1] ? at::empty(offset->sizes(), cells.options()) : Tensor();
  Tensor mask_grad = wanted[2] ? at::empty(mask->sizes(), cells.options()) : Tensor();
  AT_DISPATCH_FLOATING_TYPES(type, "deform_roi_pool_backward", [&] {
    const auto *from = cells.const_data_ptr<scalar_t>(), *moved = data_of<scalar_t>(offsets),
               *masked = data_of<scalar_t>(masks);
    if (wanted[0]) {
      const auto plans =
          plan<scalar_t>(boxes, sizes_of(features), features[0].size(0), levels, moved, masked, bins);
      const auto scatter = COTRAIN_KERNEL(scatter_own_bins<scalar_t>);
      grads = scatter_rois<scalar_t>(
          plans, sizes_of(features), features[0].size(0), channels, channels_last(features), cells.options(),
          [&](int64_t i, const Band<scalar_t>& band) {
            scatter(band.map, band.top, band.bottom, lists_of(plans[i].rows), lists_of(plans[i].columns),
                    count, band.channels, from + i * count * channels + band.channel, channels);
          });
    }
    if (wanted[1] || wanted[2]) {
      std::vector<Tensor> maps;
      for (const Tensor& map : features)
        maps.push_back(map.to(type).contiguous(at::MemoryFormat::ChannelsLast));
      differentiate<scalar_t>(maps, boxes, levels, moved, masked, bins, from,
                              wanted[1] ? offset_grad.mutable_data_ptr<scalar_t>() : nullptr,
                              wanted[2] ? mask_grad.mutable_data_ptr<scalar_t>() : nullptr);
    }
  });
  const auto back = [&](const Tensor& tensor) {
    return tensor.defined() ? tensor.to(grad.scalar_type()) : tensor;
  };
  for (Tensor& map : grads) map = back(map);
  return {grads, back(offset_grad), back(mask_grad)};
}

}  // namespace
}  // namespace cotrain::deform_roi_pool

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("deform_roi_pool_pyramid", &cotrain::deform_roi_pool::forward);
  library.impl("deform_roi_pool_pyramid_backward", &cotrain::deform_roi_pool::backward);
}
