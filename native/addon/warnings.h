// LibTorch's warnings on their way to JavaScript.
#pragma once

#include <c10/util/Exception.h>

#include <vector>

namespace cotrain {

// Keeps the warnings of a thread that has no JavaScript, for one that has.
class WarningQueue : public c10::WarningHandler {
 public:
  void process(const c10::Warning& warning) override { warnings_.push_back(warning); }
  // Gives them to the handler of the thread that this is called on.
  void replay() {
    for (const auto& warning : warnings_) c10::warn(warning);
    warnings_.clear();
  }

 private:
  std::vector<c10::Warning> warnings_;
};

}  // namespace cotrain
