"""A narrow CLIP as the archives that OpenAI publishes: TorchScript, weights of convolutions and linear layers in float16, three
numbers beside them. Values are made from the keys: python make_clip_archive.py"""

import math
from pathlib import Path

import torch
from hash_uniform import hash_uniform
from torch import nn

LAYERS, WIDTH, GRID, EMBED = [1, 2, 1, 1], 4, 2, 16
VOCAB, CONTEXT, TEXT_WIDTH, TEXT_LAYERS = 40, 12, 64, 1


def norm(name, channels):
    yield f"{name}.weight", (channels,)
    yield f"{name}.bias", (channels,)
    yield f"{name}.running_mean", (channels,)
    yield f"{name}.running_var", (channels,)
    yield f"{name}.num_batches_tracked", ()


def linear(name, inputs, outputs):
    yield f"{name}.weight", (outputs, inputs)
    yield f"{name}.bias", (outputs,)


def visual():
    yield "visual.conv1.weight", (WIDTH // 2, 3, 3, 3)
    yield from norm("visual.bn1", WIDTH // 2)
    yield "visual.conv2.weight", (WIDTH // 2, WIDTH // 2, 3, 3)
    yield from norm("visual.bn2", WIDTH // 2)
    yield "visual.conv3.weight", (WIDTH, WIDTH // 2, 3, 3)
    yield from norm("visual.bn3", WIDTH)
    inputs = WIDTH
    for stage, blocks in enumerate(LAYERS):
        planes = WIDTH * 2**stage
        for block in range(blocks):
            name = f"visual.layer{stage + 1}.{block}"
            yield f"{name}.conv1.weight", (planes, inputs, 1, 1)
            yield from norm(f"{name}.bn1", planes)
            yield f"{name}.conv2.weight", (planes, planes, 3, 3)
            yield from norm(f"{name}.bn2", planes)
            yield f"{name}.conv3.weight", (4 * planes, planes, 1, 1)
            yield from norm(f"{name}.bn3", 4 * planes)
            if block == 0:
                yield f"{name}.downsample.0.weight", (4 * planes, inputs, 1, 1)
                yield from norm(f"{name}.downsample.1", 4 * planes)
            inputs = 4 * planes
    yield "visual.attnpool.positional_embedding", (GRID**2 + 1, inputs)
    for name in "kqv":
        yield from linear(f"visual.attnpool.{name}_proj", inputs, inputs)
    yield from linear("visual.attnpool.c_proj", inputs, EMBED)


def text():
    yield "positional_embedding", (CONTEXT, TEXT_WIDTH)
    yield "text_projection", (TEXT_WIDTH, EMBED)
    yield "logit_scale", ()
    for layer in range(TEXT_LAYERS):
        name = f"transformer.resblocks.{layer}"
        yield f"{name}.attn.in_proj_weight", (3 * TEXT_WIDTH, TEXT_WIDTH)
        yield f"{name}.attn.in_proj_bias", (3 * TEXT_WIDTH,)
        yield from linear(f"{name}.attn.out_proj", TEXT_WIDTH, TEXT_WIDTH)
        for ln in ("ln_1", "ln_2"):
            yield f"{name}.{ln}.weight", (TEXT_WIDTH,)
            yield f"{name}.{ln}.bias", (TEXT_WIDTH,)
        yield from linear(f"{name}.mlp.c_fc", TEXT_WIDTH, 4 * TEXT_WIDTH)
        yield from linear(f"{name}.mlp.c_proj", 4 * TEXT_WIDTH, TEXT_WIDTH)
    yield "token_embedding.weight", (VOCAB, TEXT_WIDTH)
    yield "ln_final.weight", (TEXT_WIDTH,)
    yield "ln_final.bias", (TEXT_WIDTH,)


def fill(key, shape):
    last = key.split(".")[-1]
    if last == "num_batches_tracked":
        return torch.tensor(0)
    scale, offset = 0.1, 0.0
    if last == "running_var":
        scale, offset = 0.25, 1.0
    elif len(shape) >= 2:
        scale = math.sqrt(3 / math.prod(shape[1:]))
    elif last == "weight":
        offset = 1.0
    value = hash_uniform(key, math.prod(shape)).reshape(shape) * scale + offset
    is_norm = any(part.startswith(("bn", "ln")) for part in key.split(".")) or "downsample.1" in key
    return value if is_norm else value.half()


model = nn.Module()
for key, shape in [*visual(), *text()]:
    *path, name = key.split(".")
    place = model
    for part in path:
        if part not in dict(place.named_children()):
            place.add_module(part, nn.Module())
        place = getattr(place, part)
    value = fill(key, shape)
    if name.startswith(("running", "num")):
        place.register_buffer(name, value)
    else:
        place.register_parameter(name, nn.Parameter(value))
for name, number in (("input_resolution", 32 * GRID), ("context_length", CONTEXT), ("vocab_size", VOCAB)):
    model.register_buffer(name, torch.tensor(number))
torch.jit.save(torch.jit.script(model), str(Path(__file__).parent / "clip_archive.pt"))
