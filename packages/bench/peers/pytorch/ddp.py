"""Python's side of distributed/ddp: milliseconds. Starts itself once for each rank."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time

import torch
import torch.distributed as dist

from bench import extra, finish, quick
from resnet50_model import resnet50

BATCH = 4
SIZE = 32 if quick else 128
WARM_UP, STEPS = 2, 1 if quick else 8


def train(rank, ranks):
    torch.manual_seed(0)
    net = resnet50()
    images = torch.randn(BATCH, 3, SIZE, SIZE)
    share = BATCH // ranks
    own = images[rank * share : (rank + 1) * share].contiguous()
    model = torch.nn.parallel.DistributedDataParallel(net) if ranks > 1 else net
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9)
    times = []
    for _ in range(WARM_UP + STEPS):
        begin = time.perf_counter_ns()
        loss = model(own).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss.item()
        times.append((time.perf_counter_ns() - begin) / 1e6)
    return statistics.median(times[WARM_UP:])


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return str(server.getsockname()[1])


def run_ranks(ranks):
    environment = os.environ | {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": free_port(), "WORLD_SIZE": str(ranks)}
    started = [
        subprocess.Popen([sys.executable, __file__], env=environment | {"RANK": str(rank)}, stdout=subprocess.PIPE)
        for rank in range(ranks)
    ]
    said = [process.communicate()[0] for process in started]
    if any(process.returncode != 0 for process in started):
        sys.exit("a rank failed")
    return json.loads(said[0])


ranks = extra["ranks"]
if "RANK" in os.environ:
    torch.set_num_threads(1)
    dist.init_process_group("gloo")
    print(json.dumps(train(dist.get_rank(), ranks)))
    dist.destroy_process_group()
else:
    several = run_ranks(ranks)
    torch.set_num_threads(ranks)
    finish(
        {
            f"training step, {ranks} processes x 1 thread": several,
            f"training step, 1 process x {ranks} threads": train(0, 1),
        }
    )
