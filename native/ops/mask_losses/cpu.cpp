#include <ATen/Dispatch.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/library.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "common/parallel.h"
#include "mask_losses/kernel.h"
#include "mask_losses/op.h"

namespace cotrain::mask_losses {
namespace {

using at::Tensor;

int64_t rounded_up(int64_t value, int64_t multiple) { return (value + multiple - 1) / multiple * multiple; }

// The pixels of an axis by the two logits that each is interpolated from, as upsample_bilinear2d with
// align_corners = false.
template <typename T>
struct Axis {
  bool enlarged;
  int64_t cells;
  std::vector<int64_t> first;  // pixel of each cell, and the end
  std::vector<T> weight;       // of each pixel's second logit

  Axis(int64_t from, int64_t to)
      : enlarged(from != to), cells(enlarged ? from + 1 : from), first(cells + 1, to), weight(to) {
    const T scale = static_cast<T>(from) / static_cast<T>(to);
    int64_t cell = 0;
    for (int64_t i = 0; i < to; ++i) {
      int64_t own = i;
      if (enlarged) {
        // Cell 0 is before the first logit, cell `from` after the last.
        const T at = scale * (T(i) + T(0.5)) - T(0.5);
        const int64_t before = std::min(static_cast<int64_t>(std::max(T(0), at)), from - 1);
        own = at < 0 ? 0 : before + 1;
        weight[i] = at < 0 ? T(0) : std::min(T(1), at - static_cast<T>(before));
      }
      for (; cell <= own; ++cell) first[cell] = i;
    }
  }

  int64_t depth() const {
    int64_t most = 0;
    for (int64_t cell = 0; cell < cells; ++cell) most = std::max(most, first[cell + 1] - first[cell]);
    return most;
  }
};

// Everything but the logits: what pixels are interpolated from, and the masks by cells.
template <typename T>
class Prepared {
 public:
  using Word = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;

  Prepared(const Sizes& s, const Tensor& masks, const Tensor& valid)
      : rows_(s.height, s.full_height), columns_(s.width, s.full_width) {
    const int64_t lanes = COTRAIN_KERNEL(mask_losses_lanes<T>)();
    const int64_t depth = columns_.depth(), padded = rounded_up(columns_.cells, lanes);
    weights_.resize(depth * padded);
    for (int64_t cell = 0; cell < columns_.cells; ++cell) {
      for (int64_t x = columns_.first[cell]; x < columns_.first[cell + 1]; ++x) {
        weights_[(x - columns_.first[cell]) * padded + cell] = columns_.weight[x];
      }
    }
    grid = {.height = s.height,
            .width = s.width,
            .row_step = rows_.enlarged,
            .column_step = columns_.enlarged,
            .row_cells = rows_.cells,
            .column_cells = columns_.cells,
            .padded_cells = padded,
            .row_size = padded + lanes,
            .depth = depth,
            .words = rounded_up(depth, sizeof(T)) / static_cast<int64_t>(sizeof(T)),
            .rows = rows_.first.data(),
            .row_weights = rows_.weight.data(),
            .columns = columns_.first.data(),
            .column_weights = weights_.data()};
    arrange(s, masks, valid);
  }
  Prepared(const Prepared&) = delete;  // grid points into it

  Grid<T> grid;
  std::vector<int64_t> inside;  // pixels of each mask
  double pixels;                // that count

  const Word* words_of(int64_t mask) const { return words_.get() + mask * mask_words_; }

 private:
  void arrange(const Sizes& s, const Tensor& masks, const Tensor& valid) {
    const auto kernel = COTRAIN_KERNEL(mask_losses_row<T, Word>);
    const auto* const from = static_cast<const uint8_t*>(masks.const_data_ptr());
    const auto* const counts =
        valid.defined() ? static_cast<const uint8_t*>(valid.const_data_ptr()) : nullptr;
    const int64_t all = s.full_height * s.full_width, row_words = grid.words * grid.padded_cells;
    pixels = static_cast<double>(
        std::max<int64_t>(1, counts == nullptr ? all : all - std::count(counts, counts + all, 0)));
    mask_words_ = s.full_height * row_words;
    words_.reset(new Word[s.masks * mask_words_]);
    std::vector<int64_t> row_inside(s.masks * s.full_height);
    at::parallel_for(0, s.masks * s.full_height, 16, [&](int64_t begin, int64_t end) {
      std::vector<uint8_t> bytes(s.full_width + grid.words * sizeof(Word));
      for (int64_t row = begin; row < end; ++row) {
        row_inside[row] = kernel(grid, from + row * s.full_width,
                                 counts == nullptr ? nullptr : counts + row % s.full_height * s.full_width,
                                 s.full_width, bytes.data(), words_.get() + row * row_words);
      }
    });
    for (int64_t mask = 0; mask < s.masks; ++mask) {
      const auto first = row_inside.begin() + mask * s.full_height;
      inside.push_back(std::accumulate(first, first + s.full_height, int64_t(0)));
    }
  }

  Axis<T> rows_, columns_;
  std::vector<T> weights_;
  int64_t mask_words_ = 0;
  std::unique_ptr<Word[]> words_;
};

// Fills focal and dice [N], and the gradients [N, h, w] where they are defined.
template <typename T>
void run(const Sizes& s, const Tensor& logits, const Tensor& masks, const int64_t* objects,
         const Tensor& valid, double alpha, double gamma, const Tensor& focal, const Tensor& dice,
         const Tensor& focal_gradient, const Tensor& dice_gradient) {
  using Word = typename Prepared<T>::Word;
  const Prepared<T> prepared(s, masks, valid);
  const auto kernel = COTRAIN_KERNEL(mask_losses_one<T, Word>);
  const Options<T> options{static_cast<T>(alpha), static_cast<T>(gamma), prepared.pixels};
  const bool gradients = focal_gradient.defined();
  const T* const x = logits.const_data_ptr<T>();
  T *const to_focal = focal.mutable_data_ptr<T>(), *const to_dice = dice.mutable_data_ptr<T>();
  T* const to_focal_gradient = gradients ? focal_gradient.mutable_data_ptr<T>() : nullptr;
  T* const to_dice_gradient = gradients ? dice_gradient.mutable_data_ptr<T>() : nullptr;
  const int64_t map = s.height * s.width, padded = (prepared.grid.row_cells + 1) * prepared.grid.row_size;
  parallel_tasks(s.count, [&](Tasks& tasks) {
    Scratch<T> scratch;
    for (int64_t i; tasks.take(i);) {
      kernel(prepared.grid, options, x + i * map, prepared.words_of(objects[i]), prepared.inside[objects[i]],
             scratch.of((gradients ? 4 : 1) * padded), to_focal + i, to_dice + i,
             gradients ? to_focal_gradient + i * map : nullptr,
             gradients ? to_dice_gradient + i * map : nullptr);
    }
  });
}

// The gradients are undefined unless asked for.
std::tuple<Tensor, Tensor, Tensor, Tensor> compute(COTRAIN_PARAMETERS, bool gradients) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Tensor indices = objects.contiguous();
  const int64_t* const index = indices.const_data_ptr<int64_t>();
  for (int64_t i = 0; i < s.count; ++i) {
    COTRAIN_CHECK_INDEX("mask_losses", 0 <= index[i] && index[i] < s.masks, "objects[", i, "] is ", index[i],
                        ", but there are ", s.masks, " masks");
  }
  const Tensor x = logits.to(gradient_type(logits)).contiguous();
  const Tensor focal = at::empty({s.count}, x.options()), dice = at::empty_like(focal);
  const Tensor focal_gradient = gradients ? at::empty_like(x) : Tensor();
  const Tensor dice_gradient = gradients ? at::empty_like(x) : Tensor();
  if (s.count > 0) {
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "mask_losses", [&] {
      run<scalar_t>(s, x, masks.contiguous(), index, valid ? valid->contiguous() : Tensor(), alpha, gamma,
                    focal, dice, focal_gradient, dice_gradient);
    });
  }
  const auto dtype = logits.scalar_type();
  return {focal.to(dtype), dice.to(dtype), focal_gradient, dice_gradient};
}

std::tuple<Tensor, Tensor> losses(COTRAIN_PARAMETERS) {
  const auto [focal, dice, _, __] = compute(COTRAIN_ARGUMENTS, false);
  return {focal, dice};
}

std::tuple<Tensor, Tensor, Tensor, Tensor> with_gradients(COTRAIN_PARAMETERS) {
  return compute(COTRAIN_ARGUMENTS, true);
}

}  // namespace
}  // namespace cotrain::mask_losses

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("mask_losses", &cotrain::mask_losses::losses);
  library.impl("mask_losses_with_gradients", &cotrain::mask_losses::with_gradients);
}
