#pragma once
#include <cstdint>

#include "common/isa.h"

namespace cotrain::deform_conv2d {

// Neighbouring channels that share a convolution group and an offset group.
struct Segment {
  int64_t channel, count, offset_group;
  int64_t column;  // of the first channel at the first tap; each tap is `tap_step` further
};

struct Geometry {
  int64_t height, width, channels;  // of the input
  int64_t out_height, out_width;
  int64_t kernel_height, kernel_width, stride[2], padding[2], dilation[2];
  int64_t offset_groups, tap_step, columns;
  const Segment* segments;
  int64_t segment_count;
};

// A bilinear sample: its four cells (-1: outside the map), their weights and the weights' derivatives.
template <typename T>
struct Sample {
  int64_t cell[4];
  T weight[4], by_y[4], by_x[4];
  T mask;
};

}  // namespace cotrain::deform_conv2d

COTRAIN_DECLARE_KERNELS(
    // Samples of output pixels [begin, end) of one image as [pixel][tap][offset group]. offset [2 * groups *
    // taps, pixels], mask [groups * taps, pixels] or null.
    template <typename T>
    void deform_samples(const deform_conv2d::Geometry& geometry, const T* offset, const T* mask,
                        int64_t begin, int64_t end, deform_conv2d::Sample<T>* samples);

    // Columns [pixel][columns] of `count` pixels from one image [height][width][channels].
    template <typename T>
    void deform_columns(const deform_conv2d::Geometry& geometry, const T* image, const T* zeros,
                        const deform_conv2d::Sample<T>* samples, int64_t count, T* columns);

    // Gradients to offset and mask (may be null) of pixels [begin, begin + count) from those of their
    // columns.
    template <typename T>
    void deform_grad_samples(const deform_conv2d::Geometry& geometry, const T* image, const T* zeros,
                             const deform_conv2d::Sample<T>* samples, const T* grad_columns, int64_t begin,
                             int64_t count, T* grad_offset, T* grad_mask);

    // Adds the gradient to channels [first, last) of the image.
    template <typename T>
    void deform_grad_image(const deform_conv2d::Geometry& geometry, const deform_conv2d::Sample<T>* samples,
                           const T* grad_columns, int64_t count, int64_t first, int64_t last, T* grad_image);

    template <typename T> int64_t deform_panel_width();

    // c[i, j] = start[j] + sum over k of a[i, k] b[k, j], or added to c; b in panels.
    template <typename T>
    void deform_multiply(int64_t rows, int64_t columns, int64_t depth, const T* a, int64_t a_row,
                         int64_t a_depth, const T* b, int64_t b_panel, int64_t b_depth, T* c, int64_t c_row,
                         const T* start, bool accumulate);)
