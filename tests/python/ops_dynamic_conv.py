"""dynamic_conv from Python: against eager code, through autograd, shapes by FakeTensor. Argument: libcotrain_ops.so."""

import sys

import torch
import torch.nn.functional as F

torch.ops.load_library(sys.argv[1])
dynamic_conv = torch.ops.cotrain.dynamic_conv


def eager(proposals, roi, weight, bias, w1, b1, w2, b2):
    n, _, c = roi.shape
    d = weight.shape[0] // (2 * c)
    parameters = F.linear(proposals, weight, bias)
    param1 = parameters[:, : c * d].reshape(n, c, d)
    param2 = parameters[:, c * d :].reshape(n, d, c)
    hidden = F.relu(F.layer_norm(torch.bmm(roi, param1), (d,), w1, b1))
    return F.relu(F.layer_norm(torch.bmm(hidden, param2), (c,), w2, b2))


def make(n, p, c, d, dtype):
    shapes = [(n, c), (n, p, c), (2 * c * d, c), (2 * c * d,), (d,), (d,), (c,), (c,)]
    return [(torch.randn(shape, dtype=dtype) * 0.5).requires_grad_() for shape in shapes]


torch.manual_seed(0)
for n, p, c, d, dtype, tolerance in [
    (5, 49, 64, 16, torch.float32, 1e-4),
    (7, 9, 33, 5, torch.float64, 1e-10),
    (0, 49, 16, 4, torch.float32, 0),
    (1, 1, 2, 2, torch.float64, 1e-10),
]:
    x = make(n, p, c, d, dtype)
    ours, theirs = dynamic_conv(*x), eager(*x)
    grad = torch.randn_like(theirs)
    for a, b in zip(
        [ours, *torch.autograd.grad(ours, x, grad)], [theirs, *torch.autograd.grad(theirs, x, grad)], strict=True
    ):
        assert a.shape == b.shape and a.dtype == b.dtype
        assert a.numel() == 0 or (a - b).abs().max() <= tolerance * b.abs().max().clamp_min(1), (n, p, c, d)

x = make(3, 4, 6, 5, torch.float64)
torch.library.opcheck(dynamic_conv, x, test_utils=("test_schema", "test_autograd_registration", "test_faketensor"))
with torch.inference_mode():
    assert torch.equal(dynamic_conv(*x), dynamic_conv(*x))
print("ok")
