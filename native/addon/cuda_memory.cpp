// What a device's caching allocator holds, and giving back what it keeps.
#include <c10/core/CachingDeviceAllocator.h>

#include "cuda_device.h"

namespace cotrain {
namespace {

using Statistics = c10::CachingDeviceAllocator::DeviceStats;

// Null before the first tensor of such a device: then nothing is held.
c10::DeviceAllocator* allocator(c10::DeviceType type) {
  auto* found = dynamic_cast<c10::DeviceAllocator*>(c10::GetAllocator(type));
  TORCH_CHECK(found != nullptr, "the allocator of ", c10::DeviceTypeName(type, true),
              " does not keep statistics");
  return found->initialized() ? found : nullptr;
}

Napi::Object described(Napi::Env env, const c10::CachingAllocator::Stat& stat) {
  auto result = Napi::Object::New(env);
  result.Set("current", static_cast<double>(stat.current));
  result.Set("peak", static_cast<double>(stat.peak));
  result.Set("allocated", static_cast<double>(stat.allocated));
  result.Set("freed", static_cast<double>(stat.freed));
  return result;
}

// memoryStatistics(device) -> {counter: {all, smallPool, largePool}, ..., numOoms, ...}
Napi::Value memory_statistics(const Napi::CallbackInfo& info) {
  const auto env = info.Env();
  const auto device = device_argument(info, 0);
  auto* const source = allocator(device.type());
  const Statistics statistics = source == nullptr ? Statistics{} : source->getDeviceStats(device.index());
  auto result = Napi::Object::New(env);
  const auto set = [&](const char* name, const c10::CachingAllocator::StatArray& stats) {
    using c10::CachingAllocator::StatType;
    auto pools = Napi::Object::New(env);
    pools.Set("all", described(env, stats[static_cast<size_t>(StatType::AGGREGATE)]));
    pools.Set("smallPool", described(env, stats[static_cast<size_t>(StatType::SMALL_POOL)]));
    pools.Set("largePool", described(env, stats[static_cast<size_t>(StatType::LARGE_POOL)]));
    result.Set(name, pools);
  };
  set("allocation", statistics.allocation);
  set("segment", statistics.segment);
  set("active", statistics.active);
  set("inactiveSplit", statistics.inactive_split);
  set("allocatedBytes", statistics.allocated_bytes);
  set("reservedBytes", statistics.reserved_bytes);
  set("activeBytes", statistics.active_bytes);
  set("inactiveSplitBytes", statistics.inactive_split_bytes);
  set("requestedBytes", statistics.requested_bytes);
  result.Set("numAllocRetries", static_cast<double>(statistics.num_alloc_retries));
  result.Set("numOoms", static_cast<double>(statistics.num_ooms));
  return result;
}

// resetMemory(device, peak?): starts the peaks, or the sums, again
Napi::Value reset_memory(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  auto* const source = allocator(device.type());
  if (source == nullptr) return info.Env().Undefined();
  if (info[1].As<Napi::Boolean>().Value())
    source->resetPeakStats(device.index());
  else
    source->resetAccumulatedStats(device.index());
  return info.Env().Undefined();
}

// emptyCache(device type)
Napi::Value empty_cache(const Napi::CallbackInfo& info) {
  if (auto* const source = allocator(device_argument(info, 0).type())) source->emptyCache();
  return info.Env().Undefined();
}

// memoryInfo(device) -> [free bytes, bytes of the device]
Napi::Value memory_info(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  auto* const source = dynamic_cast<c10::DeviceAllocator*>(c10::GetAllocator(device.type()));
  TORCH_CHECK(source != nullptr, "the allocator of ", c10::DeviceTypeName(device.type(), true),
              " does not know the device's memory");
  const auto [free, total] = source->getMemoryInfo(device.index());
  auto result = Napi::Array::New(info.Env(), 2);
  result.Set(0u, static_cast<double>(free));
  result.Set(1u, static_cast<double>(total));
  return result;
}

}  // namespace

void export_cuda_memory(Napi::Env env, Napi::Object exports) {
  define<memory_statistics>(env, exports, "memoryStatistics");
  define<reset_memory>(env, exports, "resetMemory");
  define<empty_cache>(env, exports, "emptyCache");
  define<memory_info>(env, exports, "memoryInfo");
}

}  // namespace cotrain
