"""MobileNetV2 in plain PyTorch under torchvision's keys, padded as PyTorch or as TensorFlow does ("same")."""

import math

import torch.nn.functional as F
from torch import nn

# Factor of expansion, channels, blocks, stride of the first (Sandler et al., 2018, Table 2).
ROWS = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
# Where strides 4, 8, 16 and 32 end.
MAPS = {"res2": 3, "res3": 6, "res4": 13, "res5": 17}


def rounded(channels):
    nearest = max(8, int(channels + 4) // 8 * 8)
    return nearest + 8 if nearest < 0.9 * channels else nearest


class SameConv2d(nn.Conv2d):
    def forward(self, x):
        sides = []
        for size in (x.shape[3], x.shape[2]):
            total = max((math.ceil(size / self.stride[0]) - 1) * self.stride[0] + self.kernel_size[0] - size, 0)
            sides += [total // 2, total - total // 2]
        return F.conv2d(F.pad(x, sides), self.weight, None, self.stride, 0, 1, self.groups)


def conv_norm(inputs, outputs, kernel, stride, groups, same):
    if same:
        conv = SameConv2d(inputs, outputs, kernel, stride, 0, groups=groups, bias=False)
    else:
        conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outputs), nn.ReLU6())


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion, same):
        super().__init__()
        hidden = inputs * expansion
        layers = [] if expansion == 1 else [conv_norm(inputs, hidden, 1, 1, 1, same)]
        layers += [conv_norm(hidden, hidden, 3, stride, hidden, same)]
        layers += [nn.Conv2d(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs)]
        self.conv = nn.Sequential(*layers)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


class MobileNetV2(nn.Module):
    def __init__(self, classes, width=1.0, same=False):
        super().__init__()
        channels = rounded(32 * width)
        layers = [conv_norm(3, channels, 3, 2, 1, same)]
        for expansion, outputs, blocks, stride in ROWS:
            for i in range(blocks):
                block = InvertedResidual(channels, rounded(outputs * width), stride if i == 0 else 1, expansion, same)
                layers.append(block)
                channels = rounded(outputs * width)
        last = rounded(1280 * max(1.0, width))
        layers.append(conv_norm(channels, last, 1, 1, 1, same))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(last, classes))

    def forward(self, x):
        """Maps by name, and class logits."""
        maps = {}
        for i, layer in enumerate(self.features):
            x = layer(x)
            maps.update({name: x for name, end in MAPS.items() if end == i})
        return maps, self.classifier(x.mean((2, 3)))
