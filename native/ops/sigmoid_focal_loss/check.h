#pragma once
#include <ATen/core/Tensor.h>

#include <string_view>

namespace cotrain {

enum class Reduction { kNone, kSum, kMean };

// Of all backends: throws unless logits and targets are of one shape, floating dtype and device.
Reduction check_focal(const at::Tensor& logits, const at::Tensor& targets, double gamma,
                      std::string_view reduction);

}  // namespace cotrain
