#pragma once
#include <cstdint>

#include "common/isa.h"

namespace cotrain {

// View of bilinear.h's Taps.
template <typename T>
struct TapLists {
  const int32_t* begin;
  const int32_t* index;
  const T* weight;
};

// A map whose cells are runs of channels.
template <typename T>
struct CellMap {
  T* data;
  int64_t row_stride;
  int64_t cell_stride;
};

}  // namespace cotrain

COTRAIN_DECLARE_KERNELS(
    // One ROI: bins [height, width, channels] from the rows and columns that each reads. List i of `rows` is
    // that of the bins' row i, or with kOwnLists of bin i; `columns` likewise.
    template <typename T, bool kOwnLists>
    void pool_bins(const CellMap<const T>& map, const TapLists<T>& rows, const TapLists<T>& columns,
                   int64_t height, int64_t width, int64_t channels, T* out, int64_t bin_stride);

    // The transpose of pool_bins: adds row_ids[first, end) of a ROI to a map. `rows` and `columns` are lists
    // of bins here, one for each of the cells in row_ids and column_ids, which are distinct. `sum` has room
    // for [width, channels].
    template <typename T> void scatter_bins(const CellMap<T>& map, const int32_t* row_ids, int64_t first,
                                            int64_t end, const TapLists<T>& rows, const int32_t* column_ids,
                                            int64_t column_count, const TapLists<T>& columns, int64_t width,
                                            int64_t channels, const T* bins, int64_t bin_stride, T* sum);

    // The transpose of pool_bins with own lists, on the rows [top, bottom) of a map.
    template <typename T>
    void scatter_own_bins(const CellMap<T>& map, int64_t top, int64_t bottom, const TapLists<T>& rows,
                          const TapLists<T>& columns, int64_t count, int64_t channels, const T* bins,
                          int64_t bin_stride);

    // For each of `count` bins with own lists, the dot products over channels of bins [count, channels] with
    // the bin's mean (out[0]), and with its derivatives by the columns' (out[1]) and the rows' positions
    // (out[2]): out is [count, 3]. The slopes are the derivatives of the weights.
    template <typename T>
    void differentiate_bins(const CellMap<const T>& map, const TapLists<T>& rows, const T* row_slopes,
                            const TapLists<T>& columns, const T* column_slopes, int64_t count,
                            int64_t channels, const T* bins, int64_t bin_stride, T* out);

    // planes [channels, count], apart by plane_stride -> cells [count, stride]; and back.
    template <typename T> void planes_to_cells(const T* planes, int64_t plane_stride, int64_t channels,
                                               int64_t count, T* cells, int64_t stride);
    template <typename T> void cells_to_planes(const T* cells, int64_t stride, int64_t channels,
                                               int64_t count, T* planes, int64_t plane_stride);)
