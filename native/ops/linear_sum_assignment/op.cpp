#include "linear_sum_assignment/op.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/library.h>

#include <string>

namespace cotrain::linear_sum_assignment {

void check(at::TensorList costs) {
  constexpr auto op = "linear_sum_assignment";
  for (size_t k = 0; k < costs.size(); ++k) {
    const std::string name = "costs[" + std::to_string(k) + "]";
    COTRAIN_CHECK(op, costs[k].dim() == 2, name, " must be a matrix, not of shape ", costs[k].sizes());
    check_floating(op, {name.c_str(), costs[k]});
    check_one_device(op, {{"costs[0]", costs[0]}, {name.c_str(), costs[k]}});
  }
}

namespace {

Assignment meta(at::TensorList costs, bool maximize) {
  check(costs);
  std::vector<at::Tensor> rows, columns;
  for (const at::Tensor& cost : costs) {
    const int64_t pairs = std::min(cost.size(0), cost.size(1));
    rows.push_back(at::empty({pairs}, cost.options().dtype(at::kLong)));
    columns.push_back(at::empty_like(rows.back()));
  }
  return {rows, columns};
}

}  // namespace
}  // namespace cotrain::linear_sum_assignment

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "linear_sum_assignment(Tensor[] costs, *, bool maximize=False) -> (Tensor[] rows, Tensor[] columns)");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("linear_sum_assignment", &cotrain::linear_sum_assignment::meta);
}

// An assignment does not change with small changes of the costs: its gradient is zero where there is one.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("linear_sum_assignment", torch::CppFunction::makeFallthrough());
}
