"""roi_align and deform_roi_pool from Python: against samples written out, gradcheck, FakeTensor, bad input.
Argument: libcotrain_ops.so. With torchvision at hand, against its roi_align too."""

import sys

import torch
import torch.nn.functional as F

torch.ops.load_library(sys.argv[1])
ops = torch.ops.cotrain
torch.manual_seed(0)


def written_out(x, rois, scale, bins, ratio, offset=None, mask=None, gamma=0.1):
    """grid_sample with its border mode clamps as ROIAlign does; what is more than a cell outside is zeroed here."""
    height, width = x.shape[-2:]
    out = []
    for n, (image, x1, y1, x2, y2) in enumerate(rois.tolist()):
        w, h = (x2 - x1) * scale, (y2 - y1) * scale
        steps = (torch.arange(bins * ratio, dtype=x.dtype) + 0.5) / (bins * ratio)
        px = (x1 * scale - 0.5 + steps * w).expand(bins * ratio, -1)
        py = (y1 * scale - 0.5 + steps * h)[:, None].expand(-1, bins * ratio)
        if offset is not None:
            move = offset[n].repeat_interleave(ratio, 1).repeat_interleave(ratio, 2)
            px, py = px + gamma * w * move[0], py + gamma * h * move[1]
        inside = (px >= -1) & (px <= width) & (py >= -1) & (py <= height)
        grid = torch.stack([px * 2 / (width - 1) - 1, py * 2 / (height - 1) - 1], -1)[None]
        values = F.grid_sample(x[int(image)][None], grid, padding_mode="border", align_corners=True)
        pooled = F.avg_pool2d(values * inside, ratio)[0]
        out.append(pooled if mask is None else pooled * mask[n])
    return torch.stack(out)


def boxes(n, dtype=torch.float64):
    corner = torch.rand(n, 2, dtype=dtype) * 50 - 10
    image = torch.randint(0, 2, (n, 1)).to(dtype)
    return torch.cat([image, corner, corner + torch.rand(n, 2, dtype=dtype) * 40], 1)


for channels in (1, 3, 37, 64):
    for memory_format in (torch.contiguous_format, torch.channels_last):
        x = torch.randn(2, channels, 9, 13, dtype=torch.float64)
        x = x.contiguous(memory_format=memory_format).requires_grad_()
        rois, offset, mask = boxes(9), torch.randn(9, 2, 3, 3).double() * 3, torch.rand(9, 3, 3).double()
        leaves = [x, offset.requires_grad_(), mask.requires_grad_()]
        common = dict(spatial_scale=0.25, output_size=[3], sampling_ratio=2)
        ours = ops.deform_roi_pool(x, rois, offset=offset, mask=mask, **common)
        theirs = written_out(x, rois, 0.25, 3, 2, offset, mask)
        grad = torch.randn_like(theirs)
        for a, b in zip(
            [ours, *torch.autograd.grad(ours, leaves, grad)],
            [theirs, *torch.autograd.grad(theirs, leaves, grad)],
            strict=True,
        ):
            assert (a - b).abs().max() < 1e-10
        plain = ops.roi_align(x, rois, **common)
        assert (plain - written_out(x, rois, 0.25, 3, 2)).abs().max() < 1e-12
        assert torch.equal(plain, ops.deform_roi_pool(x, rois, **common))

maps = [torch.randn(2, 2, size, size, dtype=torch.float64).requires_grad_() for size in (8, 4)]
rois = boxes(3)
offset, mask = torch.randn(3, 2, 2, 2).double().requires_grad_(), torch.rand(3, 2, 2).double().requires_grad_()
options = dict(scales=[1 / 4, 1 / 8], output_size=[2], canonical_size=16, canonical_level=3)
assert torch.autograd.gradcheck(lambda *m: ops.roi_align_pyramid(list(m), rois, **options), maps)
assert torch.autograd.gradcheck(
    lambda a, b, o, m: ops.deform_roi_pool_pyramid([a, b], rois, offset=o, mask=m, **options), (*maps, offset, mask)
)

checks = ("test_schema", "test_autograd_registration", "test_faketensor")
torch.library.opcheck(ops.roi_align_pyramid, (maps, rois), dict(scales=[1 / 4, 1 / 8]), test_utils=checks)
torch.library.opcheck(
    ops.deform_roi_pool_pyramid,
    (maps, rois),
    dict(scales=[1 / 4, 1 / 8], output_size=[2], offset=offset, mask=mask),
    test_utils=checks,
)

try:
    ops.roi_align(maps[0], torch.tensor([[2.0, 0, 0, 1, 1]]))
except IndexError as error:
    assert "the batch has 2 images" in str(error)
else:
    raise AssertionError("a batch index out of range must be told")

try:
    import torchvision.ops
except (ImportError, RuntimeError, OSError):
    pass
else:
    x, rois = torch.randn(2, 16, 20, 30), boxes(50, torch.float32)
    for aligned in (True, False):
        for ratio in (0, 2):
            ours = ops.roi_align(x, rois, output_size=[7], sampling_ratio=ratio, aligned=aligned)
            theirs = torchvision.ops.roi_align(x, rois, 7, 1.0, ratio or -1, aligned)
            assert (ours - theirs).abs().max() < 1e-5
print("ok")
