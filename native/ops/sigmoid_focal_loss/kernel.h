#pragma once
#include <cstdint>

#include "common/isa.h"

COTRAIN_DECLARE_KERNELS(
    // Focal loss of `count` independent yes/no predictions; alpha < 0 leaves both sides unweighted.
    template <typename T>
    void focal_losses(const T* logits, const T* targets, int64_t count, T alpha, T gamma, T* losses);

    // Their sum, in float64, always added in the same order.
    template <typename T>
    double focal_sum(const T* logits, const T* targets, int64_t count, T alpha, T gamma);

    // grads[i] = upstream[i * upstream_step] * scale * (derivative of loss i by logit i)
    template <typename T>
    void focal_gradients(const T* upstream, int64_t upstream_step, T scale, const T* logits, const T* targets,
                         int64_t count, T alpha, T gamma, T* grads);)
