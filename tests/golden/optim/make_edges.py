"""Writes edges.json: torch.optim on complex parameters, with options changed during a run, and on parameters with gaps in memory; clipping of
gradients of several kinds; rates of schedulers at the edges of their options; base rates by the order of saving, loading and making schedulers.

Made with PyTorch 2.13.0 (CPU).
"""

import itertools
import json
import math
from pathlib import Path

import torch

torch.manual_seed(11)
STEPS = 6


def flat(tensor):
    real = torch.view_as_real(tensor.detach().resolve_conj()) if tensor.is_complex() else tensor.detach()
    return [float(f"{v:.9g}") for v in real.double().reshape(-1).tolist()]


def trajectory(kind, options, dtype, shape, changes=None, gap=False):
    """`changes`: options set before a step. `gap`: the parameter is every other column of its memory."""
    initial = torch.randn(shape, dtype=dtype)
    grads = [torch.randn(shape, dtype=dtype) for _ in range(STEPS)]
    if gap:
        memory = torch.zeros([*shape, 2], dtype=dtype)
        memory[..., 0] = initial
        param = memory[..., 0].requires_grad_()
    else:
        param = torch.nn.Parameter(initial.clone())
    optimizer = getattr(torch.optim, kind)([param], foreach=False, fused=False, **options)
    found = []
    for step, grad in enumerate(grads):
        optimizer.param_groups[0].update((changes or {}).get(step, {}))
        param.grad = grad.clone()
        optimizer.step()
        found.append(flat(param))
    state = {k: flat(v) for k, v in optimizer.state[param].items() if v is not None}
    return {
        "kind": kind,
        "options": camel(options),
        "dtype": str(dtype).removeprefix("torch."),
        "shape": shape,
        "gap": gap,
        "changes": {k: camel(v) for k, v in (changes or {}).items()},
        "initial": flat(initial),
        "grads": [flat(g) for g in grads],
        "params": found,
        "state": state,
    }


def camel(options):
    return {k.split("_")[0] + "".join(p.title() for p in k.split("_")[1:]): v for k, v in options.items()}


OPTIONS = [
    ("Adam", dict(lr=0.1)),
    ("Adam", dict(lr=0.1, amsgrad=True, weight_decay=0.1)),
    ("AdamW", dict(lr=0.1, betas=[0.5, 0.9], maximize=True)),
    ("AdamW", dict(lr=0.1, amsgrad=True)),
    ("SGD", dict(lr=0.1, weight_decay=0.1)),
    ("SGD", dict(lr=0.1, momentum=0.9, dampening=0.3)),
    ("SGD", dict(lr=0.1, momentum=0.9, nesterov=True, maximize=True)),
]
runs = [trajectory(kind, o, dtype, [2, 3]) for kind, o in OPTIONS for dtype in (torch.complex64, torch.complex128)]
runs += [trajectory(kind, o, torch.complex64, []) for kind, o in OPTIONS[:1]]
runs += [trajectory(kind, o, torch.float32, [2, 3], gap=True) for kind, o in OPTIONS]
runs += [trajectory(kind, o, torch.complex64, [3], gap=True) for kind, o in OPTIONS[1:6:4]]
runs += [
    trajectory("SGD", dict(lr=0.1), torch.float32, [3], {2: dict(momentum=0.9, dampening=0.5)}),
    trajectory("SGD", dict(lr=0.1, momentum=0.9), torch.float32, [3], {2: dict(momentum=0.0), 4: dict(momentum=0.5)}),
    trajectory("AdamW", dict(lr=0.1), torch.float32, [3], {1: dict(lr=0.5), 3: dict(weight_decay=0.5, betas=[0.5, 0.6])}),
]

inf = math.inf
clips = []
for norm_type, dtypes, max_norm in itertools.product(
    (2.0, 1.0, 3.0, inf, -inf, 0.0, 0.5), (["complex64"], ["float32", "float64"], ["float32", "complex128"], ["float32"]), (0.5, 100.0, 0.0)
):
    params = []
    for dtype, shape in zip(dtypes * 2, ([3], [2, 2])):
        param = torch.nn.Parameter(torch.zeros(shape, dtype=getattr(torch, dtype)))
        param.grad = torch.randn(shape, dtype=param.dtype)
        params.append(param)
    given = [flat(p.grad) for p in params]
    norm = torch.nn.utils.clip_grad_norm_(params, max_norm, norm_type)
    clips.append(
        {
            "normType": {inf: "Infinity", -inf: "-Infinity"}.get(norm_type, norm_type),
            "maxNorm": max_norm,
            "dtypes": [str(p.dtype).removeprefix("torch.") for p in params],
            "shapes": [list(p.shape) for p in params],
            "grads": given,
            "norm": norm.item(),
            "clipped": [flat(p.grad) for p in params],
        }
    )

LR = torch.optim.lr_scheduler


def make_optimizer(lr=0.5):
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=lr)


def rates(make, steps):
    optimizer = make_optimizer()
    scheduler = make(optimizer)
    found = []
    for step in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        if step + 1 < steps:
            optimizer.step()
            scheduler.step()
    return found


schedules = []


def schedule(name, options, make, steps):
    """`rates` is null where PyTorch raises."""
    try:
        found = rates(make, steps)
    except (ZeroDivisionError, ValueError):
        found = None
    schedules.append({"name": name, "options": options, "steps": steps, "rates": found})


for steps, pct, strategy, three in itertools.product((1, 2, 3, 4, 5, 10, 20), (0.0, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.9, 1.0), ("cos", "linear"), (False, True)):
    schedule(
        "oneCycleSchedule",
        dict(steps=steps, pctStart=pct, annealStrategy=strategy, threePhase=three),
        lambda o: LR.OneCycleLR(o, 0.5, steps, pct_start=pct, anneal_strategy=strategy, three_phase=three, cycle_momentum=False),
        steps,
    )
for milestones, gamma in itertools.product(([], [0], [1, 1], [0, 0, 2], [2, 2, 2], [7]), (0.0, 0.5, 1.0, 2.0)):
    schedule("multiStepSchedule", dict(milestones=milestones, gamma=gamma), lambda o: LR.MultiStepLR(o, milestones, gamma), 5)
for size, gamma in itertools.product((1, 2, 9), (0.0, 1.0, 1.5)):
    schedule("stepSchedule", dict(stepSize=size, gamma=gamma), lambda o: LR.StepLR(o, size, gamma), 5)
for gamma in (1.0, 1.5, 0.01):
    schedule("exponentialSchedule", dict(gamma=gamma), lambda o: LR.ExponentialLR(o, gamma), 5)
for steps, start, end in itertools.product((1, 2, 4), (0.1, 1.0), (0.0, 0.1, 1.0)):
    options = dict(steps=steps, startFactor=start, endFactor=end)
    schedule("linearSchedule", options, lambda o: LR.LinearLR(o, start, end, steps), steps + 3)
for steps, power in itertools.product((1, 2, 4), (0.0, 0.5, 1.0, 2.0)):
    schedule("polynomialSchedule", dict(steps=steps, power=power), lambda o: LR.PolynomialLR(o, steps, power), steps + 3)
for steps, final in itertools.product((1, 2, 5), (0.0, 0.5, 1.0)):
    options = dict(steps=steps, finalFactor=final)
    schedule("cosineSchedule", options, lambda o: LR.CosineAnnealingLR(o, steps, final * 0.5), steps + 1)
    for multiplier in (1, 2):
        schedule(
            "cosineRestartsSchedule",
            {**options, "multiplier": multiplier},
            lambda o: LR.CosineAnnealingWarmRestarts(o, steps, multiplier, final * 0.5),
            12,
        )

# The orders of making an optimizer (of rate 0.1) and a LambdaLR, and of loading both of a run that began with the rate 0.8 and was at step 4.
FACTOR = [1.0, 0.5, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01]
orders = []


def saved(scheduled, changed):
    optimizer = make_optimizer(0.8)
    scheduler = LR.LambdaLR(optimizer, lambda step: FACTOR[step]) if scheduled else None
    for _ in range(4):
        optimizer.step()
        if scheduled:
            scheduler.step()
    if changed:
        optimizer.param_groups[0]["lr"] = 0.3
    return optimizer.state_dict(), scheduler.state_dict() if scheduled else None


for scheduled, changed in itertools.product((True, False), (True, False)):
    parts = ["schedule", "load optimizer"] + (["load schedule"] if scheduled else []) + (["set rate"] if changed else [])
    for length in range(1, len(parts) + 1):
        for order in itertools.permutations(parts, length):
            if "schedule" not in order or ("load schedule" in order and order.index("load schedule") < order.index("schedule")):
                continue
            optimizer_state, scheduler_state = saved(scheduled, changed)
            optimizer, scheduler, at = make_optimizer(0.1), None, 0
            for action in order:
                if action == "schedule":
                    scheduler = LR.LambdaLR(optimizer, lambda step: FACTOR[step])
                elif action == "load optimizer":
                    optimizer.load_state_dict(optimizer_state)
                elif action == "set rate":
                    optimizer.param_groups[0]["lr"] = 0.7
                else:
                    scheduler.load_state_dict(scheduler_state)
                    at = 4
            optimizer.step()
            scheduler.step()
            # What the next run finds that loads this one's optimizer.
            after = make_optimizer(0.9)
            after.load_state_dict(optimizer.state_dict())
            following = LR.LambdaLR(after, lambda step: FACTOR[step])
            orders.append(
                {
                    "scheduled": scheduled,
                    "changed": changed,
                    "order": order,
                    "step": at + 1,
                    "rate": optimizer.param_groups[0]["lr"],
                    "base": scheduler.base_lrs[0],
                    "nextBase": following.base_lrs[0],
                }
            )

path = Path(__file__).with_name("edges.json")
golden = {"runs": runs, "clips": clips, "schedules": schedules, "factor": FACTOR, "orders": orders}
sections = (f'"{name}":[\n' + ",\n".join(json.dumps(item, separators=(",", ":")) for item in items) + "\n]" for name, items in golden.items())
path.write_text("{" + ",\n".join(sections) + "}\n")
print({name: len(items) for name, items in golden.items()}, path.stat().st_size, "bytes")
