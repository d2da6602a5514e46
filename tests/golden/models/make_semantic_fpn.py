"""Writes semantic_fpn.json: the semantic branch of Panoptic FPN, written out with torch's functions from its description
(Kirillov et al., 2019, section 4.1; detectron2 modeling/meta_arch/semantic_seg.py). Weights and inputs are hash_tensor
of their names, weights of rank 4 scaled by sqrt(3 / fan in), norm weights by 0.1 around 1, biases by 0.1.
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

from hash_uniform import hash_tensor

CHANNELS, CONVS, CLASSES = 6, 32, 5
STRIDES = {"p2": 4, "p3": 8, "p4": 16, "p5": 32}
HEIGHT, WIDTH = 64, 96

weights = {}


def weight(key, *shape):
    value = hash_tensor(key, shape)
    if len(shape) == 4:
        value = value * math.sqrt(3 / math.prod(shape[1:]))
    elif key.endswith("weight"):
        value = value * 0.1 + 1
    else:
        value = value * 0.1
    weights[key] = value.requires_grad_()
    return weights[key]


def level(name, stride, x):
    for k in range(max(1, int(math.log2(stride // 4)))):
        index = k if stride == 4 else 2 * k
        x = F.conv2d(x, weight(f"{name}.{index}.weight", CONVS, x.shape[1], 3, 3), padding=1)
        norm = [weight(f"{name}.{index}.norm.{part}", CONVS) for part in ("weight", "bias")]
        x = F.relu(F.group_norm(x, 32, *norm))
        if stride != 4:
            x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
    return x


maps = {
    name: hash_tensor(f"in.{name}", (2, CHANNELS, HEIGHT // s, WIDTH // s)).requires_grad_()
    for name, s in STRIDES.items()
}
total = sum(level(name, stride, maps[name]) for name, stride in STRIDES.items())
logits = F.conv2d(total, weight("predictor.weight", CLASSES, CONVS, 1, 1), weight("predictor.bias", CLASSES))
full = F.interpolate(logits, scale_factor=4, mode="bilinear", align_corners=False)
target = (hash_tensor("target", (2, HEIGHT, WIDTH)) * 0.5 + 0.5).mul(CLASSES + 1).long()
target[target == CLASSES] = 255
loss = F.cross_entropy(full, target, ignore_index=255)
loss.backward()
# The valid area of image 0 is 60x90 and its class map 30x45.
resized = F.interpolate(full[:1, :, :60, :90], size=(30, 45), mode="bilinear", align_corners=False)

GRADS = ["p2.0.norm.weight", "p4.2.norm.bias", "p5.0.norm.weight", "predictor.weight", "predictor.bias"]


def numbers(tensor):
    return [float(f"{value:.8g}") for value in tensor.flatten().tolist()]



golden = dict(
    channels=CHANNELS,
    convs=CONVS,
    classes=CLASSES,
    height=HEIGHT,
    width=WIDTH,
    shapes={key: list(value.shape) for key, value in weights.items()},
    logits=numbers(logits),
    loss=loss.item(),
    grads={key: numbers(weights[key].grad) for key in GRADS},
    gradP5=numbers(maps["p5"].grad),
    prediction=resized.argmax(1).flatten().tolist(),
)
path = Path(__file__).with_name("semantic_fpn.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
