"""Reads a safetensors file of float32 values without its library."""

import json
import struct
from pathlib import Path

import torch


def read(path):
    data = bytearray(Path(path).read_bytes())
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for key, entry in header.items():
        assert entry["dtype"] in ("F32", "I64"), entry
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        dtype = torch.float32 if entry["dtype"] == "F32" else torch.int64
        tensors[key] = torch.frombuffer(data[begin:end], dtype=dtype).reshape(entry["shape"]) if end > begin else None
    return tensors
