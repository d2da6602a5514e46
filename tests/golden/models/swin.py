"""Swin Transformer in plain PyTorch under Microsoft's keys, with a norm for each map as its detection code has them."""

import torch
import torch.nn.functional as F
from torch import nn


class WindowAttention(nn.Module):
    def __init__(self, dim, window, heads):
        super().__init__()
        self.window, self.heads = window, heads
        self.relative_position_bias_table = nn.Parameter(torch.zeros((2 * window - 1) ** 2, heads))
        places = torch.stack(torch.meshgrid(torch.arange(window), torch.arange(window), indexing="ij")).flatten(1)
        offset = places[:, :, None] - places[:, None, :] + window - 1
        self.register_buffer("relative_position_index", offset[0] * (2 * window - 1) + offset[1])
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x, mask):
        count, places, channels = x.shape
        size = channels // self.heads
        q, k, v = self.qkv(x).view(count, places, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        scores = (q * size**-0.5) @ k.transpose(-2, -1)
        bias = self.relative_position_bias_table[self.relative_position_index.view(-1)]
        scores = scores + bias.view(places, places, -1).permute(2, 0, 1)[None]
        if mask is not None:
            windows = mask.shape[0]
            scores = scores.view(count // windows, windows, self.heads, places, places) + mask[None, :, None]
            scores = scores.view(count, self.heads, places, places)
        return self.proj((scores.softmax(-1) @ v).transpose(1, 2).reshape(count, places, channels))


def windows_of(x, size):
    batch, height, width, channels = x.shape
    x = x.view(batch, height // size, size, width // size, size, channels)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, size * size, channels)


class Mlp(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(dim, hidden), nn.Linear(hidden, dim)

    def forward(self, x):
        return self.fc2(F.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, dim, heads, window, shift, ratio):
        super().__init__()
        self.window, self.shift = window, shift
        self.norm1 = nn.LayerNorm(dim)
        self.attn = WindowAttention(dim, window, heads)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = Mlp(dim, int(dim * ratio))

    def attend(self, x):
        size = self.window
        batch, height, width, channels = x.shape
        x = F.pad(x, (0, 0, 0, -width % size, 0, -height % size))
        _, high, wide, _ = x.shape
        # torchvision's rule: no shift along a dimension that one window covers.
        down, right = [0 if length <= size else self.shift for length in (high, wide)]
        mask = None
        if down or right:
            regions = torch.zeros(1, high, wide, 1)
            for i, rows in enumerate(parts(high, size, down)):
                for j, columns in enumerate(parts(wide, size, right)):
                    regions[:, rows, columns] = 3 * i + j
            ids = windows_of(regions, size).squeeze(-1)
            mask = torch.where(ids[:, None] != ids[:, :, None], -100.0, 0.0).to(x.dtype)
            x = x.roll((-down, -right), (1, 2))
        x = self.attn(windows_of(x, size), mask)
        x = x.view(batch, high // size, wide // size, size, size, channels)
        x = x.permute(0, 1, 3, 2, 4, 5).reshape(batch, high, wide, channels)
        return x.roll((down, right), (1, 2))[:, :height, :width]

    def forward(self, x):
        x = x + self.attend(self.norm1(x))
        return x + self.mlp(self.norm2(x))


def parts(length, size, shift):
    if shift == 0:
        return [slice(0, length)]
    return [slice(0, length - size), slice(length - size, length - shift), slice(length - shift, length)]


class PatchMerging(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
        self.norm = nn.LayerNorm(4 * dim)

    def forward(self, x):
        x = F.pad(x, (0, 0, 0, x.shape[2] % 2, 0, x.shape[1] % 2))
        corners = [x[:, i::2, j::2] for j in (0, 1) for i in (0, 1)]
        return self.reduction(self.norm(torch.cat(corners, -1)))


class Stage(nn.Module):
    def __init__(self, dim, depth, heads, window, ratio, downsample):
        super().__init__()
        shifts = [window // 2 if i % 2 else 0 for i in range(depth)]
        self.blocks = nn.ModuleList(Block(dim, heads, window, shift, ratio) for shift in shifts)
        self.downsample = PatchMerging(dim) if downsample else None


class PatchEmbed(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.proj = nn.Conv2d(3, dim, 4, 4)
        self.norm = nn.LayerNorm(dim)

    def forward(self, x):
        x = F.pad(x, (0, -x.shape[3] % 4, 0, -x.shape[2] % 4))
        return self.norm(self.proj(x).permute(0, 2, 3, 1))


class Swin(nn.Module):
    def __init__(self, classes, dim=96, depths=(2, 2, 6, 2), heads=(3, 6, 12, 24), window=7, ratio=4.0):
        super().__init__()
        dims = [dim * 2**i for i in range(4)]
        self.patch_embed = PatchEmbed(dim)
        self.layers = nn.ModuleList(
            Stage(dims[i], depths[i], heads[i], window, ratio, downsample=i < 3) for i in range(4)
        )
        self.norm = nn.LayerNorm(dims[3])
        self.head = nn.Linear(dims[3], classes)
        for i in range(4):
            setattr(self, f"norm{i}", nn.LayerNorm(dims[i]))

    def forward(self, x):
        """Maps by name, and class logits."""
        maps = {}
        x = self.patch_embed(x)
        for i, stage in enumerate(self.layers):
            for block in stage.blocks:
                x = block(x)
            maps[f"res{i + 2}"] = getattr(self, f"norm{i}")(x).permute(0, 3, 1, 2)
            last = x
            if stage.downsample is not None:
                x = stage.downsample(x)
        return maps, self.head(self.norm(last).mean((1, 2)))
