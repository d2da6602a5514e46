"""Cutting shared golden cases down to what the tests use."""

import json
import math
from pathlib import Path

import torch
from hash_uniform import hash_tensor

HERE = Path(__file__).parent
SHAPES = HERE / "tiny_shapes.json"

# As tests/parity/hashFill.ts.
KEPT = ("num_batches_tracked", "empty_weight", "pixel_mean", "pixel_std")


def filled(key, shape):
    """What the cases' `fill` notes tell of a tensor of a state dict; None where they leave it alone."""
    last = key.split(".")[-1]
    if last in KEPT:
        return None
    scale, offset = 0.1, 1 if last == "weight" else 0
    if last == "running_var":
        scale, offset = 0.25, 1
    elif len(shape) >= 2:
        scale, offset = math.sqrt(3 / math.prod(shape[1:])), 0
    return hash_tensor(key, shape) * scale + offset


def without_filled(name, case):
    """Drops the weights of a case (`sd.*`) that are made from their keys, bit by bit; their shapes go to tiny_shapes.json."""
    shapes, kept = {}, {}
    for entry, tensor in case.items():
        key = entry.removeprefix("sd.")
        made = filled(key, tensor.shape) if entry.startswith("sd.") else None
        if made is not None and torch.equal(made, tensor):
            shapes[key] = list(tensor.shape)
        else:
            kept[entry] = tensor
    known = json.loads(SHAPES.read_text()) if SHAPES.exists() else {}
    SHAPES.write_text(json.dumps({**known, name: shapes}) + "\n")
    return kept
