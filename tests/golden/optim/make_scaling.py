"""Writes scaling.json: PyTorch's GradScaler over float16 gradients, and ReduceLROnPlateau over metrics.

    python make_scaling.py
"""

import json
import math
from pathlib import Path

import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau

INPUTS = [[0.5, -0.25, 1.0, 2.0], [0.1, 0.2, -0.3, 0.4], [3.0, 1.0, 1.0, -2.0], [900.0, 1.0, 1.0, 1.0]]


def scaled_run(options, clip):
    weight = torch.nn.Parameter(torch.tensor([1.0, 2.0, 3.0, 4.0]))
    optimizer = torch.optim.SGD([weight], lr=1e-3, momentum=0.9)
    scaler = torch.amp.GradScaler("cpu", **options)
    steps = []
    for i in range(14):
        given = torch.tensor(INPUTS[i % len(INPUTS)])
        loss = (weight.half() * given.half()).float().pow(2).sum()
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        if clip is not None:
            scaler.unscale_(optimizer)
            torch.nn.utils.clip_grad_norm_([weight], clip)
        scaler.step(optimizer)
        scaler.update()
        steps.append({"weight": weight.tolist(), "state": scaler.state_dict()})
    return {"options": options, "clip": clip, "steps": steps}


def plateau_run(options, metrics):
    optimizer = torch.optim.SGD(
        [{"params": [torch.nn.Parameter(torch.ones(1))], "lr": lr} for lr in (0.1, 0.02)]
    )
    schedule = ReduceLROnPlateau(optimizer, **options)
    rates = []
    for metric in metrics:
        schedule.step(metric)
        rates.append([group["lr"] for group in optimizer.param_groups])
    state = {k: v for k, v in schedule.state_dict().items() if k != "mode_worse"}
    return {"options": options, "metrics": [None if math.isnan(m) else m for m in metrics], "rates": rates, "state": state}


def main():
    falling = [5.0, 4.0, 4.0, 4.1, 3.9999, 3.0, 3.0, 3.0, 3.0, 3.0, 2.9, 3.0, 3.0, 3.0, math.nan, 3.0, 1.0, 1.0, 1.0, 1.0]
    rising = [-v if not math.isnan(v) else v for v in falling]
    golden = {
        "torch": torch.__version__.split("+")[0],
        "inputs": INPUTS,
        "scaled": [
            scaled_run({"init_scale": 65536.0, "growth_interval": 3}, None),
            scaled_run({"init_scale": 2.0**20, "growth_factor": 1.7, "backoff_factor": 0.3, "growth_interval": 2}, 0.5),
            scaled_run({"init_scale": 4.0, "growth_interval": 1}, 1.0),
        ],
        "plateaus": [
            plateau_run({"patience": 2, "factor": 0.5}, falling),
            plateau_run({"patience": 1, "factor": 0.1, "cooldown": 3, "min_lr": 1e-3}, falling),
            plateau_run({"mode": "max", "patience": 1, "threshold": 0.5, "threshold_mode": "abs"}, rising),
            plateau_run({"mode": "max", "patience": 0, "factor": 0.3, "min_lr": [0.01, 0.001]}, [-v for v in rising]),
            plateau_run({"mode": "min", "patience": 1, "threshold_mode": "abs", "eps": 0.05}, falling),
        ],
    }
    path = Path(__file__).with_name("scaling.json")
    path.write_text(json.dumps(golden, indent=1) + "\n")


main()
