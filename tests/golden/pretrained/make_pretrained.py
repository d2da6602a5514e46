"""Writes the files beside it: pretrained releases' keys and containers that only Python writes, around a small ResNet-50.

Every tensor is made from its torchvision name (hash_uniform), so that a test knows what must stand where. Made with PyTorch 2.13.0
(CPU), NumPy 2.4. Stem of 4 channels, res2 of 8, 2 in res2's 3x3 convolutions.
"""

import argparse
import pickle
import struct
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "models"))
from hash_uniform import hash_tensor  # noqa: E402

STEM, RES2, WIDTH, CLASSES, BLOCKS = 4, 8, 2, 3, (3, 4, 6, 3)
LEGACY = dict(_use_new_zipfile_serialization=False)


def norm(prefix, channels):
    return [(f"{prefix}.{part}", (channels,)) for part in ("weight", "bias", "running_mean", "running_var")]


def shapes():
    """torchvision's names and order, without counts of steps."""
    result = [("conv1.weight", (STEM, 3, 7, 7)), *norm("bn1", STEM)]
    before = STEM
    for stage, blocks in enumerate(BLOCKS):
        width, out = WIDTH * 2**stage, RES2 * 2**stage
        for block in range(blocks):
            at = f"layer{stage + 1}.{block}"
            convs = [(width, before, 1, 1), (width, width, 3, 3), (out, width, 1, 1)]
            for i, shape in enumerate(convs, 1):
                result += [(f"{at}.conv{i}.weight", shape), *norm(f"{at}.bn{i}", shape[0])]
            if block == 0:
                result += [(f"{at}.downsample.0.weight", (out, before, 1, 1)), *norm(f"{at}.downsample.1", out)]
            before = out
    return result


def backbone(counts=True):
    state = OrderedDict()
    for name, shape in shapes():
        state[name] = hash_tensor(name, shape)
        if counts and name.endswith("running_var"):
            state[name.replace("running_var", "num_batches_tracked")] = torch.tensor(7)
    return state


def under(prefix, state):
    return OrderedDict((prefix + name, tensor) for name, tensor in state.items())


def linear(name, outputs, inputs):
    return {f"{name}.weight": torch.ones(outputs, inputs), f"{name}.bias": torch.ones(outputs)}


def detectron2_name(name):
    """stem.conv1.norm.weight, res2.0.shortcut.norm.weight, ..., stem.fc.weight: what tools/convert-torchvision-to-d2.py writes."""
    if not name.startswith("layer"):
        name = "stem." + name
    for stage in range(1, 5):
        name = name.replace(f"layer{stage}", f"res{stage + 1}")
    for i in range(1, 4):
        name = name.replace(f"bn{i}", f"conv{i}.norm")
    return name.replace("downsample.0", "shortcut").replace("downsample.1", "shortcut.norm")


def caffe2_name(name):
    """conv1_w, res_conv1_bn_s, res2_0_branch2a_w, res2_0_branch2a_bn_s, ...; None for what a Caffe2 file has not."""
    parts = name.split(".")
    if parts[-1].startswith("running"):
        return None
    if parts[0] == "conv1":
        return "conv1_w"
    blob = {"weight": "s", "bias": "b"}[parts[-1]]
    if parts[0] == "bn1":
        return f"res_conv1_bn_{blob}"
    at = f"res{int(parts[0][-1]) + 1}_{parts[1]}"
    if parts[2] == "downsample":
        return f"{at}_branch1_w" if parts[3] == "0" else f"{at}_branch1_bn_{blob}"
    branch = "branch2" + "abc"[int(parts[2][-1]) - 1]
    return f"{at}_{branch}_w" if parts[2].startswith("conv") else f"{at}_{branch}_bn_{blob}"


class Python2Pickler(pickle._Pickler):
    """Protocol 2 as Python 2 wrote it: all strings are byte strings, an array's numbers among them."""

    dispatch = dict(pickle._Pickler.dispatch)

    def save_bytes(self, data):
        if len(data) < 256:
            self.write(pickle.SHORT_BINSTRING + bytes([len(data)]) + data)
        else:
            self.write(pickle.BINSTRING + struct.pack("<i", len(data)) + data)
        self.memoize(data)

    def save_text(self, text):
        self.save_bytes(text.encode("latin1"))

    dispatch[bytes] = save_bytes
    dispatch[str] = save_text


def python2(path, value):
    with open(path, "wb") as file:
        Python2Pickler(file, 2).dump(value)
    # As NumPy 1 spells its modules.
    path.write_bytes(path.read_bytes().replace(b"numpy._core", b"numpy.core"))


def moco_v1():
    """facebookresearch/moco: both encoders behind DistributedDataParallel, the queue, SGD's momenta."""
    keys = under("module.encoder_k.", {name: torch.zeros_like(tensor) for name, tensor in backbone().items()})
    state = {
        **under("module.encoder_q.", {**backbone(), **linear("fc", 5, 6)}),
        **keys,
        "module.queue": torch.ones(5, 8),
        "module.queue_ptr": torch.zeros(1, dtype=torch.long),
    }
    momenta = {0: dict(momentum_buffer=torch.ones(2))}
    return dict(epoch=200, arch="resnet50", state_dict=state, optimizer=dict(state=momenta, param_groups=[dict(lr=0.03, params=[0])]))


def clip_archive():
    """openai/CLIP: a TorchScript archive in half precision, towers and scalars in one module; one block a stage, width 4."""
    visual = {"conv1.weight": (2, 3, 3, 3), "conv2.weight": (2, 2, 3, 3), "conv3.weight": (4, 2, 3, 3)}
    for name, channels in ("bn1", 2), ("bn2", 2), ("bn3", 4):
        visual |= dict(norm(name, channels))
    before = 4
    for stage in range(4):
        at, width = f"layer{stage + 1}.0", 4 * 2**stage
        for i, shape in enumerate([(width, before, 1, 1), (width, width, 3, 3), (4 * width, width, 1, 1)], 1):
            visual |= {f"{at}.conv{i}.weight": shape, **dict(norm(f"{at}.bn{i}", shape[0]))}
        visual |= {f"{at}.downsample.0.weight": (4 * width, before, 1, 1), **dict(norm(f"{at}.downsample.1", 4 * width))}
        before = 4 * width
    visual["attnpool.positional_embedding"] = (5, 128)
    for name, outputs in ("k_proj", 128), ("q_proj", 128), ("v_proj", 128), ("c_proj", 6):
        visual |= {f"attnpool.{name}.weight": (outputs, 128), f"attnpool.{name}.bias": (outputs,)}
    tensors = {f"visual.{name}": hash_tensor(name, shape).half() for name, shape in visual.items()}
    tensors |= {
        "positional_embedding": torch.ones(4, 8).half(),
        "text_projection": torch.ones(8, 6).half(),
        "logit_scale": torch.tensor(1.0),
        "token_embedding.weight": torch.ones(9, 8).half(),
        "ln_final.weight": torch.ones(8).half(),
        "ln_final.bias": torch.ones(8).half(),
        "input_resolution": torch.tensor(64),
        "context_length": torch.tensor(4),
        "vocab_size": torch.tensor(9),
    }
    root = Holder()
    for name, tensor in tensors.items():
        *path, last = name.split(".")
        module = root
        for part in path:
            if part not in module._modules:
                module.add_module(part, Holder())
            module = module._modules[part]
        module.register_buffer(last, tensor)
    torch.jit.save(torch.jit.script(root), HERE / "whole.pt")
    # Without the source lines that errors would name: they hold the paths of the machine that made them.
    with zipfile.ZipFile(HERE / "whole.pt") as old, zipfile.ZipFile(HERE / "clip_rn50.pt", "w") as new:
        for entry in old.namelist():
            if "debug_pkl" not in entry:
                info = zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0))
                new.writestr(info, old.read(entry), zipfile.ZIP_STORED)
    (HERE / "whole.pt").unlink()


class Holder(nn.Module):
    def forward(self, x):
        return x


def main():
    # resnet50-19c8e357.pth: before 0.4.1, so without counts of steps.
    torch.save(OrderedDict(**backbone(counts=False), **linear("fc", CLASSES, RES2 * 8)), HERE / "torchvision.pth", **LEGACY)
    torch.save(moco_v1(), HERE / "moco_v1.pth.tar", **LEGACY)
    # A checkpoint as training leaves it, before publish_model.py: with its options.
    pixpro = dict(
        opt=argparse.Namespace(arch="resnet50", lr=1.0, amp_opt_level="O1"),
        model={
            **under("module.encoder.", backbone()),
            "module.encoder_k.conv1.weight": torch.zeros(STEM, 3, 7, 7),
            **linear("module.projector.linear1", 4, 4),
            **linear("module.value_transform", 4, 4),
        },
        epoch=400,
    )
    torch.save(pixpro, HERE / "pixpro.pth", **LEGACY)
    arrays = {detectron2_name(name): tensor.numpy() for name, tensor in backbone(counts=False).items()}
    arrays |= {f"stem.fc.{part}": np.ones(CLASSES, "f4") for part in ("weight", "bias")}
    converted = dict(model=arrays, __author__="torchvision", matching_heuristics=True)
    (HERE / "torchvision_r50.pkl").write_bytes(pickle.dumps(converted, 3).replace(b"numpy._core", b"numpy.core"))
    blobs = {caffe2_name(name): tensor.numpy() for name, tensor in backbone(counts=False).items() if caffe2_name(name)}
    blobs |= dict(conv1_b=np.zeros(STEM, "f4"), fc1000_w=np.ones((CLASSES, RES2 * 8), "f4"), fc1000_b=np.ones(CLASSES, "f4"))
    python2(HERE / "msra_r50.pkl", blobs)
    clip_archive()


main()
