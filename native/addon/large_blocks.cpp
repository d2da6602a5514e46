#include "large_blocks.h"

#include <sys/mman.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace cotrain {
namespace {

// Sizes and addresses of blocks are multiples of it, and of every system's pages.
constexpr size_t kGrain = 64 << 10;
// What is asked of the system: mappings of such a size lie beside each other.
constexpr size_t kHugePage = 2 << 20;
// Blocks of a window.
constexpr uint64_t kWindow = 10'000;

constexpr size_t round_up(size_t bytes, size_t step) { return (bytes + step - 1) / step * step; }

}  // namespace

void* LargeBlocks::take(size_t& bytes) {
  bytes = round_up(bytes, kGrain);
  const std::lock_guard lock(mutex_);
  char* block = cut(bytes);
  if (block == nullptr) {
    release_to(allowance(bytes));
    if (!map(bytes)) {
      release_to(0);
      if (!map(bytes)) return nullptr;
    }
    block = cut(bytes);
  }
  in_use_ += bytes;
  count();
  if (++taken_ % kWindow == 0) before_ = std::exchange(now_, {in_use_, in_use_});
  return block;
}

void LargeBlocks::give(void* block, size_t bytes) {
  const std::lock_guard lock(mutex_);
  in_use_ -= bytes;
  count();
  add_idle(static_cast<char*>(block), bytes, ++given_);
  release_to(allowance(0));
}

void LargeBlocks::release() {
  const std::lock_guard lock(mutex_);
  release_to(0);
  now_ = before_ = {in_use_, in_use_};
}

// The end of the smallest idle extent that is large enough; nullptr if there is none. The end, because Linux
// puts new pages in front of those that it gave before: what is left of a mapping joins the next one.
char* LargeBlocks::cut(size_t bytes) {
  const auto found = by_size_.lower_bound({bytes, nullptr});
  if (found == by_size_.end()) return nullptr;
  const auto [size, start] = *found;
  const auto extent = idle_.find(start);
  const uint64_t given = extent->second.given;
  remove_idle(extent);
  if (size > bytes) add_idle(start, size - bytes, given);
  return start + (size - bytes);
}

// Joins what is free with its neighbours.
void LargeBlocks::add_idle(char* start, size_t bytes, uint64_t given) {
  auto next = idle_.lower_bound(start);
  if (next != idle_.end() && start + bytes == next->first) {
    bytes += next->second.bytes;
    given = std::max(given, next->second.given);
    next = remove_idle(next);
  }
  if (next != idle_.begin()) {
    const auto before = std::prev(next);
    if (before->first + before->second.bytes == start) {
      start = before->first;
      bytes += before->second.bytes;
      given = std::max(given, before->second.given);
      remove_idle(before);
    }
  }
  idle_.insert({start, {bytes, given}});
  by_size_.insert({bytes, start});
  idle_bytes_ += bytes;
}

LargeBlocks::Extents::iterator LargeBlocks::remove_idle(Extents::iterator extent) {
  idle_bytes_ -= extent->second.bytes;
  by_size_.erase({extent->second.bytes, extent->first});
  return idle_.erase(extent);
}

// Asks the system for pages.
bool LargeBlocks::map(size_t bytes) {
  bytes = round_up(bytes, kHugePage);
  void* start = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return false;
#ifdef MADV_HUGEPAGE
  // One page fault for 2 MB instead of one for 4 KB. A system that has no such pages ignores it.
  madvise(start, bytes, MADV_HUGEPAGE);
#endif
  add_idle(static_cast<char*>(start), bytes, given_);
  return true;
}

// Gives back what has been idle for the longest time, until no more than `bytes` are.
void LargeBlocks::release_to(size_t bytes) {
  while (idle_bytes_ > bytes) {
    const auto oldest = std::min_element(idle_.begin(), idle_.end(), [](const auto& a, const auto& b) {
      return a.second.given < b.second.given;
    });
    const auto [start, extent] = *oldest;
    const size_t part = std::min(extent.bytes, round_up(idle_bytes_ - bytes, kHugePage));
    remove_idle(oldest);
    munmap(start, part);
    if (part < extent.bytes) add_idle(start + part, extent.bytes - part, extent.given);
  }
}

// How much may be idle, with `bytes` more in use: in all no more than was in use at once lately, and a part
// of that for holes that are too small for the blocks asked for at the moment. Where little comes and goes,
// as beside the weights of a model that predicts, twice that part of it is enough.
size_t LargeBlocks::allowance(size_t bytes) const {
  const size_t most = std::max({now_.most, before_.most, in_use_ + bytes});
  const size_t least = std::min(now_.least, before_.least);
  const size_t holed = std::min(most, 2 * (most - least));
  return most + static_cast<size_t>(spare_ * static_cast<double>(holed)) - (in_use_ + bytes);
}

// Widens this window's range to what is in use.
void LargeBlocks::count() { now_ = {std::max(now_.most, in_use_), std::min(now_.least, in_use_)}; }

}  // namespace cotrain
