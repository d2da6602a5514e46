"""Writes edges.json: what torch.nn makes of shapes and options at their edges, where it raises and where it does not. PyTorch 2.13 (CPU).

A case names a function of torch.nn.functional, or a layer and how it is made; `out` is null where PyTorch raises.
"""

import itertools
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

torch.manual_seed(7)
cases = []


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def pack(value):
    if isinstance(value, torch.Tensor):
        data = value.detach().reshape(-1).tolist()
        numbers = [float(f"{v:.7g}") if isinstance(v, float) and math.isfinite(v) else str(v) if isinstance(v, float) else v for v in data]
        return {"dtype": str(value.dtype).removeprefix("torch."), "shape": list(value.shape), "data": numbers}
    return value


def add(name, args, options, run, layer=None):
    """`layer`: the arguments of its constructor, and whether it trains."""
    try:
        out = pack(run())
    except (ValueError, RuntimeError, IndexError):
        out = None
    entry = {"name": name, "args": [pack(a) for a in args], "options": {camel(k): pack(v) for k, v in options.items()}, "out": out}
    cases.append({**entry, "layer": layer} if layer else entry)


def function(python, name, args, **options):
    add(name, args, options, lambda: getattr(F, python)(*args, **options))


def layer(name, made, x, train, **options):
    module = getattr(torch.nn, name)(*made, **options).train(train)
    add(name, [x], options, lambda: module(x), {"args": made, "train": train})


# Statistics of one value, of none, and of several.
for batch, channels, rest in itertools.product((1, 2), (1, 2, 4), ([], [1], [2], [1, 1], [1, 2], [1, 1, 1])):
    x = torch.randn([batch, channels, *rest])
    for groups in {1, 2, channels}:
        if channels % groups == 0:
            function("group_norm", "groupNorm", [x, groups])
            layer("GroupNorm", [groups, channels], x, batch == 1)
    function("batch_norm", "batchNorm", [x], running_mean=None, running_var=None, training=True)
    if rest:
        function("instance_norm", "instanceNorm", [x])
    dims = max(len(rest), 1)
    for train, tracked in itertools.product((True, False), (True, False)):
        layer(f"BatchNorm{dims}d", [channels], x, train, track_running_stats=tracked)
        if rest:
            layer(f"InstanceNorm{dims}d", [channels], x, train, track_running_stats=tracked)
    layer("LayerNorm", [x.shape[-1]], x, True)

logits, labels = torch.randn(3, 4), torch.tensor([1, 255, 3])
for reduction in ("none", "mean", "sum"):
    for smoothing in (0.0, 0.1, 1.0):
        options = dict(ignore_index=255, reduction=reduction, label_smoothing=smoothing)
        function("cross_entropy", "crossEntropy", [logits, labels], **options)
        function("cross_entropy", "crossEntropy", [logits, torch.full([3], 255)], **options)
        function("cross_entropy", "crossEntropy", [logits, labels], weight=torch.tensor([0.0, 0.0, 1.0, 0.0]), **options)
    function("nll_loss", "nllLoss", [logits, torch.full([3], 255)], ignore_index=255, reduction=reduction)
    function("cross_entropy", "crossEntropy", [torch.zeros(0, 4), torch.zeros(0, dtype=torch.int64)], reduction=reduction)
    function("mse_loss", "mseLoss", [torch.zeros(0), torch.zeros(0)], reduction=reduction)
    for margin in (-1.0, 0.0, 0.5):
        function("triplet_margin_loss", "tripletMarginLoss", [logits[0], logits[1], logits[2]], margin=margin, reduction=reduction)
function("cross_entropy", "crossEntropy", [logits, torch.tensor([0, 4, 1])])
for shape, reduction in itertools.product(([], [2], [2, 3], [0, 3]), ("batchmean", "sum", "mean")):
    function("kl_div", "klDiv", [torch.randn(shape), torch.rand(shape)], reduction=reduction)

query = torch.randn(1, 2, 3, 4)
masked = torch.tensor([[True, False, True], [False, False, False], [True, True, True]])
for mask in (masked, torch.zeros(3, 3).masked_fill(~masked, -math.inf)):
    function("scaled_dot_product_attention", "scaledDotProductAttention", [query, query, query], attn_mask=mask)
for p, training in itertools.product((0.0, 1.0, 1.5, -0.5), (True, False)):
    function("dropout", "dropout", [torch.ones(3)], p=p, training=training)
function("pad", "pad", [torch.randn(2, 3), [3, 0]], mode="circular")
function("pad", "pad", [torch.randn(2, 3), [2, -1]], mode="circular")
for padding in ([0, 1], [1, 1]):
    function("pad", "pad", [torch.randn(1, 2, 2), padding], mode="reflect")

text = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
path = Path(__file__).with_name("edges.json")
path.write_text(f"[\n{text}\n]\n")
print(len(cases), "cases,", sum(case["out"] is None for case in cases), "refused,", path.stat().st_size, "bytes")
