#pragma once
#include <cstdint>

#include "common/isa.h"

namespace cotrain::mask_losses {

// Pixels are taken by cells, a cell being the pixels between the same four logits: what a cell's pixels are
// interpolated from and what their gradients are added to stays in registers. The logits are padded by a copy
// of each border, [row_cells + row_step, row_size], so that cell (r, c) lies between (r, c) and (r +
// row_step, c + column_step). A step is 1, and 0 along an axis that is not enlarged, where a cell is one
// pixel.
template <typename T>
struct Grid {
  int64_t height, width;  // of the logits
  int64_t row_step, column_step;
  int64_t row_cells, column_cells;
  int64_t padded_cells;     // of a row, to whole vectors
  int64_t row_size;         // of the padded logits
  int64_t depth;            // columns of the widest cell
  int64_t words;            // of a cell and row: `depth` bytes, sizeof(T) to a word
  const int64_t* rows;      // [row_cells + 1]: the first row of pixels of each cell
  const T* row_weights;     // [H]: of the lower logit
  const int64_t* columns;   // [column_cells + 1]: as rows
  const T* column_weights;  // [depth][padded_cells]: of the right logit
};

// Meaning of a pixel's byte; 0: the pixel does not count.
constexpr uint8_t kInside = 1, kOutside = 2;

template <typename T>
struct Options {
  T alpha, gamma;
  double pixels;  // that count, at least 1
};

}  // namespace cotrain::mask_losses

COTRAIN_DECLARE_KERNELS(
    // Rows are padded to a multiple of this.
    template <typename T> int64_t mask_losses_lanes();

    // One row of a mask's pixels, and whether they count (null: all do), as words [words][padded_cells]: in
    // the j-th lowest byte of a word is the cell's column j of those. Returns how many are inside. `bytes` is
    // scratch of W + sizeof(T) * words.
    template <typename T, typename Word>
    int64_t mask_losses_row(const mask_losses::Grid<T>& grid, const uint8_t* mask, const uint8_t* valid,
                            int64_t width, uint8_t* bytes, Word* to);

    // Losses of one map of logits [height, width] and one mask, words [H][words][padded_cells] of which
    // `inside` pixels are inside; their gradients too, [height, width], unless these are null. `scratch` has
    // the size of the padded logits, four times it with gradients.
    template <typename T, typename Word>
    void mask_losses_one(const mask_losses::Grid<T>& grid, const mask_losses::Options<T>& options,
                         const T* logits, const Word* words, int64_t inside, T* scratch, T* focal, T* dice,
                         T* focal_gradient, T* dice_gradient);)
