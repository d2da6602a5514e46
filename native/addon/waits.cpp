// Counts what makes this process wait for a device: reads, copies to the device that block, and operators
// whose result's size is only known there. For tests and for finding out; nothing is counted until asked for.
#include "waits.h"

#include <ATen/core/Tensor.h>
#include <ATen/record_function.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>

#include "bridge.h"

namespace cotrain {
namespace {

struct {
  std::atomic<int64_t> reads = 0, writes = 0, operators = 0;
} waits;

// Those of LibTorch that a multi-task model may meet, and ours. What they read inside, as CUDA's kernels do
// by item() and copies, is counted too where it goes through the dispatcher.
constexpr std::array<std::string_view, 12> kSynchronising{"aten::nonzero",
                                                          "aten::masked_select",
                                                          "aten::_unique2",
                                                          "aten::unique_dim",
                                                          "aten::unique_consecutive",
                                                          "aten::bincount",
                                                          "aten::equal",
                                                          "aten::is_nonzero",
                                                          "aten::repeat_interleave",
                                                          "aten::masked_scatter",
                                                          "cotrain::nms",
                                                          "cotrain::batched_nms"};

const at::Tensor* tensor_at(c10::ArrayRef<const c10::IValue> inputs, size_t i) {
  if (i >= inputs.size() || !inputs[i].isTensor() || !inputs[i].toTensor().defined()) return nullptr;
  return &inputs[i].toTensor();
}

bool is_on_device(const at::Tensor& tensor) { return !tensor.is_cpu() && !tensor.is_meta(); }

void count_copy(const at::Tensor& to, const at::Tensor& from, bool non_blocking) {
  if (to.numel() == 0) return;
  if (is_on_device(to) && from.is_cpu() && !(non_blocking && from.is_pinned())) ++waits.writes;
  if (to.is_cpu() && is_on_device(from) && !non_blocking) ++waits.reads;
}

std::unique_ptr<at::ObserverContext> on_call(const at::RecordFunction& call) {
  const std::string_view name = call.name();
  const auto inputs = call.inputs();
  const at::Tensor* const first = tensor_at(inputs, 0);
  if (first == nullptr) return nullptr;
  if (name == "aten::copy_") {
    const at::Tensor* const from = tensor_at(inputs, 1);
    if (from != nullptr)
      count_copy(*first, *from, inputs.size() > 2 && inputs[2].isBool() && inputs[2].toBool());
  } else if (is_on_device(*first)) {
    if (name == "aten::_local_scalar_dense") ++waits.reads;
    // Repeating by a number needs nothing from the device.
    const bool is_by_number = name == "aten::repeat_interleave" && tensor_at(inputs, 1) == nullptr;
    if (!is_by_number &&
        std::find(kSynchronising.begin(), kSynchronising.end(), name) != kSynchronising.end())
      ++waits.operators;
  }
  return nullptr;
}

at::CallbackHandle counting = at::INVALID_CALLBACK_HANDLE;

// countWaits(enabled): of all threads
Napi::Value count_waits(const Napi::CallbackInfo& info) {
  const bool enabled = info[0].As<Napi::Boolean>().Value();
  const bool is_counting = counting != at::INVALID_CALLBACK_HANDLE;
  if (enabled && !is_counting)
    counting = at::addGlobalCallback(
        at::RecordFunctionCallback(&on_call).needsInputs(true).scopes({at::RecordScope::FUNCTION}));
  if (!enabled && is_counting) {
    at::removeCallback(counting);
    counting = at::INVALID_CALLBACK_HANDLE;
  }
  return info.Env().Undefined();
}

// waitCounts() -> {reads, writes, operators}
Napi::Value wait_counts(const Napi::CallbackInfo& info) {
  auto result = Napi::Object::New(info.Env());
  result.Set("reads", static_cast<double>(waits.reads));
  result.Set("writes", static_cast<double>(waits.writes));
  result.Set("operators", static_cast<double>(waits.operators));
  return result;
}

}  // namespace

void export_waits(Napi::Env env, Napi::Object exports) {
  define<count_waits>(env, exports, "countWaits");
  define<wait_counts>(env, exports, "waitCounts");
}

}  // namespace cotrain
