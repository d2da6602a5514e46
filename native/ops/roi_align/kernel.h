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

    // Its transpose on the rows [top, bottom) of the map. `rows` and `columns` are lists of bins here, one
    // for each of the distinct cells in row_ids and column_ids; bins are [height, width, channels] apart by
    // bin_stride. `sum` has room for [width, channels].
    template <typename T>
    void scatter_bins(const CellMap<T>& map, int64_t top, int64_t bottom, const int32_t* row_ids,
                      int64_t row_count, const TapLists<T>& rows, const int32_t* column_ids,
                      int64_t column_count, const TapLists<T>& columns, int64_t width, int64_t channels,
                      const T* bins, int64_t bin_stride, T* sum);

    // planes [channels, count], apart by plane_stride -> cells [count, stride]; and back.
    template <typename T> void planes_to_cells(const T* planes, int64_t plane_stride, int64_t channels,
                                               int64_t count, T* cells, int64_t stride);
    template <typename T> void cells_to_planes(const T* cells, int64_t stride, int64_t channels,
                                               int64_t count, T* planes, int64_t plane_stride);)
