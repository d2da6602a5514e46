#include <torch/library.h>

#include "nms/check.h"

namespace cotrain {

void check_nms(const at::Tensor& boxes, const at::Tensor& scores, const std::optional<at::Tensor>& categories,
               double iou_threshold) {
  TORCH_CHECK(boxes.dim() == 2 && boxes.size(1) == 4,
              "nms: boxes must be [N, 4] as x1, y1, x2, y2, not of shape ", boxes.sizes());
  TORCH_CHECK(scores.dim() == 1 && scores.size(0) == boxes.size(0), "nms: scores must be [", boxes.size(0),
              "], one for each box, not of shape ", scores.sizes());
  TORCH_CHECK(at::isFloatingType(boxes.scalar_type()) && boxes.scalar_type() == scores.scalar_type(),
              "nms: boxes and scores must be of one floating dtype, not ", boxes.scalar_type(), " and ",
              scores.scalar_type());
  TORCH_CHECK(boxes.device() == scores.device(), "nms: boxes are on ", boxes.device(), ", scores on ",
              scores.device());
  TORCH_CHECK(iou_threshold >= 0 && iou_threshold <= 1, "nms: iou_threshold must be in 0..1, not ",
              iou_threshold);
  if (!categories.has_value()) return;
  TORCH_CHECK(categories->sizes() == scores.sizes() && categories->scalar_type() == at::kLong,
              "batched_nms: categories must be [", boxes.size(0), "] of int64, not ", categories->sizes(),
              " of ", categories->scalar_type());
  TORCH_CHECK(categories->device() == boxes.device(), "batched_nms: boxes are on ", boxes.device(),
              ", categories on ", categories->device());
}

namespace {

at::Tensor meta(const at::Tensor& boxes, const at::Tensor& scores, double iou_threshold) {
  check_nms(boxes, scores, std::nullopt, iou_threshold);
  TORCH_CHECK_NOT_IMPLEMENTED(false, "nms: how many boxes stay is not known without their values");
}

at::Tensor batched_meta(const at::Tensor& boxes, const at::Tensor& scores, const at::Tensor& categories,
                        double iou_threshold) {
  check_nms(boxes, scores, categories, iou_threshold);
  TORCH_CHECK_NOT_IMPLEMENTED(false, "batched_nms: how many boxes stay is not known without their values");
}

}  // namespace
}  // namespace cotrain

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("nms(Tensor boxes, Tensor scores, float iou_threshold) -> Tensor");
  library.def("batched_nms(Tensor boxes, Tensor scores, Tensor categories, float iou_threshold) -> Tensor");
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("nms", &cotrain::meta);
  library.impl("batched_nms", &cotrain::batched_meta);
}

// The result is positions, which have no gradient.
TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("nms", torch::CppFunction::makeFallthrough());
  library.impl("batched_nms", torch::CppFunction::makeFallthrough());
}
