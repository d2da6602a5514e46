"""Python's side of torch/mlp: microseconds per step."""

import statistics
import time

import torch
from torch import nn

from bench import finish, quick

STEPS = 10 if quick else 3000


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(16, 32)
        self.second = nn.Linear(32, 32)
        self.third = nn.Linear(32, 4)

    def forward(self, x):
        return self.third(self.second(self.first(x).relu()).relu())


def timed(step):
    times = []
    for _ in range(STEPS):
        begin = time.perf_counter_ns()
        step()
        times.append((time.perf_counter_ns() - begin) / 1000)
    return statistics.median(times[STEPS // 5 :])


def train(make):
    torch.manual_seed(0)
    net = Mlp()
    optimizer = make(net)
    x, labels = torch.randn(8, 16), torch.randint(0, 4, (8,))

    def step():
        loss = nn.functional.cross_entropy(net(x), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return timed(step)


def infer():
    net, x = Mlp(), torch.randn(8, 16)

    def step():
        with torch.no_grad():
            net(x)

    return timed(step)


finish(
    {
        "training step, AdamW": train(lambda net: torch.optim.AdamW(net.parameters(), lr=1e-3, fused=True)),
        "training step, SGD with momentum": train(
            lambda net: torch.optim.SGD(net.parameters(), lr=1e-3, momentum=0.9, fused=True)
        ),
        "forward without gradients": infer(),
    }
)
