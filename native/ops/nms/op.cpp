#include "nms/op.h"

#include <torch/library.h>

namespace cotrain::nms {

void check(const at::Tensor& boxes, const at::Tensor& scores, const MaybeTensor& categories,
           double iou_threshold) {
  const char* const op = categories ? "batched_nms" : "nms";
  COTRAIN_CHECK(op, boxes.dim() == 2 && boxes.size(1) == 4,
                "boxes must be [N, 4] as x1, y1, x2, y2, not of shape ", boxes.sizes());
  COTRAIN_CHECK(op, scores.dim() == 1 && scores.size(0) == boxes.size(0), "scores must be [", boxes.size(0),
                "], one for each box, not of shape ", scores.sizes());
  check_floating(op, {"boxes", boxes});
  check_one_dtype(op, {{"boxes", boxes}, {"scores", scores}});
  check_one_device(op, {{"boxes", boxes}, {"scores", scores}, {"categories", categories}});
  COTRAIN_CHECK(op, iou_threshold >= 0 && iou_threshold <= 1, "iou_threshold must be in 0..1, not ",
                iou_threshold);
  COTRAIN_CHECK(
      op, !categories || (categories->sizes() == scores.sizes() && categories->scalar_type() == at::kLong),
      "categories must be [", boxes.size(0), "] of int64, not ", categories->sizes(), " of ",
      categories->scalar_type());
}

namespace {

at::Tensor meta(const at::Tensor& boxes, const at::Tensor& scores, double iou_threshold) {
  check(boxes, scores, std::nullopt, iou_threshold);
  COTRAIN_CHECK_NOT_IMPLEMENTED("nms", false, "how many boxes stay is not known without their values");
}

at::Tensor batched_meta(const at::Tensor& boxes, const at::Tensor& scores, const at::Tensor& categories,
                        double iou_threshold) {
  check(boxes, scores, categories, iou_threshold);
  COTRAIN_CHECK_NOT_IMPLEMENTED("batched_nms", false,
                                "how many boxes stay is not known without their values");
}

}  // namespace
}  // namespace cotrain::nms

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("nms(Tensor boxes, Tensor scores, float iou_threshold) -> Tensor");
  library.def("batched_nms(Tensor boxes, Tensor scores, Tensor categories, float iou_threshold) -> Tensor");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("nms", &cotrain::nms::meta);
  library.impl("batched_nms", &cotrain::nms::batched_meta);
}

// The result is positions, which have no gradient.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("nms", torch::CppFunction::makeFallthrough());
  library.impl("batched_nms", torch::CppFunction::makeFallthrough());
}
