#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

#include "linear_sum_assignment/check.h"
#include "linear_sum_assignment/kernel.h"

namespace cotrain {
namespace {

// Above this, sums of finite costs could overflow.
constexpr double kLarge = 0x1p960;
constexpr double kShrink = 0x1p-64;

// A cost matrix as the kernel wants it: no more rows than columns, padded, to be minimised.
template <typename Cost>
struct Problem {
  int64_t rows, columns, stride;
  std::vector<Cost> costs;

  Problem(int64_t rows, int64_t columns)
      : rows(rows),
        columns(columns),
        stride((columns + kColumnBlock - 1) / kColumnBlock * kColumnBlock),
        costs(rows * stride) {}

  std::vector<int64_t> solve() const {
    std::vector<Cost> potentials(2 * rows + 3 * stride);
    std::vector<int64_t> links(rows + 2 * stride), column_of_row(rows);
    COTRAIN_KERNEL(assign_rows<Cost>)
    (costs.data(), rows, columns, stride, potentials.data(), links.data(), column_of_row.data());
    return column_of_row;
  }
};

// NaN and the infinity that is worse make a pair forbidden, the other infinity makes it wanted. One forbidden
// pair weighs more than all wanted ones.
LeveledCost leveled(double cost, int64_t pairs, double scale) {
  if (std::isfinite(cost)) return {0, cost * scale};
  return {cost < 0 ? -1 : 2 * (pairs + 1), 0};
}

Problem<LeveledCost> with_levels(const Problem<double>& plain) {
  double largest = 0;
  for (const double cost : plain.costs) {
    if (std::isfinite(cost)) largest = std::max(largest, std::abs(cost));
  }
  Problem<LeveledCost> problem(plain.rows, plain.columns);
  std::transform(plain.costs.begin(), plain.costs.end(), problem.costs.begin(),
                 [&](double cost) { return leveled(cost, plain.rows, largest > kLarge ? kShrink : 1); });
  return problem;
}

template <typename scalar_t>
std::vector<int64_t> column_of_each_row(const at::Tensor& costs, bool transposed, bool maximize) {
  const int64_t along = transposed ? 1 : 0;
  Problem<double> problem(costs.size(along), costs.size(1 - along));
  const int64_t row_stride = costs.stride(along), column_stride = costs.stride(1 - along);
  const double sign = maximize ? -1 : 1;
  const scalar_t* const from = costs.const_data_ptr<scalar_t>();
  bool ordinary = true;
  for (int64_t i = 0; i < problem.rows; ++i) {
    double* const row = problem.costs.data() + i * problem.stride;
    for (int64_t j = 0; j < problem.columns; ++j) {
      row[j] = sign * static_cast<double>(from[i * row_stride + j * column_stride]);
      ordinary &= std::abs(row[j]) <= kLarge;
    }
  }
  return ordinary ? problem.solve() : with_levels(problem).solve();
}

void assign(const at::Tensor& costs, bool maximize, int64_t* rows, int64_t* columns) {
  const bool transposed = costs.size(0) > costs.size(1);
  const std::vector<int64_t> partner = AT_DISPATCH_FLOATING_TYPES_AND2(
      at::kHalf, at::kBFloat16, costs.scalar_type(), "linear_sum_assignment",
      [&] { return column_of_each_row<scalar_t>(costs, transposed, maximize); });
  if (!transposed) {
    std::iota(rows, rows + partner.size(), 0);
    std::copy(partner.begin(), partner.end(), columns);
    return;
  }
  std::vector<int64_t> column_of_row(costs.size(0), -1);
  for (size_t column = 0; column < partner.size(); ++column) column_of_row[partner[column]] = column;
  for (int64_t row = 0; row < costs.size(0); ++row) {
    if (column_of_row[row] < 0) continue;
    *rows++ = row;
    *columns++ = column_of_row[row];
  }
}

Assignment on_cpu(at::TensorList costs, bool maximize) {
  std::vector<at::Tensor> rows, columns;
  std::vector<std::pair<int64_t*, int64_t*>> results;
  for (const at::Tensor& cost : costs) {
    const int64_t pairs = std::min(cost.size(0), cost.size(1));
    rows.push_back(at::empty({pairs}, at::kLong));
    columns.push_back(at::empty({pairs}, at::kLong));
    results.emplace_back(rows.back().mutable_data_ptr<int64_t>(), columns.back().mutable_data_ptr<int64_t>());
  }
  // Whoever is free takes the next matrix: their sizes differ. Each result is one thread's alone.
  std::atomic<size_t> next{0};
  const int64_t workers = std::min<int64_t>(at::get_num_threads(), costs.size());
  at::parallel_for(0, workers, 1, [&](int64_t begin, int64_t end) {
    for (size_t k; (k = next++) < costs.size();)
      assign(costs[k], maximize, results[k].first, results[k].second);
  });
  return {rows, columns};
}

// The search is sequential: other devices' costs come here in one copy and the pairs go back in one.
Assignment anywhere(at::TensorList costs, bool maximize) {
  check_costs(costs);
  if (costs.empty() || costs[0].is_cpu()) return on_cpu(costs, maximize);
  std::vector<at::Tensor> flat, matrices, pairs;
  for (const at::Tensor& cost : costs) flat.push_back(cost.flatten().to(at::kDouble));
  const at::Tensor all = at::cat(flat).cpu();
  int64_t offset = 0;
  for (const at::Tensor& cost : costs) {
    matrices.push_back(all.narrow(0, offset, cost.numel()).view(cost.sizes()));
    offset += cost.numel();
  }
  auto [rows, columns] = on_cpu(matrices, maximize);
  pairs.insert(pairs.end(), rows.begin(), rows.end());
  pairs.insert(pairs.end(), columns.begin(), columns.end());
  const at::Tensor back = at::cat(pairs).to(costs[0].device());
  offset = 0;
  for (std::vector<at::Tensor>* side : {&rows, &columns}) {
    for (at::Tensor& pair : *side) {
      const int64_t count = pair.size(0);
      pair = back.narrow(0, offset, count).clone();
      offset += count;
    }
  }
  return {rows, columns};
}

}  // namespace
}  // namespace cotrain

TORCH_LIBRARY_IMPL(cotrain, CompositeExplicitAutograd, library) {
  library.impl("linear_sum_assignment", &cotrain::anywhere);
}
