#include "deform_conv2d/op.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <array>

namespace cotrain::deform_conv2d {

using at::Tensor;
using OptionalTensor = std::optional<Tensor>;

Sizes check(const Tensor& input, const Tensor& offset, const Tensor& weight, const OptionalTensor& mask,
            const OptionalTensor& bias, at::IntArrayRef stride, at::IntArrayRef padding,
            at::IntArrayRef dilation) {
  TORCH_CHECK(input.dim() == 4, "deform_conv2d: input must be [B, C, H, W], not ", input.sizes());
  TORCH_CHECK(weight.dim() == 4 && weight.numel() > 0,
              "deform_conv2d: weight must be [out channels, C / groups, kernel height, kernel width], not ",
              weight.sizes());
  TORCH_CHECK(offset.dim() == 4, "deform_conv2d: offset must be [B, 2 * offset groups * taps, H', W'], not ",
              offset.sizes());
  Sizes s{};
  s.batch = input.size(0), s.channels = input.size(1), s.height = input.size(2), s.width = input.size(3);
  s.out_channels = weight.size(0), s.kernel_height = weight.size(2), s.kernel_width = weight.size(3);
  TORCH_CHECK(s.channels > 0 && s.height > 0 && s.width > 0, "deform_conv2d: input ", input.sizes(),
              " has no channels or no cells");
  for (int axis = 0; axis < 2; ++axis) {
    s.stride[axis] = stride[axis], s.padding[axis] = padding[axis], s.dilation[axis] = dilation[axis];
    TORCH_CHECK(stride[axis] > 0 && dilation[axis] > 0 && padding[axis] >= 0, "deform_conv2d: stride ",
                stride, " and dilation ", dilation, " must be positive, padding ", padding, " not negative");
  }
  s.out_height = (s.height + 2 * padding[0] - dilation[0] * (s.kernel_height - 1) - 1) / stride[0] + 1;
  s.out_width = (s.width + 2 * padding[1] - dilation[1] * (s.kernel_width - 1) - 1) / stride[1] + 1;
  TORCH_CHECK(s.height + 2 * padding[0] > dilation[0] * (s.kernel_height - 1) &&
                  s.width + 2 * padding[1] > dilation[1] * (s.kernel_width - 1),
              "deform_conv2d: the kernel of weight ", weight.sizes(), " with dilation ", dilation,
              " does not fit into input ", input.sizes(), " with padding ", padding);
  s.groups = s.channels / weight.size(1);
  TORCH_CHECK(s.channels % weight.size(1) == 0 && s.out_channels % s.groups == 0, "deform_conv2d: weight ",
              weight.sizes(), " does not divide input ", input.sizes(), " into groups");
  const int64_t taps = s.kernel_height * s.kernel_width;
  s.offset_groups = offset.size(1) / (2 * taps);
  TORCH_CHECK(s.offset_groups > 0 && offset.size(1) % (2 * taps) == 0 && s.channels % s.offset_groups == 0,
              "deform_conv2d: offset ", offset.sizes(), " must have 2 * ", taps,
              " channels for each offset group, whose number divides that of input ", input.sizes());
  const std::array<int64_t, 4> offsets = {s.batch, 2 * s.offset_groups * taps, s.out_height, s.out_width};
  const std::array<int64_t, 4> masks = {s.batch, s.offset_groups * taps, s.out_height, s.out_width};
  TORCH_CHECK(offset.sizes() == at::IntArrayRef(offsets), "deform_conv2d: offset must be ",
              at::IntArrayRef(offsets), " for input ", input.sizes(), ", not ", offset.sizes());
  TORCH_CHECK(!mask || mask->sizes() == at::IntArrayRef(masks), "deform_conv2d: mask must be ",
              at::IntArrayRef(masks), ", not ", mask ? mask->sizes() : at::IntArrayRef());
  TORCH_CHECK(!bias || (bias->dim() == 1 && bias->size(0) == s.out_channels), "deform_conv2d: bias must be [",
              s.out_channels, "], not ", bias ? bias->sizes() : at::IntArrayRef());
  for (const Tensor* t : {&offset, &weight, mask ? &*mask : nullptr, bias ? &*bias : nullptr}) {
    if (t == nullptr) continue;
    TORCH_CHECK(t->scalar_type() == input.scalar_type(),
                "deform_conv2d: all arguments must have one dtype, not ", input.scalar_type(),
                " (input) and ", t->scalar_type());
    TORCH_CHECK(t->device() == input.device(), "deform_conv2d: all arguments must be on one device, not ",
                input.device(), " (input) and ", t->device());
  }
  return s;
}

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Forward = Tensor(const Tensor&, const Tensor&, const Tensor&, const OptionalTensor&,
                       const OptionalTensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef);
using Backward = std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor>(const Tensor&, const Tensor&,
                                                                    const Tensor&, const Tensor&,
                                                                    const OptionalTensor&,
                                                                    const OptionalTensor&, at::IntArrayRef,
                                                                    at::IntArrayRef, at::IntArrayRef);

Tensor forward_below(const Tensor& input, const Tensor& offset, const Tensor& weight,
                     const OptionalTensor& mask, const OptionalTensor& bias, at::IntArrayRef stride,
                     at::IntArrayRef padding, at::IntArrayRef dilation) {
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op =
      c10::Dispatcher::singleton().findSchemaOrThrow("cotrain::deform_conv2d", "").typed<Forward>();
  return op.call(input, offset, weight, mask, bias, stride, padding, dilation);
}

struct DeformConv2d : torch::autograd::Function<DeformConv2d> {
  static Tensor forward(AutogradContext* context, const Tensor& input, const Tensor& offset,
                        const Tensor& weight, const OptionalTensor& mask, const OptionalTensor& bias,
                        at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation) {
    context->save_for_backward({input, offset, weight, mask.value_or(Tensor()), bias.value_or(Tensor())});
    context->saved_data["stride"] = stride.vec();
    context->saved_data["padding"] = padding.vec();
    context->saved_data["dilation"] = dilation.vec();
    return forward_below(input, offset, weight, mask, bias, stride, padding, dilation);
  }

  static variable_list backward(AutogradContext* context, const variable_list& grads) {
    TORCH_CHECK_NOT_IMPLEMENTED(!at::GradMode::is_enabled(),
                                "deform_conv2d: second derivatives are not implemented");
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("cotrain::deform_conv2d_backward", "")
                               .typed<Backward>();
    const auto saved = context->get_saved_variables();
    const auto option = [](const Tensor& t) { return t.defined() ? OptionalTensor(t) : std::nullopt; };
    const auto [input, offset, weight, mask, bias] =
        op.call(grads[0], saved[0], saved[1], saved[2], option(saved[3]), option(saved[4]),
                context->saved_data["stride"].toIntVector(), context->saved_data["padding"].toIntVector(),
                context->saved_data["dilation"].toIntVector());
    return {input, offset, weight, mask, bias, Tensor(), Tensor(), Tensor()};
  }
};

Tensor differentiable(const Tensor& input, const Tensor& offset, const Tensor& weight,
                      const OptionalTensor& mask, const OptionalTensor& bias, at::IntArrayRef stride,
                      at::IntArrayRef padding, at::IntArrayRef dilation) {
  const bool wanted = input.requires_grad() || offset.requires_grad() || weight.requires_grad() ||
                      (mask && mask->requires_grad()) || (bias && bias->requires_grad());
  if (wanted && at::GradMode::is_enabled()) {
    return DeformConv2d::apply(input, offset, weight, mask, bias, stride, padding, dilation);
  }
  return forward_below(input, offset, weight, mask, bias, stride, padding, dilation);
}

Tensor forward_meta(const Tensor& input, const Tensor& offset, const Tensor& weight,
                    const OptionalTensor& mask, const OptionalTensor& bias, at::IntArrayRef stride,
                    at::IntArrayRef padding, at::IntArrayRef dilation) {
  const Sizes s = check(input, offset, weight, mask, bias, stride, padding, dilation);
  return at::empty({s.batch, s.out_channels, s.out_height, s.out_width},
                   input.options().memory_format(input.suggest_memory_format()));
}

std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor> backward_meta(const Tensor&, const Tensor& input,
                                                                 const Tensor& offset, const Tensor& weight,
                                                                 const OptionalTensor& mask,
                                                                 const OptionalTensor& bias, at::IntArrayRef,
                                                                 at::IntArrayRef, at::IntArrayRef) {
  const auto like = [](const OptionalTensor& t) {
    return t ? at::empty_like(*t, at::MemoryFormat::Contiguous) : Tensor();
  };
  return {at::empty_like(input, input.suggest_memory_format()), like(offset), like(weight), like(mask),
          like(bias)};
}

}  // namespace
}  // namespace cotrain::deform_conv2d

#define COTRAIN_SCHEMA                                                                           \
  "Tensor input, Tensor offset, Tensor weight, *, Tensor? mask=None, Tensor? bias=None, int[2] " \
  "stride=1, int[2] padding=0, int[2] dilation=1"

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
