// Recordings of a device's work, for JavaScript.
#include <ATen/autocast_mode.h>
#include <c10/core/DeviceType.h>

#include "cuda_device.h"

// LibTorch's interface for other devices is there since 2.12. CUDA's graphs do not use it.
#if __has_include(<ATen/core/GraphImplInterface.h>)
#include <ATen/core/GraphImplInterface.h>
#define COTRAIN_GRAPH_INTERFACE
#endif

namespace cotrain {
namespace {

#ifdef COTRAIN_GRAPH_INTERFACE
class RegisteredRecording final : public Recording {
 public:
  explicit RegisteredRecording(c10::DeviceType type) : graph_(at::create_graph_impl(type)) {}
  void begin(const c10::MempoolId_t& pool) override { graph_->capture_begin(pool); }
  void end() override { graph_->capture_end(); }
  void replay() override { graph_->replay(); }
  c10::MempoolId_t pool() override { return graph_->pool(); }
  void reset() override { graph_->reset(); }

 private:
  std::unique_ptr<at::GraphImplInterface> graph_;
};
#endif

std::unique_ptr<Recording> make_recording(c10::DeviceType type) {
  if (type == c10::kCUDA && cuda_build != nullptr) return cuda_build->record();
#ifdef COTRAIN_GRAPH_INTERFACE
  if (at::has_graph_impl(type)) return std::make_unique<RegisteredRecording>(type);
#endif
  TORCH_CHECK(false, "work on ", c10::DeviceTypeName(type, true),
              " cannot be recorded: this addon was built without CUDA");
}

Recording& recording(const Napi::CallbackInfo& info, size_t argument = 0) {
  return *info[argument].As<Napi::External<Recording>>().Data();
}

// newRecording(device)
Napi::Value new_recording(const Napi::CallbackInfo& info) {
  auto made = make_recording(device_argument(info, 0).type());
  return Napi::External<Recording>::New(info.Env(), made.release(),
                                        [](Napi::Env, Recording* recording) { delete recording; });
}

// beginRecording(recording, one that is always replayed before it | null)
Napi::Value begin_recording(const Napi::CallbackInfo& info) {
  recording(info).begin(info[1].IsNull() ? c10::MempoolId_t{0, 0} : recording(info, 1).pool());
  return info.Env().Undefined();
}

// cacheAutocast(enabled) -> whether weights that autocast has cast were kept for the next operator until now
Napi::Value cache_autocast(const Napi::CallbackInfo& info) {
  const bool before = at::autocast::is_autocast_cache_enabled();
  at::autocast::set_autocast_cache_enabled(info[0].As<Napi::Boolean>().Value());
  return Napi::Boolean::New(info.Env(), before);
}

template <void (Recording::*step)()>
Napi::Value run(const Napi::CallbackInfo& info) {
  (recording(info).*step)();
  return info.Env().Undefined();
}

}  // namespace

void export_cuda_graph(Napi::Env env, Napi::Object exports) {
  define<new_recording>(env, exports, "newRecording");
  define<begin_recording>(env, exports, "beginRecording");
  define<cache_autocast>(env, exports, "cacheAutocast");
  define<run<&Recording::end>>(env, exports, "endRecording");
  define<run<&Recording::replay>>(env, exports, "replayRecording");
  define<run<&Recording::reset>>(env, exports, "resetRecording");
}

}  // namespace cotrain
