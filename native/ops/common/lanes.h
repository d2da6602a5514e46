// Vectors as wide as the instruction set's registers. Included by kernel.cpp files only, inside their
// instruction set's namespace: see isa.h.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "common/isa.h"

namespace cotrain::COTRAIN_ISA {
namespace {

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif

template <typename T>
struct VectorOf {
  typedef T type __attribute__((vector_size(kVectorBytes)));
};
template <typename T>
using Vector = typename VectorOf<T>::type;
template <typename T>
constexpr int kLanes = kVectorBytes / sizeof(T);

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

// Exchanges blocks of kHalf lanes between two rows that are `kHalf` apart, as a transposition does.
template <typename T, int kHalf, bool kUpper, std::size_t... kLane>
inline Vector<T> exchange(Vector<T> a, Vector<T> b, std::index_sequence<kLane...>) {
  // GCC has the first from version 12 on, clang has no second.
#if __has_builtin(__builtin_shufflevector)
  return __builtin_shufflevector(
      a, b, (static_cast<int>(kLane) + (kUpper ? kHalf : 0) + ((kLane & kHalf) ? kLanes<T> - kHalf : 0))...);
#else
  using Index = std::conditional_t<sizeof(T) == 4, int32_t, int64_t>;
  return __builtin_shuffle(a, b,
                           Vector<Index>{static_cast<Index>(kLane + (kUpper ? kHalf : 0) +
                                                            ((kLane & kHalf) ? kLanes<T> - kHalf : 0))...});
#endif
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

// to[j, i] = from[i, j]. In squares, the last ones overlapping those before. The longer side is outside: on
// the shorter one few enough cache lines are open for each to be filled or used up before it goes.
template <typename T>
void transpose_matrix(const T* from, int64_t from_stride, int64_t rows, int64_t columns, T* to,
                      int64_t to_stride) {
  constexpr int64_t n = kLanes<T>;
  if (rows < n || columns < n) {
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < columns; ++j) to[j * to_stride + i] = from[i * from_stride + j];
    return;
  }
  const auto square = [&](int64_t i, int64_t j) {
    if (i > rows - n) i = rows - n;
    if (j > columns - n) j = columns - n;
    Vector<T> tile[n];
#pragma GCC unroll 16
    for (int64_t k = 0; k < n; ++k) tile[k] = load(from + (i + k) * from_stride + j);
    transpose<T>(tile);
#pragma GCC unroll 16
    for (int64_t k = 0; k < n; ++k) store(to + (j + k) * to_stride + i, tile[k]);
  };
  if (rows > columns) {
    for (int64_t i = 0; i < rows; i += n)
      for (int64_t j = 0; j < columns; j += n) square(i, j);
  } else {
    for (int64_t j = 0; j < columns; j += n)
      for (int64_t i = 0; i < rows; i += n) square(i, j);
  }
}

}  // namespace
}  // namespace cotrain::COTRAIN_ISA
