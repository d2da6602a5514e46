#include "deform_conv2d/op.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <array>

#include "common/dispatch.h"

namespace cotrain::deform_conv2d {

using at::Tensor;

Sizes check(COTRAIN_PARAMETERS) {
  constexpr auto op = "deform_conv2d";
  COTRAIN_CHECK(op, input.dim() == 4, "input must be [B, C, H, W], not ", input.sizes());
  COTRAIN_CHECK(op, weight.dim() == 4 && weight.numel() > 0,
                "weight must be [out channels, C / groups, kernel height, kernel width], not ",
                weight.sizes());
  COTRAIN_CHECK(op, offset.dim() == 4, "offset must be [B, 2 * offset groups * taps, H', W'], not ",
                offset.sizes());
  Sizes s{};
  s.batch = input.size(0), s.channels = input.size(1), s.height = input.size(2), s.width = input.size(3);
  s.out_channels = weight.size(0), s.kernel_height = weight.size(2), s.kernel_width = weight.size(3);
  COTRAIN_CHECK(op, s.channels > 0 && s.height > 0 && s.width > 0, "input ", input.sizes(),
                " has no channels or no cells");
  for (int axis = 0; axis < 2; ++axis) {
    s.stride[axis] = stride[axis], s.padding[axis] = padding[axis], s.dilation[axis] = dilation[axis];
    COTRAIN_CHECK(op, stride[axis] > 0 && dilation[axis] > 0 && padding[axis] >= 0, "stride ", stride,
                  " and dilation ", dilation, " must be positive, padding ", padding, " not negative");
  }
  s.out_height = (s.height + 2 * padding[0] - dilation[0] * (s.kernel_height - 1) - 1) / stride[0] + 1;
  s.out_width = (s.width + 2 * padding[1] - dilation[1] * (s.kernel_width - 1) - 1) / stride[1] + 1;
  COTRAIN_CHECK(op,
                s.height + 2 * padding[0] > dilation[0] * (s.kernel_height - 1) &&
                    s.width + 2 * padding[1] > dilation[1] * (s.kernel_width - 1),
                "the kernel of weight ", weight.sizes(), " with dilation ", dilation,
                " does not fit into input ", input.sizes(), " with padding ", padding);
  s.groups = s.channels / weight.size(1);
  COTRAIN_CHECK(op, s.channels % weight.size(1) == 0 && s.out_channels % s.groups == 0, "weight ",
                weight.sizes(), " does not divide input ", input.sizes(), " into groups");
  const int64_t taps = s.kernel_height * s.kernel_width;
  s.offset_groups = offset.size(1) / (2 * taps);
  COTRAIN_CHECK(op,
                s.offset_groups > 0 && offset.size(1) % (2 * taps) == 0 && s.channels % s.offset_groups == 0,
                "offset ", offset.sizes(), " must have 2 * ", taps,
                " channels for each offset group, whose number divides that of input ", input.sizes());
  const std::array<int64_t, 4> offsets = {s.batch, 2 * s.offset_groups * taps, s.out_height, s.out_width};
  const std::array<int64_t, 4> masks = {s.batch, s.offset_groups * taps, s.out_height, s.out_width};
  COTRAIN_CHECK(op, offset.sizes() == at::IntArrayRef(offsets), "offset must be ", at::IntArrayRef(offsets),
                " for input ", input.sizes(), ", not ", offset.sizes());
  COTRAIN_CHECK(op, !mask || mask->sizes() == at::IntArrayRef(masks), "mask must be ", at::IntArrayRef(masks),
                ", not ", mask ? mask->sizes() : at::IntArrayRef());
  COTRAIN_CHECK(op, !bias || (bias->dim() == 1 && bias->size(0) == s.out_channels), "bias must be [",
                s.out_channels, "], not ", bias ? bias->sizes() : at::IntArrayRef());
  const std::initializer_list<Named> all = {
      {"input", input}, {"offset", offset}, {"weight", weight}, {"mask", mask}, {"bias", bias}};
  check_one_dtype(op, all);
  check_one_device(op, all);
  return s;
}

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Forward = Tensor(COTRAIN_PARAMETERS);
using Gradients = std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor>;
using Backward = Gradients(const Tensor&, COTRAIN_PARAMETERS);

Tensor forward_below(COTRAIN_PARAMETERS) {
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = find<Forward>("cotrain::deform_conv2d");
  return op.call(COTRAIN_ARGUMENTS);
}

struct DeformConv2d : torch::autograd::Function<DeformConv2d> {
  static Tensor forward(AutogradContext* context, COTRAIN_PARAMETERS) {
    context->save_for_backward({input, offset, weight, mask.value_or(Tensor()), bias.value_or(Tensor())});
    context->saved_data["stride"] = stride.vec();
    context->saved_data["padding"] = padding.vec();
    context->saved_data["dilation"] = dilation.vec();
    return forward_below(COTRAIN_ARGUMENTS);
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    check_no_second_derivative("deform_conv2d");
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = find<Backward>("cotrain::deform_conv2d_backward");
    const auto saved = context->get_saved_variables();
    const auto option = [](const Tensor& t) { return t.defined() ? MaybeTensor(t) : std::nullopt; };
    const auto [input, offset, weight, mask, bias] =
        op.call(grads[0], saved[0], saved[1], saved[2], option(saved[3]), option(saved[4]),
                context->saved_data["stride"].toIntVector(), context->saved_data["padding"].toIntVector(),
                context->saved_data["dilation"].toIntVector());
    return {input, offset, weight, mask, bias, Tensor(), Tensor(), Tensor()};
  }
};

Tensor differentiable(COTRAIN_PARAMETERS) {
  const bool wanted = input.requires_grad() || offset.requires_grad() || weight.requires_grad() ||
                      (mask && mask->requires_grad()) || (bias && bias->requires_grad());
  if (wanted && at::GradMode::is_enabled()) {
    return DeformConv2d::apply(COTRAIN_ARGUMENTS);
  }
  return forward_below(COTRAIN_ARGUMENTS);
}

Tensor forward_meta(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  return at::empty({s.batch, s.out_channels, s.out_height, s.out_width},
                   input.options().memory_format(input.suggest_memory_format()));
}

Gradients backward_meta(const Tensor&, COTRAIN_PARAMETERS) {
  const auto like = [](const MaybeTensor& t) {
    return t ? at::empty_like(*t, at::MemoryFormat::Contiguous) : Tensor();
  };
  return {at::empty_like(input, input.suggest_memory_format()), like(offset), like(weight), like(mask),
          like(bias)};
}

}  // namespace
}  // namespace cotrain::deform_conv2d

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("deform_conv2d(" COTRAIN_SCHEMA ") -> Tensor");
  library.def("deform_conv2d_backward(Tensor grad, " COTRAIN_SCHEMA
              ") -> (Tensor, Tensor, Tensor, Tensor, Tensor)");
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("deform_conv2d", &cotrain::deform_conv2d::differentiable);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("deform_conv2d", &cotrain::deform_conv2d::forward_meta);
  library.impl("deform_conv2d_backward", &cotrain::deform_conv2d::backward_meta);
}
