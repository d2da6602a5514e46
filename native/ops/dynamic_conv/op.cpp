#include "dynamic_conv/op.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

namespace cotrain::dynamic_conv {

Sizes check(const Arguments& x) {
  const auto &p = x.proposals, &r = x.roi_features, &w = x.weight;
  TORCH_CHECK(p.dim() == 2, "dynamic_conv: proposals must be [N, C], not ", p.sizes());
  TORCH_CHECK(r.dim() == 3 && r.size(0) == p.size(0) && r.size(2) == p.size(1),
              "dynamic_conv: roi_features must be [N, P, C] with N and C of proposals ", p.sizes(), ", not ",
              r.sizes());
  const int64_t channels = p.size(1);
  TORCH_CHECK(channels > 0, "dynamic_conv: proposals ", p.sizes(), " have no channels");
  TORCH_CHECK(w.dim() == 2 && w.size(1) == channels && w.size(0) > 0 && w.size(0) % (2 * channels) == 0,
              "dynamic_conv: weight must be [2 * C * D, C] with C = ", channels, ", not ", w.sizes());
  const int64_t dynamic = w.size(0) / (2 * channels);
  const auto vector = [](const at::Tensor& t, int64_t size, const char* name) {
    TORCH_CHECK(t.dim() == 1 && t.size(0) == size, "dynamic_conv: ", name, " must be [", size, "], not ",
                t.sizes());
  };
  vector(x.bias, w.size(0), "bias");
  vector(x.norm1_weight, dynamic, "norm1_weight");
  vector(x.norm1_bias, dynamic, "norm1_bias");
  vector(x.norm2_weight, channels, "norm2_weight");
  vector(x.norm2_bias, channels, "norm2_bias");
  for (const at::Tensor* t :
       {&r, &w, &x.bias, &x.norm1_weight, &x.norm1_bias, &x.norm2_weight, &x.norm2_bias}) {
    TORCH_CHECK(t->scalar_type() == p.scalar_type(), "dynamic_conv: all arguments must have one dtype, not ",
                p.scalar_type(), " (proposals) and ", t->scalar_type());
    TORCH_CHECK(t->device() == p.device(), "dynamic_conv: all arguments must be on one device, not ",
                p.device(), " (proposals) and ", t->device());
  }
  return {p.size(0), r.size(1), channels, dynamic};
}

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

#define COTRAIN_PARAMETERS                                                                       \
  const Tensor &proposals, const Tensor &roi_features, const Tensor &weight, const Tensor &bias, \
      const Tensor &norm1_weight, const Tensor &norm1_bias, const Tensor &norm2_weight,          \
      const Tensor &norm2_bias
#define COTRAIN_ARGUMENTS \
  proposals, roi_features, weight, bias, norm1_weight, norm1_bias, norm2_weight, norm2_bias

using Forward = Tensor(COTRAIN_PARAMETERS, double);
using Training = std::tuple<Tensor, Tensor, Tensor>(COTRAIN_PARAMETERS, double);
using Backward = std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>(
    const Tensor&, const Tensor&, const Tensor&, COTRAIN_PARAMETERS, double, std::array<bool, 3>);

template <typename Signature>
auto find(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

struct DynamicConv : torch::autograd::Function<DynamicConv> {
  static Tensor forward(AutogradContext* context, COTRAIN_PARAMETERS, double eps) {
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Training>("cotrain::dynamic_conv_training");
    auto [out, hidden, last] = op.call(COTRAIN_ARGUMENTS, eps);
    context->save_for_backward({hidden, last, COTRAIN_ARGUMENTS});
    context->saved_data["eps"] = eps;
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    TORCH_CHECK_NOT_IMPLEMENTED(!at::GradMode::is_enabled(),
                                "dynamic_conv: second derivatives are not implemented");
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Backward>("cotrain::dynamic_conv_backward");
    const auto saved = context->get_saved_variables();
    const std::array<bool, 3> wanted = {context->needs_input_grad(0), context->needs_input_grad(1),
                                        context->needs_input_grad(2) || context->needs_input_grad(3)};
    const auto [p, r, w, b, w1, b1, w2, b2] =
        op.call(grads[0], saved[0], saved[1], saved[2], saved[3], saved[4], saved[5], saved[6], saved[7],
                saved[8], saved[9], context->saved_data["eps"].toDouble(), wanted);
    return {p, r, w, b, w1, b1, w2, b2, Tensor()};
  }
};

Tensor differentiable(COTRAIN_PARAMETERS, double eps) {
  const bool wanted = [](const auto&... x) { return (x.requires_grad() || ...); }(COTRAIN_ARGUMENTS);
  if (wanted && at::GradMode::is_enabled()) return DynamicConv::apply(COTRAIN_ARGUMENTS, eps);
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Forward>("cotrain::dynamic_conv");
  return op.call(COTRAIN_ARGUMENTS, eps);
}

Tensor forward_meta(COTRAIN_PARAMETERS, double) {
  check({COTRAIN_ARGUMENTS});
  return at::empty_like(roi_features, at::MemoryFormat::Contiguous);
}

std::tuple<Tensor, Tensor, Tensor> training_meta(COTRAIN_PARAMETERS, double eps) {
  const Sizes s = check({COTRAIN_ARGUMENTS});
  return {forward_meta(COTRAIN_ARGUMENTS, eps),
          at::empty({s.proposals, s.positions, s.dynamic}, roi_features.options()),
          at::empty({s.proposals, s.positions, s.channels}, roi_features.options())};
}

std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> backward_meta(
    const Tensor&, const Tensor&, const Tensor&, COTRAIN_PARAMETERS, double, std::array<bool, 3> wanted) {
  const auto like = [](const Tensor& t, bool needed) {
    return needed ? at::empty_like(t, at::MemoryFormat::Contiguous) : Tensor();
  };
  return {like(proposals, wanted[0]), like(roi_features, wanted[1]), like(weight, wanted[2]),
          like(bias, wanted[2]),      like(norm1_weight, true),      like(norm1_bias, true),
          like(norm2_weight, true),   like(norm2_bias, true)};
}

}  // namespace
}  // namespace cotrain::dynamic_conv

#define COTRAIN_SCHEMA                                                                              \
  "Tensor proposals, Tensor roi_features, Tensor weight, Tensor bias, Tensor norm1_weight, Tensor " \
  "norm1_bias, Tensor norm2_weight, Tensor norm2_bias, *, float eps=1e-5"

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("dynamic_conv(" COTRAIN_SCHEMA ") -> Tensor");
  // The output, and what stands before the first and the second norm: what the gradient needs beside the
  // inputs.
  library.def("dynamic_conv_training(" COTRAIN_SCHEMA ") -> (Tensor, Tensor, Tensor)");
  // `wanted`: gradients to proposals, roi_features, weight and bias.
  library.def("dynamic_conv_backward(Tensor grad, Tensor hidden, Tensor last, " COTRAIN_SCHEMA
              ", bool[3] wanted) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)");
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("dynamic_conv", &cotrain::dynamic_conv::differentiable);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("dynamic_conv", &cotrain::dynamic_conv::forward_meta);
  library.impl("dynamic_conv_training", &cotrain::dynamic_conv::training_meta);
  library.impl("dynamic_conv_backward", &cotrain::dynamic_conv::backward_meta);
}
