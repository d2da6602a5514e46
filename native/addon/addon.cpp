#include "bridge.h"
#include "cuda_device.h"
#include "replacements.h"
#include "system.h"
#include "waits.h"

namespace {

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new cotrain::Bridge);  // freed with the environment, and its tensors with it
  cotrain::load_cuda();                      // first, before anything asks LibTorch for CUDA
  cotrain::replace_sparse_add();
  cotrain::replace_bernoulli();
  cotrain::replace_few_numbers();
  cotrain::export_allocator(env, exports);
  cotrain::export_schema(env, exports);
  cotrain::export_dispatch(env, exports);
  cotrain::export_distributed(env, exports);
  cotrain::export_gradient_reducer(env, exports);
  cotrain::export_sync_batch_norm(env, exports);
  cotrain::export_direct(env, exports);
  cotrain::export_tensor(env, exports);
  cotrain::export_autograd(env, exports);
  cotrain::export_files(env, exports);
  cotrain::export_function(env, exports);
  cotrain::export_async(env, exports);
  cotrain::export_generator(env, exports);
  cotrain::export_graph(env, exports);
  cotrain::export_modes(env, exports);
  cotrain::export_share(env, exports);
  cotrain::export_waits(env, exports);
  cotrain::export_warnings(env, exports);
  cotrain::export_profiler(env, exports);
  cotrain::export_jit(env, exports);
  cotrain::export_json_records(env, exports);
  cotrain::export_tracer(env, exports);
  cotrain::export_traced_graph(env, exports);
  cotrain::export_system(env, exports);
  cotrain::export_cuda_device(env, exports);
  cotrain::export_cuda_stream(env, exports);
  cotrain::export_cuda_memory(env, exports);
  cotrain::export_cuda_flags(env, exports);
  cotrain::export_cuda_graph(env, exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(cotrain, initialise)
