#pragma once
#include <ATen/core/Tensor.h>

namespace cotrain {

// Of all backends: throws unless a is [N, 4] and b [M, 4], of one floating dtype, on one device.
void check_box_pairs(const char* op, const at::Tensor& a, const at::Tensor& b);

}  // namespace cotrain
