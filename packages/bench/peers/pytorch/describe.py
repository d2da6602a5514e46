"""Says what this Python has, as JSON on file descriptor 3: its version, torch's, torch's folder, and the version of each
module named."""

import json
import os
import platform
import sys
from importlib import import_module, metadata
from pathlib import Path

import torch

DISTRIBUTIONS = {"PIL": "pillow"}


def version_of(module):
    """None where it is not installed, or does not fit this Python's torch."""
    try:
        import_module(module)
        return metadata.version(DISTRIBUTIONS.get(module, module))
    except (ImportError, OSError, RuntimeError):
        return None


found = {
    "version": platform.python_version(),
    "torch": torch.__version__,
    "folder": str(Path(torch.__file__).parent),
    "modules": {name: version_of(name) for name in sys.argv[1:]},
}
with os.fdopen(3, "w", encoding="utf8") as pipe:
    pipe.write(json.dumps(found) + "\n")
