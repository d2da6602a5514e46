"""Takes what the tests use from the shared golden cases of CLIP: python trim_clip.py <folder of the cases>."""

import json
import sys
from pathlib import Path

from safetensors.torch import load_file, save_file

HERE = Path(__file__).parent
source = Path(sys.argv[1])

# Weights are made from their keys (tests/parity/hashFill.ts), all but the table's rows that the tokens name.
case = load_file(source / "clip_tiny.safetensors")
save_file({k: v for k, v in case.items() if not k.startswith("sd.")}, HERE / "clip_tiny.safetensors")
(HERE / "clip_tiny.json").write_text(json.dumps(json.loads((source / "clip_tiny.json").read_text()), indent=1) + "\n")

full = json.loads((source / "clip_full_rn50.json").read_text())
shapes = {key: shape for key, (shape, _) in full.pop("state_dict").items()}
(HERE / "clip_full_rn50.json").write_text(json.dumps({**full, "state_dict": shapes}) + "\n")
