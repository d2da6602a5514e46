"""Takes what the tests use from the shared golden cases of MaskFormer: python trim_maskformer.py <folder of the cases>."""

import json
import sys
from pathlib import Path

from golden_files import HERE, without_filled
from safetensors.torch import load_file, save_file

source = Path(sys.argv[1])


def load(name, drop=()):
    case = load_file(source / f"{name}.safetensors")
    return {key: tensor for key, tensor in case.items() if not key.startswith(drop)}


def read(name):
    return json.loads((source / f"{name}.json").read_text())


# The padded images stand for the images; backbone and neck are the same in both cases.
dropped = {
    "maskformer_tiny_base": ("in.image",),
    "maskformer_tiny_transenc": ("in.image", "mid.padded_image", "sd.backbone", "grad.backbone"),
}
for name, drop in dropped.items():
    save_file(without_filled(name, load(name, drop)), HERE / f"{name}.safetensors")
    (HERE / f"{name}.json").write_text(json.dumps(read(name), indent=1))
save_file(load("maskformer_unit_criterion"), HERE / "maskformer_unit_criterion.safetensors")
ignored = {name: read(f"maskformer_tiny_{name}") for name in ("allignored", "img0ignored")}
(HERE / "maskformer_tiny_ignored.json").write_text(json.dumps(ignored, indent=1))

full = {}
for name in ("base_19", "base_3", "transenc_19"):
    case = read(f"maskformer_full_{name}")
    shapes = {key: shape for key, (shape, _) in case["state_dict"].items()}
    if name != "base_19":  # backbone and neck are the same in all
        shapes = {key: shape for key, shape in shapes.items() if not key.startswith("backbone.")}
    full[name] = {"head_params": case["head_params"], "shapes": shapes}
(HERE / "maskformer_full_keys.json").write_text(json.dumps(full))
