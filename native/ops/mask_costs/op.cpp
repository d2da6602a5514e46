#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>

#include "mask_costs/check.h"

namespace cotrain {

at::Tensor check_masks(const at::Tensor& mask_logits, const at::Tensor& targets, double gamma) {
  TORCH_CHECK(mask_logits.dim() == 2 && targets.dim() == 2 && mask_logits.size(1) == targets.size(1),
              "mask_costs: mask_logits must be [Q, P] and targets [T, P] with the same pixels, not ",
              mask_logits.sizes(), " and ", targets.sizes());
  TORCH_CHECK(mask_logits.size(1) > 0, "mask_costs: the masks have no pixels: ", mask_logits.sizes());
  TORCH_CHECK(at::isFloatingType(mask_logits.scalar_type()),
              "mask_costs: mask_logits must be of floating point, not ", mask_logits.scalar_type());
  TORCH_CHECK(!targets.is_complex(), "mask_costs: targets must be real, not ", targets.scalar_type());
  TORCH_CHECK(mask_logits.device() == targets.device(), "mask_costs: mask_logits are on ",
              mask_logits.device(), ", targets on ", targets.device());
  TORCH_CHECK(gamma >= 0, "mask_costs: gamma must not be negative, not ", gamma);
  return targets.to(mask_logits.scalar_type());
}

namespace {

std::tuple<at::Tensor, at::Tensor> meta(const at::Tensor& mask_logits, const at::Tensor& targets, double,
                                        double gamma) {
  check_masks(mask_logits, targets, gamma);
  const at::Tensor focal = at::empty({mask_logits.size(0), targets.size(0)}, mask_logits.options());
  return {focal, at::empty_like(focal)};
}

}  // namespace
}  // namespace cotrain

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "mask_costs(Tensor mask_logits, Tensor targets, *, float alpha=0.25, float gamma=2.0) -> (Tensor "
      "focal, "
      "Tensor dice)");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) { library.impl("mask_costs", &cotrain::meta); }

// Costs choose pairs; the losses of the pairs are what is differentiated.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("mask_costs", torch::autograd::autogradNotImplementedFallback());
}
