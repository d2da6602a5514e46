"""MaskFormer's head on P2..P5 (Cheng et al., 2021) with its criterion and inference, as plain modules."""

import math

import torch
from scipy.optimize import linear_sum_assignment
from torch import nn
from torch.nn import functional as F

GROUPS = 32
IGNORED = 255
ALPHA = 0.25
WEIGHTS = {"loss_ce": 1.0, "loss_mask": 20.0, "loss_dice": 1.0}
NO_OBJECT = 0.1


class ConvNorm(nn.Conv2d):
    """A convolution, group norm, and ReLU where it is asked for."""

    def __init__(self, in_channels, out_channels, kernel, relu):
        super().__init__(in_channels, out_channels, kernel, padding=kernel // 2, bias=False)
        self.norm = nn.GroupNorm(GROUPS, out_channels)
        self.relu = relu

    def forward(self, x):
        y = self.norm(super().forward(x))
        return F.relu(y) if self.relu else y


class PixelDecoder(nn.Module):
    """A pyramid of its own; the finest map has the number 1."""

    def __init__(self, in_channels, channels, mask_dim, levels=4):
        super().__init__()
        self.levels = levels
        for number in range(1, levels + 1):
            if number < levels:
                self.add_module(f"adapter_{number}", ConvNorm(in_channels, channels, 1, relu=False))
            source = channels if number < levels else in_channels
            self.add_module(f"layer_{number}", ConvNorm(source, channels, 3, relu=True))
        self.mask_features = nn.Conv2d(channels, mask_dim, 3, padding=1)

    def forward(self, maps):
        y = getattr(self, f"layer_{self.levels}")(maps[-1])
        for number in range(self.levels - 1, 0, -1):
            lateral = getattr(self, f"adapter_{number}")(maps[number - 1])
            y = lateral + F.interpolate(y, size=lateral.shape[-2:], mode="nearest")
            y = getattr(self, f"layer_{number}")(y)
        return self.mask_features(y)


def sine_positions(x):
    """[B, C, H, W] of sines and cosines of rows and columns, normalised to 2 pi."""
    batch, channels, height, width = x.shape
    half = channels // 2
    index = torch.arange(half, dtype=torch.float32)
    period = 10000 ** (2 * torch.div(index, 2, rounding_mode="floor") / half)

    def encode(length):
        angles = torch.arange(1, length + 1, dtype=torch.float32) * (2 * math.pi) / (length + 1e-6)
        angles = angles[:, None] / period
        return torch.stack((angles[:, 0::2].sin(), angles[:, 1::2].cos()), dim=2).flatten(1)  # [length, half]

    rows = encode(height)[:, None].expand(height, width, half)
    columns = encode(width)[None].expand(height, width, half)
    return torch.cat((rows, columns), dim=2).permute(2, 0, 1)[None].repeat(batch, 1, 1, 1)


class DecoderLayer(nn.Module):
    def __init__(self, channels, heads, feedforward, dropout):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(channels, heads, dropout=dropout)
        self.multihead_attn = nn.MultiheadAttention(channels, heads, dropout=dropout)
        self.linear1 = nn.Linear(channels, feedforward)
        self.dropout = nn.Dropout(dropout)
        self.linear2 = nn.Linear(feedforward, channels)
        self.norm1 = nn.LayerNorm(channels)
        self.norm2 = nn.LayerNorm(channels)
        self.norm3 = nn.LayerNorm(channels)
        self.dropout1 = nn.Dropout(dropout)
        self.dropout2 = nn.Dropout(dropout)
        self.dropout3 = nn.Dropout(dropout)

    def forward(self, x, memory, positions, queries):
        placed = x + queries
        x = self.norm1(x + self.dropout1(self.self_attn(placed, placed, value=x)[0]))
        attended = self.multihead_attn(query=x + queries, key=memory + positions, value=memory)[0]
        x = self.norm2(x + self.dropout2(attended))
        hidden = self.linear2(self.dropout(F.relu(self.linear1(x))))
        return self.norm3(x + self.dropout3(hidden))


class Decoder(nn.Module):
    def __init__(self, layers, channels, heads, feedforward, dropout):
        super().__init__()
        self.layers = nn.ModuleList(DecoderLayer(channels, heads, feedforward, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(channels)

    def forward(self, memory, positions, queries):
        x = torch.zeros_like(queries)
        outputs = []
        for layer in self.layers:
            x = layer(x, memory, positions, queries)
            outputs.append(self.norm(x))
        return torch.stack(outputs)


class Transformer(nn.Module):
    """The decoder under the official key."""

    def __init__(self, *sizes):
        super().__init__()
        self.decoder = Decoder(*sizes)

    def forward(self, x, queries):
        memory = x.flatten(2).permute(2, 0, 1)  # [H W, B, C]
        positions = sine_positions(x).flatten(2).permute(2, 0, 1)
        queries = queries[:, None].repeat(1, x.shape[0], 1)  # [Q, B, C]
        return self.decoder(memory, positions, queries).transpose(1, 2)  # [L, B, Q, C]


class Mlp(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


class Predictor(nn.Module):
    def __init__(self, classes, queries, channels, mask_dim, heads, feedforward, layers, dropout):
        super().__init__()
        self.transformer = Transformer(layers, channels, heads, feedforward, dropout)
        self.query_embed = nn.Embedding(queries, channels)
        self.class_embed = nn.Linear(channels, classes + 1)
        self.mask_embed = Mlp([channels, channels, channels, mask_dim])

    def forward(self, x, mask_features):
        hidden = self.transformer(x, self.query_embed.weight)
        masks = torch.einsum("lbqc,bchw->lbqhw", self.mask_embed(hidden), mask_features)
        return self.class_embed(hidden), masks  # [L, B, Q, K + 1], [L, B, Q, h, w]


class Matcher(nn.Module):
    """One layer and all images; masks are compared at the logits' resolution."""

    @torch.no_grad()
    def forward(self, logits, masks, targets):
        matches = []
        for image, target in enumerate(targets):
            probabilities = logits[image].softmax(-1)
            cost_class = -probabilities[:, target["labels"]]
            size = masks.shape[-2:]
            wanted = F.interpolate(target["masks"][:, None].to(masks), size=size, mode="nearest").flatten(1)
            x = masks[image].flatten(1)
            cost = (
                WEIGHTS["loss_mask"] * self.focal(x, wanted)
                + WEIGHTS["loss_ce"] * cost_class
                + WEIGHTS["loss_dice"] * self.dice(x, wanted)
            )
            rows, columns = linear_sum_assignment(cost.float().cpu())
            matches.append((torch.as_tensor(rows), torch.as_tensor(columns)))
        return matches

    @staticmethod
    def focal(x, wanted):
        p = x.sigmoid()
        inside = (1 - p) ** 2 * F.binary_cross_entropy_with_logits(x, torch.ones_like(x), reduction="none")
        outside = p**2 * F.binary_cross_entropy_with_logits(x, torch.zeros_like(x), reduction="none")
        inside, outside = inside * ALPHA, outside * (1 - ALPHA)
        cost = torch.einsum("nc,mc->nm", inside, wanted) + torch.einsum("nc,mc->nm", outside, 1 - wanted)
        return cost / x.shape[1]

    @staticmethod
    def dice(x, wanted):
        p = x.sigmoid()
        overlap = 2 * torch.einsum("nc,mc->nm", p, wanted)
        total = p.sum(-1)[:, None] + wanted.sum(-1)[None]
        return 1 - (overlap + 1) / (total + 1)


class Criterion(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.classes = classes
        self.matcher = Matcher()
        weight = torch.ones(classes + 1)
        weight[-1] = NO_OBJECT
        self.register_buffer("empty_weight", weight, persistent=False)

    def forward(self, outputs, maps):
        """Weighted losses from [L, B, Q, ...] outputs and class maps [H, W]."""
        logits, masks = outputs
        targets = [self.masks_of(classes) for classes in maps]
        count = max(sum(len(target["labels"]) for target in targets), 1)
        losses = {}
        last = len(logits) - 1
        for layer in [last, *range(last)]:
            matches = self.matcher(logits[layer], masks[layer], targets)
            suffix = "" if layer == last else f"_{layer}"
            own = self.layer_losses(logits[layer], masks[layer], targets, matches, count)
            losses.update({name + suffix: loss * WEIGHTS[name] for name, loss in own.items()})
        return losses

    def masks_of(self, classes):
        labels = classes.unique()
        labels = labels[labels != IGNORED].long()
        return {"labels": labels, "masks": classes[None] == labels[:, None, None]}

    def layer_losses(self, logits, masks, targets, matches, count):
        wanted = torch.full(logits.shape[:2], self.classes, dtype=torch.int64)
        for image, (rows, columns) in enumerate(matches):
            wanted[image, rows] = targets[image]["labels"][columns]
        loss_ce = F.cross_entropy(logits.transpose(1, 2), wanted, self.empty_weight)

        x = torch.cat([masks[image, rows] for image, (rows, _) in enumerate(matches)])
        truth = torch.cat([targets[image]["masks"][columns] for image, (_, columns) in enumerate(matches)])
        x = F.interpolate(x[:, None], size=truth.shape[-2:], mode="bilinear", align_corners=False)
        x, truth = x[:, 0].flatten(1), truth.flatten(1).to(x)
        p = x.sigmoid()
        entropy = F.binary_cross_entropy_with_logits(x, truth, reduction="none")
        right = p * truth + (1 - p) * (1 - truth)
        focal = entropy * (1 - right) ** 2 * (ALPHA * truth + (1 - ALPHA) * (1 - truth))
        dice = 1 - (2 * (p * truth).sum(-1) + 1) / (p.sum(-1) + truth.sum(-1) + 1)
        return {"loss_ce": loss_ce, "loss_mask": focal.mean(1).sum() / count, "loss_dice": dice.sum() / count}


class MaskFormerHead(nn.Module):
    def __init__(
        self,
        classes,
        in_channels=256,
        channels=256,
        convs_dim=256,
        mask_dim=256,
        queries=100,
        heads=8,
        feedforward=2048,
        layers=6,
        dropout=0.1,
    ):
        super().__init__()
        self.pixel_decoder = PixelDecoder(in_channels, convs_dim, mask_dim)
        self.predictor = Predictor(classes, queries, channels, mask_dim, heads, feedforward, layers, dropout)
        self.criterion = Criterion(classes)

    def forward(self, maps):
        return self.predictor(maps[-1], self.pixel_decoder(maps))

    def scores(self, outputs, padded, sizes, output_sizes):
        """Class scores [K, H, W] of each image, at its output size."""
        logits, masks = outputs
        large = F.interpolate(masks[-1], size=padded, mode="bilinear", align_corners=False)
        results = []
        for own_logits, own_masks, (height, width), output in zip(logits[-1], large, sizes, output_sizes):
            classes = own_logits.softmax(-1)[:, :-1]
            scores = torch.einsum("qc,qhw->chw", classes, own_masks.sigmoid())[None, :, :height, :width]
            results.append(F.interpolate(scores, size=output, mode="bilinear", align_corners=False)[0])
        return results

    def predict(self, outputs, padded, sizes, output_sizes):
        return [scores.argmax(0) for scores in self.scores(outputs, padded, sizes, output_sizes)]
