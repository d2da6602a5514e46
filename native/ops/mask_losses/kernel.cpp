#include "mask_losses/kernel.h"

#include "common/lanes.h"
#include "common/vector_math.h"

namespace cotrain::COTRAIN_ISA {

using mask_losses::Grid;
using mask_losses::kInside;
using mask_losses::kOutside;
using mask_losses::Options;

namespace {

// Sums over pixels: focal losses, probabilities inside of the mask and outside of it.
template <typename T>
struct Sums {
  Vector<T> focal = {}, inside = {}, outside = {};

  void add(const Sums& other) {
    focal += other.focal;
    inside += other.inside;
    outside += other.outside;
  }
};

// e^this, 1e-11 in float, is far below the rounding of a probability near 1: beyond it the answer is certain.
// Powers of so small a number would be subnormal, and take a hundred times as long.
template <typename T>
constexpr T kCertain = sizeof(T) == 4 ? T(-25) : T(-225);

// One pixel by its logit: the focal loss, and the slope of the sigmoid inside and outside.
constexpr int kMaps = 3;

template <bool kGradients, bool kSquare, typename T, typename Mask>
inline void add_pixels(Vector<T> x, Mask inside, Mask outside, const Options<T>& options, Sums<T>& sums,
                       Vector<T>* derivatives) {
  using V = Vector<T>;
  const V zero = {};
  // Whatever a pixel's logit is: where it does not count nothing of it must show.
  x = inside | outside ? x : zero;
  const V answer = inside ? x : -x;  // the logit of what is right
  const auto failed = answer < zero;
  const V distance = failed ? answer : -answer;
  const V e = distance < kCertain<T> ? zero : exp_of_negative(distance);
  // 1 / (1 + e) and e / (2 + e) for one division.
  const V one = T(1) + e, two = T(2) + e, inverse = T(1) / (one * two);
  const V large = inverse * two, small = e * large;
  const V wrong = failed ? large : small, right = failed ? small : large;
  const V entropy = (failed ? -answer : zero) + twice_artanh(e * (inverse * one));
  const T alpha = options.alpha;
  const V weight = inside    ? zero + (alpha >= 0 ? alpha : T(1))
                   : outside ? zero + (alpha >= 0 ? 1 - alpha : T(1))
                             : zero;
  V factor = wrong * wrong;
  if constexpr (!kSquare) {
    for (int i = 0; i < kLanes<T>; ++i) factor[i] = static_cast<T>(__builtin_pow(wrong[i], options.gamma));
  }
  factor *= weight;
  sums.focal += factor * entropy;
  sums.inside += inside ? right : zero;
  sums.outside += outside ? wrong : zero;
  if constexpr (kGradients) {
    const V steepness = factor * ((kSquare ? T(2) : options.gamma) * right * entropy + wrong);
    const V slope = wrong * right;
    derivatives[0] = inside ? -steepness : steepness;
    derivatives[1] = inside ? slope : zero;
    derivatives[2] = outside ? slope : zero;
  }
}

// All rows of the cells `cell` to `cell + kLanes` of one row of cells. What is added to the gradients by the
// upper left, upper right, lower left and lower right logits: corners [kMaps][4].
template <bool kGradients, bool kSquare, typename T, typename Word>
inline Sums<T> add_cells(const Grid<T>& grid, const Options<T>& options, int64_t row_cell, int64_t cell,
                         const T* logits, const Word* words, Vector<T>* corners) {
  using V = Vector<T>;
  // Neighbours of weight 0 are not read: they may be infinite.
  const auto at = [&](int64_t row, int64_t column) {
    if (row > grid.row_step || column > grid.column_step) return V{};
    return load(logits + (row_cell + row) * grid.row_size + cell + column);
  };
  const V upper_left = at(0, 0), upper_right = at(0, 1), lower_left = at(1, 0), lower_right = at(1, 1);
  Sums<T> sums;
  for (int64_t y = grid.rows[row_cell]; y < grid.rows[row_cell + 1]; ++y) {
    const T low = grid.row_weights[y], high = 1 - low;
    const V left = high * upper_left + low * lower_left, right = high * upper_right + low * lower_right;
    V to_left[kMaps] = {}, to_right[kMaps] = {};
    Sums<T> row;
    int64_t column = 0;
    for (int64_t group = 0; group < grid.words; ++group) {
      auto word = load(words + (y * grid.words + group) * grid.padded_cells + cell);
      const int64_t end = column + static_cast<int64_t>(sizeof(T));
      for (; column < grid.depth && column < end; ++column, word >>= 8) {
        const V weight = load(grid.column_weights + column * grid.padded_cells + cell), other = T(1) - weight;
        V derivatives[kMaps];
        add_pixels<kGradients, kSquare>(other * left + weight * right, (word & kInside) != 0,
                                        (word & kOutside) != 0, options, row, derivatives);
        if constexpr (kGradients) {
#pragma GCC unroll 3
          for (int map = 0; map < kMaps; ++map) {
            to_left[map] += other * derivatives[map];
            to_right[map] += weight * derivatives[map];
          }
        }
      }
    }
    sums.add(row);
    if constexpr (kGradients) {
#pragma GCC unroll 3
      for (int map = 0; map < kMaps; ++map) {
        corners[4 * map] += high * to_left[map];
        corners[4 * map + 1] += high * to_right[map];
        corners[4 * map + 2] += low * to_left[map];
        corners[4 * map + 3] += low * to_right[map];
      }
    }
  }
  return sums;
}

template <typename T>
inline void add_at(T* to, Vector<T> value) {
  store(to, load(to) + value);
}

// sums [3]; maps [kMaps], each as the padded logits.
template <bool kGradients, bool kSquare, typename T, typename Word>
void add_mask(const Grid<T>& grid, const Options<T>& options, const T* logits, const Word* words,
              double* sums, T* maps) {
  const int64_t map_size = (grid.row_cells + grid.row_step) * grid.row_size;
  for (int64_t row_cell = 0; row_cell < grid.row_cells; ++row_cell) {
    // Cells and rows are summed in T, more of them in double, so that no sum has many terms.
    Sums<T> row;
    for (int64_t cell = 0; cell < grid.padded_cells; cell += kLanes<T>) {
      Vector<T> corners[4 * kMaps] = {};
      row.add(add_cells<kGradients, kSquare>(grid, options, row_cell, cell, logits, words, corners));
      if constexpr (kGradients) {
#pragma GCC unroll 3
        for (int map = 0; map < kMaps; ++map) {
          T* upper = maps + map * map_size + row_cell * grid.row_size + cell;
          T* lower = upper + grid.row_step * grid.row_size;
          add_at(upper, corners[4 * map]);
          add_at(upper + grid.column_step, corners[4 * map + 1]);
          add_at(lower, corners[4 * map + 2]);
          add_at(lower + grid.column_step, corners[4 * map + 3]);
        }
      }
    }
    const Vector<T> parts[3] = {row.focal, row.inside, row.outside};
    for (int i = 0; i < 3; ++i) {
      for (int lane = 0; lane < kLanes<T>; ++lane) sums[i] += parts[i][lane];
    }
  }
}

template <typename T>
void pad(const Grid<T>& grid, const T* logits, T* to) {
  const int64_t rows = grid.row_cells + grid.row_step, columns = grid.column_cells + grid.column_step;
  const auto within = [](int64_t i, int64_t size) { return i < 0 ? 0 : i < size ? i : size - 1; };
  for (int64_t i = 0; i < rows; ++i, to += grid.row_size) {
    const T* from = logits + within(i - grid.row_step, grid.height) * grid.width;
    for (int64_t j = 0; j < grid.width; ++j) to[j + grid.column_step] = from[j];
    to[0] = from[0];
    for (int64_t j = grid.column_step + grid.width; j < columns; ++j) to[j] = from[grid.width - 1];
    for (int64_t j = columns; j < grid.row_size; ++j) to[j] = 0;
  }
}

// Gradients of the copied borders go to the borders themselves.
template <typename T>
void fold(const Grid<T>& grid, T* map) {
  const auto add_row = [&](int64_t from, int64_t to) {
    for (int64_t j = 0; j < grid.row_size; ++j) map[to * grid.row_size + j] += map[from * grid.row_size + j];
  };
  if (grid.row_step == 1) {
    add_row(0, 1);
    add_row(grid.height + 1, grid.height);
  }
  if (grid.column_step == 0) return;
  for (int64_t i = 0; i < grid.height; ++i) {
    T* row = map + (i + grid.row_step) * grid.row_size;
    row[1] += row[0];
    row[grid.width] += row[grid.width + 1];
  }
}

}  // namespace

template <typename T>
int64_t mask_losses_lanes() {
  return kLanes<T>;
}

template <typename T, typename Word>
int64_t mask_losses_row(const Grid<T>& grid, const uint8_t* mask, const uint8_t* valid, int64_t width,
                        uint8_t* bytes, Word* to) {
  constexpr int64_t size = sizeof(Word);
  for (int64_t x = 0; x < width; ++x) bytes[x] = mask[x] != 0 ? kInside : kOutside;
  if (valid != nullptr) {
    for (int64_t x = 0; x < width; ++x) bytes[x] = valid[x] != 0 ? bytes[x] : uint8_t(0);
  }
  for (int64_t x = width; x < width + size * grid.words; ++x) bytes[x] = 0;
  int64_t inside = 0;
  for (int64_t x = 0; x < width; ++x) inside += bytes[x] & kInside;
  for (int64_t group = 0; group < grid.words; ++group, to += grid.padded_cells) {
    for (int64_t cell = 0; cell < grid.column_cells; ++cell) {
      const int64_t first = grid.columns[cell] + group * size, count = grid.columns[cell + 1] - first;
      Word word = 0;
      if (count > 0) {
        const uint8_t* from = bytes + first;
        for (int64_t j = 0; j < size; ++j) word |= static_cast<Word>(from[j]) << (8 * j);
        if (count < size) word &= (Word(1) << (8 * count)) - 1;
      }
      to[cell] = word;
    }
    for (int64_t cell = grid.column_cells; cell < grid.padded_cells; ++cell) to[cell] = 0;
  }
  return inside;
}

template <typename T, typename Word>
void mask_losses_one(const Grid<T>& grid, const Options<T>& options, const T* logits, const Word* words,
                     int64_t inside, T* scratch, T* focal, T* dice, T* focal_gradient, T* dice_gradient) {
  const bool gradients = focal_gradient != nullptr;
  const int64_t map_size = (grid.row_cells + grid.row_step) * grid.row_size;
  T* const maps = scratch + map_size;
  pad(grid, logits, scratch);
  if (gradients) __builtin_memset(maps, 0, kMaps * map_size * sizeof(T));

  double sums[3] = {};
  const bool square = options.gamma == 2;
  (gradients ? square ? add_mask<true, true, T, Word> : add_mask<true, false, T, Word>
   : square ? add_mask<false, true, T, Word>
             : add_mask<false, false, T, Word>)(grid, options, scratch, words, sums, maps);
  const double overlap = 2 * sums[1] + 1, total = sums[1] + sums[2] + static_cast<double>(inside) + 1;
  *focal = static_cast<T>(sums[0] / options.pixels);
  *dice = static_cast<T>(1 - overlap / total);
  if (!gradients) return;

  for (int map = 0; map < kMaps; ++map) fold(grid, maps + map * map_size);
  const T focal_scale = static_cast<T>(1 / options.pixels);
  const T inside_scale = static_cast<T>((overlap / total - 2) / total);
  const T outside_scale = static_cast<T>(overlap / total / total);
  for (int64_t i = 0; i < grid.height; ++i) {
    const T* from = maps + (i + grid.row_step) * grid.row_size + grid.column_step;
    T *to_focal = focal_gradient + i * grid.width, *to_dice = dice_gradient + i * grid.width;
#pragma GCC ivdep
    for (int64_t j = 0; j < grid.width; ++j) {
      to_focal[j] = focal_scale * from[j];
      to_dice[j] = inside_scale * from[map_size + j] + outside_scale * from[2 * map_size + j];
    }
  }
}

#define COTRAIN_INSTANCES(T, Word)                                                                         \
  template int64_t mask_losses_lanes<T>();                                                                 \
  template int64_t mask_losses_row(const Grid<T>&, const uint8_t*, const uint8_t*, int64_t, uint8_t*,      \
                                   Word*);                                                                 \
  template void mask_losses_one(const Grid<T>&, const Options<T>&, const T*, const Word*, int64_t, T*, T*, \
                                T*, T*, T*);
COTRAIN_INSTANCES(float, uint32_t)
COTRAIN_INSTANCES(double, uint64_t)

}  // namespace cotrain::COTRAIN_ISA
