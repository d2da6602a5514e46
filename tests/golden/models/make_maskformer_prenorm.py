"""Writes maskformer_prenorm.json: MaskFormer's head with pre-norm, encoder layers in the predictor and an enforced input
projection, options that no shared case has; written out with torch's functions from the description of
facebookresearch/MaskFormer (mask_former/modeling/transformer/transformer.py: forward_pre). Weights are hash_tensor of their
keys: matrices and kernels scaled by sqrt(3 / fan in), norm weights by 0.1 around 1, biases by 0.1, queries by 1.
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

from hash_uniform import hash_tensor

CLASSES, QUERIES, HIDDEN, HEADS, FEEDFORWARD, CONVS, MASKS = 3, 4, 8, 2, 12, 32, 6
MAPS = {"p2": (6, 8, 12), "p3": (6, 4, 6), "p4": (8, 2, 3)}
weights = {}


def weight(key, *shape):
    value = hash_tensor(key, shape)
    if len(shape) > 1 and "query_embed" not in key:
        value = value * math.sqrt(3 / math.prod(shape[1:]))
    elif "norm" in key and key.endswith("weight"):
        value = value * 0.1 + 1
    elif len(shape) == 1:
        value = value * 0.1
    weights[key] = value.requires_grad_()
    return weights[key]


def conv(key, x, out, kernel, norm):
    w = weight(f"{key}.weight", out, x.shape[1], kernel, kernel)
    b = None if norm else weight(f"{key}.bias", out)
    x = F.conv2d(x, w, b, padding=kernel // 2)
    if norm:
        x = F.group_norm(x, 32, weight(f"{key}.norm.weight", out), weight(f"{key}.norm.bias", out))
    return x


def linear(key, x, out):
    return F.linear(x, weight(f"{key}.weight", out, x.shape[-1]), weight(f"{key}.bias", out))


def layer_norm(key, x):
    return F.layer_norm(x, x.shape[-1:], weight(f"{key}.weight", HIDDEN), weight(f"{key}.bias", HIDDEN))


def attention(key, query, source, value):
    w = weight(f"{key}.in_proj_weight", 3 * HIDDEN, HIDDEN).chunk(3)
    b = weight(f"{key}.in_proj_bias", 3 * HIDDEN).chunk(3)
    q, k, v = (F.linear(x, w[i], b[i]) for i, x in enumerate((query, source, value)))
    q, k, v = (x.unflatten(-1, (HEADS, HIDDEN // HEADS)).transpose(1, 2) for x in (q, k, v))
    scores = q @ k.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS)
    return linear(f"{key}.out_proj", (scores.softmax(-1) @ v).transpose(1, 2).flatten(2), HIDDEN)


def feed_forward(key, x):
    return linear(f"{key}.linear2", F.relu(linear(f"{key}.linear1", x, FEEDFORWARD)), HIDDEN)


def positions(height, width):
    parts = []
    for length, dim in ((height, 0), (width, 1)):
        place = torch.arange(1, length + 1).float() / (length + 1e-6) * 2 * math.pi
        steps = torch.arange(HIDDEN // 2)
        angle = place[:, None] / 10000 ** (2 * (steps // 2) / (HIDDEN // 2))
        table = torch.where(steps % 2 == 0, angle.sin(), angle.cos())
        parts.append((table[:, None] if dim == 0 else table[None]).expand(height, width, HIDDEN // 2))
    return torch.cat(parts, -1).flatten(0, 1)[None]


maps = {name: hash_tensor(f"in.{name}", (2, *size)).requires_grad_() for name, size in MAPS.items()}
y = F.relu(conv("pixel_decoder.layer_3", maps["p4"], CONVS, 3, True))
for number, name in ((2, "p3"), (1, "p2")):
    lateral = conv(f"pixel_decoder.adapter_{number}", maps[name], CONVS, 1, True)
    y = lateral + F.interpolate(y, size=lateral.shape[-2:], mode="nearest")
    y = F.relu(conv(f"pixel_decoder.layer_{number}", y, CONVS, 3, True))
features = conv("pixel_decoder.mask_features", y, MASKS, 3, False)

image = conv("predictor.input_proj", maps["p4"], HIDDEN, 1, False)
place = positions(*image.shape[-2:])
memory = image.flatten(2).transpose(1, 2)
key = "predictor.transformer.encoder.layers.0"
x = layer_norm(f"{key}.norm1", memory)
memory = memory + attention(f"{key}.self_attn", x + place, x + place, x)
memory = memory + feed_forward(key, layer_norm(f"{key}.norm2", memory))
memory = layer_norm("predictor.transformer.encoder.norm", memory)

queries = weight("predictor.query_embed.weight", QUERIES, HIDDEN)[None]
target = torch.zeros(2, QUERIES, HIDDEN)
layers = []
for i in range(2):
    key = f"predictor.transformer.decoder.layers.{i}"
    x = layer_norm(f"{key}.norm1", target)
    target = target + attention(f"{key}.self_attn", x + queries, x + queries, x)
    x = layer_norm(f"{key}.norm2", target)
    target = target + attention(f"{key}.multihead_attn", x + queries, memory + place, memory)
    target = target + feed_forward(key, layer_norm(f"{key}.norm3", target))
    layers.append(target)
normed = layer_norm("predictor.transformer.decoder.norm", torch.stack(layers))
logits = linear("predictor.class_embed", normed, CLASSES + 1)
embeddings = normed
for i, width in enumerate((HIDDEN, HIDDEN, MASKS)):
    embeddings = linear(f"predictor.mask_embed.layers.{i}", F.relu(embeddings) if i else embeddings, width)
masks = torch.einsum("lbqc,bchw->lbqhw", embeddings, features)
(logits.square().sum() + masks.square().sum()).backward()


def numbers(tensor):
    return [float(f"{value:.8g}") for value in tensor.flatten().tolist()]


GRADS = ["predictor.input_proj.weight", "predictor.transformer.encoder.norm.weight", "predictor.query_embed.weight"]
golden = dict(
    shapes={key: list(value.shape) for key, value in weights.items()},
    logits=numbers(logits),
    masks=numbers(masks[-1]),
    grads={key: numbers(weights[key].grad) for key in GRADS},
    gradP4=numbers(maps["p4"].grad),
)
path = Path(__file__).with_name("maskformer_prenorm.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
