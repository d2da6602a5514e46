// How every operator says what is wrong with its arguments: "cotrain::nms: boxes must be [N, 4], not ...".
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>

#include <initializer_list>
#include <optional>

// Throws unless the condition holds; `op` is the operator's name in its schema.
#define COTRAIN_CHECK(op, condition, ...) TORCH_CHECK(condition, "cotrain::", op, ": ", __VA_ARGS__)
// The same of a value that should be an index (IndexError in Python).
#define COTRAIN_CHECK_INDEX(op, condition, ...) \
  TORCH_CHECK_INDEX(condition, "cotrain::", op, ": ", __VA_ARGS__)
// The same of what nobody has written yet (NotImplementedError in Python).
#define COTRAIN_CHECK_NOT_IMPLEMENTED(op, condition, ...) \
  TORCH_CHECK_NOT_IMPLEMENTED(condition, "cotrain::", op, ": ", __VA_ARGS__)

namespace cotrain {

using MaybeTensor = std::optional<at::Tensor>;

struct Named {
  Named(const char* name, const at::Tensor& tensor) : name(name), tensor(&tensor) {}
  Named(const char* name, const MaybeTensor& tensor) : name(name), tensor(tensor ? &*tensor : nullptr) {}

  const char* name;
  const at::Tensor* tensor;  // null where it is not given
};

inline void check_floating(const char* op, const Named& given) {
  COTRAIN_CHECK(op, at::isFloatingType(given.tensor->scalar_type()), given.name,
                " must be of floating point, not ", given.tensor->scalar_type());
}

// Each of the tensors against the first.
inline void check_one_dtype(const char* op, std::initializer_list<Named> given) {
  const Named& first = *given.begin();
  for (const Named& other : given)
    COTRAIN_CHECK(op, !other.tensor || other.tensor->scalar_type() == first.tensor->scalar_type(), first.name,
                  " is ", first.tensor->scalar_type(), ", ", other.name, " is ", other.tensor->scalar_type(),
                  ": one dtype is needed");
}

inline void check_one_device(const char* op, std::initializer_list<Named> given) {
  const Named& first = *given.begin();
  for (const Named& other : given)
    COTRAIN_CHECK(op, !other.tensor || other.tensor->device() == first.tensor->device(), first.name,
                  " is on ", first.tensor->device(), ", ", other.name, " on ", other.tensor->device(),
                  ": one device is needed");
}

template <typename T>
void check_not_negative(const char* op, const char* name, T value) {
  COTRAIN_CHECK(op, value >= 0, name, " must not be negative, not ", value);
}

inline void check_no_second_derivative(const char* op, bool recorded = at::GradMode::is_enabled()) {
  COTRAIN_CHECK_NOT_IMPLEMENTED(op, !recorded, "second derivatives are not implemented");
}

}  // namespace cotrain
