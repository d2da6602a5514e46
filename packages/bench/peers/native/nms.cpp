// Non-maximum suppression as torchvision's CPU kernel does it: one thread, one pair after the other.
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <torch/library.h>

#include <algorithm>
#include <vector>

namespace {

using at::Tensor;

Tensor nms(const Tensor& boxes, const Tensor& scores, double iou_threshold) {
  const int64_t count = boxes.size(0);
  const Tensor order = std::get<1>(scores.sort(/*stable=*/true, /*dim=*/0, /*descending=*/true));
  const int64_t* ranked = order.const_data_ptr<int64_t>();
  const float* box = boxes.const_data_ptr<float>();
  std::vector<float> areas(count);
  for (int64_t i = 0; i < count; ++i)
    areas[i] = (box[i * 4 + 2] - box[i * 4]) * (box[i * 4 + 3] - box[i * 4 + 1]);
  std::vector<uint8_t> suppressed(count);
  std::vector<int64_t> kept;
  for (int64_t a = 0; a < count; ++a) {
    const int64_t i = ranked[a];
    if (suppressed[i]) continue;
    kept.push_back(i);
    const float *own = box + i * 4, area = areas[i];
    for (int64_t b = a + 1; b < count; ++b) {
      const int64_t j = ranked[b];
      if (suppressed[j]) continue;
      const float* other = box + j * 4;
      const float width = std::max(0.f, std::min(own[2], other[2]) - std::max(own[0], other[0]));
      const float height = std::max(0.f, std::min(own[3], other[3]) - std::max(own[1], other[1]));
      const float common = width * height;
      if (common / (area + areas[j] - common) > iou_threshold) suppressed[j] = 1;
    }
  }
  Tensor out = at::empty({static_cast<int64_t>(kept.size())}, order.options());
  std::copy(kept.begin(), kept.end(), out.mutable_data_ptr<int64_t>());
  return out;
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(cotrain_peers, library) {
  library.def("nms(Tensor boxes, Tensor scores, float iou_threshold) -> Tensor", &nms);
}
