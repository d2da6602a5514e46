"""Traced programs in Python's torch: trace_load.py FOLDER [LIBRARY] compares outputs and names with ours."""

import sys

import torch

folder = sys.argv[1]
if len(sys.argv) > 2:
    torch.ops.load_library(sys.argv[2])

expected = torch.load(f"{folder}/expected.pth", weights_only=True)
for name in expected["programs"]:
    net = torch.jit.load(f"{folder}/{name}.pt")
    with torch.inference_mode():
        outputs = net(expected["images"])
    assert sorted(outputs) == sorted(expected["outputs"]), list(outputs)
    for key, output in outputs.items():
        wanted = expected["outputs"][key]
        assert output.dtype == wanted.dtype and output.shape == wanted.shape, (name, key, output.shape)
        difference = (output.double() - wanted.double()).abs().max().item()
        assert difference <= 1e-6 * max(1, wanted.double().abs().max().item()), (name, key, difference)
    if name != "frozen":
        assert sorted(net.state_dict()) == sorted(expected["keys"]), list(net.state_dict())
        net.load_state_dict(net.state_dict())
print("ok", *expected["programs"])
