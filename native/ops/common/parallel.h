// Work on all threads in tasks of unequal size.
#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>

namespace cotrain {

class Tasks {
 public:
  explicit Tasks(int64_t count) : count_(count) {}

  // The next task, of whoever asks first.
  bool take(int64_t& task) {
    task = next_++;
    return task < count_;
  }

 private:
  const int64_t count_;
  std::atomic<int64_t> next_{0};
};

// Calls worker(tasks) on each thread. It takes tasks until there are none; what it allocates serves all of
// them. Which thread has a task must not matter to its result.
template <typename Worker>
void parallel_tasks(int64_t count, const Worker& worker) {
  Tasks tasks(count);
  at::parallel_for(0, std::min<int64_t>(count, at::get_num_threads()), 1,
                   [&](int64_t, int64_t) { worker(tasks); });
}

// Memory that is not cleared, for one worker's tasks: new pages for each would cost more than most tasks.
template <typename T>
class Scratch {
 public:
  T* of(int64_t count) {
    if (count > size_) {
      data_.reset(new T[count]);
      size_ = count;
    }
    return data_.get();
  }

 private:
  std::unique_ptr<T[]> data_;
  int64_t size_ = 0;
};

}  // namespace cotrain
