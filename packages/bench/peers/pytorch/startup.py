"""Python's side of torch/startup: milliseconds."""

import subprocess
import sys
import time

SOURCE = """
import time
begin = time.perf_counter()
import torch
assert torch.zeros(1).add(1).item() == 1
print((time.perf_counter() - begin) * 1000)
"""

begin = time.perf_counter()
text = subprocess.run([sys.executable, "-c", SOURCE], check=True, stdout=subprocess.PIPE, text=True).stdout
whole = (time.perf_counter() - begin) * 1000
from bench import finish  # noqa: E402  imports torch, which is what was measured

finish({"import to first tensor": float(text), "the whole process": whole})
