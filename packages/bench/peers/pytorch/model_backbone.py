"""ResNet under torchvision's keys and FPN under detectron2's, as plain modules."""

import torch
from torch import nn
from torch.nn import functional as F

BLOCKS = {50: (3, 4, 6, 3)}


class FrozenBatchNorm2d(nn.Module):
    """Fixed statistics and affine values."""

    def __init__(self, channels, eps=1e-5):
        super().__init__()
        self.eps = eps
        for name, value in (("weight", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0)):
            self.register_buffer(name, torch.full((channels,), value))

    def forward(self, x):
        return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, False, eps=self.eps)


class Bottleneck(nn.Module):
    def __init__(self, in_channels, width, out_channels, stride, norm, stride_in_1x1):
        super().__init__()
        first, second = (stride, 1) if stride_in_1x1 else (1, stride)
        self.conv1 = nn.Conv2d(in_channels, width, 1, stride=first, bias=False)
        self.bn1 = norm(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=second, padding=1, bias=False)
        self.bn2 = norm(width)
        self.conv3 = nn.Conv2d(width, out_channels, 1, bias=False)
        self.bn3 = norm(out_channels)
        self.downsample = None
        if stride != 1 or in_channels != out_channels:
            conv = nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False)
            self.downsample = nn.Sequential(conv, norm(out_channels))

    def forward(self, x):
        y = F.relu_(self.bn1(self.conv1(x)))
        y = F.relu_(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        y += x if self.downsample is None else self.downsample(x)
        return F.relu_(y)


class ResNet(nn.Module):
    def __init__(self, blocks=BLOCKS[50], stem=64, res2=256, width=64, norm=nn.BatchNorm2d, stride_in_1x1=False):
        super().__init__()
        self.conv1 = nn.Conv2d(3, stem, 7, stride=2, padding=3, bias=False)
        self.bn1 = norm(stem)
        channels = stem
        for stage, count in enumerate(blocks):
            out = res2 * 2**stage
            layers = []
            for block in range(count):
                stride = 2 if stage > 0 and block == 0 else 1
                layers.append(Bottleneck(channels, width * 2**stage, out, stride, norm, stride_in_1x1))
                channels = out
            self.add_module(f"layer{stage + 1}", nn.Sequential(*layers))

    def forward(self, images):
        x = F.relu_(self.bn1(self.conv1(images)))
        x = F.max_pool2d(x, 3, stride=2, padding=1)
        maps = []
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
            maps.append(x)
        return maps  # res2 to res5


class Fpn(nn.Module):
    def __init__(self, in_channels=(256, 512, 1024, 2048), channels=256):
        super().__init__()
        for stage, count in enumerate(in_channels, 2):
            self.add_module(f"fpn_lateral{stage}", nn.Conv2d(count, channels, 1))
            self.add_module(f"fpn_output{stage}", nn.Conv2d(channels, channels, 3, padding=1))

    def forward(self, maps):
        top = None
        outputs = []
        for stage, x in reversed(list(enumerate(maps, 2))):
            lateral = getattr(self, f"fpn_lateral{stage}")(x)
            top = lateral if top is None else lateral + F.interpolate(top, scale_factor=2.0, mode="nearest")
            outputs.insert(0, getattr(self, f"fpn_output{stage}")(top))
        return outputs  # p2 to p5
