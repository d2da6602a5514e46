"""Checks the peer of the group model against golden values of the official code.

model_check.py GOLDEN_FOLDER LIBRARY, with the whole cases maskformer_tiny_base and sparse_tiny_model in the folder (tests/golden/models
leaves weights out that are made from their keys).
"""

import json
import re
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

import maskformer
import roi_align
import sparsercnn
from model_backbone import Fpn, FrozenBatchNorm2d, ResNet
from model_files import read_tensors

TOLERANCE = 1e-5
STAGES = {"res2": "layer1", "res3": "layer2", "res4": "layer3", "res5": "layer4"}
PADDED = (64, 96)
SIZES = torch.tensor([[96.0, 64, 96, 64], [80.0, 60, 80, 60]])
OUTPUTS = 2 * SIZES


def our_key(key):
    """detectron2's names of the backbone to torchvision's, and the FPN beside it."""
    key = key.removeprefix("backbone.").replace("bottom_up.", "backbone.")
    key = re.sub(r"^fpn_", "neck.fpn_", key)
    key = key.replace("stem.conv1.norm", "bn1").replace("stem.conv1", "conv1")
    key = key.replace("shortcut.norm", "downsample.1").replace("shortcut", "downsample.0")
    key = re.sub(r"conv(\d)\.norm", r"bn\1", key)
    return re.sub("res[2-5]", lambda match: STAGES[match[0]], key)


class Trunk(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = ResNet(stem=8, res2=32, width=8, norm=FrozenBatchNorm2d)
        self.neck = Fpn((32, 64, 128, 256), 32)

    def forward(self, x):
        return self.neck(self.backbone(x))


def load_prefixed(module, tensors, prefix, rename=lambda key: key):
    state = {rename(name.removeprefix(prefix)): value for name, value in tensors.items() if name.startswith(prefix)}
    module.load_state_dict(state)


def compare(what, actual, expected):
    expected = expected.to(actual)
    error = ((actual - expected).abs().max() / expected.abs().max().clamp(min=1)).item()
    print(f"{'ok' if error <= TOLERANCE else 'WRONG'}  {what}: {error:.1e}")
    return error <= TOLERANCE


def check_losses(losses, tensors):
    total = sum(losses.values())
    results = [compare(f"loss.{name}", loss, tensors[f"loss.{name}"]) for name, loss in losses.items()]
    if "loss.total" in tensors:
        results.append(compare("loss.total", total, tensors["loss.total"]))
    return results, total


def check_gradients(module, tensors, prefix, skipped):
    """The gradients relative to the largest of all."""
    largest = max(value.abs().max() for name, value in tensors.items() if name.startswith(prefix))
    worst = 0.0
    count = 0
    for name, parameter in module.named_parameters():
        expected = tensors.get(prefix + name)
        if expected is None or re.search(skipped, name):
            continue
        count += 1
        worst = max(worst, ((parameter.grad - expected).abs().max() / largest).item())
    assert count > 30, count
    print(f"{'ok' if worst <= TOLERANCE else 'WRONG'}  {count} gradients: {worst:.1e}")
    return worst <= TOLERANCE


def check_maskformer(folder):
    tensors = dict(read_tensors(folder / "maskformer_tiny_base.safetensors"))
    head = maskformer.MaskFormerHead(
        5, 32, 32, convs_dim=64, mask_dim=24, queries=10, heads=4, feedforward=64, layers=3, dropout=0.0
    )
    load_prefixed(head, tensors, "sd.sem_seg_head.")
    maps = [tensors[f"mid.feat.p{level}"] for level in range(2, 6)]
    outputs = head(maps)
    names = ["mid.aux0", "mid.aux1", "mid"]
    results = [
        compare(f"{name}.{kind}", output[layer], tensors[f"{name}.{kind}"])
        for layer, name in enumerate(names)
        for kind, output in zip(("pred_logits", "pred_masks"), outputs)
    ]
    targets = []
    for image in range(2):
        own = tensors[f"in.sem{image}"]
        height, width = own.shape
        targets.append(F.pad(own, (0, PADDED[1] - width, 0, PADDED[0] - height), value=255))
    losses, total = check_losses(head.criterion(outputs, targets), tensors)
    total.backward()
    return [*results, *losses, check_gradients(head, tensors, "grad.sem_seg_head.", r"layers\.0\.self_attn")]


def check_sparse(folder):
    tensors = dict(read_tensors(folder / "sparse_tiny_model.safetensors"))
    notes = json.loads((folder / "sparse_tiny_model.json").read_text())
    head = sparsercnn.SparseRcnnHead(10, 12, 3, 32, 4, 64, 8)
    trunk = Trunk()
    load_prefixed(trunk, {k: v for k, v in tensors.items() if k.startswith("sd.backbone.")}, "sd.", our_key)
    load_prefixed(head, {k: v for k, v in tensors.items() if not k.startswith("sd.backbone.")}, "sd.")
    logits, boxes = head(trunk(tensors["mid.padded_image"]), SIZES)
    results = []
    for stage in range(3):
        results.append(compare(f"mid.head{stage}.logits", logits[stage], tensors[f"mid.head{stage}.logits"]))
        results.append(compare(f"mid.head{stage}.boxes", boxes[stage], tensors[f"mid.head{stage}.boxes"]))
    targets = [
        {"boxes": torch.tensor(t["boxes"]), "labels": torch.tensor(t["classes"]), "size": size}
        for t, size in zip(notes["targets"], SIZES)
    ]
    losses, total = check_losses(head.criterion((logits, boxes), targets), tensors)
    total.backward()
    results.append(check_gradients(head, tensors, "grad.", "^$"))
    for image, (found, scores, _) in enumerate(head.predict((logits, boxes), SIZES, OUTPUTS)):
        order = tensors[f"det{image}.scores"].argsort(descending=True)
        results.append(compare(f"det{image}.scores", scores, tensors[f"det{image}.scores"][order]))
        results.append(compare(f"det{image}.boxes", found, tensors[f"det{image}.boxes"][order]))
    return [*results, *losses]


if __name__ == "__main__":
    golden = Path(sys.argv[1])
    roi_align.choose("scalar", sys.argv[2])
    passed = [*check_maskformer(golden), *check_sparse(golden)]
    sys.exit(0 if all(passed) else 1)
