// Operators of ours as programs of LibTorch's, in a traced program that is to run without our library: those
// whose work depends on the boxes' values, which cannot be traced and so are written in TorchScript.
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/jit.h>

#include "jit.h"

namespace cotrain {
namespace {

using torch::jit::Node;

// As native/ops/nms: boxes by falling score, each drops those after it that overlap it by more.
constexpr auto kNms = R"(
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

// As native/ops/roi_align, with as many samples as a bin has cells. `weights`: of the cells of one axis in
// the mean of each bin's samples, [bins, size]. Of a bin that is larger than the map only the samples near it
// are made: they are more than half a cell apart.
constexpr auto kRoiAlign = R"(
def weights(low: Tensor, high: Tensor, bins: int, size: int, sampling_ratio: int, aligned: bool) -> Tensor:
    length = high - low
    start = low - 0.5
    if not aligned:
        length = torch.clamp(length, min=1)
        start = low
    step = length / bins
    count = torch.ceil(step)
    if sampling_ratio > 0:
        count = torch.zeros_like(step) + sampling_ratio
    cells = torch.arange(size, dtype=low.dtype, device=low.device)
    if not bool((count > 0) & torch.isfinite(count) & torch.isfinite(start)):
        return torch.zeros([bins, size], dtype=low.dtype, device=low.device)
    starts = (start + torch.arange(bins, dtype=low.dtype, device=low.device) * step).unsqueeze(1)
    most = 2 * size + 8
    if sampling_ratio > 0:
        most = sampling_ratio
    samples = most
    first = torch.zeros_like(starts)
    if bool(count <= most):
        samples = int(count)
    else:
        first = torch.clamp(torch.floor((-1 - starts) / (step / count)) - 2, min=0)
    index = first + torch.arange(samples, dtype=low.dtype, device=low.device)
    at = starts + (index + 0.5) * step / count
    counts = (index < count) & (at >= -1) & (at <= size)
    near = torch.clamp(torch.where(counts, at, torch.zeros_like(at)), min=0, max=size - 1)
    shares = torch.clamp(1 - torch.abs(near.unsqueeze(2) - cells), min=0)
    return (shares * counts.to(low.dtype).unsqueeze(2)).sum(1) / count

def roi_align_pyramid(features: List[Tensor], rois: Tensor, scales: List[float], output_size: List[int], sampling_ratio: int, aligned: bool, canonical_size: int, canonical_level: int, min_level: int) -> Tensor:
    height = output_size[0]
    width = output_size[len(output_size) - 1]
    regions = rois.to(features[0].dtype)
    out = torch.zeros([rois.size(0), features[0].size(1), height, width], dtype=features[0].dtype, device=rois.device)
    for i in range(rois.size(0)):
        x1 = regions[i, 1]
        y1 = regions[i, 2]
        x2 = regions[i, 3]
        y2 = regions[i, 4]
        size = torch.sqrt((x2 - x1) * (y2 - y1))
        level = torch.floor(torch.log2(size / canonical_size + 1e-8) + canonical_level) - min_level
        index = 0
        if bool(level > 0):
            index = int(torch.clamp(level, max=len(features) - 1))
        plane = features[index][int(regions[i, 0])]
        scale = scales[index]
        rows = weights(y1 * scale, y2 * scale, height, plane.size(1), sampling_ratio, aligned)
        columns = weights(x1 * scale, x2 * scale, width, plane.size(2), sampling_ratio, aligned)
        down = torch.nonzero(rows.sum(0)).flatten()
        across = torch.nonzero(columns.sum(0)).flatten()
        read = plane.index_select(1, down).index_select(2, across)
        pooled = torch.matmul(rows.index_select(1, down), read)
        out[i] = torch.matmul(pooled, columns.index_select(1, across).t())
    return out

def roi_align(input: Tensor, rois: Tensor, spatial_scale: float, output_size: List[int], sampling_ratio: int, aligned: bool) -> Tensor:
    return roi_align_pyramid([input], rois, [spatial_scale], output_size, sampling_ratio, aligned, 224, 4, 2)
)";

const char* source_of(const std::string& kind) {
  if (kind == "cotrain::nms" || kind == "cotrain::batched_nms") return kNms;
  if (kind == "cotrain::roi_align" || kind == "cotrain::roi_align_pyramid") return kRoiAlign;
  return nullptr;
}

// scriptReplaceOwn(handle): before the module has run. The traced graph stays as it is.
Napi::Value script_replace_own(const Napi::CallbackInfo& info) {
  auto& held = script(info);
  TORCH_CHECK(held.traced != nullptr, "the module was not traced here");
  const auto graph = held.traced;
  held.traced = graph->copy();
  std::vector<Node*> found;
  for (auto* const node : graph->nodes())
    if (source_of(node->kind().toQualString()) != nullptr) found.push_back(node);
  for (auto* const node : found) {
    const auto unit = torch::jit::compile(source_of(node->kind().toQualString()));
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

void export_plain_programs(Napi::Env env, Napi::Object exports) {
  define<script_replace_own>(env, exports, "scriptReplaceOwn");
}

}  // namespace cotrain
