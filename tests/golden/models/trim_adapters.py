"""Takes what the tests use from the shared golden cases of the language adapters: python trim_adapters.py <folder of the cases>."""

import json
import struct
import sys
from pathlib import Path

HERE = Path(__file__).parent
source = Path(sys.argv[1])


def trim(name, keep):
    data = (source / f"{name}.safetensors").read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    entries = json.loads(data[8 : 8 + size])
    header, body = {}, b""
    for key, entry in entries.items():
        if key == "__metadata__" or not keep(key):
            continue
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        header[key] = {**entry, "data_offsets": [len(body), len(body) + end - begin]}
        body += data[begin:end]
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (HERE / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + body)


# Weights are made from their names; so is z5. One of the gradients is 6e-11 in float64: what is stored of it is rounding.
ROUNDING = "grad.cd.decoder.0.cross_attn.q_proj.weight"
trim("lv_decoder_candidates", lambda key: not key.startswith("sd.") and key != "in.z5")
trim("denseclip_tiny_segmentation", lambda key: not key.startswith("sd.") and key not in ("in.x", ROUNDING))

case = json.loads((source / "denseclip_full_contextdecoder.json").read_text())
shapes = {key: shape for key, (shape, _) in case["state_dict"].items()}
(HERE / "denseclip_full_keys.json").write_text(json.dumps({"n_params": case["n_params"], "shapes": shapes}))
