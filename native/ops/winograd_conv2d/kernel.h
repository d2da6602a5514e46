// Winograd's minimal filtering F(4x4, 3x3): Lavin and Gray, 2016. A tile of 4x4 outputs takes a patch of 6x6
// inputs. In a transformed space, one product for each of 36 positions replaces 144 products:
//
//     out = A^T [ (G filter G^T) * (B^T patch B) ] A      * by element, summed over the channels
//
// so that a convolution becomes 36 matrix products over the channels. The transformations evaluate
// polynomials at the points 0, 5/8, -5/8, 3/2, -3/2 and infinity. Lavin and Gray take 1 and 2, which cost
// three times the rounding error (tests/ops/winogradConv2d.test.ts).
//
// The gradient to a filter with a stride of 2 is F(3x3, 2x2): a tile of 2x2 outputs, too, takes 4x4 cells.
// Its inputs in even places meet the filter's outer taps, those in odd places the middle ones, so that 25
// products replace 36. All its coefficients are 1 and -1.
#pragma once
#include <cstdint>

#include "common/isa.h"

namespace cotrain::winograd_conv2d {

// Cells of an image from one tile to the next, and matrices of a transformed tile.
constexpr int64_t kTile = 4;
constexpr int64_t positions_of(int64_t stride) { return stride == 1 ? 36 : 25; }

// Images are [batch][height][width][channels]; tiles are counted by image, row and column.
struct Geometry {
  int64_t height, width, tile_rows, tile_columns;
};

// From the matrix of one position to the next, in elements. A transformation reads or writes one vector of
// each of them: a cache line more keeps these out of one another's way where a matrix's size is a large
// power of two.
constexpr int64_t step_of(int64_t elements) { return (elements + 15) / 16 * 16 + 16; }

// A matrix for each position, `step` elements apart.
template <typename T>
struct Matrices {
  T* data;
  int64_t step;

  operator Matrices<const T>() const { return {data, step}; }
};

}  // namespace cotrain::winograd_conv2d

COTRAIN_DECLARE_KERNELS(
    // Columns of a right operand's panel.
    template <typename T> int64_t winograd_panel_width();

    // Rows of a tile of the matrix product.
    int64_t winograd_tile_rows();

    // Right operands [position][depth][width] of filters: of the panel that begins at `column`, rows [begin,
    // end) of the depth. `weight` is [columns][3 * 3][depth], or, of the filters turned by half a circle,
    // `rotated`, [depth][3 * 3][columns]. `taps`: room for [3 * 3][end - begin][width].
    template <typename T>
    void winograd_filters(const T* weight, bool rotated, int64_t depth, int64_t columns, int64_t column,
                          int64_t begin, int64_t end, T* taps, winograd_conv2d::Matrices<T> filters);

    // The gradient to filters [rows][3 * 3][columns] from the one to [position][rows][columns].
    template <typename T, int stride> void winograd_filter_gradients(winograd_conv2d::Matrices<const T> sums,
                                                                     int64_t rows, int64_t columns, T* taps);

    // Left operands [position][tile][channels] of the patches of tiles [begin, end). `zeros` [channels]
    // stands for cells outside an image.
    template <typename T, int stride>
    void winograd_patches(const winograd_conv2d::Geometry& geometry, const T* images, int64_t channels,
                          const T* zeros, int64_t begin, int64_t end, winograd_conv2d::Matrices<T> patches);

    // The same of gradients to the tiles' outputs.
    template <typename T, int stride>
    void winograd_output_gradients(const winograd_conv2d::Geometry& geometry, const T* gradients,
                                   int64_t channels, const T* zeros, int64_t begin, int64_t end,
                                   winograd_conv2d::Matrices<T> patches);

    // Outputs of tiles [begin, begin + count), of the panel that begins at `column`, from their patches
    // [position][tile][depth]. `sums`: room for [position][tile][width].
    template <typename T>
    void winograd_outputs(const winograd_conv2d::Geometry& geometry,
                          winograd_conv2d::Matrices<const T> patches,
                          winograd_conv2d::Matrices<const T> filters, const T* bias, int64_t depth,
                          int64_t columns, int64_t column, int64_t begin, int64_t count, T* sums, T* out);

    // c[i, j] += sum over the tiles of a[tile, i] b[tile, j], for `count` rows i. `rows`: of a.
    template <typename T> void winograd_add_products(const T* a, int64_t rows, const T* b, int64_t columns,
                                                     int64_t tiles, int64_t count, T* c);)
