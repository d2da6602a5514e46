// Inner loops exist once in source and once for each instruction set in the library: portable binaries that
// use what the machine has. A kernel.cpp holds raw pointers and loops only: an inline function of a shared
// header, compiled with AVX-512, could be the copy that the linker keeps for everybody.
#pragma once

#ifndef COTRAIN_ISA
#define COTRAIN_ISA baseline
#endif

namespace cotrain {

enum class Isa { kBaseline, kAvx2, kAvx512 };

// The best that this machine has; ATEN_CPU_CAPABILITY=default|avx2|avx512 lowers it, as for LibTorch's own
// kernels.
Isa isa();

}  // namespace cotrain

#if defined(__x86_64__) || defined(_M_X64)

// Declares functions in the namespaces of all instruction sets; kernel.cpp defines them in
// `cotrain::COTRAIN_ISA`.
#define COTRAIN_DECLARE_KERNELS(...) \
  namespace cotrain {                \
  namespace baseline {               \
  __VA_ARGS__                        \
  }                                  \
  namespace avx2 {                   \
  __VA_ARGS__                        \
  }                                  \
  namespace avx512 {                 \
  __VA_ARGS__                        \
  }                                  \
  }

// A pointer to the kernel for this machine. Templates need explicit instances: COTRAIN_KERNEL(sum<float, 4>).
#define COTRAIN_KERNEL(...)                                                      \
  (::cotrain::isa() == ::cotrain::Isa::kAvx512 ? &::cotrain::avx512::__VA_ARGS__ \
   : ::cotrain::isa() == ::cotrain::Isa::kAvx2 ? &::cotrain::avx2::__VA_ARGS__   \
                                               : &::cotrain::baseline::__VA_ARGS__)

#else

#define COTRAIN_DECLARE_KERNELS(...) \
  namespace cotrain {                \
  namespace baseline {               \
  __VA_ARGS__                        \
  }                                  \
  }
#define COTRAIN_KERNEL(...) (&::cotrain::baseline::__VA_ARGS__)

#endif
