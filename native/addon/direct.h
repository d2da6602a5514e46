// Ways past what a call does not need: boxed arguments, and autograd where nothing is recorded.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include "bridge.h"

namespace cotrain {

// An operator that is called by its C++ signature.
class DirectOperator {
 public:
  virtual ~DirectOperator() = default;
  // Reads untagged arguments from the buffer. The slot of the result, or -1 for an in-place operator.
  virtual int32_t call(Bridge& bridge) const = 0;
};

// Whether an operator only computes new tensors: neither views nor writes. Then it may run below autograd and
// the bookkeeping of views if none of its inputs has any autograd state: there is nothing to record.
bool is_functional(const c10::OperatorHandle& handle);

inline bool has_autograd_state(const at::Tensor& tensor) {
  return tensor.defined() && tensor.unsafeGetTensorImpl()->autograd_meta() != nullptr;
}

}  // namespace cotrain
