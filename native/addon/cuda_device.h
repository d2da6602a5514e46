// Devices that compute beside the host. The exports are written against LibTorch's device-generic interfaces,
// which its CPU library has too: one source serves builds with and without CUDA, and a device that tests
// pretend. `CudaBuild` is the rest, which needs CUDA's own headers.
#pragma once

#include <c10/core/Allocator.h>
#include <c10/core/Device.h>
#include <c10/core/Stream.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bridge.h"

namespace cotrain {

// Work that was recorded on a device's stream, and is queued again as a whole: it reads and writes the same
// memory each time.
class Recording {
 public:
  virtual ~Recording() = default;
  // Everything that this thread queues on the current stream is recorded and does not run, until end(). Its
  // tensors take their memory from a pool of the recording, or from that of an earlier one which is always
  // replayed first.
  virtual void begin(const c10::MempoolId_t& pool) = 0;
  virtual void end() = 0;
  virtual void replay() = 0;
  virtual c10::MempoolId_t pool() = 0;
  // Gives the memory of the recorded work back.
  virtual void reset() = 0;
};

// Numbers by their names in JavaScript.
using DeviceProperties = std::vector<std::pair<const char*, double>>;

struct CudaBuild {
  std::string (*name)(c10::DeviceIndex);
  DeviceProperties (*properties)(c10::DeviceIndex);
  std::unique_ptr<Recording> (*record)();
};

// Null unless the addon was built with COTRAIN_CUDA.
extern const CudaBuild* cuda_build;

// The device that an argument names, `cuda:1`; the current one of its kind without an index. Throws unless it
// is there.
c10::Device device_argument(const Napi::CallbackInfo& info, size_t argument);

// The stream of arguments (device, id).
c10::Stream stream_argument(const Napi::CallbackInfo& info, size_t first);

const c10::impl::DeviceGuardImplInterface& guard(c10::DeviceType type);

void export_cuda_device(Napi::Env env, Napi::Object exports);
void export_cuda_stream(Napi::Env env, Napi::Object exports);
void export_cuda_memory(Napi::Env env, Napi::Object exports);
void export_cuda_flags(Napi::Env env, Napi::Object exports);
void export_cuda_graph(Napi::Env env, Napi::Object exports);

}  // namespace cotrain
