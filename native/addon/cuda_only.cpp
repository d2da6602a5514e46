// What needs CUDA's own headers. Compiled with COTRAIN_CUDA alone.
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAException.h>
#include <cuda_runtime_api.h>

#include "cuda_device.h"

namespace cotrain {
namespace {

// ATen's own function for these needs the headers of cuBLAS, cuSPARSE and cuSOLVER.
cudaDeviceProp properties_of(c10::DeviceIndex index) {
  cudaDeviceProp properties;
  C10_CUDA_CHECK(cudaGetDeviceProperties(&properties, index));
  return properties;
}

std::string device_name(c10::DeviceIndex index) { return properties_of(index).name; }

DeviceProperties device_properties(c10::DeviceIndex index) {
  const auto found = properties_of(index);
  const auto attribute = [index](cudaDeviceAttr which) {
    int value = 0;
    C10_CUDA_CHECK(cudaDeviceGetAttribute(&value, which, index));
    return static_cast<double>(value);
  };
  constexpr double kKiloHertz = 1000;
  return {{"major", found.major},
          {"minor", found.minor},
          {"totalMemory", static_cast<double>(found.totalGlobalMem)},
          {"multiProcessorCount", found.multiProcessorCount},
          {"warpSize", found.warpSize},
          {"maxThreadsPerMultiProcessor", found.maxThreadsPerMultiProcessor},
          {"regsPerMultiprocessor", found.regsPerMultiprocessor},
          {"sharedMemoryPerBlock", static_cast<double>(found.sharedMemPerBlock)},
          {"sharedMemoryPerBlockOptin", static_cast<double>(found.sharedMemPerBlockOptin)},
          {"sharedMemoryPerMultiprocessor", static_cast<double>(found.sharedMemPerMultiprocessor)},
          {"l2CacheSize", found.l2CacheSize},
          {"memoryBusWidth", attribute(cudaDevAttrGlobalMemoryBusWidth)},
          {"clockRate", kKiloHertz * attribute(cudaDevAttrClockRate)},
          {"memoryClockRate", kKiloHertz * attribute(cudaDevAttrMemoryClockRate)},
          {"pciBusId", found.pciBusID},
          {"isIntegrated", found.integrated}};
}

class CudaRecording final : public Recording {
 public:
  // Only this thread's calls are checked: other threads go on loading batches into pinned memory meanwhile.
  void begin(const c10::MempoolId_t& pool) override {
    graph_.capture_begin(pool, cudaStreamCaptureModeThreadLocal);
  }
  void end() override { graph_.capture_end(); }
  void replay() override { graph_.replay(); }
  c10::MempoolId_t pool() override { return graph_.pool(); }
  void reset() override { graph_.reset(); }

 private:
  at::cuda::CUDAGraph graph_;
};

std::unique_ptr<Recording> record() { return std::make_unique<CudaRecording>(); }

const CudaBuild build{device_name, device_properties, record};
const bool registered = (cuda_build = &build, true);

}  // namespace
}  // namespace cotrain
