"""Golden values from Python's PyTorch: what random index expressions select, and what assignment to them leaves.

    python tests/golden/torch/indexing.py [cases] [seed] [file]     (torch 2.13, CPU; writes indexing.json beside itself)

The tensor indexed is arange(numel).reshape(shape), or a transposed one. An index is written as cotrain takes it: a number, a slice as a
string, null, '...', a boolean, a nested list, or {dtype, shape, data} for a tensor. A result is its shape, strides, elements and
whether it shares memory with the tensor; null stands for an error.
"""

import json
import random
import sys
import warnings
from pathlib import Path

import torch

warnings.simplefilter("ignore")
count = int(sys.argv[1]) if len(sys.argv) > 1 else 700
rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 5)
path = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(__file__).with_suffix(".json")


def nested(shape, draw):
    return draw() if not shape else [nested(shape[1:], draw) for _ in range(shape[0])]


def as_tensor(dtype, shape, data):
    made = torch.tensor(data, dtype=getattr(torch, dtype)).reshape(shape)
    return {"dtype": dtype, "shape": list(shape), "data": made.reshape(-1).tolist()}, made


def integer(size):
    # Now and then out of range.
    return rng.randint(-size - 1, size) if rng.random() < 0.04 else rng.randint(-size, size - 1) if size else 0


def slice_of(size):
    def end():
        return None if rng.random() < 0.4 else rng.randint(-size - 2, size + 2)

    start, stop, step = end(), end(), None if rng.random() < 0.6 else rng.randint(1, 3)
    text = f"{'' if start is None else start}:{'' if stop is None else stop}"
    return text if step is None else f"{text}:{step}", slice(start, stop, step)


def index_shape():
    return rng.choice([[], [1], [2], [2], [3], [0], [2, 1], [1, 2], [2, 2], [1, 1]])


# Index tensors of one expression mostly have one shape, so that they broadcast.
def int_tensor(size, common):
    shape = common if rng.random() < 0.8 else index_shape()
    dtype = rng.choice(["int64"] * 6 + ["int32", "int32", "uint8", "int16", "float32"])
    low = 0 if dtype == "uint8" else -size
    return as_tensor(dtype, shape, nested(shape, lambda: rng.randint(low, max(size - 1, low)) if size else 0))


def int_list(size, common):
    shape = common if common else [2]
    data = nested(shape, lambda: integer(size))
    return data, torch.tensor(data, dtype=torch.int64).reshape(shape)


def mask_of(shape, chance=0.5):
    return nested(shape, lambda: rng.random() < chance)


def draw_case():
    shape = [rng.choice([1, 2, 3, 3, 4]) for _ in range(rng.choice([0, 1, 2, 2, 3, 3, 4]))]
    if shape and rng.random() < 0.06:
        shape[rng.randrange(len(shape))] = 0
    common = index_shape()
    ours, theirs = [], []

    def add(pair):
        ours.append(pair[0])
        theirs.append(pair[1])

    at, used_ellipsis = 0, False
    # At times one index more than there are dimensions.
    stop = rng.randint(0, len(shape)) if rng.random() < 0.95 else len(shape) + 1
    if shape and stop == 0 and rng.random() < 0.7:
        stop = 1
    while at < stop or rng.random() < 0.15:
        size = shape[at] if at < len(shape) else 1
        kind = rng.random()
        if kind < 0.12:
            add((None, None))
            continue
        # One at most: Python takes several, and counts the dimensions that they stand for more than once.
        if kind < 0.20 and not used_ellipsis:
            add(("...", Ellipsis))
            used_ellipsis = True
            at += rng.randint(0, max(len(shape) - at, 0))
            continue
        if kind < 0.25:
            value = rng.random() < 0.7
            add((value, value))
            continue
        if kind < 0.29:
            add(as_tensor(rng.choice(["bool", "uint8"]), [], rng.random() < 0.7))
            continue
        if at >= stop:
            break
        if kind < 0.45:
            value = integer(size)
            add((value, value))
        elif kind < 0.62:
            add(slice_of(size))
        elif kind < 0.68:
            value = rng.randint(-size, max(size - 1, -size))
            add(as_tensor(rng.choice(["int64", "int32", "int16", "int8"]), [], value))
        elif kind < 0.80:
            add(int_tensor(size, common))
        elif kind < 0.87:
            add(int_list(size, common))
        else:
            rank = rng.choice([1, 1, 2, 3])
            mask_shape = shape[at : at + rank] or [1]
            if rng.random() < 0.05:
                mask_shape = [n + 1 for n in mask_shape]
            data = mask_of(mask_shape)
            if rng.random() < 0.3 and 0 not in mask_shape:
                add((data, torch.tensor(data, dtype=torch.bool)))
            else:
                add(as_tensor(rng.choice(["bool", "bool", "uint8"]), mask_shape, data))
            at += len(mask_shape) - 1
        at += 1
    return shape, ours, tuple(theirs)


def source(shape, transposed):
    x = torch.arange(torch.Size(shape).numel(), dtype=torch.float32).reshape(list(reversed(shape)) if transposed else shape)
    return x.permute(tuple(reversed(range(x.ndim)))) if transposed else x


def value_shape(selected):
    """One that broadcasts, mostly: with ones, shorter, or with more ones in front."""
    shape = [1 if rng.random() < 0.25 else size for size in selected]
    kind = rng.random()
    if kind < 0.25:
        shape = shape[rng.randint(0, len(shape)) :]
    elif kind < 0.55:
        shape = [1] * rng.randint(1, 2) + shape
    elif kind < 0.60:
        shape = shape + [2]
    return shape


cases = []
while len(cases) < count:
    shape, ours, theirs = draw_case()
    transposed = rng.random() < 0.3
    x = source(shape, transposed)
    entry = {"shape": shape, "transposed": transposed, "index": ours}
    try:
        selected = x[theirs]
    except (IndexError, RuntimeError, TypeError):
        # Errors are the less interesting.
        if rng.random() < 0.5:
            cases.append({**entry, "result": None, "value": [], "assigned": None})
        continue
    if selected.numel() > 60:
        continue
    entry["result"] = {
        "shape": list(selected.shape),
        "stride": list(selected.stride()),
        "data": [int(v) for v in selected.reshape(-1).tolist()],
        "view": selected.untyped_storage().data_ptr() == x.untyped_storage().data_ptr() if selected.numel() else None,
    }
    entry["value"] = value_shape(selected.shape)
    # Where an element is selected more than once, which assignment wins is open: all values are then the same.
    distinct = len(set(entry["result"]["data"])) == len(entry["result"]["data"])
    numel = torch.Size(entry["value"]).numel()
    value = (-1 - torch.arange(numel) if distinct else torch.full([numel], -1)).float().reshape(entry["value"])
    try:
        x[theirs] = value
        entry["assigned"] = [int(v) for v in x.reshape(-1).tolist()]
    except (IndexError, RuntimeError):
        entry["assigned"] = None
    cases.append(entry)

path.write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
errors = sum(c["result"] is None for c in cases)
refused = sum(c["result"] is not None and c["assigned"] is None for c in cases)
print(f"{len(cases)} cases, {errors} refused, {refused} refused on assignment, {path.stat().st_size} bytes")
