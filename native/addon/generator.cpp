// Random generators as values: made, seeded, saved and restored.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/ops/clone.h>
#include <c10/core/Device.h>

#include "bridge.h"

namespace cotrain {
namespace {

Napi::Value put(Napi::Env env, at::Generator generator) {
  auto& generators = bridge(env).generators;
  size_t index = 0;
  while (index < generators.size() && generators[index].defined()) ++index;
  if (index == generators.size())
    generators.push_back(std::move(generator));
  else
    generators[index] = std::move(generator);
  return Napi::Number::New(env, static_cast<double>(index));
}

const at::Generator& get(const Napi::CallbackInfo& info) {
  return bridge(info.Env()).generator(info[0].As<Napi::Number>().DoubleValue());
}

// A device with its index: the current one where none is given.
c10::Device device(const Napi::CallbackInfo& info) {
  const c10::Device device(info[0].As<Napi::String>());
  if (device.is_cpu() || device.has_index()) return device;
  return {device.type(), at::globalContext().getAcceleratorHooksInterface(device.type()).getCurrentDevice()};
}

// createGenerator(device) -> index
Napi::Value create_generator(const Napi::CallbackInfo& info) {
  const auto place = device(info);
  if (place.is_cpu()) return put(info.Env(), at::detail::createCPUGenerator());
  return put(info.Env(),
             at::globalContext().getAcceleratorHooksInterface(place.type()).getNewGenerator(place.index()));
}

// defaultGenerator(device) -> index of the generator that operators use when they are given none
Napi::Value default_generator(const Napi::CallbackInfo& info) {
  return put(info.Env(), at::globalContext().defaultGenerator(device(info)));
}

// freeGenerator(index)
Napi::Value free_generator(const Napi::CallbackInfo& info) {
  get(info);
  bridge(info.Env()).generators[static_cast<size_t>(info[0].As<Napi::Number>().DoubleValue())] = {};
  return info.Env().Undefined();
}

// cloneGenerator(index) -> index
Napi::Value clone_generator(const Napi::CallbackInfo& info) {
  const at::Generator generator = get(info);
  const std::lock_guard lock(generator.getIntrusivePtr()->mutex_);
  return put(info.Env(), generator.clone());
}

// seedGenerator(index, seed)
Napi::Value seed_generator(const Napi::CallbackInfo& info) {
  at::Generator generator = get(info);
  bool lossless = true;
  const uint64_t seed = info[1].As<Napi::BigInt>().Uint64Value(&lossless);
  const std::lock_guard lock(generator.mutex());
  generator.set_current_seed(seed);
  return info.Env().Undefined();
}

// generatorSeed(index) -> the seed that it was last given
Napi::Value generator_seed(const Napi::CallbackInfo& info) {
  at::Generator generator = get(info);
  const std::lock_guard lock(generator.mutex());
  return Napi::BigInt::New(info.Env(), generator.current_seed());
}

// randomSeed(index) -> a seed from the system's entropy, which the generator now has
Napi::Value random_seed(const Napi::CallbackInfo& info) {
  at::Generator generator = get(info);
  const std::lock_guard lock(generator.mutex());
  return Napi::BigInt::New(info.Env(), generator.seed());
}

// generatorDevice(index)
Napi::Value generator_device(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), get(info).device().str());
}

// generatorState(index) -> slot of a uint8 tensor
Napi::Value generator_state(const Napi::CallbackInfo& info) {
  at::Generator generator = get(info);
  const std::lock_guard lock(generator.mutex());
  return Napi::Number::New(info.Env(), bridge(info.Env()).slots.put(generator.get_state()));
}

// setGeneratorState(index, slot, generation)
Napi::Value set_generator_state(const Napi::CallbackInfo& info) {
  at::Generator generator = get(info);
  // LibTorch reads the state from the beginning of its storage, wherever the tensor begins: a view, as files
  // give them, would be read past its end.
  const auto state = bridge(info.Env()).tensor(info, 1).clone(at::MemoryFormat::Contiguous);
  const std::lock_guard lock(generator.mutex());
  generator.set_state(state);
  return info.Env().Undefined();
}

}  // namespace

void export_generator(Napi::Env env, Napi::Object exports) {
  define<create_generator>(env, exports, "createGenerator");
  define<default_generator>(env, exports, "defaultGenerator");
  define<free_generator>(env, exports, "freeGenerator");
  define<clone_generator>(env, exports, "cloneGenerator");
  define<seed_generator>(env, exports, "seedGenerator");
  define<generator_seed>(env, exports, "generatorSeed");
  define<random_seed>(env, exports, "randomSeed");
  define<generator_device>(env, exports, "generatorDevice");
  define<generator_state>(env, exports, "generatorState");
  define<set_generator_state>(env, exports, "setGeneratorState");
}

}  // namespace cotrain
