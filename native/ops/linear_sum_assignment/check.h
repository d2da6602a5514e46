#pragma once
#include <ATen/core/Tensor.h>

#include <tuple>
#include <vector>

namespace cotrain {

using Assignment = std::tuple<std::vector<at::Tensor>, std::vector<at::Tensor>>;

void check_costs(at::TensorList costs);

}  // namespace cotrain
