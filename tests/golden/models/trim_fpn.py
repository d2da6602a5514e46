"""Takes what the tests use from the shared golden cases of ResNet and FPN: python trim_fpn.py <folder of the cases>."""

import sys
from pathlib import Path

from golden_files import HERE, without_filled
from safetensors.torch import load_file, save_file

source = Path(sys.argv[1])

# Both cases start from the same weights.
for name in ("fpn_tiny_BN_train", "fpn_tiny_BN_eval"):
    case = without_filled("fpn_tiny_BN", load_file(source / f"{name}.safetensors"))
    save_file(case, HERE / f"{name}.safetensors")
    (HERE / f"{name}.json").write_text((source / f"{name}.json").read_text())
