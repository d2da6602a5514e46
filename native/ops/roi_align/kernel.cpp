#include "roi_align/kernel.h"

#include <cstring>

namespace cotrain::COTRAIN_ISA {

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif

template <typename T>
struct VectorOf {
  typedef T type __attribute__((vector_size(kVectorBytes), aligned(alignof(T)), may_alias));
};

// Channels [0, kVectors vectors) of one bin: the sums stay in registers over all taps.
template <typename T, int kVectors>
static void pool_bin(const T* map, int64_t row_stride, int64_t cell_stride, const TapLists<T>& rows,
                     int32_t row_list, const TapLists<T>& columns, int32_t column_list, T* out) {
  using Vector = typename VectorOf<T>::type;
  constexpr int kLanes = kVectorBytes / sizeof(T);
  Vector sum[kVectors] = {};
  for (int32_t i = rows.begin[row_list]; i < rows.begin[row_list + 1]; ++i) {
    const T* row = map + rows.index[i] * row_stride;
    for (int32_t j = columns.begin[column_list]; j < columns.begin[column_list + 1]; ++j) {
      const T weight = rows.weight[i] * columns.weight[j];
      const T* cell = row + columns.index[j] * cell_stride;
#pragma GCC unroll 16
      for (int v = 0; v < kVectors; ++v)
        sum[v] += weight * *reinterpret_cast<const Vector*>(cell + v * kLanes);
    }
  }
#pragma GCC unroll 16
  for (int v = 0; v < kVectors; ++v) *reinterpret_cast<Vector*>(out + v * kLanes) = sum[v];
}

template <typename T>
static void pool_channel(const T* map, int64_t row_stride, int64_t cell_stride, const TapLists<T>& rows,
                         int32_t row_list, const TapLists<T>& columns, int32_t column_list, T* out) {
  T sum = 0;
  for (int32_t i = rows.begin[row_list]; i < rows.begin[row_list + 1]; ++i)
    for (int32_t j = columns.begin[column_list]; j < columns.begin[column_list + 1]; ++j)
      sum += (rows.weight[i] * columns.weight[j]) *
             map[rows.index[i] * row_stride + columns.index[j] * cell_stride];
  *out = sum;
}

template <typename T, bool kOwnLists>
void pool_bins(const CellMap<const T>& map, const TapLists<T>& rows, const TapLists<T>& columns,
               int64_t height, int64_t width, int64_t channels, T* out, int64_t bin_stride) {
  constexpr int64_t kLanes = kVectorBytes / sizeof(T);
  constexpr int kWide = 16;
  for (int64_t i = 0; i < height; ++i) {
    for (int64_t j = 0; j < width; ++j) {
      const auto bin = static_cast<int32_t>(i * width + j);
      const int32_t row = kOwnLists ? bin : static_cast<int32_t>(i);
      const int32_t column = kOwnLists ? bin : static_cast<int32_t>(j);
      T* to = out + bin * bin_stride;
      int64_t c = 0;
      for (; c + kWide * kLanes <= channels; c += kWide * kLanes)
        pool_bin<T, kWide>(map.data + c, map.row_stride, map.cell_stride, rows, row, columns, column, to + c);
      for (; c + 4 * kLanes <= channels; c += 4 * kLanes)
        pool_bin<T, 4>(map.data + c, map.row_stride, map.cell_stride, rows, row, columns, column, to + c);
      for (; c + kLanes <= channels; c += kLanes)
        pool_bin<T, 1>(map.data + c, map.row_stride, map.cell_stride, rows, row, columns, column, to + c);
      for (; c < channels; ++c)
        pool_channel<T>(map.data + c, map.row_stride, map.cell_stride, rows, row, columns, column, to + c);
    }
  }
}

template <typename T>
void scatter_bins(const CellMap<T>& map, int64_t top, int64_t bottom, const int32_t* row_ids,
                  int64_t row_count, const TapLists<T>& rows, const int32_t* column_ids, int64_t column_count,
                  const TapLists<T>& columns, int64_t width, int64_t channels, const T* bins,
                  int64_t bin_stride, T* sum) {
  for (int64_t r = 0; r < row_count; ++r) {
    if (row_ids[r] < top || row_ids[r] >= bottom) continue;
    for (int64_t j = 0; j < width; ++j) {
      T* to = sum + j * channels;
      for (int32_t k = rows.begin[r]; k < rows.begin[r + 1]; ++k) {
        const T weight = rows.weight[k];
        const T* from = bins + (rows.index[k] * width + j) * bin_stride;
        if (k == rows.begin[r])
          for (int64_t c = 0; c < channels; ++c) to[c] = weight * from[c];
        else
          for (int64_t c = 0; c < channels; ++c) to[c] += weight * from[c];
      }
    }
    T* row = map.data + row_ids[r] * map.row_stride;
    for (int64_t q = 0; q < column_count; ++q) {
      T* cell = row + column_ids[q] * map.cell_stride;
      for (int32_t k = columns.begin[q]; k < columns.begin[q + 1]; ++k) {
        const T weight = columns.weight[k];
        const T* from = sum + columns.index[k] * channels;
        for (int64_t c = 0; c < channels; ++c) cell[c] += weight * from[c];
      }
    }
  }
}

template <typename T>
void planes_to_cells(const T* planes, int64_t plane_stride, int64_t channels, int64_t count, T* cells,
                     int64_t stride) {
  for (int64_t i = 0; i < count; ++i)
    for (int64_t c = 0; c < channels; ++c) cells[i * stride + c] = planes[c * plane_stride + i];
}

template <typename T>
void cells_to_planes(const T* cells, int64_t stride, int64_t channels, int64_t count, T* planes,
                     int64_t plane_stride) {
  for (int64_t c = 0; c < channels; ++c)
    for (int64_t i = 0; i < count; ++i) planes[c * plane_stride + i] = cells[i * stride + c];
}

#define COTRAIN_INSTANTIATE(T)                                                                               \
  template void pool_bins<T, false>(const CellMap<const T>&, const TapLists<T>&, const TapLists<T>&,         \
                                    int64_t, int64_t, int64_t, T*, int64_t);                                 \
  template void pool_bins<T, true>(const CellMap<const T>&, const TapLists<T>&, const TapLists<T>&, int64_t, \
                                   int64_t, int64_t, T*, int64_t);                                           \
  template void scatter_bins<T>(const CellMap<T>&, int64_t, int64_t, const int32_t*, int64_t,                \
                                const TapLists<T>&, const int32_t*, int64_t, const TapLists<T>&, int64_t,    \
                                int64_t, const T*, int64_t, T*);                                             \
  template void planes_to_cells<T>(const T*, int64_t, int64_t, int64_t, T*, int64_t);                        \
  template void cells_to_planes<T>(const T*, int64_t, int64_t, int64_t, T*, int64_t);

COTRAIN_INSTANTIATE(float)
COTRAIN_INSTANTIATE(double)

}  // namespace cotrain::COTRAIN_ISA
