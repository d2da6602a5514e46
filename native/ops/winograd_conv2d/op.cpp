#include "winograd_conv2d/op.h"

#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <array>

#include "common/dispatch.h"

namespace cotrain::winograd_conv2d {

using at::Tensor;

Sizes check(COTRAIN_PARAMETERS) {
  constexpr auto op = "winograd_conv2d";
  COTRAIN_CHECK(op, input.dim() == 4, "input must be [B, C, H, W], not ", input.sizes());
  const Sizes s = {input.size(0), input.size(1), input.size(2), input.size(3),
                   weight.dim() > 0 ? weight.size(0) : 0};
  COTRAIN_CHECK(op, s.channels > 0 && s.height > 0 && s.width > 0, "input ", input.sizes(),
                " has no channels or no cells");
  const std::array<int64_t, 4> kernel = {s.out_channels, s.channels, 3, 3};
  COTRAIN_CHECK(op, s.out_channels > 0 && weight.sizes() == at::IntArrayRef(kernel),
                "weight must be [out channels, ", s.channels, ", 3, 3] for input ", input.sizes(), ", not ",
                weight.sizes());
  COTRAIN_CHECK(op, !bias || (bias->dim() == 1 && bias->size(0) == s.out_channels), "bias must be [",
                s.out_channels, "], not ", bias ? bias->sizes() : at::IntArrayRef());
  const std::initializer_list<Named> all = {{"input", input}, {"weight", weight}, {"bias", bias}};
  COTRAIN_CHECK(op, stride == 1 || stride == 2, "stride must be 1 or 2, not ", stride);
  check_one_dtype(op, all);
  check_one_device(op, all);
  return s;
}

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Forward = Tensor(COTRAIN_PARAMETERS);
using Gradients = std::tuple<Tensor, Tensor, Tensor>;
using Wanted = std::array<bool, 3>;
using Backward = Gradients(const Tensor&, const Tensor&, const Tensor&, int64_t, Wanted);

Tensor forward_below(COTRAIN_PARAMETERS) {
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Forward>("cotrain::winograd_conv2d");
  return op.call(COTRAIN_ARGUMENTS);
}

// The gradients themselves can be differentiated if LibTorch computes them.
Gradients differentiable_gradients(const Tensor& grad, const Tensor& input, const Tensor& weight,
                                   int64_t stride, Wanted wanted) {
  const std::array<int64_t, 1> bias_sizes = {weight.size(0)};
  return at::convolution_backward(grad, input, weight, at::OptionalIntArrayRef(bias_sizes), {stride, stride},
                                  {1, 1}, {1, 1}, false, {0, 0}, 1, wanted);
}

struct WinogradConv2d : torch::autograd::Function<WinogradConv2d> {
  static Tensor forward(AutogradContext* context, COTRAIN_PARAMETERS) {
    context->save_for_backward({input, weight});
    context->saved_data["bias"] = bias.has_value();
    context->saved_data["stride"] = stride;
    return forward_below(COTRAIN_ARGUMENTS);
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    const auto saved = context->get_saved_variables();
    const Wanted wanted = {context->needs_input_grad(0), context->needs_input_grad(1),
                           context->saved_data["bias"].toBool() && context->needs_input_grad(2)};
    const int64_t stride = context->saved_data["stride"].toInt();
    if (at::GradMode::is_enabled()) {
      const auto [input, weight, bias] =
          differentiable_gradients(grads[0], saved[0], saved[1], stride, wanted);
      return {input, weight, bias, {}};
    }
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Backward>("cotrain::winograd_conv2d_backward");
    const auto [input, weight, bias] = op.call(grads[0], saved[0], saved[1], stride, wanted);
    return {input, weight, bias, {}};
  }
};

Tensor differentiable(COTRAIN_PARAMETERS) {
  const bool wanted = input.requires_grad() || weight.requires_grad() || (bias && bias->requires_grad());
  if (wanted && at::GradMode::is_enabled()) return WinogradConv2d::apply(COTRAIN_ARGUMENTS);
  return forward_below(COTRAIN_ARGUMENTS);
}

Tensor forward_meta(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  return at::empty({s.batch, s.out_channels, (s.height - 1) / stride + 1, (s.width - 1) / stride + 1},
                   input.options().memory_format(format_of(input, weight)));
}

Gradients backward_meta(const Tensor& grad, const Tensor& input, const Tensor& weight, int64_t stride,
                        Wanted wanted) {
  return {wanted[0] ? at::empty_like(input, format_of(input, weight)) : Tensor(),
          wanted[1] ? at::empty_like(weight, format_of(input, weight)) : Tensor(),
          wanted[2] ? at::empty({weight.size(0)}, weight.options()) : Tensor()};
}

}  // namespace
}  // namespace cotrain::winograd_conv2d

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("winograd_conv2d(" COTRAIN_SCHEMA ") -> Tensor");
  library.def(
      "winograd_conv2d_backward(Tensor grad, Tensor input, Tensor weight, int stride, bool[3] wanted) -> "
      "(Tensor, Tensor, Tensor)");
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("winograd_conv2d", &cotrain::winograd_conv2d::differentiable);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("winograd_conv2d", &cotrain::winograd_conv2d::forward_meta);
  library.impl("winograd_conv2d_backward", &cotrain::winograd_conv2d::backward_meta);
}
