#include "sigmoid_focal_loss/op.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "common/dispatch.h"

namespace cotrain::sigmoid_focal_loss {

Reduction check(COTRAIN_PARAMETERS) {
  constexpr auto op = "sigmoid_focal_loss";
  check_floating(op, {"logits", logits});
  check_one_dtype(op, {{"logits", logits}, {"targets", targets}});
  COTRAIN_CHECK(op, logits.sizes() == targets.sizes(), "logits ", logits.sizes(), " and targets ",
                targets.sizes(), " must be of one shape");
  check_one_device(op, {{"logits", logits}, {"targets", targets}});
  check_not_negative(op, "gamma", gamma);
  if (reduction == "none") return Reduction::kNone;
  if (reduction == "sum") return Reduction::kSum;
  COTRAIN_CHECK(op, reduction == "mean", "reduction must be 'none', 'sum' or 'mean', not '", reduction, "'");
  return Reduction::kMean;
}

Reduction check_backward(const at::Tensor& grad, COTRAIN_PARAMETERS) {
  const Reduction how = check(COTRAIN_ARGUMENTS);
  COTRAIN_CHECK("sigmoid_focal_loss_backward",
                grad.sizes() == (how == Reduction::kNone ? logits.sizes() : at::IntArrayRef{}),
                "grad is of shape ", grad.sizes());
  return how;
}

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Forward = Tensor(COTRAIN_PARAMETERS);
using Backward = Tensor(const Tensor&, COTRAIN_PARAMETERS);

Tensor forward_below(COTRAIN_PARAMETERS) {
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Forward>("cotrain::sigmoid_focal_loss");
  return op.call(COTRAIN_ARGUMENTS);
}

struct SigmoidFocalLoss : torch::autograd::Function<SigmoidFocalLoss> {
  static Tensor forward(AutogradContext* context, COTRAIN_PARAMETERS) {
    context->save_for_backward({logits, targets});
    context->saved_data["alpha"] = alpha;
    context->saved_data["gamma"] = gamma;
    context->saved_data["reduction"] = std::string(reduction);
    return forward_below(COTRAIN_ARGUMENTS);
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    check_no_second_derivative("sigmoid_focal_loss");
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Backward>("cotrain::sigmoid_focal_loss_backward");
    const auto saved = context->get_saved_variables();
    const Tensor grad =
        op.call(grads[0], saved[0], saved[1], context->saved_data["alpha"].toDouble(),
                context->saved_data["gamma"].toDouble(), context->saved_data["reduction"].toStringView());
    return {grad, Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

Tensor differentiable(COTRAIN_PARAMETERS) {
  if (!at::GradMode::is_enabled()) return forward_below(COTRAIN_ARGUMENTS);
  COTRAIN_CHECK_NOT_IMPLEMENTED("sigmoid_focal_loss", !targets.requires_grad(),
                                "targets get no gradient: detach them");
  if (!logits.requires_grad()) return forward_below(COTRAIN_ARGUMENTS);
  return SigmoidFocalLoss::apply(COTRAIN_ARGUMENTS);
}

Tensor meta(COTRAIN_PARAMETERS) {
  return check(COTRAIN_ARGUMENTS) == Reduction::kNone ? at::empty_like(logits, at::MemoryFormat::Contiguous)
                                                      : at::empty({}, logits.options());
}

Tensor backward_meta(const Tensor& grad, COTRAIN_PARAMETERS) {
  check_backward(grad, COTRAIN_ARGUMENTS);
  return at::empty_like(logits, at::MemoryFormat::Contiguous);
}

}  // namespace
}  // namespace cotrain::sigmoid_focal_loss

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("sigmoid_focal_loss(" COTRAIN_SCHEMA ") -> Tensor");
  library.def("sigmoid_focal_loss_backward(Tensor grad, " COTRAIN_SCHEMA ") -> Tensor");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("sigmoid_focal_loss", &cotrain::sigmoid_focal_loss::meta);
  library.impl("sigmoid_focal_loss_backward", &cotrain::sigmoid_focal_loss::backward_meta);
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("sigmoid_focal_loss", &cotrain::sigmoid_focal_loss::differentiable);
}
