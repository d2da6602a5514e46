"""Python's side of torch/overhead: nanoseconds per call."""

import statistics
import time

import torch

from bench import finish, quick

CALLS = 200
BATCHES = 2 if quick else 500


def measure(run):
    """The median over batches of a batch's time for one call; the first fifth warms up."""
    times = []
    for _ in range(BATCHES):
        begin = time.perf_counter_ns()
        for _ in range(CALLS):
            run()
        times.append((time.perf_counter_ns() - begin) / CALLS)
    return statistics.median(times[BATCHES // 5 :])


def cases(requires_grad):
    x = torch.rand(1, requires_grad=requires_grad)
    y = torch.rand(1)
    image = torch.rand(1, 1, 1, 1)
    weight = torch.rand(1, 1, 1, 1, requires_grad=requires_grad)
    bias = torch.rand(1)
    conv2d = torch.nn.functional.conv2d
    return {
        "add": lambda: x.add(y),
        "add a number": lambda: x.add(2),
        "relu": lambda: x.relu(),
        "view": lambda: x.view([1, 1]),
        "sum over a dimension": lambda: x.sum(0, keepdim=True),
        "conv2d": lambda: conv2d(image, weight, bias, stride=1, padding=0),
        "shape": lambda: x.shape,
    }


def main():
    results = {name: measure(run) for name, run in cases(False).items()}
    results |= {f"{name}, with autograd": measure(run) for name, run in cases(True).items() if name != "shape"}
    one = torch.rand(1)
    results["item"] = measure(one.item)
    finish(results)


if __name__ == "__main__":
    main()
