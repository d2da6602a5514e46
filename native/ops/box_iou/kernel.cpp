#include "box_iou/kernel.h"

#include <algorithm>

namespace cotrain::COTRAIN_ISA {

template <typename T, bool kGeneralized>
void box_iou_rows(const T* a, const T* b, int64_t count, int64_t begin, int64_t end, T* out) {
  for (int64_t i = begin; i < end; ++i) {
    const T x1 = a[i * 4], y1 = a[i * 4 + 1], x2 = a[i * 4 + 2], y2 = a[i * 4 + 3];
    const T area = (x2 - x1) * (y2 - y1);
    T* row = out + i * count;
    for (int64_t j = 0; j < count; ++j) {
      const T u1 = b[j * 4], v1 = b[j * 4 + 1], u2 = b[j * 4 + 2], v2 = b[j * 4 + 3];
      const T width = std::max(std::min(x2, u2) - std::max(x1, u1), T(0));
      const T height = std::max(std::min(y2, v2) - std::max(y1, v1), T(0));
      const T intersection = width * height;
      const T together = area + (u2 - u1) * (v2 - v1) - intersection;
      T value = intersection / together;
      if constexpr (kGeneralized) {
        const T hull = (std::max(x2, u2) - std::min(x1, u1)) * (std::max(y2, v2) - std::min(y1, v1));
        value -= (hull - together) / hull;
      }
      row[j] = value;
    }
  }
}

template void box_iou_rows<float, false>(const float*, const float*, int64_t, int64_t, int64_t, float*);
template void box_iou_rows<float, true>(const float*, const float*, int64_t, int64_t, int64_t, float*);
template void box_iou_rows<double, false>(const double*, const double*, int64_t, int64_t, int64_t, double*);
template void box_iou_rows<double, true>(const double*, const double*, int64_t, int64_t, int64_t, double*);

}  // namespace cotrain::COTRAIN_ISA
