// A tensor's life in a slot: made from bytes, described, read back, freed.
#include <ATen/DeviceAccelerator.h>
#include <ATen/TracerMode.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <cstring>
#include <unordered_set>

#include "bridge.h"

namespace cotrain {
namespace {

// from_bytes(bytes, scalar type, shape, pinned) -> slot of a contiguous CPU tensor that holds a copy; pinned
// where a device is there that copies from such memory without the host's waiting
Napi::Value from_bytes(const Napi::CallbackInfo& info) {
  const auto bytes = info[0].As<Napi::Uint8Array>();
  const auto dtype = scalar_type(whole(info, 1, "a dtype's code"));
  const auto dimensions = info[2].As<Napi::Array>();
  std::vector<int64_t> shape(dimensions.Length());
  for (uint32_t i = 0; i < dimensions.Length(); ++i)
    shape[i] = whole(dimensions.Get(i).As<Napi::Number>().DoubleValue(), "a size");
  const bool pinned = info[3].As<Napi::Boolean>().Value() && at::getAccelerator().has_value();
  // A trace would record the empty tensor, and not what is written into it.
  const at::tracer::impl::NoTracerDispatchMode untraced;
  auto tensor = at::empty(shape, at::TensorOptions().dtype(dtype).pinned_memory(pinned));
  TORCH_CHECK(tensor.nbytes() == bytes.ByteLength(), "shape ", tensor.sizes(), " of ", c10::toString(dtype),
              " needs ", tensor.nbytes(), " bytes, got ", bytes.ByteLength());
  if (tensor.nbytes() > 0) std::memcpy(tensor.mutable_data_ptr(), bytes.Data(), tensor.nbytes());
  trace_as_constant(tensor);
  return Napi::Number::New(info.Env(), bridge(info.Env()).slots.put(std::move(tensor)));
}

// read_bytes(slot, generation, bytes): copies the elements in row-major order into `bytes`
Napi::Value read_bytes(const Napi::CallbackInfo& info) {
  auto& own = bridge(info.Env());
  const auto& tensor = own.tensor(info, 0);
  own.count_read(tensor);
  const at::tracer::impl::NoTracerDispatchMode untraced;
  const auto source = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous();
  auto bytes = info[2].As<Napi::Uint8Array>();
  TORCH_CHECK(source.nbytes() == bytes.ByteLength(), "the tensor holds ", source.nbytes(),
              " bytes, the array ", bytes.ByteLength());
  if (source.nbytes() > 0) std::memcpy(bytes.Data(), source.const_data_ptr(), source.nbytes());
  return info.Env().Undefined();
}

// describe(slot, generation) -> device type * 256 + device index + 1; into the buffer's end [dtype,
// requires_grad, is_leaf, element size, offset, layout, ndim, sizes..., strides...]
int32_t describe(Bridge& bridge, const std::array<double, 2>& handle) {
  const auto& tensor = bridge.slots.get(handle[0], handle[1]);
  const bool strided = tensor.layout() == c10::kStrided;
  TORCH_CHECK(7 + 2 * tensor.dim() <= static_cast<int64_t>(kDescriptionLength), "a tensor of ", tensor.dim(),
              " dimensions: ", (kDescriptionLength - 7) / 2, " are the most that can be described");
  double* out = bridge.buffer + bridge.buffer_length;
  *out++ = static_cast<double>(tensor.scalar_type());
  *out++ = tensor.requires_grad();
  *out++ = tensor.is_leaf();
  *out++ = static_cast<double>(tensor.element_size());
  *out++ = strided ? static_cast<double>(tensor.storage_offset()) : 0;
  *out++ = static_cast<double>(tensor.layout());
  *out++ = static_cast<double>(tensor.dim());
  for (const int64_t size : tensor.sizes()) *out++ = static_cast<double>(size);
  if (strided)
    for (const int64_t stride : tensor.strides()) *out++ = static_cast<double>(stride);
  const c10::Device device = tensor.device();
  return static_cast<int32_t>(device.type()) * 256 + device.index() + 1;
}

// device_name(slot, generation) -> `cpu`, `cuda:0`, ...
Napi::Value device_name(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), bridge(info.Env()).tensor(info, 0).device().str());
}

// free_many(count): frees `count` (slot, generation) pairs that stand in the buffer
int32_t free_many(Bridge& bridge, const std::array<double, 1>& arguments) {
  const double count = arguments[0];
  TORCH_CHECK(count >= 0 && 2 * count <= static_cast<double>(bridge.buffer_length), count, " pairs to free");
  for (size_t i = 0; i < static_cast<size_t>(count); ++i)
    bridge.slots.free(bridge.buffer[2 * i], bridge.buffer[2 * i + 1]);
  return 0;
}

// memory() -> {tensors, bytes}: live slots, and the bytes of the storages that they share
Napi::Value memory(const Napi::CallbackInfo& info) {
  const auto& slots = bridge(info.Env()).slots;
  std::unordered_set<const void*> seen;
  double bytes = 0;
  for (const auto& tensor : slots.tensors()) {
    if (!tensor.defined() || !tensor.has_storage()) continue;
    if (seen.insert(tensor.storage().unsafeGetStorageImpl()).second)
      bytes += static_cast<double>(tensor.storage().nbytes());
  }
  auto result = Napi::Object::New(info.Env());
  result.Set("tensors", static_cast<double>(slots.live()));
  result.Set("bytes", bytes);
  return result;
}

// readCounts() -> {host, device}
Napi::Value read_counts(const Napi::CallbackInfo& info) {
  const auto& reads = bridge(info.Env()).reads;
  auto result = Napi::Object::New(info.Env());
  result.Set("host", reads.host);
  result.Set("device", reads.device);
  return result;
}

}  // namespace

void export_tensor(Napi::Env env, Napi::Object exports) {
  define<from_bytes>(env, exports, "fromBytes");
  define<read_bytes>(env, exports, "readBytes");
  define<device_name>(env, exports, "deviceName");
  define_hot<2, describe>(env, exports, "describe");
  define_hot<1, free_many>(env, exports, "freeMany");
  define<memory>(env, exports, "memory");
  define<read_counts>(env, exports, "readCounts");
}

}  // namespace cotrain
