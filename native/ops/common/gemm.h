// A matrix product for inner loops: small matrices, tiles that stay in a cache, strided operands. Included by
// kernel.cpp files only, inside their instruction set's namespace: see isa.h.
//
// Every element is one chain of multiply-adds in the order of the depth, so a result depends on neither the
// blocking nor the number of threads, which LibTorch's BLAS does not promise.
#pragma once
#include <algorithm>
#include <cstdint>

#include "common/isa.h"
#include "common/lanes.h"

namespace cotrain::COTRAIN_ISA {
namespace {

// Two accumulators a row: 28 of AVX-512's 32 registers, 12 of 16 elsewhere.
constexpr int kTileRows = kVectorBytes == 64 ? 14 : 6;

// How many rows of b are fetched ahead where it is far (kFar), in the third cache: the processor's own
// prefetching ends at each page, every 32 rows.
constexpr int kAhead = 16;

// Columns of a panel: the width of a tile of the result.
template <typename T>
constexpr int kPanel = 2 * kLanes<T>;

// c[i, j] = start[j] + sum over k of a[i, k] b[k, j], or added to c. `start` may be null.
template <typename T>
struct Product {
  int64_t rows, columns, depth;
  const T* a;
  int64_t a_row, a_depth;  // strides
  const T* b;              // [panels][depth][kPanel columns]
  int64_t b_panel, b_depth;
  T* c;
  int64_t c_row;
  const T* start = nullptr;
  bool accumulate = false;
};

// kUnitRows: a's rows are neighbours (a transposed operand), so that their addresses are constants. A
// function of its own: within a larger one, GCC 12 keeps the strides in memory and reads them for every row
// of b.
template <typename T, bool kFar, int kRows, bool kUnitRows, bool kPart>
__attribute__((noinline)) void multiply_tile(const Product<T>& p, int64_t row, int64_t column) {
  using V = Vector<T>;
  constexpr int64_t lanes = kLanes<T>;
  const int64_t left = p.columns - column;
  V sum[kRows][2];
  T* c = p.c + row * p.c_row + column;
  const T* start = p.accumulate ? c : p.start ? p.start + column : nullptr;
  const int64_t start_row = p.accumulate ? p.c_row : 0;
  if (start == nullptr) {
    std::fill_n(sum[0], 2 * kRows, V{});
  } else {
#pragma GCC unroll 16
    for (int i = 0; i < kRows; ++i, start += start_row) {
      sum[i][0] = kPart ? load_part(start, left) : load(start);
      sum[i][1] = kPart ? load_part(start + lanes, left - lanes) : load(start + lanes);
    }
  }
  if (kFar && p.accumulate) {  // what the tile of the next panel adds to
#pragma GCC unroll 16
    for (int i = 0; i < kRows; ++i) {
      __builtin_prefetch(c + i * p.c_row + kPanel<T>);
      __builtin_prefetch(c + i * p.c_row + kPanel<T> + lanes);
    }
  }
  // Three base pointers: five rows from each are within x86's addressing modes.
  const int64_t stride = kUnitRows ? 1 : p.a_row;
  const T* a[3] = {p.a + row * stride, p.a + (row + 5) * stride, p.a + (row + 10) * stride};
  const T* b = p.b + column / kPanel<T> * p.b_panel;
  for (int64_t k = 0; k < p.depth; ++k) {
    if constexpr (kFar) {
      __builtin_prefetch(b + kAhead * p.b_depth);
      __builtin_prefetch(b + kAhead * p.b_depth + lanes);
    }
    const V b0 = kPart ? load_part(b, left) : load(b);
    const V b1 = kPart ? load_part(b + lanes, left - lanes) : load(b + lanes);
#pragma GCC unroll 16
    for (int i = 0; i < kRows; ++i) {
      const T scale = a[i / 5][i % 5 * stride];
      sum[i][0] += scale * b0;
      sum[i][1] += scale * b1;
    }
    for (auto& base : a) base += p.a_depth;
    b += p.b_depth;
  }
#pragma GCC unroll 16
  for (int i = 0; i < kRows; ++i, c += p.c_row) {
    if constexpr (kPart) {
      store_part(c, sum[i][0], left);
      store_part(c + lanes, sum[i][1], left - lanes);
    } else {
      store(c, sum[i][0]);
      store(c + lanes, sum[i][1]);
    }
  }
}

template <typename T, bool kFar, int kRows, bool kUnitRows, bool kPart>
inline void multiply_rest(const Product<T>& p, int64_t row, int64_t column) {
  if constexpr (kRows > 0) {
    if (p.rows - row == kRows) return multiply_tile<T, kFar, kRows, kUnitRows, kPart>(p, row, column);
    multiply_rest<T, kFar, kRows - 1, kUnitRows, kPart>(p, row, column);
  }
}

template <typename T, bool kFar, bool kUnitRows, bool kPart>
inline void multiply_panel(const Product<T>& p, int64_t column) {
  int64_t row = 0;
  for (; row + kTileRows <= p.rows; row += kTileRows) {
    multiply_tile<T, kFar, kTileRows, kUnitRows, kPart>(p, row, column);
  }
  multiply_rest<T, kFar, kTileRows - 1, kUnitRows, kPart>(p, row, column);
}

template <typename T, bool kFar = false>
void multiply(const Product<T>& p) {
  for (int64_t column = 0; column < p.columns; column += kPanel<T>) {
    const bool part = p.columns - column < kPanel<T>;
    if (p.a_row == 1) {
      part ? multiply_panel<T, kFar, true, true>(p, column) : multiply_panel<T, kFar, true, false>(p, column);
    } else {
      part ? multiply_panel<T, kFar, false, true>(p, column)
           : multiply_panel<T, kFar, false, false>(p, column);
    }
  }
}

}  // namespace
}  // namespace cotrain::COTRAIN_ISA
