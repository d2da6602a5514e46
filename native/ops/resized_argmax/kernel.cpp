#include "resized_argmax/kernel.h"

#include <algorithm>

#include "common/lanes.h"
#include "common/vector_math.h"

namespace cotrain::COTRAIN_ISA {

template <typename T>
void highest_softmax(const T* scores, int64_t classes, int64_t stride, int64_t columns, T* highest) {
  using V = Vector<T>;
  for (int64_t column = 0; column < columns; column += kLanes<T>) {
    const int64_t count = std::min<int64_t>(kLanes<T>, columns - column);
    const V most = load_part(highest + column, count);
    V sum = {};
    for (int64_t k = 0; k < classes; ++k) sum += exp_of_negative(load(scores + k * stride + column) - most);
    store_part(highest + column, T(1) / sum, count);
  }
}

template void highest_softmax(const float*, int64_t, int64_t, int64_t, float*);
template void highest_softmax(const double*, int64_t, int64_t, int64_t, double*);

}  // namespace cotrain::COTRAIN_ISA
