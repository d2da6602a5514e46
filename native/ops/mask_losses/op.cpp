#include "mask_losses/op.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "common/dispatch.h"

namespace cotrain::mask_losses {

using at::Tensor;

Sizes check(COTRAIN_PARAMETERS) {
  constexpr auto op = "mask_losses";
  const auto is_mask = [](const Tensor& t) {
    return t.scalar_type() == at::kByte || t.scalar_type() == at::kBool;
  };
  COTRAIN_CHECK(op, logits.dim() == 3, "logits must be [N, h, w], not ", logits.sizes());
  check_floating(op, {"logits", logits});
  COTRAIN_CHECK(op, masks.dim() == 3 && is_mask(masks), "masks must be [T, H, W], uint8 or bool, not ",
                masks.sizes(), " of ", masks.scalar_type());
  COTRAIN_CHECK(op, logits.size(1) > 0 && logits.size(2) > 0 && masks.size(1) > 0 && masks.size(2) > 0,
                "logits ", logits.sizes(), " or masks ", masks.sizes(), " have no pixels");
  COTRAIN_CHECK(op,
                objects.dim() == 1 && objects.size(0) == logits.size(0) && objects.scalar_type() == at::kLong,
                "objects must be int64 [N], one for each of the ", logits.size(0), " logit maps, not ",
                objects.sizes(), " of ", objects.scalar_type());
  COTRAIN_CHECK(op, !valid || (valid->sizes() == masks.sizes().slice(1) && is_mask(*valid)),
                "valid must be [H, W] of the masks ", masks.sizes(), ", uint8 or bool, not ", valid->sizes(),
                " of ", valid->scalar_type());
  check_one_device(op, {{"logits", logits}, {"masks", masks}, {"objects", objects}, {"valid", valid}});
  check_not_negative(op, "gamma", gamma);
  return {logits.size(0), logits.size(1), logits.size(2), masks.size(0), masks.size(1), masks.size(2)};
}

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Losses = std::tuple<Tensor, Tensor>;
using WithGradients = std::tuple<Tensor, Tensor, Tensor, Tensor>;
struct MaskLosses : torch::autograd::Function<MaskLosses> {
  static variable_list forward(AutogradContext* context, COTRAIN_PARAMETERS) {
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<WithGradients(COTRAIN_PARAMETERS)>("cotrain::mask_losses_with_gradients");
    const auto [focal, dice, focal_gradient, dice_gradient] = op.call(COTRAIN_ARGUMENTS);
    context->save_for_backward({focal_gradient, dice_gradient});
    return {focal, dice};
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    check_no_second_derivative("mask_losses");
    at::AutoDispatchBelowADInplaceOrView below;
    const auto saved = context->get_saved_variables();
    const auto each = [&](const Tensor& grad) { return grad.to(saved[0].scalar_type()).view({-1, 1, 1}); };
    const Tensor grad = (saved[0] * each(grads[0])).addcmul_(saved[1], each(grads[1]));
    return {grad.to(grads[0].scalar_type()), Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

Losses differentiable(COTRAIN_PARAMETERS) {
  if (at::GradMode::is_enabled() && logits.requires_grad()) {
    const auto losses = MaskLosses::apply(COTRAIN_ARGUMENTS);
    return {losses[0], losses[1]};
  }
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Losses(COTRAIN_PARAMETERS)>("cotrain::mask_losses");
  return op.call(COTRAIN_ARGUMENTS);
}

Losses meta(COTRAIN_PARAMETERS) {
  const Tensor focal = at::empty({check(COTRAIN_ARGUMENTS).count}, logits.options());
  return {focal, at::empty_like(focal)};
}

WithGradients meta_with_gradients(COTRAIN_PARAMETERS) {
  const auto [focal, dice] = meta(COTRAIN_ARGUMENTS);
  const Tensor gradient = at::empty(logits.sizes(), logits.options().dtype(gradient_type(logits)));
  return {focal, dice, gradient, at::empty_like(gradient)};
}

}  // namespace
}  // namespace cotrain::mask_losses

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("mask_losses(" COTRAIN_SCHEMA ") -> (Tensor focal, Tensor dice)");
  library.def("mask_losses_with_gradients(" COTRAIN_SCHEMA
              ") -> (Tensor focal, Tensor dice, Tensor focal_gradient, Tensor dice_gradient)");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("mask_losses", &cotrain::mask_losses::meta);
  library.impl("mask_losses_with_gradients", &cotrain::mask_losses::meta_with_gradients);
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("mask_losses", &cotrain::mask_losses::differentiable);
  library.impl("mask_losses_with_gradients", torch::autograd::autogradNotImplementedFallback());
}
