#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "mask_losses/check.h"

namespace cotrain::mask_losses {

using at::Tensor;
using MaybeTensor = std::optional<Tensor>;

Sizes check(const Tensor& logits, const Tensor& masks, const Tensor& objects, const MaybeTensor& valid,
            double gamma) {
  TORCH_CHECK(logits.dim() == 3 && at::isFloatingType(logits.scalar_type()),
              "mask_losses: logits must be [N, h, w] of floating point, not ", logits.sizes(), " of ",
              logits.scalar_type());
  const auto is_mask = [](const Tensor& t) {
    return t.scalar_type() == at::kByte || t.scalar_type() == at::kBool;
  };
  TORCH_CHECK(masks.dim() == 3 && is_mask(masks), "mask_losses: masks must be [T, H, W], uint8 or bool, not ",
              masks.sizes(), " of ", masks.scalar_type());
  TORCH_CHECK(logits.size(1) > 0 && logits.size(2) > 0 && masks.size(1) > 0 && masks.size(2) > 0,
              "mask_losses: logits ", logits.sizes(), " or masks ", masks.sizes(), " have no pixels");
  TORCH_CHECK(objects.dim() == 1 && objects.size(0) == logits.size(0) && objects.scalar_type() == at::kLong,
              "mask_losses: objects must be int64 [N], one for each of the ", logits.size(0),
              " logit maps, not ", objects.sizes(), " of ", objects.scalar_type());
  if (valid) {
    TORCH_CHECK(valid->sizes() == masks.sizes().slice(1) && is_mask(*valid),
                "mask_losses: valid must be [H, W] of the masks ", masks.sizes(), ", uint8 or bool, not ",
                valid->sizes(), " of ", valid->scalar_type());
  }
  TORCH_CHECK(logits.device() == masks.device() && logits.device() == objects.device() &&
                  (!valid || logits.device() == valid->device()),
              "mask_losses: all tensors must be on one device; logits are on ", logits.device(),
              ", masks on ", masks.device(), ", objects on ", objects.device());
  TORCH_CHECK(gamma >= 0, "mask_losses: gamma must not be negative, not ", gamma);
  return {logits.size(0), logits.size(1), logits.size(2), masks.size(0), masks.size(1), masks.size(2)};
}

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Losses = std::tuple<Tensor, Tensor>;
using WithGradients = std::tuple<Tensor, Tensor, Tensor, Tensor>;
template <typename Result>
using Signature = Result(const Tensor&, const Tensor&, const Tensor&, const MaybeTensor&, double, double);

template <typename Result>
auto find(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature<Result>>();
}

struct MaskLosses : torch::autograd::Function<MaskLosses> {
  static variable_list forward(AutogradContext* context, const Tensor& logits, const Tensor& masks,
                               const Tensor& objects, const MaybeTensor& valid, double alpha, double gamma) {
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<WithGradients>("cotrain::mask_losses_with_gradients");
    const auto [focal, dice, focal_gradient, dice_gradient] =
        op.call(logits, masks, objects, valid, alpha, gamma);
    context->save_for_backward({focal_gradient, dice_gradient});
    return {focal, dice};
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    TORCH_CHECK_NOT_IMPLEMENTED(!at::GradMode::is_enabled(),
                                "mask_losses: second derivatives are not implemented");
    at::AutoDispatchBelowADInplaceOrView below;
    const auto saved = context->get_saved_variables();
    const auto each = [&](const Tensor& grad) { return grad.to(saved[0].scalar_type()).view({-1, 1, 1}); };
    const Tensor grad = (saved[0] * each(grads[0])).addcmul_(saved[1], each(grads[1]));
    return {grad.to(grads[0].scalar_type()), Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

Losses differentiable(const Tensor& logits, const Tensor& masks, const Tensor& objects,
                      const MaybeTensor& valid, double alpha, double gamma) {
  if (at::GradMode::is_enabled() && logits.requires_grad()) {
    const auto losses = MaskLosses::apply(logits, masks, objects, valid, alpha, gamma);
    return {losses[0], losses[1]};
  }
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Losses>("cotrain::mask_losses");
  return op.call(logits, masks, objects, valid, alpha, gamma);
}

Losses meta(const Tensor& logits, const Tensor& masks, const Tensor& objects, const MaybeTensor& valid,
            double, double gamma) {
  const Tensor focal = at::empty({check(logits, masks, objects, valid, gamma).count}, logits.options());
  return {focal, at::empty_like(focal)};
}

WithGradients meta_with_gradients(const Tensor& logits, const Tensor& masks, const Tensor& objects,
                                  const MaybeTensor& valid, double alpha, double gamma) {
  const auto [focal, dice] = meta(logits, masks, objects, valid, alpha, gamma);
  const Tensor gradient = at::empty(logits.sizes(), logits.options().dtype(gradient_type(logits)));
  return {focal, dice, gradient, at::empty_like(gradient)};
}

}  // namespace
}  // namespace cotrain::mask_losses

#define COTRAIN_SCHEMA \
  "Tensor logits, Tensor masks, Tensor objects, *, Tensor? valid=None, float alpha=0.25, float gamma=2.0"

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
