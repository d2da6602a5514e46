"""Writes functional.json: functions of torch.nn.functional, their values and gradients; losses as functions and as modules; and
initialisers. Made with PyTorch 2.13.0 (CPU)."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from pack import camel, objective, pack
from torch import nn

torch.manual_seed(4)


def rand(*shape):
    return torch.randn(shape).requires_grad_()


def prob(*shape):
    return torch.rand(shape).mul(0.8).add(0.1).requires_grad_()


def camel_name(name):
    first, *parts = name.split("_")
    return first + "".join(part[0].upper() + part[1:] for part in parts)


def packed(value):
    return pack(value) if isinstance(value, torch.Tensor) else value


def case(name, args, options=None, call=None, module=None):
    """`name` is the function's in snake case; `call` computes the value where Python's function has another signature."""
    options = options or {}
    torch.manual_seed(11)
    out = call(*args, **options) if call else getattr(F, name)(*args, **options)
    outs = out if isinstance(out, tuple) else (out,)
    floats = [x for x in args if isinstance(x, torch.Tensor) and x.requires_grad]
    graded = [y for y in outs if y.requires_grad]
    if graded:
        grads = torch.autograd.grad(objective(graded), floats, allow_unused=True)
    else:
        grads = [None] * len(floats)
    return dict(
        name=camel_name(name),
        module=module,
        args=[packed(x) for x in args],
        options=camel({key: packed(value) for key, value in options.items()}),
        outputs=[pack(y) for y in outs],
        grads=[None if g is None else pack(g) for g in grads],
    )


def unpool(dims, x, options):
    maxima, indices = getattr(F, f"max_pool{dims}d_with_indices")(x, 2)
    return case(f"max_unpool{dims}d", [maxima.detach().requires_grad_(), indices, 2], options)


def loss(name, module, args, options=None):
    """A loss as function and as module, for every reduction that it has."""
    return [case(name, args, {**(options or {}), "reduction": r}, module=module) for r in ("none", "mean", "sum")]


def sigmoid_focal_loss(inputs, targets, alpha=0.25, gamma=2, reduction="none"):
    """torchvision/ops/focal_loss.py"""
    p = torch.sigmoid(inputs)
    ce_loss = F.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
    p_t = p * targets + (1 - p) * (1 - targets)
    loss = ce_loss * ((1 - p_t) ** gamma)
    if alpha >= 0:
        alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
        loss = alpha_t * loss
    return dict(none=lambda x: x, mean=torch.mean, sum=torch.sum)[reduction](loss)


def dice_loss(inputs, targets, smooth=1, reduction="mean"):
    """mask_former/modeling/criterion.py, with its smoothing as an option"""
    inputs = inputs.sigmoid().flatten(1)
    targets = targets.flatten(1)
    numerator = 2 * (inputs * targets).sum(-1)
    denominator = inputs.sum(-1) + targets.sum(-1)
    loss = 1 - (numerator + smooth) / (denominator + smooth)
    return dict(none=lambda x: x, mean=torch.mean, sum=torch.sum)[reduction](loss)


def focal(args, options):
    return [
        case("sigmoid_focal_loss", args, {**options, "reduction": r}, sigmoid_focal_loss, "SigmoidFocalLoss")
        for r in ("none", "mean", "sum")
    ]


classes = torch.tensor([[1, 0, 3], [2, -100, 1]])
logits = rand(2, 4, 3)
soft = torch.rand(2, 4, 3).softmax(1)
mask = (torch.rand(2, 3, 4) > 0.5).float()
maps = rand(1, 2, 5, 6)
signs = torch.tensor([1.0, -1.0, 1.0])
allowed = torch.ones(3, 4, dtype=torch.bool).tril(1)

CASES = [
    case("conv1d", [rand(2, 4, 7), rand(6, 2, 3)], dict(bias=torch.ones(6), stride=2, padding=1, groups=2)),
    case("conv2d", [rand(1, 2, 5, 6), rand(3, 2, 3, 2)], dict(padding="same", dilation=[2, 1])),
    case("conv3d", [rand(1, 2, 3, 4, 3), rand(3, 2, 1, 2, 2)], dict(padding=[0, 1, 1])),
    case("conv_transpose1d", [rand(2, 4, 5), rand(4, 3, 3)], dict(stride=2, output_padding=1)),
    case("conv_transpose2d", [rand(1, 3, 4, 3), rand(3, 2, 2, 3)], dict(stride=2, bias=torch.ones(2), padding=1)),
    case("conv_transpose3d", [rand(1, 2, 2, 3, 2), rand(2, 2, 2, 2, 2)], dict(dilation=2)),
    case("linear", [rand(2, 3, 4), rand(5, 4)], dict(bias=torch.ones(5))),
    case("bilinear", [rand(3, 4), rand(3, 2), rand(5, 4, 2)]),
    case("embedding", [torch.tensor([[1, 4, 1]]), rand(5, 3)], dict(padding_idx=-1)),
    case("one_hot", [torch.tensor([[1, 0], [2, 1]]), 4]),
    case("cosine_similarity", [rand(3, 4), rand(3, 4)], dict(dim=0)),
    case("pairwise_distance", [rand(3, 4), rand(3, 4)], dict(p=1, keepdim=True)),
    case("layer_norm", [rand(2, 3, 4), [3, 4]], dict(weight=torch.full((3, 4), 2.0), eps=1e-3)),
    case("rms_norm", [rand(2, 3, 4), [4]], dict(weight=torch.full((4,), 2.0))),
    case("group_norm", [rand(2, 4, 3), 2], dict(bias=torch.ones(4))),
    case("instance_norm", [rand(2, 3, 4)]),
    case(
        "batch_norm",
        [rand(3, 2, 4)],
        dict(running_mean=torch.tensor([0.5, 1]), running_var=torch.tensor([2.0, 3]), weight=torch.tensor([1.0, 2])),
        lambda x, running_mean, running_var, weight: F.batch_norm(x, running_mean, running_var, weight),
    ),
    case("normalize", [rand(3, 4)], dict(p=3, dim=0)),
    case("softmax", [rand(3, 4), 1]),
    case("log_softmax", [rand(3, 4), 0]),
    case("gelu", [rand(3, 4)], dict(approximate="tanh")),
    case("glu", [rand(4, 3), 0]),
    case("leaky_relu", [rand(3, 4)], dict(negative_slope=0.3)),
    case("prelu", [rand(2, 3, 2), rand(3)]),
    case("dropout", [rand(3, 4)], dict(p=0.4)),
    case("dropout", [rand(3, 4)], dict(p=0.4, training=False)),
    case("dropout1d", [rand(2, 3, 4)]),
    case("dropout2d", [rand(2, 3, 2, 2)], dict(p=0.3)),
    case("dropout3d", [rand(2, 3, 1, 2, 2)], dict(p=0.3)),
    case("alpha_dropout", [rand(3, 4)], dict(p=0.4, training=True)),
    case("max_pool1d", [rand(1, 2, 7), 3], dict(stride=2, padding=1)),
    case("max_pool2d", [maps, [2, 3]], dict(dilation=1, ceil_mode=True)),
    case("max_pool3d", [rand(1, 1, 3, 4, 4), 2], dict(stride=1)),
    case("avg_pool1d", [rand(1, 2, 7), 3], dict(count_include_pad=False, padding=1)),
    case("avg_pool2d", [maps, 2], dict(divisor_override=5)),
    case("avg_pool3d", [rand(1, 1, 3, 4, 4), 2]),
    case("adaptive_avg_pool1d", [rand(1, 2, 7), 3]),
    case("adaptive_avg_pool2d", [maps, [None, 3]]),
    case("adaptive_avg_pool3d", [rand(1, 1, 3, 4, 4), 2]),
    case("adaptive_max_pool1d", [rand(1, 2, 7), 3], None, lambda x, n: F.adaptive_max_pool1d(x, n, True)),
    case("adaptive_max_pool2d", [maps, 2], None, lambda x, n: F.adaptive_max_pool2d(x, n, True)),
    case("adaptive_max_pool3d", [rand(1, 1, 3, 4, 4), 2], None, lambda x, n: F.adaptive_max_pool3d(x, n, True)),
    case("interpolate", [rand(1, 2, 5)], dict(size=8, mode="linear", align_corners=True)),
    case("interpolate", [rand(1, 2, 5)], dict(size=3, mode="area")),
    case("interpolate", [maps], dict(scale_factor=0.5, mode="area")),
    case("interpolate", [maps], dict(scale_factor=[1.3, 0.7], mode="bilinear")),
    case("interpolate", [maps], dict(scale_factor=1.3, mode="bilinear", recompute_scale_factor=True)),
    case("interpolate", [maps], dict(size=[3, 3], mode="bilinear", antialias=True)),
    case("interpolate", [maps], dict(size=[3, 4], mode="bicubic", antialias=True)),
    case("interpolate", [maps], dict(scale_factor=1.7, mode="bicubic", align_corners=True)),
    case("interpolate", [maps], dict(size=[7, 3], mode="nearest-exact")),
    case("interpolate", [rand(1, 1, 2, 3, 2)], dict(scale_factor=2, mode="trilinear")),
    case("pad", [maps, [1, 2, -1, 0]], dict(value=3)),
    case("pad", [maps, [1, 2, 3, 1]], dict(mode="reflect")),
    case("pixel_shuffle", [rand(1, 4, 2, 3), 2]),
    case("pixel_unshuffle", [rand(1, 1, 4, 6), 2]),
    case("channel_shuffle", [rand(1, 4, 2, 2), 2]),
    case("unfold", [maps, [2, 3]], dict(stride=2)),
    case("fold", [rand(1, 8, 12), [4, 5], 2]),
    case("affine_grid", [rand(1, 2, 3), [1, 2, 3, 4]], dict(align_corners=False)),
    case("grid_sample", [maps, rand(1, 3, 3, 2)], dict(mode="bicubic", padding_mode="reflection", align_corners=True)),
    case("grid_sample", [maps, rand(1, 3, 3, 2)], dict(align_corners=False)),
    case("scaled_dot_product_attention", [rand(1, 2, 3, 4), rand(1, 2, 4, 4), rand(1, 2, 4, 5)], dict(attn_mask=allowed)),
    case("scaled_dot_product_attention", [rand(1, 2, 3, 4), rand(1, 2, 3, 4), rand(1, 2, 3, 4)],
         dict(is_causal=True, dropout_p=0.3, scale=0.4)),
    *loss("cross_entropy", "CrossEntropyLoss", [logits, classes], dict(label_smoothing=0.1)),
    *loss("cross_entropy", "CrossEntropyLoss", [logits, soft], dict(weight=torch.tensor([1.0, 2, 3, 0.5]))),
    *loss("cross_entropy", "CrossEntropyLoss", [logits, classes.clamp(min=0)], dict(ignore_index=1, weight=torch.ones(4))),
    *loss("nll_loss", "NLLLoss", [logits, classes], dict(weight=torch.tensor([1.0, 2, 3, 0.5]))),
    *loss("nll_loss", "NLLLoss", [rand(3, 4), torch.tensor([1, 0, 3])], dict(ignore_index=0)),
    *loss("binary_cross_entropy", "BCELoss", [prob(2, 3), prob(2, 3)], dict(weight=torch.tensor([1.0, 2, 3]))),
    *loss("binary_cross_entropy_with_logits", "BCEWithLogitsLoss", [rand(2, 3), prob(2, 3)],
          dict(weight=torch.tensor([1.0, 2, 3]), pos_weight=torch.tensor([3.0, 0.5, 1]))),
    *loss("l1_loss", "L1Loss", [rand(2, 3), rand(2, 3)]),
    *loss("mse_loss", "MSELoss", [rand(2, 3), rand(2, 3)]),
    *loss("smooth_l1_loss", "SmoothL1Loss", [rand(2, 3), rand(2, 3)], dict(beta=0.3)),
    *loss("smooth_l1_loss", "SmoothL1Loss", [rand(2, 3), rand(2, 3)], dict(beta=0)),
    *loss("huber_loss", "HuberLoss", [rand(2, 3), rand(2, 3)], dict(delta=0.3)),
    *loss("kl_div", "KLDivLoss", [rand(2, 3), prob(2, 3)]),
    case("kl_div", [rand(2, 3), rand(2, 3)], dict(reduction="batchmean", log_target=True), module="KLDivLoss"),
    *loss("cosine_embedding_loss", "CosineEmbeddingLoss", [rand(3, 4), rand(3, 4), signs], dict(margin=0.1)),
    *loss("triplet_margin_loss", "TripletMarginLoss", [rand(3, 4), rand(3, 4), rand(3, 4)], dict(swap=True, p=3)),
    *focal([rand(2, 3), mask[:, 0, :3].contiguous()], {}),
    *focal([rand(2, 3), mask[:, 0, :3].contiguous()], dict(alpha=-1, gamma=1.5)),
    case("dice_loss", [rand(2, 3, 4), mask], dict(smooth=0.5, reduction="sum"), dice_loss, "DiceLoss"),
    case("dice_loss", [rand(2, 3, 4), mask], {}, dice_loss, "DiceLoss"),
    case("max_pool1d_with_indices", [rand(1, 2, 7), 3], dict(stride=2, padding=1)),
    case("max_pool2d_with_indices", [rand(1, 2, 4, 5), 2], dict(ceil_mode=True)),
    case("max_pool3d_with_indices", [rand(1, 1, 4, 4, 4), [2, 1, 2]]),
    *[
        unpool(d, x, options)
        for d, x, options in [
            (1, rand(1, 2, 6), {}),
            (2, rand(1, 2, 4, 5), dict(output_size=[4, 5])),
            (3, rand(1, 1, 4, 2, 4), {}),
        ]
    ],
    # Without the batch's dimension.
    case("conv2d", [rand(2, 5, 6), rand(3, 2, 3, 2)], dict(padding="same")),
    case("conv_transpose1d", [rand(4, 5), rand(4, 3, 3)], dict(stride=2, output_padding=1)),
    case("max_pool3d", [rand(1, 3, 4, 4), 2]),
    case("avg_pool1d", [rand(2, 7), 3]),
    case("adaptive_avg_pool2d", [rand(2, 5, 6), [None, 3]]),
    case("adaptive_max_pool1d", [rand(2, 7), 3], None, lambda x, n: F.adaptive_max_pool1d(x, n, True)),
    case("dropout1d", [rand(6, 4)]),
    case("unfold", [rand(2, 5, 6), [2, 3]], dict(stride=2)),
    case("fold", [rand(8, 12), [4, 5], 2]),
    case("max_pool2d_with_indices", [rand(2, 4, 5), 2], dict(ceil_mode=True)),
    unpool(1, rand(2, 6), {}),
    unpool(2, rand(2, 4, 5), dict(output_size=[4, 5])),
]


def initialised(name, shape, options):
    torch.manual_seed(7)
    tensor = getattr(nn.init, f"{name}_")(torch.empty(shape), **options)
    return dict(name=camel_name(name) + "_", shape=shape, options=camel(options), value=pack(tensor))


INITS = [
    initialised("xavier_normal", [4, 3, 2], dict(gain=2.0)),
    initialised("trunc_normal", [6, 7], dict(std=0.02)),
    initialised("trunc_normal", [6, 7], dict(mean=0.5, std=1.0, a=-1.0, b=1.0)),
    initialised("trunc_normal", [6, 7], dict(a=2.0, b=4.0)),
    initialised("orthogonal", [3, 5], dict(gain=1.5)),
    initialised("orthogonal", [6, 2, 2], {}),
    initialised("zeros", [2], {}),
    initialised("ones", [2], {}),
]

path = Path(__file__).with_name("functional.json")
path.write_text(json.dumps(dict(cases=CASES, inits=INITS), separators=(",", ":")) + "\n")
