"""Writes backbones.json: what the plain MobileNetV2 and Swin beside this file compute in float64, and the keys and shapes of
the full networks. Weights and images are hash_tensor of their names: those of several dimensions times sqrt(3 / fan in), norms' factors and
variances 1 + 0.5 of it, all others 0.1 of it. The loss is the sum of every output times hash_tensor of "g." and its name, over its size.

With the path of mobilenet_v2_imagenet.safetensors it writes what these weights give, mobilenet_v2_imagenet.json, as well.
"""

import json
import math
import sys
from pathlib import Path

import torch

from hash_uniform import hash_tensor
from mobilenet_v2 import MobileNetV2
from swin import Swin

HERE = Path(__file__).parent

torch.set_default_dtype(torch.float64)
SAMPLES = 16


def fill(model):
    state = model.state_dict()
    for key, value in state.items():
        if not value.is_floating_point():
            continue
        filled = hash_tensor(key, list(value.shape)).double()
        if value.ndim > 1 and not key.endswith("table"):
            filled *= math.sqrt(3 / math.prod(value.shape[1:]))
        elif "running_var" in key or (key.endswith("weight") and value.ndim == 1):
            filled = 1 + 0.5 * filled
        else:
            filled *= 0.1
        state[key] = filled
    model.load_state_dict(state)
    return model


def sample(tensor, count=SAMPLES):
    """Sum, mean magnitude and values spread over the tensor: enough to tell it from another."""
    flat = tensor.detach().flatten()
    step = max(1, len(flat) // SAMPLES)
    return [float(f"{x:.9g}") for x in [flat.sum(), flat.abs().mean(), *flat[::step][:count]]]


def case(model, size, training):
    model.train(training)
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    images = hash_tensor("images", [2, 3, *size]).double().requires_grad_()
    maps, logits = model(images)
    outputs = {**maps, "logits": logits}
    loss = sum((x * hash_tensor(f"g.{name}", list(x.shape)).double()).sum() / x.numel() for name, x in outputs.items())
    loss.backward()
    grads = {key: sample(parameter.grad, 4) for key, parameter in model.named_parameters()}
    buffers = {key: sample(value, 4) for key, value in model.named_buffers() if "running" in key}
    return dict(
        size=list(size),
        training=training,
        shapes={name: list(x.shape) for name, x in maps.items()},
        outputs={name: sample(x) for name, x in outputs.items()},
        imageGrad=sample(images.grad),
        grads=grads,
        statistics=buffers if training else {},
    )


def keys(model):
    return {key: list(value.shape) for key, value in model.state_dict().items()}


SMALL = dict(dim=8, depths=(2, 2, 2, 1), heads=(1, 2, 2, 4), window=4, ratio=2.0)
golden = dict(
    mobilenetV2=dict(
        keys=keys(MobileNetV2(1000)),
        cases=[
            dict(padding=padding, **case(fill(MobileNetV2(5, 0.25, padding == "same")), size, training))
            for padding in ("torch", "same")
            for size, training in (((64, 96), False), ((64, 96), True), ((75, 101), False))
        ],
    ),
    swin=dict(
        keys=keys(Swin(1000)),
        cases=[case(fill(Swin(5, **SMALL)), size, False) for size in ((64, 96), (75, 101), (128, 32))],
    ),
)
(HERE / "backbones.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")

if len(sys.argv) > 1:
    from safetensors_file import read

    state = read(sys.argv[1])
    model = MobileNetV2(state["classifier.1.bias"].numel(), same=True).double().eval()
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected and all("num_batches" in key for key in missing), (missing, unexpected)
    with torch.no_grad():
        maps, logits = model(hash_tensor("images", [2, 3, 96, 128]).double())
    real = dict(
        classes=logits.shape[1],
        top=logits.argmax(1).tolist(),
        outputs={name: sample(x) for name, x in {**maps, "logits": logits}.items()},
    )
    (HERE / "mobilenet_v2_imagenet.json").write_text(json.dumps(real, separators=(",", ":")) + "\n")
