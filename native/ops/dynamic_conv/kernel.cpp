#include "dynamic_conv/kernel.h"

#include <cmath>

#include "common/gemm.h"

namespace cotrain::COTRAIN_ISA {

using dynamic_conv::Panel;

template <typename T>
int64_t dynamic_panel_width() {
  return kPanel<T>;
}

template <typename T>
void dynamic_pack(const T* weight, const T* bias, int64_t channels, const Panel* panels, int64_t begin,
                  int64_t end, T* packed, T* packed_bias) {
  constexpr int64_t width = kPanel<T>, lanes = kLanes<T>;
  for (int64_t q = begin; q < end; ++q) {
    const Panel& panel = panels[q];
    T *to = packed + q * channels * width, *start = packed_bias + q * width;
    for (int64_t j = 0; j < width; ++j) {
      start[j] = j < panel.count ? bias[panel.first + j * panel.step] : T(0);
    }
    for (int64_t j = 0; j < width; j += lanes) {
      const T* from = weight + (panel.first + j * panel.step) * channels;
      const int64_t step = panel.step * channels;
      int64_t k = 0;
      if (j + lanes <= panel.count) {
        for (; k + lanes <= channels; k += lanes) {
          Vector<T> square[lanes];
#pragma GCC unroll 16
          for (int64_t i = 0; i < lanes; ++i) square[i] = load(from + i * step + k);
          transpose<T>(square);
#pragma GCC unroll 16
          for (int64_t i = 0; i < lanes; ++i) store<T>(to + (k + i) * width + j, square[i]);
        }
      }
      for (; k < channels; ++k) {
        for (int64_t i = 0; i < lanes; ++i) {
          to[k * width + j + i] = j + i < panel.count ? from[i * step + k] : T(0);
        }
      }
    }
  }
}

template <typename T>
void dynamic_pack_rows(const T* x, int64_t rows, int64_t columns, T* packed) {
  constexpr int64_t width = kPanel<T>;
  for (int64_t k = 0; k < columns; k += width) {
    const int64_t count = std::min(width, columns - k);
    for (int64_t row = 0; row < rows; ++row, packed += width) {
      const T* from = x + row * columns + k;
      for (int64_t i = 0; i < count; ++i) packed[i] = from[i];
      for (int64_t i = count; i < width; ++i) packed[i] = T(0);
    }
  }
}

template <typename T>
void dynamic_multiply(int64_t rows, int64_t columns, int64_t depth, const T* a, int64_t a_row,
                      int64_t a_depth, const T* b, int64_t b_panel, int64_t b_depth, T* c, int64_t c_row,
                      const T* start, bool accumulate) {
  multiply(
      Product<T>{rows, columns, depth, a, a_row, a_depth, b, b_panel, b_depth, c, c_row, start, accumulate});
}

namespace {

template <typename T>
struct Moments {
  T mean, scale;  // of (x - mean) * scale
};

template <typename T>
Moments<T> moments(const T* x, int64_t size, T eps) {
  constexpr int64_t lanes = kLanes<T>;
  const int64_t whole = size / (4 * lanes) * (4 * lanes);
  Vector<T> sums[4] = {};  // four chains of additions at a time
  T rest = 0;
  for (int64_t i = 0; i < whole; i += 4 * lanes) {
    for (int v = 0; v < 4; ++v) sums[v] += load(x + i + v * lanes);
  }
  for (int64_t i = whole; i < size; ++i) rest += x[i];
  const T mean = (sum_of<T>(sums[0] + sums[1] + (sums[2] + sums[3])) + rest) / T(size);
  Vector<T> squares[4] = {};
  rest = 0;
  for (int64_t i = 0; i < whole; i += 4 * lanes) {
    for (int v = 0; v < 4; ++v) {
      const Vector<T> d = load(x + i + v * lanes) - mean;
      squares[v] += d * d;
    }
  }
  for (int64_t i = whole; i < size; ++i) rest += (x[i] - mean) * (x[i] - mean);
  rest += sum_of<T>(squares[0] + squares[1] + (squares[2] + squares[3]));
  return {mean, T(1) / std::sqrt(rest / T(size) + eps)};
}

// Keeps NaN, as torch's relu does.
template <typename T>
inline T relu(T x) {
  return x < T(0) ? T(0) : x;
}

}  // namespace

template <typename T>
void norm_relu(const T* x, int64_t count, int64_t size, const T* weight, const T* bias, T eps, T* out) {
  for (int64_t row = 0; row < count; ++row, x += size, out += size) {
    const auto [mean, scale] = moments(x, size, eps);
#pragma GCC ivdep
    for (int64_t i = 0; i < size; ++i) out[i] = relu((x[i] - mean) * scale * weight[i] + bias[i]);
  }
}

template <typename T>
void norm_relu_backward(const T* x, const T* grad, int64_t count, int64_t size, const T* weight,
                        const T* bias, T eps, T* grad_x, T* grad_weight, T* grad_bias) {
  constexpr int64_t lanes = kLanes<T>;
  const int64_t whole = size / lanes * lanes;
  for (int64_t row = 0; row < count; ++row, x += size, grad += size, grad_x += size) {
    const auto [mean, scale] = moments(x, size, eps);
    Vector<T> sums = {}, dots = {};
    T sum = 0, dot = 0;
    // y > 0 is decided by the same expression as in the forward pass.
    for (int64_t i = 0; i < whole; i += lanes) {
      const Vector<T> unit = (load(x + i) - mean) * scale, w = load(weight + i);
      const Vector<T> y = unit * w + load(bias + i);
      const Vector<T> g = y > T(0) ? load(grad + i) : Vector<T>{};
      store<T>(grad_weight + i, load(grad_weight + i) + g * unit);
      store<T>(grad_bias + i, load(grad_bias + i) + g);
      sums += g * w;
      dots += g * w * unit;
    }
    for (int64_t i = whole; i < size; ++i) {
      const T unit = (x[i] - mean) * scale;
      const T g = unit * weight[i] + bias[i] > T(0) ? grad[i] : T(0);
      grad_weight[i] += g * unit;
      grad_bias[i] += g;
      sum += g * weight[i];
      dot += g * weight[i] * unit;
    }
    sum = (sum + sum_of<T>(sums)) / T(size);
    dot = (dot + sum_of<T>(dots)) / T(size);
#pragma GCC ivdep
    for (int64_t i = 0; i < size; ++i) {
      const T unit = (x[i] - mean) * scale;
      const T g = unit * weight[i] + bias[i] > T(0) ? grad[i] : T(0);
      grad_x[i] = scale * (g * weight[i] - sum - unit * dot);
    }
  }
}

template <typename T>
void add_rows(const T* x, int64_t rows, int64_t stride, int64_t begin, int64_t end, T* out) {
  for (int64_t row = 0; row < rows; ++row) {
#pragma GCC ivdep
    for (int64_t i = begin; i < end; ++i) out[i] += x[row * stride + i];
  }
}

#define INSTANTIATE(T)                                                                                       \
  template int64_t dynamic_panel_width<T>();                                                                 \
  template void dynamic_pack(const T*, const T*, int64_t, const Panel*, int64_t, int64_t, T*, T*);           \
  template void dynamic_pack_rows(const T*, int64_t, int64_t, T*);                                           \
  template void dynamic_multiply(int64_t, int64_t, int64_t, const T*, int64_t, int64_t, const T*, int64_t,   \
                                 int64_t, T*, int64_t, const T*, bool);                                      \
  template void norm_relu(const T*, int64_t, int64_t, const T*, const T*, T, T*);                            \
  template void norm_relu_backward(const T*, const T*, int64_t, int64_t, const T*, const T*, T, T*, T*, T*); \
  template void add_rows(const T*, int64_t, int64_t, int64_t, int64_t, T*);

INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace cotrain::COTRAIN_ISA
