"""Golden values from Python's PyTorch: the random streams, of the default generator and of one's own; autocast.

    python tests/golden/torch/generate.py     (torch 2.13, CPU; writes {random,generator,autocast}.json beside itself)
"""

import base64
import json
from pathlib import Path

import torch

SEEDS = [0, 1, 42, -1, 2**40 + 7]


def streams(seed):
    """One draw after another from one seeding, so that each also pins how much the one before consumed."""
    torch.manual_seed(seed)
    return {
        "rand": torch.rand(5).tolist(),
        "randn": torch.randn(3).tolist(),
        "randn of 20": torch.randn(20).tolist(),  # 16 and more take the vectorised path
        "randperm": torch.randperm(10).tolist(),
        "randint": torch.randint(0, 100, (6,)).tolist(),
        "bernoulli": torch.bernoulli(torch.full((12,), 0.3)).tolist(),
        "dropout": torch.nn.functional.dropout(torch.ones(12), p=0.25).tolist(),
        "normal_": torch.empty(4).normal_(mean=1.0, std=2.0).tolist(),
        "uniform_": torch.empty(4).uniform_(-1.0, 1.0).tolist(),
        "rand float64": torch.rand(3, dtype=torch.float64).tolist(),
        "multinomial": torch.multinomial(torch.tensor([0.1, 0.2, 0.7]), 6, replacement=True).tolist(),
    }


def generator_values():
    generator = torch.Generator().manual_seed(5)
    draws = {
        "rand": torch.rand(4, generator=generator).tolist(),
        "randn": torch.randn(3, generator=generator).tolist(),
        "randint": torch.randint(100, (5,), generator=generator).tolist(),
        "randint from 50": torch.randint(50, 60, (5,), generator=generator).tolist(),
        "randperm": torch.randperm(8, generator=generator).tolist(),
        "bernoulli": torch.bernoulli(torch.full((6,), 0.5), generator=generator).tolist(),
        "normal": torch.normal(1.0, 2.0, (3,), generator=generator).tolist(),
        "uniform_": torch.empty(3).uniform_(-1.0, 1.0, generator=generator).tolist(),
        "multinomial": torch.multinomial(
            torch.tensor([0.2, 0.3, 0.5]), 4, replacement=True, generator=generator
        ).tolist(),
    }
    # The state holds a number in reserve now: normals are drawn in pairs.
    state = base64.b64encode(bytes(generator.get_state().tolist())).decode()
    return {
        "draws": draws,
        "state": state,
        "afterState": torch.randn(3, generator=generator).tolist(),
        "initialSeed": str(torch.Generator().initial_seed()),
    }


def autocast_values():
    x, image = torch.ones(4, 4), torch.ones(1, 1, 4, 4)
    calls = {
        "matmul": lambda: x @ x,
        "linear": lambda: torch.nn.functional.linear(x, x),
        "conv2d": lambda: torch.nn.functional.conv2d(image, torch.ones(1, 1, 2, 2)),
        "add": lambda: x + x,
        "exp": lambda: x.exp(),
        "softmax": lambda: x.softmax(1),
        "sum": lambda: x.sum(),
        "mseLoss": lambda: torch.nn.functional.mse_loss(x @ x, x),
        "cat": lambda: torch.cat([x, x @ x]),
    }
    dtypes = {}
    for dtype in (torch.bfloat16, torch.float16):
        with torch.autocast("cpu", dtype=dtype):
            for name, call in calls.items():
                dtypes[f"{dtype} {name}".removeprefix("torch.")] = str(call().dtype).removeprefix("torch.")
    w = ((torch.arange(16, dtype=torch.float32) - 8) / 10).reshape(4, 4).requires_grad_()
    inputs = (torch.arange(8, dtype=torch.float32) / 7).reshape(2, 4)
    with torch.autocast("cpu"):
        loss = torch.nn.functional.mse_loss((inputs @ w).relu() @ w, torch.ones(2, 4))
    loss.backward()
    return {"dtypes": dtypes, "loss": loss.item(), "gradient": w.grad.tolist()}


def main():
    golden = {"torch": torch.__version__, "streams": {str(seed): streams(seed) for seed in SEEDS}}
    Path(__file__).with_name("random.json").write_text(json.dumps(golden, indent=1) + "\n")
    golden = {"torch": torch.__version__, **generator_values()}
    Path(__file__).with_name("generator.json").write_text(json.dumps(golden, indent=1) + "\n")
    golden = {"torch": torch.__version__, **autocast_values()}
    Path(__file__).with_name("autocast.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
