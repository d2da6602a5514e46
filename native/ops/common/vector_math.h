// exp and log1p that compilers turn into vector code: no branches, no tables, no library calls; also of
// vectors (lanes.h) themselves. Included by kernel.cpp files only, inside their instruction set's namespace:
// see isa.h.
#pragma once
#include <cstdint>

#include "common/isa.h"
#include "common/lanes.h"

namespace cotrain::COTRAIN_ISA {
namespace {

template <typename T>
struct ExpLimits;
template <>
struct ExpLimits<float> {
  using Bits = uint32_t;
  static constexpr float kLowest = -87.0f, kRound = 0x1.8p23f, kLn2High = 0x1.62ep-1f,
                         kLn2Low = 0x1.0bfbe8p-15f;
  static constexpr int kMantissa = 23, kBias = 127, kDegree = 7, kLogTerms = 8;
};
template <>
struct ExpLimits<double> {
  using Bits = uint64_t;
  static constexpr double kLowest = -708.0, kRound = 0x1.8p52, kLn2High = 0x1.62e42fefap-1,
                          kLn2Low = 0x1.cf79abc9e3b39p-40;
  static constexpr int kMantissa = 52, kBias = 1023, kDegree = 13, kLogTerms = 17;
};

// The scalar type of a value: V is a number or a vector of numbers.
template <typename V>
struct Value {
  using Number = V;
  using Bits = typename ExpLimits<V>::Bits;
};
template <>
struct Value<Vector<float>> {
  using Number = float;
  using Bits = Vector<uint32_t>;
};
template <>
struct Value<Vector<double>> {
  using Number = double;
  using Bits = Vector<uint64_t>;
};

template <typename T>
constexpr T inverse_factorial(int k) {
  T product = 1;
  for (int i = 2; i <= k; ++i) product *= T(i);
  return T(1) / product;
}

// Horner's rule for sum of x^(i - k) / i! from k on. No divisions: compilers keep those by constants, too.
template <int k, int degree, typename V>
inline V taylor_exp(V x) {
  constexpr auto coefficient = inverse_factorial<typename Value<V>::Number>(k);
  if constexpr (k == degree) {
    return V{} + coefficient;
  } else {
    return coefficient + x * taylor_exp<k + 1, degree>(x);
  }
}

// Coefficients of the sum of z^k / (2k + 1).
template <int k, int terms, typename V>
inline V odd_series(V z) {
  using T = typename Value<V>::Number;
  if constexpr (k == terms) {
    return V{} + T(1) / T(2 * k + 1);
  } else {
    return T(1) / T(2 * k + 1) + z * odd_series<k + 1, terms>(z);
  }
}

// e^x for x <= 0; what is below the smallest normal number becomes about that. NaN stays NaN.
template <typename V>
inline V exp_of_negative(V x) {
  using T = typename Value<V>::Number;
  using Limits = ExpLimits<T>;
  const V bounded = x < Limits::kLowest ? V{} + Limits::kLowest : x;
  const V shifted = bounded * T(1.4426950408889634) + Limits::kRound;
  const V n = shifted - Limits::kRound;
  const V rest = (bounded - n * Limits::kLn2High) - n * Limits::kLn2Low;
  typename Value<V>::Bits bits;
  __builtin_memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + Limits::kBias) << Limits::kMantissa;
  V power;
  __builtin_memcpy(&power, &bits, sizeof power);
  return taylor_exp<0, Limits::kDegree>(rest) * power;
}

// 2 artanh(s) for 0 <= s <= 1/3.
template <typename V>
inline V twice_artanh(V s) {
  using T = typename Value<V>::Number;
  return T(2) * s * odd_series<0, ExpLimits<T>::kLogTerms>(s * s);
}

// ln(1 + y) for 0 <= y <= 1.
template <typename V>
inline V log1p_of_fraction(V y) {
  return twice_artanh(y / (typename Value<V>::Number(2) + y));
}

}  // namespace
}  // namespace cotrain::COTRAIN_ISA
