#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

#include "box_iou/kernel.h"
#include "box_iou/op.h"

namespace cotrain::box_iou {
namespace {

template <bool kGeneralized>
at::Tensor pairwise(const at::Tensor& a, const at::Tensor& b) {
  check(kGeneralized ? "generalized_box_iou" : "box_iou", a, b);
  if (at::isReducedFloatingType(a.scalar_type())) {
    return pairwise<kGeneralized>(a.to(at::kFloat), b.to(at::kFloat)).to(a.scalar_type());
  }
  const at::Tensor left = a.contiguous(), right = b.contiguous();
  const int64_t rows = left.size(0), count = right.size(0);
  at::Tensor out = at::empty({rows, count}, left.options());
  AT_DISPATCH_FLOATING_TYPES(left.scalar_type(), "box_iou", [&] {
    const auto kernel = COTRAIN_KERNEL(box_iou_rows<scalar_t, kGeneralized>);
    const auto *from = left.const_data_ptr<scalar_t>(), *to = right.const_data_ptr<scalar_t>();
    auto* result = out.mutable_data_ptr<scalar_t>();
    at::parallel_for(0, rows, 1 + 16384 / (count + 1),
                     [&](int64_t begin, int64_t end) { kernel(from, to, count, begin, end, result); });
  });
  return out;
}

}  // namespace
}  // namespace cotrain::box_iou

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("box_iou", &cotrain::box_iou::pairwise<false>);
  library.impl("generalized_box_iou", &cotrain::box_iou::pairwise<true>);
}
