"""Numbers made from a name, the same in Python and TypeScript (tests/parity/hashUniform.ts)."""

import torch

MASK = (1 << 64) - 1


def hash_uniform(name, count):
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x100000001B3) & MASK
    values = []
    for i in range(count):
        z = (seed + (i + 1) * 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        values.append(((z ^ (z >> 31)) >> 40) / 2**24 * 2 - 1)
    return torch.tensor(values, dtype=torch.float32)


def hash_tensor(name, shape):
    count = 1
    for size in shape:
        count *= size
    return hash_uniform(name, count).reshape(shape)
