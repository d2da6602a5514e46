// A TorchScript module that JavaScript holds, and values on the way there.
#pragma once

#include <torch/csrc/jit/api/module.h>

#include <memory>
#include <optional>

#include "bridge.h"

namespace cotrain {

struct Script {
  std::optional<torch::jit::Module> module;   // empty after dispose()
  std::shared_ptr<torch::jit::Graph> traced;  // as the tracer recorded it; null for a module from a file
};

// The first argument of a call from JavaScript. Throws if it was disposed.
Script& script(const Napi::CallbackInfo& info);

Napi::Value hand_over(Napi::Env env, torch::jit::Module module,
                      std::shared_ptr<torch::jit::Graph> traced = nullptr);

// Writes a value, or nothing of it: a tensor as a Float64Array of its slot, a dict as {dict: [[key, value],
// ...]}.
Napi::Value written(Napi::Env env, const c10::IValue& value);

void export_plain_programs(Napi::Env env, Napi::Object exports);

}  // namespace cotrain
