// Runs a program that traceModule saved: predict FILE HEIGHT WIDTH
#include <torch/script.h>

#include <iomanip>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: predict FILE HEIGHT WIDTH\n";
    return 2;
  }
  const int64_t height = std::stol(argv[2]), width = std::stol(argv[3]);
  const c10::InferenceMode inference;
  torch::jit::Module net = torch::jit::load(argv[1]);
  // Stands for a photograph: uint8 [1, 3, height, width], RGB.
  const auto images = torch::arange(3 * height * width).remainder(256).to(torch::kByte);
  const auto outputs = net.forward({images.reshape({1, 3, height, width})}).toGenericDict();
  for (const auto& output : outputs) {
    const torch::Tensor tensor = output.value().toTensor();
    const auto values = tensor.to(torch::kDouble).flatten();
    std::cout << output.key().toStringRef() << ' ' << tensor.sizes() << std::setprecision(9);
    for (int64_t i = 0; i < values.numel(); ++i) std::cout << ' ' << values[i].item<double>();
    std::cout << '\n';
  }
}
