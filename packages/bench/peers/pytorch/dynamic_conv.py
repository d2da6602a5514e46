"""One side of ops/dynamic-conv-memory: the bytes that one forward and backward pass takes at its peak, beyond its inputs and weights.

From the allocations that torch's profiler sees, gradients included. The setting names the operator, and the library of
ours that has it.
"""

import torch
import torch.nn.functional as F
from torch.profiler import ProfilerActivity, profile

from bench import extra, finish, quick

N, P, C, D = (20, 9, 64, 16) if quick else (300, 49, 256, 64)


def eager(proposals, roi, weight, bias, w1, b1, w2, b2):
    parameters = F.linear(proposals, weight, bias)
    param1 = parameters[:, : C * D].view(N, C, D)
    param2 = parameters[:, C * D :].view(N, D, C)
    hidden = F.relu(F.layer_norm(torch.bmm(roi, param1), (D,), w1, b1))
    return F.relu(F.layer_norm(torch.bmm(hidden, param2), (C,), w2, b2))


def peak(run, leaves, grad):
    """Peak and what is left, in bytes above the level at the start."""
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiler:
        run(*leaves).backward(grad)
    level = highest = 0
    events = [e for e in profiler.profiler.kineto_results.events() if e.name() == "[memory]"]
    for event in sorted(events, key=lambda e: e.start_ns()):
        level += event.nbytes()
        highest = max(highest, level)
    for leaf in leaves:
        leaf.grad = None
    return {"peak": highest, "gradients": level}


shapes = [(N, C), (N, P, C), (2 * C * D, C), (2 * C * D,), (D,), (D,), (C,), (C,)]
leaves = [(torch.randn(shape) * 0.1).requires_grad_() for shape in shapes]
grad = torch.randn(N, P, C)
torch.ops.load_library(extra["library"])
run = {"eager": eager, "dynamic_conv": torch.ops.cotrain.dynamic_conv}[extra["operator"]]
run(*leaves).backward(grad)  # what is allocated once
for leaf in leaves:
    leaf.grad = None
measured = peak(run, leaves, grad)
output = grad.numel() * grad.element_size()
names = {
    "peak": measured["peak"],
    "peak without the gradients that remain": measured["peak"] - measured["gradients"],
    "and without the output": measured["peak"] - measured["gradients"] - output,
}
finish({name: {"value": value, "unit": "bytes"} for name, value in names.items()})
