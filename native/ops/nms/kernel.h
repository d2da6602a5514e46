#pragma once
#include <cstdint>

#include "common/isa.h"

COTRAIN_DECLARE_KERNELS(
    // Greedy suppression among `count` boxes in the order of their scores, coordinates apart from each other.
    // Sets suppressed[j], zero before, to one where a box that stays overlaps j by more than the threshold.
    template <typename T> void suppress(const T* x1, const T* y1, const T* x2, const T* y2, const T* areas,
                                        int64_t count, T iou_threshold, T* suppressed);)
