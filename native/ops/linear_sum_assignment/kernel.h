#pragma once
#include <cstdint>

#include "common/isa.h"
#include "linear_sum_assignment/costs.h"

COTRAIN_DECLARE_KERNELS(
    // sign * a contiguous matrix as `costs` [rows, stride], padded with zeros; `transposed`: from [columns,
    // rows], with `turned` having room for [rows, columns]. Returns whether no number is above `limit`, nor
    // is none.
    template <typename T>
    bool read_costs(const T* from, int64_t rows, int64_t columns, bool transposed, double sign, double limit,
                    int64_t stride, T* turned, double* costs);

    // The cheapest way to give every row a column of its own, rows <= columns: shortest augmenting paths, one
    // row after the other (Crouse 2016, the algorithm that scipy has too). `costs` [rows, stride], finite or
    // leveled, the stride a multiple of kColumnBlock. `potentials` has room for 2 * rows + 3 * stride values,
    // `links` for rows + 2 * stride. Writes column_of_row.
    template <typename Cost>
    void assign_rows(const Cost* costs, int64_t rows, int64_t columns, int64_t stride, Cost* potentials,
                     int64_t* links, int64_t* column_of_row);)
