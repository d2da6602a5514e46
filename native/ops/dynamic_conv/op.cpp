#include "dynamic_conv/op.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "common/dispatch.h"

namespace cotrain::dynamic_conv {

Sizes check(const Arguments& x) {
  constexpr auto op = "dynamic_conv";
  const auto &p = x.proposals, &r = x.roi_features, &w = x.weight;
  COTRAIN_CHECK(op, p.dim() == 2, "proposals must be [N, C], not ", p.sizes());
  COTRAIN_CHECK(op, r.dim() == 3 && r.size(0) == p.size(0) && r.size(2) == p.size(1),
                "roi_features must be [N, P, C] with N and C of proposals ", p.sizes(), ", not ", r.sizes());
  const int64_t channels = p.size(1);
  COTRAIN_CHECK(op, channels > 0, "proposals ", p.sizes(), " have no channels");
  COTRAIN_CHECK(op, w.dim() == 2 && w.size(1) == channels && w.size(0) > 0 && w.size(0) % (2 * channels) == 0,
                "weight must be [2 * C * D, C] with C = ", channels, ", not ", w.sizes());
  const int64_t dynamic = w.size(0) / (2 * channels);
  const auto vector = [op](const at::Tensor& t, int64_t size, const char* name) {
    COTRAIN_CHECK(op, t.dim() == 1 && t.size(0) == size, name, " must be [", size, "], not ", t.sizes());
  };
  vector(x.bias, w.size(0), "bias");
  vector(x.norm1_weight, dynamic, "norm1_weight");
  vector(x.norm1_bias, dynamic, "norm1_bias");
  vector(x.norm2_weight, channels, "norm2_weight");
  vector(x.norm2_bias, channels, "norm2_bias");
  const std::initializer_list<Named> all = {{"proposals", p},
                                            {"roi_features", r},
                                            {"weight", w},
                                            {"bias", x.bias},
                                            {"norm1_weight", x.norm1_weight},
                                            {"norm1_bias", x.norm1_bias},
                                            {"norm2_weight", x.norm2_weight},
                                            {"norm2_bias", x.norm2_bias}};
  check_one_dtype(op, all);
  check_one_device(op, all);
  return {p.size(0), r.size(1), channels, dynamic};
}

namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Forward = Tensor(COTRAIN_TENSOR_PARAMETERS, double, bool);
using Training = std::tuple<Tensor, Tensor, Tensor, Tensor>(COTRAIN_TENSOR_PARAMETERS, double, bool);
using Backward = std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>(
    const Tensor&, const Tensor&, const Tensor&, const MaybeTensor&, COTRAIN_TENSOR_PARAMETERS, double,
    std::array<bool, 3>);

struct DynamicConv : torch::autograd::Function<DynamicConv> {
  static Tensor forward(AutogradContext* context, COTRAIN_TENSOR_PARAMETERS, double eps,
                        bool keep_parameters) {
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Training>("cotrain::dynamic_conv_training");
    auto [out, hidden, last, parameters] = op.call(COTRAIN_TENSORS, eps, keep_parameters);
    context->save_for_backward({hidden, last, COTRAIN_TENSORS, parameters});
    context->saved_data["eps"] = eps;
    return out;
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    check_no_second_derivative("dynamic_conv");
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Backward>("cotrain::dynamic_conv_backward");
    const auto saved = context->get_saved_variables();
    const MaybeTensor parameters = saved[10].defined() ? MaybeTensor(saved[10]) : std::nullopt;
    const std::array<bool, 3> wanted = {context->needs_input_grad(0), context->needs_input_grad(1),
                                        context->needs_input_grad(2) || context->needs_input_grad(3)};
    const auto [p, r, w, b, w1, b1, w2, b2] =
        op.call(grads[0], saved[0], saved[1], parameters, saved[2], saved[3], saved[4], saved[5], saved[6],
                saved[7], saved[8], saved[9], context->saved_data["eps"].toDouble(), wanted);
    return {p, r, w, b, w1, b1, w2, b2, Tensor(), Tensor()};
  }
};

Tensor differentiable(COTRAIN_TENSOR_PARAMETERS, double eps, bool keep_parameters) {
  const bool wanted = [](const auto&... x) { return (x.requires_grad() || ...); }(COTRAIN_TENSORS);
  if (wanted && at::GradMode::is_enabled()) return DynamicConv::apply(COTRAIN_TENSORS, eps, keep_parameters);
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Forward>("cotrain::dynamic_conv");
  return op.call(COTRAIN_TENSORS, eps, keep_parameters);
}

Tensor forward_meta(COTRAIN_TENSOR_PARAMETERS, double, bool) {
  check({COTRAIN_TENSORS});
  return at::empty_like(roi_features, at::MemoryFormat::Contiguous);
}

std::tuple<Tensor, Tensor, Tensor, Tensor> training_meta(COTRAIN_TENSOR_PARAMETERS, double eps,
                                                         bool keep_parameters) {
  const Sizes s = check({COTRAIN_TENSORS});
  return {forward_meta(COTRAIN_TENSORS, eps, keep_parameters),
          at::empty({s.proposals, s.positions, s.dynamic}, roi_features.options()),
          at::empty({s.proposals, s.positions, s.channels}, roi_features.options()), Tensor()};
}

std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> backward_meta(
    const Tensor&, const Tensor&, const Tensor&, const MaybeTensor&, COTRAIN_TENSOR_PARAMETERS, double,
    std::array<bool, 3> wanted) {
  const auto like = [](const Tensor& t, bool needed) {
    return needed ? at::empty_like(t, at::MemoryFormat::Contiguous) : Tensor();
  };
  return {like(proposals, wanted[0]), like(roi_features, wanted[1]), like(weight, wanted[2]),
          like(bias, wanted[2]),      like(norm1_weight, true),      like(norm1_bias, true),
          like(norm2_weight, true),   like(norm2_bias, true)};
}

}  // namespace
}  // namespace cotrain::dynamic_conv

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("dynamic_conv(" COTRAIN_SCHEMA ") -> Tensor");
  // The output, and what the gradient needs beside the inputs: what stands before the first and the second
  // norm, and the parameters, undefined unless they are kept.
  library.def("dynamic_conv_training(" COTRAIN_SCHEMA ") -> (Tensor, Tensor, Tensor, Tensor)");
  // `wanted`: gradients to proposals, roi_features, weight and bias.
  library.def(
      "dynamic_conv_backward(Tensor grad, Tensor hidden, Tensor last, Tensor? "
      "parameters, " COTRAIN_TENSOR_SCHEMA
      ", *, float eps, bool[3] wanted) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)");
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("dynamic_conv", &cotrain::dynamic_conv::differentiable);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("dynamic_conv", &cotrain::dynamic_conv::forward_meta);
  library.impl("dynamic_conv_training", &cotrain::dynamic_conv::training_meta);
  library.impl("dynamic_conv_backward", &cotrain::dynamic_conv::backward_meta);
}
