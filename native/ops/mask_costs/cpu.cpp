#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/library.h>

#include "mask_costs/kernel.h"
#include "mask_costs/op.h"

namespace cotrain::mask_costs {
namespace {

constexpr int64_t kQueries = 4;  // that the kernel takes at once

std::tuple<at::Tensor, at::Tensor> mask_costs(COTRAIN_PARAMETERS) {
  const auto dtype = mask_logits.scalar_type();
  at::Tensor t = check(COTRAIN_ARGUMENTS).contiguous(), x = mask_logits.contiguous();
  if (at::isReducedFloatingType(dtype)) {
    const auto [focal, dice] = mask_costs(x.to(at::kFloat), t.to(at::kFloat), alpha, gamma);
    return {focal.to(dtype), dice.to(dtype)};
  }
  const int64_t queries = x.size(0), pixels = x.size(1), count = t.size(0);
  at::Tensor focal = at::empty({queries, count}, x.options()), dice = at::empty_like(focal);
  AT_DISPATCH_FLOATING_TYPES(dtype, "mask_costs", [&] {
    const auto area = COTRAIN_KERNEL(mask_area<scalar_t>);
    const auto kernel = COTRAIN_KERNEL(mask_cost_rows<scalar_t>);
    const auto *logits = x.const_data_ptr<scalar_t>(), *masks = t.const_data_ptr<scalar_t>();
    auto *to_focal = focal.mutable_data_ptr<scalar_t>(), *to_dice = dice.mutable_data_ptr<scalar_t>();
    std::vector<double> areas(count);
    at::parallel_for(0, count, 1 + 65536 / pixels, [&](int64_t begin, int64_t end) {
      for (int64_t j = begin; j < end; ++j) areas[j] = area(masks + j * pixels, pixels);
    });
    // Blocks of queries, not queries: how they are grouped must not depend on the number of threads.
    const int64_t blocks = (queries + kQueries - 1) / kQueries;
    at::parallel_for(0, blocks, 1, [&](int64_t begin, int64_t end) {
      std::vector<double> sums(2 * kQueries * count);
      kernel(logits, masks, areas.data(), pixels, count, begin * kQueries, std::min(end * kQueries, queries),
             alpha, gamma, sums.data(), to_focal, to_dice);
    });
  });
  return {focal, dice};
}

}  // namespace
}  // namespace cotrain::mask_costs

TORCH_LIBRARY_IMPL(cotrain, CPU, library) { library.impl("mask_costs", &cotrain::mask_costs::mask_costs); }
