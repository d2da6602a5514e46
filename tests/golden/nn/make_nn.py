"""Writes nn.json: layers, losses and initial values of torch.nn. Made with PyTorch 2.13.0 (CPU)."""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from pack import camel, objective, pack
from torch import nn


def layer_case(kind, args, options, shape):
    """One forward and backward pass."""
    torch.manual_seed(1)
    module = getattr(nn, kind)(*args, **options)
    for parameter in module.parameters():
        nn.init.uniform_(parameter, -1, 1)
    state = {key: pack(value) for key, value in module.state_dict().items() if value.dim() > 0}
    x = torch.randn(shape, requires_grad=True)
    y = module(x)
    objective([y]).backward()
    return dict(
        kind=kind,
        args=args,
        options=camel(options),
        state=state,
        input=pack(x),
        output=pack(y),
        grads={"input": pack(x.grad), **{key: pack(p.grad) for key, p in module.named_parameters()}},
    )


LAYERS = [
    ("Conv2d", [4, 6, 3], dict(stride=2, padding=1), [2, 4, 7, 8]),
    ("Conv2d", [4, 6, [1, 3]], dict(padding=[0, 2], dilation=[1, 2], groups=2, bias=False), [1, 4, 5, 6]),
    ("Linear", [5, 3], dict(), [2, 4, 5]),
    ("Linear", [5, 3], dict(bias=False), [5]),
    ("GroupNorm", [2, 6], dict(), [2, 6, 3, 4]),
    ("GroupNorm", [3, 6], dict(affine=False, eps=1e-3), [2, 6, 3, 4]),
    ("ReLU", [], dict(), [2, 3, 4]),
    ("MaxPool2d", [3], dict(stride=2, padding=1), [1, 2, 7, 8]),
    ("MaxPool2d", [2], dict(ceil_mode=True), [1, 2, 5, 7]),
    ("AvgPool2d", [[3, 2]], dict(stride=2, padding=1, count_include_pad=False), [1, 2, 6, 6]),
    ("AdaptiveAvgPool2d", [[2, 3]], dict(), [1, 2, 5, 7]),
    ("Upsample", [], dict(scale_factor=2, mode="nearest"), [1, 2, 3, 4]),
    ("Upsample", [], dict(scale_factor=2, mode="bilinear"), [1, 2, 3, 4]),
    ("Upsample", [], dict(scale_factor=1.7, mode="bilinear"), [1, 2, 4, 5]),
    ("Upsample", [], dict(size=[5, 3], mode="bilinear", align_corners=True), [1, 2, 3, 4]),
    ("Upsample", [], dict(size=[5, 3], mode="bicubic"), [1, 2, 3, 4]),
]


def batch_norm_case(options):
    """Three batches in training, one in evaluation; statistics after each."""
    torch.manual_seed(2)
    module = nn.BatchNorm2d(3, **options)
    for parameter in module.parameters():
        nn.init.uniform_(parameter, -1, 1)
    parameters = {key: pack(value) for key, value in module.named_parameters()}
    batches = []
    for step in range(4):
        module.train(step < 3)
        module.zero_grad()
        x = (torch.randn(2, 3, 4, 5) * (step + 1) + step).requires_grad_()
        y = module(x)
        objective([y]).backward()
        buffers = {key: pack(value) for key, value in module.named_buffers()}
        batches.append(dict(input=pack(x), output=pack(y), gradInput=pack(x.grad), buffers=buffers))
    return dict(options=camel(options), parameters=parameters, batches=batches)


BATCH_NORMS = [dict(), dict(momentum=None), dict(affine=False, eps=1e-3), dict(track_running_stats=False)]


def cross_entropy_case(options, weighted):
    torch.manual_seed(3)
    logits = torch.randn(2, 4, 3, 5, requires_grad=True)
    target = torch.randint(0, 4, (2, 3, 5))
    target[0, 0] = 255
    weight = torch.rand(4) if weighted else None
    loss = F.cross_entropy(logits, target, weight=weight, ignore_index=255, **options)
    loss.sum().backward()
    return dict(
        options=camel(options),
        weight=pack(weight) if weighted else None,
        logits=pack(logits),
        target=target.tolist(),
        loss=pack(loss),
        grad=pack(logits.grad),
    )


CROSS_ENTROPIES = [
    (dict(), False),
    (dict(reduction="sum"), True),
    (dict(reduction="none"), False),
    (dict(label_smoothing=0.1), True),
]


def seeded(make):
    torch.manual_seed(7)
    return [pack(tensor) for tensor in make()]


def initialised(name, *args, **options):
    return lambda: [getattr(nn.init, name)(torch.empty(6, 4, 3, 3), *args, **options)]


INITS = {
    "Conv2d": lambda: nn.Conv2d(4, 6, 3).parameters(),
    "Conv2d groups": lambda: nn.Conv2d(4, 6, 3, groups=2).parameters(),
    "Linear": lambda: nn.Linear(7, 5).parameters(),
    "kaimingUniform_": initialised("kaiming_uniform_", a=math.sqrt(5)),
    "kaimingUniform_ relu": initialised("kaiming_uniform_", mode="fan_out", nonlinearity="relu"),
    "kaimingNormal_": initialised("kaiming_normal_"),
    "kaimingNormal_ relu": initialised("kaiming_normal_", mode="fan_out", nonlinearity="relu"),
    "xavierUniform_": initialised("xavier_uniform_", gain=2.0),
    "normal_": initialised("normal_", 1.0, 0.5),
    "Dropout": lambda: [nn.Dropout(0.3)(torch.ones(4, 5))],
}

golden = dict(
    layers=[layer_case(*case) for case in LAYERS],
    batchNorms=[batch_norm_case(options) for options in BATCH_NORMS],
    crossEntropies=[cross_entropy_case(*case) for case in CROSS_ENTROPIES],
    inits={name: seeded(make) for name, make in INITS.items()},
)
path = Path(__file__).with_name("nn.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
