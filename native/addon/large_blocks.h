#pragma once
// Large blocks of memory, cut from free pages and joined with them again when they are given back.
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace cotrain {

// Pages stay with the process for the next block, whatever its size: the system would have to clear new ones,
// which took a fifth of a training step when blocks were kept by their size alone. Safe for all threads.
class LargeBlocks {
 public:
  // `spare`: how much may be idle when most is in use, as a share of that.
  explicit LargeBlocks(double spare) : spare_(spare) {}

  // A block of at least `bytes`, which become what it has; nullptr if there is no memory.
  void* take(size_t& bytes);

  // Takes a block back, of which `bytes` are what `take` said.
  void give(void* block, size_t bytes);

  // Gives all that is idle back to the system.
  void release();

 private:
  struct Idle {
    size_t bytes;
    uint64_t given;  // number of the block that was given back last
  };
  using Extents = std::map<char*, Idle>;
  struct Range {
    size_t most, least;
  };

  char* cut(size_t bytes);
  void add_idle(char* start, size_t bytes, uint64_t given);
  Extents::iterator remove_idle(Extents::iterator extent);
  bool map(size_t bytes);
  void release_to(size_t bytes);
  size_t allowance(size_t bytes) const;
  void count();

  std::mutex mutex_;
  Extents idle_;                                // by address; no two touch each other
  std::set<std::pair<size_t, char*>> by_size_;  // the same
  size_t idle_bytes_ = 0, in_use_ = 0;
  // What was in use, in this window of allocations and in the last one.
  Range now_ = {0, 0}, before_ = {0, 0};
  const double spare_;
  uint64_t given_ = 0, taken_ = 0;
};

}  // namespace cotrain
