#pragma once
#include <tuple>
#include <vector>

#include "common/check.h"

namespace cotrain::linear_sum_assignment {

using Assignment = std::tuple<std::vector<at::Tensor>, std::vector<at::Tensor>>;

// Throws unless all are floating matrices on one device.
void check(at::TensorList costs);

}  // namespace cotrain::linear_sum_assignment
