#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

#include <algorithm>
#include <numeric>

#include "nms/kernel.h"
#include "nms/op.h"

namespace cotrain::nms {
namespace {

// Where each group of equal categories begins in `order`, which is sorted by category, and where the last
// ends.
std::vector<int64_t> group_bounds(const std::vector<int64_t>& order, const int64_t* categories) {
  std::vector<int64_t> bounds{0};
  const int64_t count = order.size();
  for (int64_t k = 1; k < count; ++k) {
    if (categories[order[k]] != categories[order[k - 1]]) bounds.push_back(k);
  }
  bounds.push_back(count);
  return bounds;
}

template <typename T>
at::Tensor kept(const at::Tensor& boxes, const at::Tensor& scores, const int64_t* categories,
                double iou_threshold) {
  const int64_t count = boxes.size(0);
  // As everywhere in LibTorch, NaN sorts as the highest score.
  const at::Tensor by_score = std::get<1>(scores.sort(/*stable=*/true, /*dim=*/0, /*descending=*/true));
  const int64_t* const ranked = by_score.const_data_ptr<int64_t>();
  // `order` holds ranks: box ranked[order[k]]. Groups of one category, each in the order of scores.
  std::vector<int64_t> order(count), category_of_rank(categories ? count : 0), bounds{0, count};
  std::iota(order.begin(), order.end(), 0);
  if (categories) {
    for (int64_t rank = 0; rank < count; ++rank) category_of_rank[rank] = categories[ranked[rank]];
    std::stable_sort(order.begin(), order.end(),
                     [&](int64_t a, int64_t b) { return category_of_rank[a] < category_of_rank[b]; });
    bounds = group_bounds(order, category_of_rank.data());
  }

  std::vector<T> planes(6 * count);  // x1, y1, x2, y2, area, suppressed
  T *x1 = planes.data(), *y1 = x1 + count, *x2 = y1 + count, *y2 = x2 + count, *areas = y2 + count,
    *suppressed = areas + count;
  const T* const from = boxes.const_data_ptr<T>();
  for (int64_t k = 0; k < count; ++k) {
    const T* const box = from + ranked[order[k]] * 4;
    x1[k] = box[0], y1[k] = box[1], x2[k] = box[2], y2[k] = box[3];
    areas[k] = (x2[k] - x1[k]) * (y2[k] - y1[k]);
  }
  const auto kernel = COTRAIN_KERNEL(suppress<T>);
  at::parallel_for(0, bounds.size() - 1, 1, [&](int64_t begin, int64_t end) {
    for (int64_t group = begin; group < end; ++group) {
      const int64_t at = bounds[group];
      kernel(x1 + at, y1 + at, x2 + at, y2 + at, areas + at, bounds[group + 1] - at,
             static_cast<T>(iou_threshold), suppressed + at);
    }
  });

  std::vector<bool> stays(count);
  for (int64_t k = 0; k < count; ++k) stays[order[k]] = suppressed[k] == 0;
  at::Tensor out = at::empty({std::count(stays.begin(), stays.end(), true)}, by_score.options());
  int64_t* to = out.mutable_data_ptr<int64_t>();
  for (int64_t rank = 0; rank < count; ++rank) {
    if (stays[rank]) *to++ = ranked[rank];
  }
  return out;
}

at::Tensor run(const at::Tensor& boxes, const at::Tensor& scores, const MaybeTensor& categories,
               double iou_threshold) {
  check(boxes, scores, categories, iou_threshold);
  if (boxes.size(0) == 0) return at::empty({0}, boxes.options().dtype(at::kLong));
  const auto dtype = at::isReducedFloatingType(boxes.scalar_type()) ? at::kFloat : boxes.scalar_type();
  const at::Tensor from = boxes.to(dtype).contiguous();
  const at::Tensor kinds = categories.has_value() ? categories->contiguous() : at::Tensor();
  return AT_DISPATCH_FLOATING_TYPES(dtype, "nms", [&] {
    return kept<scalar_t>(from, scores, kinds.defined() ? kinds.const_data_ptr<int64_t>() : nullptr,
                          iou_threshold);
  });
}

at::Tensor nms(const at::Tensor& boxes, const at::Tensor& scores, double iou_threshold) {
  return run(boxes, scores, std::nullopt, iou_threshold);
}

at::Tensor batched_nms(const at::Tensor& boxes, const at::Tensor& scores, const at::Tensor& categories,
                       double iou_threshold) {
  return run(boxes, scores, categories, iou_threshold);
}

}  // namespace
}  // namespace cotrain::nms

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("nms", &cotrain::nms::nms);
  library.impl("batched_nms", &cotrain::nms::batched_nms);
}
