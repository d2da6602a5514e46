"""Goes on with the runs that tests/optim/handover.test.ts left in a folder, and compares losses, rates and averages.

    python check_handover.py FOLDER

FOLDER/handover.json has the data and, for each run, what TypeScript went on to find; FOLDER/<name>.pth the state it started from."""

import json
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parents[1] / "golden" / "optim"))
from handover_cases import Run  # noqa: E402

folder = Path(sys.argv[1])
handover = json.loads((folder / "handover.json").read_text())
inputs, targets = torch.tensor(handover["inputs"]), torch.tensor(handover["targets"])
worst = 0.0


def compare(what, ours, theirs):
    global worst
    difference = abs(ours - theirs) / max(abs(theirs), 1e-6)
    worst = max(worst, difference)
    if not difference < 1e-4:
        sys.exit(f"{what}: {ours} in Python, {theirs} in TypeScript")


for expected in handover["runs"]:
    name = expected["name"]
    run = Run(name)
    saved = torch.load(folder / f"{name}.pth", weights_only=True)
    run.load(saved)
    groups = run.optimizer.state_dict()["param_groups"]
    fresh = Run(name).optimizer.state_dict()["param_groups"]
    if [set(group) for group in groups] != [set(group) for group in fresh]:
        sys.exit(f"{name}: group keys {[sorted(group) for group in groups]}, Python's {[sorted(group) for group in fresh]}")
    for step, loss in enumerate(run.train(inputs, targets, len(expected["after"]))):
        compare(f"{name}: loss {step}", loss, expected["after"][step])
    for group, rate in zip(run.optimizer.param_groups, expected["rates"], strict=True):
        compare(f"{name}: rate", group["lr"], rate)
    compare(f"{name}: loss of the average", run.average_loss(inputs, targets), expected["averageLoss"])
print(f"{len(handover['runs'])} runs went on; largest relative difference {worst:.1e}")
