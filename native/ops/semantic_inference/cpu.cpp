#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/softmax.h>
#include <torch/library.h>

#include <array>
#include <vector>

#include "semantic_inference/kernel.h"
#include "semantic_inference/op.h"

// Row by row of the output: the two rows of mask logits around it are stretched to the image's width (kept
// while they stay the same: at stride 4 for four rows), and panels of pixels between them go through sigmoid,
// the product with the class probabilities and the maximum while they are in the first-level cache.
namespace cotrain::semantic_inference {
namespace {

using at::Tensor;

// As upsample_bilinear2d with align_corners = false.
template <typename T>
std::vector<Source<T>> sources_of(int64_t from, int64_t to, int64_t count) {
  std::vector<Source<T>> sources(count);
  const T scale = static_cast<T>(from) / static_cast<T>(to);
  for (int64_t i = 0; i < count; ++i) {
    const T at = std::max(T(0), scale * (T(i) + T(0.5)) - T(0.5));
    const int64_t first = std::min(static_cast<int64_t>(at), from - 1);
    sources[i] = {first, std::min(first + 1, from - 1), std::min(T(1), at - T(first))};
  }
  return sources;
}

// Two rows by their number, of which the older one makes place.
struct RowPair {
  std::array<int64_t, 2> rows = {-1, -1};

  // The slot of `row`; `make(slot)` fills it if it is not there. `keep` stays.
  template <typename Make>
  int find(int64_t row, int64_t keep, const Make& make) {
    for (int slot = 0; slot < 2; ++slot) {
      if (rows[slot] == row) return slot;
    }
    const int slot = rows[0] == keep ? 1 : 0;
    rows[slot] = row;
    make(slot);
    return slot;
  }
};

template <typename T, typename Label>
void run(const Sizes& s, const Tensor& probabilities, const Tensor& masks, const Tensor& labels, T* best) {
  const auto stretch = COTRAIN_KERNEL(semantic_stretch<T>);
  const auto scores = COTRAIN_KERNEL(semantic_scores<T>);
  const auto argmax = COTRAIN_KERNEL(semantic_argmax<T, Label>);
  const int64_t width = COTRAIN_KERNEL(semantic_panel_width<T>)();
  const int64_t panels = (s.valid_width + width - 1) / width, Q = s.queries, K = s.classes;
  const int64_t stretched_size = panels * Q * width, score_size = K * panels * width;
  const bool same = s.out_height == s.valid_height && s.out_width == s.valid_width;

  const auto mask_rows = sources_of<T>(s.height, s.padded_height, s.valid_height);
  const auto mask_columns = sources_of<T>(s.width, s.padded_width, s.valid_width);
  const auto rows = sources_of<T>(s.valid_height, s.out_height, s.out_height);
  const auto columns = sources_of<T>(s.valid_width, s.out_width, s.out_width);
  const T *p = probabilities.const_data_ptr<T>(), *logits = masks.const_data_ptr<T>();
  Label* label = labels.mutable_data_ptr<Label>();

  at::parallel_for(0, s.out_height, 4, [&](int64_t begin, int64_t end) {
    // Resized scores of a row: [K][out width]; of two rows of the image: [K][panels * width].
    const int64_t resized = same ? 0 : K * s.out_width;
    const Tensor scratch =
        at::empty({2 * stretched_size + Q * width + K * width + (same ? 0 : 2 * score_size) + resized},
                  masks.options());
    T* stretched = scratch.mutable_data_ptr<T>();
    T* panel_masks = stretched + 2 * stretched_size;
    T* panel_scores = panel_masks + Q * width;
    T* row_scores = panel_scores + K * width;
    T* out_scores = row_scores + 2 * score_size;
    RowPair mask_pair, score_pair;

    const auto each_panel = [&](int64_t y, const auto& use) {
      const Source<T>& source = mask_rows[y];
      const auto make = [&](int64_t row) {
        return [&, row](int slot) {
          stretch(logits + row * s.width, Q, s.height * s.width, mask_columns.data(), s.valid_width,
                  stretched + slot * stretched_size);
        };
      };
      const int upper = mask_pair.find(source.first, source.second, make(source.first));
      const int lower = mask_pair.find(source.second, source.first, make(source.second));
      for (int64_t panel = 0; panel < panels; ++panel) {
        const int64_t at = panel * Q * width;
        scores(p, K, Q, stretched + upper * stretched_size + at, stretched + lower * stretched_size + at,
               source.weight, panel_masks, panel_scores);
        use(panel * width, std::min(width, s.valid_width - panel * width));
      }
    };

    for (int64_t y = begin; y < end; ++y) {
      Label* to = label + y * s.out_width;
      T* to_best = best == nullptr ? nullptr : best + y * s.out_width;
      if (same) {
        each_panel(y, [&](int64_t column, int64_t count) {
          argmax(panel_scores, K, width, count, to + column, to_best == nullptr ? nullptr : to_best + column);
        });
        continue;
      }
      const auto make = [&](int64_t row) {
        return [&, row](int slot) {
          T* into = row_scores + slot * score_size;
          each_panel(row, [&](int64_t column, int64_t) {
            for (int64_t k = 0; k < K; ++k) {
              std::copy_n(panel_scores + k * width, width, into + k * panels * width + column);
            }
          });
        };
      };
      const Source<T>& source = rows[y];
      const T* upper =
          row_scores + score_pair.find(source.first, source.second, make(source.first)) * score_size;
      const T* lower =
          row_scores + score_pair.find(source.second, source.first, make(source.second)) * score_size;
      for (int64_t k = 0; k < K; ++k) {
        const T *a = upper + k * panels * width, *b = lower + k * panels * width;
        for (int64_t x = 0; x < s.out_width; ++x) {
          const auto [first, second, weight] = columns[x];
          const T above = (1 - weight) * a[first] + weight * a[second];
          const T below = (1 - weight) * b[first] + weight * b[second];
          out_scores[k * s.out_width + x] = (1 - source.weight) * above + source.weight * below;
        }
      }
      argmax(out_scores, K, s.out_width, s.out_width, to, to_best);
    }
  });
}

std::tuple<Tensor, Tensor> semantic_inference(COTRAIN_PARAMETERS) {
  const Sizes s = check(COTRAIN_ARGUMENTS);
  const Tensor probabilities =
      at::softmax(class_logits, -1).narrow(1, 0, s.classes).transpose(0, 1).contiguous();  // [K, Q]
  const Tensor masks = mask_logits.contiguous();
  const Tensor labels = at::empty(output, masks.options().dtype(label_type(s)));
  const Tensor best = with_scores ? at::empty(output, masks.options()) : at::empty({0}, masks.options());
  AT_DISPATCH_FLOATING_TYPES(masks.scalar_type(), "semantic_inference", [&] {
    scalar_t* scores = with_scores ? best.mutable_data_ptr<scalar_t>() : nullptr;
    if (labels.scalar_type() == at::kByte) {
      run<scalar_t, uint8_t>(s, probabilities, masks, labels, scores);
    } else {
      run<scalar_t, int64_t>(s, probabilities, masks, labels, scores);
    }
  });
  return {labels, best};
}

}  // namespace
}  // namespace cotrain::semantic_inference

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("semantic_inference", &cotrain::semantic_inference::semantic_inference);
}
