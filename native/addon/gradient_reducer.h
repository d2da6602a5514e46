// Averages gradients over the ranks of a group while backward passes run: c10d's Reducer on our ProcessGroup.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <torch/csrc/distributed/c10d/reducer.hpp>
#include <vector>

#include "process_group.h"

namespace cotrain {

class WatchedGroup;

struct ReducerOptions {
  std::vector<std::string> names;  // of the parameters, for errors
  int64_t first_bucket_bytes;
  int64_t bucket_bytes;
  bool gradients_are_views;  // of the buckets
};

// One step is prepare(), then backward passes in which each parameter gets its gradient at most once, then
// finish(). Outside of a step gradients accumulate locally.
//
// c10d's own hooks are removed: they are wrong for steps of several passes. Instead, ours report to it
// what has arrived, so that a parameter that is reported twice or never is an error on every rank and not a
// hang on the others.
class GradientReducer : public std::enable_shared_from_this<GradientReducer> {
 public:
  // Makes buckets. `group` is one that nothing else communicates in: ranks reach their buckets at different
  // points between other collectives.
  static std::shared_ptr<GradientReducer> make(const std::shared_ptr<ProcessGroup>& group,
                                               std::vector<at::Tensor> parameters, ReducerOptions options);
  ~GradientReducer();

  // `unused` are the indices of parameters that get no gradient on this rank. If the step ends itself, the
  // backward pass in which the last gradient arrives does what finish() does.
  void prepare(std::vector<size_t> unused, bool ends_itself);
  // Ends the step. Throws a DistributedFailure if a rank is missing or used the reducer wrongly.
  void finish();

  // Whether a step has begun, gradients have come, and it has not ended.
  bool is_reducing();
  // The indices of parameters that `outputs` do not depend on.
  std::vector<size_t> search_unused(const std::vector<at::Tensor>& outputs) const;
  // How many buckets are being reduced, or have been, in this step.
  size_t started() const;
  std::vector<size_t> bucket_bytes() const;

 private:
  enum State : uint8_t { kWaiting, kUsed, kUnused, kMissing, kTwice, kUnexpected, kHasGradient = 0x10 };

  GradientReducer(const std::shared_ptr<ProcessGroup>& group, std::vector<at::Tensor> parameters,
                  ReducerOptions options);
  void add_hooks();
  void arrive(size_t index);
  void announce_unused();
  void mark(size_t index, State state);
  void mark_rest();
  void conclude();
  void check_states(const std::vector<at::Tensor>& states) const;
  void drop_unused(const std::vector<at::Tensor>& states);

  const std::vector<at::Tensor> parameters_;
  const ReducerOptions options_;
  const c10::intrusive_ptr<WatchedGroup> group_;
  const std::unique_ptr<c10d::Reducer> reducer_;

  std::mutex mutex_;  // of what follows
  bool is_open_ = false;
  bool ends_itself_ = false;
  bool has_announced_ = false;
  std::vector<size_t> unused_;
  size_t waiting_ = 0;  // parameters whose gradients are still to come
  at::Tensor states_;   // [P] uint8
};

}  // namespace cotrain
