#pragma once
#include <cstdint>

#include "common/isa.h"

namespace cotrain::dynamic_conv {

// Parameters of the linear layer that are made side by side: rows `first`, `first + step`, ... of its weight.
struct Panel {
  int64_t first, step, count;
};

}  // namespace cotrain::dynamic_conv

COTRAIN_DECLARE_KERNELS(
    // Columns of a panel.
    template <typename T> int64_t dynamic_panel_width();

    // Panels [begin, end) of weight [*, channels] as [channels][width], transposed and padded with zeros; of
    // the bias as [width].
    template <typename T>
    void dynamic_pack(const T* weight, const T* bias, int64_t channels, const dynamic_conv::Panel* panels,
                      int64_t begin, int64_t end, T* packed, T* packed_bias);

    // x [rows, columns] as [columns / width][rows][width], padded with zeros.
    template <typename T> void dynamic_pack_rows(const T* x, int64_t rows, int64_t columns, T* packed);

    // c[i, j] = start[j] + sum over k of a[i, k] b[k, j], or added to c.
    template <typename T>
    void dynamic_multiply(int64_t rows, int64_t columns, int64_t depth, const T* a, int64_t a_row,
                          int64_t a_depth, const T* b, int64_t b_panel, int64_t b_depth, T* c, int64_t c_row,
                          const T* start, bool accumulate);

    // out = relu(layer_norm(x)) of rows [count, size]; out may be x.
    template <typename T>
    void norm_relu(const T* x, int64_t count, int64_t size, const T* weight, const T* bias, T eps, T* out);

    // Gradient of norm_relu at x; adds the sums over rows to grad_weight and grad_bias. grad_x may be grad.
    template <typename T>
    void norm_relu_backward(const T* x, const T* grad, int64_t count, int64_t size, const T* weight,
                            const T* bias, T eps, T* grad_x, T* grad_weight, T* grad_bias);

    // out[j] += sum over rows of x [rows, *], of which columns [begin, end) are taken.
    template <typename T>
    void add_rows(const T* x, int64_t rows, int64_t stride, int64_t begin, int64_t end, T* out);)
