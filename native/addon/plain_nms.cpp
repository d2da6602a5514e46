// Non-maximum suppression with LibTorch's operators: in a traced program that is to run without our operator
// library. A loop whose turns depend on the boxes cannot be traced, so it is written in TorchScript.
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/jit.h>

#include "jit.h"

namespace cotrain {
namespace {

using torch::jit::Node;

// As native/ops/nms: boxes by falling score, each drops those after it that overlap it by more.
constexpr auto kSource = R"(
def batched_nms(boxes: Tensor, scores: Tensor, categories: Tensor, iou_threshold: float) -> Tensor:
    order = torch.sort(scores, stable=True, dim=0, descending=True)[1]
    sorted = torch.index_select(boxes, 0, order)
    groups = torch.index_select(categories, 0, order)
    x1 = sorted[:, 0]
    y1 = sorted[:, 1]
    x2 = sorted[:, 2]
    y2 = sorted[:, 3]
    areas = (x2 - x1) * (y2 - y1)
    kept = torch.eq(groups, groups)
    places = torch.arange(sorted.size(0), device=boxes.device)
    for i in range(sorted.size(0)):
        if bool(kept[i]):
            width = torch.clamp(torch.minimum(x2, x2[i]) - torch.maximum(x1, x1[i]), min=0)
            height = torch.clamp(torch.minimum(y2, y2[i]) - torch.maximum(y1, y1[i]), min=0)
            both = width * height
            overlaps = both / (areas[i] + areas - both) > iou_threshold
            kept = kept & ~(overlaps & (groups == groups[i]) & (places > i))
    return torch.masked_select(order, kept)

def nms(boxes: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
    return batched_nms(boxes, scores, torch.zeros_like(scores), iou_threshold)
)";

// scriptPlainNms(handle): before the module has run. The traced graph stays as it is.
Napi::Value script_plain_nms(const Napi::CallbackInfo& info) {
  auto& held = script(info);
  TORCH_CHECK(held.traced != nullptr, "the module was not traced here");
  const auto graph = held.traced;
  held.traced = graph->copy();
  std::vector<Node*> found;
  for (auto* const node : graph->nodes()) {
    const std::string kind = node->kind().toQualString();
    if (kind == "cotrain::nms" || kind == "cotrain::batched_nms") found.push_back(node);
  }
  if (found.empty()) return info.Env().Undefined();
  const auto unit = torch::jit::compile(kSource);
  for (auto* const node : found) {
    auto& function = torch::jit::toGraphFunction(unit->get_function(node->kind().toUnqualString()));
    const auto body = function.graph()->copy();
    torch::jit::Inline(*body);
    const torch::jit::WithInsertPoint here(node);
    node->output()->replaceAllUsesWith(torch::jit::insertGraph(*graph, *body, node->inputs()).at(0));
    node->destroy();
  }
  return info.Env().Undefined();
}

}  // namespace

void export_plain_nms(Napi::Env env, Napi::Object exports) {
  define<script_plain_nms>(env, exports, "scriptPlainNms");
}

}  // namespace cotrain
