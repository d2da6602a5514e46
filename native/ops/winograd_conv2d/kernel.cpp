#include "winograd_conv2d/kernel.h"

#include "common/gemm.h"
#include "winograd_conv2d/transformations.h"

namespace cotrain::COTRAIN_ISA {

using winograd_conv2d::Geometry;
using winograd_conv2d::kTile;
using winograd_conv2d::Matrices;
using winograd_conv2d::positions_of;
using winograd_conv2d::step_of;

namespace {

template <int stride, typename Plain, typename Strided>
using ByStride = std::conditional_t<stride == 1, Plain, Strided>;

// A square of vectors by columns, then by rows: put(row, column, vector) gets what get(row, column) became.
template <typename T, typename Transformation, typename Get, typename Put>
inline void transform(const Get& get, const Put& put) {
  constexpr int in = Transformation::in, out = Transformation::out;
  Vector<T> rows[out][in];
#pragma GCC unroll 6
  for (int column = 0; column < in; ++column) {
    Vector<T> line[in], changed[out];
#pragma GCC unroll 6
    for (int row = 0; row < in; ++row) line[row] = get(row, column);
    Transformation::template apply<T>(line, changed);
#pragma GCC unroll 6
    for (int row = 0; row < out; ++row) rows[row][column] = changed[row];
  }
#pragma GCC unroll 6
  for (int row = 0; row < out; ++row) {
    Vector<T> changed[out];
    Transformation::template apply<T>(rows[row], changed);
#pragma GCC unroll 6
    for (int column = 0; column < out; ++column) put(row, column, changed[column]);
  }
}

// body(first lane, lanes of a whole vector that are there) over `size` elements.
template <typename T, typename Body>
inline void by_vectors(int64_t size, const Body& body) {
  constexpr int64_t lanes = kLanes<T>;
  for (int64_t i = 0; i < size; i += lanes) body(i, std::min(lanes, size - i));
}

template <typename T>
inline Vector<T> load_some(const T* from, int64_t count) {
  return count == kLanes<T> ? load(from) : load_part(from, count);
}

template <typename T>
inline void store_some(T* to, Vector<T> value, int64_t count) {
  count == kLanes<T> ? store(to, value) : store_part(to, value, count);
}

struct Place {
  int64_t image, row, column;  // of a tile's first output
};

// `cells`: from one tile to the next.
inline Place place_of(const Geometry& g, int64_t tile, int64_t cells = kTile) {
  const int64_t row = tile / g.tile_columns;
  return {row / g.tile_rows, row % g.tile_rows * cells, tile % g.tile_columns * cells};
}

// Transforms the squares of cells that begin `margin` before each tile's, kCells apart.
template <typename T, typename Transformation, int kMargin, int kCells>
inline void transform_cells(const Geometry& g, const T* images, int64_t channels, const T* zeros,
                            int64_t begin, int64_t end, Matrices<T> patches) {
  constexpr int side = Transformation::in;
  const T* cells[side][side];
  T* to = patches.data;
  for (int64_t tile = begin; tile < end; ++tile, to += channels) {
    const Place place = place_of(g, tile, kCells);
    for (int i = 0; i < side; ++i) {
      const int64_t y = place.row - kMargin + i;
      for (int j = 0; j < side; ++j) {
        const int64_t x = place.column - kMargin + j;
        const bool inside = y >= 0 && y < g.height && x >= 0 && x < g.width;
        cells[i][j] = inside ? images + ((place.image * g.height + y) * g.width + x) * channels : zeros;
      }
    }
    by_vectors<T>(channels, [&](int64_t c, int64_t count) {
      transform<T, Transformation>(
          [&](int row, int column) { return load_some(cells[row][column] + c, count); },
          [&](int row, int column, Vector<T> value) {
            store_some(to + (row * Transformation::out + column) * patches.step + c, value, count);
          });
    });
  }
}

}  // namespace

template <typename T>
int64_t winograd_panel_width() {
  return kPanel<T>;
}

int64_t winograd_tile_rows() { return kTileRows; }

template <typename T>
void winograd_filters(const T* weight, bool rotated, int64_t depth, int64_t columns, int64_t column,
                      int64_t begin, int64_t end, T* taps, Matrices<T> filters) {
  constexpr int64_t width = kPanel<T>, lanes = kLanes<T>, all = 9;
  const int64_t some = std::min(width, columns - column);
  const T* from = weight + begin * all * columns + column;
  int64_t row_step = all * columns, tap_step = columns;
  if (!rotated) {  // columns beside one another
    for (int64_t tap = 0; tap < all; ++tap) {
      transpose_matrix(weight + (column * all + tap) * depth + begin, all * depth, some, end - begin,
                       taps + tap * (end - begin) * width, width);
    }
    from = taps;
    row_step = width;
    tap_step = (end - begin) * width;
  }
  for (int64_t k = begin; k < end; ++k, from += row_step) {
    for (int64_t lane = 0; lane < width; lane += lanes) {
      const int64_t count = std::clamp<int64_t>(some - lane, 0, lanes);
      T* to = filters.data + k * width + lane;
      transform<T, OfFilter>(
          [&](int row, int column) {
            const int tap = row * 3 + column;
            return load_some(from + (rotated ? 8 - tap : tap) * tap_step + lane, count);
          },
          [&](int row, int column, Vector<T> value) {
            store(to + (row * OfFilter::out + column) * filters.step, value);
          });
    }
  }
}

template <typename T, int stride>
void winograd_filter_gradients(Matrices<const T> sums, int64_t rows, int64_t columns, T* taps) {
  using Transformation = ByStride<stride, OfFilterGradient, OfStridedFilterGradient>;
  for (int64_t filter = 0; filter < rows; ++filter, taps += 9 * columns) {
    const T* from = sums.data + filter * columns;
    by_vectors<T>(columns, [&](int64_t c, int64_t count) {
      transform<T, Transformation>(
          [&](int row, int column) {
            return load_some(from + (row * Transformation::in + column) * sums.step + c, count);
          },
          [&](int row, int column, Vector<T> value) {
            store_some(taps + (row * 3 + column) * columns + c, value, count);
          });
    });
  }
}

template <typename T, int stride>
void winograd_patches(const Geometry& geometry, const T* images, int64_t channels, const T* zeros,
                      int64_t begin, int64_t end, Matrices<T> patches) {
  using Transformation = ByStride<stride, OfPatch, OfStridedPatch>;
  transform_cells<T, Transformation, 1, kTile>(geometry, images, channels, zeros, begin, end, patches);
}

template <typename T, int stride>
void winograd_output_gradients(const Geometry& geometry, const T* gradients, int64_t channels, const T* zeros,
                               int64_t begin, int64_t end, Matrices<T> patches) {
  using Transformation = ByStride<stride, OfOutputGradient, OfStridedOutputGradient>;
  transform_cells<T, Transformation, 0, kTile / stride>(geometry, gradients, channels, zeros, begin, end,
                                                        patches);
}

template <typename T>
void winograd_outputs(const Geometry& g, Matrices<const T> patches, Matrices<const T> filters, const T* bias,
                      int64_t depth, int64_t columns, int64_t column, int64_t begin, int64_t count, T* sums,
                      T* out) {
  constexpr int64_t width = kPanel<T>, lanes = kLanes<T>;
  const int64_t sums_step = step_of(count * width);
  for (int64_t position = 0; position < positions_of(1); ++position) {
    multiply<T, true>(Product<T>{count, width, depth, patches.data + position * patches.step, depth, 1,
                                 filters.data + position * filters.step, 0, width,
                                 sums + position * sums_step, width});
  }
  for (int64_t tile = 0; tile < count; ++tile) {
    const Place place = place_of(g, begin + tile);
    const int64_t rows = std::min(kTile, g.height - place.row),
                  wide = std::min(kTile, g.width - place.column);
    T* cell = out + ((place.image * g.height + place.row) * g.width + place.column) * columns + column;
    for (int64_t lane = 0; lane < width; lane += lanes) {
      const int64_t some = std::min(lanes, columns - column - lane);
      if (some <= 0) break;
      const Vector<T> start = bias == nullptr ? Vector<T>{} : load_some(bias + column + lane, some);
      const T* from = sums + tile * width + lane;
      transform<T, OfSums>(
          [&](int row, int column) { return load(from + (row * OfSums::in + column) * sums_step); },
          [&](int y, int x, Vector<T> value) {
            if (y < rows && x < wide)
              store_some(cell + (y * g.width + x) * columns + lane, value + start, some);
          });
    }
  }
}

template <typename T>
void winograd_add_products(const T* a, int64_t rows, const T* b, int64_t columns, int64_t tiles,
                           int64_t count, T* c) {
  multiply<T, true>(
      Product<T>{count, columns, tiles, a, 1, rows, b, kPanel<T>, columns, c, columns, nullptr, true});
}

#define INSTANTIATE_STRIDE(T, stride)                                                                       \
  template void winograd_filter_gradients<T, stride>(Matrices<const T>, int64_t, int64_t, T*);              \
  template void winograd_patches<T, stride>(const Geometry&, const T*, int64_t, const T*, int64_t, int64_t, \
                                            Matrices<T>);                                                   \
  template void winograd_output_gradients<T, stride>(const Geometry&, const T*, int64_t, const T*, int64_t, \
                                                     int64_t, Matrices<T>);

#define INSTANTIATE(T)                                                                                     \
  INSTANTIATE_STRIDE(T, 1)                                                                                 \
  INSTANTIATE_STRIDE(T, 2)                                                                                 \
  template int64_t winograd_panel_width<T>();                                                              \
  template void winograd_filters(const T*, bool, int64_t, int64_t, int64_t, int64_t, int64_t, T*,          \
                                 Matrices<T>);                                                             \
  template void winograd_outputs(const Geometry&, Matrices<const T>, Matrices<const T>, const T*, int64_t, \
                                 int64_t, int64_t, int64_t, int64_t, T*, T*);                              \
  template void winograd_add_products(const T*, int64_t, const T*, int64_t, int64_t, int64_t, T*);

INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace cotrain::COTRAIN_ISA
