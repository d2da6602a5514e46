"""Writes handover/: runs of PyTorch after 5 steps as checkpoints, and in handover.json the data and the losses of the next 5 steps. Made with
PyTorch 2.13.0 (CPU)."""

import json
from pathlib import Path

import torch
from handover_cases import CASES, FEATURES, SAMPLES, STEPS, Run

folder = Path(__file__).with_name("handover")
folder.mkdir(exist_ok=True)
torch.manual_seed(0)
inputs = torch.randn(SAMPLES, FEATURES)
targets = inputs.pow(2).sum(1, keepdim=True).sub(4)
golden = dict(inputs=inputs.tolist(), targets=targets.tolist(), runs=[])
for name in CASES:
    torch.manual_seed(1)
    run = Run(name)
    before = run.train(inputs, targets, STEPS)
    torch.save(run.state(), folder / f"{name}.pth")
    after = run.train(inputs, targets, STEPS)
    rates = [group["lr"] for group in run.optimizer.param_groups]
    average_loss = run.average_loss(inputs, targets)
    golden["runs"].append(dict(name=name, before=before, after=after, rates=rates, averageLoss=average_loss))
(folder / "handover.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
