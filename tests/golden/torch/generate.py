"""Golden values from Python's PyTorch: the random streams.

    python tests/golden/torch/generate.py     (torch 2.13, CPU; writes random.json beside itself)
"""

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


def main():
    golden = {"torch": torch.__version__, "streams": {str(seed): streams(seed) for seed in SEEDS}}
    Path(__file__).with_name("random.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
