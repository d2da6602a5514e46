"""semantic_inference from Python, against eager code. Argument: libcotrain_ops.so."""

import sys

import torch
import torch.nn.functional as F

torch.ops.load_library(sys.argv[1])
semantic_inference = torch.ops.cotrain.semantic_inference


def resize(x, size):
    return F.interpolate(x[None], size=size, mode="bilinear", align_corners=False)[0]


def eager(classes, masks, padded, valid, output):
    probabilities = classes.softmax(-1)[:, :-1]
    scores = torch.einsum("qc,qhw->chw", probabilities, resize(masks, padded).sigmoid())
    return resize(scores[:, : valid[0], : valid[1]], output)


torch.manual_seed(0)
for padded, valid, output in [((64, 96),) * 3, ((64, 96), (60, 80), (120, 160)), ((33, 41), (29, 40), (13, 17))]:
    classes, masks = torch.randn(10, 6, dtype=torch.float64), torch.randn(10, 16, 24, dtype=torch.float64) * 5
    labels, scores = semantic_inference(classes, masks, padded=padded, valid=valid, output=output, scores=True)
    expected = eager(classes, masks, padded, valid, output)
    assert labels.dtype == torch.uint8 and labels.shape == output
    torch.testing.assert_close(scores, expected.amax(0), rtol=1e-10, atol=1e-12)
    torch.testing.assert_close(expected.gather(0, labels.long()[None])[0], scores, rtol=1e-10, atol=1e-12)

torch.library.opcheck(
    semantic_inference,
    (classes, masks),
    {"padded": (32, 48), "valid": (32, 48), "output": (32, 48), "scores": True},
    test_utils=("test_schema", "test_faketensor"),
)
print("ok")
