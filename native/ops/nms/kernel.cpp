#include "nms/kernel.h"

namespace cotrain::COTRAIN_ISA {

template <typename T>
void suppress(const T* x1, const T* y1, const T* x2, const T* y2, const T* areas, int64_t count,
              T iou_threshold, T* suppressed) {
  for (int64_t i = 0; i < count; ++i) {
    if (suppressed[i] != 0) continue;
    const T left = x1[i], top = y1[i], right = x2[i], bottom = y2[i], area = areas[i];
#pragma GCC ivdep
    for (int64_t j = i + 1; j < count; ++j) {
      const T u1 = x1[j] > left ? x1[j] : left, u2 = x2[j] < right ? x2[j] : right;
      const T v1 = y1[j] > top ? y1[j] : top, v2 = y2[j] < bottom ? y2[j] : bottom;
      const T width = u2 > u1 ? u2 - u1 : 0, height = v2 > v1 ? v2 - v1 : 0;
      const T intersection = width * height;
      const T overlap = intersection / (area + areas[j] - intersection);
      suppressed[j] = overlap > iou_threshold ? 1 : suppressed[j];
    }
  }
}

template void suppress(const float*, const float*, const float*, const float*, const float*, int64_t, float,
                       float*);
template void suppress(const double*, const double*, const double*, const double*, const double*, int64_t,
                       double, double*);

}  // namespace cotrain::COTRAIN_ISA
