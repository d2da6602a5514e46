#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/library.h>

#include "linear_sum_assignment/check.h"

namespace cotrain {

void check_costs(at::TensorList costs) {
  for (size_t k = 0; k < costs.size(); ++k) {
    TORCH_CHECK(costs[k].dim() == 2, "linear_sum_assignment: costs[", k, "] must be a matrix, not of shape ",
                costs[k].sizes());
    TORCH_CHECK(at::isFloatingType(costs[k].scalar_type()), "linear_sum_assignment: costs[", k,
                "] must be of floating point, not ", costs[k].scalar_type());
    TORCH_CHECK(costs[k].device() == costs[0].device(), "linear_sum_assignment: costs[0] is on ",
                costs[0].device(), ", costs[", k, "] on ", costs[k].device());
  }
}

namespace {

Assignment meta(at::TensorList costs, bool maximize) {
  check_costs(costs);
  std::vector<at::Tensor> rows, columns;
  for (const at::Tensor& cost : costs) {
    const int64_t pairs = std::min(cost.size(0), cost.size(1));
    rows.push_back(at::empty({pairs}, cost.options().dtype(at::kLong)));
    columns.push_back(at::empty_like(rows.back()));
  }
  return {rows, columns};
}

}  // namespace
}  // namespace cotrain

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "linear_sum_assignment(Tensor[] costs, *, bool maximize=False) -> (Tensor[] rows, Tensor[] columns)");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) { library.impl("linear_sum_assignment", &cotrain::meta); }

// An assignment does not change with small changes of the costs: its gradient is zero where there is one.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("linear_sum_assignment", torch::CppFunction::makeFallthrough());
}
