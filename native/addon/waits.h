#pragma once

#include <napi.h>

namespace cotrain {

void export_waits(Napi::Env env, Napi::Object exports);

}  // namespace cotrain
