// ROIAlign and deformable ROI pooling as torchvision and mmcv compute them on the CPU: planes, one thread,
// one sample after the other; ROIAlign's four taps of each sample worked out once for all channels
// (torchvision's pre_calc).
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <torch/library.h>

#include <vector>

namespace {

using at::Tensor;

struct Sample {
  int64_t cell[4];
  float weight[4];
};

Sample sample_at(float y, float x, int64_t height, int64_t width) {
  Sample s{};
  if (y < -1 || y > height || x < -1 || x > width) return s;
  y = std::max(y, 0.f);
  x = std::max(x, 0.f);
  int64_t top = static_cast<int64_t>(y), left = static_cast<int64_t>(x), bottom = top + 1, right = left + 1;
  if (top >= height - 1) {
    top = bottom = height - 1;
    y = static_cast<float>(top);
  }
  if (left >= width - 1) {
    left = right = width - 1;
    x = static_cast<float>(left);
  }
  const float down = y - top, along = x - left, up = 1 - down, back = 1 - along;
  return {{top * width + left, top * width + right, bottom * width + left, bottom * width + right},
          {up * back, up * along, down * back, down * along}};
}

struct Grid {
  float left, top, bin_width, bin_height;
  int64_t image;
};

Grid grid_of(const float* roi, float scale, int64_t bins) {
  const float left = roi[1] * scale - .5f, top = roi[2] * scale - .5f;
  return {left, top, (roi[3] * scale - .5f - left) / bins, (roi[4] * scale - .5f - top) / bins,
          static_cast<int64_t>(roi[0])};
}

std::vector<Sample> samples_of(const Grid& g, int64_t bins, int64_t ratio, int64_t height, int64_t width) {
  std::vector<Sample> samples;
  for (int64_t i = 0; i < bins; ++i)
    for (int64_t j = 0; j < bins; ++j)
      for (int64_t iy = 0; iy < ratio; ++iy)
        for (int64_t ix = 0; ix < ratio; ++ix)
          samples.push_back(sample_at(g.top + i * g.bin_height + (iy + .5f) * g.bin_height / ratio,
                                      g.left + j * g.bin_width + (ix + .5f) * g.bin_width / ratio, height,
                                      width));
  return samples;
}

Tensor roi_align(const Tensor& input, const Tensor& rois, double scale, int64_t bins, int64_t ratio) {
  const int64_t channels = input.size(1), height = input.size(2), width = input.size(3), n = rois.size(0);
  Tensor out = at::empty({n, channels, bins, bins}, input.options());
  const float *data = input.const_data_ptr<float>(), *roi = rois.const_data_ptr<float>();
  float* to = out.mutable_data_ptr<float>();
  const int64_t per_bin = ratio * ratio;
  for (int64_t r = 0; r < n; ++r) {
    const Grid grid = grid_of(roi + r * 5, static_cast<float>(scale), bins);
    const auto samples = samples_of(grid, bins, ratio, height, width);
    for (int64_t c = 0; c < channels; ++c) {
      const float* plane = data + (grid.image * channels + c) * height * width;
      const Sample* s = samples.data();
      for (int64_t bin = 0; bin < bins * bins; ++bin) {
        float sum = 0;
        for (int64_t k = 0; k < per_bin; ++k, ++s)
          sum += s->weight[0] * plane[s->cell[0]] + s->weight[1] * plane[s->cell[1]] +
                 s->weight[2] * plane[s->cell[2]] + s->weight[3] * plane[s->cell[3]];
        *to++ = sum / per_bin;
      }
    }
  }
  return out;
}

// The backward kernels work out each sample's taps again for each channel.
Tensor roi_align_backward(const Tensor& grad, const Tensor& rois, at::IntArrayRef shape, double scale,
                          int64_t ratio) {
  const int64_t channels = shape[1], height = shape[2], width = shape[3], bins = grad.size(2);
  Tensor result = at::zeros(shape, grad.options());
  const float *from = grad.const_data_ptr<float>(), *roi = rois.const_data_ptr<float>();
  float* data = result.mutable_data_ptr<float>();
  for (int64_t r = 0; r < rois.size(0); ++r) {
    const Grid g = grid_of(roi + r * 5, static_cast<float>(scale), bins);
    for (int64_t c = 0; c < channels; ++c) {
      float* plane = data + (g.image * channels + c) * height * width;
      for (int64_t i = 0; i < bins; ++i)
        for (int64_t j = 0; j < bins; ++j) {
          const float share = *from++ / (ratio * ratio);
          for (int64_t iy = 0; iy < ratio; ++iy)
            for (int64_t ix = 0; ix < ratio; ++ix) {
              const Sample s =
                  sample_at(g.top + i * g.bin_height + (iy + .5f) * g.bin_height / ratio,
                            g.left + j * g.bin_width + (ix + .5f) * g.bin_width / ratio, height, width);
              for (int k = 0; k < 4; ++k) plane[s.cell[k]] += share * s.weight[k];
            }
        }
    }
  }
  return result;
}

// As mmcv: nothing is worked out ahead, since each bin lies elsewhere.
Tensor deform_roi_pool(const Tensor& input, const Tensor& rois, const Tensor& offset, double scale,
                       int64_t bins, int64_t ratio, double gamma) {
  const int64_t channels = input.size(1), height = input.size(2), width = input.size(3), n = rois.size(0);
  Tensor out = at::empty({n, channels, bins, bins}, input.options());
  const float *data = input.const_data_ptr<float>(), *roi = rois.const_data_ptr<float>();
  float* to = out.mutable_data_ptr<float>();
  for (int64_t r = 0; r < n; ++r) {
    const Grid g = grid_of(roi + r * 5, static_cast<float>(scale), bins);
    const float* move = offset.const_data_ptr<float>() + r * 2 * bins * bins;
    for (int64_t c = 0; c < channels; ++c) {
      const float* plane = data + (g.image * channels + c) * height * width;
      for (int64_t i = 0; i < bins; ++i)
        for (int64_t j = 0; j < bins; ++j) {
          const int64_t bin = i * bins + j;
          const float left = g.left + static_cast<float>(gamma) * g.bin_width * bins * move[bin];
          const float top = g.top + static_cast<float>(gamma) * g.bin_height * bins * move[bins * bins + bin];
          float sum = 0;
          for (int64_t iy = 0; iy < ratio; ++iy)
            for (int64_t ix = 0; ix < ratio; ++ix) {
              const Sample s =
                  sample_at(top + i * g.bin_height + (iy + .5f) * g.bin_height / ratio,
                            left + j * g.bin_width + (ix + .5f) * g.bin_width / ratio, height, width);
              for (int k = 0; k < 4; ++k) sum += s.weight[k] * plane[s.cell[k]];
            }
          *to++ = sum / (ratio * ratio);
        }
    }
  }
  return out;
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cotrain_peers, library) {
  library.def("roi_align(Tensor input, Tensor rois, float scale, int bins, int ratio) -> Tensor", &roi_align);
  library.def("roi_align_backward(Tensor grad, Tensor rois, int[] shape, float scale, int ratio) -> Tensor",
              &roi_align_backward);
  library.def(
      "deform_roi_pool(Tensor input, Tensor rois, Tensor offset, float scale, int bins, int ratio, "
      "float gamma) -> Tensor",
      &deform_roi_pool);
}
