// Tensors in and out.
#include <ATen/Dispatch.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/sum.h>
#include <torch/library.h>

#include "winograd_conv2d/convolve.h"
#include "winograd_conv2d/op.h"
#include "winograd_conv2d/weight_gradient.h"

namespace cotrain::winograd_conv2d {
namespace {

using at::Tensor;

constexpr auto kChannelsLast = at::MemoryFormat::ChannelsLast;

Tensor forward(COTRAIN_PARAMETERS) {
  check(COTRAIN_ARGUMENTS);
  if (stride == 2) return at::conv2d(input, weight, bias, stride, /*padding=*/1);
  return AT_DISPATCH_FLOATING_TYPES(input.scalar_type(), "winograd_conv2d", [&] {
    const MaybeTensor start = bias ? MaybeTensor(bias->contiguous()) : std::nullopt;
    return convolve<scalar_t>(input.contiguous(kChannelsLast), weight.contiguous(kChannelsLast), start)
        .contiguous(format_of(input, weight));
  });
}

using Gradients = std::tuple<Tensor, Tensor, Tensor>;

Gradients backward(const Tensor& grad, const Tensor& input, const Tensor& weight, int64_t stride,
                   std::array<bool, 3> wanted) {
  check(input, weight, std::nullopt, stride);
  return AT_DISPATCH_FLOATING_TYPES(input.scalar_type(), "winograd_conv2d_backward", [&] {
    const Tensor gradients = grad.contiguous(kChannelsLast);
    Gradients results;
    auto& [to_input, to_weight, to_bias] = results;
    if (stride == 2) {  // LibTorch's kernels are as fast, but for the weight
      const std::array<int64_t, 1> bias_sizes = {weight.size(0)};
      results =
          at::convolution_backward(gradients, input, weight, at::OptionalIntArrayRef(bias_sizes), {2, 2},
                                   {1, 1}, {1, 1}, false, {0, 0}, 1, {wanted[0], false, wanted[2]});
    } else {
      if (wanted[0])
        to_input =
            convolve<scalar_t>(gradients, weight.contiguous(kChannelsLast), std::nullopt, /*rotated=*/true);
      if (wanted[2]) to_bias = gradients.sum({0, 2, 3});
    }
    if (wanted[1]) {
      const Tensor images = input.contiguous(kChannelsLast);
      to_weight = stride == 2 ? WeightGradient<scalar_t, 2>(gradients, images).compute()
                              : WeightGradient<scalar_t, 1>(gradients, images).compute();
    }
    const auto format = format_of(input, weight);
    if (wanted[0]) to_input = to_input.contiguous(format);
    if (wanted[1]) to_weight = to_weight.contiguous(format);
    return results;
  });
}

}  // namespace
}  // namespace cotrain::winograd_conv2d

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("winograd_conv2d", &cotrain::winograd_conv2d::forward);
  library.impl("winograd_conv2d_backward", &cotrain::winograd_conv2d::backward);
}
