#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <torch/library.h>

#include <vector>

#include "deform_conv2d/kernel.h"
#include "deform_conv2d/op.h"

// Pixels' columns are gathered in channels_last order, where a sample is four runs of channels, for a tile of
// pixels that stays in the cache, and multiplied with the weight. NCHW tensors are turned once on the way in
// and out.
namespace cotrain::deform_conv2d {
namespace {

using at::Tensor;

int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// Shared by all images of a call. Columns of a pixel are [group][tap][channel of the group].
struct Plan {
  explicit Plan(const Sizes& s)
      : taps(s.kernel_height * s.kernel_width),
        pixels(s.out_height * s.out_width),
        group_channels(s.channels / s.groups),
        group_outputs(s.out_channels / s.groups),
        group_columns(taps * group_channels) {
    const int64_t per_offset = s.channels / s.offset_groups;
    for (int64_t c = 0; c < s.channels;) {
      const int64_t end =
          std::min((c / group_channels + 1) * group_channels, (c / per_offset + 1) * per_offset);
      segments.push_back(
          {c, end - c, c / per_offset, c / group_channels * group_columns + c % group_channels});
      c = end;
    }
    geometry = {s.height,
                s.width,
                s.channels,
                s.out_height,
                s.out_width,
                s.kernel_height,
                s.kernel_width,
                {s.stride[0], s.stride[1]},
                {s.padding[0], s.padding[1]},
                {s.dilation[0], s.dilation[1]},
                s.offset_groups,
                group_channels,
                s.groups * group_columns,
                segments.data(),
                static_cast<int64_t>(segments.size())};
  }
  Plan(const Plan&) = delete;

  int64_t taps, pixels, group_channels, group_outputs, group_columns;
  std::vector<Segment> segments;
  Geometry geometry;
};

// weight [out channels, C / groups, taps] as right operand: [group][panels][depth][width], transposed for the
// columns' gradient, whose depth is the group's outputs.
template <typename T>
Tensor pack(const Plan& plan, int64_t groups, const Tensor& weight, int64_t width, bool transposed) {
  const int64_t depth = transposed ? plan.group_outputs : plan.group_columns;
  const int64_t count = transposed ? plan.group_columns : plan.group_outputs;
  const int64_t panels = divide_up(count, width), channels = plan.group_channels;
  const Tensor packed = at::zeros({groups, panels, depth, width}, weight.options());
  const T* from = weight.const_data_ptr<T>();
  T* to = packed.mutable_data_ptr<T>();
  at::parallel_for(0, groups * plan.group_outputs, 16, [&](int64_t begin, int64_t end) {
    for (int64_t output = begin; output < end; ++output) {
      const int64_t group = output / plan.group_outputs, o = output % plan.group_outputs;
      for (int64_t c = 0; c < channels; ++c) {
        for (int64_t tap = 0; tap < plan.taps; ++tap) {
          const int64_t column = tap * channels + c;
          const int64_t k = transposed ? o : column, j = transposed ? column : o;
          to[((group * panels + j / width) * depth + k) * width + j % width] =
              from[(output * channels + c) * plan.taps + tap];
        }
      }
    }
  });
  return packed;
}

template <typename T>
const T* data(const MaybeTensor& t) {
  return t ? t->const_data_ptr<T>() : nullptr;
}

template <typename T>
Tensor run(const Sizes& s, const Tensor& input, const Tensor& offset, const Tensor& weight,
           const MaybeTensor& mask, const MaybeTensor& bias) {
  const auto samples_of = COTRAIN_KERNEL(deform_samples<T>);
  const auto columns_of = COTRAIN_KERNEL(deform_columns<T>);
  const auto multiply = COTRAIN_KERNEL(deform_multiply<T>);
  const int64_t width = COTRAIN_KERNEL(deform_panel_width<T>)();
  const Plan plan(s);
  const Geometry& g = plan.geometry;
  const Tensor packed = pack<T>(plan, s.groups, weight, width, false);
  const Tensor zeros = at::zeros({s.channels}, input.options());
  const Tensor out = at::empty({s.batch, s.out_channels, s.out_height, s.out_width},
                               input.options().memory_format(at::MemoryFormat::ChannelsLast));
  const int64_t tile = std::clamp<int64_t>(131072 / g.columns, 14, 112) / 14 * 14;
  const int64_t tiles = divide_up(plan.pixels, tile), group_size = packed.numel() / s.groups;
  const T *images = input.const_data_ptr<T>(), *offsets = offset.const_data_ptr<T>(), *masks = data<T>(mask);
  const T *b = packed.const_data_ptr<T>(), *start = data<T>(bias), *zero = zeros.const_data_ptr<T>();
  T* to = out.mutable_data_ptr<T>();
  at::parallel_for(0, s.batch * tiles, 1, [&](int64_t begin, int64_t end) {
    std::vector<Sample<T>> samples(tile * plan.taps * s.offset_groups);
    const Tensor buffer = at::empty({tile * g.columns}, input.options());
    T* columns = buffer.mutable_data_ptr<T>();
    for (int64_t t = begin; t < end; ++t) {
      const int64_t image = t / tiles, from = t % tiles * tile, count = std::min(tile, plan.pixels - from);
      const int64_t offset_size = s.offset_groups * plan.taps * plan.pixels;
      samples_of(g, offsets + image * 2 * offset_size,
                 masks == nullptr ? nullptr : masks + image * offset_size, from, from + count,
                 samples.data());
      columns_of(g, images + image * s.height * s.width * s.channels, zero, samples.data(), count, columns);
      for (int64_t group = 0; group < s.groups; ++group) {
        multiply(count, plan.group_outputs, plan.group_columns, columns + group * plan.group_columns,
                 g.columns, 1, b + group * group_size, plan.group_columns * width, width,
                 to + (image * plan.pixels + from) * s.out_channels + group * plan.group_outputs,
                 s.out_channels, start == nullptr ? nullptr : start + group * plan.group_outputs, false);
      }
    }
  });
  return out;
}

using Gradients = std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor>;

// Chunks of pixels in order: the columns and their gradients are made pixel by pixel in parallel; then
// threads share the weight by its rows and the image by its channels, so that every sum is taken in the order
// of the pixels.
template <typename T>
Gradients run_backward(const Sizes& s, const Tensor& grad, const Tensor& input, const Tensor& offset,
                       const Tensor& weight, const MaybeTensor& mask, const MaybeTensor& bias) {
  const auto samples_of = COTRAIN_KERNEL(deform_samples<T>);
  const auto columns_of = COTRAIN_KERNEL(deform_columns<T>);
  const auto grad_samples_of = COTRAIN_KERNEL(deform_grad_samples<T>);
  const auto add_to_image = COTRAIN_KERNEL(deform_grad_image<T>);
  const auto multiply = COTRAIN_KERNEL(deform_multiply<T>);
  const int64_t width = COTRAIN_KERNEL(deform_panel_width<T>)();
  const Plan plan(s);
  const Geometry& g = plan.geometry;
  const auto options = input.options();
  const Tensor packed = pack<T>(plan, s.groups, weight, width, true);
  const Tensor zeros = at::zeros({s.channels}, options);
  const Tensor grad_input = at::zeros({s.batch, s.height, s.width, s.channels}, options);
  const Tensor grad_offset = at::zeros(offset.sizes(), options);
  const Tensor grad_mask = mask ? at::zeros(mask->sizes(), options) : Tensor();
  const Tensor grad_rows = at::zeros({s.out_channels, plan.group_columns}, options);
  const Tensor grad_bias = bias ? at::zeros({s.out_channels}, options) : Tensor();

  const int64_t chunk = std::clamp<int64_t>(1048576 / g.columns, 14, 448),
                samples_each = plan.taps * s.offset_groups;
  const Tensor columns_buffer = at::empty({2, chunk, g.columns}, options);
  std::vector<Sample<T>> samples(chunk * samples_each);
  const int64_t offset_size = samples_each * plan.pixels, group_size = packed.numel() / s.groups;
  T *columns = columns_buffer.mutable_data_ptr<T>(), *grad_columns = columns + chunk * g.columns;
  const T *images = input.const_data_ptr<T>(), *b = packed.const_data_ptr<T>(),
          *zero = zeros.const_data_ptr<T>();
  const T *offsets = offset.const_data_ptr<T>(), *masks = data<T>(mask), *grads = grad.const_data_ptr<T>();
  T *to_image = grad_input.mutable_data_ptr<T>(), *to_offset = grad_offset.mutable_data_ptr<T>();
  T *to_mask = mask ? grad_mask.mutable_data_ptr<T>() : nullptr, *to_rows = grad_rows.mutable_data_ptr<T>();
  T* to_bias = bias ? grad_bias.mutable_data_ptr<T>() : nullptr;

  for (int64_t image = 0; image < s.batch; ++image) {
    const T* cells = images + image * s.height * s.width * s.channels;
    for (int64_t from = 0; from < plan.pixels; from += chunk) {
      const int64_t size = std::min(chunk, plan.pixels - from);
      const T* out_grads = grads + (image * plan.pixels + from) * s.out_channels;
      at::parallel_for(0, size, 14, [&](int64_t begin, int64_t end) {
        Sample<T>* own = samples.data() + begin * samples_each;
        samples_of(g, offsets + image * 2 * offset_size,
                   masks == nullptr ? nullptr : masks + image * offset_size, from + begin, from + end, own);
        columns_of(g, cells, zero, own, end - begin, columns + begin * g.columns);
        for (int64_t group = 0; group < s.groups; ++group) {
          multiply(end - begin, plan.group_columns, plan.group_outputs,
                   out_grads + begin * s.out_channels + group * plan.group_outputs, s.out_channels, 1,
                   b + group * group_size, plan.group_outputs * width, width,
                   grad_columns + begin * g.columns + group * plan.group_columns, g.columns, nullptr, false);
        }
        grad_samples_of(g, cells, zero, own, grad_columns + begin * g.columns, from + begin, end - begin,
                        to_offset + image * 2 * offset_size,
                        to_mask == nullptr ? nullptr : to_mask + image * offset_size);
      });
      at::parallel_for(0, s.out_channels, 4, [&](int64_t begin, int64_t end) {
        for (int64_t first = begin; first < end;) {
          const int64_t group = first / plan.group_outputs;
          const int64_t last = std::min(end, (group + 1) * plan.group_outputs);
          multiply(last - first, plan.group_columns, size, out_grads + first, 1, s.out_channels,
                   columns + group * plan.group_columns, width, g.columns,
                   to_rows + first * plan.group_columns, plan.group_columns, nullptr, true);
          first = last;
        }
        if (to_bias == nullptr) return;
        for (int64_t pixel = 0; pixel < size; ++pixel) {
          for (int64_t o = begin; o < end; ++o) to_bias[o] += out_grads[pixel * s.out_channels + o];
        }
      });
      at::parallel_for(0, s.channels, 16, [&](int64_t begin, int64_t end) {
        add_to_image(g, samples.data(), grad_columns, size, begin, end,
                     to_image + image * s.height * s.width * s.channels);
      });
    }
  }
  const Tensor grad_weight = grad_rows.view({s.out_channels, plan.taps, plan.group_channels})
                                 .transpose(1, 2)
                                 .reshape(weight.sizes());
  return {grad_input.permute({0, 3, 1, 2}), grad_offset, grad_weight, grad_mask, grad_bias};
}

MaybeTensor contiguous(const MaybeTensor& t) { return t ? MaybeTensor(t->contiguous()) : std::nullopt; }

Tensor forward(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  return AT_DISPATCH_FLOATING_TYPES(input.scalar_type(), "deform_conv2d", [&] {
    return run<scalar_t>(s, input.contiguous(at::MemoryFormat::ChannelsLast), offset.contiguous(),
                         weight.contiguous(), contiguous(mask), contiguous(bias))
        .contiguous(input.suggest_memory_format());
  });
}

Gradients backward(const Tensor& grad, COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  return AT_DISPATCH_FLOATING_TYPES(input.scalar_type(), "deform_conv2d_backward", [&] {
    auto grads = run_backward<scalar_t>(s, grad.contiguous(at::MemoryFormat::ChannelsLast),
                                        input.contiguous(at::MemoryFormat::ChannelsLast), offset.contiguous(),
                                        weight.contiguous(), contiguous(mask), contiguous(bias));
    std::get<0>(grads) = std::get<0>(grads).contiguous(input.suggest_memory_format());
    return grads;
  });
}

}  // namespace
}  // namespace cotrain::deform_conv2d

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("deform_conv2d", &cotrain::deform_conv2d::forward);
  library.impl("deform_conv2d_backward", &cotrain::deform_conv2d::backward);
}
