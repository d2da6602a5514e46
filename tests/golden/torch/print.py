"""Golden values from Python's PyTorch: what print() shows of tensors.

    python tests/golden/torch/print.py     (torch 2.13, CPU; writes print.json beside itself)

A case is a tensor (dtype, shape and its bytes in base64), what is done with it, print options, and the text.
"""

import base64
import json
import math
from pathlib import Path

import torch

torch.manual_seed(3)
ACTIONS = {
    "requires_grad": lambda x: x.requires_grad_(),
    "mul": lambda x: x.requires_grad_().mul(torch.tensor(2.0)),
    "sum": lambda x: x.requires_grad_().sum(),
    "view": lambda x: x.requires_grad_().view(-1),
    "conv": lambda x: torch.conv1d(x.requires_grad_(), torch.ones(1, 1, 2)),
    "meta": lambda x: x.to("meta"),
    "transpose": lambda x: x.t(),
    "conj": lambda x: x.conj(),
    "sparse": lambda x: x.to_sparse(),
    "sparse_csr": lambda x: x.to_sparse_csr(),
    "sparse_csc": lambda x: x.to_sparse_csc(),
}
cases = []


def case(tensor, action=None, **options):
    flat = torch.view_as_real(tensor) if tensor.is_complex() else tensor
    data = flat.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes() if tensor.numel() else b""
    shown = tensor if action is None else ACTIONS[action](tensor)
    torch.set_printoptions(**options)
    text = str(shown)
    torch.set_printoptions(profile="default")
    cases.append(
        {
            "dtype": str(tensor.dtype).removeprefix("torch."),
            "shape": list(tensor.shape),
            "data": base64.b64encode(data).decode(),
            "action": action,
            "options": {{"sci_mode": "sciMode"}.get(key, key): value for key, value in options.items()},
            "text": text,
        }
    )


inf, nan = math.inf, math.nan
floats = [
    [1.0, 2.0], [1.0, 2.5], [0.1], [1e-5, 1.0], [1e-4, 0.05], [9e-5], [1000.0, 1.0], [1001.0, 1.0], [1001.5, 1.0], [1e8], [1.1e8],
    [123456789.0, 1.0], [0.0, -0.0], [0.0], [-1.0, 1.0], [-0.5, 100.25], [nan, 1.0, inf, -inf], [nan, inf], [nan, 1.5, 0.0],
    [nan, 1e9, 2.5], [inf, 12345.0], [0.03125, 0.09375, -0.03125, 0.15625], [3e38, 1e-38], [1e-45], [0.99995, 0.00005],
    [999.99995, 1.5], [-1e10, 1e10], [2.0**60], [0.5, 1.5, 2.5, 3.5],
]  # fmt: skip
for values in floats:
    case(torch.tensor(values))
case(torch.tensor([1 / 3, 2e-17, 5.0], dtype=torch.float64))
case(torch.tensor([1e300, 1e-300], dtype=torch.float64))
case(torch.tensor([1 + 2**-5, 1 + 3 * 2**-5], dtype=torch.float64) * 2**-17)
for scalar in (0.0, -0.0, 1.0, 3.14159265, 1e-7, 123456.789, 1e20, nan, inf, -inf):
    case(torch.tensor(scalar))
for scalar in (0, -7, 2**62, True, False):
    case(torch.tensor(scalar))
case(torch.tensor([[1, -20], [300, 4]]))
case(torch.tensor([-128, 127], dtype=torch.int8))
case(torch.arange(5, dtype=torch.uint8))
case(torch.tensor([2**31 - 1, 0], dtype=torch.int32))
case(torch.tensor([[True, False], [True, True]]))
case(torch.tensor([True, True]))
case(torch.tensor([1.5, 65504.0], dtype=torch.float16))
case(torch.tensor([0.1, 3.0], dtype=torch.bfloat16))
case(torch.rand(3, 4, dtype=torch.float64))
case(torch.complex(torch.tensor([1.0, -2.5, 0.0]), torch.tensor([-1.0, 0.0, nan])))
case(torch.complex(torch.tensor(1.0), torch.tensor(-0.0)))
case(torch.complex(torch.randn(2, 3), torch.randn(2, 3) * 1e5))
case(torch.complex(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])).to(torch.complex128))
case(torch.complex(torch.randn(12), torch.randn(12)))
case(torch.complex(torch.randn(600, 2), torch.randn(600, 2)))
case(torch.complex(torch.tensor([1.0]), torch.tensor([2.0])), "conj")
for shape in ([0], [0, 3], [2, 0, 4], [1, 1, 1], [2, 3, 2], [2, 2, 2, 2]):
    case(torch.rand(shape))
for dtype in (torch.int64, torch.float64, torch.bool):
    case(torch.empty(0, dtype=dtype))
    case(torch.empty(0, 2, dtype=dtype))
case(torch.rand(40))
case(torch.randn(3, 30))
case(torch.arange(100))
case(torch.arange(1000).float())
case(torch.arange(1001))
case(torch.rand(1001))
case(torch.rand(30, 40))
case(torch.rand(1500, 2))
case(torch.rand(2, 1500))
case(torch.rand(12, 12, 12))
case(torch.rand(2, 3, 400))
case(torch.rand(7, 6, 30))
case(torch.rand(1200) > 0.5)
case(torch.randint(-10000, 10000, (40, 40), dtype=torch.int16))
case(torch.rand(3, 4), "requires_grad")
case(torch.rand(3, 4), "mul")
case(torch.rand(2, 5), "sum")
case(torch.rand(2, 5), "view")
case(torch.rand(1, 1, 16), "conv")
case(torch.rand(3, 4, dtype=torch.float64), "mul")
case(torch.rand(2, 3), "meta")
case(torch.zeros(5, dtype=torch.int64), "meta")
case(torch.rand(2, 3), "transpose")
case(torch.tensor([[0.0, 1.5], [2.0, 0.0]]), "sparse")
case(torch.tensor([[0, 1], [2, 0]], dtype=torch.int32), "sparse")
case(torch.zeros(2, 3), "sparse")
case(torch.tensor([[0.0, 1.5], [2.0, 0.0]]), "sparse_csr")
case(torch.tensor([[0.0, 1.5, 3.0], [2.0, 0.0, 0.0]], dtype=torch.float64), "sparse_csc")
case(torch.rand(3, 3), precision=2)
case(torch.rand(3, 3), precision=8)
case(torch.rand(3, 3), precision=0)
case(torch.rand(3, 3), sci_mode=True)
case(torch.tensor([1e-6, 1.0, 1e22], dtype=torch.float64), sci_mode=False)
case(torch.tensor([1.0, 20.0]), sci_mode=True)
case(torch.rand(20), threshold=10)
case(torch.rand(20), threshold=10, edgeitems=1)
case(torch.rand(5, 5), threshold=10, edgeitems=2)
case(torch.rand(20), linewidth=40)
case(torch.rand(4, 9), linewidth=10)
case(torch.rand(20), profile="short")
case(torch.arange(1100), profile="full")
case(torch.rand(3, 4), edgeitems=0, threshold=5)
case(torch.rand(12), edgeitems=0, threshold=5)

lines = ",\n".join(json.dumps(record, separators=(",", ":")) for record in cases)
Path(__file__).with_name("print.json").write_text(f"[\n{lines}\n]\n")
print(f"{len(cases)} tensors")
