#pragma once
#include <cstdint>

#include "common/isa.h"

COTRAIN_DECLARE_KERNELS(
    // Rows [begin, end) of a [*, count] matrix: overlap of box a[i] with each of b, both [*, 4] as x1, y1,
    // x2, y2.
    template <typename T, bool kGeneralized>
    void box_iou_rows(const T* a, const T* b, int64_t count, int64_t begin, int64_t end, T* out);)
