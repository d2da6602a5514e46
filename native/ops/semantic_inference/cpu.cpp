#include <ATen/Dispatch.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/softmax.h>
#include <torch/library.h>

#include "semantic_inference/class_rows.h"
#include "semantic_inference/op.h"

namespace cotrain::semantic_inference {
namespace {

using at::Tensor;

template <typename T, typename Label>
void run(const Sizes& s, const Tensor& probabilities, const Tensor& masks, const Tensor& labels, T* best) {
  const auto scores = COTRAIN_KERNEL(semantic_scores<T>);
  const auto argmax = COTRAIN_KERNEL(semantic_argmax<T, Label>);
  const int64_t width = COTRAIN_KERNEL(semantic_panel_width<T>)();
  const T* p = probabilities.const_data_ptr<T>();
  Label* label = labels.mutable_data_ptr<Label>();
  class_map::each_row<T>(
      s, masks,
      [&](const T* upper, const T* lower, T weight, T* scratch, T* out) {
        scores(p, s.classes, s.maps, upper, lower, weight, scratch, out);
      },
      [&](const T* of, int64_t count, int64_t row, int64_t column) {
        const int64_t at = row * s.out_width + column;
        argmax(of, s.classes, width, count, label + at, best == nullptr ? nullptr : best + at);
      });
}

std::tuple<Tensor, Tensor> semantic_inference(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Tensor probabilities =
      at::softmax(class_logits, -1).narrow(1, 0, s.classes).transpose(0, 1).contiguous();  // [K, Q]
  const Tensor masks = mask_logits.contiguous();
  const Tensor labels = at::empty(output, masks.options().dtype(label_type(s)));
  const Tensor best = with_scores ? at::empty(output, masks.options()) : at::empty({0}, masks.options());
  AT_DISPATCH_FLOATING_TYPES(masks.scalar_type(), "semantic_inference", [&] {
    scalar_t* scores = with_scores ? best.mutable_data_ptr<scalar_t>() : nullptr;
    if (labels.scalar_type() == at::kByte) {
      run<scalar_t, uint8_t>(s, probabilities, masks, labels, scores);
    } else {
      run<scalar_t, int64_t>(s, probabilities, masks, labels, scores);
    }
  });
  return {labels, best};
}

}  // namespace
}  // namespace cotrain::semantic_inference

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("semantic_inference", &cotrain::semantic_inference::semantic_inference);
}
