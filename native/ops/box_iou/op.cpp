#include <torch/library.h>

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def("box_iou(Tensor a, Tensor b) -> Tensor");
  library.def("generalized_box_iou(Tensor a, Tensor b) -> Tensor");
}
