#include "semantic_inference/op.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>

namespace cotrain::semantic_inference {

Sizes check(const at::Tensor& class_logits, const at::Tensor& mask_logits, at::IntArrayRef padded,
            at::IntArrayRef valid, at::IntArrayRef output) {
  TORCH_CHECK(class_logits.dim() == 2 && class_logits.size(1) >= 2,
              "semantic_inference: class_logits must be [Q, K + 1] with at least one class, not ",
              class_logits.sizes());
  TORCH_CHECK(mask_logits.dim() == 3 && mask_logits.size(0) == class_logits.size(0),
              "semantic_inference: mask_logits must be [Q, h, w] with Q of class_logits ",
              class_logits.sizes(), ", not ", mask_logits.sizes());
  TORCH_CHECK(class_logits.scalar_type() == mask_logits.scalar_type(),
              "semantic_inference: class_logits and mask_logits must have one dtype, not ",
              class_logits.scalar_type(), " and ", mask_logits.scalar_type());
  TORCH_CHECK(class_logits.device() == mask_logits.device(),
              "semantic_inference: class_logits and mask_logits must be on one device, not ",
              class_logits.device(), " and ", mask_logits.device());
  TORCH_CHECK(padded.size() == 2 && valid.size() == 2 && output.size() == 2,
              "semantic_inference: padded, valid and output must be [height, width]");
  for (int axis = 0; axis < 2; ++axis) {
    TORCH_CHECK(1 <= valid[axis] && valid[axis] <= padded[axis], "semantic_inference: the valid size ", valid,
                " must be within the padded size ", padded);
    TORCH_CHECK(output[axis] >= 1, "semantic_inference: the output size ", output, " must be positive");
  }
  const int64_t height = mask_logits.size(1), width = mask_logits.size(2);
  TORCH_CHECK(height > 0 && width > 0, "semantic_inference: mask_logits ", mask_logits.sizes(),
              " have no pixels");
  return {class_logits.size(0),
          class_logits.size(1) - 1,
          height,
          width,
          padded[0],
          padded[1],
          valid[0],
          valid[1],
          output[0],
          output[1]};
}

namespace {

std::tuple<at::Tensor, at::Tensor> meta(const at::Tensor& class_logits, const at::Tensor& mask_logits,
                                        at::IntArrayRef padded, at::IntArrayRef valid, at::IntArrayRef output,
                                        bool scores) {
  const Sizes s = check(class_logits, mask_logits, padded, valid, output);
  return {at::empty(output, mask_logits.options().dtype(label_type(s))),
          scores ? at::empty(output, mask_logits.options()) : at::empty({0}, mask_logits.options())};
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
