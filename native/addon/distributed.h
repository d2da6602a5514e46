// Stores, process groups and reducers as values that JavaScript holds.
#pragma once

#include "bridge.h"
#include "process_group.h"

namespace cotrain {

using Store = c10::intrusive_ptr<c10d::TCPStore>;

// A group as JavaScript holds it. One that is given back while collectives are running, as at the end
// of a process, is left alone: to destroy it would wait for them.
struct Group {
  std::shared_ptr<ProcessGroup> group;
  ~Group();
};

template <typename T>
Napi::Value external(Napi::Env env, std::unique_ptr<T> value) {
  return Napi::External<T>::New(env, value.release(), [](Napi::Env, T* held) { delete held; });
}

template <typename T>
T& held(const Napi::CallbackInfo& info, size_t argument) {
  TORCH_CHECK(info[argument].IsExternal(), "that is not a store, a process group or a reducer");
  return *info[argument].As<Napi::External<T>>().Data();
}

// The group of an argument. Throws once the process has left it.
std::shared_ptr<ProcessGroup> group_of(const Napi::CallbackInfo& info, size_t argument);

}  // namespace cotrain
