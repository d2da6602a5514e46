#pragma once

namespace cotrain {

// Before a library is loaded for all to see: LibTorch comes along as its dependency and then finds its own
// answer first. MKL looks for the answer once, at its first product, so this makes one.
void settle_mkl_dispatch();

}  // namespace cotrain
