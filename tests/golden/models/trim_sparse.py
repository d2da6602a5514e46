"""Takes what the tests use from the shared golden cases of Sparse R-CNN: python trim_sparse.py <folder of the cases>."""

import json
import struct
import sys
from pathlib import Path

import torch

HERE = Path(__file__).parent
DTYPES = {"F32": torch.float32, "I64": torch.int64}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


def load(path):
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        tensor = torch.frombuffer(bytearray(data[begin:end]), dtype=DTYPES[entry["dtype"]])
        tensors[name] = tensor.reshape(entry["shape"])
    return tensors


def save(tensors, path):
    header, body = {}, b""
    for name, tensor in tensors.items():
        data = tensor.contiguous().numpy().tobytes()
        offsets = [len(body), len(body) + len(data)]
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": offsets}
        body += data
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


source = Path(sys.argv[1])

# The padded images stand for the images, and outputs for what lies between.
keep = ("sd.", "grad.backbone", "grad.head", "grad.init", "loss.", "det", "mid.padded_image")
tiny = load(source / "sparse_tiny_model.safetensors")
outputs = [f"mid.head{stage}.{name}" for stage in range(3) for name in ("logits", "boxes")]
save({k: v for k, v in tiny.items() if k.startswith(keep) or k in outputs}, HERE / "sparse_tiny_model.safetensors")

# ROIAlign treats channels alike: two of eight are enough.
unit = load(source / "sparse_unit_deltas_roialign.safetensors")
cut = {k: v[:, :2] if v.ndim == 4 else v for k, v in unit.items()}
save(cut, HERE / "sparse_unit_deltas_roialign.safetensors")

for name in ("sparse_tiny_train6", "sparse_unit_matcher_losses"):
    save(load(source / f"{name}.safetensors"), HERE / f"{name}.safetensors")
for name in ("sparse_tiny_model", "sparse_tiny_train6", "sparse_tiny_init_stats"):
    (HERE / f"{name}.json").write_text(json.dumps(json.loads((source / f"{name}.json").read_text()), indent=1))

full = {}
for name in ("official_yaml_frozenbn_freeze2", "syncbn_freeze0"):
    case = json.loads((source / f"sparse_full_{name}.json").read_text())
    shapes = {key: shape for key, (shape, _) in case["state_dict"].items()}
    full[name] = {"n_params": case["n_params"], "n_trainable": case["n_trainable"], "shapes": shapes}
(HERE / "sparse_full_keys.json").write_text(json.dumps(full))
