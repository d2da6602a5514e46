#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

namespace cotrain {

// The operator that is registered under a name. Kept in a static variable: looking it up takes longer than a
// call.
template <typename Signature>
auto find(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

}  // namespace cotrain
