// A matrix product for inner loops: small matrices, tiles that stay in a cache, strided operands. Included by
// kernel.cpp files only, inside their instruction set's namespace: see isa.h.
//
// Every element is one chain of multiply-adds in the order of the depth, so a result depends on neither the
// blocking nor the number of threads, which LibTorch's BLAS does not promise.
#pragma once
#include <algorithm>
#include <cstdint>
#include <utility>

#include "common/isa.h"

namespace cotrain::COTRAIN_ISA {
namespace {

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64, kTileRows = 14;  // 28 accumulators of 32 registers
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32, kTileRows = 6;  // 12 of 16
#else
constexpr int kVectorBytes = 16, kTileRows = 6;
#endif

template <typename T>
struct VectorOf {
  typedef T type __attribute__((vector_size(kVectorBytes)));
};
template <typename T>
using Vector = typename VectorOf<T>::type;
template <typename T>
constexpr int kLanes = kVectorBytes / sizeof(T);

// Columns of a panel: the width of a tile of the result.
template <typename T>
constexpr int kPanel = 2 * kLanes<T>;

template <typename T>
inline Vector<T> load(const T* from) {
  Vector<T> value;
  __builtin_memcpy(&value, from, kVectorBytes);
  return value;
}

template <typename T>
inline void store(T* to, Vector<T> value) {
  __builtin_memcpy(to, &value, kVectorBytes);
}

template <typename T>
inline Vector<T> load_part(const T* from, int64_t count) {
  Vector<T> value = {};
  for (int64_t i = 0; i < count && i < kLanes<T>; ++i) value[i] = from[i];
  return value;
}

template <typename T>
inline void store_part(T* to, Vector<T> value, int64_t count) {
  for (int64_t i = 0; i < count && i < kLanes<T>; ++i) to[i] = value[i];
}

template <typename T>
inline T sum_of(Vector<T> value) {
  T total = 0;
  for (int i = 0; i < kLanes<T>; ++i) total += value[i];
  return total;
}

// Of two rows that are `kHalf` apart: their blocks of kHalf lanes, exchanged as a transposition does.
template <typename T, int kHalf, bool kUpper, size_t... kLane>
inline Vector<T> exchange(Vector<T> a, Vector<T> b, std::index_sequence<kLane...>) {
  return __builtin_shufflevector(
      a, b, (static_cast<int>(kLane) + (kUpper ? kHalf : 0) + ((kLane & kHalf) ? kLanes<T> - kHalf : 0))...);
}

template <typename T, int kHalf>
inline void transpose_blocks(Vector<T>* rows) {
  if constexpr (kHalf > 0) {
#pragma GCC unroll 16
    for (int i = 0; i < kLanes<T>; ++i) {
      if (i & kHalf) continue;
      const Vector<T> a = rows[i], b = rows[i + kHalf];
      constexpr auto lanes = std::make_index_sequence<kLanes<T>>();
      rows[i] = exchange<T, kHalf, false>(a, b, lanes);
      rows[i + kHalf] = exchange<T, kHalf, true>(a, b, lanes);
    }
    transpose_blocks<T, kHalf / 2>(rows);
  }
}

// A square of kLanes rows, in registers.
template <typename T>
inline void transpose(Vector<T>* rows) {
  transpose_blocks<T, kLanes<T> / 2>(rows);
}

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

// kUnitRows: a's rows are neighbours (a transposed operand), so that their addresses are constants.
template <typename T, int kRows, bool kUnitRows, bool kPart>
inline void multiply_tile(const Product<T>& p, int64_t row, int64_t column) {
  using V = Vector<T>;
  constexpr int64_t lanes = kLanes<T>;
  const int64_t left = p.columns - column;
  V sum[kRows][2];
  T* c = p.c + row * p.c_row + column;
#pragma GCC unroll 16
  for (int i = 0; i < kRows; ++i) {
#pragma GCC unroll 2
    for (int v = 0; v < 2; ++v) {
      const T* from = p.accumulate ? c + i * p.c_row + v * lanes
                      : p.start    ? p.start + column + v * lanes
                                   : nullptr;
      sum[i][v] = from == nullptr ? V{} : kPart ? load_part(from, left - v * lanes) : load(from);
    }
  }
  // Three base pointers: five rows from each are within x86's addressing modes.
  const int64_t stride = kUnitRows ? 1 : p.a_row;
  const T* a[3] = {p.a + row * stride, p.a + (row + 5) * stride, p.a + (row + 10) * stride};
  const T* b = p.b + column / kPanel<T> * p.b_panel;
  for (int64_t k = 0; k < p.depth; ++k) {
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
  for (int i = 0; i < kRows; ++i) {
#pragma GCC unroll 2
    for (int v = 0; v < 2; ++v) {
      T* to = c + i * p.c_row + v * lanes;
      if constexpr (kPart)
        store_part(to, sum[i][v], left - v * lanes);
      else
        store(to, sum[i][v]);
    }
  }
}

template <typename T, int kRows, bool kUnitRows, bool kPart>
inline void multiply_rest(const Product<T>& p, int64_t row, int64_t column) {
  if constexpr (kRows > 0) {
    if (p.rows - row == kRows) return multiply_tile<T, kRows, kUnitRows, kPart>(p, row, column);
    multiply_rest<T, kRows - 1, kUnitRows, kPart>(p, row, column);
  }
}

template <typename T, bool kUnitRows, bool kPart>
inline void multiply_panel(const Product<T>& p, int64_t column) {
  int64_t row = 0;
  for (; row + kTileRows <= p.rows; row += kTileRows) {
    multiply_tile<T, kTileRows, kUnitRows, kPart>(p, row, column);
  }
  multiply_rest<T, kTileRows - 1, kUnitRows, kPart>(p, row, column);
}

template <typename T>
void multiply(const Product<T>& p) {
  for (int64_t column = 0; column < p.columns; column += kPanel<T>) {
    const bool part = p.columns - column < kPanel<T>;
    if (p.a_row == 1) {
      part ? multiply_panel<T, true, true>(p, column) : multiply_panel<T, true, false>(p, column);
    } else {
      part ? multiply_panel<T, false, true>(p, column) : multiply_panel<T, false, false>(p, column);
    }
  }
}

}  // namespace
}  // namespace cotrain::COTRAIN_ISA
