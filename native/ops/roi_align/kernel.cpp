#include "roi_align/kernel.h"

#include "common/lanes.h"

namespace cotrain::COTRAIN_ISA {

// A step over some channels: step.run<n>(c) for n vectors from channel c on, with as many vectors at once as
// registers hold, then step.one(c) for the channels left.
template <typename T, typename Step>
static inline void over_channels(int64_t channels, const Step& step) {
  constexpr int kMost = kVectorBytes == 64 ? 16 : 8;
  int64_t c = 0;
  for (; c + kMost * kLanes<T> <= channels; c += kMost * kLanes<T>) step.template run<kMost>(c);
  for (; c + 4 * kLanes<T> <= channels; c += 4 * kLanes<T>) step.template run<4>(c);
  for (; c + kLanes<T> <= channels; c += kLanes<T>) step.template run<1>(c);
  for (; c < channels; ++c) step.one(c);
}

// One bin; the sums stay in registers over all taps.
template <typename T>
struct PoolBin {
  const CellMap<const T>& map;
  const TapLists<T>&rows, &columns;
  int32_t row_list, column_list;
  T* out;

  template <int kVectors>
  void run(int64_t c) const {
    Vector<T> sum[kVectors] = {};
    for (int32_t i = rows.begin[row_list]; i < rows.begin[row_list + 1]; ++i) {
      const T* row = map.data + rows.index[i] * map.row_stride + c;
      for (int32_t j = columns.begin[column_list]; j < columns.begin[column_list + 1]; ++j) {
        const T weight = rows.weight[i] * columns.weight[j];
        const T* cell = row + columns.index[j] * map.cell_stride;
#pragma GCC unroll 16
        for (int v = 0; v < kVectors; ++v) sum[v] += weight * load<T>(cell + v * kLanes<T>);
      }
    }
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v) store<T>(out + c + v * kLanes<T>, sum[v]);
  }

  void one(int64_t c) const {
    T sum = 0;
    for (int32_t i = rows.begin[row_list]; i < rows.begin[row_list + 1]; ++i)
      for (int32_t j = columns.begin[column_list]; j < columns.begin[column_list + 1]; ++j)
        sum += (rows.weight[i] * columns.weight[j]) *
               map.data[rows.index[i] * map.row_stride + columns.index[j] * map.cell_stride + c];
    out[c] = sum;
  }
};

template <typename T, bool kOwnLists>
void pool_bins(const CellMap<const T>& map, const TapLists<T>& rows, const TapLists<T>& columns,
               int64_t height, int64_t width, int64_t channels, T* out, int64_t bin_stride) {
  for (int64_t i = 0; i < height; ++i) {
    for (int64_t j = 0; j < width; ++j) {
      const int64_t bin = i * width + j;
      const auto row = static_cast<int32_t>(kOwnLists ? bin : i);
      const auto column = static_cast<int32_t>(kOwnLists ? bin : j);
      over_channels<T>(channels, PoolBin<T>{map, rows, columns, row, column, out + bin * bin_stride});
    }
  }
}

// to = (kAdd ? to : 0) + the weighted sum of a list's runs of channels.
template <typename T, bool kAdd>
struct Combine {
  const TapLists<T>& lists;
  int64_t list;
  const T* from;
  int64_t stride;
  T* to;

  template <int kVectors>
  void run(int64_t c) const {
    Vector<T> sum[kVectors] = {};
    if constexpr (kAdd) {
#pragma GCC unroll 16
      for (int v = 0; v < kVectors; ++v) sum[v] = load<T>(to + c + v * kLanes<T>);
    }
    for (int32_t k = lists.begin[list]; k < lists.begin[list + 1]; ++k) {
      const T weight = lists.weight[k];
      const T* run = from + lists.index[k] * stride + c;
#pragma GCC unroll 16
      for (int v = 0; v < kVectors; ++v) sum[v] += weight * load<T>(run + v * kLanes<T>);
    }
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v) store<T>(to + c + v * kLanes<T>, sum[v]);
  }

  void one(int64_t c) const {
    T sum = kAdd ? to[c] : T(0);
    for (int32_t k = lists.begin[list]; k < lists.begin[list + 1]; ++k)
      sum += lists.weight[k] * from[lists.index[k] * stride + c];
    to[c] = sum;
  }
};

template <typename T>
void scatter_bins(const CellMap<T>& map, const int32_t* row_ids, int64_t first, int64_t end,
                  const TapLists<T>& rows, const int32_t* column_ids, int64_t column_count,
                  const TapLists<T>& columns, int64_t width, int64_t channels, const T* bins,
                  int64_t bin_stride, T* sum) {
  for (int64_t r = first; r < end; ++r) {
    for (int64_t j = 0; j < width; ++j)
      over_channels<T>(channels, Combine<T, false>{rows, r, bins + j * bin_stride, width * bin_stride,
                                                   sum + j * channels});
    T* row = map.data + row_ids[r] * map.row_stride;
    for (int64_t q = 0; q < column_count; ++q)
      over_channels<T>(channels,
                       Combine<T, true>{columns, q, sum, channels, row + column_ids[q] * map.cell_stride});
  }
}

template <typename T>
struct AddScaled {
  T weight;
  const T* from;
  T* to;

  template <int kVectors>
  void run(int64_t c) const {
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v) {
      T* at = to + c + v * kLanes<T>;
      store<T>(at, load<T>(at) + weight * load<T>(from + c + v * kLanes<T>));
    }
  }
  void one(int64_t c) const { to[c] += weight * from[c]; }
};

template <typename T>
void scatter_own_bins(const CellMap<T>& map, int64_t top, int64_t bottom, const TapLists<T>& rows,
                      const TapLists<T>& columns, int64_t count, int64_t channels, const T* bins,
                      int64_t bin_stride) {
  for (int64_t bin = 0; bin < count; ++bin) {
    for (int32_t i = rows.begin[bin]; i < rows.begin[bin + 1]; ++i) {
      if (rows.index[i] < top || rows.index[i] >= bottom) continue;
      T* row = map.data + rows.index[i] * map.row_stride;
      for (int32_t j = columns.begin[bin]; j < columns.begin[bin + 1]; ++j)
        over_channels<T>(channels, AddScaled<T>{rows.weight[i] * columns.weight[j], bins + bin * bin_stride,
                                                row + columns.index[j] * map.cell_stride});
    }
  }
}

template <typename T>
void differentiate_bins(const CellMap<const T>& map, const TapLists<T>& rows, const T* row_slopes,
                        const TapLists<T>& columns, const T* column_slopes, int64_t count, int64_t channels,
                        const T* bins, int64_t bin_stride, T* out) {
  for (int64_t bin = 0; bin < count; ++bin) {
    const T* from = bins + bin * bin_stride;
    T mean = 0, by_column = 0, by_row = 0;
    for (int32_t i = rows.begin[bin]; i < rows.begin[bin + 1]; ++i) {
      const T* row = map.data + rows.index[i] * map.row_stride;
      for (int32_t j = columns.begin[bin]; j < columns.begin[bin + 1]; ++j) {
        const T* cell = row + columns.index[j] * map.cell_stride;
        Vector<T> partial[4] = {};
        int64_t c = 0;
        for (; c + 4 * kLanes<T> <= channels; c += 4 * kLanes<T>)
          for (int v = 0; v < 4; ++v)
            partial[v] += load<T>(from + c + v * kLanes<T>) * load<T>(cell + c + v * kLanes<T>);
        const Vector<T> lanes = (partial[0] + partial[1]) + (partial[2] + partial[3]);
        T dot = 0;
        for (int lane = 0; lane < kLanes<T>; ++lane) dot += lanes[lane];
        for (; c < channels; ++c) dot += from[c] * cell[c];
        // Cells that only a slope reads have weight 0, and their dot product may be NaN.
        if (rows.weight[i] != 0 && columns.weight[j] != 0) mean += rows.weight[i] * columns.weight[j] * dot;
        if (rows.weight[i] != 0 && column_slopes[j] != 0)
          by_column += rows.weight[i] * column_slopes[j] * dot;
        if (row_slopes[i] != 0 && columns.weight[j] != 0) by_row += row_slopes[i] * columns.weight[j] * dot;
      }
    }
    out[bin * 3] = mean;
    out[bin * 3 + 1] = by_column;
    out[bin * 3 + 2] = by_row;
  }
}

template <typename T>
void planes_to_cells(const T* planes, int64_t plane_stride, int64_t channels, int64_t count, T* cells,
                     int64_t stride) {
  transpose_matrix(planes, plane_stride, channels, count, cells, stride);
}

template <typename T>
void cells_to_planes(const T* cells, int64_t stride, int64_t channels, int64_t count, T* planes,
                     int64_t plane_stride) {
  transpose_matrix(cells, stride, count, channels, planes, plane_stride);
}

#define COTRAIN_INSTANTIATE(T)                                                                               \
  template void pool_bins<T, false>(const CellMap<const T>&, const TapLists<T>&, const TapLists<T>&,         \
                                    int64_t, int64_t, int64_t, T*, int64_t);                                 \
  template void pool_bins<T, true>(const CellMap<const T>&, const TapLists<T>&, const TapLists<T>&, int64_t, \
                                   int64_t, int64_t, T*, int64_t);                                           \
  template void scatter_bins<T>(const CellMap<T>&, const int32_t*, int64_t, int64_t, const TapLists<T>&,     \
                                const int32_t*, int64_t, const TapLists<T>&, int64_t, int64_t, const T*,     \
                                int64_t, T*);                                                                \
  template void scatter_own_bins<T>(const CellMap<T>&, int64_t, int64_t, const TapLists<T>&,                 \
                                    const TapLists<T>&, int64_t, int64_t, const T*, int64_t);                \
  template void differentiate_bins<T>(const CellMap<const T>&, const TapLists<T>&, const T*,                 \
                                      const TapLists<T>&, const T*, int64_t, int64_t, const T*, int64_t,     \
                                      T*);                                                                   \
  template void planes_to_cells<T>(const T*, int64_t, int64_t, int64_t, T*, int64_t);                        \
  template void cells_to_planes<T>(const T*, int64_t, int64_t, int64_t, T*, int64_t);

COTRAIN_INSTANTIATE(float)
COTRAIN_INSTANTIATE(double)

}  // namespace cotrain::COTRAIN_ISA
