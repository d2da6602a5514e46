#include "deform_conv2d/kernel.h"

#include <cmath>

#include "common/gemm.h"

namespace cotrain::COTRAIN_ISA {

using deform_conv2d::Geometry;
using deform_conv2d::Sample;
using deform_conv2d::Segment;

template <typename T>
void deform_samples(const Geometry& g, const T* offset, const T* mask, int64_t begin, int64_t end,
                    Sample<T>* samples) {
  const int64_t taps = g.kernel_height * g.kernel_width, pixels = g.out_height * g.out_width;
  for (int64_t pixel = begin; pixel < end; ++pixel) {
    const int64_t top = pixel / g.out_width * g.stride[0] - g.padding[0];
    const int64_t left = pixel % g.out_width * g.stride[1] - g.padding[1];
    for (int64_t tap = 0; tap < taps; ++tap) {
      for (int64_t group = 0; group < g.offset_groups; ++group, ++samples) {
        const int64_t at = group * taps + tap;
        const T y = T(top + tap / g.kernel_width * g.dilation[0]) + offset[2 * at * pixels + pixel];
        const T x = T(left + tap % g.kernel_width * g.dilation[1]) + offset[(2 * at + 1) * pixels + pixel];
        *samples = {{-1, -1, -1, -1}, {}, {}, {}, mask == nullptr ? T(1) : mask[at * pixels + pixel]};
        // Written so that NaN is outside.
        if (!(y > T(-1) && y < T(g.height) && x > T(-1) && x < T(g.width))) continue;
        const T floor_y = std::floor(y), floor_x = std::floor(x);
        const auto row = static_cast<int64_t>(floor_y), column = static_cast<int64_t>(floor_x);
        const T v[2] = {T(1) - (y - floor_y), y - floor_y}, h[2] = {T(1) - (x - floor_x), x - floor_x};
        for (int i = 0; i < 2; ++i) {
          for (int j = 0; j < 2; ++j) {
            if (row + i < 0 || row + i >= g.height || column + j < 0 || column + j >= g.width) continue;
            const int k = 2 * i + j;
            samples->cell[k] = (row + i) * g.width + column + j;
            samples->weight[k] = v[i] * h[j];
            samples->by_y[k] = i == 1 ? h[j] : -h[j];
            samples->by_x[k] = j == 1 ? v[i] : -v[i];
          }
        }
      }
    }
  }
}

namespace {

// Rows of the four cells; outside the map zeros, so that nothing there can be NaN.
template <typename T>
struct Corners {
  const T* row[4];
  Corners(const Sample<T>& sample, const T* image, const T* zeros, int64_t channels, int64_t channel) {
    for (int k = 0; k < 4; ++k) {
      row[k] = sample.cell[k] < 0 ? zeros : image + sample.cell[k] * channels + channel;
    }
  }
};

}  // namespace

template <typename T>
void deform_columns(const Geometry& g, const T* image, const T* zeros, const Sample<T>* samples,
                    int64_t count, T* columns) {
  const int64_t taps = g.kernel_height * g.kernel_width;
  for (int64_t pixel = 0; pixel < count; ++pixel, columns += g.columns) {
    for (int64_t tap = 0; tap < taps; ++tap, samples += g.offset_groups) {
      for (int64_t s = 0; s < g.segment_count; ++s) {
        const Segment& segment = g.segments[s];
        const Sample<T>& sample = samples[segment.offset_group];
        const Corners<T> from(sample, image, zeros, g.channels, segment.channel);
        const T *a = from.row[0], *b = from.row[1], *c = from.row[2], *d = from.row[3];
        const T w0 = sample.weight[0], w1 = sample.weight[1], w2 = sample.weight[2], w3 = sample.weight[3];
        const T mask = sample.mask;
        T* to = columns + segment.column + tap * g.tap_step;
#pragma GCC ivdep
        for (int64_t i = 0; i < segment.count; ++i) {
          to[i] = mask * (w0 * a[i] + w1 * b[i] + w2 * c[i] + w3 * d[i]);
        }
      }
    }
  }
}

template <typename T>
void deform_grad_samples(const Geometry& g, const T* image, const T* zeros, const Sample<T>* samples,
                         const T* grad_columns, int64_t begin, int64_t count, T* grad_offset, T* grad_mask) {
  constexpr int64_t lanes = kLanes<T>;
  const int64_t taps = g.kernel_height * g.kernel_width, pixels = g.out_height * g.out_width;
  for (int64_t pixel = begin; pixel < begin + count; ++pixel, grad_columns += g.columns) {
    for (int64_t tap = 0; tap < taps; ++tap, samples += g.offset_groups) {
      for (int64_t s = 0; s < g.segment_count; ++s) {
        const Segment& segment = g.segments[s];
        const Sample<T>& sample = samples[segment.offset_group];
        const Corners<T> from(sample, image, zeros, g.channels, segment.channel);
        const T* grad = grad_columns + segment.column + tap * g.tap_step;
        T by_mask = 0, by_y = 0, by_x = 0;
        for (int k = 0; k < 4; ++k) {
          const T* row = from.row[k];
          Vector<T> dots = {};
          T dot = 0;
          int64_t i = 0;
          for (; i + lanes <= segment.count; i += lanes) dots += load(grad + i) * load(row + i);
          for (; i < segment.count; ++i) dot += grad[i] * row[i];
          dot += sum_of<T>(dots);
          by_mask += sample.weight[k] * dot;
          by_y += sample.by_y[k] * dot;
          by_x += sample.by_x[k] * dot;
        }
        // Segments of one offset group come one after another; their first writes, the others add.
        const bool first = s == 0 || g.segments[s - 1].offset_group != segment.offset_group;
        const auto put = [first](T* to, T value) { *to = first ? value : *to + value; };
        const int64_t at = segment.offset_group * taps + tap;
        put(grad_offset + 2 * at * pixels + pixel, sample.mask * by_y);
        put(grad_offset + (2 * at + 1) * pixels + pixel, sample.mask * by_x);
        if (grad_mask != nullptr) put(grad_mask + at * pixels + pixel, by_mask);
      }
    }
  }
}

template <typename T>
void deform_grad_image(const Geometry& g, const Sample<T>* samples, const T* grad_columns, int64_t count,
                       int64_t first, int64_t last, T* grad_image) {
  const int64_t taps = g.kernel_height * g.kernel_width;
  for (int64_t pixel = 0; pixel < count; ++pixel, grad_columns += g.columns) {
    for (int64_t tap = 0; tap < taps; ++tap, samples += g.offset_groups) {
      for (int64_t s = 0; s < g.segment_count; ++s) {
        const Segment& segment = g.segments[s];
        const int64_t from = std::max(first, segment.channel);
        const int64_t size = std::min(last, segment.channel + segment.count) - from;
        if (size <= 0) continue;
        const Sample<T>& sample = samples[segment.offset_group];
        const T* grad = grad_columns + segment.column + tap * g.tap_step + from - segment.channel;
        for (int k = 0; k < 4; ++k) {
          if (sample.cell[k] < 0) continue;
          const T scale = sample.mask * sample.weight[k];
          T* to = grad_image + sample.cell[k] * g.channels + from;
#pragma GCC ivdep
          for (int64_t i = 0; i < size; ++i) to[i] += scale * grad[i];
        }
      }
    }
  }
}

template <typename T>
int64_t deform_panel_width() {
  return kPanel<T>;
}

template <typename T>
void deform_multiply(int64_t rows, int64_t columns, int64_t depth, const T* a, int64_t a_row, int64_t a_depth,
                     const T* b, int64_t b_panel, int64_t b_depth, T* c, int64_t c_row, const T* start,
                     bool accumulate) {
  multiply(
      Product<T>{rows, columns, depth, a, a_row, a_depth, b, b_panel, b_depth, c, c_row, start, accumulate});
}

#define INSTANTIATE(T)                                                                                    \
  template void deform_samples(const Geometry&, const T*, const T*, int64_t, int64_t, Sample<T>*);        \
  template void deform_columns(const Geometry&, const T*, const T*, const Sample<T>*, int64_t, T*);       \
  template void deform_grad_samples(const Geometry&, const T*, const T*, const Sample<T>*, const T*,      \
                                    int64_t, int64_t, T*, T*);                                            \
  template void deform_grad_image(const Geometry&, const Sample<T>*, const T*, int64_t, int64_t, int64_t, \
                                  T*);                                                                    \
  template int64_t deform_panel_width<T>();                                                               \
  template void deform_multiply(int64_t, int64_t, int64_t, const T*, int64_t, int64_t, const T*, int64_t, \
                                int64_t, T*, int64_t, const T*, bool);

INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace cotrain::COTRAIN_ISA
