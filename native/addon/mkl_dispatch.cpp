// Intel's MKL, LibTorch's BLAS on x86-64, asks who made the processor before it asks what the processor can
// do: on AMD's it leaves AVX-512 unused, and matrix products take twice as long. LibTorch calls that question
// through its symbol table, in which the addon that loads LibTorch comes first.
#if defined(__linux__) && defined(__x86_64__)
#include <cstdlib>
#include <cstring>

// COTRAIN_MKL_DISPATCH=vendor leaves the answer to whether the processor is Intel's.
extern "C" __attribute__((visibility("default"))) int mkl_serv_intel_cpu_true() {
  static const int by_features = [] {
    const char* dispatch = std::getenv("COTRAIN_MKL_DISPATCH");
    if (dispatch == nullptr || std::strcmp(dispatch, "vendor") != 0) return 1;
    return __builtin_cpu_is("intel") ? 1 : 0;
  }();
  return by_features;
}
#endif
