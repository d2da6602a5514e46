#include "roi_align/op.h"

#include <ATen/ops/empty.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <string>

#include "common/dispatch.h"

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
namespace pooling {

std::pair<int64_t, int64_t> bins_of(const char* op, at::IntArrayRef output_size) {
  COTRAIN_CHECK(op, output_size.size() == 1 || output_size.size() == 2,
                "output_size must be one number or [height, width], not ", output_size);
  COTRAIN_CHECK(op, output_size.front() > 0 && output_size.back() > 0, "output_size must be positive, not ",
                output_size);
  return {output_size.front(), output_size.back()};
}

void check(const char* op, at::TensorList features, const at::Tensor& rois, at::ArrayRef<double> scales,
           int64_t sampling_ratio, int64_t canonical_size) {
  COTRAIN_CHECK(op, !features.empty(), "features must hold at least one map");
  COTRAIN_CHECK(op, features.size() == scales.size(), "scales must be one for each map, not ", scales.size(),
                " for ", features.size(), " maps");
  const at::Tensor& first = features[0];
  for (size_t i = 0; i < features.size(); ++i) {
    const at::Tensor& map = features[i];
    const std::string name = "features[" + std::to_string(i) + "]";
    COTRAIN_CHECK(op, map.dim() == 4, name, " must be [B, C, H, W], not ", map.sizes());
    COTRAIN_CHECK(op, map.size(0) == first.size(0) && map.size(1) == first.size(1), name, " is ", map.sizes(),
                  ", but the first map ", first.sizes(), ": all must have the same images and channels");
    COTRAIN_CHECK(op, map.size(2) > 0 && map.size(3) > 0, name, " has no cells: ", map.sizes());
    check_floating(op, {name.c_str(), map});
    check_one_dtype(op, {{"features[0]", first}, {name.c_str(), map}});
    check_one_device(op, {{"features[0]", first}, {name.c_str(), map}});
    COTRAIN_CHECK(op, std::isfinite(scales[i]) && scales[i] > 0, "scales[", i, "] must be positive, not ",
                  scales[i]);
  }
  COTRAIN_CHECK(op, rois.dim() == 2 && rois.size(1) == 5,
                "rois must be [N, 5]: batch index, x1, y1, x2, y2; not ", rois.sizes());
  COTRAIN_CHECK(op, rois.scalar_type() == first.scalar_type() || rois.scalar_type() == at::kFloat,
                "rois must be Float, or as the maps ", first.scalar_type(), ", not ", rois.scalar_type());
  check_one_device(op, {{"features[0]", first}, {"rois", rois}});
  check_not_negative(op, "sampling_ratio", sampling_ratio);
  COTRAIN_CHECK(op, canonical_size > 0, "canonical_size must be positive, not ", canonical_size);
}

bool channels_last(at::TensorList features) {
  return features[0].suggest_memory_format() == at::MemoryFormat::ChannelsLast;
}

}  // namespace pooling

namespace roi_align {
namespace {

using at::Tensor;
using at::TensorList;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

const auto& forward_op() {
  static const auto op = find<Tensor(COTRAIN_PARAMETERS)>("cotrain::roi_align_pyramid");
  return op;
}

const auto& backward_op() {
  static const auto op =
      find<std::vector<Tensor>(COTRAIN_BACKWARD_PARAMETERS)>("cotrain::roi_align_pyramid_backward");
  return op;
}

Tensor roi_align(const Tensor& input, const Tensor& rois, double spatial_scale, at::IntArrayRef output_size,
                 int64_t sampling_ratio, bool aligned) {
  bins_of("roi_align", output_size);
  check("roi_align", {input}, rois, {spatial_scale}, sampling_ratio, 1);
  // With one map the level's constants do not matter.
  return forward_op().call({input}, rois, {spatial_scale}, output_size, sampling_ratio, aligned, 224, 4, 2);
}

struct RoiAlignPyramid : torch::autograd::Function<RoiAlignPyramid> {
  static Tensor forward(AutogradContext* context, COTRAIN_PARAMETERS) {
    at::AutoDispatchBelowADInplaceOrView below;
    const Tensor out = forward_op().call(COTRAIN_ARGUMENTS);
    // The gradient is linear in the maps: their values need not be kept, only the shapes.
    std::vector<int64_t> sizes;
    for (const Tensor& map : features) sizes.insert(sizes.end(), {map.size(2), map.size(3)});
    context->save_for_backward({rois});
    context->saved_data["sizes"] = sizes;
    context->saved_data["scales"] = scales.vec();
    context->saved_data["channels_last"] = channels_last(features);
    context->saved_data["options"] = std::vector<int64_t>{features[0].size(0), sampling_ratio,  aligned,
                                                          canonical_size,      canonical_level, min_level};
    return out;
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
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

Tensor forward_autograd(COTRAIN_PARAMETERS) { return RoiAlignPyramid::apply(COTRAIN_ARGUMENTS); }

std::vector<Tensor> backward_autograd(COTRAIN_BACKWARD_PARAMETERS) {
  check_no_second_derivative(kOp, at::GradMode::is_enabled() && grad.requires_grad());
  at::AutoDispatchBelowADInplaceOrView below;
  return backward_op().call(COTRAIN_BACKWARD_ARGUMENTS);
}

Tensor forward_meta(COTRAIN_PARAMETERS) {
  const auto [height, width] = bins_of(kOp, output_size);
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  return at::empty({rois.size(0), features[0].size(1), height, width},
                   features[0].options().memory_format(format_of(channels_last(features))));
}

std::vector<Tensor> backward_meta(COTRAIN_BACKWARD_PARAMETERS) {
  std::vector<Tensor> grads;
  for (size_t level = 0; level * 2 < sizes.size(); ++level)
    grads.push_back(at::empty({images, grad.size(1), sizes[level * 2], sizes[level * 2 + 1]},
                              grad.options().memory_format(format_of(last))));
  return grads;
}

}  // namespace
}  // namespace roi_align
}  // namespace cotrain

TORCH_LIBRARY_IMPL(cotrain, CompositeImplicitAutograd, library) {
  library.impl("roi_align", &cotrain::roi_align::roi_align);
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("roi_align_pyramid", &cotrain::roi_align::forward_autograd);
  library.impl("roi_align_pyramid_backward", &cotrain::roi_align::backward_autograd);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("roi_align_pyramid", &cotrain::roi_align::forward_meta);
  library.impl("roi_align_pyramid_backward", &cotrain::roi_align::backward_meta);
}
