"""mask_losses from Python, against eager code. Argument: libcotrain_ops.so."""

import sys

import torch
import torch.nn.functional as F

torch.ops.load_library(sys.argv[1])
mask_losses = torch.ops.cotrain.mask_losses


def eager(logits, masks, objects, valid):
    enlarged = F.interpolate(logits[:, None], size=masks.shape[1:], mode="bilinear", align_corners=False)[:, 0]
    x, t = enlarged[:, valid], masks[objects][:, valid].to(logits)
    p = x.sigmoid()
    wrong = torch.where(t > 0, 1 - p, p)
    entropy = F.binary_cross_entropy_with_logits(x, t, reduction="none")
    focal = (torch.where(t > 0, 0.25, 0.75) * wrong**2 * entropy).mean(1)
    return focal, 1 - (2 * (p * t).sum(1) + 1) / (p.sum(1) + t.sum(1) + 1)


torch.manual_seed(0)
for size in [(40, 72), (23, 31), (10, 18), (7, 50)]:
    logits = (torch.randn(4, 10, 18, dtype=torch.float64) * 3).requires_grad_()
    masks, valid = torch.rand(3, *size) > 0.5, torch.rand(size) > 0.2
    objects = torch.tensor([2, 0, 0, 1])
    actual, expected = mask_losses(logits, masks, objects, valid=valid), eager(logits, masks, objects, valid)
    for a, e in zip(actual, expected):
        torch.testing.assert_close(a, e, rtol=1e-10, atol=1e-12)
        grads = [torch.autograd.grad(x.sum(), logits, retain_graph=True)[0] for x in (a, e)]
        torch.testing.assert_close(*grads, rtol=1e-10, atol=1e-12)

small = logits.detach()[:, :2, :3].clone().requires_grad_()
assert torch.autograd.gradcheck(lambda x: mask_losses(x, masks, objects, valid=valid), [small])
for name in ("mask_losses", "mask_losses_with_gradients"):
    torch.library.opcheck(
        getattr(torch.ops.cotrain, name),
        (logits, masks.byte(), objects),
        {"valid": valid, "gamma": 1.5},
        test_utils=("test_schema", "test_faketensor"),
    )
print("ok")
