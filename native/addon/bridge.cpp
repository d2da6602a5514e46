#include "bridge.h"

#include <c10/core/AutogradState.h>
#include <c10/util/Exception.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "failure.h"

namespace cotrain {

void SlotTable::attach(uint32_t* generations, size_t capacity) {
  TORCH_CHECK(generations_ == nullptr,
              "the native addon serves one copy of @cotrain/torch in a thread, and a second "
              "one was loaded: install one version only");
  generations_ = generations;
  capacity_ = capacity;
}

int32_t SlotTable::put(at::Tensor tensor) {
  if (!free_.empty()) {
    const int32_t slot = free_.back();
    free_.pop_back();
    tensors_[slot] = std::move(tensor);
    ++live_;
    return slot;
  }
  TORCH_CHECK(
      tensors_.size() < capacity_, capacity_,
      " tensors are alive at once, which is the limit: a loop without scope() keeps every tensor it makes");
  tensors_.push_back(std::move(tensor));
  ++live_;
  return static_cast<int32_t>(tensors_.size() - 1);
}

bool SlotTable::holds(double slot, double generation) const {
  return slot >= 0 && slot < static_cast<double>(tensors_.size()) &&
         generations_[static_cast<size_t>(slot)] == generation &&
         tensors_[static_cast<size_t>(slot)].defined();
}

const at::Tensor& SlotTable::get(double slot, double generation) const {
  TORCH_CHECK(holds(slot, generation), "the tensor was disposed");
  return tensors_[static_cast<size_t>(slot)];
}

bool SlotTable::free(double slot, double generation) {
  if (!holds(slot, generation)) return false;
  release(static_cast<size_t>(slot));
  return true;
}

void SlotTable::release(size_t slot) {
  --live_;
  // Before the tensor goes: what its destructor runs must not find it again.
  const uint32_t generation = ++generations_[slot];
  const at::Tensor tensor = std::move(tensors_[slot]);
  // A slot whose generations are used up is retired, or they would come round to a handle that is still held.
  if (generation != std::numeric_limits<uint32_t>::max()) free_.push_back(static_cast<int32_t>(slot));
}

Bridge::Bridge() : callbacks(std::make_shared<CallbackTable>(*this)) {
  // Every node of a graph runs on the thread that called backward(), also where tensors are on other devices:
  // a custom function or a hook in it is JavaScript of this thread.
  c10::AutogradState::get_tls_state().set_multithreading_enabled(false);
}

Bridge::~Bridge() {
  // First, as what follows destroys graphs and may warn.
  callbacks->close();
  c10::WarningUtils::set_warning_handler(nullptr);
  withdraw_all(*this);
  while (!inference_modes.empty()) inference_modes.pop_back();
}

const at::Generator& Bridge::generator(double index) const {
  const int64_t at = whole(index, "a generator's index");
  TORCH_CHECK(at >= 0 && at < static_cast<int64_t>(generators.size()) && generators[at].defined(),
              "there is no generator ", index);
  return generators[at];
}

const at::Tensor& Bridge::tensor(const Napi::CallbackInfo& info, size_t first) const {
  return slots.get(info[first].As<Napi::Number>().DoubleValue(),
                   info[first + 1].As<Napi::Number>().DoubleValue());
}

int64_t whole(double value, const char* what) {
  TORCH_CHECK(std::trunc(value) == value && std::abs(value) <= 9007199254740992.0, what,
              " must be an integer, got ", value);
  return static_cast<int64_t>(value);
}

int64_t whole(const Napi::CallbackInfo& info, size_t argument, const char* what) {
  return whole(info[argument].As<Napi::Number>().DoubleValue(), what);
}

c10::ScalarType scalar_type(int64_t code) {
  TORCH_CHECK(code >= 0 && code < static_cast<int64_t>(c10::ScalarType::NumOptions) &&
                  code != static_cast<int64_t>(c10::ScalarType::Undefined),
              code, " is the code of no dtype");
  return static_cast<c10::ScalarType>(code);
}

std::vector<at::Tensor> tensors(const Napi::CallbackInfo& info, size_t argument, Missing missing) {
  const auto& slots = bridge(info.Env()).slots;
  const auto pairs = info[argument].As<Napi::Array>();
  std::vector<at::Tensor> result;
  for (uint32_t i = 0; i + 1 < pairs.Length(); i += 2) {
    const double slot = pairs.Get(i).As<Napi::Number>().DoubleValue();
    if (slot == -1 && missing == Missing::kUndefined)
      result.emplace_back();
    else
      result.push_back(slots.get(slot, pairs.Get(i + 1).As<Napi::Number>().DoubleValue()));
  }
  return result;
}

Napi::Array put_all(Napi::Env env, at::TensorList tensors) {
  auto& slots = bridge(env).slots;
  auto array = Napi::Array::New(env, tensors.size());
  std::vector<int32_t> put;
  put.reserve(tensors.size());
  try {
    for (const auto& tensor : tensors) put.push_back(tensor.defined() ? slots.put(tensor) : -1);
  } catch (...) {
    for (const int32_t slot : put)
      if (slot >= 0) slots.release(slot);
    throw;
  }
  for (size_t i = 0; i < put.size(); ++i) array.Set(i, put[i]);
  return array;
}

Bridge& bridge(Napi::Env env) { return *env.GetInstanceData<Bridge>(); }

std::string error_message(const std::exception& error) {
  static const bool frames = [] {
    const char* value = std::getenv("COTRAIN_CPP_FRAMES");
    return value != nullptr && value[0] == '1';
  }();
  const auto* c10_error = dynamic_cast<const c10::Error*>(&error);
  return c10_error != nullptr && !frames ? c10_error->what_without_backtrace() : error.what();
}

const char* error_code(const std::exception& error) {
  return dynamic_cast<const DistributedFailure*>(&error) != nullptr ? "E_DISTRIBUTED" : nullptr;
}

}  // namespace cotrain
