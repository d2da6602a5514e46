"""ROIAlign (He et al., 2017; aligned by half a pixel) of the full model, by one of several kernels.

On the CPU: `scalar`, the loop of the field's kernels, one thread (peers/native); `torchvision`, as it is installed;
`threaded`, cotrain's own operator, which uses all threads and vector instructions. On a GPU: torchvision's, or samples of
grid_sample where torchvision is not installed.
"""

import time

import torch
from torch.nn import functional as F

BINS, SAMPLES = 7, 2

backward_seconds = 0.0
"""Time of the scalar loop's backward passes."""


class Scalar(torch.autograd.Function):
    @staticmethod
    def forward(ctx, features, rois, scale):
        ctx.save_for_backward(rois)
        ctx.shape, ctx.scale = features.shape, scale
        return torch.ops.cotrain_peers.roi_align(features.contiguous(), rois, scale, BINS, SAMPLES)

    @staticmethod
    def backward(ctx, grad):
        global backward_seconds
        (rois,) = ctx.saved_tensors
        began = time.perf_counter()
        result = torch.ops.cotrain_peers.roi_align_backward(grad.contiguous(), rois, ctx.shape, ctx.scale, SAMPLES)
        backward_seconds += time.perf_counter() - began
        return result, None, None


def threaded(features, rois, scale):
    return torch.ops.cotrain.roi_align(
        features, rois, spatial_scale=scale, output_size=[BINS], sampling_ratio=SAMPLES, aligned=True
    )


def by_torchvision(features, rois, scale):
    return torchvision_roi_align(features, rois, BINS, scale, SAMPLES, aligned=True)


def sampled(features, rois, scale):
    """By grid_sample: beyond the map, its edge goes on. [N, C, BINS, BINS]"""
    height, width = features.shape[-2:]
    steps = (torch.arange(BINS * SAMPLES, device=features.device) + 0.5) / (BINS * SAMPLES)
    low, high = rois[:, None, 1:3] * scale, rois[:, None, 3:5] * scale
    points = low + steps[None, :, None] * (high - low)  # [N, BINS * SAMPLES, 2]
    x = 2 * points[..., 0] / width - 1
    y = 2 * points[..., 1] / height - 1
    count, side = x.shape
    grid = torch.stack([x[:, None].expand(count, side, side), y[:, :, None].expand(count, side, side)], dim=-1)
    outputs = features.new_zeros((count, features.shape[1], BINS, BINS))
    for image in range(features.shape[0]):
        own = (rois[:, 0] == image).nonzero()[:, 0]
        if len(own) > 0:
            flat = grid[own].reshape(1, len(own) * side, side, 2).to(features.dtype)
            samples = F.grid_sample(features[image : image + 1], flat, padding_mode="border", align_corners=False)
            samples = samples.view(features.shape[1], len(own), side, side).transpose(0, 1)
            outputs = outputs.index_put((own,), F.avg_pool2d(samples, SAMPLES))
    return outputs


try:
    from torchvision.ops import roi_align as torchvision_roi_align
except (ImportError, RuntimeError):  # its operators do not fit this torch
    torchvision_roi_align = None

_on_cpu = sampled


def choose(kernel, library):
    """Takes a kernel for maps on the CPU, from its operator library if it has one. No library: grid_sample."""
    global _on_cpu
    if library is not None:
        torch.ops.load_library(library)
    if kernel == "torchvision":
        _on_cpu = by_torchvision
    elif library is not None:
        _on_cpu = {"scalar": Scalar.apply, "threaded": threaded}[kernel]


def align(features, rois, scale):
    """In float32, as torchvision's does under autocast. Features [B, C, H, W], rois [N, 5] -> [N, C, BINS, BINS]"""
    on_gpu = sampled if torchvision_roi_align is None else by_torchvision
    kernel = on_gpu if features.is_cuda else _on_cpu
    return kernel(features.float(), rois.float(), scale).to(features.dtype)
