#include <ATen/Context.h>
#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/searchsorted.h>
#include <ATen/ops/sort.h>
#include <ATen/ops/zeros.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "deform_conv2d/op.h"

// Columns of chunks of output pixels, [pixel][group][tap][channel of the group], times the weight by cuBLAS.
// Maps are channels_last, so that neighbouring threads read neighbouring channels of one cell; NCHW tensors
// are turned once on the way in and out.
namespace cotrain::deform_conv2d {
namespace {

using at::Tensor;

constexpr int kThreads = 256, kWarp = 32;
constexpr int64_t kColumns = 1 << 26;  // elements of a chunk's columns

// The sizes as the threads compute with them: in 32 bits, whose divisions take a few instructions, not
// dozens.
struct Shape {
  int batch, channels, height, width;
  int kernel_width, taps, out_width, pixels;  // pixels of one image's output
  int groups, offset_groups;
  int stride[2], padding[2], dilation[2];
};

// Sources of a kernel's samples; offset and mask as given, [B, *, H', W'].
template <typename T>
struct Samples {
  Shape s;
  const T *offset, *mask;
  int begin;  // of the chunk, among the pixels of all images

  __device__ int image_of(int pixel) const { return (begin + pixel) / s.pixels; }
  __device__ int place_of(int pixel) const { return (begin + pixel) % s.pixels; }

  // Index of (tap, offset group) of a pixel in the mask.
  __device__ int64_t at(int pixel, int tap, int group) const {
    const int64_t image = image_of(pixel);
    return ((image * s.offset_groups + group) * s.taps + tap) * s.pixels + place_of(pixel);
  }
  // Index of its y in the offset; its x is s.pixels further.
  __device__ int64_t offset_at(int pixel, int tap, int group) const {
    const int64_t image = image_of(pixel);
    return ((image * s.offset_groups + group) * s.taps + tap) * 2 * s.pixels + place_of(pixel);
  }
};

// A bilinear sample: the cell at its upper left, weights towards the lower and the right ones.
template <typename F>
struct Sample {
  int row, column;
  F down, right;
  F mask;
  bool inside;

  // The cell of corner k = 2 * (lower) + (right), -1 if outside the map.
  __device__ int cell(int k, const Shape& s) const {
    const int y = row + k / 2, x = column + k % 2;
    return inside && y >= 0 && y < s.height && x >= 0 && x < s.width ? y * s.width + x : -1;
  }
  __device__ F vertical(int k) const { return k / 2 ? down : 1 - down; }
  __device__ F horizontal(int k) const { return k % 2 ? right : 1 - right; }
  __device__ F weight(int k) const { return vertical(k) * horizontal(k); }
};

template <typename T, typename F>
__device__ Sample<F> sample_of(const Samples<T>& p, int pixel, int tap, int group) {
  const Shape& s = p.s;
  const int place = p.place_of(pixel);
  const int64_t at = p.offset_at(pixel, tap, group);
  const F y = F(place / s.out_width * s.stride[0] - s.padding[0] + tap / s.kernel_width * s.dilation[0]) +
              static_cast<F>(p.offset[at]);
  const F x = F(place % s.out_width * s.stride[1] - s.padding[1] + tap % s.kernel_width * s.dilation[1]) +
              static_cast<F>(p.offset[at + s.pixels]);
  const F mask = p.mask == nullptr ? F(1) : static_cast<F>(p.mask[p.at(pixel, tap, group)]);
  // Written so that NaN is outside.
  if (!(y > -1 && y < F(s.height) && x > -1 && x < F(s.width))) return {0, 0, 0, 0, mask, false};
  const F top = floor(y), left = floor(x);
  return {static_cast<int>(top), static_cast<int>(left), y - top, x - left, mask, true};
}

// Index of a channel's tap among a pixel's columns.
__device__ int column_of(const Shape& s, int tap, int channel) {
  const int per_group = s.channels / s.groups;
  return (channel / per_group * s.taps + tap) * per_group + channel % per_group;
}

template <typename T, typename F>
__global__ void columns_kernel(Samples<T> p, const T* __restrict__ input, unsigned count,
                               T* __restrict__ columns) {
  const Shape& s = p.s;
  const int taps = s.taps, channels = s.channels;
  const int64_t cells = int64_t(s.height) * s.width;
  for (unsigned i = blockIdx.x * kThreads + threadIdx.x; i < count; i += gridDim.x * kThreads) {
    const int c = i % channels, sample_index = i / channels;
    const int tap = sample_index % taps, pixel = sample_index / taps;
    const Sample<F> sample = sample_of<T, F>(p, pixel, tap, c / (channels / s.offset_groups));
    const T* image = input + p.image_of(pixel) * cells * channels + c;
    F sum = 0;
    for (int k = 0; k < 4; ++k) {
      const int64_t cell = sample.cell(k, s);
      if (cell >= 0) sum += sample.weight(k) * static_cast<F>(image[cell * channels]);
    }
    columns[pixel * (taps * channels) + column_of(s, tap, c)] = static_cast<T>(sample.mask * sum);
  }
}

// A warp has one sample: its lanes share the channels, and always add up in the same order.
template <typename T, typename F>
__global__ void grad_samples_kernel(Samples<T> p, const T* __restrict__ input,
                                    const T* __restrict__ grad_columns, int count,
                                    T* __restrict__ grad_offset, T* __restrict__ grad_mask) {
  const int index = static_cast<int>(blockIdx.x * (kThreads / kWarp) + threadIdx.x / kWarp);
  if (index >= count) return;
  const Shape& s = p.s;
  const int lane = threadIdx.x % kWarp;
  const int group = index % s.offset_groups, tap = index / s.offset_groups % s.taps,
            pixel = index / s.offset_groups / s.taps;
  const int channels = s.channels, own = channels / s.offset_groups;
  const Sample<F> sample = sample_of<T, F>(p, pixel, tap, group);
  const T* image = input + int64_t(p.image_of(pixel)) * s.height * s.width * channels;
  const T* grads = grad_columns + pixel * (s.taps * channels);
  F by_mask = 0, by_y = 0, by_x = 0;
  for (int k = 0; k < 4; ++k) {
    const int64_t cell = sample.cell(k, s);
    if (cell < 0) continue;
    F dot = 0;
    for (int c = group * own + lane; c < (group + 1) * own; c += kWarp) {
      dot += static_cast<F>(grads[column_of(s, tap, c)]) * static_cast<F>(image[cell * channels + c]);
    }
    by_mask += sample.weight(k) * dot;
    by_y += (k / 2 ? sample.horizontal(k) : -sample.horizontal(k)) * dot;
    by_x += (k % 2 ? sample.vertical(k) : -sample.vertical(k)) * dot;
  }
  for (int step = kWarp / 2; step > 0; step /= 2) {
    by_mask += __shfl_xor_sync(0xffffffffu, by_mask, step);
    by_y += __shfl_xor_sync(0xffffffffu, by_y, step);
    by_x += __shfl_xor_sync(0xffffffffu, by_x, step);
  }
  if (lane != 0) return;
  const int64_t at = p.offset_at(pixel, tap, group);
  grad_offset[at] = static_cast<T>(sample.mask * by_y);
  grad_offset[at + s.pixels] = static_cast<T>(sample.mask * by_x);
  if (grad_mask != nullptr) grad_mask[p.at(pixel, tap, group)] = static_cast<T>(by_mask);
}

// The order of the additions to a cell is the device's.
template <typename T, typename F>
__global__ void scatter_kernel(Samples<T> p, const T* __restrict__ grad_columns, unsigned count,
                               F* __restrict__ grad_input) {
  const Shape& s = p.s;
  const int taps = s.taps, channels = s.channels;
  const int64_t cells = int64_t(s.height) * s.width;
  for (unsigned i = blockIdx.x * kThreads + threadIdx.x; i < count; i += gridDim.x * kThreads) {
    const int c = i % channels, sample_index = i / channels;
    const int tap = sample_index % taps, pixel = sample_index / taps;
    const Sample<F> sample = sample_of<T, F>(p, pixel, tap, c / (channels / s.offset_groups));
    if (!sample.inside) continue;
    const F grad =
        sample.mask * static_cast<F>(grad_columns[pixel * (taps * channels) + column_of(s, tap, c)]);
    F* image = grad_input + p.image_of(pixel) * cells * channels + c;
    for (int k = 0; k < 4; ++k) {
      const int64_t cell = sample.cell(k, s);
      if (cell >= 0) atomicAdd(image + cell * channels, sample.weight(k) * grad);
    }
  }
}

// For the deterministic gradient: the cell [image][cell][offset group] of every corner of every sample, past
// the last one for what is outside.
template <typename T, typename F>
__global__ void keys_kernel(Samples<T> p, int count, int64_t* __restrict__ keys) {
  const int index = static_cast<int>(blockIdx.x * kThreads + threadIdx.x);
  if (index >= count) return;
  const Shape& s = p.s;
  const int group = index % s.offset_groups, tap = index / s.offset_groups % s.taps,
            pixel = index / s.offset_groups / s.taps;
  const Sample<F> sample = sample_of<T, F>(p, pixel, tap, group);
  const int64_t cells = int64_t(s.height) * s.width;
  for (int k = 0; k < 4; ++k) {
    const int64_t cell = sample.cell(k, s);
    keys[4 * int64_t(index) + k] =
        ((cell < 0 ? s.batch * cells : p.image_of(pixel) * cells + cell)) * s.offset_groups +
        (cell < 0 ? 0 : group);
  }
}

// Each element of the gradient adds up the corners that fall on its cell, in the order of the pixels.
template <typename T, typename F>
__global__ void gather_kernel(Samples<T> p, const T* __restrict__ grad_columns,
                              const int64_t* __restrict__ corners, const int64_t* __restrict__ starts,
                              int64_t count, F* __restrict__ grad_input) {
  const Shape& s = p.s;
  const int taps = s.taps, channels = s.channels;
  for (int64_t i = blockIdx.x * int64_t(kThreads) + threadIdx.x; i < count;
       i += int64_t(gridDim.x) * kThreads) {
    const int c = static_cast<int>(i % channels), group = c / (channels / s.offset_groups);
    const int64_t key = i / channels * s.offset_groups + group;
    F sum = 0;
    for (int64_t entry = starts[key]; entry < starts[key + 1]; ++entry) {
      const int index = static_cast<int>(corners[entry] / 4), tap = index / s.offset_groups % taps,
                pixel = index / s.offset_groups / taps;
      const Sample<F> sample = sample_of<T, F>(p, pixel, tap, group);
      sum += sample.mask * sample.weight(static_cast<int>(corners[entry] % 4)) *
             static_cast<F>(grad_columns[pixel * (taps * channels) + column_of(s, tap, c)]);
    }
    grad_input[i] += sum;
  }
}

unsigned blocks_for(int64_t threads) {
  return static_cast<unsigned>(std::min<int64_t>((threads + kThreads - 1) / kThreads, INT32_MAX));
}

Shape shape_of(const Sizes& s) {
  constexpr int64_t limit = int64_t(1) << 31;
  const int64_t taps = s.kernel_height * s.kernel_width;
  // A chunk has kColumns elements, or one pixel's.
  COTRAIN_CHECK("deform_conv2d",
                s.batch * s.out_height * s.out_width < limit && s.height * s.width < limit &&
                    s.channels * taps < limit && s.offset_groups * taps < limit &&
                    s.out_height * s.stride[0] < limit && s.out_width * s.stride[1] < limit,
                "an input of ", s.batch, " x ", s.channels, " x ", s.height, " x ", s.width,
                " is too large for CUDA");
  const auto narrow = [](int64_t size) { return static_cast<int>(size); };
  return {narrow(s.batch),
          narrow(s.channels),
          narrow(s.height),
          narrow(s.width),
          narrow(s.kernel_width),
          narrow(taps),
          narrow(s.out_width),
          narrow(s.out_height * s.out_width),
          narrow(s.groups),
          narrow(s.offset_groups),
          {narrow(s.stride[0]), narrow(s.stride[1])},
          {narrow(s.padding[0]), narrow(s.padding[1])},
          {narrow(s.dilation[0]), narrow(s.dilation[1])}};
}

MaybeTensor contiguous(const MaybeTensor& t) { return t ? MaybeTensor(t->contiguous()) : std::nullopt; }

template <typename T>
const T* data(const MaybeTensor& t) {
  return t ? t->const_data_ptr<T>() : nullptr;
}

// [rows, groups * n] as [groups, rows, n], without a copy.
Tensor by_group(const Tensor& rows, int64_t groups) {
  return rows.view({rows.size(0), groups, rows.size(1) / groups}).transpose(0, 1);
}

// weight [out channels, C / groups, kh, kw] as [groups, outputs, taps * channels].
Tensor rows_of(const Tensor& weight, const Sizes& s) {
  return weight.permute({0, 2, 3, 1}).reshape({s.groups, s.out_channels / s.groups, -1});
}

// use(first pixel, number of pixels), of all images in turn.
template <typename Use>
void each_chunk(const Sizes& s, const Use& use) {
  const int64_t size = s.channels * s.kernel_height * s.kernel_width;
  const int64_t pixels = s.batch * s.out_height * s.out_width;
  const int64_t chunk = std::max<int64_t>(1, std::min(pixels, kColumns / size));
  for (int64_t begin = 0; begin < pixels; begin += chunk) use(begin, std::min(chunk, pixels - begin));
}

template <typename T, typename F>
void make_columns(const Samples<T>& samples, const Tensor& input, const Tensor& columns) {
  columns_kernel<T, F><<<blocks_for(columns.numel()), kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
      samples, input.const_data_ptr<T>(), columns.numel(), columns.mutable_data_ptr<T>());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
}

Tensor forward(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Shape shape = shape_of(s);
  const c10::cuda::CUDAGuard guard(input.device());
  const Tensor x = input.contiguous(at::MemoryFormat::ChannelsLast), moves = offset.contiguous();
  const MaybeTensor factors = contiguous(mask);
  const Tensor products = rows_of(weight, s).transpose(1, 2);
  const int64_t size = products.size(1) * s.groups;
  const Tensor out = at::empty({s.batch * s.out_height * s.out_width, s.out_channels}, input.options());
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, input.scalar_type(), "deform_conv2d", [&] {
    using F = at::opmath_type<scalar_t>;
    each_chunk(s, [&](int64_t begin, int64_t count) {
      const Samples<scalar_t> samples{shape, moves.const_data_ptr<scalar_t>(), data<scalar_t>(factors),
                                      static_cast<int>(begin)};
      const Tensor columns = at::empty({count, size}, input.options());
      make_columns<scalar_t, F>(samples, x, columns);
      Tensor to = by_group(out.narrow(0, begin, count), s.groups);
      at::bmm_out(to, by_group(columns, s.groups), products);
    });
  });
  if (bias) out.add_(*bias);
  return out.view({s.batch, s.out_height, s.out_width, s.out_channels})
      .permute({0, 3, 1, 2})
      .contiguous(input.suggest_memory_format());
}

// The gradient to the input of one chunk, the same in every run.
template <typename T, typename F>
void gather(const Samples<T>& samples, const Tensor& grad_columns, const Tensor& grad_input) {
  const Shape& s = samples.s;
  const auto stream = c10::cuda::getCurrentCUDAStream();
  const int64_t count = grad_columns.size(0) * s.taps * s.offset_groups;
  const Tensor keys = at::empty({4 * count}, grad_columns.options().dtype(at::kLong));
  keys_kernel<T, F>
      <<<blocks_for(count), kThreads, 0, stream>>>(samples, count, keys.mutable_data_ptr<int64_t>());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  const auto [sorted, corners] = at::sort(keys, /*stable=*/true, 0, /*descending=*/false);
  const int64_t cells = int64_t(s.batch) * s.height * s.width * s.offset_groups;
  const Tensor starts = at::searchsorted(sorted, at::arange(cells + 1, keys.options()));
  gather_kernel<T, F><<<blocks_for(grad_input.numel()), kThreads, 0, stream>>>(
      samples, grad_columns.const_data_ptr<T>(), corners.template const_data_ptr<int64_t>(),
      starts.const_data_ptr<int64_t>(), grad_input.numel(), grad_input.mutable_data_ptr<F>());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
}

std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor> backward(const Tensor& grad, COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Shape shape = shape_of(s);
  const c10::cuda::CUDAGuard guard(input.device());
  const auto dtype = input.scalar_type();
  const auto options = input.options();
  const auto wide = options.dtype(dtype == at::kDouble ? at::kDouble : at::kFloat);
  const Tensor x = input.contiguous(at::MemoryFormat::ChannelsLast), moves = offset.contiguous();
  const MaybeTensor factors = contiguous(mask);
  const Tensor rows = rows_of(weight, s);  // [groups, outputs, taps * channels]
  const int64_t size = rows.size(2) * s.groups;
  const Tensor grads = grad.permute({0, 2, 3, 1}).reshape({-1, s.out_channels});
  const Tensor grad_input = at::zeros({s.batch, s.height, s.width, s.channels}, wide);
  const Tensor grad_offset = at::empty(offset.sizes(), options);
  const Tensor grad_mask = mask ? at::empty(mask->sizes(), options) : Tensor();
  const Tensor grad_rows = at::zeros(rows.sizes(), wide);
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, dtype, "deform_conv2d_backward", [&] {
    using F = at::opmath_type<scalar_t>;
    each_chunk(s, [&](int64_t begin, int64_t count) {
      const auto stream = c10::cuda::getCurrentCUDAStream();
      const Samples<scalar_t> samples{shape, moves.const_data_ptr<scalar_t>(), data<scalar_t>(factors),
                                      static_cast<int>(begin)};
      const Tensor out_grads = by_group(grads.narrow(0, begin, count), s.groups);
      const Tensor columns = at::empty({count, size}, options);
      make_columns<scalar_t, F>(samples, x, columns);
      grad_rows.add_(at::bmm(out_grads.transpose(1, 2), by_group(columns, s.groups)));
      const Tensor& grad_columns = columns;  // from here on
      Tensor to = by_group(grad_columns, s.groups);
      at::bmm_out(to, out_grads, rows);
      const auto* from = grad_columns.const_data_ptr<scalar_t>();
      const int64_t each = count * s.kernel_height * s.kernel_width * s.offset_groups;
      grad_samples_kernel<scalar_t, F><<<blocks_for(each * kWarp), kThreads, 0, stream>>>(
          samples, x.const_data_ptr<scalar_t>(), from, each, grad_offset.mutable_data_ptr<scalar_t>(),
          mask ? grad_mask.mutable_data_ptr<scalar_t>() : nullptr);
      C10_CUDA_KERNEL_LAUNCH_CHECK();
      if (at::globalContext().deterministicAlgorithms()) {
        gather<scalar_t, F>(samples, grad_columns, grad_input);
      } else {
        scatter_kernel<scalar_t, F><<<blocks_for(grad_columns.numel()), kThreads, 0, stream>>>(
            samples, from, grad_columns.numel(), grad_input.mutable_data_ptr<F>());
        C10_CUDA_KERNEL_LAUNCH_CHECK();
      }
    });
  });
  const Tensor grad_weight =
      grad_rows.view({s.out_channels, s.kernel_height, s.kernel_width, -1}).permute({0, 3, 1, 2});
  return {grad_input.permute({0, 3, 1, 2}).to(dtype).contiguous(input.suggest_memory_format()), grad_offset,
          grad_weight.to(dtype).contiguous(), grad_mask, bias ? grads.sum(0) : Tensor()};
}

}  // namespace
}  // namespace cotrain::deform_conv2d

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("deform_conv2d", &cotrain::deform_conv2d::forward);
  library.impl("deform_conv2d_backward", &cotrain::deform_conv2d::backward);
}
