#include "semantic_inference/op.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>

namespace cotrain::semantic_inference {

Sizes check(COTRAIN_PARAMETERS) {
  constexpr auto op = "semantic_inference";
  COTRAIN_CHECK(op, class_logits.dim() == 2 && class_logits.size(1) >= 2,
                "class_logits must be [Q, K + 1] with at least one class, not ", class_logits.sizes());
  COTRAIN_CHECK(op, mask_logits.dim() == 3 && mask_logits.size(0) == class_logits.size(0),
                "mask_logits must be [Q, h, w] with Q of class_logits ", class_logits.sizes(), ", not ",
                mask_logits.sizes());
  check_one_dtype(op, {{"class_logits", class_logits}, {"mask_logits", mask_logits}});
  check_one_device(op, {{"class_logits", class_logits}, {"mask_logits", mask_logits}});
  return class_map::check_sizes(op, "mask_logits", mask_logits, class_logits.size(1) - 1, padded, valid,
                                output);
}

namespace {

std::tuple<at::Tensor, at::Tensor> meta(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  return {at::empty(output, mask_logits.options().dtype(label_type(s))),
          with_scores ? at::empty(output, mask_logits.options()) : at::empty({0}, mask_logits.options())};
}

}  // namespace
}  // namespace cotrain::semantic_inference

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "semantic_inference(Tensor class_logits, Tensor mask_logits, *, int[2] padded, int[2] valid, "
      "int[2] output, bool scores=False) -> (Tensor labels, Tensor scores)");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("semantic_inference", &cotrain::semantic_inference::meta);
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("semantic_inference", torch::autograd::autogradNotImplementedFallback());
}
