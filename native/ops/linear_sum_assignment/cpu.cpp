#include <ATen/EmptyTensor.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/cat.h>
#include <torch/library.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "common/parallel.h"
#include "linear_sum_assignment/kernel.h"
#include "linear_sum_assignment/op.h"

namespace cotrain::linear_sum_assignment {
namespace {

// A cost matrix as the kernel wants it: no more rows than columns, padded, to be minimised; and where it
// works. One serves for many matrices.
template <typename Cost>
struct Problem {
  int64_t rows, columns, stride;
  Scratch<Cost> costs, potentials;
  Scratch<int64_t> links, column_of_row;

  Cost* resize(int64_t new_rows, int64_t new_columns) {
    rows = new_rows;
    columns = new_columns;
    stride = (columns + kColumnBlock - 1) / kColumnBlock * kColumnBlock;
    return costs.of(rows * stride);
  }

  const int64_t* solve() {
    int64_t* const result = column_of_row.of(rows);
    COTRAIN_KERNEL(assign_rows<Cost>)
    (costs.of(0), rows, columns, stride, potentials.of(2 * rows + 3 * stride), links.of(rows + 2 * stride),
     result);
    return result;
  }
};

// Contiguous float or double.
at::Tensor readable(const at::Tensor& costs) {
  const at::ScalarType type = costs.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
  if (costs.scalar_type() == type && costs.is_contiguous()) return costs;
  return costs.detach().to(type).contiguous();
}

class Solver {
 public:
  // `costs` as `readable` makes them.
  void assign(const at::Tensor& costs, bool maximize, int64_t* rows, int64_t* columns) {
    const int64_t pairs = std::min(costs.size(0), costs.size(1));
    const bool transposed = costs.size(0) > costs.size(1);
    const int64_t* const partner =
        costs.scalar_type() == at::kDouble
            ? solve(costs.const_data_ptr<double>(), costs.sizes(), transposed, maximize, turned_doubles_)
            : solve(costs.const_data_ptr<float>(), costs.sizes(), transposed, maximize, turned_floats_);
    if (!transposed) {
      std::iota(rows, rows + pairs, 0);
      std::copy_n(partner, pairs, columns);
      return;
    }
    int64_t* const column_of_row = columns_.of(costs.size(0));
    std::fill_n(column_of_row, costs.size(0), -1);
    for (int64_t column = 0; column < pairs; ++column) column_of_row[partner[column]] = column;
    for (int64_t row = 0; row < costs.size(0); ++row) {
      if (column_of_row[row] < 0) continue;
      *rows++ = row;
      *columns++ = column_of_row[row];
    }
  }

 private:
  template <typename T>
  const int64_t* solve(const T* costs, at::IntArrayRef sizes, bool transposed, bool maximize,
                       Scratch<T>& turned) {
    const int64_t rows = sizes[transposed], columns = sizes[!transposed];
    double* const to = plain_.resize(rows, columns);
    const bool ordinary =
        COTRAIN_KERNEL(read_costs<T>)(costs, rows, columns, transposed, maximize ? -1 : 1, kLargeCost,
                                      plain_.stride, transposed ? turned.of(rows * columns) : nullptr, to);
    return ordinary ? plain_.solve() : solve_with_levels(to);
  }

  const int64_t* solve_with_levels(const double* costs) {
    const int64_t count = plain_.rows * plain_.stride;
    double largest = 0;
    for (int64_t i = 0; i < count; ++i)
      if (is_finite(costs[i])) largest = std::max(largest, std::abs(costs[i]));
    std::transform(costs, costs + count, leveled_.resize(plain_.rows, plain_.columns),
                   [&](double cost) { return leveled(cost, plain_.rows, largest); });
    return leveled_.solve();
  }

  Problem<double> plain_;
  Problem<LeveledCost> leveled_;
  Scratch<float> turned_floats_;
  Scratch<double> turned_doubles_;
  Scratch<int64_t> columns_;
};

Assignment on_cpu(at::TensorList costs, bool maximize) {
  std::vector<at::Tensor> matrices, rows, columns;
  std::vector<std::pair<int64_t*, int64_t*>> results;
  const auto add = [](std::vector<at::Tensor>& side, int64_t pairs) {
    // Not at::empty: for a step's matrices the dispatcher would take as long as the search.
    side.emplace_back(at::detail::empty_cpu({pairs}, at::kLong));
    return side.back().mutable_data_ptr<int64_t>();
  };
  for (const at::Tensor& cost : costs) {
    const int64_t pairs = std::min(cost.size(0), cost.size(1));
    matrices.push_back(readable(cost));
    int64_t* const own = add(rows, pairs);
    results.emplace_back(own, add(columns, pairs));
  }
  // Largest first, so that the threads end together. Each result is one thread's alone.
  std::vector<size_t> order(costs.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return costs[a].numel() > costs[b].numel(); });
  parallel_tasks(static_cast<int64_t>(costs.size()), [&](Tasks& tasks) {
    Solver solver;
    for (int64_t task; tasks.take(task);) {
      const size_t k = order[task];
      solver.assign(matrices[k], maximize, results[k].first, results[k].second);
    }
  });
  return {rows, columns};
}

// Devices without a search of their own: the costs come here in one copy and the pairs go back in one.
Assignment anywhere(at::TensorList costs, bool maximize) {
  check(costs);
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
  const at::Tensor back = at::cat(pairs).pin_memory().to(costs[0].options().dtype(at::kLong), true);
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
}  // namespace cotrain::linear_sum_assignment

TORCH_LIBRARY_IMPL(cotrain, CompositeExplicitAutograd, library) {
  library.impl("linear_sum_assignment", &cotrain::linear_sum_assignment::anywhere);
}
