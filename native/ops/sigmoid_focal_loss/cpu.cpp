#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/scalar_tensor.h>
#include <torch/library.h>

#include <numeric>

#include "sigmoid_focal_loss/kernel.h"
#include "sigmoid_focal_loss/op.h"

namespace cotrain::sigmoid_focal_loss {
namespace {

using at::Tensor;

// A part of a sum is this long whatever the number of threads, so that the sum is always the same.
constexpr int64_t kPart = 16384;

Tensor widened(const Tensor& tensor) {
  return (at::isReducedFloatingType(tensor.scalar_type()) ? tensor.to(at::kFloat) : tensor).contiguous();
}

Tensor losses(const Tensor& logits, const Tensor& targets, double alpha, double gamma) {
  Tensor out = at::empty_like(logits);
  AT_DISPATCH_FLOATING_TYPES(logits.scalar_type(), "sigmoid_focal_loss", [&] {
    const auto kernel = COTRAIN_KERNEL(focal_losses<scalar_t>);
    const auto *x = logits.const_data_ptr<scalar_t>(), *t = targets.const_data_ptr<scalar_t>();
    auto* const to = out.mutable_data_ptr<scalar_t>();
    at::parallel_for(0, logits.numel(), kPart, [&](int64_t begin, int64_t end) {
      kernel(x + begin, t + begin, end - begin, alpha, gamma, to + begin);
    });
  });
  return out;
}

double sum(const Tensor& logits, const Tensor& targets, double alpha, double gamma) {
  const int64_t count = logits.numel();
  std::vector<double> parts((count + kPart - 1) / kPart);
  AT_DISPATCH_FLOATING_TYPES(logits.scalar_type(), "sigmoid_focal_loss", [&] {
    const auto kernel = COTRAIN_KERNEL(focal_sum<scalar_t>);
    const auto *x = logits.const_data_ptr<scalar_t>(), *t = targets.const_data_ptr<scalar_t>();
    at::parallel_for(0, parts.size(), 1, [&](int64_t begin, int64_t end) {
      for (int64_t part = begin; part < end; ++part) {
        const int64_t at = part * kPart;
        parts[part] = kernel(x + at, t + at, std::min(kPart, count - at), alpha, gamma);
      }
    });
  });
  return std::accumulate(parts.begin(), parts.end(), 0.0);
}

Tensor forward(COTRAIN_PARAMETERS) {
  const Reduction how = check(COTRAIN_ARGUMENTS);
  const Tensor x = widened(logits), t = widened(targets);
  if (how == Reduction::kNone) return losses(x, t, alpha, gamma).to(logits.scalar_type());
  const double total = sum(x, t, alpha, gamma);
  return at::scalar_tensor(how == Reduction::kMean ? total / logits.numel() : total, logits.options());
}

Tensor backward(const Tensor& grad, COTRAIN_PARAMETERS) {
  const Reduction how = check_backward(grad, COTRAIN_ARGUMENTS);
  const Tensor x = widened(logits), t = widened(targets);
  const Tensor upstream = grad.to(x.scalar_type()).contiguous();
  Tensor out = at::empty_like(x);
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "sigmoid_focal_loss_backward", [&] {
    const auto kernel = COTRAIN_KERNEL(focal_gradients<scalar_t>);
    const auto *from = x.const_data_ptr<scalar_t>(), *to = t.const_data_ptr<scalar_t>();
    const auto* const above = upstream.const_data_ptr<scalar_t>();
    auto* const result = out.mutable_data_ptr<scalar_t>();
    const int64_t step = how == Reduction::kNone ? 1 : 0;
    const scalar_t scale = how == Reduction::kMean ? scalar_t(1) / x.numel() : scalar_t(1);
    at::parallel_for(0, x.numel(), kPart, [&](int64_t begin, int64_t end) {
      kernel(above + begin * step, step, scale, from + begin, to + begin, end - begin, alpha, gamma,
             result + begin);
    });
  });
  return out.to(logits.scalar_type());
}

}  // namespace
}  // namespace cotrain::sigmoid_focal_loss

TORCH_LIBRARY_IMPL(cotrain, CPU, library) {
  library.impl("sigmoid_focal_loss", &cotrain::sigmoid_focal_loss::forward);
  library.impl("sigmoid_focal_loss_backward", &cotrain::sigmoid_focal_loss::backward);
}
