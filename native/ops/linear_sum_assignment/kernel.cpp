#include "linear_sum_assignment/kernel.h"

#include "common/lanes.h"

namespace cotrain::COTRAIN_ISA {
namespace {

constexpr int64_t kNone = -1;

struct Nearest {
  int64_t column;
  bool free;
};

template <typename Cost>
Cost unreachable();
template <>
double unreachable() {
  return __builtin_inf();
}
template <>
LeveledCost unreachable() {
  return {int64_t(1) << 60, 0};
}

// One step of Dijkstra's search: `distances` of the columns through this row, at `offset` from the start, and
// the nearest column. A column that is done has the potential -unreachable and the distance unreachable, so
// that it is never nearer. Among equals a free column wins: the search ends there.
Nearest relax(const LeveledCost* costs, LeveledCost offset, int64_t row, int64_t columns,
              const LeveledCost* potentials, const int64_t* row_of_column, LeveledCost* distances,
              int64_t* via) {
  int64_t best = 0;
  for (int64_t j = 0; j < columns; ++j) {
    // Unlike an infinite number, this one does not absorb what is added to it.
    if (potentials[j].level == -unreachable<LeveledCost>().level) continue;
    const LeveledCost distance = offset + (costs[j] - potentials[j]);
    if (distance < distances[j]) {
      distances[j] = distance;
      via[j] = row;
    }
    if (distances[j] < distances[best] ||
        (!(distances[best] < distances[j]) && row_of_column[best] != kNone && row_of_column[j] == kNone)) {
      best = j;
    }
  }
  return {best, row_of_column[best] == kNone};
}

typedef double Lanes __attribute__((vector_size(8 * kColumnBlock)));
typedef int64_t LaneLinks __attribute__((vector_size(8 * kColumnBlock)));

Nearest relax(const double* costs, double offset, int64_t row, int64_t columns, const double* potentials,
              const int64_t* row_of_column, double* distances, int64_t* via) {
  Lanes nearest;
  LaneLinks block_of_nearest, row_lanes;
  for (int64_t l = 0; l < kColumnBlock; ++l) {
    nearest[l] = unreachable<double>();
    block_of_nearest[l] = 0;
    row_lanes[l] = row;
  }
  for (int64_t j = 0; j < columns; j += kColumnBlock) {
    Lanes cost, potential, distance;
    LaneLinks link;
    __builtin_memcpy(&cost, costs + j, sizeof cost);
    __builtin_memcpy(&potential, potentials + j, sizeof potential);
    __builtin_memcpy(&distance, distances + j, sizeof distance);
    __builtin_memcpy(&link, via + j, sizeof link);
    const Lanes through = offset + (cost - potential);
    const LaneLinks shorter = through < distance;
    distance = shorter ? through : distance;
    link = shorter ? row_lanes : link;
    __builtin_memcpy(distances + j, &distance, sizeof distance);
    __builtin_memcpy(via + j, &link, sizeof link);
    const LaneLinks nearer = distance < nearest;
    nearest = nearer ? distance : nearest;
    block_of_nearest = nearer ? block_of_nearest * 0 + j : block_of_nearest;
  }
  int64_t lane = 0;
  for (int64_t l = 1; l < kColumnBlock; ++l) {
    if (nearest[l] < nearest[lane]) lane = l;
  }
  const int64_t column = block_of_nearest[lane] + lane;
  if (row_of_column[column] == kNone) return {column, true};
  const double distance = nearest[lane];
  for (int64_t j = 0; j < columns; ++j) {
    if (distances[j] == distance && row_of_column[j] == kNone) return {j, true};
  }
  return {column, false};
}

}  // namespace

template <typename T>
bool read_costs(const T* from, int64_t rows, int64_t columns, bool transposed, double sign, double limit,
                int64_t stride, T* turned, double* costs) {
  if (transposed) {
    transpose_matrix(from, rows, columns, rows, turned, columns);
    from = turned;
  }
  typedef T Values __attribute__((vector_size(sizeof(T) * kColumnBlock)));
  LaneLinks strange = {};
  for (int64_t i = 0; i < rows; ++i) {
    for (int64_t j = 0; j < columns; j += kColumnBlock) {
      const T* const block = from + i * columns + j;
      Values values = {};
      if (j + kColumnBlock <= columns)
        __builtin_memcpy(&values, block, sizeof values);
      else
        for (int64_t l = 0; j + l < columns; ++l) values[l] = block[l];
      const Lanes cost = sign * __builtin_convertvector(values, Lanes);
      strange |= ~((cost <= limit) & (cost >= -limit));
      __builtin_memcpy(costs + i * stride + j, &cost, sizeof cost);
    }
  }
  int64_t any = 0;
  for (int64_t l = 0; l < kColumnBlock; ++l) any |= strange[l];
  return any == 0;
}

template <typename Cost>
void assign_rows(const Cost* costs, int64_t rows, int64_t columns, int64_t stride, Cost* potentials,
                 int64_t* links, int64_t* column_of_row) {
  Cost* const row_potentials = potentials;
  Cost* const column_potentials = row_potentials + rows;
  Cost* const open_potentials = column_potentials + stride;
  Cost* const distances = open_potentials + stride;
  Cost* const done_distances = distances + stride;
  int64_t* const row_of_column = links;
  int64_t* const via = row_of_column + stride;
  int64_t* const done = via + stride;
  const Cost zero{}, never = unreachable<Cost>();

  for (int64_t i = 0; i < rows; ++i) {
    row_potentials[i] = zero;
    column_of_row[i] = kNone;
  }
  for (int64_t j = 0; j < stride; ++j) {
    column_potentials[j] = j < columns ? zero : zero - never;
    row_of_column[j] = kNone;
    via[j] = kNone;
  }
  for (int64_t start = 0; start < rows; ++start) {
    for (int64_t j = 0; j < stride; ++j) {
      open_potentials[j] = column_potentials[j];
      distances[j] = never;
    }
    int64_t count = 0;
    Cost length = zero;
    Nearest nearest{kNone, false};
    for (int64_t row = start; !nearest.free;) {
      nearest = relax(costs + row * stride, length - row_potentials[row], row, stride, open_potentials,
                      row_of_column, distances, via);
      const int64_t column = nearest.column;
      length = distances[column];
      if (!nearest.free) {
        done[count] = column;
        done_distances[count++] = length;
        open_potentials[column] = zero - never;
        distances[column] = never;
        row = row_of_column[column];
      }
    }
    row_potentials[start] = row_potentials[start] + length;
    for (int64_t k = 0; k < count; ++k) {
      const Cost early = length - done_distances[k];
      const int64_t row = row_of_column[done[k]];
      column_potentials[done[k]] = column_potentials[done[k]] - early;
      row_potentials[row] = row_potentials[row] + early;
    }
    for (int64_t column = nearest.column; column != kNone;) {
      const int64_t row = via[column];
      const int64_t previous = column_of_row[row];
      row_of_column[column] = row;
      column_of_row[row] = column;
      column = previous;
    }
  }
}

template bool read_costs<float>(const float*, int64_t, int64_t, bool, double, double, int64_t, float*,
                                double*);
template bool read_costs<double>(const double*, int64_t, int64_t, bool, double, double, int64_t, double*,
                                 double*);
template void assign_rows<double>(const double*, int64_t, int64_t, int64_t, double*, int64_t*, int64_t*);
template void assign_rows<LeveledCost>(const LeveledCost*, int64_t, int64_t, int64_t, LeveledCost*, int64_t*,
                                       int64_t*);

}  // namespace cotrain::COTRAIN_ISA
