"""Takes what the tests use from the shared golden cases of MaskFormer: python trim_maskformer.py <folder of the cases>."""

import json
import struct
import sys
from pathlib import Path

HERE = Path(__file__).parent
source = Path(sys.argv[1])


def trim(name, drop):
    data = (source / f"{name}.safetensors").read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    entries = json.loads(data[8 : 8 + size])
    entries.pop("__metadata__", None)
    kept = [item for item in entries.items() if not item[0].startswith(drop)]
    header, body = {}, b""
    # Bytes last: every number stays where its size divides the offset.
    for key, entry in sorted(kept, key=lambda item: item[1]["dtype"] == "U8"):
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        offsets = [len(body), len(body) + end - begin]
        header[key] = {"dtype": entry["dtype"], "shape": entry["shape"], "data_offsets": offsets}
        body += data[begin:end]
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (HERE / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + body)


def read(name):
    return json.loads((source / f"{name}.json").read_text())


# The padded images stand for the images; backbone and neck are the same in both cases.
trim("maskformer_tiny_base", ("in.image",))
trim("maskformer_tiny_transenc", ("in.image", "mid.padded_image", "sd.backbone", "grad.backbone"))
trim("maskformer_unit_criterion", ("none",))
for name in ("maskformer_tiny_base", "maskformer_tiny_transenc"):
    (HERE / f"{name}.json").write_text(json.dumps(read(name), indent=1))
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
