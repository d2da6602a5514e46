"""Prints what this Python has as JSON: its version, torch's, torch's folder, and the version of each module named."""

import json
import platform
import sys
from importlib import import_module, metadata
from pathlib import Path

import torch

DISTRIBUTIONS = {"PIL": "pillow"}


def version_of(module):
    try:
        import_module(module)
        return metadata.version(DISTRIBUTIONS.get(module, module))
    except ImportError:
        return None


print(
    json.dumps(
        {
            "version": platform.python_version(),
            "torch": torch.__version__,
            "folder": str(Path(torch.__file__).parent),
            "modules": {name: version_of(name) for name in sys.argv[1:]},
        }
    )
)
