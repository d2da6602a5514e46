// `dense.add_(sparse)` on the CPU: LibTorch 2.13 adds the storage offset to a pointer that has it already,
// and takes the dense dimensions of a hybrid tensor as contiguous. A view is then written beside its
// elements: wrong numbers, or foreign memory. So a view gets its sum by way of a contiguous tensor.
#include <ATen/native/Resize.h>
#include <ATen/ops/add_native.h>
#include <ATen/ops/empty_like.h>

#include "replacements.h"

namespace cotrain {
namespace {

using Kernel = at::Tensor& (*)(const at::Tensor&, const at::Tensor&, const at::Scalar&, at::Tensor&);

template <Kernel kernel>
at::Tensor& add_out(const at::Tensor& self, const at::Tensor& other, const at::Scalar& alpha,
                    at::Tensor& out) {
  if (out.layout() != at::kStrided || (out.storage_offset() == 0 && out.is_contiguous()))
    return kernel(self, other, alpha, out);
  at::Tensor sum = at::empty_like(out, at::MemoryFormat::Contiguous);
  if (out.is_same(self)) {
    sum.copy_(self);
    kernel(sum, other, alpha, sum);
  } else {
    kernel(self, other, alpha, sum);
    at::native::resize_output(out, sum.sizes());
  }
  return out.copy_(sum);
}

}  // namespace

void replace_sparse_add() {
  replace_once([] {
    static torch::Library coo(torch::Library::IMPL, "aten", c10::DispatchKey::SparseCPU, __FILE__, __LINE__);
    static torch::Library csr(torch::Library::IMPL, "aten", c10::DispatchKey::SparseCsrCPU, __FILE__,
                              __LINE__);
    coo.impl("add.out", add_out<at::native::add_out_sparse_cpu>);
    csr.impl("add.out", add_out<at::native::add_out_sparse_compressed_cpu>);
  });
}

}  // namespace cotrain
