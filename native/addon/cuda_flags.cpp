// Switches of CUDA's libraries. LibTorch keeps them in its CPU library: they can be set anywhere, and take
// effect where cuBLAS and cuDNN compute.
#include <ATen/Context.h>

#include "cuda_device.h"

namespace cotrain {
namespace {

struct Flag {
  const char* name;
  bool (*get)();
  void (*set)(bool);
};

const Flag& flag(const Napi::CallbackInfo& info) {
  static const Flag flags[] = {
      {"cublas.allowTF32", [] { return at::globalContext().allowTF32CuBLAS(); },
       [](bool on) { at::globalContext().setAllowTF32CuBLAS(on); }},
      {"cudnn.allowTF32", [] { return at::globalContext().allowTF32CuDNN(); },
       [](bool on) { at::globalContext().setAllowTF32CuDNN(on); }},
      {"cudnn.enabled", [] { return at::globalContext().userEnabledCuDNN(); },
       [](bool on) { at::globalContext().setUserEnabledCuDNN(on); }},
      {"cudnn.benchmark", [] { return at::globalContext().benchmarkCuDNN(); },
       [](bool on) { at::globalContext().setBenchmarkCuDNN(on); }},
      {"cudnn.deterministic", [] { return at::globalContext().deterministicCuDNN(); },
       [](bool on) { at::globalContext().setDeterministicCuDNN(on); }},
  };
  const std::string name = info[0].As<Napi::String>();
  for (const auto& each : flags)
    if (each.name == name) return each;
  TORCH_CHECK(false, "there is no flag ", name);
}

// flag(name), setFlag(name, on)
Napi::Value get_flag(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), flag(info).get());
}

Napi::Value set_flag(const Napi::CallbackInfo& info) {
  flag(info).set(info[1].As<Napi::Boolean>().Value());
  return info.Env().Undefined();
}

// float32MatmulPrecision() -> `highest`, `high` or `medium`; setFloat32MatmulPrecision(name)
Napi::Value matmul_precision(const Napi::CallbackInfo& info) {
  const auto precision = at::globalContext().float32MatmulPrecision();
  return Napi::String::New(info.Env(), precision == at::Float32MatmulPrecision::HIGHEST ? "highest"
                                       : precision == at::Float32MatmulPrecision::HIGH  ? "high"
                                                                                        : "medium");
}

Napi::Value set_matmul_precision(const Napi::CallbackInfo& info) {
  at::globalContext().setFloat32MatmulPrecision(info[0].As<Napi::String>().Utf8Value());
  return info.Env().Undefined();
}

}  // namespace

void export_cuda_flags(Napi::Env env, Napi::Object exports) {
  define<get_flag>(env, exports, "flag");
  define<set_flag>(env, exports, "setFlag");
  define<matmul_precision>(env, exports, "float32MatmulPrecision");
  define<set_matmul_precision>(env, exports, "setFloat32MatmulPrecision");
}

}  // namespace cotrain
