#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>
#include <torch/library.h>

#include "dynamic_conv/kernel.h"
#include "dynamic_conv/op.h"

// The parameters of all proposals are never stored: they are made a chunk at a time, for a block of
// proposals, in a tile that stays in a core's cache, and used there. A chunk is some channels of one of the
// two matrices. Chunks go one after another, so that all threads read the same part of the weight, transposed
// once for all of them.
namespace cotrain::dynamic_conv {
namespace {

using at::Tensor;

constexpr int64_t kChunk = 2048;  // parameters of a proposal in a tile
constexpr int64_t kTile = 80000;  // elements of a tile

int64_t divide_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// Which of the two matrices, and which of its axes a row of the tile runs along.
enum class Order {
  kFirst,             // param1 [channels of the chunk][D]
  kFirstTransposed,   // [D][channels of the chunk]
  kSecond,            // param2 [D][channels of the chunk]
  kSecondTransposed,  // [channels of the chunk][D]
};

struct Chunk {
  int64_t begin, count;  // channels
  std::vector<Panel> panels;
};

// Orders with rows along the channels have panels of them: a whole number of panels a chunk.
std::vector<Chunk> chunks_of(Order order, const Sizes& s, int64_t width) {
  const bool along_dynamic = order == Order::kFirst || order == Order::kSecondTransposed;
  const bool second = order == Order::kSecond || order == Order::kSecondTransposed;
  const int64_t base = second ? s.channels * s.dynamic : 0;
  // Parameter (c, d) is row base + c * channel_step + d * dynamic_step of the weight.
  const int64_t channel_step = second ? 1 : s.dynamic, dynamic_step = second ? s.channels : 1;
  const int64_t padded = divide_up(s.dynamic, width) * width;
  const int64_t most = along_dynamic ? std::max<int64_t>(1, kChunk / padded)
                                     : std::max<int64_t>(1, kChunk / (s.dynamic * width)) * width;
  std::vector<Chunk> chunks;
  for (int64_t begin = 0; begin < s.channels; begin += most) {
    const int64_t end = std::min(s.channels, begin + most);
    Chunk chunk{begin, end - begin, {}};
    if (along_dynamic) {
      for (int64_t c = begin; c < end; ++c) {
        for (int64_t d = 0; d < s.dynamic; d += width) {
          chunk.panels.push_back(
              {base + c * channel_step + d * dynamic_step, dynamic_step, std::min(width, s.dynamic - d)});
        }
      }
    } else {
      for (int64_t c = begin; c < end; c += width) {
        for (int64_t d = 0; d < s.dynamic; ++d) {
          chunk.panels.push_back(
              {base + c * channel_step + d * dynamic_step, channel_step, std::min(width, end - c)});
        }
      }
    }
    chunks.push_back(std::move(chunk));
  }
  return chunks;
}

struct Contiguous : Arguments {
  explicit Contiguous(const Arguments& x)
      : Arguments{x.proposals.contiguous(),    x.roi_features.contiguous(), x.weight.contiguous(),
                  x.bias.contiguous(),         x.norm1_weight.contiguous(), x.norm1_bias.contiguous(),
                  x.norm2_weight.contiguous(), x.norm2_bias.contiguous()} {}
};

template <typename T>
class Worker {
 public:
  Worker(const Sizes& sizes, const Arguments& arguments)
      : s(sizes),
        width(COTRAIN_KERNEL(dynamic_panel_width<T>)()),
        padded(divide_up(s.dynamic, width) * width),
        proposals(arguments.proposals.const_data_ptr<T>()),
        weight(arguments.weight.const_data_ptr<T>()),
        bias(arguments.bias.const_data_ptr<T>()),
        options_(arguments.proposals.options()) {
    pack_ = COTRAIN_KERNEL(dynamic_pack<T>);
    multiply = COTRAIN_KERNEL(dynamic_multiply<T>);
    // A call from inside a parallel region runs on its thread, whatever its number.
    slots_ = std::max(at::get_num_threads(), at::get_thread_num() + 1);
  }

  // use(chunk, n, tile): for every chunk all proposals, each with its parameters. after(chunk) follows each
  // chunk.
  template <typename Use, typename After>
  void each(Order order, const Use& use, const After& after) {
    const auto chunks = chunks_of(order, s, width);
    const int64_t most = static_cast<int64_t>(chunks[0].panels.size());
    const int64_t size = most * width;
    const int64_t block = std::max<int64_t>(1, std::min(s.proposals, kTile / size));
    const Tensor packed = at::empty({most * s.channels * width}, options_);
    const Tensor packed_bias = at::empty({size}, options_);
    const Tensor tiles = at::empty({slots_, block * size}, options_);
    T *b = packed.mutable_data_ptr<T>(), *start = packed_bias.mutable_data_ptr<T>();
    T* all = tiles.mutable_data_ptr<T>();
    for (const Chunk& chunk : chunks) {
      const auto count = static_cast<int64_t>(chunk.panels.size());
      at::parallel_for(0, count, 4, [&](int64_t begin, int64_t end) {
        pack_(weight, bias, s.channels, chunk.panels.data(), begin, end, b, start);
      });
      at::parallel_for(0, s.proposals, 4, [&](int64_t begin, int64_t end) {
        T* tile = all + at::get_thread_num() * block * size;
        const int64_t parts = divide_up(end - begin, block), step = divide_up(end - begin, parts);
        for (int64_t n = begin; n < end; n += step) {
          const int64_t rows = std::min(step, end - n);
          multiply(rows, count * width, s.channels, proposals + n * s.channels, s.channels, 1, b,
                   s.channels * width, width, tile, size, start, false);
          for (int64_t i = 0; i < rows; ++i) use(chunk, n + i, tile + i * size);
        }
      });
      after(chunk);
    }
  }

  template <typename Use>
  void each(Order order, const Use& use) {
    each(order, use, [](const Chunk&) {});
  }

  const Sizes s;
  const int64_t width, padded;
  const T *proposals, *weight, *bias;
  decltype(&baseline::dynamic_multiply<T>) multiply;

 private:
  at::TensorOptions options_;
  decltype(&baseline::dynamic_pack<T>) pack_;
  int64_t slots_;
};

template <typename T>
void norm_relu_all(const Sizes& s, int64_t size, const Tensor& x, const Tensor& weight, const Tensor& bias,
                   double eps, const Tensor& out) {
  const auto kernel = COTRAIN_KERNEL(norm_relu<T>);
  const T *from = x.const_data_ptr<T>(), *w = weight.const_data_ptr<T>(), *b = bias.const_data_ptr<T>();
  T* to = out.mutable_data_ptr<T>();
  at::parallel_for(0, s.proposals * s.positions, 64, [&](int64_t begin, int64_t end) {
    kernel(from + begin * size, end - begin, size, w, b, static_cast<T>(eps), to + begin * size);
  });
}

// Returns the output; `hidden` and `last`, where given, get what stands before the norms.
template <typename T>
Tensor run(const Arguments& given, const Sizes& s, double eps, Tensor* hidden, Tensor* last) {
  const Contiguous x(given);
  const bool training = hidden != nullptr;
  Worker<T> worker(s, x);
  const int64_t C = s.channels, D = s.dynamic, P = s.positions, width = worker.width;
  const Tensor first = at::empty({s.proposals, P, D}, x.roi_features.options());
  const Tensor second = at::empty({s.proposals, P, C}, x.roi_features.options());
  const Tensor first_out = training ? at::empty_like(first) : first;
  const Tensor out = training ? at::empty_like(second) : second;
  if (second.numel() > 0) {
    const T* roi = x.roi_features.const_data_ptr<T>();
    T *h = first.mutable_data_ptr<T>(), *y = second.mutable_data_ptr<T>();
    T *z = first_out.mutable_data_ptr<T>(), *last_out = out.mutable_data_ptr<T>();
    const T *w1 = x.norm1_weight.const_data_ptr<T>(), *b1 = x.norm1_bias.const_data_ptr<T>();
    const T *w2 = x.norm2_weight.const_data_ptr<T>(), *b2 = x.norm2_bias.const_data_ptr<T>();
    const auto norm = COTRAIN_KERNEL(norm_relu<T>);
    // The last chunk completes a proposal's rows, which are norm's next while they are in the cache.
    worker.each(Order::kFirst, [&](const Chunk& chunk, int64_t n, const T* tile) {
      worker.multiply(P, D, chunk.count, roi + n * P * C + chunk.begin, C, 1, tile, width, worker.padded,
                      h + n * P * D, D, nullptr, chunk.begin > 0);
      if (chunk.begin + chunk.count == C)
        norm(h + n * P * D, P, D, w1, b1, static_cast<T>(eps), z + n * P * D);
    });
    worker.each(Order::kSecond, [&](const Chunk& chunk, int64_t n, const T* tile) {
      worker.multiply(P, chunk.count, D, z + n * P * D, D, 1, tile, D * width, width,
                      y + n * P * C + chunk.begin, C, nullptr, false);
      if (chunk.begin + chunk.count == C)
        norm(y + n * P * C, P, C, w2, b2, static_cast<T>(eps), last_out + n * P * C);
    });
  }
  if (training) {
    *hidden = first;
    *last = second;
  }
  return out;
}

// Gradient of norm_relu_all at x. Each proposal sums its own rows, then the proposals are summed in order.
template <typename T>
void norm_relu_all_backward(const Sizes& s, int64_t size, const Tensor& x, const Tensor& grad,
                            const Tensor& weight, const Tensor& bias, double eps, const Tensor& grad_x,
                            const Tensor& grad_weight, const Tensor& grad_bias) {
  const auto kernel = COTRAIN_KERNEL(norm_relu_backward<T>);
  const auto add = COTRAIN_KERNEL(add_rows<T>);
  const Tensor sums = at::zeros({s.proposals, 2, size}, x.options());
  const T *from = x.const_data_ptr<T>(), *g = grad.const_data_ptr<T>(), *w = weight.const_data_ptr<T>(),
          *b = bias.const_data_ptr<T>();
  T *to = grad_x.mutable_data_ptr<T>(), *parts = sums.mutable_data_ptr<T>();
  at::parallel_for(0, s.proposals, 1 + 64 / (s.positions + 1), [&](int64_t begin, int64_t end) {
    for (int64_t n = begin; n < end; ++n) {
      const int64_t at = n * s.positions * size;
      T* part = parts + n * 2 * size;
      kernel(from + at, g + at, s.positions, size, w, b, static_cast<T>(eps), to + at, part, part + size);
    }
  });
  add(parts, s.proposals, 2 * size, 0, size, grad_weight.mutable_data_ptr<T>());
  add(parts + size, s.proposals, 2 * size, 0, size, grad_bias.mutable_data_ptr<T>());
}

using Gradients = std::tuple<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>;

template <typename T>
Gradients run_backward(const Tensor& given_grad, const Tensor& hidden, const Tensor& last,
                       const Arguments& given, const Sizes& s, double eps, std::array<bool, 3> wanted) {
  const Contiguous x(given);
  const Tensor grad = given_grad.contiguous();
  const auto options = grad.options();
  const auto [want_proposals, want_roi, want_weight] = wanted;
  const bool want_parameters = want_proposals || want_weight;
  const int64_t N = s.proposals, C = s.channels, D = s.dynamic, P = s.positions;
  const Tensor grad_proposals = want_proposals ? at::zeros({N, C}, options) : Tensor();
  const Tensor grad_weight = want_weight ? at::empty(x.weight.sizes(), options) : Tensor();
  const Tensor grad_bias = want_weight ? at::zeros(x.bias.sizes(), options) : Tensor();
  const Tensor norms[4] = {at::zeros({D}, options), at::zeros({D}, options), at::zeros({C}, options),
                           at::zeros({C}, options)};
  // The gradient at the second product, then, when that is used up, the gradient to roi_features.
  const Tensor work = at::empty({N, P, C}, options);
  if (work.numel() == 0) {
    if (want_weight) grad_weight.zero_();
    return {grad_proposals, want_roi ? work : Tensor(), grad_weight, grad_bias, norms[0], norms[1], norms[2],
            norms[3]};
  }
  Worker<T> worker(s, x);
  const int64_t width = worker.width, panels = divide_up(C, width);
  const auto pack_rows = COTRAIN_KERNEL(dynamic_pack_rows<T>);
  const auto add = COTRAIN_KERNEL(add_rows<T>);
  norm_relu_all_backward<T>(s, C, last, grad, x.norm2_weight, x.norm2_bias, eps, work, norms[2], norms[3]);
  const Tensor first_out = at::empty_like(hidden);
  norm_relu_all<T>(s, D, hidden, x.norm1_weight, x.norm1_bias, eps, first_out);
  const Tensor grad_first = at::empty_like(hidden);

  // Proposals as the right operand of the weight's gradient.
  Tensor proposal_panels, grad_chunk;
  const int64_t padded_chunk = std::max({kChunk, worker.padded, D * width});
  if (want_parameters) grad_chunk = at::empty({N * padded_chunk}, options);
  if (want_weight) {
    proposal_panels = at::empty({panels * N * width}, options);
    pack_rows(worker.proposals, N, C, proposal_panels.mutable_data_ptr<T>());
  }
  T* chunk_grads = want_parameters ? grad_chunk.mutable_data_ptr<T>() : nullptr;

  // From the gradients of a chunk's parameters, [N][runs][length] where each run is neighbouring rows of the
  // weight from first + run * step on, to those of the weight, the bias and the proposals.
  const auto finish = [&](int64_t first, int64_t step, int64_t runs, int64_t length) {
    const int64_t rows = runs * length;
    if (want_weight) {
      const T* b = proposal_panels.const_data_ptr<T>();
      T *to = grad_weight.mutable_data_ptr<T>(), *bias = grad_bias.mutable_data_ptr<T>();
      at::parallel_for(0, runs, 1 + 16 / length, [&](int64_t begin, int64_t end) {
        for (int64_t run = begin; run < end; ++run) {
          const int64_t row = first + run * step;
          add(chunk_grads + run * length, N, rows, 0, length, bias + row);
          for (int64_t at = 0; at < length; at += 56) {
            worker.multiply(std::min<int64_t>(56, length - at), C, N, chunk_grads + run * length + at, 1,
                            rows, b, N * width, width, to + (row + at) * C, C, nullptr, false);
          }
        }
      });
    }
    if (want_proposals) {
      T* to = grad_proposals.mutable_data_ptr<T>();
      at::parallel_for(0, N, 8, [&](int64_t begin, int64_t end) {
        for (int64_t run = 0; run < runs; ++run) {
          worker.multiply(end - begin, C, length, chunk_grads + begin * rows + run * length, rows, 1,
                          worker.weight + (first + run * step) * C, width, C, to + begin * C, C, nullptr,
                          true);
        }
      });
    }
  };

  const T *roi = x.roi_features.const_data_ptr<T>(), *z = first_out.const_data_ptr<T>();
  T *at_second = work.mutable_data_ptr<T>(), *at_first = grad_first.mutable_data_ptr<T>();
  worker.each(
      Order::kSecondTransposed,
      [&](const Chunk& chunk, int64_t n, const T* tile) {
        const T* g = at_second + n * P * C + chunk.begin;
        worker.multiply(P, D, chunk.count, g, C, 1, tile, width, worker.padded, at_first + n * P * D, D,
                        nullptr, chunk.begin > 0);
        if (want_parameters) {  // [D, channels of the chunk]
          worker.multiply(D, chunk.count, P, z + n * P * D, 1, D, g, width, C,
                          chunk_grads + n * D * chunk.count, chunk.count, nullptr, false);
        }
      },
      [&](const Chunk& chunk) {
        if (want_parameters) finish(C * D + chunk.begin, C, D, chunk.count);
      });
  norm_relu_all_backward<T>(s, D, hidden, grad_first, x.norm1_weight, x.norm1_bias, eps, grad_first, norms[0],
                            norms[1]);
  if (want_roi || want_parameters) {
    worker.each(
        Order::kFirstTransposed,
        [&](const Chunk& chunk, int64_t n, const T* tile) {
          const T* g = at_first + n * P * D;
          if (want_roi) {
            worker.multiply(P, chunk.count, D, g, D, 1, tile, D * width, width,
                            at_second + n * P * C + chunk.begin, C, nullptr, false);
          }
          if (want_parameters) {  // [channels of the chunk, D]
            worker.multiply(chunk.count, D, P, roi + n * P * C + chunk.begin, 1, C, g, width, D,
                            chunk_grads + n * D * chunk.count, D, nullptr, false);
          }
        },
        [&](const Chunk& chunk) {
          if (want_parameters) finish(chunk.begin * D, D, chunk.count, D);
        });
  }
  return {grad_proposals, want_roi ? work : Tensor(), grad_weight, grad_bias, norms[0], norms[1], norms[2],
          norms[3]};
}

Tensor forward(COTRAIN_TENSOR_PARAMETERS, double eps, bool) {
  const Arguments x{COTRAIN_TENSORS};
  const Sizes s = check(x);
  return AT_DISPATCH_FLOATING_TYPES(proposals.scalar_type(), "dynamic_conv",
                                    [&] { return run<scalar_t>(x, s, eps, nullptr, nullptr); });
}

std::tuple<Tensor, Tensor, Tensor, Tensor> training(COTRAIN_TENSOR_PARAMETERS, double eps, bool) {
  const Arguments x{COTRAIN_TENSORS};
  const Sizes s = check(x);
  Tensor hidden, last;
  Tensor out = AT_DISPATCH_FLOATING_TYPES(proposals.scalar_type(), "dynamic_conv",
                                          [&] { return run<scalar_t>(x, s, eps, &hidden, &last); });
  return {out, hidden, last, Tensor()};
}

Gradients backward(const Tensor& grad, const Tensor& hidden, const Tensor& last, const MaybeTensor&,
                   COTRAIN_TENSOR_PARAMETERS, double eps, std::array<bool, 3> wanted) {
  const Arguments x{COTRAIN_TENSORS};
  const Sizes s = check(x);
  return AT_DISPATCH_FLOATING_TYPES(proposals.scalar_type(), "dynamic_conv_backward", [&] {
    return run_backward<scalar_t>(grad, hidden, last, x, s, eps, wanted);
  });
}

}  // namespace
}  // namespace cotrain::dynamic_conv

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("dynamic_conv", &cotrain::dynamic_conv::forward);
  library.impl("dynamic_conv_training", &cotrain::dynamic_conv::training);
  library.impl("dynamic_conv_backward", &cotrain::dynamic_conv::backward);
}
