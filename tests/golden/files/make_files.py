"""Writes the files beside it, and expected.json with what Python reads from them. Made with PyTorch 2.13.0 (CPU), NumPy 2.4."""

import argparse
import io
import json
import math
import pickle
import sys
import zipfile
from collections import Counter, OrderedDict, defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import nn

HERE = Path(__file__).parent
DTYPES = "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64 complex128 uint16 uint32 uint64".split()
expected = {}


def number(value):
    if isinstance(value, complex):
        return [number(value.real), number(value.imag)]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # JSON has no NaN
    if isinstance(value, int) and abs(value) >= 2**53:
        return str(value)
    return value


def flat(tensor):
    tensor = tensor.detach().resolve_conj().resolve_neg()
    if tensor.dtype in (torch.float16, torch.bfloat16):
        tensor = tensor.float()
    return [number(value) for value in tensor.contiguous().view(-1).tolist()]


def describe(tensor):
    dtype = str(tensor.dtype).removeprefix("torch.")
    return dict(dtype=dtype, shape=list(tensor.shape), stride=list(tensor.stride()), data=flat(tensor))


def named(value, prefix=""):
    """The tensors by their path, as loadFile names them."""
    if isinstance(value, np.ndarray) and value.dtype.kind not in "OUS":
        native = value.astype(value.dtype.newbyteorder("="))
        value = torch.from_numpy(native.copy(order="K"))
    if isinstance(value, torch.Tensor):
        return {prefix or "tensor": describe(value)}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else []
    result = {}
    for key, item in items:
        result.update(named(item, f"{prefix}.{key}" if prefix else str(key)))
    return result


def save(name, value, **options):
    torch.save(value, HERE / name, **options)
    expected[name] = named(value)


def every_dtype():
    values = [0, 1, 2.5, 100]
    tensors = {name: torch.tensor(values).to(getattr(torch, name)) for name in DTYPES}
    tensors["int64"] = torch.tensor([-(2**63), 2**53 + 1, -1, 7])
    tensors["uint64"] = torch.tensor([2**64 - 1, 0, 1, 2], dtype=torch.uint64)
    tensors["complex64"] = torch.tensor([1 + 2j, -0.5j, 3, math.inf], dtype=torch.complex64)
    tensors["float32"] = torch.tensor([math.nan, math.inf, -0.0, 1e-45])
    return tensors


def views():
    base = torch.arange(24.0)
    grid = base.view(4, 6)
    return OrderedDict(
        base=base,
        row=grid[1],
        transposed=grid.t(),
        strided=grid[::2, 1::3],
        expanded=base[3].expand(2, 3),
        last=torch.arange(12.0).view(1, 2, 3, 2).contiguous(memory_format=torch.channels_last),
        zero=torch.tensor(1.5),
        empty=torch.zeros(0, 3),
        empty_view=base[5:5],
        parameter=nn.Parameter(base[:2].clone()),
        conjugated=torch.tensor([1 + 2j, 3 - 1j]).conj(),
        negated=torch._neg_view(torch.tensor([1.0, -2.0])),
        imaginary=torch.tensor([1 + 2j, 3 - 1j]).conj().imag,
    )


def training_state():
    """What a training script keeps: state dicts, with `_metadata`, between numbers and strings."""
    torch.manual_seed(0)
    model = nn.Sequential(OrderedDict(conv=nn.Conv2d(1, 2, 3), bn=nn.BatchNorm2d(2)))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    model(torch.rand(2, 1, 4, 4)).sum().backward()
    optimizer.step()
    marked = nn.Parameter(torch.ones(2))
    marked.tensor_model_parallel = True
    return dict(
        model=model.state_dict(),
        optimizer=optimizer.state_dict(),
        epoch=3,
        best=0.75,
        big=2**70,
        negative=-5,
        names=["road", "car", "Fußgänger"],
        nothing=None,
        flags=(True, False),
        size=torch.Size([1, 2]),
        dtype=torch.float16,
        device=torch.device("cuda", 1),
        raw=b"\x00\xff",
        array=bytearray(b"\x01\x02"),
        classes={1},
        impedance=1 - 2j,
        counts=Counter(a=2),
        lists=defaultdict(list, x=[1]),
        marked=marked,
        storage=torch.arange(3).untyped_storage(),
    )


def arrays():
    result = {name: np.array([0, 1, 100], name) for name in DTYPES if name != "bfloat16"}
    result |= dict(
        scalar_f4=np.float32(1.5),
        scalar_f2=np.float16(-0.1),
        scalar_i8=np.int64(-7),
        scalar_u8=np.uint64(2**64 - 1),
        scalar_b=np.bool_(True),
        scalar_c=np.complex128(1 + 2j),
        scalar_s=np.str_("Straße"),
        fortran=np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        swapped=np.arange(3, dtype=">i4"),
        swapped_complex=np.array([1 + 2j], dtype=">c16"),
        zero=np.array(2.5),
        empty=np.zeros((0, 2), "f4"),
        words=np.array([["a", "bc"], ["ß", ""]]),
        octets=np.array([b"xy", b"z"]),
        objects=np.array([1, "two", None], dtype=object),
        kind=np.dtype("f4"),
    )
    return result


def rezipped(source, target, change):
    """The same entries with other bytes or another compression, or without those for which `change` gives None."""
    with zipfile.ZipFile(HERE / source) as old, zipfile.ZipFile(HERE / target, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            changed = change(name, old.read(name))
            if changed is not None:
                data, info.compress_type = changed
                new.writestr(info, data)


def big_endian():
    """As a big-endian machine would have saved it."""
    tensors = {name: every_dtype()[name] for name in ["bool", "int16", "float32", "float64", "bfloat16", "complex64"]}
    save("big_endian.pth", tensors)
    widths = [tensor.element_size() // (2 if tensor.is_complex() else 1) for tensor in tensors.values()]

    def change(name, data):
        if name.endswith("/byteorder"):
            data = b"big"
        if "/data/" in name:
            data = np.frombuffer(data, f"V{widths[int(name.split('/')[-1])]}")
            data = b"".join(bytes(item)[::-1] for item in data)
        return data, zipfile.ZIP_STORED

    (HERE / "big_endian.pth").rename(HERE / "little.pth")
    rezipped("little.pth", "big_endian.pth", change)
    (HERE / "little.pth").unlink()


class Attack:
    """Becomes `eval('...')` when it is unpickled."""

    def __reduce__(self):
        return eval, ("open('attacked', 'w')",)


class Branch(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)
        self.register_buffer("steps", torch.tensor(7))
        self.scale = 2.0
        self.label = "branch"

    def forward(self, x):
        return self.conv(x) * self.scale


class Scripted(nn.Module):
    """Everything that crosses: tensors, numbers, strings, bools, lists, tuples, dicts, None."""

    def __init__(self):
        super().__init__()
        self.branch = Branch()
        self.drop = nn.Dropout(0.5)
        self.weight = nn.Parameter(torch.tensor([1.0, 2.0, 3.0]))

    def forward(self, x):
        return self.branch(x).relu()

    @torch.jit.export
    def all_of(self, tensor: torch.Tensor, count: int, ratio: float, flag: bool, text: str, more: list[torch.Tensor],
               sizes: list[int], table: dict[str, torch.Tensor], maybe: torch.Tensor | None = None):
        total = tensor * ratio + count
        for item in more:
            total = total + item
        if maybe is not None:
            total = total + maybe
        return {"total": total, "given": table["x"]}, (count + 1, ratio * 2, not flag, text + "!"), sizes, maybe

    @torch.jit.export
    def dropped(self, x):
        return self.drop(x)

    @torch.jit.export
    def fails(self, x):
        assert x.numel() == 0, "only empty tensors"
        return x


def script_files():
    torch.manual_seed(0)
    module = Scripted().eval()
    image = torch.arange(16.0).view(1, 1, 4, 4) / 16
    for name, compiled in ("script", torch.jit.script(module)), ("trace", torch.jit.trace(module, image)):
        torch.jit.save(compiled, HERE / f"{name}.whole")
        # Without the source lines that errors would name: they hold the paths of the machine that made them.
        rezipped(f"{name}.whole", f"{name}.pt", lambda name, data: None if "debug_pkl" in name else (data, zipfile.ZIP_STORED))
        (HERE / f"{name}.whole").unlink()
    result = named(dict(module.state_dict()))
    expected["script.pt"] = expected["trace.pt"] = result
    with torch.no_grad():
        expected["forward"] = dict(input=describe(image), output=describe(module(image)))


def main():
    save("dtypes.pth", every_dtype())
    legacy = dict(_use_new_zipfile_serialization=False)
    save("dtypes_legacy.pth", every_dtype(), **legacy)
    save("views.pth", views())
    save("views_legacy.pth", views(), **legacy)
    state = training_state()
    for protocol in 2, 4, 5:
        save(f"state_{protocol}.pth", state, pickle_protocol=protocol)
        save(f"numpy_{protocol}.pth", arrays(), pickle_protocol=protocol)
    save("state_legacy.pth", state, **legacy)
    expected["state_legacy.pth"]["storage"] = expected["state_2.pth"]["storage"] = describe(torch.tensor(list(state["storage"]), dtype=torch.uint8))
    for protocol in 4, 5:
        expected[f"state_{protocol}.pth"]["storage"] = expected["state_2.pth"]["storage"]
    save("tensor.pth", torch.tensor([1.0, 2.0]))
    save("list.pth", [torch.tensor(1), (torch.tensor(2), "x")])
    big_endian()
    rezipped("views.pth", "deflated.pth", lambda _, data: (data, zipfile.ZIP_DEFLATED))
    expected["deflated.pth"] = expected["views.pth"]

    zoo = dict(model=dict(w=np.arange(4.0, dtype="f4").reshape(2, 2)), __author__="someone")
    # As NumPy 1 spells its modules.
    (HERE / "zoo.pkl").write_bytes(pickle.dumps(zoo, 2).replace(b"numpy._core", b"numpy.core"))
    expected["zoo.pkl"] = named(zoo)

    torch.save(dict(w=torch.ones(1), x=Attack()), HERE / "attack.pth")
    torch.save(dict(w=torch.ones(1), x=Attack()), HERE / "attack_legacy.pth", **legacy)
    torch.save(dict(args=argparse.Namespace(lr=0.1, name="x"), path=Path("/a/b")), HERE / "namespace.pth")
    module = io.BytesIO()
    torch.save(nn.Linear(1, 1), module)
    (HERE / "module.pth").write_bytes(module.getvalue())
    script_files()
    text = json.dumps(expected, separators=(",", ":")).replace('"},"', '"},\n"').replace("},", "},\n")
    (HERE / "expected.json").write_text(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
