"""Writes norm_statistics.json: statistics of batch norms that fvcore's `update_bn_stats` estimates over batches of several sizes, in a network
whose second norm sees what the first one gives. Made with PyTorch 2.13.0 (CPU) and fvcore 0.1.6."""

import json
from pathlib import Path

import numpy as np
import torch
from fvcore.nn.precise_bn import update_bn_stats
from torch import nn

SIZES = [(3, 2, 5, 4), (1, 2, 6, 6), (4, 2, 3, 7)]


def numbers(tensor):
    """The shortest decimals that are these float32 numbers."""
    return [float(str(value)) for value in tensor.detach().float().flatten().numpy().astype(np.float32)]


torch.manual_seed(5)
model = nn.Sequential(
    nn.Conv2d(2, 3, 3, padding=1, bias=False),
    nn.BatchNorm2d(3),
    nn.ReLU(),
    nn.Conv2d(3, 4, 1, bias=False),
    nn.BatchNorm2d(4),
)
for norm in (model[1], model[4]):
    nn.init.uniform_(norm.weight, 0.5, 1.5)
    nn.init.normal_(norm.bias)
before = {key: tensor.clone() for key, tensor in model.state_dict().items()}
# Far from zero, where a difference of squares would lose digits.
batches = [torch.randn(size) * (i + 1) + 40 * i for i, size in enumerate(SIZES)]
update_bn_stats(model.train(), batches, len(batches))
after = {key: tensor for key, tensor in model.state_dict().items() if "running" in key}
golden = dict(
    batches=[dict(shape=list(batch.shape), values=numbers(batch)) for batch in batches],
    state={key: dict(shape=list(tensor.shape), values=numbers(tensor)) for key, tensor in before.items()},
    expected={key: numbers(tensor) for key, tensor in after.items()},
)
Path(__file__).with_name("norm_statistics.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
print(golden["expected"])
