#include <ATen/core/Tensor.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "linear_sum_assignment/costs.h"
#include "linear_sum_assignment/op.h"

// The search of kernel.cpp, by a block of threads for each matrix, so that a training step need not wait for
// the host. Sums are taken in the same order and equally near columns are chosen alike: the pairs are those
// of the CPU.
namespace cotrain::linear_sum_assignment {
namespace {

using at::Tensor;

constexpr int kThreads = 128;
constexpr int kProblems = 48;  // of one launch: their sizes and addresses are its arguments, 4 KB at most
constexpr int kNone = -1, kNever = std::numeric_limits<int>::max();

// `rows` is not above `columns`: what is wider is `transposed`.
struct Problem {
  const double* costs;
  int64_t* row_result;     // [rows]
  int64_t* column_result;  // [rows]
  LeveledCost* values;     // room for value_count
  int* links;              // room for link_count
  int rows, columns;
  bool transposed;
};
struct Problems {
  Problem list[kProblems];
};
static_assert(sizeof(Problems) + sizeof(double) <= 4096);

int64_t value_count(int64_t rows, int64_t columns) { return rows + 4 * columns; }
int64_t link_count(int64_t rows, int64_t columns) { return rows + 3 * columns; }

template <typename Cost>
__device__ Cost unreachable();
template <>
__device__ double unreachable() {
  return INFINITY;
}
template <>
__device__ LeveledCost unreachable() {
  return {int64_t(1) << 60, 0};
}

// Among equally near columns kernel.cpp takes the first one by this place, if it is free.
__device__ int place_of(double, int column, int blocks) {
  return column % int(kColumnBlock) * blocks + column / int(kColumnBlock);
}
__device__ int place_of(LeveledCost, int column, int) { return column; }
__device__ int column_at(double, int place, int blocks) {
  return place % blocks * int(kColumnBlock) + place / blocks;
}
__device__ int column_at(LeveledCost, int place, int) { return place; }

template <typename Cost>
struct Nearest {
  Cost distance;
  int place;
  int free;  // the first free column at this distance, or kNever
};

template <typename Cost>
__device__ Nearest<Cost> nearer(const Nearest<Cost>& a, const Nearest<Cost>& b) {
  if (a.distance < b.distance) return a;
  if (b.distance < a.distance) return b;
  return {a.distance, min(a.place, b.place), min(a.free, b.free)};
}

// One of all threads' values, on all threads.
template <typename Value, typename Choose>
__device__ Value reduced(Value* shared, const Value& own, const Choose& choose) {
  shared[threadIdx.x] = own;
  __syncthreads();
  for (int half = kThreads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) shared[threadIdx.x] = choose(shared[threadIdx.x], shared[threadIdx.x + half]);
    __syncthreads();
  }
  const Value result = shared[0];
  __syncthreads();
  return result;
}

// As `assign_rows` of kernel.cpp. Column j is the business of thread j % kThreads.
template <typename Cost, typename CostAt>
__device__ void assign_rows(const Problem& problem, const CostAt& cost_at, Nearest<Cost>* shared) {
  const int rows = problem.rows, columns = problem.columns, me = threadIdx.x;
  const int blocks = (columns + int(kColumnBlock) - 1) / int(kColumnBlock);
  Cost* const row_potentials = reinterpret_cast<Cost*>(problem.values);
  Cost* const column_potentials = row_potentials + rows;
  Cost* const open_potentials = column_potentials + columns;
  Cost* const distances = open_potentials + columns;
  Cost* const done_distances = distances + columns;
  int* const column_of_row = problem.links;
  int* const row_of_column = column_of_row + rows;
  int* const via = row_of_column + columns;
  int* const done = via + columns;
  const Cost zero{}, never = unreachable<Cost>();

  for (int i = me; i < rows; i += kThreads) {
    row_potentials[i] = zero;
    column_of_row[i] = kNone;
  }
  for (int j = me; j < columns; j += kThreads) {
    column_potentials[j] = zero;
    row_of_column[j] = kNone;
  }
  __syncthreads();
  for (int start = 0; start < rows; ++start) {
    for (int j = me; j < columns; j += kThreads) {
      open_potentials[j] = column_potentials[j];
      distances[j] = never;
    }
    Cost length = zero;
    int count = 0, column = kNone;
    for (int row = start;; row = row_of_column[column]) {
      const Cost offset = length - row_potentials[row];
      Nearest<Cost> own{never, kNever, kNever};
      for (int j = me; j < columns; j += kThreads) {
        if (!(zero - never < open_potentials[j])) continue;  // done
        const Cost through = offset + (cost_at(row, j) - open_potentials[j]);
        if (through < distances[j]) {
          distances[j] = through;
          via[j] = row;
        }
        const int free = row_of_column[j] == kNone ? j : kNever;
        own = nearer(own, Nearest<Cost>{distances[j], place_of(zero, j, blocks), free});
      }
      const Nearest<Cost> nearest =
          reduced(shared, own, [](const auto& a, const auto& b) { return nearer(a, b); });
      length = nearest.distance;
      column = column_at(zero, nearest.place, blocks);
      const bool is_free = row_of_column[column] == kNone;
      if (!is_free && nearest.free != kNever) column = nearest.free;
      if (is_free || nearest.free != kNever) break;
      if (column % kThreads == me) open_potentials[column] = zero - never;
      if (me == 0) {
        done[count] = column;
        done_distances[count] = length;
      }
      ++count;
    }
    __syncthreads();
    if (me == 0) row_potentials[start] = row_potentials[start] + length;
    for (int k = me; k < count; k += kThreads) {
      const Cost early = length - done_distances[k];
      const int row = row_of_column[done[k]];
      column_potentials[done[k]] = column_potentials[done[k]] - early;
      row_potentials[row] = row_potentials[row] + early;
    }
    __syncthreads();
    if (me == 0) {
      while (column != kNone) {
        const int row = via[column], previous = column_of_row[row];
        row_of_column[column] = row;
        column_of_row[row] = column;
        column = previous;
      }
    }
    __syncthreads();
  }
}

__global__ void assign(const Problems problems, double sign) {
  __shared__ Nearest<double> nearest[kThreads];
  __shared__ Nearest<LeveledCost> nearest_leveled[kThreads];
  __shared__ double largest_of[kThreads];
  const Problem& problem = problems.list[blockIdx.x];
  const int rows = problem.rows, columns = problem.columns;
  const auto cost_at = [&](int row, int column) {
    return sign *
           problem.costs[problem.transposed ? int64_t(column) * rows + row : int64_t(row) * columns + column];
  };
  // What is not ordinary weighs more than every finite cost.
  double largest = 0;
  bool ordinary = true;
  for (int64_t i = threadIdx.x; i < int64_t(rows) * columns; i += kThreads) {
    const double cost = problem.costs[i];
    ordinary = ordinary && cost <= kLargeCost && cost >= -kLargeCost;
    if (is_finite(cost)) largest = max(largest, abs(cost));
  }
  const auto larger = [](double a, double b) { return max(a, b); };
  largest = reduced(largest_of, largest, larger);
  ordinary = reduced(largest_of, ordinary ? 0.0 : 1.0, larger) == 0;
  if (ordinary) {
    assign_rows<double>(problem, cost_at, nearest);
  } else {
    const auto leveled_at = [&](int row, int column) { return leveled(cost_at(row, column), rows, largest); };
    assign_rows<LeveledCost>(problem, leveled_at, nearest_leveled);
  }
  const int* const column_of_row = problem.links;
  const int* const row_of_column = column_of_row + rows;
  if (!problem.transposed) {
    for (int i = threadIdx.x; i < rows; i += kThreads) {
      problem.row_result[i] = i;
      problem.column_result[i] = column_of_row[i];
    }
  } else if (threadIdx.x == 0) {
    for (int j = 0, k = 0; j < columns; ++j) {
      if (row_of_column[j] == kNone) continue;
      problem.row_result[k] = j;
      problem.column_result[k++] = row_of_column[j];
    }
  }
}

Assignment on_cuda(at::TensorList costs, bool maximize) {
  check(costs);
  const c10::cuda::CUDAGuard guard(costs[0].device());
  const auto options = costs[0].options();
  std::vector<Tensor> flat, rows, columns;
  int64_t values = 0, links = 0;
  for (const Tensor& cost : costs) {
    const int64_t pairs = std::min(cost.size(0), cost.size(1)), wide = std::max(cost.size(0), cost.size(1));
    COTRAIN_CHECK("linear_sum_assignment", wide < (int64_t(1) << 28), "a matrix of shape ", cost.sizes(),
                  " is too large for CUDA");
    flat.push_back(cost.detach().flatten());
    rows.push_back(at::empty({pairs}, options.dtype(at::kLong)));
    columns.push_back(at::empty({pairs}, options.dtype(at::kLong)));
    values += value_count(pairs, wide);
    links += link_count(pairs, wide);
  }
  const Tensor all = at::cat(flat).to(at::kDouble);
  const Tensor value_room = at::empty({2 * values}, options.dtype(at::kDouble));
  const Tensor link_room = at::empty({links}, options.dtype(at::kInt));
  const double* next_costs = all.const_data_ptr<double>();
  auto* next_values = reinterpret_cast<LeveledCost*>(value_room.mutable_data_ptr<double>());
  int* next_links = link_room.mutable_data_ptr<int>();
  Problems problems;
  int count = 0;
  const auto launch = [&] {
    if (count == 0) return;
    assign<<<count, kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(problems, maximize ? -1.0 : 1.0);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
    count = 0;
  };
  for (size_t k = 0; k < costs.size(); ++k) {
    const int64_t pairs = rows[k].size(0), wide = std::max(costs[k].size(0), costs[k].size(1));
    if (pairs == 0) continue;
    problems.list[count++] = {next_costs,
                              rows[k].mutable_data_ptr<int64_t>(),
                              columns[k].mutable_data_ptr<int64_t>(),
                              next_values,
                              next_links,
                              static_cast<int>(pairs),
                              static_cast<int>(wide),
                              costs[k].size(0) > costs[k].size(1)};
    next_costs += costs[k].numel();
    next_values += value_count(pairs, wide);
    next_links += link_count(pairs, wide);
    if (count == kProblems) launch();
  }
  launch();
  return {rows, columns};
}

}  // namespace
}  // namespace cotrain::linear_sum_assignment

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("linear_sum_assignment", &cotrain::linear_sum_assignment::on_cuda);
}
