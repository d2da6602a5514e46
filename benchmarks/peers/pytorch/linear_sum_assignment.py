"""µs for the assignments of 6 layers x 3 tasks by scipy, a call a matrix. See benchmarks/ops/linearSumAssignment.ts."""

import json
import sys
import time

import torch
from scipy.optimize import linear_sum_assignment

SHAPES = [(300, 20), (100, 19), (100, 3)]

torch.manual_seed(0)
costs = [torch.rand(shape) for _ in range(6) for shape in SHAPES]


def alone():
    for cost in costs:
        linear_sum_assignment(cost)


def as_tensors():
    """What the matchers of DETR, MaskFormer and Sparse R-CNN return."""
    indices = [linear_sum_assignment(cost) for cost in costs]
    return [(torch.as_tensor(i, dtype=torch.int64), torch.as_tensor(j, dtype=torch.int64)) for i, j in indices]


def times(step, count):
    result = []
    for _ in range(count):
        begin = time.perf_counter()
        step()
        result.append((time.perf_counter() - begin) * 1e6)
    return sorted(result)


result = {}
for name, step in [("results as tensors", as_tensors), ("scipy alone", alone)]:
    taken = times(step, int(sys.argv[1]))
    result |= {f"{name}, median": taken[len(taken) // 2], f"{name}, least": taken[0]}
print(json.dumps(result))
