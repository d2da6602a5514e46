// exp and log1p that compilers turn into vector code: no branches, no tables, no library calls. Included by
// kernel.cpp files only, inside their instruction set's namespace: see isa.h.
#pragma once
#include <cstdint>

#include "common/isa.h"

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

// Horner's rule for sum of x^k / k! from k on.
template <typename T, int k, int degree>
inline T taylor_exp(T x) {
  if constexpr (k == degree) {
    return T(1);
  } else {
    return T(1) + x * taylor_exp<T, k + 1, degree>(x) / T(k + 1);
  }
}

// Of sum of z^k / (2k + 1).
template <typename T, int k, int terms>
inline T odd_series(T z) {
  if constexpr (k == terms) {
    return T(1) / T(2 * k + 1);
  } else {
    return T(1) / T(2 * k + 1) + z * odd_series<T, k + 1, terms>(z);
  }
}

// e^x for x <= 0; what is below the smallest normal number becomes about that. NaN stays NaN.
template <typename T>
inline T exp_of_negative(T x) {
  using Limits = ExpLimits<T>;
  using Bits = typename Limits::Bits;
  const T bounded = x < Limits::kLowest ? Limits::kLowest : x;
  const T shifted = bounded * T(1.4426950408889634) + Limits::kRound;
  const T n = shifted - Limits::kRound;
  const T rest = (bounded - n * Limits::kLn2High) - n * Limits::kLn2Low;
  Bits bits;
  __builtin_memcpy(&bits, &shifted, sizeof bits);
  bits = (bits + Limits::kBias) << Limits::kMantissa;
  T power;
  __builtin_memcpy(&power, &bits, sizeof power);
  return taylor_exp<T, 0, Limits::kDegree>(rest) * power;
}

// ln(1 + y) for 0 <= y <= 1: 2 artanh(y / (2 + y)).
template <typename T>
inline T log1p_of_fraction(T y) {
  const T s = y / (T(2) + y);
  return T(2) * s * odd_series<T, 0, ExpLimits<T>::kLogTerms>(s * s);
}

}  // namespace
}  // namespace cotrain::COTRAIN_ISA
