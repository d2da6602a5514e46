"""Takes what the tests use from the shared golden cases of Sparse R-CNN: python trim_sparse.py <folder of the cases>."""

import json
import sys
from pathlib import Path

from golden_files import HERE, without_filled
from safetensors.torch import load_file, save_file

source = Path(sys.argv[1])

# The padded images stand for the images, and outputs for what lies between.
keep = ("sd.", "grad.backbone", "grad.head", "grad.init", "loss.", "det", "mid.padded_image")
tiny = load_file(source / "sparse_tiny_model.safetensors")
outputs = [f"mid.head{stage}.{name}" for stage in range(3) for name in ("logits", "boxes")]
kept = {k: v for k, v in tiny.items() if k.startswith(keep) or k in outputs}
save_file(without_filled("sparse_tiny_model", kept), HERE / "sparse_tiny_model.safetensors")

# ROIAlign treats channels alike: two of eight are enough.
unit = load_file(source / "sparse_unit_deltas_roialign.safetensors")
cut = {k: v[:, :2].contiguous() if v.ndim == 4 else v for k, v in unit.items()}
save_file(cut, HERE / "sparse_unit_deltas_roialign.safetensors")

for name in ("sparse_tiny_train6", "sparse_unit_matcher_losses"):
    save_file(load_file(source / f"{name}.safetensors"), HERE / f"{name}.safetensors")
for name in ("sparse_tiny_model", "sparse_tiny_train6", "sparse_tiny_init_stats"):
    (HERE / f"{name}.json").write_text(json.dumps(json.loads((source / f"{name}.json").read_text()), indent=1))

full = {}
for name in ("official_yaml_frozenbn_freeze2", "syncbn_freeze0"):
    case = json.loads((source / f"sparse_full_{name}.json").read_text())
    shapes = {key: shape for key, (shape, _) in case["state_dict"].items()}
    full[name] = {"n_params": case["n_params"], "n_trainable": case["n_trainable"], "shapes": shapes}
(HERE / "sparse_full_keys.json").write_text(json.dumps(full))
