// Kernels of LibTorch that ours replace, once a process: a worker thread loads the addon again.
#pragma once
#include <torch/library.h>

#include <mutex>

namespace cotrain {

void replace_sparse_add();   // LibTorch's writes beside views
void replace_bernoulli();    // LibTorch's takes twelve times as long
void replace_few_numbers();  // LibTorch's take twice as long

// Calls `replace` in silence: the dispatcher announces an overridden kernel, and this one is meant.
template <typename Replace>
void replace_once(const Replace& replace) {
  class Silence : public c10::WarningHandler {
    void process(const c10::Warning&) override {}
  };
  static std::once_flag once;
  std::call_once(once, [&] {
    Silence silence;
    const c10::WarningUtils::WarningHandlerGuard guard(&silence);
    replace();
  });
}

}  // namespace cotrain
