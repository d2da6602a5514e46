// State of the process: seeds, threads, operator libraries, and what was built and loaded.
#include "system.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/ops/_nnpack_available.h>
#include <c10/util/Logging.h>
#include <dlfcn.h>
#include <torch/version.h>
#include <unistd.h>

#include <utility>

#include "bridge.h"
#include "mkl_dispatch.h"

namespace cotrain {
namespace {

// attach(buffer, generations): the two ArrayBuffers that both sides read and write
Napi::Value attach(const Napi::CallbackInfo& info) {
  auto& bridge = cotrain::bridge(info.Env());
  TORCH_CHECK(info[0].IsArrayBuffer() && info[1].IsArrayBuffer(), "attach() takes two ArrayBuffers");
  auto buffer = info[0].As<Napi::ArrayBuffer>(), generations = info[1].As<Napi::ArrayBuffer>();
  TORCH_CHECK(buffer.ByteLength() / sizeof(double) > kDescriptionLength, "a buffer of ", buffer.ByteLength(),
              " bytes is too small");
  bridge.slots.attach(static_cast<uint32_t*>(generations.Data()),
                      generations.ByteLength() / sizeof(uint32_t));
  bridge.buffer = static_cast<double*>(buffer.Data());
  bridge.buffer_length = buffer.ByteLength() / sizeof(double) - kDescriptionLength;
  bridge.buffer_reference = Napi::Persistent(buffer.As<Napi::Object>());
  bridge.generations_reference = Napi::Persistent(generations.As<Napi::Object>());
  return info.Env().Undefined();
}

// OpenMP aborts the process when it cannot start as many threads as it was told to.
constexpr int64_t kMaximumThreads = 1024;

Napi::Value manual_seed(const Napi::CallbackInfo& info) {
  bool lossless = true;
  at::manual_seed(info[0].As<Napi::BigInt>().Uint64Value(&lossless));
  return info.Env().Undefined();
}

int thread_count(const Napi::CallbackInfo& info) {
  const int64_t count = whole(info, 0, "a number of threads");
  TORCH_CHECK(count >= 1 && count <= kMaximumThreads, count, " threads: give a number from 1 to ",
              kMaximumThreads);
  return static_cast<int>(count);
}

Napi::Value set_num_threads(const Napi::CallbackInfo& info) {
  at::set_num_threads(thread_count(info));
  return info.Env().Undefined();
}

Napi::Value set_num_interop_threads(const Napi::CallbackInfo& info) {
  at::set_num_interop_threads(thread_count(info));
  return info.Env().Undefined();
}

// load_library(path): registers the operators of a shared library, as torch.ops.load_library in Python
Napi::Value load_library(const Napi::CallbackInfo& info) {
  // A library that registers what is registered already throws while it is loaded. dlopen is declared not to
  // throw, which would end the process; the compiler cannot know what a volatile pointer points to.
  void* (*volatile open)(const char*, int) = &dlopen;
  const std::string path = info[0].As<Napi::String>();
  void* library = nullptr;
  settle_mkl_dispatch();
  try {
    library = open(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  } catch (const std::exception& error) {
    // The loader's lock stays taken by this thread, and only by this one.
    TORCH_CHECK(false, error_message(error),
                " The library is half loaded: save your work and restart, since worker threads cannot load "
                "anything now");
  }
  TORCH_CHECK(library != nullptr, dlerror());
  return info.Env().Undefined();
}

// adjust_memory(bytes): tells the garbage collector of tensors that wait for it
Napi::Value adjust_memory(const Napi::CallbackInfo& info) {
  Napi::MemoryManagement::AdjustExternalMemory(info.Env(), whole(info, 0, "a number of bytes"));
  return info.Env().Undefined();
}

// The version of the library that was loaded, which need not be the one whose headers were compiled against.
// LibTorch tells it only inside its configuration text.
std::string loaded_version() {
  const std::string text = at::show_config(), key = "TORCH_VERSION=";
  const auto begin = text.find(key);
  if (begin == std::string::npos) return TORCH_VERSION;
  return text.substr(begin + key.size(), text.find(',', begin) - begin - key.size());
}

// The file of the LibTorch that is loaded, .../lib/libtorch_cpu.so.
std::string libtorch_path() {
  Dl_info library{};
  const bool found = dladdr(reinterpret_cast<const void*>(&at::get_num_threads), &library) != 0;
  return found && library.dli_fname != nullptr ? library.dli_fname : "";
}

Napi::Value build_info(const Napi::CallbackInfo& info) {
  const auto env = info.Env();
  auto result = Napi::Object::New(env);
  result.Set("libtorchVersion", loaded_version());
  result.Set("builtAgainst", TORCH_VERSION);
  result.Set("libtorchPath", libtorch_path());
  result.Set("cpuCapability", at::get_cpu_capability());
  result.Set("threads", static_cast<double>(at::get_num_threads()));
  result.Set("interopThreads", static_cast<double>(at::get_num_interop_threads()));
  result.Set("parallelInfo", at::get_parallel_info());
  return result;
}

// cudaInfo(): whether LibTorch has CUDA, whether this addon and its operator library were built with it, how
// many devices there are, and LibTorch's reason for none
Napi::Value cuda_info(const Napi::CallbackInfo& info) {
  const auto env = info.Env();
  const auto& hooks = at::detail::getCUDAHooks();
  const bool built = hooks.hasCUDART();
  int devices = 0;
  std::string reason = load_cuda();
  if (built) {
    // What LibTorch warns of here is the reason below.
    struct Silent : c10::WarningHandler {
      void process(const c10::Warning&) override {}
    } silent;
    const c10::WarningUtils::WarningHandlerGuard guard(&silent);
    devices = hooks.deviceCount();
    try {
      if (devices == 0) at::globalContext().lazyInitDevice(c10::DeviceType::CUDA);
    } catch (const std::exception& error) {
      reason = error_message(error);
    }
  }
  auto result = Napi::Object::New(env);
  result.Set("built", built);
#ifdef COTRAIN_CUDA
  result.Set("kernels", true);
#else
  result.Set("kernels", false);
#endif
  result.Set("available", devices > 0);
  result.Set("deviceCount", static_cast<double>(devices));
  result.Set("reason", reason);
  return result;
}

// LibTorch tries NNPACK for convolutions on one thread. On a machine that NNPACK does not know (many a
// virtual one) it says so on stderr again and again: it is asked once, in silence.
bool turn_off_nnpack_where_it_cannot_run() {
  constexpr int kErrors = 2;
  const int level = std::exchange(FLAGS_caffe2_log_level, kErrors);
  if (!at::_nnpack_available()) at::globalContext().setUserEnabledNNPACK(false);
  FLAGS_caffe2_log_level = level;
  return true;
}

}  // namespace

const std::string& load_cuda() {
  static const std::string error = [] {
    const std::string path = libtorch_path();
    const std::string library = path.substr(0, path.rfind('/') + 1) + "libtorch_cuda.so";
    const bool exists = access(library.c_str(), F_OK) == 0;
    if (exists) settle_mkl_dispatch();
    return exists && dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr ? dlerror() : "";
  }();
  return error;
}

void export_system(Napi::Env env, Napi::Object exports) {
  static const bool once = turn_off_nnpack_where_it_cannot_run();
  static_cast<void>(once);
  define<attach>(env, exports, "attach");
  define<manual_seed>(env, exports, "manualSeed");
  define<set_num_threads>(env, exports, "setNumThreads");
  define<set_num_interop_threads>(env, exports, "setNumInteropThreads");
  define<load_library>(env, exports, "loadLibrary");
  define<adjust_memory>(env, exports, "adjustMemory");
  define<build_info>(env, exports, "buildInfo");
  define<cuda_info>(env, exports, "cudaInfo");
}

}  // namespace cotrain
