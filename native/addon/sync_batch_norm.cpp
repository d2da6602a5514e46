// Batch norm whose statistics are those of the joined batch of all ranks, forward and backward.
//
// A part of the work is what LibTorch's own batch norm does on one device, so its kernels do it: its
// statistics of the local batch, and its evaluation mode, which normalises with given statistics.
#include <torch/csrc/autograd/custom_function.h>

#include "distributed.h"

namespace cotrain {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct Statistics {
  at::Tensor mean, variance;  // [C], biased
  double count;               // values per channel
};

// In double precision: the means of ranks may be far apart, and their variances small.
Statistics joined_statistics(ProcessGroup& group, const at::Tensor& x, at::ScalarType type) {
  const int64_t channels = x.size(1);
  const auto wide = x.options().dtype(at::kDouble);
  const double count = channels == 0 ? 0 : static_cast<double>(x.numel()) / static_cast<double>(channels);
  auto own = at::zeros({2 * channels + 1}, wide);
  if (x.numel() > 0) {
    const auto [mean, variance] = at::batch_norm_update_stats(x, {}, {}, 0);
    own = at::cat({mean.to(at::kDouble), variance.to(at::kDouble), at::full({1}, count, wide)});
  }
  const auto all = at::stack(group.gather("syncBatchNorm", own));  // [R, 2C + 1]
  const auto means = all.narrow(1, 0, channels);                   // [R, C]
  const auto variances = all.narrow(1, channels, channels);        // [R, C]
  const auto counts = all.narrow(1, 2 * channels, 1);              // [R, 1]
  const double total = counts.sum().item<double>();
  const auto weights = counts / total;
  const auto mean = (weights * means).sum(0);
  const auto variance = (weights * (variances + (means - mean).square())).sum(0);
  return {mean.to(type), variance.to(type), total};
}

struct SyncBatchNorm : torch::autograd::Function<SyncBatchNorm> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                            const std::optional<at::Tensor>& weight, const std::optional<at::Tensor>& bias,
                            const Statistics& joined, double eps,
                            const std::shared_ptr<ProcessGroup>& group) {
    context->save_for_backward({x, weight.value_or(at::Tensor()), joined.mean, joined.variance});
    context->saved_data["count"] = joined.count;
    context->saved_data["eps"] = eps;
    context->saved_data["group"] = c10::IValue::make_capsule(c10::make_intrusive<Holder>(group));
    if (x.numel() == 0) return at::empty_like(x);
    return std::get<0>(at::native_batch_norm(x, weight, bias, joined.mean, joined.variance, false, 0, eps));
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    TORCH_CHECK(!at::GradMode::is_enabled(), "a synchronised batch norm has no second derivative");
    const auto saved = context->get_saved_variables();
    const auto &x = saved[0], &weight = saved[1], &mean = saved[2], &variance = saved[3];
    const double count = context->saved_data.at("count").toDouble();
    const double eps = context->saved_data.at("eps").toDouble();
    const auto holder = context->saved_data.at("group").toCapsule();
    const auto group = static_cast<const Holder*>(holder.get())->group.lock();
    TORCH_CHECK(group != nullptr, "this process has left the group of a batch norm in the graph");

    const auto scale = weight.defined() ? weight : at::ones_like(mean);
    at::Tensor of_x = at::zeros_like(x), of_scale = at::zeros_like(scale), of_bias = at::zeros_like(scale);
    // With given statistics, the gradient of x lacks the part that goes through them.
    if (x.numel() > 0)
      std::tie(of_x, of_scale, of_bias) =
          at::native_batch_norm_backward(gradients[0], x, scale, mean, variance, {}, {}, false, eps,
                                         {context->needs_input_grad(0), true, true});
    if (context->needs_input_grad(0)) {
      const auto own = at::cat({of_scale, of_bias}).to(at::kDouble);  // [2C]
      // Gloo gathers a few kilobytes in half the time in which it reduces them.
      const auto sums = at::stack(group->gather("syncBatchNormBackward", own)).sum(0);
      if (x.numel() > 0) {
        const auto shares = sums.to(scale.scalar_type()) / count;
        const auto factor = (scale * (variance + eps).rsqrt()).neg();  // [C]
        const int64_t channels = x.size(1);
        // factor * (shares of the scale * normalised x + shares of the bias), by the kernel that normalises
        of_x.add_(std::get<0>(at::native_batch_norm(x, factor * shares.narrow(0, 0, channels),
                                                    factor * shares.narrow(0, channels, channels), mean,
                                                    variance, false, 0, eps)));
      }
    }
    if (!weight.defined()) of_scale = of_bias = at::Tensor();
    return {of_x, of_scale, of_bias, {}, {}, {}};
  }

  struct Holder : torch::CustomClassHolder {
    explicit Holder(const std::shared_ptr<ProcessGroup>& held) : group(held) {}
    const std::weak_ptr<ProcessGroup> group;  // a graph does not keep a group
  };
};

std::optional<at::Tensor> present(const at::Tensor& tensor) {
  return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

// syncBatchNorm(group, [x, weight, bias, running mean, running variance], momentum, eps) -> slot
Napi::Value sync_batch_norm(const Napi::CallbackInfo& info) {
  const auto group = group_of(info, 0);
  const auto given = tensors(info, 1, Missing::kUndefined);
  TORCH_CHECK(given.size() == 5, "expected five tensors");
  const auto &x = given[0], &weight = given[1], &running_mean = given[3], &running_variance = given[4];
  const double momentum = info[2].As<Napi::Number>().DoubleValue();
  const double eps = info[3].As<Napi::Number>().DoubleValue();
  const auto& typed = weight.defined() ? weight : running_mean.defined() ? running_mean : x;
  Statistics joined;
  {
    const at::NoGradGuard no_gradients;
    joined = joined_statistics(*group, x, typed.scalar_type());
    TORCH_CHECK(joined.count > 1,
                "a batch norm needs more than one value per channel, and all ranks together have ",
                joined.count);
    if (running_mean.defined()) {
      running_mean.lerp_(joined.mean, momentum);
      running_variance.lerp_(joined.variance * (joined.count / (joined.count - 1)), momentum);
    }
  }
  const auto result = SyncBatchNorm::apply(x, present(weight), present(given[2]), joined, eps, group);
  return put_all(info.Env(), {result});
}

}  // namespace

void export_sync_batch_norm(Napi::Env env, Napi::Object exports) {
  define<sync_batch_norm>(env, exports, "syncBatchNorm");
}

}  // namespace cotrain
