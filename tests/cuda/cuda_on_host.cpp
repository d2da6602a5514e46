#include "cuda_on_host.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <vector>

namespace cuda_on_host {

thread_local dim3 thread_index, block_index, block_size, grid_size;

namespace {

constexpr unsigned kWarp = 32, kMostThreads = 1024, kMostRows = 65535;
constexpr size_t kMostShared = 48 << 10;
constexpr size_t kStack = 64 << 10;

struct Block {
  std::vector<Fiber> fibers;
  std::vector<unsigned char> shared;
  unsigned current = 0, count = 0;
  void* scheduler = nullptr;  // its stack pointer
  const char* kernel = "";
  const std::function<void()>* thread = nullptr;
  std::exception_ptr error;
};
thread_local Block block;

// COTRAIN_CUDA_ORDER=reverse runs blocks and threads from the last to the first: what depends on an order
// that the device does not promise gives another result.
bool reversed() {
  static const char* const order = std::getenv("COTRAIN_CUDA_ORDER");
  return order != nullptr && std::string(order) == "reverse";
}

}  // namespace

void fail(const std::string& what) {
  throw std::runtime_error("cuda on the host: " + std::string(block.kernel) + ": " + what);
}

// Stores the registers that a function keeps and the stack pointer, and takes those of another stack.
extern "C" void cuda_on_host_switch(void** from, void* to);
#if defined(__x86_64__)
asm(R"(
.text
.hidden cuda_on_host_switch
.globl cuda_on_host_switch
.type cuda_on_host_switch,@function
cuda_on_host_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size cuda_on_host_switch, .-cuda_on_host_switch
)");
constexpr int kSavedRegisters = 6;
#else
#error "fibers are written for x86-64 only"
#endif

namespace {

void fiber_main() {
  try {
    (*block.thread)();
  } catch (...) {
    if (!block.error) block.error = std::current_exception();
  }
  block.fibers[block.current].state = State::kDone;
  void* unused;
  cuda_on_host_switch(&unused, block.scheduler);
  __builtin_trap();
}

void start(Fiber& fiber) {
  if (!fiber.stack) fiber.stack.reset(new char[kStack]);
  const auto top = reinterpret_cast<uintptr_t>(fiber.stack.get() + kStack) & ~uintptr_t(15);
  auto** at = reinterpret_cast<void**>(top);
  *--at = nullptr;  // aligns the stack as after a call
  *--at = reinterpret_cast<void*>(&fiber_main);
  for (int i = 0; i < kSavedRegisters; ++i) *--at = nullptr;
  fiber.stack_pointer = at;
  fiber.state = State::kReady;
  fiber.turn = 0;
}

void resume(unsigned thread) {
  block.current = thread;
  thread_index.x = thread % block_size.x, thread_index.y = thread / block_size.x;
  cuda_on_host_switch(&block.scheduler, block.fibers[thread].stack_pointer);
}

// Back to the scheduler, until it makes this fiber ready.
void wait(State state, int line) {
  Fiber& fiber = block.fibers[block.current];
  fiber.state = state;
  fiber.line = line;
  cuda_on_host_switch(&fiber.stack_pointer, block.scheduler);
}

// Makes the lanes of a warp ready if all that are left are at one shuffle.
bool release_shuffle(unsigned first) {
  const unsigned end = std::min(block.count, first + kWarp);
  const Fiber* at = nullptr;
  for (unsigned i = first; i < end; ++i) {
    const Fiber& fiber = block.fibers[i];
    if (fiber.state == State::kDone) continue;
    if (fiber.state != State::kShuffle) return false;
    if (at && at->line != fiber.line) fail("lanes of a warp are at different shuffles");
    at = &fiber;
    for (unsigned lane = 0; lane < kWarp; ++lane) {
      const bool asked = fiber.mask >> lane & 1;
      if (asked && (first + lane >= block.count || block.fibers[first + lane].state == State::kDone))
        fail("a shuffle names a lane that has left");
    }
  }
  for (unsigned i = first; i < end; ++i)
    if (block.fibers[i].state == State::kShuffle) block.fibers[i].state = State::kReady;
  return at != nullptr;
}

// Makes all threads ready if all of the block are at one barrier. A thread that has left never comes: the
// device lets the others pass, and so do we.
bool release_barrier() {
  const Fiber* at = nullptr;
  for (unsigned i = 0; i < block.count; ++i) {
    const Fiber& fiber = block.fibers[i];
    if (fiber.state == State::kDone) continue;
    if (fiber.state != State::kBarrier) return false;
    if (at && at->line != fiber.line)
      fail("threads of a block are at different barriers, lines " + std::to_string(at->line) + " and " +
           std::to_string(fiber.line));
    at = &fiber;
  }
  for (unsigned i = 0; i < block.count; ++i)
    if (block.fibers[i].state == State::kBarrier) block.fibers[i].state = State::kReady;
  return at != nullptr;
}

void run_block() {
  for (unsigned i = 0; i < block.count; ++i) start(block.fibers[i]);
  for (unsigned done = 0; done < block.count;) {
    bool progress = false;
    for (unsigned k = 0; k < block.count; ++k) {
      const unsigned i = reversed() ? block.count - 1 - k : k;
      if (block.fibers[i].state != State::kReady) continue;
      progress = true;
      resume(i);
      if (block.error) std::rethrow_exception(block.error);
      done += block.fibers[i].state == State::kDone;
    }
    if (done == block.count) return;
    for (unsigned warp = 0; warp < block.count; warp += kWarp) progress |= release_shuffle(warp);
    progress |= release_barrier();
    if (!progress) fail("some threads wait at a barrier, others at a shuffle");
  }
}

}  // namespace

Fiber& own_fiber() { return block.fibers[block.current]; }
unsigned char* dynamic_shared() { return block.shared.data(); }
void wait_at_barrier(int line) { wait(State::kBarrier, line); }

const Fiber& meet(uint32_t mask, int lane, int line) {
  own_fiber().mask = mask;
  const unsigned other = block.current / kWarp * kWarp + static_cast<unsigned>(lane) % kWarp;
  wait(State::kShuffle, line);
  if (other >= block.count) fail("a shuffle reads a lane that does not exist");
  return block.fibers[other];
}

uint32_t ballot(uint32_t mask, bool vote, int line) {
  Fiber& own = own_fiber();
  own.turn ^= 1;
  own.slots[own.turn] = vote;
  meet(mask, own_lane(), line);
  const unsigned first = block.current / kWarp * kWarp;
  uint32_t votes = 0;
  for (unsigned lane = 0; lane < kWarp; ++lane)
    if (mask >> lane & 1) votes |= uint32_t(block.fibers[first + lane].slots[own.turn]) << lane;
  return votes;
}

void run(const Config& config, const char* kernel, const std::function<void()>& thread) {
  const dim3 grid = config.grid, threads = config.block;
  block.kernel = kernel;
  block.count = threads.x * threads.y * threads.z;
  if (grid.x == 0 || grid.y == 0 || grid.z == 0 || block.count == 0) fail("nothing to launch");
  if (grid.x > INT32_MAX || grid.y > kMostRows || grid.z > kMostRows) fail("the grid is too large");
  if (block.count > kMostThreads) fail("the block is too large");
  if (config.shared_bytes > kMostShared) fail("more than 48 KiB of dynamic shared memory");
  if (block.fibers.size() < block.count) block.fibers.resize(block.count);
  block.thread = &thread;
  block.error = nullptr;
  block_size = threads, grid_size = grid;
  const uint64_t blocks = uint64_t(grid.x) * grid.y * grid.z;
  for (uint64_t k = 0; k < blocks; ++k) {
    const uint64_t i = reversed() ? blocks - 1 - k : k;
    block_index.x = i % grid.x, block_index.y = i / grid.x % grid.y, block_index.z = i / grid.x / grid.y;
    block.shared.assign(config.shared_bytes, 0xff);  // NaN, of what a block left to the next as well
    run_block();
  }
}

}  // namespace cuda_on_host
