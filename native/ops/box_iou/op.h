#pragma once
#include "common/check.h"

namespace cotrain::box_iou {

// The check of every backend. Throws unless a is [N, 4] and b [M, 4], of one floating dtype, on one device.
void check(const char* op, const at::Tensor& a, const at::Tensor& b);

}  // namespace cotrain::box_iou
