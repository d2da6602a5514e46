// Operators and what their schemas say, in the few kinds of value that the bridge converts.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include <string>
#include <vector>

namespace cotrain {

enum class Kind {
  kTensor,
  kInt,
  kFloat,
  kBool,
  kScalar,
  kString,
  kScalarType,
  kDevice,
  kLayout,
  kMemoryFormat,
  kGenerator,
  kUnsupported
};

const char* kind_name(Kind kind);

// Tensor, Tensor?, Tensor[], Tensor?[], int[2]?, ... : a kind, perhaps in a list, each level perhaps
// optional.
struct ValueType {
  Kind kind = Kind::kUnsupported;
  bool optional = false;
  bool list = false;
  bool element_optional = false;
};

ValueType value_type(const c10::Type& type);

struct Operator {
  c10::OperatorHandle handle;
  std::vector<ValueType> arguments;
  std::vector<ValueType> returns;
  std::vector<int> return_aliases;  // the argument that a return is (in-place, out), or -1
  bool functional = false;          // only computes new tensors: see is_functional()
  bool one_tensor = false;          // a single, new tensor: the case that skips the buffer
};

Operator make_operator(const c10::OperatorHandle& handle);

}  // namespace cotrain
