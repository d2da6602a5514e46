"""scipy's side of ops/linear-sum-assignment: microseconds for 6 layers x 3 tasks, one call per matrix."""

import statistics
import time
from importlib.metadata import version

import torch
from scipy.optimize import linear_sum_assignment

from bench import finish, quick

SHAPES = [(300, 20), (100, 19), (100, 3)]

CALLS = 5 if quick else 2000

costs = [torch.rand(shape) for _ in range(6) for shape in SHAPES]


def alone():
    for cost in costs:
        linear_sum_assignment(cost)


def as_tensors():
    """What the matchers of DETR, MaskFormer and Sparse R-CNN return."""
    indices = [linear_sum_assignment(cost) for cost in costs]
    return [(torch.as_tensor(i, dtype=torch.int64), torch.as_tensor(j, dtype=torch.int64)) for i, j in indices]


def microseconds(step):
    """The median of the calls; the first fifth warms up."""
    times = []
    for _ in range(CALLS):
        begin = time.perf_counter()
        step()
        times.append((time.perf_counter() - begin) * 1e6)
    return statistics.median(times[CALLS // 5 :])


finish({"results as tensors": microseconds(as_tensors), "scipy alone": microseconds(alone)}, scipy=version("scipy"))
