#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>

#include "box_iou/check.h"

namespace cotrain {

void check_box_pairs(const char* op, const at::Tensor& a, const at::Tensor& b) {
  for (const auto& [name, boxes] : {std::pair("a", &a), std::pair("b", &b)}) {
    TORCH_CHECK(boxes->dim() == 2 && boxes->size(1) == 4, op, ": ", name,
                " must be boxes [N, 4] as x1, y1, x2, y2, not of shape ", boxes->sizes());
    TORCH_CHECK(at::isFloatingType(boxes->scalar_type()), op, ": ", name, " must be of floating point, not ",
                boxes->scalar_type());
  }
  TORCH_CHECK(a.scalar_type() == b.scalar_type(), op, ": a is ", a.scalar_type(), ", b is ", b.scalar_type());
  TORCH_CHECK(a.device() == b.device(), op, ": a is on ", a.device(), ", b on ", b.device());
}

namespace {

at::Tensor meta(const at::Tensor& a, const at::Tensor& b) {
  check_box_pairs("box_iou", a, b);
  return at::empty({a.size(0), b.size(0)}, a.options());
}

}  // namespace
}  // namespace cotrain

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("box_iou(Tensor a, Tensor b) -> Tensor");
  library.def("generalized_box_iou(Tensor a, Tensor b) -> Tensor");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("box_iou", &cotrain::meta);
  library.impl("generalized_box_iou", &cotrain::meta);
}

// Overlaps serve matching and suppression; a loss takes the overlap of matched pairs, not of all.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("box_iou", torch::autograd::autogradNotImplementedFallback());
  library.impl("generalized_box_iou", torch::autograd::autogradNotImplementedFallback());
}
