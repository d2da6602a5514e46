"""Optimal totals by scipy for cost matrices of a matcher's sizes: linear_sum_assignment.json.

    python tests/golden/ops/make_linear_sum_assignment.py
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "models"))
from hash_uniform import hash_uniform  # noqa: E402

SHAPES = [(300, 20), (300, 1), (20, 300), (100, 19), (100, 3), (64, 64), (257, 200)]

cases = []
for shape in SHAPES:
    for maximize in (False, True):
        name = f"costs.{shape[0]}x{shape[1]}"
        costs = np.asarray(hash_uniform(name, shape[0] * shape[1]), dtype=np.float64).reshape(shape)
        rows, columns = linear_sum_assignment(costs, maximize=maximize)
        total = float(costs[rows, columns].sum())
        cases.append({"name": name, "shape": shape, "maximize": maximize, "total": total})
lines = ",\n".join(json.dumps(case) for case in cases)
(HERE / "linear_sum_assignment.json").write_text(f"[\n{lines}\n]\n")
