#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "roi_align/pooler.h"

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "roi_align(Tensor input, Tensor rois, *, float spatial_scale=1.0, int[2] output_size=7, "
      "int sampling_ratio=0, bool aligned=True) -> Tensor");
  library.def(
      "roi_align_pyramid(Tensor[] features, Tensor rois, *, float[] scales, int[2] output_size=7, "
      "int sampling_ratio=2, bool aligned=True, int canonical_size=224, int canonical_level=4, "
      "int min_level=2) -> Tensor");
  library.def(
      "roi_align_pyramid_backward(Tensor grad, Tensor rois, *, int images, int[] sizes, bool channels_last, "
      "float[] scales, int sampling_ratio, bool aligned, int canonical_size, int canonical_level, "
      "int min_level) -> Tensor[]");
}

namespace cotrain {

std::pair<int64_t, int64_t> bins_of(at::IntArrayRef output_size) {
  TORCH_CHECK_VALUE(output_size.size() == 1 || output_size.size() == 2,
                    "output_size: one number or [height, width], got ", output_size);
  TORCH_CHECK_VALUE(output_size.front() > 0 && output_size.back() > 0, "output_size must be positive, got ",
                    output_size);
  return {output_size.front(), output_size.back()};
}

void check_pyramid(at::TensorList features, const at::Tensor& rois, at::ArrayRef<double> scales) {
  TORCH_CHECK_VALUE(!features.empty(), "features: at least one map is needed");
  TORCH_CHECK_VALUE(features.size() == scales.size(), "scales: one for each map is needed, got ",
                    scales.size(), " scales and ", features.size(), " maps");
  const at::Tensor& first = features[0];
  for (size_t i = 0; i < features.size(); ++i) {
    const at::Tensor& map = features[i];
    TORCH_CHECK_VALUE(map.dim() == 4, "features[", i, "] must be [B, C, H, W], got ", map.sizes());
    TORCH_CHECK_VALUE(map.size(0) == first.size(0) && map.size(1) == first.size(1), "features[", i, "] is ",
                      map.sizes(), ", but the first map ", first.sizes(),
                      ": all must have the same images and channels");
    TORCH_CHECK_VALUE(map.size(2) > 0 && map.size(3) > 0, "features[", i, "] has no cells: ", map.sizes());
    TORCH_CHECK_TYPE(at::isFloatingType(map.scalar_type()) && map.scalar_type() == first.scalar_type(),
                     "features[", i, "] is ", map.scalar_type(), ", the first map ", first.scalar_type(),
                     ": one floating-point type is needed");
    TORCH_CHECK_VALUE(map.device() == first.device(), "features[", i, "] is on ", map.device(),
                      ", the first map on ", first.device());
    TORCH_CHECK_VALUE(std::isfinite(scales[i]) && scales[i] > 0, "scales[", i, "] must be positive, got ",
                      scales[i]);
  }
  TORCH_CHECK_VALUE(rois.dim() == 2 && rois.size(1) == 5,
                    "rois must be [N, 5]: batch index, x1, y1, x2, y2; got ", rois.sizes());
  TORCH_CHECK_TYPE(rois.scalar_type() == first.scalar_type() || rois.scalar_type() == at::kFloat,
                   "rois must be Float, or as the maps ", first.scalar_type(), "; got ", rois.scalar_type());
  TORCH_CHECK_VALUE(rois.device() == first.device(), "rois are on ", rois.device(), ", the maps on ",
                    first.device());
}

void check_roi_align(at::TensorList features, const at::Tensor& rois, at::ArrayRef<double> scales,
                     int64_t sampling_ratio, int64_t canonical_size) {
  check_pyramid(features, rois, scales);
  TORCH_CHECK_VALUE(sampling_ratio >= 0, "sampling_ratio must not be negative, got ", sampling_ratio);
  TORCH_CHECK_VALUE(canonical_size > 0, "canonical_size must be positive, got ", canonical_size);
}

bool channels_last(at::TensorList features) {
  return features[0].suggest_memory_format() == at::MemoryFormat::ChannelsLast;
}

}  // namespace cotrain

namespace {

using at::Tensor;
using at::TensorList;

using Forward = Tensor(TensorList, const Tensor&, at::ArrayRef<double>, at::IntArrayRef, int64_t, bool,
                       int64_t, int64_t, int64_t);
using Backward = std::vector<Tensor>(const Tensor&, const Tensor&, int64_t, at::IntArrayRef, bool,
                                     at::ArrayRef<double>, int64_t, bool, int64_t, int64_t, int64_t);

const c10::TypedOperatorHandle<Forward>& forward_op() {
  static const auto op =
      c10::Dispatcher::singleton().findSchemaOrThrow("cotrain::roi_align_pyramid", "").typed<Forward>();
  return op;
}

const c10::TypedOperatorHandle<Backward>& backward_op() {
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("cotrain::roi_align_pyramid_backward", "")
                             .typed<Backward>();
  return op;
}

Tensor roi_align(const Tensor& input, const Tensor& rois, double spatial_scale, at::IntArrayRef output_size,
                 int64_t sampling_ratio, bool aligned) {
  // With one map the level's constants do not matter.
  return forward_op().call({input}, rois, {spatial_scale}, output_size, sampling_ratio, aligned, 224, 4, 2);
}

struct RoiAlignPyramid : torch::autograd::Function<RoiAlignPyramid> {
  static Tensor forward(torch::autograd::AutogradContext* context, TensorList features, const Tensor& rois,
                        at::ArrayRef<double> scales, at::IntArrayRef output_size, int64_t sampling_ratio,
                        bool aligned, int64_t canonical_size, int64_t canonical_level, int64_t min_level) {
    at::AutoDispatchBelowADInplaceOrView below;
    const Tensor out = forward_op().call(features, rois, scales, output_size, sampling_ratio, aligned,
                                         canonical_size, canonical_level, min_level);
    // The gradient is linear in the maps: their values need not be kept, only the shapes.
    std::vector<int64_t> sizes;
    for (const Tensor& map : features) sizes.insert(sizes.end(), {map.size(2), map.size(3)});
    context->save_for_backward({rois});
    context->saved_data["sizes"] = sizes;
    context->saved_data["scales"] = scales.vec();
    context->saved_data["channels_last"] = cotrain::channels_last(features);
    context->saved_data["options"] = std::vector<int64_t>{features[0].size(0), sampling_ratio,  aligned,
                                                          canonical_size,      canonical_level, min_level};
    return out;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list grads) {
    const auto sizes = context->saved_data["sizes"].toIntVector();
    const auto scales = context->saved_data["scales"].toDoubleVector();
    const auto o = context->saved_data["options"].toIntVector();
    auto result = backward_op().call(grads[0], context->get_saved_variables()[0], o[0], sizes,
                                     context->saved_data["channels_last"].toBool(), scales, o[1], o[2] != 0,
                                     o[3], o[4], o[5]);
    result.resize(scales.size() + 8);  // the boxes and the options have no gradient
    return result;
  }
};

Tensor forward_autograd(TensorList features, const Tensor& rois, at::ArrayRef<double> scales,
                        at::IntArrayRef output_size, int64_t sampling_ratio, bool aligned,
                        int64_t canonical_size, int64_t canonical_level, int64_t min_level) {
  return RoiAlignPyramid::apply(features, rois, scales, output_size, sampling_ratio, aligned, canonical_size,
                                canonical_level, min_level);
}

std::vector<Tensor> backward_autograd(const Tensor& grad, const Tensor& rois, int64_t images,
                                      at::IntArrayRef sizes, bool channels_last, at::ArrayRef<double> scales,
                                      int64_t sampling_ratio, bool aligned, int64_t canonical_size,
                                      int64_t canonical_level, int64_t min_level) {
  TORCH_CHECK_NOT_IMPLEMENTED(!(at::GradMode::is_enabled() && grad.requires_grad()),
                              "roi_align has no second derivative");
  at::AutoDispatchBelowADInplaceOrView below;
  return backward_op().call(grad, rois, images, sizes, channels_last, scales, sampling_ratio, aligned,
                            canonical_size, canonical_level, min_level);
}

Tensor forward_meta(TensorList features, const Tensor& rois, at::ArrayRef<double> scales,
                    at::IntArrayRef output_size, int64_t sampling_ratio, bool aligned, int64_t canonical_size,
                    int64_t canonical_level, int64_t min_level) {
  const auto [height, width] = cotrain::bins_of(output_size);
  cotrain::check_roi_align(features, rois, scales, sampling_ratio, canonical_size);
  return at::empty({rois.size(0), features[0].size(1), height, width},
                   features[0].options().memory_format(cotrain::format_of(cotrain::channels_last(features))));
}

std::vector<Tensor> backward_meta(const Tensor& grad, const Tensor& rois, int64_t images,
                                  at::IntArrayRef sizes, bool channels_last, at::ArrayRef<double>, int64_t,
                                  bool, int64_t, int64_t, int64_t) {
  std::vector<Tensor> grads;
  for (size_t level = 0; level * 2 < sizes.size(); ++level)
    grads.push_back(at::empty({images, grad.size(1), sizes[level * 2], sizes[level * 2 + 1]},
                              grad.options().memory_format(cotrain::format_of(channels_last))));
  return grads;
}

}  // namespace

TORCH_LIBRARY_IMPL(cotrain, CompositeImplicitAutograd, library) { library.impl("roi_align", &roi_align); }

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("roi_align_pyramid", &forward_autograd);
  library.impl("roi_align_pyramid_backward", &backward_autograd);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("roi_align_pyramid", &forward_meta);
  library.impl("roi_align_pyramid_backward", &backward_meta);
}
