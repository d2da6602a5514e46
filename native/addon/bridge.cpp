#include "bridge.h"

#include <c10/util/Exception.h>

#include <cstdlib>

namespace cotrain {

void SlotTable::attach(uint32_t* generations, size_t capacity) {
  generations_ = generations;
  capacity_ = capacity;
}

int32_t SlotTable::put(at::Tensor tensor) {
  if (!free_.empty()) {
    const int32_t slot = free_.back();
    free_.pop_back();
    tensors_[slot] = std::move(tensor);
    return slot;
  }
  TORCH_CHECK(tensors_.size() < capacity_, capacity_,
              " tensors are alive at once, which is the limit: a loop without scope() keeps every tensor it makes");
  tensors_.push_back(std::move(tensor));
  return static_cast<int32_t>(tensors_.size() - 1);
}

void SlotTable::check(int64_t slot, uint32_t generation) const {
  TORCH_CHECK(slot >= 0 && static_cast<size_t>(slot) < tensors_.size() && generations_[slot] == generation,
              "the tensor was disposed");
}

const at::Tensor& SlotTable::get(int64_t slot, uint32_t generation) const {
  check(slot, generation);
  return tensors_[slot];
}

void SlotTable::replace(int64_t slot, uint32_t generation, at::Tensor tensor) {
  check(slot, generation);
  tensors_[slot] = std::move(tensor);
}

bool SlotTable::free(int64_t slot, uint32_t generation) {
  if (slot < 0 || static_cast<size_t>(slot) >= tensors_.size() || generations_[slot] != generation) return false;
  ++generations_[slot];
  tensors_[slot].reset();
  free_.push_back(static_cast<int32_t>(slot));
  return true;
}

const at::Tensor& Bridge::tensor(const Napi::CallbackInfo& info, size_t first) const {
  return slots.get(info[first].As<Napi::Number>().Int64Value(), info[first + 1].As<Napi::Number>().Uint32Value());
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

}  // namespace cotrain
