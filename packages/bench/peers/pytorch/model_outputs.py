"""Numbers in which the sides' predictions must agree, as in cases/model/outputChecks.ts."""

import torch

RANKS = (0, 9, 99)
"""Of the scores that are compared, best first."""
CLASSES = 32
"""More than any map has."""


def output_checks(boxes, scores, maps, size):
    """Boxes [N, 4] and scores [N], best first; class maps [H, W] by task; size (w, h, w, h).

    Rounding may exchange detections of nearly the same score, and pixels' classes. So the boxes' mean is weighted by how far
    their scores lie above the least one, and of a map the share of each class counts.
    """
    boxes, scores = boxes.double().cpu() / size.double().cpu(), scores.double().cpu()
    weights = scores - scores.min()
    means = (weights[:, None] * boxes).sum(0) / weights.sum()
    checks = {f"det: score {rank + 1}": scores[rank].item() for rank in RANKS if rank < len(scores)}
    checks |= {f"det: mean {side}": mean for side, mean in zip(("left", "top", "right", "bottom"), means.tolist())}
    for task, classes in maps.items():
        shares = torch.bincount(classes.flatten().long().cpu(), minlength=CLASSES).double() / classes.numel()
        checks |= {f"{task}: share of class {i}": share for i, share in enumerate(shares.tolist())}
    return checks
