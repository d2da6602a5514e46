"""Writes optim.json: trajectories of torch.optim's AdamW, Adam and SGD with gradient clipping, and rates of its schedulers. Made with PyTorch 2.13.0 (CPU)."""

import json
from pathlib import Path

import numpy as np
import torch

SHAPES = [[3, 4], [5], [2, 3, 2, 2]]
STEPS = 8
# Parameter 1 has no gradient at steps 0 and 3: its own step count lags behind.
SKIPPED = {(0, 1), (3, 1)}

CASES = [
    dict(name="adamw", kind="AdamW", options=dict(lr=0.01)),
    dict(name="adamw amsgrad", kind="AdamW", options=dict(lr=0.01, amsgrad=True, betas=[0.8, 0.95])),
    dict(name="adamw maximize without decay", kind="AdamW", options=dict(lr=0.02, maximize=True, weight_decay=0.0)),
    dict(name="adamw clipped", kind="AdamW", options=dict(lr=0.01, weight_decay=0.1, eps=1e-6), clip=0.5),
    dict(
        name="adamw groups",
        kind="AdamW",
        options=dict(lr=0.01),
        groups=[dict(params=[0, 2], lr=0.001), dict(params=[1], weight_decay=0.0)],
    ),
    dict(name="adam", kind="Adam", options=dict(lr=0.01)),
    dict(name="adam amsgrad", kind="Adam", options=dict(lr=0.02, amsgrad=True, weight_decay=0.1)),
    dict(name="adam maximize", kind="Adam", options=dict(lr=0.02, maximize=True, betas=[0.7, 0.9], weight_decay=0.01)),
    dict(name="sgd", kind="SGD", options=dict(lr=0.1)),
    dict(name="sgd momentum", kind="SGD", options=dict(lr=0.1, momentum=0.9, weight_decay=0.01)),
    dict(name="sgd dampening", kind="SGD", options=dict(lr=0.1, momentum=0.9, dampening=0.5)),
    dict(name="sgd nesterov clipped", kind="SGD", options=dict(lr=0.1, momentum=0.9, nesterov=True), clip=1.0),
    dict(name="sgd maximize", kind="SGD", options=dict(lr=0.1, momentum=0.5, maximize=True)),
]


def numbers(tensor):
    """The shortest decimals that are these float32 numbers."""
    return [float(str(value)) for value in tensor.detach().float().flatten().numpy().astype(np.float32)]


def camel(options):
    return {key.split("_")[0] + "".join(p.title() for p in key.split("_")[1:]): v for key, v in options.items()}


def run(case, initial, grads):
    params = [torch.nn.Parameter(p.clone()) for p in initial]
    groups = case.get("groups", [dict(params=[0, 1, 2])])
    torch_groups = [{**g, "params": [params[i] for i in g["params"]]} for g in groups]
    kind = getattr(torch.optim, case["kind"])
    optimizer = kind(torch_groups, **case["options"], foreach=False, fused=False)
    trajectory = []
    for step in range(STEPS):
        for i, param in enumerate(params):
            param.grad = None if (step, i) in SKIPPED else grads[step][i].clone()
        norm = None
        if "clip" in case:
            norm = torch.nn.utils.clip_grad_norm_(params, case["clip"]).item()
        optimizer.step()
        trajectory.append(dict(norm=norm, params=[numbers(p) for p in params]))
    order = [i for g in groups for i in g["params"]]
    state = {i: {k: numbers(v) for k, v in optimizer.state[params[i]].items() if v is not None} for i in order}
    return dict(
        name=case["name"],
        kind=case["kind"],
        options=camel(case["options"]),
        groups=[camel(g) for g in groups],
        clip=case.get("clip"),
        trajectory=trajectory,
        state=state,
    )


LR = torch.optim.lr_scheduler
SCHEDULES = [
    ("stepSchedule", dict(stepSize=4, gamma=0.3), lambda o: LR.StepLR(o, 4, 0.3)),
    ("multiStepSchedule", dict(milestones=[3, 3, 9], gamma=0.5), lambda o: LR.MultiStepLR(o, [3, 3, 9], 0.5)),
    ("exponentialSchedule", dict(gamma=0.8), lambda o: LR.ExponentialLR(o, 0.8)),
    ("linearSchedule", dict(steps=6), lambda o: LR.LinearLR(o, total_iters=6)),
    ("linearSchedule", dict(steps=5, startFactor=1, endFactor=0.2), lambda o: LR.LinearLR(o, 1.0, 0.2, 5)),
    ("polynomialSchedule", dict(steps=12, power=0.9), lambda o: LR.PolynomialLR(o, 12, 0.9)),
    ("cosineSchedule", dict(steps=19), lambda o: LR.CosineAnnealingLR(o, 19)),
    ("cosineSchedule", dict(steps=19, finalFactor=0.2), lambda o: LR.CosineAnnealingLR(o, 19, eta_min=0.1)),
    ("cosineRestartsSchedule", dict(steps=6), lambda o: LR.CosineAnnealingWarmRestarts(o, 6)),
    (
        "cosineRestartsSchedule",
        dict(steps=3, multiplier=2, finalFactor=0.2),
        lambda o: LR.CosineAnnealingWarmRestarts(o, 3, 2, eta_min=0.1),
    ),
    ("oneCycleSchedule", dict(steps=20), lambda o: LR.OneCycleLR(o, 0.5, 20, cycle_momentum=False)),
    (
        "oneCycleSchedule",
        dict(steps=20, pctStart=0.25, annealStrategy="linear", threePhase=True, divFactor=10, finalDivFactor=100),
        lambda o: LR.OneCycleLR(
            o, 0.5, 20, pct_start=0.25, anneal_strategy="linear", three_phase=True, div_factor=10, final_div_factor=100,
            cycle_momentum=False,
        ),
    ),
    (
        "chainSchedules",
        [["linearSchedule", dict(steps=6)], ["exponentialSchedule", dict(gamma=0.8)]],
        lambda o: LR.ChainedScheduler([LR.LinearLR(o, total_iters=6), LR.ExponentialLR(o, 0.8)]),
    ),
    (
        "sequentialSchedule",
        [["linearSchedule", dict(steps=5)], ["polynomialSchedule", dict(steps=12, power=2)]],
        lambda o: LR.SequentialLR(o, [LR.LinearLR(o, total_iters=5), LR.PolynomialLR(o, 12, 2)], [5]),
    ),
]


def rates(make):
    """The rates of 20 steps, from 0.5."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
    scheduler = make(optimizer)
    found = []
    for _ in range(20):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


torch.manual_seed(0)
initial = [torch.randn(s) for s in SHAPES]
grads = [[torch.randn(s) for s in SHAPES] for _ in range(STEPS)]
golden = dict(
    shapes=SHAPES,
    initial=[numbers(p) for p in initial],
    grads=[[None if (t, i) in SKIPPED else numbers(g) for i, g in enumerate(row)] for t, row in enumerate(grads)],
    cases=[run(case, initial, grads) for case in CASES],
    schedules=[dict(name=name, options=options, rates=rates(make)) for name, options, make in SCHEDULES],
)
path = Path(__file__).with_name("optim.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
