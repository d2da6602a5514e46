"""What every peer shares: the setting that the harness hands over, and the way results go back.

The setting is JSON in COTRAIN_BENCH; results are one JSON line on file descriptor 3, so that nothing that a library
prints is taken for them (packages/bench/src/measure/protocol.ts).
"""

import json
import os
import platform
import sys
from pathlib import Path

import torch

_task = json.loads(os.environ["COTRAIN_BENCH"])
setting = _task["setting"]
extra = _task.get("extra", {})
quick = setting["quick"]
device = torch.device(setting.get("device", "cpu"))
torch.set_num_threads(setting["threads"])
torch.manual_seed(0)
if device.type != "cpu":
    torch.set_default_device(device)  # what the models make, such as positions, is on the device


def synchronize():
    """Waits until the device has done all that was queued."""
    if device.type != "cpu":
        torch.accelerator.synchronize(device)


def preloaded():
    """Files of the libraries that LD_PRELOAD names. The loader leaves out what it cannot load, with a warning only."""
    names = [Path(name).resolve() for name in os.environ.get("LD_PRELOAD", "").split(":") if name.startswith("/")]
    mapped = Path("/proc/self/maps").read_text() if names else ""
    absent = [str(name) for name in names if str(name) not in mapped]
    if absent:
        raise RuntimeError(f"not preloaded: {', '.join(absent)}")
    return {name.name.split(".so")[0]: name.name.split(".so.")[-1] for name in names}


def finish(figures, checks=None, **versions):
    """Hands the figures over: name to value, in the unit of cotrain's side."""
    message = {
        "figures": figures,
        "checks": checks or {},
        "versions": {"PyTorch": torch.__version__, "Python": platform.python_version(), **versions, **preloaded()},
    }
    with os.fdopen(3, "w", encoding="utf8") as pipe:
        pipe.write(json.dumps(message) + "\n")
    sys.stdout.flush()
