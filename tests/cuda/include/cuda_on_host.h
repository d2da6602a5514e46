// CUDA kernels on the CPU, as far as ours use the language: one block after another, the threads of a block
// as fibers of one thread of the system. rewrite.mjs turns the launches of a .cu file into calls of launch().
//
// What the device leaves undefined is an error here: a barrier that not all threads of a block reach, a
// shuffle that not all lanes of a warp reach, a launch size that does not fit, a launch larger than the
// device takes. Dynamic shared memory starts as NaN. What is not seen: most races, alignment, contracted
// arithmetic, and speed.
#pragma once

#include <math.h>

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __launch_bounds__(...)
#define __shared__ static thread_local

namespace cuda_on_host {

[[noreturn]] void fail(const std::string& what);

// A size of a launch, which CUDA would cut to 32 bits in silence.
template <typename I>
unsigned size_of_launch(I size) {
  if (size < I(0) || static_cast<uint64_t>(size) > UINT32_MAX) fail("a launch size is cut to 32 bits");
  return static_cast<unsigned>(size);
}

}  // namespace cuda_on_host

struct dim3 {
  unsigned x = 1, y = 1, z = 1;
  dim3() = default;
  template <typename X>
  dim3(X x) : x(cuda_on_host::size_of_launch(x)) {}
  template <typename X, typename Y>
  dim3(X x, Y y) : x(cuda_on_host::size_of_launch(x)), y(cuda_on_host::size_of_launch(y)) {}
};

namespace cuda_on_host {

enum class State : uint8_t { kReady, kBarrier, kShuffle, kDone };

struct Fiber {
  void* stack_pointer = nullptr;
  std::unique_ptr<char[]> stack;
  State state = State::kDone;
  int line = 0;            // of the barrier or shuffle that it waits at
  uint32_t mask = 0;       // lanes of that shuffle
  uint64_t slots[2] = {};  // what it gives to its last two shuffles: others may still read the one before
  int turn = 0;
};

// The block that runs.
extern thread_local dim3 thread_index, block_index, block_size, grid_size;

struct Config {
  dim3 grid, block;
  size_t shared_bytes;
  template <typename G, typename B>
  Config(G grid, B block, size_t shared_bytes = 0, int /*stream*/ = 0)
      : grid(grid), block(block), shared_bytes(shared_bytes) {}
};

void run(const Config& config, const char* kernel, const std::function<void()>& thread);

template <typename Kernel, typename... Arguments>
void launch(const Config& config, const char* name, const Kernel& kernel, Arguments... arguments) {
  run(config, name, [&] { kernel(arguments...); });
}

// The memory of `extern __shared__`.
unsigned char* dynamic_shared();

void wait_at_barrier(int line);
Fiber& own_fiber();
// Waits until all lanes of `mask` are at this shuffle; then the fiber of another lane of the warp.
const Fiber& meet(uint32_t mask, int lane, int line);

inline int own_lane() { return thread_index.x % 32; }

template <typename T>
T shuffle(uint32_t mask, T value, int lane, int line) {
  static_assert(sizeof(T) <= sizeof(uint64_t));
  Fiber& own = own_fiber();
  own.turn ^= 1;
  std::memcpy(&own.slots[own.turn], &value, sizeof(T));
  const Fiber& other = meet(mask, lane, line);
  T result;
  std::memcpy(&result, &other.slots[own.turn], sizeof(T));
  return result;
}

uint32_t ballot(uint32_t mask, bool vote, int line);

}  // namespace cuda_on_host

#define threadIdx ::cuda_on_host::thread_index
#define blockIdx ::cuda_on_host::block_index
#define blockDim ::cuda_on_host::block_size
#define gridDim ::cuda_on_host::grid_size
#define __syncthreads() ::cuda_on_host::wait_at_barrier(__LINE__)
#define __shfl_xor_sync(mask, value, step) \
  ::cuda_on_host::shuffle(mask, value, ::cuda_on_host::own_lane() ^ (step), __LINE__)
#define __ballot_sync(mask, vote) ::cuda_on_host::ballot(mask, vote, __LINE__)

template <typename T>
T atomicAdd(T* to, T value) {
  const T before = *to;
  *to += value;
  return before;
}

// As on the device: of NaN and a number, the number.
template <typename T>
T max(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return std::fmax(a, b);
  return a < b ? b : a;
}
template <typename T>
T min(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) return std::fmin(a, b);
  return b < a ? b : a;
}
inline int __ffs(int bits) { return __builtin_ffs(bits); }
using std::abs;
