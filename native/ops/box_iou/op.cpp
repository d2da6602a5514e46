#include "box_iou/op.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/autograd_not_implemented_fallback.h>
#include <torch/library.h>

namespace cotrain::box_iou {

void check(const char* op, const at::Tensor& a, const at::Tensor& b) {
  for (const Named& boxes : {Named("a", a), Named("b", b)}) {
    COTRAIN_CHECK(op, boxes.tensor->dim() == 2 && boxes.tensor->size(1) == 4, boxes.name,
                  " must be boxes [N, 4] as x1, y1, x2, y2, not of shape ", boxes.tensor->sizes());
    check_floating(op, boxes);
  }
  check_one_dtype(op, {{"a", a}, {"b", b}});
  check_one_device(op, {{"a", a}, {"b", b}});
}

namespace {

template <bool kGeneralized>
at::Tensor meta(const at::Tensor& a, const at::Tensor& b) {
  check(kGeneralized ? "generalized_box_iou" : "box_iou", a, b);
  return at::empty({a.size(0), b.size(0)}, a.options());
}

}  // namespace
}  // namespace cotrain::box_iou

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("box_iou(Tensor a, Tensor b) -> Tensor");
  library.def("generalized_box_iou(Tensor a, Tensor b) -> Tensor");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("box_iou", &cotrain::box_iou::meta<false>);
  library.impl("generalized_box_iou", &cotrain::box_iou::meta<true>);
}

// Overlaps serve matching and suppression; a loss takes the overlap of matched pairs, not of all.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("box_iou", torch::autograd::autogradNotImplementedFallback());
  library.impl("generalized_box_iou", torch::autograd::autogradNotImplementedFallback());
}
