#include "common/isa.h"

#include <ATen/Version.h>

namespace cotrain {

Isa isa() {
  static const Isa best = [] {
    const std::string name = at::get_cpu_capability();
    return name == "AVX512" ? Isa::kAvx512 : name == "AVX2" ? Isa::kAvx2 : Isa::kBaseline;
  }();
  return best;
}

}  // namespace cotrain
