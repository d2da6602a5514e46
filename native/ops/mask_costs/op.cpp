#include "mask_costs/op.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>

namespace cotrain::mask_costs {

at::Tensor check(COTRAIN_PARAMETERS) {
  constexpr auto op = "mask_costs";
  COTRAIN_CHECK(op, mask_logits.dim() == 2 && targets.dim() == 2 && mask_logits.size(1) == targets.size(1),
                "mask_logits must be [Q, P] and targets [T, P] with the same pixels, not ",
                mask_logits.sizes(), " and ", targets.sizes());
  COTRAIN_CHECK(op, mask_logits.size(1) > 0, "the masks have no pixels: ", mask_logits.sizes());
  check_floating(op, {"mask_logits", mask_logits});
  COTRAIN_CHECK(op, !targets.is_complex(), "targets must be real, not ", targets.scalar_type());
  check_one_device(op, {{"mask_logits", mask_logits}, {"targets", targets}});
  check_not_negative(op, "gamma", gamma);
  return targets.to(mask_logits.scalar_type());
}

namespace {

std::tuple<at::Tensor, at::Tensor> meta(COTRAIN_PARAMETERS) {
  check(COTRAIN_ARGUMENTS);
  const at::Tensor focal = at::empty({mask_logits.size(0), targets.size(0)}, mask_logits.options());
  return {focal, at::empty_like(focal)};
}

}  // namespace
}  // namespace cotrain::mask_costs

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "mask_costs(Tensor mask_logits, Tensor targets, *, float alpha=0.25, float gamma=2.0) -> (Tensor "
      "focal, "
      "Tensor dice)");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) { library.impl("mask_costs", &cotrain::mask_costs::meta); }

// Costs choose pairs; the losses of the pairs are what is differentiated.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("mask_costs", torch::autograd::autogradNotImplementedFallback());
}
