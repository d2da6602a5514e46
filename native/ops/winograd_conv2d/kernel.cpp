#include "winograd_conv2d/kernel.h"

#include "common/gemm.h"

namespace cotrain::COTRAIN_ISA {

using winograd_conv2d::Geometry;
using winograd_conv2d::kTile;
using winograd_conv2d::positions_of;
using winograd_conv2d::step_of;

namespace {

// The points and what the transformations make of them. All but the filters' scales are exact in binary.
template <typename T>
struct Points {
  static constexpr T a = T(0.625), b = T(1.5);
  static constexpr T a2 = a * a, b2 = b * b, a3 = a2 * a, b3 = b2 * b;
  static constexpr T product = a2 * b2, sum = a2 + b2;
  static constexpr T at_0 = T(1) / product;
  static constexpr T at_a = T(1) / (T(2) * a2 * (a2 - b2)), at_b = T(1) / (T(2) * b2 * (b2 - a2));
};

// B^T: of a line of a patch.
struct OfPatch {
  static constexpr int in = 6, out = 6;
  template <typename T>
  static void apply(const Vector<T> (&d)[in], Vector<T> (&v)[out]) {
    using P = Points<T>;
    v[0] = P::product * d[0] - P::sum * d[2] + d[4];
    const Vector<T> even_a = d[4] - P::b2 * d[2], odd_a = P::a * (d[3] - P::b2 * d[1]);
    v[1] = even_a + odd_a;
    v[2] = even_a - odd_a;
    const Vector<T> even_b = d[4] - P::a2 * d[2], odd_b = P::b * (d[3] - P::a2 * d[1]);
    v[3] = even_b + odd_b;
    v[4] = even_b - odd_b;
    v[5] = P::product * d[1] - P::sum * d[3] + d[5];
  }
};

// G: of a line of a filter.
struct OfFilter {
  static constexpr int in = 3, out = 6;
  template <typename T>
  static void apply(const Vector<T> (&g)[in], Vector<T> (&u)[out]) {
    using P = Points<T>;
    u[0] = P::at_0 * g[0];
    const Vector<T> even_a = P::at_a * (g[0] + P::a2 * g[2]), odd_a = (P::at_a * P::a) * g[1];
    u[1] = even_a + odd_a;
    u[2] = even_a - odd_a;
    const Vector<T> even_b = P::at_b * (g[0] + P::b2 * g[2]), odd_b = (P::at_b * P::b) * g[1];
    u[3] = even_b + odd_b;
    u[4] = even_b - odd_b;
    u[5] = g[2];
  }
};

// G^T: of a line of gradients to a transformed filter.
struct OfFilterGradient {
  static constexpr int in = 6, out = 3;
  template <typename T>
  static void apply(const Vector<T> (&u)[in], Vector<T> (&g)[out]) {
    using P = Points<T>;
    const Vector<T> even_a = P::at_a * (u[1] + u[2]), odd_a = (P::at_a * P::a) * (u[1] - u[2]);
    const Vector<T> even_b = P::at_b * (u[3] + u[4]), odd_b = (P::at_b * P::b) * (u[3] - u[4]);
    g[0] = P::at_0 * u[0] + even_a + even_b;
    g[1] = odd_a + odd_b;
    g[2] = P::a2 * even_a + P::b2 * even_b + u[5];
  }
};

// A^T: of a line of sums.
struct OfSums {
  static constexpr int in = 6, out = 4;
  template <typename T>
  static void apply(const Vector<T> (&m)[in], Vector<T> (&y)[out]) {
    using P = Points<T>;
    const Vector<T> even_a = m[1] + m[2], odd_a = m[1] - m[2];
    const Vector<T> even_b = m[3] + m[4], odd_b = m[3] - m[4];
    y[0] = m[0] + even_a + even_b;
    y[1] = P::a * odd_a + P::b * odd_b;
    y[2] = P::a2 * even_a + P::b2 * even_b;
    y[3] = P::a3 * odd_a + P::b3 * odd_b + m[5];
  }
};

// A: of a line of gradients to a tile's outputs.
struct OfOutputGradient {
  static constexpr int in = 4, out = 6;
  template <typename T>
  static void apply(const Vector<T> (&y)[in], Vector<T> (&m)[out]) {
    using P = Points<T>;
    m[0] = y[0];
    const Vector<T> even_a = y[0] + P::a2 * y[2], odd_a = P::a * y[1] + P::a3 * y[3];
    m[1] = even_a + odd_a;
    m[2] = even_a - odd_a;
    const Vector<T> even_b = y[0] + P::b2 * y[2], odd_b = P::b * y[1] + P::b3 * y[3];
    m[3] = even_b + odd_b;
    m[4] = even_b - odd_b;
    m[5] = y[3];
  }
};

// Gradients to a line of a filter, of two outputs with a stride of 2:
//
//     g[0] = y[0] d[0] + y[1] d[2] = y[0] (d[0] - d[2]) + (y[0] + y[1]) d[2]
//     g[1] = y[0] d[1] + y[1] d[3]
//     g[2] = y[0] d[2] + y[1] d[4] = y[1] (d[4] - d[2]) + (y[0] + y[1]) d[2]
//
// Five products: the outer two share one.
struct OfStridedPatch {
  static constexpr int in = 5, out = 5;
  template <typename T>
  static void apply(const Vector<T> (&d)[in], Vector<T> (&v)[out]) {
    v[0] = d[0] - d[2];
    v[1] = d[2];
    v[2] = d[4] - d[2];
    v[3] = d[1];
    v[4] = d[3];
  }
};

struct OfStridedOutputGradient {
  static constexpr int in = 2, out = 5;
  template <typename T>
  static void apply(const Vector<T> (&y)[in], Vector<T> (&m)[out]) {
    m[0] = m[3] = y[0];
    m[1] = y[0] + y[1];
    m[2] = m[4] = y[1];
  }
};

struct OfStridedFilterGradient {
  static constexpr int in = 5, out = 3;
  template <typename T>
  static void apply(const Vector<T> (&u)[in], Vector<T> (&g)[out]) {
    g[0] = u[0] + u[1];
    g[1] = u[3] + u[4];
    g[2] = u[1] + u[2];
  }
};

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
                            int64_t begin, int64_t end, int64_t step, T* to) {
  constexpr int side = Transformation::in;
  const T* cells[side][side];
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
            store_some(to + (row * Transformation::out + column) * step + c, value, count);
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
void winograd_filters(const T* taps, bool rotated, int64_t depth, int64_t columns, int64_t begin, int64_t end,
                      T* filters) {
  constexpr int64_t width = kPanel<T>, lanes = kLanes<T>;
  const int64_t panels = (columns + width - 1) / width, size = depth * columns;
  const int64_t step = step_of(panels * depth * width);
  for (int64_t panel = 0; panel < panels; ++panel) {
    for (int64_t k = begin; k < end; ++k) {
      for (int64_t lane = 0; lane < width; lane += lanes) {
        const int64_t column = panel * width + lane;
        const int64_t count = std::clamp<int64_t>(columns - column, 0, lanes);
        const T* from = taps + k * columns + column;
        T* to = filters + (panel * depth + k) * width + lane;
        transform<T, OfFilter>(
            [&](int row, int column) {
              const int tap = row * 3 + column;
              return load_some(from + (rotated ? 8 - tap : tap) * size, count);
            },
            [&](int row, int column, Vector<T> value) {
              store(to + (row * OfFilter::out + column) * step, value);
            });
      }
    }
  }
}

template <typename T, int stride>
void winograd_filter_gradients(const T* sums, int64_t size, int64_t begin, int64_t count, T* taps) {
  using Transformation = ByStride<stride, OfFilterGradient, OfStridedFilterGradient>;
  by_vectors<T>(count, [&](int64_t i, int64_t some) {
    transform<T, Transformation>(
        [&](int row, int column) {
          return load_some(sums + (row * Transformation::in + column) * step_of(size) + begin + i, some);
        },
        [&](int row, int column, Vector<T> value) {
          store_some(taps + (row * 3 + column) * size + begin + i, value, some);
        });
  });
}

template <typename T, int stride>
void winograd_patches(const Geometry& geometry, const T* images, int64_t channels, const T* zeros,
                      int64_t begin, int64_t end, int64_t step, T* to) {
  using Transformation = ByStride<stride, OfPatch, OfStridedPatch>;
  transform_cells<T, Transformation, 1, kTile>(geometry, images, channels, zeros, begin, end, step, to);
}

template <typename T, int stride>
void winograd_output_gradients(const Geometry& geometry, const T* gradients, int64_t channels, const T* zeros,
                               int64_t begin, int64_t end, int64_t step, T* to) {
  using Transformation = ByStride<stride, OfOutputGradient, OfStridedOutputGradient>;
  transform_cells<T, Transformation, 0, kTile / stride>(geometry, gradients, channels, zeros, begin, end,
                                                        step, to);
}

template <typename T>
void winograd_outputs(const Geometry& g, const T* patches, const T* filters, const T* bias, int64_t depth,
                      int64_t columns, int64_t begin, int64_t count, T* sums, T* out) {
  constexpr int64_t width = kPanel<T>, lanes = kLanes<T>;
  const int64_t panels = (columns + width - 1) / width, filters_step = step_of(panels * depth * width);
  const int64_t patches_step = step_of(count * depth), sums_step = step_of(count * width);
  for (int64_t panel = 0; panel < panels; ++panel) {
    for (int64_t position = 0; position < positions_of(1); ++position) {
      multiply<T, true>(Product<T>{count, width, depth, patches + position * patches_step, depth, 1,
                                   filters + position * filters_step + panel * depth * width, 0, width,
                                   sums + position * sums_step, width});
    }
    for (int64_t tile = 0; tile < count; ++tile) {
      const Place place = place_of(g, begin + tile);
      const int64_t rows = std::min(kTile, g.height - place.row),
                    wide = std::min(kTile, g.width - place.column);
      T* cell = out + ((place.image * g.height + place.row) * g.width + place.column) * columns;
      for (int64_t lane = 0; lane < width; lane += lanes) {
        const int64_t column = panel * width + lane, some = std::min(lanes, columns - column);
        if (some <= 0) break;
        const Vector<T> start = bias == nullptr ? Vector<T>{} : load_some(bias + column, some);
        const T* from = sums + tile * width + lane;
        transform<T, OfSums>(
            [&](int row, int column) { return load(from + (row * OfSums::in + column) * sums_step); },
            [&](int y, int x, Vector<T> value) {
              if (y < rows && x < wide)
                store_some(cell + (y * g.width + x) * columns + column, value + start, some);
            });
      }
    }
  }
}

template <typename T>
void winograd_add_products(const T* a, int64_t rows, const T* b, int64_t columns, int64_t tiles,
                           int64_t begin, int64_t end, T* c) {
  multiply<T, true>(Product<T>{end - begin, columns, tiles, a + begin, 1, rows, b, kPanel<T>, columns,
                               c + begin * columns, columns, nullptr, true});
}

#define INSTANTIATE_STRIDE(T, stride)                                                                       \
  template void winograd_filter_gradients<T, stride>(const T*, int64_t, int64_t, int64_t, T*);              \
  template void winograd_patches<T, stride>(const Geometry&, const T*, int64_t, const T*, int64_t, int64_t, \
                                            int64_t, T*);                                                   \
  template void winograd_output_gradients<T, stride>(const Geometry&, const T*, int64_t, const T*, int64_t, \
                                                     int64_t, int64_t, T*);

#define INSTANTIATE(T)                                                                                     \
  INSTANTIATE_STRIDE(T, 1)                                                                                 \
  INSTANTIATE_STRIDE(T, 2)                                                                                 \
  template int64_t winograd_panel_width<T>();                                                              \
  template void winograd_filters(const T*, bool, int64_t, int64_t, int64_t, int64_t, T*);                  \
  template void winograd_outputs(const Geometry&, const T*, const T*, const T*, int64_t, int64_t, int64_t, \
                                 int64_t, T*, T*);                                                         \
  template void winograd_add_products(const T*, int64_t, const T*, int64_t, int64_t, int64_t, int64_t, T*);

INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace cotrain::COTRAIN_ISA
