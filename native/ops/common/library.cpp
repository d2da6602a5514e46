// The namespace; each operator adds its schema with TORCH_LIBRARY_FRAGMENT in its own folder.
#include <torch/library.h>

TORCH_LIBRARY(cotrain, library) {}
