#include "deform_roi_pool/op.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "common/dispatch.h"

TORCH_LIBRARY_FRAGMENT(cotrain, library) {
  library.def(
      "deform_roi_pool(Tensor input, Tensor rois, *, Tensor? offset=None, Tensor? mask=None, "
      "float spatial_scale=1.0, int[2] output_size=7, int sampling_ratio=0, float gamma=0.1) -> Tensor");
  library.def(
      "deform_roi_pool_pyramid(Tensor[] features, Tensor rois, *, float[] scales, Tensor? offset=None, "
      "Tensor? mask=None, int[2] output_size=7, int sampling_ratio=2, float gamma=0.1, "
      "int canonical_size=224, int canonical_level=4, int min_level=2) -> Tensor");
  // `wanted`: gradients to the features, to offset and to mask.
  library.def(
      "deform_roi_pool_pyramid_backward(Tensor grad, Tensor[] features, Tensor rois, *, float[] scales, "
      "Tensor? offset, Tensor? mask, int sampling_ratio, float gamma, int canonical_size, "
      "int canonical_level, int min_level, bool[3] wanted) -> (Tensor[], Tensor, Tensor)");
}

namespace cotrain::deform_roi_pool {

void check_deformation(const char* op, at::TensorList features, const at::Tensor& rois,
                       const MaybeTensor& offset, const MaybeTensor& mask, int64_t height, int64_t width) {
  const auto check_shape = [&](const Named& given, at::IntArrayRef shape) {
    COTRAIN_CHECK(op, !given.tensor || given.tensor->sizes() == shape, given.name, " must be ", shape,
                  " for ", rois.size(0), " ROIs of ", height, " x ", width, " bins, not ",
                  given.tensor->sizes());
  };
  check_shape({"offset", offset}, {rois.size(0), 2, height, width});
  check_shape({"mask", mask}, {rois.size(0), height, width});
  const std::initializer_list<Named> all = {{"features[0]", features[0]}, {"offset", offset}, {"mask", mask}};
  check_one_dtype(op, all);
  check_one_device(op, all);
}

namespace {

using at::Tensor;
using at::TensorList;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

using Gradients = std::tuple<std::vector<Tensor>, Tensor, Tensor>;

const auto& forward_op() {
  static const auto op = find<Tensor(COTRAIN_PARAMETERS)>("cotrain::deform_roi_pool_pyramid");
  return op;
}

const auto& backward_op() {
  static const auto op =
      find<Gradients(COTRAIN_BACKWARD_PARAMETERS)>("cotrain::deform_roi_pool_pyramid_backward");
  return op;
}

Tensor deform_roi_pool(const Tensor& input, const Tensor& rois, const MaybeTensor& offset,
                       const MaybeTensor& mask, double spatial_scale, at::IntArrayRef output_size,
                       int64_t sampling_ratio, double gamma) {
  const auto [height, width] = bins_of("deform_roi_pool", output_size);
  check("deform_roi_pool", {input}, rois, {spatial_scale}, sampling_ratio, 1);
  check_deformation("deform_roi_pool", {input}, rois, offset, mask, height, width);
  // With one map the level's constants do not matter.
  return forward_op().call({input}, rois, {spatial_scale}, offset, mask, output_size, sampling_ratio, gamma,
                           224, 4, 2);
}

struct DeformRoiPool : torch::autograd::Function<DeformRoiPool> {
  static Tensor forward(AutogradContext* context, COTRAIN_PARAMETERS) {
    at::AutoDispatchBelowADInplaceOrView below;
    variable_list saved(features.begin(), features.end());
    saved.insert(saved.end(), {rois, offset.value_or(Tensor()), mask.value_or(Tensor())});
    context->save_for_backward(std::move(saved));
    context->saved_data["scales"] = scales.vec();
    context->saved_data["gamma"] = gamma;
    context->saved_data["options"] =
        std::vector<int64_t>{sampling_ratio, canonical_size, canonical_level, min_level};
    return forward_op().call(COTRAIN_ARGUMENTS);
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
    auto saved = context->get_saved_variables();
    const Tensor mask = saved.back(), offset = saved[saved.size() - 2], rois = saved[saved.size() - 3];
    saved.resize(saved.size() - 3);
    const size_t levels = saved.size();
    const auto maybe = [](const Tensor& tensor) {
      return tensor.defined() ? MaybeTensor(tensor) : std::nullopt;
    };
    // Edges are counted over the tensors that were given.
    bool features = false;
    for (size_t i = 0; i < levels; ++i) features |= context->needs_input_grad(i);
    const bool by_offset = offset.defined() && context->needs_input_grad(levels + 1);
    const bool by_mask = mask.defined() && context->needs_input_grad(levels + 1 + offset.defined());
    const auto scales = context->saved_data["scales"].toDoubleVector();
    const auto o = context->saved_data["options"].toIntVector();
    const auto [maps, offset_grad, mask_grad] = backward_op().call(
        grads[0], saved, rois, scales, maybe(offset), maybe(mask), o[0],
        context->saved_data["gamma"].toDouble(), o[1], o[2], o[3], {features, by_offset, by_mask});
    variable_list result(levels + 10);
    std::copy(maps.begin(), maps.end(), result.begin());
    result[levels + 2] = offset_grad;
    result[levels + 3] = mask_grad;
    return result;
  }
};

Tensor forward_autograd(COTRAIN_PARAMETERS) { return DeformRoiPool::apply(COTRAIN_ARGUMENTS); }

Gradients backward_autograd(COTRAIN_BACKWARD_PARAMETERS) {
  const auto recorded = [](const MaybeTensor& tensor) { return tensor && tensor->requires_grad(); };
  const bool any = grad.requires_grad() || recorded(offset) || recorded(mask) ||
                   std::any_of(features.begin(), features.end(), recorded);
  check_no_second_derivative(kOp, at::GradMode::is_enabled() && any);
  at::AutoDispatchBelowADInplaceOrView below;
  return backward_op().call(COTRAIN_BACKWARD_ARGUMENTS);
}

Tensor forward_meta(COTRAIN_PARAMETERS) {
  const auto [height, width] = bins_of(kOp, output_size);
  check(kOp, features, rois, scales, sampling_ratio, canonical_size);
  check_deformation(kOp, features, rois, offset, mask, height, width);
  return at::empty({rois.size(0), features[0].size(1), height, width},
                   features[0].options().memory_format(format_of(channels_last(features))));
}

Gradients backward_meta(COTRAIN_BACKWARD_PARAMETERS) {
  const auto format = format_of(channels_last(features));
  std::vector<Tensor> maps;
  for (const Tensor& map : features)
    if (wanted[0]) maps.push_back(at::empty(map.sizes(), map.options().memory_format(format)));
  return {maps, wanted[1] ? at::empty_like(*offset) : Tensor(), wanted[2] ? at::empty_like(*mask) : Tensor()};
}

}  // namespace
}  // namespace cotrain::deform_roi_pool

TORCH_LIBRARY_IMPL(cotrain, CompositeImplicitAutograd, library) {
  library.impl("deform_roi_pool", &cotrain::deform_roi_pool::deform_roi_pool);
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("deform_roi_pool_pyramid", &cotrain::deform_roi_pool::forward_autograd);
  library.impl("deform_roi_pool_pyramid_backward", &cotrain::deform_roi_pool::backward_autograd);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("deform_roi_pool_pyramid", &cotrain::deform_roi_pool::forward_meta);
  library.impl("deform_roi_pool_pyramid_backward", &cotrain::deform_roi_pool::backward_meta);
}
