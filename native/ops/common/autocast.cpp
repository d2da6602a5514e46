// What each operator computes in under autocast, as torchvision registers its own: the arguments are cast
// before autograd sees the call, so that gradients return in the arguments' types. float64 is left alone, as
// everywhere under autocast.
#include <ATen/autocast_mode.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/conv2d.h>
#include <torch/library.h>

namespace {

using at::ScalarType;
using torch::jit::Stack;

// Floating tensors of every argument with what `type_of(name)` says; then the operator itself.
template <c10::DeviceType device, typename TypeOf>
void call_cast(const c10::OperatorHandle& op, Stack* stack, const TypeOf& type_of) {
  c10::impl::ExcludeDispatchKeyGuard off(at::autocast::get_autocast_dispatch_key_from_device_type(device));
  const auto& arguments = op.schema().arguments();
  const size_t first = stack->size() - arguments.size();
  for (size_t i = 0; i < arguments.size(); ++i) {
    c10::IValue& value = (*stack)[first + i];
    const ScalarType type = type_of(arguments[i].name());
    if (value.isTensor() && value.toTensor().defined())
      value = at::autocast::cached_cast(type, value.toTensor(), device);
    else if (value.isTensorList()) {
      const std::vector<at::Tensor> tensors = value.toTensorVector();
      value = at::autocast::cached_cast(type, at::TensorList(tensors), device);
    }
  }
  op.callBoxed(stack);
}

// The results, which are on the stack, in another type.
void cast_results(const c10::OperatorHandle& op, Stack* stack, ScalarType type) {
  const size_t count = op.schema().returns().size();
  for (size_t i = stack->size() - count; i < stack->size(); ++i) {
    c10::IValue& value = (*stack)[i];
    if (value.isTensor() && value.toTensor().defined() && value.toTensor().is_floating_point())
      value = value.toTensor().to(type);
  }
}

// The widest type of the floating tensors, those named `rois` aside: at least autocast's own.
template <c10::DeviceType device>
ScalarType widest(const c10::OperatorHandle& op, const Stack& stack) {
  const auto& arguments = op.schema().arguments();
  const size_t first = stack.size() - arguments.size();
  ScalarType type = at::autocast::get_autocast_dtype(device);
  const auto widen = [&](const at::Tensor& tensor) {
    if (tensor.defined() && tensor.is_floating_point()) type = at::promote_types(type, tensor.scalar_type());
  };
  for (size_t i = 0; i < arguments.size(); ++i) {
    const c10::IValue& value = stack[first + i];
    if (arguments[i].name() == "rois") continue;
    if (value.isTensor()) widen(value.toTensor());
    if (value.isTensorList())
      for (const at::Tensor& tensor : value.toTensorVector()) widen(tensor);
  }
  return type;
}

// Overlaps, suppression, matching, costs, losses: float32.
template <c10::DeviceType device>
void in_float32(const c10::OperatorHandle& op, Stack* stack) {
  call_cast<device>(op, stack, [](const std::string&) { return at::kFloat; });
}

// Pooling: boxes in float32, since half a number's digits do not tell pixels apart. Maps, offsets and masks
// in the widest type of these: the kernels sum in float32 whatever that is.
template <c10::DeviceType device>
void boxes_in_float32(const c10::OperatorHandle& op, Stack* stack) {
  const ScalarType type = widest<device>(op, *stack);
  call_cast<device>(op, stack, [&](const std::string& name) { return name == "rois" ? at::kFloat : type; });
}

// Positions that are computed with: float32 inside, and the type of the first argument outside, as
// torchvision's.
template <c10::DeviceType device>
void float32_inside(const c10::OperatorHandle& op, Stack* stack) {
  const ScalarType type = (*stack)[stack->size() - op.schema().arguments().size()].toTensor().scalar_type();
  in_float32<device>(op, stack);
  cast_results(op, stack, type);
}

// Products: autocast's type. The kernels of the CPU know none that is lower than float32: rounded to it
// afterwards.
template <c10::DeviceType device>
void in_lower_precision(const c10::OperatorHandle& op, Stack* stack) {
  const ScalarType lower = at::autocast::get_autocast_dtype(device);
  const ScalarType inside = device == c10::DeviceType::CUDA ? lower : at::kFloat;
  const bool is_double =
      (*stack)[stack->size() - op.schema().arguments().size()].toTensor().scalar_type() == at::kDouble;
  call_cast<device>(op, stack, [&](const std::string&) { return inside; });
  if (!is_double) cast_results(op, stack, lower);
}

// LibTorch's own convolution, which is the faster one in autocast's type.
at::Tensor plain_convolution(const at::Tensor& input, const at::Tensor& weight,
                             const std::optional<at::Tensor>& bias, int64_t stride) {
  return at::conv2d(input, weight, bias, stride, /*padding=*/1);
}

template <c10::DeviceType device>
void add_policies(torch::Library& library) {
  for (const char* name :
       {"box_iou", "generalized_box_iou", "nms", "batched_nms", "linear_sum_assignment", "sigmoid_focal_loss",
        "mask_costs", "mask_losses", "resized_argmax", "semantic_inference"})
    library.impl(name, torch::CppFunction::makeFromBoxedFunction<&in_float32<device>>());
  for (const char* name : {"roi_align", "roi_align_pyramid", "deform_roi_pool", "deform_roi_pool_pyramid"})
    library.impl(name, torch::CppFunction::makeFromBoxedFunction<&boxes_in_float32<device>>());
  library.impl("deform_conv2d", torch::CppFunction::makeFromBoxedFunction<&float32_inside<device>>());
  library.impl("dynamic_conv", torch::CppFunction::makeFromBoxedFunction<&in_lower_precision<device>>());
  library.impl("winograd_conv2d", &plain_convolution);
}

}  // namespace

// The operators of the backward pass (`*_backward`, `*_training`, `*_with_gradients`) get what these have
// cast.
TORCH_LIBRARY_IMPL(cotrain, AutocastCPU, library) { add_policies<c10::DeviceType::CPU>(library); }

TORCH_LIBRARY_IMPL(cotrain, AutocastCUDA, library) { add_policies<c10::DeviceType::CUDA>(library); }

// A device that another library registers.
TORCH_LIBRARY_IMPL(cotrain, AutocastPrivateUse1, library) {
  add_policies<c10::DeviceType::PrivateUse1>(library);
}
