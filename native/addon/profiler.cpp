// LibTorch's own profiler (kineto): what ran, when, for how long.
#include <torch/csrc/autograd/profiler_kineto.h>

#include "bridge.h"

namespace cotrain {
namespace {

namespace profiler = torch::autograd::profiler;

// startProfiler(shapes, memory, cuda)
Napi::Value start_profiler(const Napi::CallbackInfo& info) {
  TORCH_CHECK(!profiler::profilerEnabled(), "a profile is being made already");
  const profiler::ProfilerConfig config(profiler::ProfilerState::KINETO, info[0].As<Napi::Boolean>().Value(),
                                        info[1].As<Napi::Boolean>().Value());
  std::set<profiler::ActivityType> activities{profiler::ActivityType::CPU};
  if (info[2].As<Napi::Boolean>().Value()) activities.insert(profiler::ActivityType::CUDA);
  profiler::prepareProfiler(config, activities);
  profiler::enableProfiler(config, activities);
  return info.Env().Undefined();
}

// stopProfiler(path | '') -> {names, values: start and duration in ns, thread, device type of each event}
Napi::Value stop_profiler(const Napi::CallbackInfo& info) {
  TORCH_CHECK(profiler::profilerEnabled(), "no profile is being made");
  const auto result = profiler::disableProfiler();
  const std::string path = info[0].As<Napi::String>();
  if (!path.empty()) result->save(path);
  const auto env = info.Env();
  const auto& events = result->events();
  auto names = Napi::Array::New(env, events.size());
  auto values = Napi::Float64Array::New(env, 4 * events.size());
  for (size_t i = 0; i < events.size(); ++i) {
    const auto& event = events[i];
    names.Set(i, event.name());
    // Relative, as nanoseconds since 1970 do not fit a double.
    values[4 * i] = static_cast<double>(static_cast<int64_t>(event.startNs()) -
                                        static_cast<int64_t>(result->trace_start_ns()));
    values[4 * i + 1] = static_cast<double>(event.durationNs());
    values[4 * i + 2] = static_cast<double>(event.startThreadId());
    values[4 * i + 3] = static_cast<double>(event.deviceType());
  }
  auto object = Napi::Object::New(env);
  object.Set("names", names);
  object.Set("values", values);
  return object;
}

// enterRange(name), leaveRange(): they nest
Napi::Value enter_range(const Napi::CallbackInfo& info) {
  auto range = std::make_unique<at::RecordFunction>(at::RecordScope::USER_SCOPE);
  if (range->isActive()) range->before(std::string_view(info[0].As<Napi::String>().Utf8Value()));
  bridge(info.Env()).ranges.push_back(std::move(range));
  return info.Env().Undefined();
}

Napi::Value leave_range(const Napi::CallbackInfo& info) {
  auto& ranges = bridge(info.Env()).ranges;
  TORCH_CHECK(!ranges.empty(), "no range to leave");
  ranges.pop_back();
  return info.Env().Undefined();
}

}  // namespace

void export_profiler(Napi::Env env, Napi::Object exports) {
  define<start_profiler>(env, exports, "startProfiler");
  define<stop_profiler>(env, exports, "stopProfiler");
  define<enter_range>(env, exports, "enterRange");
  define<leave_range>(env, exports, "leaveRange");
}

}  // namespace cotrain
