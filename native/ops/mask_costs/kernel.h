#pragma once
#include <cstdint>

#include "common/isa.h"

COTRAIN_DECLARE_KERNELS(
    // Matching costs of queries [begin, end) with all targets: logits [*, pixels], targets [count, pixels],
    // target_areas [count]; focal and dice [*, count].
    template <typename T> void mask_cost_rows(const T* logits, const T* targets, const double* target_areas,
                                              int64_t pixels, int64_t count, int64_t begin, int64_t end,
                                              T alpha, T gamma, double* sums, T* focal, T* dice);

    // Sum of a mask's pixels.
    template <typename T> double mask_area(const T* mask, int64_t pixels);)
