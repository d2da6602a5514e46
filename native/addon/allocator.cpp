// LibTorch's CPU memory. A small block comes from a list of its thread: the system's allocator takes longer
// for one than many an operator for its computation. Pages of large blocks are kept for the next ones: the
// system would clear them again in every step, which took a twentieth of a ResNet-50's training
// (benchmarks/results/resnet50.md).
#include <c10/core/CPUAllocator.h>
#include <c10/core/alignment.h>
#include <c10/core/impl/alloc_cpu.h>
#ifdef __linux__
#include <malloc.h>
#endif
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string_view>
#include <utility>

#include "bridge.h"
#include "large_blocks.h"

namespace cotrain {
namespace {

// Stands before every block, since a deleter is told its address alone. It is as long as blocks are aligned.
struct alignas(c10::gAlignment) Header {
  size_t bytes;  // of the block, header included
  Header* next;  // in the list of free blocks
};

constexpr size_t kSmall = 1024;       // up to here a thread keeps blocks
constexpr size_t kLarge = 256 << 10;  // from here on they are cut from pages

constexpr size_t round_up(size_t bytes, size_t step) { return (bytes + step - 1) / step * step; }

// --- Small blocks: a list of free ones for each size, in each thread.

constexpr size_t kClasses = kSmall / sizeof(Header) + 2;
constexpr uint32_t kMost = 256;  // of one size: at most 2.5 MB in a thread

// Without constructor and destructor: blocks are freed even while a thread's other variables are destroyed.
struct SmallBlocks {
  std::array<Header*, kClasses> free;
  std::array<uint32_t, kClasses> count;
  bool registered, closed;
};
thread_local SmallBlocks small_blocks;

struct Closing {
  ~Closing() {
    small_blocks.closed = true;
    for (Header* header : small_blocks.free)
      while (header != nullptr) c10::free_cpu(std::exchange(header, header->next));
  }
};

Header* take_small(size_t bytes) {
  auto& blocks = small_blocks;
  const size_t size_class = bytes / sizeof(Header);
  if (Header* header = blocks.free[size_class]; header != nullptr && !blocks.closed) {
    blocks.free[size_class] = header->next;
    --blocks.count[size_class];
    return header;
  }
  return static_cast<Header*>(c10::alloc_cpu(bytes));
}

void give_small(Header* header) {
  auto& blocks = small_blocks;
  const size_t size_class = header->bytes / sizeof(Header);
  if (blocks.closed || blocks.count[size_class] == kMost) return c10::free_cpu(header);
  if (!blocks.registered) {
    static thread_local Closing closing;
    blocks.registered = true;
  }
  header->next = blocks.free[size_class];
  blocks.free[size_class] = header;
  ++blocks.count[size_class];
}

// --- Large blocks, for all threads.

// How much more memory is kept than was in use at once lately, as a share of that.
double spare() {
  constexpr double kDefault = 1.0 / 8;
  const char* variable = std::getenv("COTRAIN_SPARE_MEMORY");
  if (variable == nullptr || *variable == '\0') return kDefault;
  char* end;
  const double value = std::strtod(variable, &end);
  if (*end == '\0' && value >= 0 && value <= 1) return value;
  std::fprintf(stderr, "cotrain: COTRAIN_SPARE_MEMORY is a number from 0 to 1, not '%s'; %g is used\n",
               variable, kDefault);
  return kDefault;
}

// Never destroyed: tensors in static variables are freed after everything else.
LargeBlocks& large_blocks() {
  static auto* blocks = new LargeBlocks(spare());
  return *blocks;
}

// --- Both, as LibTorch's allocator.

void give(void* data) {
  if (data == nullptr) return;  // oneDNN's memory of no bytes
  c10::profiledCPUMemoryReporter().Delete(data);
  auto* header = static_cast<Header*>(data) - 1;
  if (header->bytes <= kSmall + sizeof(Header))
    give_small(header);
  else if (header->bytes < kLarge)
    c10::free_cpu(header);
  else
    large_blocks().give(header, header->bytes);
}

class BlockAllocator final : public at::Allocator {
 public:
  at::DataPtr allocate(size_t bytes) override {
    if (bytes == 0) return {nullptr, nullptr, &give, at::kCPU};
    // No machine has as much, and sums with it do not overflow.
    TORCH_CHECK_WITH(OutOfMemoryError, bytes < size_t{1} << 56, "not enough memory for ", bytes, " bytes");
    const size_t needed = round_up(bytes, sizeof(Header)) + sizeof(Header);
    size_t size = needed;  // large blocks get more
    Header* header = size <= kSmall + sizeof(Header) ? take_small(size)
                     : size < kLarge                 ? static_cast<Header*>(c10::alloc_cpu(size))
                                                     : static_cast<Header*>(large_blocks().take(size));
    if (header == nullptr) {
      c10::profiledCPUMemoryReporter().OutOfMemory(bytes);
      TORCH_CHECK_WITH(OutOfMemoryError, false, "not enough memory for ", bytes, " bytes");
    }
    header->bytes = size;
    void* data = header + 1;
    c10::profiledCPUMemoryReporter().New(data, bytes);
    return {data, data, &give, at::kCPU};
  }

  at::DeleterFnPtr raw_deleter() const override { return &give; }

  void copy_data(void* to, const void* from, size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }
};

// --- For tests of wrong arguments, COTRAIN_ALLOCATOR=fence: behind every block stands a page that nobody may
// touch, so that a kernel which leaves its tensor ends the process at once, and not some other call later. A
// block is aligned, so that some bytes are left on both sides of it; what is written there is found when it
// is freed.

constexpr size_t kPage = 4096;
constexpr unsigned char kUntouched = 0xCB;

class FenceAllocator final : public at::Allocator {
 public:
  at::DataPtr allocate(size_t bytes) override {
    if (bytes == 0) return {nullptr, nullptr, &give, at::kCPU};
    TORCH_CHECK_WITH(OutOfMemoryError, bytes < size_t{1} << 40, "not enough memory for ", bytes, " bytes");
    const size_t needed = round_up(bytes, c10::gAlignment), pages = round_up(needed, kPage);
    void* start =
        mmap(nullptr, pages + 2 * kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    TORCH_CHECK_WITH(OutOfMemoryError, start != MAP_FAILED, "not enough memory for ", bytes, " bytes");
    auto* block = new (start) Block{pages + 2 * kPage, bytes};
    auto* fence = reinterpret_cast<unsigned char*>(start) + kPage + pages;
    unsigned char* data = fence - needed;
    std::fill(block->margin(), data, kUntouched);
    std::fill(data + bytes, fence, kUntouched);
    mprotect(start, kPage, PROT_READ);
    mprotect(fence, kPage, PROT_NONE);
    return {data, data, &give, at::kCPU};
  }

  at::DeleterFnPtr raw_deleter() const override { return &give; }

  void copy_data(void* to, const void* from, size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }

 private:
  struct Block {
    size_t mapped, bytes;  // with its pages on both sides; of the data
    unsigned char* margin() { return reinterpret_cast<unsigned char*>(this) + kPage; }
    unsigned char* fence() { return reinterpret_cast<unsigned char*>(this) + mapped - kPage; }
  };

  static void give(void* address) {
    if (address == nullptr) return;
    auto* data = static_cast<unsigned char*>(address);
    auto* block = reinterpret_cast<Block*>((reinterpret_cast<uintptr_t>(address) & ~(kPage - 1)) - kPage);
    const auto untouched = [](unsigned char byte) { return byte == kUntouched; };
    if (!std::all_of(block->margin(), data, untouched) ||
        !std::all_of(data + block->bytes, block->fence(), untouched)) {
      std::fprintf(stderr, "a kernel wrote beside a block of %zu bytes\n", block->bytes);
      std::abort();
    }
    munmap(block, block->mapped);
  }
};

// releaseMemory(): gives memory that no tensor uses back to the system
Napi::Value release_memory(const Napi::CallbackInfo& info) {
  large_blocks().release();
#ifdef __GLIBC__
  malloc_trim(0);  // the rest, of smaller blocks
#endif
  return info.Env().Undefined();
}

}  // namespace

void export_allocator(Napi::Env env, Napi::Object exports) {
  // Once in the process, before its first tensor. A priority above that of LibTorch's own allocator.
  static const bool installed = [] {
    const char* variable = std::getenv("COTRAIN_ALLOCATOR");
    const std::string_view wanted = variable == nullptr ? "" : variable;
    if (wanted == "fence")
      c10::SetCPUAllocator(new FenceAllocator, 1);
    else if (wanted != "system")
      c10::SetCPUAllocator(new BlockAllocator, 1);
    return true;
  }();
  static_cast<void>(installed);
  define<release_memory>(env, exports, "releaseMemory");
}

}  // namespace cotrain
