#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include "deform_roi_pool/deform.h"

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

namespace cotrain {

void check_deform_roi_pool(at::TensorList features, const at::Tensor& rois, at::ArrayRef<double> scales,
                           const MaybeTensor& offset, const MaybeTensor& mask, int64_t height, int64_t width,
                           int64_t sampling_ratio, int64_t canonical_size) {
  check_roi_align(features, rois, scales, sampling_ratio, canonical_size);
  const auto check = [&](const MaybeTensor& tensor, at::IntArrayRef shape, const char* name) {
    if (!tensor) return;
    TORCH_CHECK_VALUE(tensor->sizes() == shape, name, " must be ", shape, " for ", rois.size(0), " ROIs of ",
                      height, " x ", width, " bins; got ", tensor->sizes());
    TORCH_CHECK_TYPE(tensor->scalar_type() == features[0].scalar_type(), name, " must be as the maps ",
                     features[0].scalar_type(), "; got ", tensor->scalar_type());
    TORCH_CHECK_VALUE(tensor->device() == features[0].device(), name, " is on ", tensor->device(),
                      ", the maps on ", features[0].device());
  };
  check(offset, {rois.size(0), 2, height, width}, "offset");
  check(mask, {rois.size(0), height, width}, "mask");
}

}  // namespace cotrain

namespace {

using at::Tensor;
using at::TensorList;
using cotrain::MaybeTensor;

using Forward = Tensor(TensorList, const Tensor&, at::ArrayRef<double>, const MaybeTensor&,
                       const MaybeTensor&, at::IntArrayRef, int64_t, double, int64_t, int64_t, int64_t);
using Gradients = std::tuple<std::vector<Tensor>, Tensor, Tensor>;
using Backward = Gradients(const Tensor&, TensorList, const Tensor&, at::ArrayRef<double>, const MaybeTensor&,
                           const MaybeTensor&, int64_t, double, int64_t, int64_t, int64_t,
                           std::array<bool, 3>);

template <typename Signature>
auto find(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

const auto& forward_op() {
  static const auto op = find<Forward>("cotrain::deform_roi_pool_pyramid");
  return op;
}

const auto& backward_op() {
  static const auto op = find<Backward>("cotrain::deform_roi_pool_pyramid_backward");
  return op;
}

Tensor deform_roi_pool(const Tensor& input, const Tensor& rois, const MaybeTensor& offset,
                       const MaybeTensor& mask, double spatial_scale, at::IntArrayRef output_size,
                       int64_t sampling_ratio, double gamma) {
  // With one map the level's constants do not matter.
  return forward_op().call({input}, rois, {spatial_scale}, offset, mask, output_size, sampling_ratio, gamma,
                           224, 4, 2);
}

struct DeformRoiPool : torch::autograd::Function<DeformRoiPool> {
  static Tensor forward(torch::autograd::AutogradContext* context, TensorList features, const Tensor& rois,
                        at::ArrayRef<double> scales, const MaybeTensor& offset, const MaybeTensor& mask,
                        at::IntArrayRef output_size, int64_t sampling_ratio, double gamma,
                        int64_t canonical_size, int64_t canonical_level, int64_t min_level) {
    at::AutoDispatchBelowADInplaceOrView below;
    torch::autograd::variable_list saved(features.begin(), features.end());
    saved.insert(saved.end(), {rois, offset.value_or(Tensor()), mask.value_or(Tensor())});
    context->save_for_backward(std::move(saved));
    context->saved_data["scales"] = scales.vec();
    context->saved_data["gamma"] = gamma;
    context->saved_data["options"] =
        std::vector<int64_t>{sampling_ratio, canonical_size, canonical_level, min_level};
    return forward_op().call(features, rois, scales, offset, mask, output_size, sampling_ratio, gamma,
                             canonical_size, canonical_level, min_level);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list grads) {
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
    torch::autograd::variable_list result(levels + 10);
    std::copy(maps.begin(), maps.end(), result.begin());
    result[levels + 2] = offset_grad;
    result[levels + 3] = mask_grad;
    return result;
  }
};

Tensor forward_autograd(TensorList features, const Tensor& rois, at::ArrayRef<double> scales,
                        const MaybeTensor& offset, const MaybeTensor& mask, at::IntArrayRef output_size,
                        int64_t sampling_ratio, double gamma, int64_t canonical_size, int64_t canonical_level,
                        int64_t min_level) {
  return DeformRoiPool::apply(features, rois, scales, offset, mask, output_size, sampling_ratio, gamma,
                              canonical_size, canonical_level, min_level);
}

Gradients backward_autograd(const Tensor& grad, TensorList features, const Tensor& rois,
                            at::ArrayRef<double> scales, const MaybeTensor& offset, const MaybeTensor& mask,
                            int64_t sampling_ratio, double gamma, int64_t canonical_size,
                            int64_t canonical_level, int64_t min_level, std::array<bool, 3> wanted) {
  const auto recorded = [](const MaybeTensor& tensor) { return tensor && tensor->requires_grad(); };
  const bool any = grad.requires_grad() || recorded(offset) || recorded(mask) ||
                   std::any_of(features.begin(), features.end(), recorded);
  TORCH_CHECK_NOT_IMPLEMENTED(!(at::GradMode::is_enabled() && any),
                              "deform_roi_pool has no second derivative");
  at::AutoDispatchBelowADInplaceOrView below;
  return backward_op().call(grad, features, rois, scales, offset, mask, sampling_ratio, gamma, canonical_size,
                            canonical_level, min_level, wanted);
}

Tensor forward_meta(TensorList features, const Tensor& rois, at::ArrayRef<double> scales,
                    const MaybeTensor& offset, const MaybeTensor& mask, at::IntArrayRef output_size,
                    int64_t sampling_ratio, double, int64_t canonical_size, int64_t, int64_t) {
  const auto [height, width] = cotrain::bins_of(output_size);
  cotrain::check_deform_roi_pool(features, rois, scales, offset, mask, height, width, sampling_ratio,
                                 canonical_size);
  return at::empty({rois.size(0), features[0].size(1), height, width},
                   features[0].options().memory_format(cotrain::format_of(cotrain::channels_last(features))));
}

Gradients backward_meta(const Tensor&, TensorList features, const Tensor&, at::ArrayRef<double>,
                        const MaybeTensor& offset, const MaybeTensor& mask, int64_t, double, int64_t, int64_t,
                        int64_t, std::array<bool, 3> wanted) {
  const auto format = cotrain::format_of(cotrain::channels_last(features));
  std::vector<Tensor> maps;
  for (const Tensor& map : features)
    if (wanted[0]) maps.push_back(at::empty(map.sizes(), map.options().memory_format(format)));
  return {maps, wanted[1] ? at::empty_like(*offset) : Tensor(), wanted[2] ? at::empty_like(*mask) : Tensor()};
}

}  // namespace

TORCH_LIBRARY_IMPL(cotrain, CompositeImplicitAutograd, library) {
  library.impl("deform_roi_pool", &deform_roi_pool);
}

TORCH_LIBRARY_IMPL(cotrain, Autograd, library) {
  library.impl("deform_roi_pool_pyramid", &forward_autograd);
  library.impl("deform_roi_pool_pyramid_backward", &backward_autograd);
}

TORCH_LIBRARY_IMPL(cotrain, Meta, library) {
  library.impl("deform_roi_pool_pyramid", &forward_meta);
  library.impl("deform_roi_pool_pyramid_backward", &backward_meta);
}
