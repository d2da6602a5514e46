// What becomes of a line of six, five, four or three cells. Included by kernel.cpp only, inside its
// instruction set's namespace: see common/isa.h.
#pragma once
#include "common/lanes.h"

namespace cotrain::COTRAIN_ISA {
namespace {

// The points and what the transformations make of them. All but the filters' scales are exact in binary.
template <typename T>
struct Points {
  static constexpr T a = T(0.625), b = T(1.5);
  static constexpr T a2 = a * a, b2 = b * b, a3 = a2 * a, b3 = b2 * b;
  static constexpr T product = a2 * b2, sum = a2 + b2;
  static constexpr T at_0 = T(1) / product;
  static constexpr T at_a = T(1) / (T(2) * a2 * (a2 - b2)), at_b = T(1) / (T(2) * b2 * (b2 - a2));
};

// B^T: of a line of a patch.
struct OfPatch {
  static constexpr int in = 6, out = 6;
  template <typename T>
  static void apply(const Vector<T> (&d)[in], Vector<T> (&v)[out]) {
    using P = Points<T>;
    v[0] = P::product * d[0] - P::sum * d[2] + d[4];
    const Vector<T> even_a = d[4] - P::b2 * d[2], odd_a = P::a * (d[3] - P::b2 * d[1]);
    v[1] = even_a + odd_a;
    v[2] = even_a - odd_a;
    const Vector<T> even_b = d[4] - P::a2 * d[2], odd_b = P::b * (d[3] - P::a2 * d[1]);
    v[3] = even_b + odd_b;
    v[4] = even_b - odd_b;
    v[5] = P::product * d[1] - P::sum * d[3] + d[5];
  }
};

// G: of a line of a filter.
struct OfFilter {
  static constexpr int in = 3, out = 6;
  template <typename T>
  static void apply(const Vector<T> (&g)[in], Vector<T> (&u)[out]) {
    using P = Points<T>;
    u[0] = P::at_0 * g[0];
    const Vector<T> even_a = P::at_a * (g[0] + P::a2 * g[2]), odd_a = (P::at_a * P::a) * g[1];
    u[1] = even_a + odd_a;
    u[2] = even_a - odd_a;
    const Vector<T> even_b = P::at_b * (g[0] + P::b2 * g[2]), odd_b = (P::at_b * P::b) * g[1];
    u[3] = even_b + odd_b;
    u[4] = even_b - odd_b;
    u[5] = g[2];
  }
};

// G^T: of a line of gradients to a transformed filter.
struct OfFilterGradient {
  static constexpr int in = 6, out = 3;
  template <typename T>
  static void apply(const Vector<T> (&u)[in], Vector<T> (&g)[out]) {
    using P = Points<T>;
    const Vector<T> even_a = P::at_a * (u[1] + u[2]), odd_a = (P::at_a * P::a) * (u[1] - u[2]);
    const Vector<T> even_b = P::at_b * (u[3] + u[4]), odd_b = (P::at_b * P::b) * (u[3] - u[4]);
    g[0] = P::at_0 * u[0] + even_a + even_b;
    g[1] = odd_a + odd_b;
    g[2] = P::a2 * even_a + P::b2 * even_b + u[5];
  }
};

// A^T: of a line of sums.
struct OfSums {
  static constexpr int in = 6, out = 4;
  template <typename T>
  static void apply(const Vector<T> (&m)[in], Vector<T> (&y)[out]) {
    using P = Points<T>;
    const Vector<T> even_a = m[1] + m[2], odd_a = m[1] - m[2];
    const Vector<T> even_b = m[3] + m[4], odd_b = m[3] - m[4];
    y[0] = m[0] + even_a + even_b;
    y[1] = P::a * odd_a + P::b * odd_b;
    y[2] = P::a2 * even_a + P::b2 * even_b;
    y[3] = P::a3 * odd_a + P::b3 * odd_b + m[5];
  }
};

// A: of a line of gradients to a tile's outputs.
struct OfOutputGradient {
  static constexpr int in = 4, out = 6;
  template <typename T>
  static void apply(const Vector<T> (&y)[in], Vector<T> (&m)[out]) {
    using P = Points<T>;
    m[0] = y[0];
    const Vector<T> even_a = y[0] + P::a2 * y[2], odd_a = P::a * y[1] + P::a3 * y[3];
    m[1] = even_a + odd_a;
    m[2] = even_a - odd_a;
    const Vector<T> even_b = y[0] + P::b2 * y[2], odd_b = P::b * y[1] + P::b3 * y[3];
    m[3] = even_b + odd_b;
    m[4] = even_b - odd_b;
    m[5] = y[3];
  }
};

// Gradients to a line of a filter, of two outputs with a stride of 2:
//
//     g[0] = y[0] d[0] + y[1] d[2] = y[0] (d[0] - d[2]) + (y[0] + y[1]) d[2]
//     g[1] = y[0] d[1] + y[1] d[3]
//     g[2] = y[0] d[2] + y[1] d[4] = y[1] (d[4] - d[2]) + (y[0] + y[1]) d[2]
//
// Five products: the outer two share one.
struct OfStridedPatch {
  static constexpr int in = 5, out = 5;
  template <typename T>
  static void apply(const Vector<T> (&d)[in], Vector<T> (&v)[out]) {
    v[0] = d[0] - d[2];
    v[1] = d[2];
    v[2] = d[4] - d[2];
    v[3] = d[1];
    v[4] = d[3];
  }
};

struct OfStridedOutputGradient {
  static constexpr int in = 2, out = 5;
  template <typename T>
  static void apply(const Vector<T> (&y)[in], Vector<T> (&m)[out]) {
    m[0] = m[3] = y[0];
    m[1] = y[0] + y[1];
    m[2] = m[4] = y[1];
  }
};

struct OfStridedFilterGradient {
  static constexpr int in = 5, out = 3;
  template <typename T>
  static void apply(const Vector<T> (&u)[in], Vector<T> (&g)[out]) {
    g[0] = u[0] + u[1];
    g[1] = u[3] + u[4];
    g[2] = u[1] + u[2];
  }
};

}  // namespace
}  // namespace cotrain::COTRAIN_ISA
