// Streams, in which a device's work waits its turn, and events, which mark a place in one.
#include <c10/core/Event.h>

#include "cuda_device.h"

namespace cotrain {

c10::Stream stream_argument(const Napi::CallbackInfo& info, size_t first) {
  bool lossless = true;
  const int64_t id = info[first + 1].As<Napi::BigInt>().Int64Value(&lossless);
  return c10::Stream(c10::Stream::UNSAFE, device_argument(info, first), id);
}

namespace {

Napi::Value id_of(Napi::Env env, const c10::Stream& stream) {
  return Napi::BigInt::New(env, static_cast<int64_t>(stream.id()));
}

// newStream(device, priority), currentStream(device), defaultStream(device) -> id
Napi::Value new_stream(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  const auto priority = static_cast<int>(whole(info, 1, "a priority"));
  return id_of(info.Env(), guard(device.type()).getNewStream(device, priority));
}

Napi::Value current_stream(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  return id_of(info.Env(), guard(device.type()).getStream(device));
}

Napi::Value default_stream(const Napi::CallbackInfo& info) {
  const auto device = device_argument(info, 0);
  return id_of(info.Env(), guard(device.type()).getDefaultStream(device));
}

// exchangeStream(device, id) -> id of the stream that was current on the device
Napi::Value exchange_stream(const Napi::CallbackInfo& info) {
  const auto stream = stream_argument(info, 0);
  return id_of(info.Env(), guard(stream.device_type()).exchangeStream(stream));
}

Napi::Value query_stream(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), stream_argument(info, 0).query());
}

Napi::Value synchronize_stream(const Napi::CallbackInfo& info) {
  stream_argument(info, 0).synchronize();
  return info.Env().Undefined();
}

// recordStream(slot, generation, device, id): the tensor's memory is not reused before the stream is done
Napi::Value record_stream(const Napi::CallbackInfo& info) {
  const auto stream = stream_argument(info, 2);
  const auto& tensor = bridge(info.Env()).tensor(info, 0);
  TORCH_CHECK(tensor.device() == stream.device(), "the tensor is on ", tensor.device(), ", the stream on ",
              stream.device());
  guard(stream.device_type()).recordDataPtrOnStream(tensor.storage().data_ptr(), stream);
  return info.Env().Undefined();
}

c10::Event& event(const Napi::CallbackInfo& info, size_t argument = 0) {
  return *info[argument].As<Napi::External<c10::Event>>().Data();
}

// newEvent(device type, timing)
Napi::Value new_event(const Napi::CallbackInfo& info) {
  const auto type = device_argument(info, 0).type();
  // The names mislead: the backend's default measures time, PyTorch's does not.
  const auto flag =
      info[1].As<Napi::Boolean>().Value() ? c10::EventFlag::BACKEND_DEFAULT : c10::EventFlag::PYTORCH_DEFAULT;
  return Napi::External<c10::Event>::New(info.Env(), new c10::Event(type, flag),
                                         [](Napi::Env, c10::Event* event) { delete event; });
}

// recordEvent(event, device, id), waitEvent(event, device, id)
Napi::Value record_event(const Napi::CallbackInfo& info) {
  event(info).record(stream_argument(info, 1));
  return info.Env().Undefined();
}

Napi::Value wait_event(const Napi::CallbackInfo& info) {
  event(info).block(stream_argument(info, 1));
  return info.Env().Undefined();
}

Napi::Value query_event(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), event(info).query());
}

Napi::Value synchronize_event(const Napi::CallbackInfo& info) {
  event(info).synchronize();
  return info.Env().Undefined();
}

// elapsedTime(event, later event) -> milliseconds
Napi::Value elapsed_time(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), event(info, 0).elapsedTime(event(info, 1)));
}

}  // namespace

void export_cuda_stream(Napi::Env env, Napi::Object exports) {
  define<new_stream>(env, exports, "newStream");
  define<current_stream>(env, exports, "currentStream");
  define<default_stream>(env, exports, "defaultStream");
  define<exchange_stream>(env, exports, "exchangeStream");
  define<query_stream>(env, exports, "queryStream");
  define<synchronize_stream>(env, exports, "synchronizeStream");
  define<record_stream>(env, exports, "recordStream");
  define<new_event>(env, exports, "newEvent");
  define<record_event>(env, exports, "recordEvent");
  define<wait_event>(env, exports, "waitEvent");
  define<query_event>(env, exports, "queryEvent");
  define<synchronize_event>(env, exports, "synchronizeEvent");
  define<elapsed_time>(env, exports, "elapsedTime");
}

}  // namespace cotrain
