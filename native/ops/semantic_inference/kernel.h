#pragma once
#include <cstdint>

#include "common/isa.h"

namespace cotrain::semantic_inference {

// Where a resized row or column comes from: (1 - weight) * source[first] + weight * source[second].
template <typename T>
struct Source {
  int64_t first, second;
  T weight;
};

}  // namespace cotrain::semantic_inference

COTRAIN_DECLARE_KERNELS(
    // Columns of a panel: the width of a tile.
    template <typename T> int64_t semantic_panel_width();

    // A row of every query's mask, masks [queries][mask_size], resized to `columns` columns, as
    // [panels][queries][panel width].
    template <typename T>
    void semantic_stretch(const T* row, int64_t queries, int64_t mask_size,
                          const semantic_inference::Source<T>* sources, int64_t columns, T* out);

    // Class scores of a panel of pixels between two stretched rows: probabilities [classes][queries] times
    // sigmoid((1 - weight) * upper + weight * lower) into [classes][panel width]. `masks` is scratch,
    // [queries] [panel width].
    template <typename T> void semantic_scores(const T* probabilities, int64_t classes, int64_t queries,
                                               const T* upper, const T* lower, T weight, T* masks, T* out);

    // (1 - weight) * upper + weight * lower, for `count` numbers, a whole number of vectors.
    template <typename T>
    void semantic_blend(const T* upper, const T* lower, T weight, int64_t count, T* out);

    // The class of the highest of scores [classes][stride], and that score, for `columns` columns.
    template <typename T, typename Label>
    void semantic_argmax(const T* scores, int64_t classes, int64_t stride, int64_t columns, Label* labels,
                         T* best);)
