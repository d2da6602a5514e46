// Which devices there are, which one is current in this thread, and waiting for them.
#include "cuda_device.h"

#include <ATen/Context.h>

namespace cotrain {

const CudaBuild* cuda_build = nullptr;

const c10::impl::DeviceGuardImplInterface& guard(c10::DeviceType type) {
  return *c10::impl::getDeviceGuardImpl(type);
}

namespace {

int device_count(c10::DeviceType type) {
  return c10::impl::hasDeviceGuardImpl(type) ? guard(type).deviceCount() : 0;
}

c10::DeviceType type_argument(const Napi::CallbackInfo& info) {
  return c10::Device(info[0].As<Napi::String>()).type();
}

// deviceCount(type): 0 without a driver, -1 without a LibTorch for such devices
Napi::Value count_devices(const Napi::CallbackInfo& info) {
  const auto type = type_argument(info);
  return Napi::Number::New(info.Env(), c10::impl::hasDeviceGuardImpl(type) ? device_count(type) : -1);
}

// currentDevice(type) -> index
Napi::Value current_device(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), device_argument(info, 0).index());
}

// exchangeDevice(device) -> index of the one that was current
Napi::Value exchange_device(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  return Napi::Number::New(info.Env(), guard(device.type()).exchangeDevice(device).index());
}

// synchronizeDevice(device)
Napi::Value synchronize_device(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  guard(device.type()).synchronizeDevice(device.index());
  return info.Env().Undefined();
}

// describeDevice(device) -> {name, and numbers by name}; null where this build does not know
Napi::Value describe_device(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  if (cuda_build == nullptr || !device.is_cuda()) return info.Env().Null();
  auto result = Napi::Object::New(info.Env());
  result.Set("name", cuda_build->name(device.index()));
  for (const auto& [name, value] : cuda_build->properties(device.index())) result.Set(name, value);
  return result;
}

}  // namespace

c10::Device device_argument(const Napi::CallbackInfo& info, size_t argument) {
  const c10::Device device(info[argument].As<Napi::String>());
  const int count = device_count(device.type());
  const int index =
      !device.has_index() && count > 0 ? guard(device.type()).getDevice().index() : device.index();
  TORCH_CHECK(index < count, "there is no device ", device, ": ", count, " of this kind are seen");
  at::globalContext().lazyInitDevice(device.type());
  return {device.type(), static_cast<c10::DeviceIndex>(index)};
}

void export_cuda_device(Napi::Env env, Napi::Object exports) {
  define<count_devices>(env, exports, "deviceCount");
  define<current_device>(env, exports, "currentDevice");
  define<exchange_device>(env, exports, "exchangeDevice");
  define<synchronize_device>(env, exports, "synchronizeDevice");
  define<describe_device>(env, exports, "describeDevice");
}

}  // namespace cotrain
