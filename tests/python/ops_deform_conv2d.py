"""deform_conv2d from Python: as conv2d without offsets, shifted by whole ones, gradients. Argument: libcotrain_ops.so."""

import sys

import torch

torch.ops.load_library(sys.argv[1])
deform_conv2d = torch.ops.cotrain.deform_conv2d

torch.manual_seed(0)
x = torch.randn(2, 12, 9, 11, dtype=torch.float64)
weight, bias = torch.randn(8, 6, 3, 3, dtype=torch.float64), torch.randn(8, dtype=torch.float64)
offset = torch.zeros(2, 2 * 3 * 9, 5, 6, dtype=torch.float64)
options = {"stride": (2, 2), "padding": (1, 1)}
plain = deform_conv2d(x, offset, weight, bias=bias, **options)
torch.testing.assert_close(plain, torch.conv2d(x, weight, bias, stride=2, padding=1, groups=2))

offset[:, 0::2] = 1
shifted = torch.cat([x[:, :, 1:], torch.zeros_like(x[:, :, :1])], 2)
expected = torch.conv2d(shifted, weight, bias, stride=2, padding=1, groups=2)
# Row -1 of the shifted map is row 0 of the map, not padding: only the rows below are the same.
torch.testing.assert_close(deform_conv2d(x, offset, weight, bias=bias, **options)[:, :, 1:], expected[:, :, 1:])

inputs = [
    torch.randn(1, 4, 3, 4, dtype=torch.float64),
    torch.randn(1, 2 * 2 * 4, 2, 3, dtype=torch.float64),
    torch.randn(2, 2, 2, 2, dtype=torch.float64),
    torch.rand(1, 2 * 4, 2, 3, dtype=torch.float64),
    torch.randn(2, dtype=torch.float64),
]
for tensor in inputs:
    tensor.requires_grad_()
assert torch.autograd.gradcheck(lambda x, o, w, m, b: deform_conv2d(x, o, w, mask=m, bias=b), inputs)
torch.library.opcheck(
    deform_conv2d, inputs[:3], {"mask": inputs[3]}, test_utils=("test_schema", "test_autograd_registration", "test_faketensor")
)
print("ok")
