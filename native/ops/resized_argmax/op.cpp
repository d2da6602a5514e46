#include "resized_argmax/op.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>

namespace cotrain::resized_argmax {

Sizes check(COTRAIN_PARAMETERS) {
  constexpr auto op = "resized_argmax";
  COTRAIN_CHECK(op, logits.dim() == 3 && logits.size(0) >= 1,
                "logits must be [K, h, w] with at least one class, not ", logits.sizes());
  return class_map::check_sizes(op, "logits", logits, logits.size(0), padded, valid, output);
}

namespace {

std::tuple<at::Tensor, at::Tensor> meta(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  return {at::empty(output, logits.options().dtype(label_type(s))),
          with_scores ? at::empty(output, logits.options()) : at::empty({0}, logits.options())};
}

}  // namespace
}  // namespace cotrain::resized_argmax

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "resized_argmax(Tensor logits, *, int[2] padded, int[2] valid, int[2] output, bool scores=False) -> "
      "(Tensor labels, Tensor scores)");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) { library.impl("resized_argmax", &cotrain::resized_argmax::meta); }

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("resized_argmax", torch::autograd::autogradNotImplementedFallback());
}
