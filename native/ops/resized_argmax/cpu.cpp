#include <ATen/Dispatch.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

#include "resized_argmax/kernel.h"
#include "resized_argmax/op.h"
#include "semantic_inference/class_rows.h"

namespace cotrain::resized_argmax {
namespace {

using at::Tensor;

template <typename T, typename Label>
void run(const Sizes& s, const Tensor& logits, const Tensor& labels, T* scores) {
  const auto blend = COTRAIN_KERNEL(semantic_blend<T>);
  const auto argmax = COTRAIN_KERNEL(semantic_argmax<T, Label>);
  const auto softmax = COTRAIN_KERNEL(highest_softmax<T>);
  const int64_t width = COTRAIN_KERNEL(semantic_panel_width<T>)();
  Label* label = labels.mutable_data_ptr<Label>();
  class_map::each_row<T>(
      s, logits,
      [&](const T* upper, const T* lower, T weight, T*, T* out) {
        blend(upper, lower, weight, s.classes * width, out);
      },
      [&](const T* of, int64_t count, int64_t row, int64_t column) {
        const int64_t at = row * s.out_width + column;
        argmax(of, s.classes, width, count, label + at, scores == nullptr ? nullptr : scores + at);
        if (scores != nullptr) softmax(of, s.classes, width, count, scores + at);
      });
}

std::tuple<Tensor, Tensor> resized_argmax(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Tensor maps = logits.contiguous();
  const Tensor labels = at::empty(output, maps.options().dtype(label_type(s)));
  const Tensor scores = with_scores ? at::empty(output, maps.options()) : at::empty({0}, maps.options());
  AT_DISPATCH_FLOATING_TYPES(maps.scalar_type(), "resized_argmax", [&] {
    scalar_t* to = with_scores ? scores.mutable_data_ptr<scalar_t>() : nullptr;
    if (labels.scalar_type() == at::kByte) {
      run<scalar_t, uint8_t>(s, maps, labels, to);
    } else {
      run<scalar_t, int64_t>(s, maps, labels, to);
    }
  });
  return {labels, scores};
}

}  // namespace
}  // namespace cotrain::resized_argmax

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("resized_argmax", &cotrain::resized_argmax::resized_argmax);
}
