#include "semantic_inference/kernel.h"

#include <cmath>

#include "common/gemm.h"

namespace cotrain::COTRAIN_ISA {

using semantic_inference::Source;

template <typename T>
int64_t semantic_panel_width() {
  return kPanel<T>;
}

template <typename T>
void semantic_stretch(const T* row, int64_t queries, int64_t mask_size, const Source<T>* sources,
                      int64_t columns, T* out) {
  constexpr int64_t width = kPanel<T>;
  for (int64_t begin = 0; begin < columns; begin += width) {
    const int64_t count = std::min(width, columns - begin);
    int32_t first[width] = {}, second[width] = {};
    T weight[width] = {};
    for (int64_t i = 0; i < count; ++i) {
      first[i] = static_cast<int32_t>(sources[begin + i].first);
      second[i] = static_cast<int32_t>(sources[begin + i].second);
      weight[i] = sources[begin + i].weight;
    }
    for (int64_t q = 0; q < queries; ++q, out += width) {
      const T* from = row + q * mask_size;
#pragma GCC ivdep
      for (int64_t i = 0; i < width; ++i) {
        out[i] = (T(1) - weight[i]) * from[first[i]] + weight[i] * from[second[i]];
      }
    }
  }
}

namespace {

template <typename T>
struct Exp;
template <>
struct Exp<float> {
  static constexpr float kLimit = 87, kRound = 12582912.f;  // 1.5 * 2^23
  static constexpr float kLn2High = 0x1.62e4p-1f, kLn2Low = 0x1.7f7d1cp-20f;
  static constexpr int kTerms = 7, kMantissa = 23;
};
template <>
struct Exp<double> {
  static constexpr double kLimit = 707, kRound = 6755399441055744.;  // 1.5 * 2^52
  static constexpr double kLn2High = 0x1.62e42fefa39efp-1, kLn2Low = 0x1.abc9e3b39803fp-56;
  static constexpr int kTerms = 13, kMantissa = 52;
};

// exp(x) = 2^n exp(r) with |r| <= ln(2) / 2, by its Taylor series: within 2 units in the last place.
template <typename T>
inline Vector<T> exponential(Vector<T> x) {
  using E = Exp<T>;
  using V = Vector<T>;
  using Integers = decltype(x > x);
  x = x > E::kLimit ? V{} + E::kLimit : x;
  x = x < -E::kLimit ? V{} - E::kLimit : x;
  const V shifted = x * T(1.4426950408889634074) + E::kRound;
  const V n = shifted - E::kRound;
  const V r = (x - n * E::kLn2High) - n * E::kLn2Low;
  T factor = 1;
  T factors[E::kTerms + 1] = {1};
  for (int k = 1; k <= E::kTerms; ++k) factors[k] = factor /= T(k);
  V sum = V{} + factors[E::kTerms];
#pragma GCC unroll 16
  for (int k = E::kTerms - 1; k >= 0; --k) sum = sum * r + factors[k];
  // The low bits of `shifted` are n; added to sum's exponent.
  Integers bits, power;
  __builtin_memcpy(&bits, &sum, sizeof bits);
  __builtin_memcpy(&power, &shifted, sizeof power);
  bits += power << E::kMantissa;
  __builtin_memcpy(&sum, &bits, sizeof bits);
  return sum;
}

template <typename T>
inline Vector<T> sigmoid(Vector<T> x) {
  const Vector<T> y = T(1) / (T(1) + exponential<T>(-x));
  return x == x ? y : x;
}

}  // namespace

template <typename T>
void semantic_scores(const T* probabilities, int64_t classes, int64_t queries, const T* upper, const T* lower,
                     T weight, T* masks, T* out) {
  constexpr int64_t width = kPanel<T>, lanes = kLanes<T>;
  const T other = T(1) - weight;
  for (int64_t i = 0; i < queries * width; i += lanes) {
    store<T>(masks + i, sigmoid<T>(other * load(upper + i) + weight * load(lower + i)));
  }
  multiply(Product<T>{classes, width, queries, probabilities, queries, 1, masks, 0, width, out, width});
}

template <typename T>
void semantic_blend(const T* upper, const T* lower, T weight, int64_t count, T* out) {
  const T other = T(1) - weight;
  for (int64_t i = 0; i < count; i += kLanes<T>)
    store<T>(out + i, other * load(upper + i) + weight * load(lower + i));
}

template <typename T, typename Label>
void semantic_argmax(const T* scores, int64_t classes, int64_t stride, int64_t columns, Label* labels,
                     T* best) {
  using V = Vector<T>;
  using Integers = decltype(V{} > V{});
  constexpr int64_t lanes = kLanes<T>;
  for (int64_t column = 0; column < columns; column += lanes) {
    const int64_t count = std::min(lanes, columns - column);
    const auto at = [&](int64_t k) {
      const T* from = scores + k * stride + column;
      return count == lanes ? load(from) : load_part(from, count);
    };
    V highest = at(0);
    Integers label = {}, index = {};
    for (int64_t k = 1; k < classes; ++k) {
      const V score = at(k);
      const auto higher = score > highest;
      highest = higher ? score : highest;
      index += 1;
      label = higher ? index : label;
    }
    for (int64_t i = 0; i < count; ++i) labels[column + i] = static_cast<Label>(label[i]);
    if (best != nullptr) store_part(best + column, highest, count);
  }
}

#define INSTANTIATE(T)                                                                       \
  template int64_t semantic_panel_width<T>();                                                \
  template void semantic_stretch(const T*, int64_t, int64_t, const Source<T>*, int64_t, T*); \
  template void semantic_scores(const T*, int64_t, int64_t, const T*, const T*, T, T*, T*);  \
  template void semantic_blend(const T*, const T*, T, int64_t, T*);                          \
  template void semantic_argmax(const T*, int64_t, int64_t, int64_t, uint8_t*, T*);          \
  template void semantic_argmax(const T*, int64_t, int64_t, int64_t, int64_t*, T*);

INSTANTIATE(float)
INSTANTIATE(double)

}  // namespace cotrain::COTRAIN_ISA
