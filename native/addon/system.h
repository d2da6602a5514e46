// The CUDA part of LibTorch.
#pragma once

#include <string>

namespace cotrain {

// Loads the CUDA part of a LibTorch that has one. Returns why that failed, or nothing. It registers itself
// when it is loaded, and LibTorch answers "no CUDA" for the life of the process once anything has asked
// before: so the addon loads it first, in whichever thread. In a build with CUDA kernels the addon is linked
// to it.
const std::string& load_cuda();

}  // namespace cotrain
