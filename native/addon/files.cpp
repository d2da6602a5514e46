// Tensors' bytes as files hold them: read straight into a tensor's memory, and their CRC-32.
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "bridge.h"

// Node's own zlib, which it lets addons use.
extern "C" {
unsigned long crc32_z(unsigned long crc, const unsigned char* bytes, size_t length);
unsigned long crc32_combine(unsigned long first, unsigned long second, long second_length);
}

namespace cotrain {
namespace {

// A piece is read and summed while it is in the processor's cache.
constexpr size_t kPiece = 1 << 18;
// A thread's share: less is not worth waking another one.
constexpr int64_t kShare = 4 << 20;

void read_all(int file, unsigned char* to, size_t length, int64_t offset) {
  while (length > 0) {
    const ssize_t count = pread(file, to, length, offset);
    if (count < 0 && errno == EINTR) continue;
    TORCH_CHECK(count >= 0, "it cannot be read: ", std::strerror(errno));
    TORCH_CHECK(count > 0, "it was truncated while it was read");
    to += count;
    offset += count;
    length -= count;
  }
}

// The CRC-32 of `length` bytes if it is wanted; `prepare(begin, length)` makes them available piece by piece.
template <typename Prepare>
uint32_t checksum_of(const unsigned char* bytes, int64_t length, bool wanted, const Prepare& prepare) {
  const int64_t shares = (length + kShare - 1) / kShare;
  std::vector<unsigned long> sums(shares);
  at::parallel_for(0, shares, 1, [&](int64_t first, int64_t last) {
    for (int64_t share = first; share < last; ++share) {
      const size_t end = std::min(length, (share + 1) * kShare);
      for (size_t at = share * kShare; at < end; at += kPiece) {
        const size_t piece = std::min(kPiece, end - at);
        prepare(at, piece);
        if (wanted) sums[share] = crc32_z(sums[share], bytes + at, piece);
      }
    }
  });
  if (!wanted) return 0;
  unsigned long sum = shares > 0 ? sums[0] : 0;
  for (int64_t share = 1; share < shares; ++share)
    sum = crc32_combine(sum, sums[share], std::min(kShare, length - share * kShare));
  return static_cast<uint32_t>(sum);
}

// readFile(file, offset, slot, generation, summed) -> CRC-32 of what was read into the tensor, which it
// fills; 0 unless summed
Napi::Value read_file(const Napi::CallbackInfo& info) {
  const auto file = static_cast<int>(whole(info, 0, "a file"));
  const int64_t offset = whole(info, 1, "a place in a file");
  const at::Tensor tensor = bridge(info.Env()).tensor(info, 2);
  TORCH_CHECK(tensor.is_cpu() && tensor.layout() == c10::kStrided && tensor.is_contiguous(),
              "a file is read into contiguous memory");
  auto* bytes = static_cast<unsigned char*>(tensor.mutable_data_ptr());
  const uint32_t sum = checksum_of(bytes, static_cast<int64_t>(tensor.nbytes()), info[4].ToBoolean(),
                                   [&](size_t at, size_t length) {
                                     read_all(file, bytes + at, length, offset + static_cast<int64_t>(at));
                                   });
  trace_as_constant(tensor);
  return Napi::Number::New(info.Env(), sum);
}

// checksum(slot, generation) -> CRC-32 of the elements in row-major order
Napi::Value checksum(const Napi::CallbackInfo& info) {
  const auto tensor =
      bridge(info.Env()).tensor(info, 0).detach().cpu().resolve_conj().resolve_neg().contiguous();
  const auto* bytes = static_cast<const unsigned char*>(tensor.const_data_ptr());
  return Napi::Number::New(
      info.Env(), checksum_of(bytes, static_cast<int64_t>(tensor.nbytes()), true, [](size_t, size_t) {}));
}

}  // namespace

void export_files(Napi::Env env, Napi::Object exports) {
  define<read_file>(env, exports, "readFile");
  define<checksum>(env, exports, "checksum");
}

}  // namespace cotrain
