"""Writes optim.json: trajectories of torch.optim's AdamW and SGD with gradient clipping. Made with PyTorch 2.13.0 (CPU)."""

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


torch.manual_seed(0)
initial = [torch.randn(s) for s in SHAPES]
grads = [[torch.randn(s) for s in SHAPES] for _ in range(STEPS)]
golden = dict(
    shapes=SHAPES,
    initial=[numbers(p) for p in initial],
    grads=[[None if (t, i) in SKIPPED else numbers(g) for i, g in enumerate(row)] for t, row in enumerate(grads)],
    cases=[run(case, initial, grads) for case in CASES],
)
path = Path(__file__).with_name("optim.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
