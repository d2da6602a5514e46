// `bernoulli_(p)` on the CPU, which dropout draws its masks with: LibTorch makes one number of its Mersenne
// Twister after the other, in over 5 ns an element. This takes the same numbers, of which 624 are made and
// compared at a time, so that every mask and the generator's state stay what they are.
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Utils.h>
#include <ATen/ops/bernoulli_native.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "replacements.h"

// Compiled for several instruction sets, of which the loader takes the best that the processor has.
#if defined(__x86_64__) && defined(__linux__)
#define COTRAIN_VECTORS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define COTRAIN_VECTORS
#endif

namespace cotrain {
namespace {

// Fewer elements do not pay for copying the generator's state.
constexpr int64_t kFew = 1024;
constexpr int kState = at::MERSENNE_STATE_N, kShift = at::MERSENNE_STATE_M;

uint32_t twist(uint32_t u, uint32_t v) {
  return (((u & at::UMASK) | (v & at::LMASK)) >> 1) ^ (-(v & 1) & at::MATRIX_A);
}

// The next 624 numbers, before tempering (Matsumoto and Nishimura, 1998).
COTRAIN_VECTORS void next_state(uint32_t* state) {
  constexpr int rest = kState - kShift;
  for (int i = 0; i < rest; ++i) state[i] = state[i + kShift] ^ twist(state[i], state[i + 1]);
  for (int i = rest; i < kState - 1; ++i) state[i] = state[i - rest] ^ twist(state[i], state[i + 1]);
  state[kState - 1] = state[kShift - 1] ^ twist(state[kState - 1], state[0]);
}

COTRAIN_VECTORS void temper(const uint32_t* state, int64_t count, uint32_t* numbers) {
  for (int64_t i = 0; i < count; ++i) {
    uint32_t y = state[i];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    numbers[i] = y ^ (y >> 18);
  }
}

// Two numbers make 53 bits, which LibTorch compares with p as a fraction.
COTRAIN_VECTORS void compare(const uint32_t* numbers, int64_t pairs, uint64_t threshold, float* out) {
  constexpr uint32_t upper = (1 << 21) - 1;
  for (int64_t i = 0; i < pairs; ++i) {
    const uint64_t bits = static_cast<uint64_t>(numbers[2 * i] & upper) << 32 | numbers[2 * i + 1];
    out[i] = bits < threshold ? 1.0F : 0.0F;
  }
}

// Writes 1 with probability p and 0 otherwise, and leaves the twister behind the numbers that it took.
void fill(at::mt19937_data_pod& twister, double p, int64_t count, float* out) {
  const auto threshold = static_cast<uint64_t>(std::ceil(std::ldexp(p, 53)));
  std::array<uint32_t, kState + 1> numbers;
  int64_t held = 0, next = twister.next_;
  int64_t left = std::min<int64_t>(twister.left_ - 1, kState - next);  // a state may be a file's
  while (count > 0) {
    if (left == 0) {
      next_state(twister.state_.data());
      left = kState;
      next = 0;
    }
    const int64_t taken = std::min(left, 2 * count - held);
    temper(twister.state_.data() + next, taken, numbers.data() + held);
    next += taken;
    left -= taken;
    held += taken;
    compare(numbers.data(), held / 2, threshold, out);
    out += held / 2;
    count -= held / 2;
    numbers[0] = numbers[held - 1];  // the first of a pair, where one is over
    held %= 2;
  }
  twister.left_ = static_cast<int>(left + 1);
  twister.next_ = static_cast<uint32_t>(next);
}

at::Tensor& bernoulli_(at::Tensor& self, double p, std::optional<at::Generator> given) {
  // LibTorch fills dense tensors in the order of their memory, too.
  const bool is_dense = self.is_contiguous() || self.is_contiguous(at::MemoryFormat::ChannelsLast);
  if (self.scalar_type() != at::kFloat || !is_dense || self.numel() < kFew || !(p >= 0 && p <= 1))
    return at::native::bernoulli_(self, p, given);
  auto* generator =
      at::get_generator_or_default<at::CPUGeneratorImpl>(given, at::detail::getDefaultCPUGenerator());
  const std::lock_guard<std::mutex> lock(generator->mutex_);
  at::mt19937 engine = generator->engine();
  at::mt19937_data_pod twister = engine.data();
  fill(twister, p, self.numel(), self.mutable_data_ptr<float>());
  engine.set_data(twister);
  generator->set_engine(engine);
  return self;
}

}  // namespace

void replace_bernoulli() {
  replace_once([] {
    static torch::Library cpu(torch::Library::IMPL, "aten", c10::DispatchKey::CPU, __FILE__, __LINE__);
    cpu.impl("bernoulli_.float", bernoulli_);
  });
}

}  // namespace cotrain
