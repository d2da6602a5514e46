#include "gradient_reducer.h"

#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/engine.h>
#include <torch/csrc/autograd/utils/lambda_post_hook.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "failure.h"

namespace cotrain {

// What c10d's Reducer communicates in: each of its collectives is one of our ProcessGroup. If one fails, the
// Reducer continues to its end, so that its state is whole, and the failure is kept until it is asked for.
class WatchedGroup : public c10d::ProcessGroup {
 public:
  explicit WatchedGroup(const std::shared_ptr<cotrain::ProcessGroup>& group)
      : c10d::ProcessGroup(nullptr, group->rank(), group->size()), group_(group) {}

  c10::intrusive_ptr<c10d::Work> allreduce(std::vector<at::Tensor>& tensors,
                                           const c10d::AllreduceOptions& given) override {
    ++reductions_;
    return watch("reduceGradients", tensors,
                 [tensors, options = given](c10d::ProcessGroup& group, Milliseconds timeout) mutable {
                   options.timeout = timeout;
                   return group.allreduce(tensors, options);
                 });
  }

  c10::intrusive_ptr<c10d::Work> broadcast(std::vector<at::Tensor>& tensors,
                                           const c10d::BroadcastOptions& given) override {
    return watch("broadcastBuckets", tensors,
                 [tensors, options = given](c10d::ProcessGroup& group, Milliseconds timeout) mutable {
                   options.timeout = timeout;
                   return group.broadcast(tensors, options);
                 });
  }

  // What every rank gives, by rank. Blocks.
  std::vector<at::Tensor> gather(const at::Tensor& own) {
    return group()->gather("gatherGradientStates", own);
  }

  size_t reductions() const { return reductions_; }
  void reset_reductions() { reductions_ = 0; }

  // Throws what has failed since the group was made: it cannot be used after that.
  void check() {
    const std::lock_guard lock(mutex_);
    if (failure_.has_value()) throw DistributedFailure(*failure_);
  }

 private:
  std::shared_ptr<cotrain::ProcessGroup> group() const {
    auto group = group_.lock();
    TORCH_CHECK(group != nullptr, "this process has left the group of its gradients");
    return group;
  }

  c10::intrusive_ptr<c10d::Work> watch(const char* name, const std::vector<at::Tensor>& tensors,
                                       const cotrain::ProcessGroup::Start& start) {
    std::vector<c10::Device> devices;
    if (!tensors[0].is_cpu()) devices.push_back(tensors[0].device());
    auto future = c10::make_intrusive<c10::ivalue::Future>(c10::ListType::ofTensors(), devices);
    const auto self = c10::intrusive_ptr<WatchedGroup>::reclaim_copy(this);
    group()->start(name, std::nullopt, start, [self, future, tensors](std::optional<std::string> error) {
      if (error.has_value()) self->fail(std::move(*error));
      future->markCompleted(tensors);
    });
    return c10d::Work::create_from_future(future);
  }

  void fail(std::string error) {
    const std::lock_guard lock(mutex_);
    if (!failure_.has_value()) failure_ = std::move(error);
  }

  const std::weak_ptr<cotrain::ProcessGroup> group_;
  std::atomic<size_t> reductions_{0};
  std::mutex mutex_;
  std::optional<std::string> failure_;
};

namespace {

using Buckets = std::vector<std::vector<size_t>>;

// Backward passes reach the last parameters first. c10d puts the buckets in the order of arrival after the
// first step.
Buckets first_buckets(const std::vector<at::Tensor>& parameters, const ReducerOptions& options) {
  std::vector<at::Tensor> reversed(parameters.rbegin(), parameters.rend());
  std::vector<int64_t> indices;
  for (size_t i = parameters.size(); i-- > 0;) indices.push_back(static_cast<int64_t>(i));
  const std::vector<size_t> limits{static_cast<size_t>(options.first_bucket_bytes),
                                   static_cast<size_t>(options.bucket_bytes)};
  return std::get<0>(c10d::compute_bucket_assignment_by_size(reversed, limits, {}, indices));
}

// A template, since only one of the constructors exists: the last option came with LibTorch 2.13.
template <typename Reducer>
std::unique_ptr<Reducer> make_reducer(const std::vector<at::Tensor>& parameters,
                                      const ReducerOptions& options,
                                      const c10::intrusive_ptr<c10d::ProcessGroup>& group) {
  std::unordered_map<size_t, std::string> names;
  for (size_t i = 0; i < options.names.size(); ++i) names.emplace(i, options.names[i]);
  const std::vector<bool> sparse(parameters.size(), false);
  const Buckets buckets = first_buckets(parameters, options);
  const bool finds_unused = false, skips_unused = false, is_python = false;
  if constexpr (std::is_constructible_v<Reducer, std::vector<at::Tensor>, Buckets,
                                        c10::intrusive_ptr<c10d::ProcessGroup>, std::vector<bool>, int64_t,
                                        bool, bool, std::unordered_map<size_t, std::string>, int64_t, bool,
                                        bool, std::vector<int64_t>>)
    return std::make_unique<Reducer>(parameters, buckets, group, sparse, options.bucket_bytes, finds_unused,
                                     options.gradients_are_views, names, options.first_bucket_bytes,
                                     skips_unused, is_python, std::vector<int64_t>());
  else
    return std::make_unique<Reducer>(parameters, buckets, group, sparse, options.bucket_bytes, finds_unused,
                                     options.gradients_are_views, names, options.first_bucket_bytes,
                                     skips_unused, is_python);
}

// Runs `work` inside of a backward pass, where the Reducer may queue the end of a step.
void run_in_backward(const std::function<void()>& work) {
  const c10::InferenceMode no_inference(false);
  const at::AutoGradMode recording(true);
  const auto leaf = at::zeros({1}).requires_grad_();
  leaf.register_hook([work](const at::Tensor& gradient) -> at::Tensor {
    work();
    return gradient;
  });
  torch::autograd::backward({leaf}, {at::zeros({1})});
}

}  // namespace

std::shared_ptr<GradientReducer> GradientReducer::make(const std::shared_ptr<ProcessGroup>& group,
                                                       std::vector<at::Tensor> parameters,
                                                       ReducerOptions options) {
  std::shared_ptr<GradientReducer> reducer(
      new GradientReducer(group, std::move(parameters), std::move(options)));
  reducer->add_hooks();
  return reducer;
}

GradientReducer::GradientReducer(const std::shared_ptr<ProcessGroup>& group,
                                 std::vector<at::Tensor> parameters, ReducerOptions options)
    : parameters_(std::move(parameters)),
      options_(std::move(options)),
      group_(c10::make_intrusive<WatchedGroup>(group)),
      reducer_(make_reducer<c10d::Reducer>(parameters_, options_, group_)) {
  reducer_->remove_autograd_hooks();
}

GradientReducer::~GradientReducer() = default;

// The nodes of the parameters hold the hooks, the Reducer holds the nodes: a hook that held the Reducer would
// keep all three for ever. A node that a graph keeps for longer does nothing.
void GradientReducer::add_hooks() {
  for (size_t i = 0; i < parameters_.size(); ++i) {
    const auto arrived = [self = weak_from_this(), i] {
      if (const auto reducer = self.lock()) reducer->arrive(i);
    };
    torch::autograd::impl::grad_accumulator(parameters_[i])
        ->add_post_hook(std::make_unique<torch::autograd::utils::LambdaPostHook>(
            [arrived](const std::vector<at::Tensor>& outputs, const std::vector<at::Tensor>&) {
              arrived();
              return outputs;
            }));
  }
}

bool GradientReducer::is_reducing() {
  const std::lock_guard lock(mutex_);
  return is_open_ && waiting_ < parameters_.size();
}

size_t GradientReducer::started() const { return group_->reductions(); }

std::vector<size_t> GradientReducer::bucket_bytes() const {
  std::vector<size_t> bytes;
  for (const auto& bucket : reducer_->get_grad_buckets(false)) bytes.push_back(bucket.getBuffer().nbytes());
  return bytes;
}

void GradientReducer::prepare(std::vector<size_t> unused, bool ends_itself) {
  const std::lock_guard lock(mutex_);
  // One that no gradient has come for has sent nothing, and may begin again.
  TORCH_CHECK(!is_open_ || waiting_ == parameters_.size(),
              "prepare() was called in the middle of a step: finish() ends it");
  group_->check();
  reducer_->rebuild_buckets();  // once, after the first step
  group_->check();
  group_->reset_reductions();
  reducer_->prepare_for_backward({});
  is_open_ = true;
  ends_itself_ = ends_itself;
  has_announced_ = false;
  unused_ = std::move(unused);
  waiting_ = parameters_.size();
  states_ = at::zeros({static_cast<int64_t>(parameters_.size())}, at::kByte);
}

void GradientReducer::arrive(size_t index) {
  const std::lock_guard lock(mutex_);
  if (!is_open_) return;
  announce_unused();
  uint8_t& state = states_.data_ptr<uint8_t>()[index];
  if (state == kWaiting)
    mark(index, kUsed);
  else
    state = (state & ~kHasGradient) == kUnused ? kUnexpected : kTwice;
}

void GradientReducer::announce_unused() {
  if (has_announced_) return;
  has_announced_ = true;
  for (const size_t index : unused_) mark(index, kUnused);
}

void GradientReducer::mark(size_t index, State state) {
  const bool has_gradient = parameters_[index].grad().defined();
  states_.data_ptr<uint8_t>()[index] = state | (has_gradient ? kHasGradient : 0);
  reducer_->autograd_hook(index);
  if (--waiting_ > 0) return;
  if (!ends_itself_) return;
  // After the Reducer's own callback, which waits for the buckets.
  torch::autograd::Engine::get_default_engine().queue_callback([self = shared_from_this()] {
    const std::lock_guard lock(self->mutex_);
    self->conclude();
  });
}

void GradientReducer::mark_rest() {
  const std::lock_guard lock(mutex_);
  ends_itself_ = false;
  announce_unused();
  for (size_t i = 0; i < parameters_.size(); ++i) {
    // A gradient that was assigned, and not accumulated, counts as well.
    if (states_.data_ptr<uint8_t>()[i] == kWaiting)
      mark(i, parameters_[i].grad().defined() ? kUsed : kMissing);
  }
}

void GradientReducer::finish() {
  bool is_waiting = false;
  {
    const std::lock_guard lock(mutex_);
    TORCH_CHECK(is_open_, "finish() ends a step that prepare() has begun");
    is_waiting = waiting_ > 0;
  }
  if (is_waiting) run_in_backward([this] { mark_rest(); });
  const std::lock_guard lock(mutex_);
  conclude();
}

void GradientReducer::conclude() {
  is_open_ = false;
  group_->check();
  const auto states = group_->gather(states_);
  check_states(states);
  drop_unused(states);
}

void GradientReducer::check_states(const std::vector<at::Tensor>& states) const {
  const std::map<uint8_t, std::string> kWrong{
      {kMissing, "got no gradient, and was not announced as unused"},
      {kTwice, "got its gradient twice in one step"},
      {kUnexpected, "was announced as unused and got a gradient"},
  };
  std::string problems;
  size_t count = 0;
  for (size_t rank = 0; rank < states.size(); ++rank)
    for (size_t i = 0; i < parameters_.size(); ++i) {
      const auto wrong = kWrong.find(states[rank].data_ptr<uint8_t>()[i] & ~kHasGradient);
      if (wrong == kWrong.end() || ++count > 3) continue;
      problems += (problems.empty() ? "" : "; ") + options_.names[i] + " " + wrong->second + " on rank " +
                  std::to_string(rank);
    }
  if (count > 3) problems += "; and " + std::to_string(count - 3) + " more";
  if (count > 0) throw DistributedFailure("gradients were not averaged as they should be: " + problems);
}

// The buckets had zeros for the parameters that no rank used, and gave them to all.
void GradientReducer::drop_unused(const std::vector<at::Tensor>& states) {
  for (size_t i = 0; i < parameters_.size(); ++i) {
    const bool is_used = std::any_of(states.begin(), states.end(), [i](const at::Tensor& of_rank) {
      return (of_rank.data_ptr<uint8_t>()[i] & kHasGradient) != 0;
    });
    if (!is_used) parameters_[i].mutable_grad().reset();
  }
}

std::vector<size_t> GradientReducer::search_unused(const std::vector<at::Tensor>& outputs) const {
  std::unordered_set<torch::autograd::Node*> seen;
  std::vector<torch::autograd::Node*> open;
  const auto visit = [&](torch::autograd::Node* node) {
    if (node != nullptr && seen.insert(node).second) open.push_back(node);
  };
  for (const auto& output : outputs)
    if (output.requires_grad()) visit(torch::autograd::impl::gradient_edge(output).function.get());
  while (!open.empty()) {
    const auto* node = open.back();
    open.pop_back();
    for (const auto& edge : node->next_edges()) visit(edge.function.get());
  }
  std::vector<size_t> unused;
  for (size_t i = 0; i < parameters_.size(); ++i)
    if (!seen.contains(torch::autograd::impl::grad_accumulator(parameters_[i]).get())) unused.push_back(i);
  return unused;
}

}  // namespace cotrain
