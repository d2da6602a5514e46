"""How golden values are written to JSON."""

import numpy as np


def numbers(tensor):
    """The shortest decimals that are these float32 numbers; integers as they are."""
    if not tensor.is_floating_point():
        return [int(value) for value in tensor.flatten().tolist()]
    return [float(str(value)) for value in tensor.detach().float().flatten().numpy().astype(np.float32)]


def pack(tensor):
    packed = dict(shape=list(tensor.shape), data=numbers(tensor))
    if not tensor.is_floating_point():
        packed["dtype"] = str(tensor.dtype).removeprefix("torch.")
    return packed


def camel(options):
    return {key.split("_")[0] + "".join(p.title() for p in key.split("_")[1:]): v for key, v in options.items()}
