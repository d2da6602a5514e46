"""What every peer shares: the setting that the harness hands over, and the way results go back.

The setting is JSON in COTRAIN_BENCH; results are one JSON line on file descriptor 3, so that nothing that a library
prints is taken for them (packages/bench/src/measure/protocol.ts).
"""

import json
import os
import platform
import sys

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


def finish(figures, checks=None, **versions):
    """Hands the figures over: name to value, in the unit of cotrain's side."""
    message = {
        "figures": figures,
        "checks": checks or {},
        "versions": {"PyTorch": torch.__version__, "Python": platform.python_version(), **versions},
    }
    with os.fdopen(3, "w", encoding="utf8") as pipe:
        pipe.write(json.dumps(message) + "\n")
    sys.stdout.flush()
