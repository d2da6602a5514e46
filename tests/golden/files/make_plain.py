"""Writes plain_2.pth to plain_5.pth, what checkpoints hold beside tensors, and tensors.pkl. Made with PyTorch 2.13.0 (CPU)."""

import argparse
import datetime
import functools
import pathlib
import pickle
import types
import uuid
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
ZONE = datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))
VALUES = dict(
    ints=defaultdict(int, a=1),
    floats=defaultdict(float, a=0.5),
    strings=defaultdict(str, a="x"),
    lists=defaultdict(list, a=[1]),
    dicts=defaultdict(dict, a={}),
    sets=defaultdict(set, a=set()),
    counter=Counter("aab"),
    ordered=OrderedDict(a=1),
    deque=deque([1, 2], maxlen=3),
    range=range(0, 10**12, 2),
    slice=slice(1, None),
    complex=1 + 2j,
    bytes=b"\0\xff",
    bytearray=bytearray(b"ab"),
    frozen=frozenset([1]),
    types=[int, float, bool, str, list, dict, tuple, set, bytes, complex, object],
    namespace=argparse.Namespace(lr=0.1),
    simple=types.SimpleNamespace(a=1),
    path=pathlib.PurePosixPath("/data/x"),
    datetime=datetime.datetime(2024, 2, 29, 23, 5, 6, 70),
    aware=datetime.datetime(2024, 2, 29, 23, 5, 6, tzinfo=datetime.timezone.utc),
    zone=datetime.datetime(1999, 12, 31, tzinfo=ZONE),
    date=datetime.date(2024, 2, 29),
    time=datetime.time(1, 2, 3),
    delta=datetime.timedelta(days=1, seconds=2, microseconds=3),
    decimal=Decimal("0.10"),
    fraction=Fraction(1, 3),
    uuid=uuid.UUID(int=5),
    partial=functools.partial(int, base=2),
    size=torch.Size([1, 2]),
    device=torch.device("cuda", 1),
    dtype=torch.bfloat16,
    layout=torch.strided,
    numpy=[np.float64(0.5), np.int64(3), np.bool_(True), np.float32, np.dtype("int16").name],
    array=np.arange(3, dtype=np.int16),
)

for protocol in range(2, 6):
    torch.save(VALUES, HERE / f"plain_{protocol}.pth", pickle_protocol=protocol)
weight = torch.arange(4.0)
(HERE / "tensors.pkl").write_bytes(pickle.dumps({"weight": weight, "part": weight[1:3], "half": weight.half()}))
