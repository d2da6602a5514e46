#include "mkl_dispatch.h"

#if defined(__linux__) && defined(__x86_64__)
#include <cstdlib>
#include <cstring>

// Intel's MKL, LibTorch's BLAS on x86-64, asks who made the processor before it asks what the processor can
// do: on AMD's it leaves AVX-512 unused, and matrix products take twice as long. It calls that question
// through LibTorch's symbol table, in which the addon that loads LibTorch comes first.
// COTRAIN_MKL_DISPATCH=vendor leaves the answer to whether the processor is Intel's.
extern "C" __attribute__((visibility("default"))) int mkl_serv_intel_cpu_true() {
  static const int by_features = [] {
    const char* dispatch = std::getenv("COTRAIN_MKL_DISPATCH");
    if (dispatch == nullptr || std::strcmp(dispatch, "vendor") != 0) return 1;
    return __builtin_cpu_is("intel") ? 1 : 0;
  }();
  return by_features;
}

// MKL's, in LibTorch. Weak: other builds have another BLAS.
extern "C" __attribute__((weak)) void sgemm_(const char* transa, const char* transb, const int* m,
                                             const int* n, const int* k, const float* alpha, const float* a,
                                             const int* lda, const float* b, const int* ldb,
                                             const float* beta, float* c, const int* ldc);

namespace cotrain {

void settle_mkl_dispatch() {
  static const bool settled = [] {
    const int one = 1;
    const float alpha = 1, beta = 0, a = 1, b = 1;
    float c = 0;
    if (sgemm_ != nullptr) sgemm_("N", "N", &one, &one, &one, &alpha, &a, &one, &b, &one, &beta, &c, &one);
    return true;
  }();
  static_cast<void>(settled);
}

}  // namespace cotrain
#else
namespace cotrain {
void settle_mkl_dispatch() {}
}  // namespace cotrain
#endif
