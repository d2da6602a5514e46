// Operators for the tests of torch.ops: a kind of argument and of failure each.
#include <ATen/ops/add.h>
#include <ATen/ops/alias.h>
#include <c10/util/Exception.h>
#include <torch/library.h>

#include <stdexcept>

namespace {

at::Tensor axpy(const at::Tensor& x, const at::Tensor& y, double alpha) { return at::add(y, x, alpha); }

std::string greet(std::string name, const std::optional<std::string>& greeting) {
  return greeting.value_or("hello") + " " + name;
}

std::vector<int64_t> reverse(at::IntArrayRef list) { return {list.rbegin(), list.rend()}; }

std::tuple<at::Tensor, int64_t, double, bool> mixed(const at::Tensor& x) { return {x, 1ll << 60, 0.5, true}; }

// A result that cannot cross into JavaScript, behind a tensor that then must not leak.
std::tuple<at::Tensor, c10::complex<double>> uncrossable(const at::Tensor& x) {
  return {at::alias(x), {1, 2}};
}

void fail(const std::string& kind) {
  if (kind == "c10") TORCH_CHECK(false, "a c10::Error from an operator");
  if (kind == "std") throw std::runtime_error("a std::exception from an operator");
  throw 1;
}

}  // namespace

TORCH_LIBRARY(cotrain_test, library) {
  library.def("axpy(Tensor x, Tensor y, *, float alpha=1.0) -> Tensor", &axpy);
  library.def("greet(str name, *, str? greeting=None) -> str", &greet);
  library.def("reverse(int[] list) -> int[]", &reverse);
  library.def("mixed(Tensor x) -> (Tensor, int, float, bool)", &mixed);
  library.def("uncrossable(Tensor x) -> (Tensor, complex)", &uncrossable);
  library.def("fail(str kind) -> ()", &fail);
}
