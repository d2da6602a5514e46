// ROI pooling on CUDA: ROIAlign is deformable ROI pooling without offsets and mask. Sums are in float (double
// for double).
#pragma once

#include <ATen/Context.h>
#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/searchsorted.h>
#include <ATen/ops/sort.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include <limits>

#include "common/bilinear.h"
#include "roi_align/pooler.h"

namespace cotrain::pooling {

constexpr int kMaxLevels = 8;
constexpr int kThreads = 256, kWarp = 32;
// Of a multiprocessor, at least: the compiler may take so many registers and no more.
template <typename F>
constexpr int kBlocks = sizeof(F) == 4 ? 4 : 2;
constexpr int64_t kMostRows = 65535;      // of a grid
constexpr size_t kMostShared = 40 << 10;  // dynamic shared memory that a launch may ask for, and some

template <typename T>
struct Map {
  T* data;
  int64_t image_stride, channel_stride, row_stride, column_stride;
  int height, width;
};

template <typename T>
struct Pyramid {
  Map<T> maps[kMaxLevels];
};

// A ROI in cells of its map; level is -1 where the batch has no such image, which only the device knows.
template <typename F>
struct Region {
  int level, image;
  F left, top, width, height;
  F samples_x, samples_y;
  F first_x, last_x, first_y, last_y;  // of all its samples
};

// Offsets and weights of bins; null without them.
template <typename T, typename F>
struct Deformation {
  const T* offset;  // [N, 2, height, width]
  const T* mask;    // [N, height, width]
  F gamma;
};

struct BinShape {
  int height, width;
  C10_HOST_DEVICE int count() const { return height * width; }
};

template <typename F>
struct Grids {
  Grid<F> rows, columns;
};

template <typename T, typename F>
__device__ Grids<F> grids_of(const Region<F>& region, const Deformation<T, F>& deformation, BinShape bins,
                             int64_t n, int bin) {
  const F step_x = region.width / bins.width, step_y = region.height / bins.height;
  F x = region.left + (bin % bins.width) * step_x, y = region.top + (bin / bins.width) * step_y;
  if (deformation.offset != nullptr) {
    const T* offset = deformation.offset + n * 2 * bins.count() + bin;
    x += deformation.gamma * region.width * static_cast<F>(offset[0]);
    y += deformation.gamma * region.height * static_cast<F>(offset[bins.count()]);
  }
  return {{y, step_y, region.samples_y}, {x, step_x, region.samples_x}};
}

// Weight of each sample in its bin: one of `samples`, times the bin's mask.
template <typename T, typename F>
__device__ F share_of(const Region<F>& region, const Deformation<T, F>& deformation, BinShape bins, int64_t n,
                      int bin) {
  const F samples = region.samples_x * region.samples_y;
  const F mask =
      deformation.mask != nullptr ? static_cast<F>(deformation.mask[n * bins.count() + bin]) : F(1);
  return samples > 0 ? mask / samples : F(0);
}

struct Scales {
  double values[kMaxLevels];
  int count;
  int64_t canonical_size, canonical_level, min_level;
};

template <typename T, typename F>
__global__ void plan_kernel(const F* __restrict__ rois, int64_t count, int images, Scales scales,
                            int sampling_ratio, bool aligned, BinShape bins, Deformation<T, F> deformation,
                            Region<F>* __restrict__ regions, int64_t* __restrict__ keys) {
  const int64_t n = blockIdx.x * int64_t(blockDim.x) + threadIdx.x;
  if (n >= count) return;
  const F* roi = rois + n * 5;
  Region<F> region{};
  region.level = static_cast<int>(level_of(roi[1], roi[2], roi[3], roi[4], int64_t(scales.count),
                                           scales.canonical_size, scales.canonical_level, scales.min_level));
  F scale = 0;  // by comparisons: an index would move the scales into local memory
#pragma unroll
  for (int level = 0; level < kMaxLevels; ++level)
    if (level == region.level) scale = static_cast<F>(scales.values[level]);
  const F shift = aligned ? F(0.5) : F(0);
  region.left = roi[1] * scale - shift;
  region.top = roi[2] * scale - shift;
  region.width = roi[3] * scale - roi[1] * scale;
  region.height = roi[4] * scale - roi[2] * scale;
  if (!aligned) {
    region.width = region.width > 1 ? region.width : F(1);
    region.height = region.height > 1 ? region.height : F(1);
  }
  region.samples_x = sampling_ratio > 0 ? F(sampling_ratio) : ceil(region.width / bins.width);
  region.samples_y = sampling_ratio > 0 ? F(sampling_ratio) : ceil(region.height / bins.height);
  const bool known = roi[0] >= 0 && roi[0] < images;
  region.image = known ? static_cast<int>(roi[0]) : 0;
  if (!known) region.level = -1;
  region.first_x = region.first_y = INFINITY;
  region.last_x = region.last_y = -INFINITY;
  for (int bin = 0; bin < bins.count(); ++bin) {
    const Grids<F> grids = grids_of(region, deformation, bins, n, bin);
    const F x = grids.columns.start, x_end = x + grids.columns.bin;
    const F y = grids.rows.start, y_end = y + grids.rows.bin;
    region.first_x = fmin(region.first_x, fmin(x, x_end));
    region.last_x = fmax(region.last_x, fmax(x, x_end));
    region.first_y = fmin(region.first_y, fmin(y, y_end));
    region.last_y = fmax(region.last_y, fmax(y, y_end));
  }
  regions[n] = region;
  keys[n] = known ? int64_t(region.level) * images + region.image : int64_t(scales.count) * images;
}

// The two cells beside a position, and the weight of the second.
template <typename F>
struct Pair {
  int low, high;
  F share;
};

template <typename F>
__device__ Pair<F> cells_at(F position, int size) {
  const F at = fmin(fmax(position, F(0)), F(size - 1));
  const int low = static_cast<int>(at);
  return {low, low + 1 < size ? low + 1 : low, at - low};
}

// use(offset in the plane, weight) for the cells that a bin reads, as often as its samples do. Weights of
// zero are left out: what is not finite spreads only where it counts.
template <typename T, typename F, typename Use>
__device__ void for_taps(const Map<T>& map, const Grids<F>& grids, const Use& use) {
  for_samples(grids.rows, map.height, [&](F y) {
    const Pair<F> rows = cells_at(y, map.height);
    for_samples(grids.columns, map.width, [&](F x) {
      const Pair<F> columns = cells_at(x, map.width);
      const int64_t low = rows.low * map.row_stride, high = rows.high * map.row_stride;
      const int64_t left = columns.low * map.column_stride, right = columns.high * map.column_stride;
      use(low + left, (1 - rows.share) * (1 - columns.share));
      if (columns.share > 0) use(low + right, (1 - rows.share) * columns.share);
      if (rows.share > 0) use(high + left, rows.share * (1 - columns.share));
      if (rows.share > 0 && columns.share > 0) use(high + right, rows.share * columns.share);
    });
  });
}

struct Place {
  int channel, bin;
};

// Neighbouring threads have neighbouring elements of a ROI's [C, bins] in its memory format.
__device__ inline Place place_of(unsigned index, unsigned channels, unsigned bins, bool last) {
  const unsigned inner = last ? channels : bins, i = index % inner, o = index / inner;
  return {static_cast<int>(last ? i : o), static_cast<int>(last ? o : i)};
}

// A row of blocks has a ROI, or every so many-th of them.
template <typename T, typename F>
__global__ void __launch_bounds__(kThreads, kBlocks<F>)
    pool_kernel(Pyramid<const T> pyramid, const Region<F>* __restrict__ regions,
                Deformation<T, F> deformation, BinShape bins, int channels, bool last, int64_t count,
                T* __restrict__ out) {
  const unsigned size = unsigned(channels) * bins.count();
  for (int64_t n = blockIdx.y; n < count; n += gridDim.y) {
    const Region<F> region = regions[n];
    for (unsigned i = blockIdx.x * kThreads + threadIdx.x; i < size; i += gridDim.x * kThreads) {
      const Place place = place_of(i, channels, bins.count(), last);
      F sum = NAN;
      if (region.level >= 0) {
        const Map<const T>& map = pyramid.maps[region.level];
        const T* plane = map.data + region.image * map.image_stride + place.channel * map.channel_stride;
        sum = 0;
        for_taps(map, grids_of(region, deformation, bins, n, place.bin),
                 [&](int64_t cell, F weight) { sum += weight * static_cast<F>(plane[cell]); });
        sum *= share_of(region, deformation, bins, n, place.bin);
      }
      out[n * size + i] = static_cast<T>(sum);
    }
  }
}

// The order of the additions to a cell is the device's.
template <typename T, typename F>
__global__ void __launch_bounds__(kThreads, kBlocks<F>)
    scatter_kernel(Pyramid<F> pyramid, const Region<F>* __restrict__ regions, Deformation<T, F> deformation,
                   BinShape bins, int channels, bool last, int64_t count, const T* __restrict__ grad) {
  const unsigned size = unsigned(channels) * bins.count();
  for (int64_t n = blockIdx.y; n < count; n += gridDim.y) {
    const Region<F> region = regions[n];
    if (region.level < 0) continue;
    const Map<F>& map = pyramid.maps[region.level];
    for (unsigned i = blockIdx.x * kThreads + threadIdx.x; i < size; i += gridDim.x * kThreads) {
      const Place place = place_of(i, channels, bins.count(), last);
      F* plane = map.data + region.image * map.image_stride + place.channel * map.channel_stride;
      const F value = static_cast<F>(grad[n * size + i]) * share_of(region, deformation, bins, n, place.bin);
      for_taps(map, grids_of(region, deformation, bins, n, place.bin),
               [&](int64_t cell, F weight) { atomicAdd(plane + cell, weight * value); });
    }
  }
}

// Weight of one cell among a grid's samples.
template <typename F>
__device__ F weight_of(const Grid<F>& grid, int size, int cell) {
  F sum = 0;
  for_samples(grid, size, [&](F position) {
    const F at = fmin(fmax(position, F(0)), F(size - 1)), near = 1 - fabs(at - cell);
    if (near > 0) sum += near;
  });
  return sum;
}

// The same, each cell asking the ROIs of its map and image, `order[first]` to `order[last]`, in turn: slower,
// and always the same sum. A block has one cell at a time, and as many channels as threads. Each thread looks
// at one ROI; those that reach the cell are then added by all threads.
template <typename T, typename F>
__global__ void __launch_bounds__(kThreads, kBlocks<F>)
    gather_kernel(Map<T> map, int64_t cells, const Region<F>* __restrict__ regions,
                  const int64_t* __restrict__ order, const int64_t* __restrict__ starts,
                  Deformation<T, F> deformation, BinShape bins, int channels, bool last,
                  const T* __restrict__ grad) {
  extern __shared__ __align__(16) unsigned char shared[];
  __shared__ unsigned reached[kThreads / kWarp];    // a bit for each of the ROIs looked at
  F* const weights = reinterpret_cast<F*>(shared);  // [bins]
  const int channel = blockIdx.y * blockDim.x + threadIdx.x;
  for (int64_t cell = blockIdx.x; cell < cells; cell += gridDim.x) {
    const int column = static_cast<int>(cell % map.width);
    const int row = static_cast<int>(cell / map.width % map.height);
    const int64_t image = cell / map.width / map.height, end = starts[image + 1];
    F sum = 0;
    for (int64_t begin = starts[image]; begin < end; begin += blockDim.x) {
      bool reaches = false;
      if (begin + threadIdx.x < end) {
        const Region<F>& region = regions[order[begin + threadIdx.x]];
        reaches = row >= region.first_y - 1 && row <= region.last_y + 1 && column >= region.first_x - 1 &&
                  column <= region.last_x + 1;
      }
      const unsigned votes = __ballot_sync(0xffffffffu, reaches);
      if (threadIdx.x % kWarp == 0) reached[threadIdx.x / kWarp] = votes;
      __syncthreads();
      for (int warp = 0; warp < blockDim.x / kWarp; ++warp) {
        for (unsigned left = reached[warp]; left != 0; left &= left - 1) {
          const int64_t n = order[begin + warp * kWarp + __ffs(left) - 1];
          const Region<F> region = regions[n];
          for (int bin = threadIdx.x; bin < bins.count(); bin += blockDim.x) {
            const Grids<F> grids = grids_of(region, deformation, bins, n, bin);
            const F by_row = weight_of(grids.rows, map.height, row);
            weights[bin] = by_row == 0 ? F(0)
                                       : by_row * weight_of(grids.columns, map.width, column) *
                                             share_of(region, deformation, bins, n, bin);
          }
          __syncthreads();
          if (channel < channels) {
            const T* own = grad + n * bins.count() * channels + (last ? channel : channel * bins.count());
            const int64_t step = last ? channels : 1;
            for (int bin = 0; bin < bins.count(); ++bin)
              if (weights[bin] != 0) sum += weights[bin] * static_cast<F>(own[bin * step]);
          }
          __syncthreads();
        }
      }
      __syncthreads();
    }
    if (channel < channels)
      map.data[image * map.image_stride + channel * map.channel_stride + row * map.row_stride +
               column * map.column_stride] = static_cast<T>(sum);
  }
}

template <typename T>
Map<T> map_of(const at::Tensor& tensor, T* data) {
  return {data,
          tensor.stride(0),
          tensor.stride(1),
          tensor.stride(2),
          tensor.stride(3),
          static_cast<int>(tensor.size(2)),
          static_cast<int>(tensor.size(3))};
}

// Blocks for [count] ROIs of `size` elements each.
inline dim3 grid_of(int64_t size, int64_t count) {
  return dim3(static_cast<unsigned>((size + kThreads - 1) / kThreads),
              static_cast<unsigned>(std::min(count, kMostRows)));
}

inline int blocks_for(int64_t count) {
  return static_cast<int>(
      std::min<int64_t>((count + kThreads - 1) / kThreads, std::numeric_limits<int32_t>::max()));
}

struct PoolOptions {
  const char* op;
  at::ArrayRef<double> scales;
  int64_t height, width, sampling_ratio;
  bool aligned;
  double gamma;
  int64_t canonical_size, canonical_level, min_level;
};

struct Plan {
  at::Tensor regions;  // Region<F> [N], as bytes
  at::Tensor keys;     // [N]: level * images + image, past the last one for a ROI of no image
};

template <typename T, typename F>
Plan plan(const at::Tensor& rois, int64_t images, const PoolOptions& options,
          const Deformation<T, F>& deformation) {
  COTRAIN_CHECK(options.op, options.scales.size() <= kMaxLevels, "on CUDA a pyramid has ", kMaxLevels,
                " maps at most, not ", options.scales.size());
  const int64_t count = rois.size(0);
  const Plan result{
      at::empty({count, static_cast<int64_t>(sizeof(Region<F>))}, rois.options().dtype(at::kByte)),
      at::empty({count}, rois.options().dtype(at::kLong))};
  if (count == 0) return result;
  const at::Tensor boxes = rois.to(c10::CppTypeToScalarType<F>::value).contiguous();
  Scales scales{{},
                static_cast<int>(options.scales.size()),
                options.canonical_size,
                options.canonical_level,
                options.min_level};
  std::copy(options.scales.begin(), options.scales.end(), scales.values);
  plan_kernel<T, F><<<blocks_for(count), kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
      boxes.template const_data_ptr<F>(), count, static_cast<int>(images), scales,
      static_cast<int>(options.sampling_ratio), options.aligned,
      BinShape{static_cast<int>(options.height), static_cast<int>(options.width)}, deformation,
      reinterpret_cast<Region<F>*>(result.regions.mutable_data_ptr<uint8_t>()),
      result.keys.mutable_data_ptr<int64_t>());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

template <typename F>
const Region<F>* regions_of(const Plan& plan) {
  return reinterpret_cast<const Region<F>*>(plan.regions.const_data_ptr<uint8_t>());
}

// A ROI's elements, which threads count in 32 bits.
inline int64_t roi_size(const PoolOptions& options, int64_t channels) {
  const int64_t size = channels * options.height * options.width;
  COTRAIN_CHECK(options.op, size < (int64_t(1) << 31), channels, " channels of ", options.height, " x ",
                options.width, " bins are too many for CUDA");
  return size;
}

template <typename T, typename F>
at::Tensor pool(at::TensorList features, const at::Tensor& rois, const PoolOptions& options,
                const Deformation<T, F>& deformation) {
  const bool last = channels_last(features);
  const int64_t channels = features[0].size(1), count = rois.size(0), size = roi_size(options, channels);
  const Plan plans = plan<T, F>(rois, features[0].size(0), options, deformation);
  at::Tensor out = at::empty({count, channels, options.height, options.width},
                             features[0].options().memory_format(format_of(last)));
  if (out.numel() == 0) return out;
  Pyramid<const T> pyramid{};
  for (size_t i = 0; i < features.size(); ++i)
    pyramid.maps[i] = map_of(features[i], features[i].template const_data_ptr<T>());
  pool_kernel<T, F><<<grid_of(size, count), kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
      pyramid, regions_of<F>(plans), deformation,
      BinShape{static_cast<int>(options.height), static_cast<int>(options.width)}, static_cast<int>(channels),
      last, count, out.mutable_data_ptr<T>());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return out;
}

// The maps' gradients by gather_kernel, into `maps`.
template <typename T, typename F>
void gather(const at::Tensor& values, const Plan& plans, const std::vector<at::Tensor>& maps, bool last,
            BinShape bins, const PoolOptions& options, const Deformation<T, F>& deformation) {
  const int64_t images = maps[0].size(0), channels = maps[0].size(1);
  COTRAIN_CHECK(options.op, bins.count() * sizeof(F) <= kMostShared, "on CUDA deterministic gradients of ",
                options.height, " x ", options.width, " bins are not implemented");
  const auto [sorted, order] = at::sort(plans.keys, /*stable=*/true, 0, /*descending=*/false);
  const at::Tensor starts = at::searchsorted(
      sorted, at::arange(static_cast<int64_t>(maps.size()) * images + 1, plans.keys.options()));
  const int threads = static_cast<int>(std::min<int64_t>(kThreads, (channels + kWarp - 1) / kWarp * kWarp));
  const int64_t rounds = (channels + threads - 1) / threads;
  for (size_t level = 0; level < maps.size(); ++level) {
    const int64_t cells = images * maps[level].size(2) * maps[level].size(3);
    const dim3 grid(blocks_for(cells * kThreads), static_cast<unsigned>(rounds));
    gather_kernel<T, F><<<grid, threads, bins.count() * sizeof(F), c10::cuda::getCurrentCUDAStream()>>>(
        map_of(maps[level], maps[level].template mutable_data_ptr<T>()), cells, regions_of<F>(plans),
        order.template const_data_ptr<int64_t>(),
        starts.template const_data_ptr<int64_t>() + static_cast<int64_t>(level) * images, deformation, bins,
        static_cast<int>(channels), last, values.template const_data_ptr<T>());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
}

// The maps' gradients, in T. `sizes` are the maps' [height, width] in turn.
template <typename T, typename F>
std::vector<at::Tensor> pool_backward(const at::Tensor& grad, const at::Tensor& rois, int64_t images,
                                      at::IntArrayRef sizes, bool last, const PoolOptions& options,
                                      const Deformation<T, F>& deformation) {
  const int64_t channels = grad.size(1), count = rois.size(0), size = roi_size(options, channels);
  const at::Tensor values = grad.contiguous(format_of(last));
  const Plan plans = plan<T, F>(rois, images, options, deformation);
  const BinShape bins{static_cast<int>(options.height), static_cast<int>(options.width)};
  const bool deterministic =
      at::globalContext().deterministicAlgorithms() && values.numel() > 0 && images > 0;
  // The gather writes each element once, in its type; the others are added up in the wider one.
  const auto type = deterministic ? grad.scalar_type() : c10::CppTypeToScalarType<F>::value;
  std::vector<at::Tensor> maps;
  for (size_t i = 0; i * 2 < sizes.size(); ++i) {
    maps.push_back(at::empty({images, channels, sizes[i * 2], sizes[i * 2 + 1]},
                             grad.options().dtype(type).memory_format(format_of(last))));
    if (!deterministic) maps.back().zero_();
  }
  if (deterministic) {
    gather<T, F>(values, plans, maps, last, bins, options, deformation);
  } else if (values.numel() > 0 && images > 0) {
    Pyramid<F> pyramid{};
    for (size_t i = 0; i < maps.size(); ++i)
      pyramid.maps[i] = map_of(maps[i], maps[i].template mutable_data_ptr<F>());
    scatter_kernel<T, F><<<grid_of(size, count), kThreads, 0, c10::cuda::getCurrentCUDAStream()>>>(
        pyramid, regions_of<F>(plans), deformation, bins, static_cast<int>(channels), last, count,
        values.template const_data_ptr<T>());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
  for (at::Tensor& map : maps) map = map.to(grad.scalar_type());
  return maps;
}

}  // namespace cotrain::pooling
