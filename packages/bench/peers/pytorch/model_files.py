"""Reads safetensors files without a library: a length, a JSON header, the bytes."""

import json
import struct

import torch

DTYPES = {"F32": torch.float32, "I64": torch.int64, "U8": torch.uint8}


def read_tensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        header.pop("__metadata__", None)
        for name, entry in header.items():
            begin, end = entry["data_offsets"]
            file.seek(8 + length + begin)
            data = bytearray(file.read(end - begin))
            dtype = DTYPES[entry["dtype"]]
            tensor = torch.frombuffer(data, dtype=dtype) if data else torch.empty(0, dtype=dtype)
            yield name, tensor.reshape(entry["shape"])


def load(module, path):
    """Copies a file's tensors into a module, one at a time; all keys have to be there."""
    own = module.state_dict()
    for name, tensor in read_tensors(path):
        own.pop(name).copy_(tensor)
    left = [name for name in own if not name.endswith("num_batches_tracked")]
    assert not left, left
