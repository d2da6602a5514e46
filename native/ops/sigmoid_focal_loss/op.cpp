#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "sigmoid_focal_loss/check.h"

namespace cotrain {

Reduction check_focal(const at::Tensor& logits, const at::Tensor& targets, double gamma,
                      std::string_view reduction) {
  TORCH_CHECK(at::isFloatingType(logits.scalar_type()) && logits.scalar_type() == targets.scalar_type(),
              "sigmoid_focal_loss: logits and targets must be of one floating dtype, not ",
              logits.scalar_type(), " and ", targets.scalar_type());
  TORCH_CHECK(logits.sizes() == targets.sizes(), "sigmoid_focal_loss: logits ", logits.sizes(),
              " and targets ", targets.sizes(), " must be of one shape");
  TORCH_CHECK(logits.device() == targets.device(), "sigmoid_focal_loss: logits are on ", logits.device(),
              ", targets on ", targets.device());
  TORCH_CHECK(gamma >= 0, "sigmoid_focal_loss: gamma must not be negative, not ", gamma);
  if (reduction == "none") return Reduction::kNone;
  if (reduction == "sum") return Reduction::kSum;
  TORCH_CHECK(reduction == "mean", "sigmoid_focal_loss: reduction must be 'none', 'sum' or 'mean', not '",
              reduction, "'");
  return Reduction::kMean;
}

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Forward = Tensor(const Tensor&, const Tensor&, double, double, std::string_view);
using Backward = Tensor(const Tensor&, const Tensor&, const Tensor&, double, double, std::string_view);

template <typename Signature>
auto find(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

Tensor forward_below(const Tensor& logits, const Tensor& targets, double alpha, double gamma,
                     std::string_view reduction) {
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Forward>("cotrain::sigmoid_focal_loss");
  return op.call(logits, targets, alpha, gamma, reduction);
}

struct SigmoidFocalLoss : torch::autograd::Function<SigmoidFocalLoss> {
  static Tensor forward(AutogradContext* context, const Tensor& logits, const Tensor& targets, double alpha,
                        double gamma, std::string_view reduction) {
    context->save_for_backward({logits, targets});
    context->saved_data["alpha"] = alpha;
    context->saved_data["gamma"] = gamma;
    context->saved_data["reduction"] = std::string(reduction);
    return forward_below(logits, targets, alpha, gamma, reduction);
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    TORCH_CHECK_NOT_IMPLEMENTED(!at::GradMode::is_enabled(),
                                "sigmoid_focal_loss: second derivatives are not implemented");
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Backward>("cotrain::sigmoid_focal_loss_backward");
    const auto saved = context->get_saved_variables();
    const Tensor grad =
        op.call(grads[0], saved[0], saved[1], context->saved_data["alpha"].toDouble(),
                context->saved_data["gamma"].toDouble(), context->saved_data["reduction"].toStringView());
    return {grad, Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

Tensor differentiable(const Tensor& logits, const Tensor& targets, double alpha, double gamma,
                      std::string_view reduction) {
  if (!at::GradMode::is_enabled()) return forward_below(logits, targets, alpha, gamma, reduction);
  TORCH_CHECK_NOT_IMPLEMENTED(!targets.requires_grad(),
                              "sigmoid_focal_loss: targets get no gradient: detach them");
  if (!logits.requires_grad()) return forward_below(logits, targets, alpha, gamma, reduction);
  return SigmoidFocalLoss::apply(logits, targets, alpha, gamma, reduction);
}

Tensor meta(const Tensor& logits, const Tensor& targets, double, double gamma, std::string_view reduction) {
  return check_focal(logits, targets, gamma, reduction) == Reduction::kNone
             ? at::empty_like(logits, at::MemoryFormat::Contiguous)
             : at::empty({}, logits.options());
}

Tensor backward_meta(const Tensor&, const Tensor& logits, const Tensor& targets, double, double gamma,
                     std::string_view reduction) {
  check_focal(logits, targets, gamma, reduction);
  return at::empty_like(logits, at::MemoryFormat::Contiguous);
}

}  // namespace
}  // namespace cotrain

#define COTRAIN_SCHEMA \
  "Tensor logits, Tensor targets, *, float alpha=0.25, float gamma=2.0, str reduction='none'"

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("sigmoid_focal_loss(" COTRAIN_SCHEMA ") -> Tensor");
  library.def("sigmoid_focal_loss_backward(Tensor grad, " COTRAIN_SCHEMA ") -> Tensor");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("sigmoid_focal_loss", &cotrain::meta);
  library.impl("sigmoid_focal_loss_backward", &cotrain::backward_meta);
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("sigmoid_focal_loss", &cotrain::differentiable);
}
