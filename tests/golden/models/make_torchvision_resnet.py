"""Writes torchvision_resnet.json: keys and shapes of torchvision 0.28's ResNets, and logits of seeded ones."""

import json
from pathlib import Path

import torch

# ResNets need none of torchvision's compiled operators, which may be absent.
torch.library.register_fake = lambda *args, **options: lambda function: function
import torchvision

from hash_uniform import hash_tensor

golden = {}
for depth in (18, 34, 50, 101):
    torch.manual_seed(5)
    model = getattr(torchvision.models, f"resnet{depth}")(num_classes=10).eval()
    with torch.no_grad():
        logits = model(hash_tensor("images", [1, 3, 64, 64]))
    golden[depth] = dict(
        keys={key: list(value.shape) for key, value in model.state_dict().items()},
        logits=logits.flatten().tolist(),
        after=torch.rand(1).item(),
    )
path = Path(__file__).with_name("torchvision_resnet.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
