#pragma once
#include <cstdint>

namespace cotrain {

// The two sources of a value on an enlarged axis: (1 - weight) of the first, weight of the second.
template <typename F>
struct Source {
  int first, second;
  F weight;
};

// Sources of value i when `from` values become `to`, as in upsample_bilinear2d with align_corners = false.
template <typename F>
__device__ Source<F> source_of(int from, int to, int i) {
  const F at = fmax(F(0), static_cast<F>(from) / static_cast<F>(to) * (F(i) + F(0.5)) - F(0.5));
  const int first = min(static_cast<int>(at), from - 1);
  return {first, min(first + 1, from - 1), fmin(F(1), at - F(first))};
}

}  // namespace cotrain
