#include "sigmoid_focal_loss/kernel.h"

#include "common/vector_math.h"

namespace cotrain::COTRAIN_ISA {
namespace {

// Terms of loss and derivative; p is the probability, q that of the wrong answer.
template <typename T>
struct Terms {
  T p, p_complement, q, entropy, weight;
};

template <typename T>
inline Terms<T> terms(T x, T t, T alpha) {
  const T e = exp_of_negative(x < 0 ? x : -x);
  const T small = e / (1 + e), large = 1 / (1 + e);
  const T p = x < 0 ? small : large, p_complement = x < 0 ? large : small;
  const T q = p * (1 - t) + p_complement * t;
  // max(x, 0) - x t, and NaN where x is NaN
  const T entropy = (x < 0 ? 0 : x) - x * t + log1p_of_fraction(e);
  const T weight = alpha >= 0 ? alpha * t + (1 - alpha) * (1 - t) : T(1);
  return {p, p_complement, q, entropy, weight};
}

// q^gamma: squares, the usual case, are vector code.
template <bool kSquare, typename T>
inline T power(T q, T gamma) {
  if constexpr (kSquare) return q * q;
  return static_cast<T>(__builtin_pow(q, gamma));
}

// gamma q^(gamma - 1), and 0 where q is 0: what it is multiplied with vanishes there too.
template <bool kSquare, typename T>
inline T power_derivative(T q, T gamma) {
  if constexpr (kSquare) return 2 * q;
  return q > 0 ? gamma * static_cast<T>(__builtin_pow(q, gamma - 1)) : T(0);
}

template <bool kSquare, typename T>
void losses_of(const T* logits, const T* targets, int64_t count, T alpha, T gamma, T* losses) {
#pragma GCC ivdep
  for (int64_t i = 0; i < count; ++i) {
    const Terms<T> it = terms(logits[i], targets[i], alpha);
    losses[i] = it.weight * it.entropy * power<kSquare>(it.q, gamma);
  }
}

template <bool kSquare, typename T>
void gradients_of(const T* upstream, int64_t upstream_step, T scale, const T* logits, const T* targets,
                  int64_t count, T alpha, T gamma, T* grads) {
#pragma GCC ivdep
  for (int64_t i = 0; i < count; ++i) {
    const T t = targets[i];
    const Terms<T> it = terms(logits[i], t, alpha);
    const T derivative =
        power<kSquare>(it.q, gamma) * (it.p - t) +
        it.entropy * power_derivative<kSquare>(it.q, gamma) * it.p * it.p_complement * (1 - 2 * t);
    grads[i] = upstream[i * upstream_step] * scale * it.weight * derivative;
  }
}

}  // namespace

template <typename T>
void focal_losses(const T* logits, const T* targets, int64_t count, T alpha, T gamma, T* losses) {
  (gamma == 2 ? losses_of<true, T> : losses_of<false, T>)(logits, targets, count, alpha, gamma, losses);
}

template <typename T>
double focal_sum(const T* logits, const T* targets, int64_t count, T alpha, T gamma) {
  constexpr int64_t kBuffer = 512, kLanes = 8;
  T losses[kBuffer];
  double sums[kLanes] = {};
  for (int64_t begin = 0; begin < count; begin += kBuffer) {
    const int64_t here = count - begin < kBuffer ? count - begin : kBuffer;
    focal_losses(logits + begin, targets + begin, here, alpha, gamma, losses);
    for (int64_t i = here; i < kBuffer; ++i) losses[i] = 0;
    for (int64_t i = 0; i < kBuffer; i += kLanes) {
      for (int64_t lane = 0; lane < kLanes; ++lane) sums[lane] += losses[i + lane];
    }
  }
  double sum = 0;
  for (const double part : sums) sum += part;
  return sum;
}

template <typename T>
void focal_gradients(const T* upstream, int64_t upstream_step, T scale, const T* logits, const T* targets,
                     int64_t count, T alpha, T gamma, T* grads) {
  (gamma == 2 ? gradients_of<true, T> : gradients_of<false, T>)(upstream, upstream_step, scale, logits,
                                                                targets, count, alpha, gamma, grads);
}

#define COTRAIN_INSTANCES(T)                                         \
  template void focal_losses(const T*, const T*, int64_t, T, T, T*); \
  template double focal_sum(const T*, const T*, int64_t, T, T);      \
  template void focal_gradients(const T*, int64_t, T, const T*, const T*, int64_t, T, T, T*);
COTRAIN_INSTANCES(float)
COTRAIN_INSTANCES(double)

}  // namespace cotrain::COTRAIN_ISA
