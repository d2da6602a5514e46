// A tensor's life in a slot: made from bytes, described, read back, shared, freed.
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <cstring>
#include <unordered_set>

#include "bridge.h"

namespace cotrain {
namespace {

// from_bytes(bytes, scalar type, shape) -> slot of a contiguous CPU tensor that holds a copy
Napi::Value from_bytes(const Napi::CallbackInfo& info) {
  const auto bytes = info[0].As<Napi::Uint8Array>();
  const auto dtype = static_cast<c10::ScalarType>(info[1].As<Napi::Number>().Int32Value());
  const auto dimensions = info[2].As<Napi::Array>();
  std::vector<int64_t> shape(dimensions.Length());
  for (uint32_t i = 0; i < dimensions.Length(); ++i) shape[i] = dimensions.Get(i).As<Napi::Number>().Int64Value();
  auto tensor = at::empty(shape, at::TensorOptions().dtype(dtype));
  TORCH_CHECK(tensor.nbytes() == bytes.ByteLength(), "shape ", tensor.sizes(), " of ", c10::toString(dtype), " needs ",
              tensor.nbytes(), " bytes, got ", bytes.ByteLength());
  if (tensor.nbytes() > 0) std::memcpy(tensor.mutable_data_ptr(), bytes.Data(), tensor.nbytes());
  return Napi::Number::New(info.Env(), bridge(info.Env()).slots.put(std::move(tensor)));
}

// read_bytes(slot, generation, bytes): copies the elements in row-major order into `bytes`
Napi::Value read_bytes(const Napi::CallbackInfo& info) {
  const auto source = bridge(info.Env()).tensor(info, 0).detach().cpu().contiguous();
  auto bytes = info[2].As<Napi::Uint8Array>();
  TORCH_CHECK(source.nbytes() == bytes.ByteLength(), "the tensor holds ", source.nbytes(), " bytes, the array ",
              bytes.ByteLength());
  if (source.nbytes() > 0) std::memcpy(bytes.Data(), source.const_data_ptr(), source.nbytes());
  return info.Env().Undefined();
}

// describe(slot, generation): into the buffer's end [dtype, requires_grad, is_leaf, element size, offset, layout, ndim,
// sizes..., strides...]; returns the device's name
Napi::Value describe(const Napi::CallbackInfo& info) {
  auto& bridge = cotrain::bridge(info.Env());
  const auto& tensor = bridge.tensor(info, 0);
  const bool strided = tensor.layout() == c10::kStrided;
  TORCH_CHECK(7 + 2 * tensor.dim() <= static_cast<int64_t>(kDescriptionLength), "a tensor of ", tensor.dim(), " dimensions");
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
  return Napi::String::New(info.Env(), tensor.device().str());
}

// share(slot, generation) -> another slot for the same tensor
Napi::Value share(const Napi::CallbackInfo& info) {
  auto& bridge = cotrain::bridge(info.Env());
  const at::Tensor tensor = bridge.tensor(info, 0);
  return Napi::Number::New(info.Env(), bridge.slots.put(tensor));
}

// free_many(count): frees `count` (slot, generation) pairs that stand in the buffer
Napi::Value free_many(const Napi::CallbackInfo& info) {
  auto& bridge = cotrain::bridge(info.Env());
  const auto count = info[0].As<Napi::Number>().Int64Value();
  for (int64_t i = 0; i < count; ++i)
    bridge.slots.free(static_cast<int64_t>(bridge.buffer[2 * i]), static_cast<uint32_t>(bridge.buffer[2 * i + 1]));
  return info.Env().Undefined();
}

// memory() -> {tensors, bytes}: live slots, and the bytes of the storages that they share
Napi::Value memory(const Napi::CallbackInfo& info) {
  const auto& slots = bridge(info.Env()).slots;
  std::unordered_set<const void*> seen;
  double bytes = 0;
  for (const auto& tensor : slots.tensors()) {
    if (!tensor.defined() || !tensor.has_storage()) continue;
    if (seen.insert(tensor.storage().unsafeGetStorageImpl()).second) bytes += static_cast<double>(tensor.storage().nbytes());
  }
  auto result = Napi::Object::New(info.Env());
  result.Set("tensors", static_cast<double>(slots.live()));
  result.Set("bytes", bytes);
  return result;
}

}  // namespace

void export_tensor(Napi::Env env, Napi::Object exports) {
  define<from_bytes>(env, exports, "fromBytes");
  define<read_bytes>(env, exports, "readBytes");
  define<describe>(env, exports, "describe");
  define<share>(env, exports, "share");
  define<free_many>(env, exports, "freeMany");
  define<memory>(env, exports, "memory");
}

}  // namespace cotrain
