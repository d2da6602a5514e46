#pragma once
#include <cfloat>
#include <cstdint>

// Kernels for the CPU are compiled without LibTorch's headers, so not C10_HOST_DEVICE.
#ifdef __CUDACC__
#define COTRAIN_HOST_DEVICE __host__ __device__
#else
#define COTRAIN_HOST_DEVICE
#endif

// Costs as the searches on the CPU and on CUDA have them. All functions are static: each of the kernel's
// instruction sets has its own.
namespace cotrain {

// A cost with infinities that stay exact: compared by level first. Forbidden pairs have a high level, wanted
// ones a negative one, finite costs level 0.
struct LeveledCost {
  int64_t level;
  double value;
};

// Above this, sums of finite costs could overflow.
constexpr double kLargeCost = 0x1p960;
constexpr double kShrink = 0x1p-64;

// The CPU reads rows in blocks of so many columns, which decides between equally near columns.
constexpr int64_t kColumnBlock = 8;

COTRAIN_HOST_DEVICE static inline LeveledCost operator+(LeveledCost a, LeveledCost b) {
  return {a.level + b.level, a.value + b.value};
}
COTRAIN_HOST_DEVICE static inline LeveledCost operator-(LeveledCost a, LeveledCost b) {
  return {a.level - b.level, a.value - b.value};
}
COTRAIN_HOST_DEVICE static inline bool operator<(LeveledCost a, LeveledCost b) {
  return a.level != b.level ? a.level < b.level : a.value < b.value;
}

COTRAIN_HOST_DEVICE static inline bool is_finite(double cost) { return cost >= -DBL_MAX && cost <= DBL_MAX; }

// NaN and the infinity that is worse make a pair forbidden, the other infinity makes it wanted. One forbidden
// pair weighs more than all wanted ones. `largest`: of the finite costs.
COTRAIN_HOST_DEVICE static inline LeveledCost leveled(double cost, int64_t pairs, double largest) {
  if (is_finite(cost)) return {0, largest > kLargeCost ? cost * kShrink : cost};
  return {cost < 0 ? -1 : 2 * (pairs + 1), 0};
}

}  // namespace cotrain
