// The gradient to the weight of a large 3x3 convolution with a stride of 2, as in each stage of a ResNet:
// oneDNN takes two to five times as long for it as a matrix product of as many operations. This gathers the
// nine inputs of each output beside one another and leaves the rest to the matrix product.
#include <ATen/Parallel.h>
#include <ATen/ops/convolution_backward_native.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cstring>

#include "replacements.h"

namespace cotrain {
namespace {

using at::Tensor;

constexpr int64_t kTaps = 9;
constexpr int64_t kMinChannels = 32;
// Inputs that are gathered at a time: they stay in the second and third cache.
constexpr int64_t kGatheredBytes = 4 << 20;
// Multiply-adds from which on gathering pays.
constexpr int64_t kMinWork = 1 << 27;

bool are(at::IntArrayRef values, int64_t value) {
  return std::all_of(values.begin(), values.end(), [=](int64_t own) { return own == value; });
}

bool is_plain(const Tensor& tensor) {
  return tensor.layout() == at::kStrided && tensor.scalar_type() == at::kFloat;
}

// Writes the inputs [9, C] of outputs [begin, end), zeros outside the image. `images` is [B, H, W, C].
void gather(const float* images, at::IntArrayRef image, at::IntArrayRef output, int64_t begin, int64_t end,
            float* to) {
  const int64_t channels = image[1], height = image[2], width = image[3];
  at::parallel_for(begin, end, 16, [&](int64_t first, int64_t last) {
    float* cell = to + (first - begin) * kTaps * channels;
    for (int64_t i = first; i < last; ++i) {
      const int64_t row = i / output[3] % output[2], b = i / output[3] / output[2];
      const int64_t top = 2 * row - 1, left = 2 * (i % output[3]) - 1;
      for (int64_t tap = 0; tap < kTaps; ++tap, cell += channels) {
        const int64_t y = top + tap / 3, x = left + tap % 3;
        if (y < 0 || y >= height || x < 0 || x >= width)
          std::fill_n(cell, channels, 0.0F);
        else
          std::memcpy(cell, images + ((b * height + y) * width + x) * channels, channels * sizeof(float));
      }
    }
  });
}

// [K, C, 3, 3], in the order of memory [K, 3, 3, C].
Tensor weight_gradient(const Tensor& grad, const Tensor& input) {
  const int64_t channels = input.size(1), out_channels = grad.size(1);
  const Tensor images = input.contiguous(at::MemoryFormat::ChannelsLast);
  const Tensor rows = grad.contiguous(at::MemoryFormat::ChannelsLast)
                          .permute({0, 2, 3, 1})
                          .reshape({-1, out_channels});  // [B H' W', K]
  const int64_t outputs = rows.size(0);
  const int64_t chunk =
      std::min<int64_t>(outputs, std::max<int64_t>(kGatheredBytes / (kTaps * channels * 4), 64));
  const auto options = input.options().memory_format(at::MemoryFormat::Contiguous);
  const Tensor gathered = at::empty({chunk, kTaps * channels}, options);
  Tensor sum = at::zeros({out_channels, kTaps * channels}, options);
  for (int64_t begin = 0; begin < outputs; begin += chunk) {
    const int64_t count = std::min(chunk, outputs - begin);
    gather(images.const_data_ptr<float>(), input.sizes(), grad.sizes(), begin, begin + count,
           gathered.mutable_data_ptr<float>());
    sum.addmm_(rows.narrow(0, begin, count).t(), gathered.narrow(0, 0, count));
  }
  return sum.view({out_channels, 3, 3, channels}).permute({0, 3, 1, 2});
}

std::tuple<Tensor, Tensor, Tensor> convolution_backward(
    const Tensor& grad, const Tensor& input, const Tensor& weight, at::OptionalIntArrayRef bias_sizes,
    at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed,
    at::IntArrayRef output_padding, int64_t groups, std::array<bool, 3> wanted) {
  const bool is_ours = wanted[1] && input.dim() == 4 && !transposed && groups == 1 && weight.size(2) == 3 &&
                       weight.size(3) == 3 && are(stride, 2) && are(padding, 1) && are(dilation, 1) &&
                       is_plain(grad) && is_plain(input) && is_plain(weight) &&
                       input.suggest_memory_format() == at::MemoryFormat::ChannelsLast &&
                       std::min(weight.size(0), weight.size(1)) >= kMinChannels &&
                       grad.numel() * input.size(1) * kTaps >= kMinWork;
  const auto theirs = [&](std::array<bool, 3> some) {
    return at::native::convolution_backward(grad, input, weight, bias_sizes, stride, padding, dilation,
                                            transposed, output_padding, groups, some);
  };
  if (!is_ours) return theirs(wanted);
  auto gradients = theirs({wanted[0], false, wanted[2]});
  std::get<1>(gradients) = weight_gradient(grad, input);
  return gradients;
}

}  // namespace

void replace_strided_weight_gradient() {
  replace_once([] {
    static torch::Library cpu(torch::Library::IMPL, "aten", c10::DispatchKey::CPU, __FILE__, __LINE__);
    cpu.impl("convolution_backward", convolution_backward);
  });
}

}  // namespace cotrain
