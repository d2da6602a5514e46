#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "common/interpolation.cuh"
#include "mask_losses/op.h"

// A thread has one logit and gathers the gradients of all pixels that are interpolated from it: each pixel is
// computed by up to four threads, and nothing is added by atomics. Its losses are counted by the thread that
// has its first logit.
namespace cotrain::mask_losses {
namespace {

using at::Tensor;

constexpr int kThreads = 256;
constexpr int kSums = 4;  // focal losses, probabilities inside and outside, pixels inside
constexpr int kMaps = 3;  // of the focal loss, of the sigmoid inside and outside

// A neighbour of weight 0 is not read: it may be infinite.
template <typename F>
__device__ F mix(F a, F b, F weight) {
  return weight == 0 ? a : (1 - weight) * a + weight * b;
}

// Pixels that may be interpolated from logit i of `from`, and a few beside them: more, the less exact F is.
struct Range {
  int begin, end;
};
template <typename F>
__device__ Range pixels_of(int from, int to, int i) {
  const F scale = F(to) / F(from), margin = 2 + F(to) * F(0x1p-21);
  const int begin = i == 0 ? 0 : static_cast<int>(fmax(F(0), (F(i) - F(0.5)) * scale - margin));
  const int end = i == from - 1 ? to : static_cast<int>(fmin(F(to), (F(i) + F(1.5)) * scale + margin));
  return {begin, min(end, to)};
}

// Share of a pixel that belongs to logit i.
template <typename F>
__device__ F share(const Source<F>& source, int i) {
  return (source.first == i ? 1 - source.weight : F(0)) + (source.second == i ? source.weight : F(0));
}

// The sizes as the threads compute with them.
struct Shape {
  int height, width, full_height, full_width;
  int64_t count, masks;
};

struct Inputs {
  const uint8_t *masks, *valid;
  const int64_t* objects;
};

// sums [N, blocks, kSums]; maps [kMaps, N, h, w] or null.
template <typename T, typename F>
__global__ void logits_kernel(Shape s, int blocks, const T* __restrict__ logits, Inputs inputs, F alpha,
                              F gamma, double* __restrict__ sums, F* __restrict__ maps) {
  __shared__ double shared[kSums][kThreads];
  const int n = blockIdx.x / blocks, cells = s.height * s.width;
  const int cell = blockIdx.x % blocks * kThreads + threadIdx.x;
  const int row = cell / s.width, column = cell % s.width;
  const int64_t object = inputs.objects[n];
  const bool known = object >= 0 && object < s.masks;
  const T* const map = logits + int64_t(n) * cells;
  const F outside_weight = alpha >= 0 ? 1 - alpha : F(1), inside_weight = alpha >= 0 ? alpha : F(1);
  // Variables, not arrays: what is indexed by a value would not stay in registers.
  double loss = 0, right_inside = 0, wrong_outside = 0;
  int pixels_inside = 0;
  F of_loss = 0, of_inside = 0, of_outside = 0;
  if (cell < cells && known) {
    const int64_t offset = object * s.full_height * s.full_width;
    const Range rows = pixels_of<F>(s.height, s.full_height, row);
    const Range columns = pixels_of<F>(s.width, s.full_width, column);
    for (int y = rows.begin; y < rows.end; ++y) {
      const Source<F> from_row = source_of<F>(s.height, s.full_height, y);
      const F row_share = share(from_row, row);
      if (row_share == 0 && from_row.first != row) continue;
      const T* const upper = map + from_row.first * s.width;
      const T* const lower = map + from_row.second * s.width;
      for (int x = columns.begin; x < columns.end; ++x) {
        const Source<F> from = source_of<F>(s.width, s.full_width, x);
        const F pixel_share = row_share * share(from, column);
        const bool own = from_row.first == row && from.first == column;
        const int pixel = y * s.full_width + x;
        if ((pixel_share == 0 && !own) || (inputs.valid != nullptr && inputs.valid[pixel] == 0)) continue;
        const bool inside = inputs.masks[offset + pixel] != 0;
        const F logit = mix(mix<F>(upper[from.first], upper[from.second], from.weight),
                            mix<F>(lower[from.first], lower[from.second], from.weight), from_row.weight);
        const F answer = inside ? logit : -logit, e = exp(-abs(answer));
        const F large = 1 / (1 + e), small = e / (1 + e);
        const F wrong = answer < 0 ? large : small, right = answer < 0 ? small : large;
        const F entropy = (answer < 0 ? -answer : F(0)) + log1p(e);
        const F factor =
            (inside ? inside_weight : outside_weight) * (gamma == 2 ? wrong * wrong : pow(wrong, gamma));
        if (own) {
          loss += factor * entropy;
          right_inside += inside ? right : F(0);
          wrong_outside += inside ? F(0) : wrong;
          pixels_inside += inside;
        }
        const F steepness = factor * (gamma * right * entropy + wrong), slope = pixel_share * wrong * right;
        of_loss += pixel_share * (inside ? -steepness : steepness);
        of_inside += inside ? slope : F(0);
        of_outside += inside ? F(0) : slope;
      }
    }
  }
  if (maps != nullptr && cell < cells) {
    const int64_t map_size = s.count * cells;
    F* const to = maps + int64_t(n) * cells + cell;
    to[0] = known ? of_loss : F(NAN);
    to[map_size] = known ? of_inside : F(NAN);
    to[2 * map_size] = known ? of_outside : F(NAN);
  }
  shared[0][threadIdx.x] = known ? loss : NAN;
  shared[1][threadIdx.x] = right_inside;
  shared[2][threadIdx.x] = wrong_outside;
  shared[3][threadIdx.x] = known ? pixels_inside : NAN;
  __syncthreads();
  for (int half = kThreads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      for (int i = 0; i < kSums; ++i) shared[i][threadIdx.x] += shared[i][threadIdx.x + half];
    }
    __syncthreads();
  }
  if (threadIdx.x < kSums) sums[blockIdx.x * int64_t(kSums) + threadIdx.x] = shared[threadIdx.x][0];
}

Shape shape_of(const Sizes& s) {
  constexpr int64_t limit = int64_t(1) << 31;
  COTRAIN_CHECK("mask_losses", s.height * s.width < limit - kThreads && s.full_height * s.full_width < limit,
                "logits of ", s.height, " x ", s.width, " and masks of ", s.full_height, " x ", s.full_width,
                " pixels are too large for CUDA");
  return {static_cast<int>(s.height),
          static_cast<int>(s.width),
          static_cast<int>(s.full_height),
          static_cast<int>(s.full_width),
          s.count,
          s.masks};
}

struct Result {
  Tensor focal, dice, focal_gradient, dice_gradient;
};

Result compute(COTRAIN_PARAMETERS, bool gradients) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Shape shape = shape_of(s);
  const c10::cuda::CUDAGuard guard(logits.device());
  const Tensor x = logits.contiguous(), m = masks.contiguous(), index = objects.contiguous();
  const Tensor counts = valid ? valid->contiguous() : Tensor();
  const auto wide = gradient_type(logits);
  const int64_t blocks = (s.height * s.width + kThreads - 1) / kThreads;
  COTRAIN_CHECK("mask_losses", s.count * blocks < (int64_t(1) << 31), s.count, " maps of ", s.height, " x ",
                s.width, " logits are too many for one launch");
  const Tensor parts = at::empty({s.count, blocks, kSums}, x.options().dtype(at::kDouble));
  const Tensor maps =
      gradients ? at::empty({kMaps, s.count, s.height, s.width}, x.options().dtype(wide)) : Tensor();
  if (s.count > 0) {
    const Inputs inputs = {static_cast<const uint8_t*>(m.const_data_ptr()),
                           valid ? static_cast<const uint8_t*>(counts.const_data_ptr()) : nullptr,
                           index.const_data_ptr<int64_t>()};
    AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, x.scalar_type(), "mask_losses", [&] {
      using F = at::opmath_type<scalar_t>;
      logits_kernel<scalar_t, F><<<s.count * blocks, kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
          shape, static_cast<int>(blocks), x.const_data_ptr<scalar_t>(), inputs, static_cast<F>(alpha),
          static_cast<F>(gamma), parts.mutable_data_ptr<double>(),
          gradients ? maps.mutable_data_ptr<F>() : nullptr);
      C10_CUDA_KERNEL_LAUNCH_CHECK();
    });
  }
  // Counted on the device: the host does not wait.
  const Tensor pixels = valid ? counts.ne(0).sum().clamp_min(1).to(at::kDouble)
                              : at::full({}, double(s.full_height * s.full_width), parts.options());
  const Tensor sums = parts.sum(1);  // [N, kSums]
  const Tensor overlap = sums.select(1, 1) * 2 + 1;
  const Tensor total = sums.narrow(1, 1, kSums - 1).sum(1) + 1;
  const Tensor ratio = overlap / total;
  const auto dtype = logits.scalar_type();
  Result result{(sums.select(1, 0) / pixels).to(dtype), (1 - ratio).to(dtype), Tensor(), Tensor()};
  if (gradients) {
    const auto each = [&](const Tensor& scale) { return scale.to(wide).view({-1, 1, 1}); };
    result.focal_gradient = maps.select(0, 0) / pixels.to(wide);
    result.dice_gradient =
        maps.select(0, 1) * each((ratio - 2) / total) + maps.select(0, 2) * each(ratio / total);
  }
  return result;
}

std::tuple<Tensor, Tensor> losses(COTRAIN_PARAMETERS) {
  const Result result = compute(COTRAIN_ARGUMENTS, false);
  return {result.focal, result.dice};
}

std::tuple<Tensor, Tensor, Tensor, Tensor> with_gradients(COTRAIN_PARAMETERS) {
  const Result result = compute(COTRAIN_ARGUMENTS, true);
  return {result.focal, result.dice, result.focal_gradient, result.dice_gradient};
}

}  // namespace
}  // namespace cotrain::mask_losses

TORCH_LIBRARY_IMPL(cotrain, CUDA, library) {
  library.impl("mask_losses", &cotrain::mask_losses::losses);
  library.impl("mask_losses_with_gradients", &cotrain::mask_losses::with_gradients);
}
