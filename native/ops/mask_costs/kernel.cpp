#include "mask_costs/kernel.h"

#include "common/vector_math.h"

namespace cotrain::COTRAIN_ISA {
namespace {

constexpr int64_t kTile = 512;  // pixels; the tiles of two queries and a target stay in the first-level cache
constexpr int kQueries = 4;     // for each of which there are two rows: focal difference and probability

template <typename T>
struct Lanes {
  static constexpr int kCount = 64 / sizeof(T);
  typedef T type __attribute__((vector_size(64)));
};

// A pixel's share in the cost of a query: as background, the surplus as foreground, its probability.
template <bool kSquare, typename T>
inline void pixel_terms(T x, T alpha, T gamma, T& background, T& difference, T& probability) {
  const T e = exp_of_negative(x < 0 ? x : -x);
  const T small = e / (1 + e), large = 1 / (1 + e);
  const T p = x < 0 ? small : large, q = x < 0 ? large : small;
  const T log = log1p_of_fraction(e);
  const T weight = alpha >= 0 ? alpha : T(1), other = alpha >= 0 ? 1 - alpha : T(1);
  const T as_foreground = weight * (kSquare ? q * q : T(__builtin_pow(q, gamma))) * ((x < 0 ? -x : 0) + log);
  background = other * (kSquare ? p * p : T(__builtin_pow(p, gamma))) * ((x < 0 ? 0 : x) + log);
  difference = as_foreground - background;
  probability = p;
}

template <bool kSquare, typename T>
void fill_tile(const T* logits, int64_t count, T alpha, T gamma, T* background, T* difference,
               T* probability) {
#pragma GCC ivdep
  for (int64_t i = 0; i < count; ++i)
    pixel_terms<kSquare>(logits[i], alpha, gamma, background[i], difference[i], probability[i]);
  for (int64_t i = count; i < kTile; ++i) background[i] = difference[i] = probability[i] = 0;
}

template <typename T>
double sum_of(const T* values) {
  constexpr int kWide = 8;
  double sums[kWide] = {};
  for (int64_t i = 0; i < kTile; i += kWide) {
    for (int lane = 0; lane < kWide; ++lane) sums[lane] += values[i + lane];
  }
  double sum = 0;
  for (const double part : sums) sum += part;
  return sum;
}

// Products of the tile's rows [2 * kQueries, kTile] with one target's tile, added to sums[row * step].
template <typename T>
void multiply(const T* rows, const T* target, double* sums, int64_t step) {
  using Vector = typename Lanes<T>::type;
  Vector products[2 * kQueries] = {};
  for (int64_t i = 0; i < kTile; i += Lanes<T>::kCount) {
    Vector t;
    __builtin_memcpy(&t, target + i, sizeof t);
    for (int row = 0; row < 2 * kQueries; ++row) {
      Vector value;
      __builtin_memcpy(&value, rows + row * kTile + i, sizeof value);
      products[row] += value * t;
    }
  }
  for (int row = 0; row < 2 * kQueries; ++row) {
    double sum = 0;
    for (int lane = 0; lane < Lanes<T>::kCount; ++lane) sum += products[row][lane];
    sums[row * step] += sum;
  }
}

}  // namespace

template <typename T>
double mask_area(const T* mask, int64_t pixels) {
  constexpr int kWide = 8;
  double sums[kWide] = {};
  int64_t i = 0;
  for (; i + kWide <= pixels; i += kWide) {
    for (int lane = 0; lane < kWide; ++lane) sums[lane] += mask[i + lane];
  }
  for (; i < pixels; ++i) sums[0] += mask[i];
  double sum = 0;
  for (const double part : sums) sum += part;
  return sum;
}

template <typename T>
void mask_cost_rows(const T* logits, const T* targets, const double* target_areas, int64_t pixels,
                    int64_t count, int64_t begin, int64_t end, T alpha, T gamma, double* sums, T* focal,
                    T* dice) {
  T background[kTile], rows[2 * kQueries * kTile], target_end[kTile];
  for (int64_t first = begin; first < end; first += kQueries) {
    const int here = end - first < kQueries ? end - first : kQueries;
    double backgrounds[kQueries] = {}, areas[kQueries] = {};
    for (int64_t k = 0; k < 2 * kQueries * count; ++k) sums[k] = 0;
    for (int64_t k = 0; k < 2 * kQueries * kTile; ++k) rows[k] = 0;
    for (int64_t at = 0; at < pixels; at += kTile) {
      const int64_t width = pixels - at < kTile ? pixels - at : kTile;
      for (int k = 0; k < here; ++k) {
        T *const difference = rows + 2 * k * kTile, *const probability = difference + kTile;
        const T* const from = logits + (first + k) * pixels + at;
        (gamma == 2 ? fill_tile<true, T> : fill_tile<false, T>)(from, width, alpha, gamma, background,
                                                                difference, probability);
        backgrounds[k] += sum_of(background);
        areas[k] += sum_of(probability);
      }
      for (int64_t j = 0; j < count; ++j) {
        const T* target = targets + j * pixels + at;
        if (width < kTile) {
          for (int64_t i = 0; i < kTile; ++i) target_end[i] = i < width ? target[i] : 0;
          target = target_end;
        }
        multiply(rows, target, sums + j, count);
      }
    }
    for (int k = 0; k < here; ++k) {
      for (int64_t j = 0; j < count; ++j) {
        const double differences = sums[2 * k * count + j], common = sums[(2 * k + 1) * count + j];
        focal[(first + k) * count + j] = static_cast<T>((backgrounds[k] + differences) / pixels);
        dice[(first + k) * count + j] =
            static_cast<T>(1 - (2 * common + 1) / (areas[k] + target_areas[j] + 1));
      }
    }
  }
}

#define COTRAIN_INSTANCES(T)                                                                                \
  template double mask_area(const T*, int64_t);                                                             \
  template void mask_cost_rows(const T*, const T*, const double*, int64_t, int64_t, int64_t, int64_t, T, T, \
                               double*, T*, T*);
COTRAIN_INSTANCES(float)
COTRAIN_INSTANCES(double)

}  // namespace cotrain::COTRAIN_ISA
