"""Python's side of torch/resnet50: milliseconds."""

import statistics
import time

import torch

from bench import finish, quick
from resnet50_model import resnet50

WARM_UP, REPEATS = (0, 1) if quick else (2, 8)
SIZE = (64, 64) if quick else (360, 640)


def timed(name, run):
    times = []
    for _ in range(WARM_UP + REPEATS):
        begin = time.perf_counter_ns()
        run()
        times.append((time.perf_counter_ns() - begin) / 1e6)
    counted = times[WARM_UP:]
    return {name: statistics.median(counted), f"{name}: the best": min(counted)}


results = {}
for name, memory_format in (("contiguous", torch.contiguous_format), ("channels_last", torch.channels_last)):
    net = resnet50().to(memory_format=memory_format)
    image = torch.randn(1, 3, *SIZE).contiguous(memory_format=memory_format)

    def forward():
        with torch.no_grad():
            net(image)

    def backward():
        net(image).mean().backward()

    net.eval()
    results |= timed(f"forward, {name}", forward)
    net.train()
    results |= timed(f"forward and backward, {name}", backward)
finish(results)
