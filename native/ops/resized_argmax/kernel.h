#pragma once
#include <cstdint>

#include "common/isa.h"

COTRAIN_DECLARE_KERNELS(
    // The softmax of the highest of scores [classes][stride], in place of that score, for `columns` columns.
    template <typename T>
    void highest_softmax(const T* scores, int64_t classes, int64_t stride, int64_t columns, T* highest);)
