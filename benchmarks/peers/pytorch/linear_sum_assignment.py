"""µs for the assignments of 6 layers x 3 tasks by scipy, a call a matrix. See benchmarks/ops/linearSumAssignment.ts."""

import json
import sys
import time

import torch
from scipy.optimize import linear_sum_assignment

SHAPES = [(300, 20), (100, 19), (100, 3)]

torch.manual_seed(0)
costs = [torch.rand(shape) for _ in range(6) for shape in SHAPES]
times = []
for _ in range(int(sys.argv[1])):
    begin = time.perf_counter()
    for cost in costs:
        linear_sum_assignment(cost)
    times.append((time.perf_counter() - begin) * 1e6)
print(json.dumps({"18 matrices: 300x20, 100x19, 100x3 for each of 6 layers": sorted(times)[len(times) // 2]}))
