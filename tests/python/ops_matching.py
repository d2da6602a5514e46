"""linear_sum_assignment, nms, mask_costs and sigmoid_focal_loss called from Python: python ops_matching.py LIBRARY"""

import sys

import torch
import torch.nn.functional as F

torch.ops.load_library(sys.argv[1])
cotrain = torch.ops.cotrain
torch.manual_seed(0)

costs = torch.tensor([[4.0, 1, 3], [2, 0, 5], [3, 2, 2]])
[rows], [columns] = cotrain.linear_sum_assignment([costs])
assert rows.tolist() == [0, 1, 2] and columns.tolist() == [1, 0, 2]

boxes = torch.tensor([[0.0, 0, 2, 2], [0, 0, 2, 2.2], [5, 5, 6, 6]])
scores = torch.tensor([0.5, 0.9, 0.1])
assert cotrain.nms(boxes, scores, 0.5).tolist() == [1, 2]
assert cotrain.batched_nms(boxes, scores, torch.tensor([0, 1, 0]), 0.5).tolist() == [1, 0, 2]

x = torch.randn(9, 33, dtype=torch.float64, requires_grad=True)
t = torch.rand(9, 33, dtype=torch.float64)
assert torch.autograd.gradcheck(lambda x: cotrain.sigmoid_focal_loss(x, t, reduction="mean"), [x])

mask = (t > 0.5).double()
focal, dice = cotrain.mask_costs(x.detach(), mask)
p = x.detach().sigmoid()
expected = 1 - (2 * p @ mask.T + 1) / (p.sum(1, keepdim=True) + mask.sum(1) + 1)
torch.testing.assert_close(dice, expected)
pair = F.binary_cross_entropy_with_logits(x.detach()[2], mask[5], reduction="none")
wrong = torch.where(mask[5] > 0, 1 - p[2], p[2])
weight = torch.where(mask[5] > 0, 0.25, 0.75)
torch.testing.assert_close(focal[2, 5], (weight * wrong**2 * pair).mean())
print("ok")
