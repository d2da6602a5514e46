"""Python's side of benchmarks/torch/mlp.ts: prints {case: µs per step} as JSON."""

import json
import statistics
import sys
import time

import torch
from torch import nn

STEPS = int(sys.argv[1])
torch.set_num_threads(1)


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


print(
    json.dumps(
        {
            "training step, AdamW": train(lambda net: torch.optim.AdamW(net.parameters(), lr=1e-3, fused=True)),
            "training step, SGD with momentum": train(
                lambda net: torch.optim.SGD(net.parameters(), lr=1e-3, momentum=0.9, fused=True)
            ),
            "forward without gradients": infer(),
        }
    )
)
