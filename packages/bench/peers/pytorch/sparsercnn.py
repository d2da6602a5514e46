"""Sparse R-CNN's head (Sun et al., 2021) with its criterion and inference, as plain modules."""

import math

import torch
from scipy.optimize import linear_sum_assignment
from torch import nn
from torch.nn import functional as F

from roi_align import BINS, align

ALPHA, GAMMA = 0.25, 2.0
WEIGHTS = {"loss_ce": 2.0, "loss_bbox": 5.0, "loss_giou": 2.0}
DELTA_WEIGHTS = (2.0, 2.0, 1.0, 1.0)
SCALE_CLAMP = math.log(100000.0 / 16)
PRIOR = 0.01


class RoiPooler(nn.Module):
    """Each box from the level of its size: 224 pixels belong to stride 16."""

    @torch.compiler.disable  # the kernel tells no shapes, and how many boxes a level has is not known before
    def forward(self, maps, boxes):
        rois = torch.cat([F.pad(own, (1, 0), value=image) for image, own in enumerate(boxes)])
        sides = ((rois[:, 3] - rois[:, 1]) * (rois[:, 4] - rois[:, 2])).sqrt()
        levels = torch.floor(4 + torch.log2(sides / 224 + 1e-8)).clamp(2, 5).long() - 2
        output = maps[0].new_zeros((len(rois), maps[0].shape[1], BINS, BINS))
        for level, features in enumerate(maps):
            own = (levels == level).nonzero()[:, 0]
            output.index_put_((own,), align(features, rois[own], 1 / 2 ** (level + 2)))
        return output


class DynamicConv(nn.Module):
    def __init__(self, channels, dim):
        super().__init__()
        self.channels, self.dim = channels, dim
        self.dynamic_layer = nn.Linear(channels, 2 * channels * dim)
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(channels)
        self.out_layer = nn.Linear(channels * BINS**2, channels)
        self.norm3 = nn.LayerNorm(channels)

    def forward(self, proposals, features):
        """proposals [N, C], features [N, bins, C]"""
        first, second = self.dynamic_layer(proposals).chunk(2, dim=1)
        x = torch.bmm(features, first.view(-1, self.channels, self.dim))
        x = F.relu(self.norm1(x))
        x = torch.bmm(x, second.view(-1, self.dim, self.channels))
        x = F.relu(self.norm2(x))
        return F.relu(self.norm3(self.out_layer(x.flatten(1))))


def branch(channels, layers):
    modules = []
    for _ in range(layers):
        modules += [nn.Linear(channels, channels, bias=False), nn.LayerNorm(channels), nn.ReLU(inplace=True)]
    return nn.ModuleList(modules)


class Stage(nn.Module):
    def __init__(self, classes, channels, heads, feedforward, dim_dynamic, dropout):
        super().__init__()
        self.pooler = RoiPooler()
        self.self_attn = nn.MultiheadAttention(channels, heads, dropout=dropout)
        self.inst_interact = DynamicConv(channels, dim_dynamic)
        self.linear1 = nn.Linear(channels, feedforward)
        self.dropout = nn.Dropout(dropout)
        self.linear2 = nn.Linear(feedforward, channels)
        self.norm1 = nn.LayerNorm(channels)
        self.norm2 = nn.LayerNorm(channels)
        self.norm3 = nn.LayerNorm(channels)
        self.dropout1 = nn.Dropout(dropout)
        self.dropout2 = nn.Dropout(dropout)
        self.dropout3 = nn.Dropout(dropout)
        self.cls_module = branch(channels, 1)
        self.reg_module = branch(channels, 3)
        self.class_logits = nn.Linear(channels, classes)
        self.bboxes_delta = nn.Linear(channels, 4)

    def forward(self, maps, boxes, proposals):
        """boxes [B, Q, 4], proposals [B, Q, C]"""
        pooled = self.pooler(maps, boxes)  # [B Q, C, bins, bins]
        bins = pooled.flatten(2).transpose(1, 2)  # [B Q, bins^2, C]
        x = proposals.transpose(0, 1)  # [Q, B, C]
        x = self.norm1(x + self.dropout1(self.self_attn(x, x, value=x)[0]))
        x = x.transpose(0, 1)
        interaction = self.inst_interact(x.reshape(-1, x.shape[-1]), bins).view(x.shape)
        x = self.norm2(x + self.dropout2(interaction))
        hidden = self.linear2(self.dropout(F.relu(self.linear1(x))))
        x = self.norm3(x + self.dropout3(hidden))
        classes, regression = x, x
        for layer in self.cls_module:
            classes = layer(classes)
        for layer in self.reg_module:
            regression = layer(regression)
        return self.class_logits(classes), self.apply_deltas(self.bboxes_delta(regression), boxes), x

    @staticmethod
    def apply_deltas(deltas, boxes):
        size = boxes[..., 2:] - boxes[..., :2]
        centre = boxes[..., :2] + 0.5 * size
        shift = deltas[..., :2] / torch.tensor(DELTA_WEIGHTS[:2])
        scale = (deltas[..., 2:] / torch.tensor(DELTA_WEIGHTS[2:])).clamp(max=SCALE_CLAMP)
        centre = shift * size + centre
        half = 0.5 * scale.exp() * size
        return torch.cat((centre - half, centre + half), dim=-1)


class DynamicHead(nn.Module):
    def __init__(self, stages, *sizes):
        super().__init__()
        self.head_series = nn.ModuleList(Stage(*sizes) for _ in range(stages))

    def forward(self, maps, boxes, proposals):
        logits, predicted = [], []
        for stage in self.head_series:
            own_logits, own_boxes, proposals = stage(maps, boxes, proposals)
            logits.append(own_logits)
            predicted.append(own_boxes)
            boxes = own_boxes.detach()
        return torch.stack(logits), torch.stack(predicted)  # [S, B, Q, K], [S, B, Q, 4]


def area(boxes):
    return (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])


def generalized_iou(a, b):
    """Of boxes that are broadcast against each other."""
    overlap = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    union = area(a) + area(b) - overlap
    hull = (torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    return overlap / union - (hull - union) / hull


class Matcher(nn.Module):
    @torch.no_grad()
    def forward(self, logits, boxes, targets):
        p = logits.sigmoid()
        present = ALPHA * (1 - p) ** GAMMA * -(p + 1e-8).log()
        absent = (1 - ALPHA) * p**GAMMA * -(1 - p + 1e-8).log()
        matches = []
        for image, target in enumerate(targets):
            cost_class = (present - absent)[image][:, target["labels"]]
            cost_l1 = torch.cdist(boxes[image] / target["size"], target["boxes"] / target["size"], p=1)
            cost_giou = -generalized_iou(boxes[image][:, None], target["boxes"][None])
            cost = (
                WEIGHTS["loss_ce"] * cost_class + WEIGHTS["loss_bbox"] * cost_l1 + WEIGHTS["loss_giou"] * cost_giou
            )
            rows, columns = linear_sum_assignment(cost.float().cpu())
            matches.append((torch.as_tensor(rows), torch.as_tensor(columns)))
        return matches


class Criterion(nn.Module):
    def __init__(self):
        super().__init__()
        self.matcher = Matcher()

    def forward(self, outputs, targets):
        """Weighted losses; a target has boxes [N, 4], labels [N] and size (w, h, w, h)."""
        logits, boxes = outputs
        count = max(sum(len(target["labels"]) for target in targets), 1)
        losses = {}
        last = len(logits) - 1
        for stage in [last, *range(last)]:
            matches = self.matcher(logits[stage], boxes[stage], targets)
            suffix = "" if stage == last else f"_{stage}"
            for name, loss in self.stage_losses(logits[stage], boxes[stage], targets, matches).items():
                losses[name + suffix] = loss * (WEIGHTS[name] / count)
        return losses

    @staticmethod
    def stage_losses(logits, boxes, targets, matches):
        wanted = torch.zeros_like(logits)
        found, truth, sizes = [], [], []
        for image, ((rows, columns), target) in enumerate(zip(matches, targets)):
            wanted[image, rows, target["labels"][columns]] = 1
            found.append(boxes[image, rows])
            truth.append(target["boxes"][columns])
            sizes.append(target["size"].expand(len(rows), 4))
        found, truth, sizes = torch.cat(found), torch.cat(truth), torch.cat(sizes)
        p = logits.sigmoid()
        entropy = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        right = p * wanted + (1 - p) * (1 - wanted)
        focal = entropy * (1 - right) ** GAMMA * (ALPHA * wanted + (1 - ALPHA) * (1 - wanted))
        return {
            "loss_ce": focal.sum(),
            "loss_giou": (1 - generalized_iou(found, truth)).sum(),
            "loss_bbox": (found / sizes - truth / sizes).abs().sum(),
        }


class SparseRcnnHead(nn.Module):
    def __init__(
        self,
        classes,
        proposals=300,
        stages=6,
        channels=256,
        heads=8,
        feedforward=2048,
        dim_dynamic=64,
        dropout=0.0,
    ):
        super().__init__()
        self.init_proposal_features = nn.Embedding(proposals, channels)
        self.init_proposal_boxes = nn.Embedding(proposals, 4)
        self.head = DynamicHead(stages, classes, channels, heads, feedforward, dim_dynamic, dropout)
        self.criterion = Criterion()
        self.classes = classes

    def forward(self, maps, sizes):
        """sizes [B, 4]: (w, h, w, h) of each image."""
        centre, extent = self.init_proposal_boxes.weight.chunk(2, dim=-1)
        relative = torch.cat((centre - 0.5 * extent, centre + 0.5 * extent), dim=-1)
        proposals = self.init_proposal_features.weight[None].repeat(len(sizes), 1, 1)
        return self.head(maps, relative[None] * sizes[:, None], proposals)

    def predict(self, outputs, sizes, output_sizes):
        """(boxes, scores, labels) of each image, the best pairs of proposal and class first."""
        logits, boxes = outputs[0][-1], outputs[1][-1]
        results = []
        for own_logits, own_boxes, size, output in zip(logits, boxes, sizes, output_sizes):
            scores, pairs = own_logits.sigmoid().flatten().topk(len(own_logits))
            found = own_boxes[pairs // self.classes] * (output / size)
            found = torch.minimum(found.clamp(min=0), output)
            kept = ((found[:, 2:] - found[:, :2]) > 0).all(1)
            results.append((found[kept], scores[kept], (pairs % self.classes)[kept]))
        return results
