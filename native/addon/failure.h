#pragma once

#include <stdexcept>

namespace cotrain {

// Processes of a group failed to work together; a DistributedError in JavaScript.
class DistributedFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace cotrain
