#!/usr/bin/env python3
"""Thirteen networks in plain PyTorch, written from the papers' equations, as the other side of the parity tests.

    blocks.py            checks every count in COUNTS and runs every network, in float64, forwards and backwards

Every class takes no arguments; its `forward` maps images [N, 3, rows, columns] to logits [N, classes]. Weights are paired with
another implementation's by their ORDER in `state_dict()`, which is therefore part of the contract:

- modules are registered in the order in which they run; a block's branch comes before its shortcut; of several parallel paths
  the first comes first (each class says which one that is);
- within a layer: weight, bias, then running_mean, running_var, num_batches_tracked;
- values that are not learned (FcaNet's cosines, say) are not in the state dict.

Unless a class says otherwise, convolutions have no bias and are padded to keep the size ("same" for odd kernels: dilation *
(kernel // 2) zeros on every side), batch normalisation has eps 1e-5 and momentum 0.1, and a head is: mean over the map, one
linear layer with bias. Random regularisers (dropout, stochastic depth) are left out.

Even in float64, PyTorch's derivative of the hard sigmoid is the float32 number nearest 1/6, which is 3e-8 off. So the gradients of
GhostNet and MobileNetV3Large are only that exact; their logits are not affected.
"""
import math
import sys

import torch
import torch.nn.functional as F
from torch import nn


def conv_norm(inputs, outputs, kernel=1, stride=1, act=None, groups=1, dilation=1, **norm):
    """Convolution without bias, batch normalisation, activation."""
    conv = nn.Conv2d(inputs, outputs, kernel, stride, dilation * (kernel // 2), dilation, groups, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outputs, **norm), *([act] if act else []))


def head(width, classes):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(width, classes))


def nearest_multiple(value, multiple):
    """The rounding of the mobile networks: to the nearest multiple (ties up), at least one, never below 90 percent."""
    rounded = max(multiple, (value + multiple // 2) // multiple * multiple)
    return rounded if 10 * rounded >= 9 * value else rounded + multiple


class Residual(nn.Module):
    """act(branch(x) + shortcut(x)); in the state dict the branch, then the shortcut."""

    def __init__(self, branch, shortcut=None, act=None):
        super().__init__()
        self.branch, self.shortcut, self.act = branch, shortcut or nn.Identity(), act or nn.Identity()

    def forward(self, x):
        return self.act(self.branch(x) + self.shortcut(x))


class SqueezeExcite(nn.Module):
    """arXiv:1709.01507, equations 2 to 4: x * gate(W2 act(W1 mean(x) + b1) + b2), as 1x1 convolutions with bias."""

    def __init__(self, width, reduced, act, gate):
        super().__init__()
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(width, reduced, 1), act, nn.Conv2d(reduced, width, 1), gate
        )

    def forward(self, x):
        return x * self.gate(x)


class CifarResNet20(nn.Sequential):
    """arXiv:1512.03385, section 4.2, with projections (1x1 convolution, batch normalisation) where shapes differ and a gate
    after the second batch normalisation of every block, before the addition. `gate(width, size)` makes it.

    Order: stem conv, bn; per block: conv1, bn1, conv2, bn2, gate, projection conv, bn; linear.
    """

    def __init__(self, gate):
        blocks, inputs = [], 16
        for width, size in ((16, 32), (32, 16), (64, 8)):
            for index in range(3):
                stride = 2 if index == 0 and width > 16 else 1
                branch = nn.Sequential(
                    conv_norm(inputs, width, 3, stride, nn.ReLU()), conv_norm(width, width, 3), gate(width, size)
                )
                shortcut = conv_norm(inputs, width, 1, stride) if stride > 1 else None
                blocks.append(Residual(branch, shortcut, nn.ReLU()))
                inputs = width
        super().__init__(conv_norm(3, 16, 3, 1, nn.ReLU()), *blocks, head(64, 10))


class Simam(nn.Module):
    """Yang et al., ICML 2021, equation 5: every neuron's inverse energy, without parameters."""

    strength = 1e-4  # lambda

    def forward(self, x):
        distance = (x - x.mean((2, 3), keepdim=True)) ** 2
        variance = distance.sum((2, 3), keepdim=True) / (x.shape[2] * x.shape[3] - 1)
        return x * torch.sigmoid(distance / (4 * (variance + self.strength)) + 0.5)


class SimamResNet20(CifarResNet20):
    """CIFAR ResNet-20 with SimAM (Yang et al., ICML 2021, section 3.3)."""

    def __init__(self):
        super().__init__(lambda width, size: Simam())


class LayerNorm2d(nn.LayerNorm):
    """Layer normalisation over the channels of every position."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class GlobalResponseNorm(nn.Module):
    """arXiv:2301.00808, section 4: a channel's L2 norm over the map, divided by the mean of these over the channels."""

    def __init__(self, width):
        super().__init__()
        self.gamma, self.beta = nn.Parameter(torch.zeros(width)), nn.Parameter(torch.zeros(width))

    def forward(self, x):
        norm = x.pow(2).sum((2, 3), keepdim=True).sqrt()
        scaled = x * (norm / (norm.mean(1, keepdim=True) + 1e-6))
        return self.gamma.view(1, -1, 1, 1) * scaled + self.beta.view(1, -1, 1, 1) + x


class ConvNeXtV2Atto(nn.Sequential):
    """arXiv:2301.00808, section 4 and appendix A: depths 2, 2, 6, 2 and widths 40, 80, 160, 320.

    All convolutions have a bias. Order: stem conv, norm; before stages 2 to 4: norm, conv; per block: depthwise conv, norm,
    expansion, GRN's gamma and beta, projection; final norm (after the mean over the map), linear.
    """

    def __init__(self):
        layers = [nn.Conv2d(3, 40, 4, 4), LayerNorm2d(40, eps=1e-6)]
        for depth, width in zip((2, 2, 6, 2), (40, 80, 160, 320)):
            if width > 40:
                layers += [LayerNorm2d(width // 2, eps=1e-6), nn.Conv2d(width // 2, width, 2, 2)]
            for _ in range(depth):
                branch = nn.Sequential(
                    nn.Conv2d(width, width, 7, padding=3, groups=width),
                    LayerNorm2d(width, eps=1e-6),
                    nn.Conv2d(width, 4 * width, 1),
                    nn.GELU(),
                    GlobalResponseNorm(4 * width),
                    nn.Conv2d(4 * width, width, 1),
                )
                layers.append(Residual(branch))
        layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LayerNorm(320, eps=1e-6), nn.Linear(320, 1000)]
        super().__init__(*layers)


class SelectiveKernel(nn.Module):
    """arXiv:1903.06586, section 3.1, equations 1 to 6, for SK[M=2, G=32, r=16, L=32]."""

    def __init__(self, width, stride):
        super().__init__()
        reduced = max(width // 16, 32)
        self.paths = nn.ModuleList(
            conv_norm(width, width, 3, stride, nn.ReLU(), groups=32, dilation=dilation) for dilation in (1, 2)
        )
        self.squeeze = nn.Sequential(nn.AdaptiveAvgPool2d(1), conv_norm(width, reduced, act=nn.ReLU()))
        self.excite = nn.Conv2d(reduced, 2 * width, 1, bias=False)

    def forward(self, x):
        paths = torch.stack([path(x) for path in self.paths], dim=1)  # [N, path, channel, row, column]
        attention = self.excite(self.squeeze(paths.sum(1)))
        attention = attention.view(x.shape[0], 2, -1, 1, 1).softmax(dim=1)
        return (paths * attention).sum(1)


class SkNet50(nn.Sequential):
    """arXiv:1903.06586, table 1, third column.

    Order: stem conv, bn; per block: 1x1 conv, bn; path 1 (3x3) conv, bn; path 2 (3x3, dilation 2) conv, bn; squeeze conv, bn;
    excitation (outputs 0 to C-1 are path 1's, C to 2C-1 path 2's; no bias); 1x1 conv, bn; projection conv, bn; linear.
    """

    def __init__(self, depths=(3, 4, 6, 3)):
        layers, inputs = [conv_norm(3, 64, 7, 2, nn.ReLU()), nn.MaxPool2d(3, 2, 1)], 64
        for depth, width in zip(depths, (128, 256, 512, 1024)):
            for index in range(depth):
                stride = 2 if index == 0 and width > 128 else 1
                branch = nn.Sequential(
                    conv_norm(inputs, width, act=nn.ReLU()), SelectiveKernel(width, stride), conv_norm(width, 2 * width)
                )
                shortcut = conv_norm(inputs, 2 * width, 1, stride) if index == 0 else None
                layers.append(Residual(branch, shortcut, nn.ReLU()))
                inputs = 2 * width
        super().__init__(*layers, head(2048, 1000))


class SkNet14(SkNet50):
    """The same with one block a stage: in float64, PyTorch 1.13 needs minutes for the grouped convolutions of all sixteen."""

    def __init__(self):
        super().__init__((1, 1, 1, 1))


class CoordinateAttention(nn.Module):
    """arXiv:2103.02907, section 3.2, equations 4 to 9; all three convolutions have a bias, as in the authors' code."""

    def __init__(self, width):
        super().__init__()
        reduced = max(8, width // 32)
        self.shared = nn.Sequential(nn.Conv2d(width, reduced, 1), nn.BatchNorm2d(reduced), nn.Hardswish())
        self.rows, self.columns = nn.Conv2d(reduced, width, 1), nn.Conv2d(reduced, width, 1)

    def forward(self, x):
        means = torch.cat([x.mean(3), x.mean(2)], dim=2).unsqueeze(3)  # [N, C, rows + columns, 1]
        rows, columns = self.shared(means).split(x.shape[2:], dim=2)
        return x * torch.sigmoid(self.rows(rows)) * torch.sigmoid(self.columns(columns.transpose(2, 3)))


class CoordinateMobileNetV2(nn.Sequential):
    """arXiv:2103.02907, figure 3a: MobileNetV2 (arXiv:1801.04381, table 2) with coordinate attention on the expanded features,
    after the depthwise convolution's ReLU6; the first block, which does not expand, has none.

    Order: stem conv, bn; per block: expansion conv, bn; depthwise conv, bn; shared conv (weight, bias), bn, rows' conv,
    columns' conv; projection conv, bn; last conv, bn; linear.
    """

    def __init__(self):
        layers, inputs = [conv_norm(3, 32, 3, 2, nn.ReLU6())], 32
        for factor, width, depth, first in (
            (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
        ):  # fmt: skip
            for stride in [first] + [1] * (depth - 1):
                hidden, branch = inputs * factor, []
                if factor > 1:
                    branch.append(conv_norm(inputs, hidden, act=nn.ReLU6()))
                branch.append(conv_norm(hidden, hidden, 3, stride, nn.ReLU6(), groups=hidden))
                if factor > 1:
                    branch.append(CoordinateAttention(hidden))
                branch = nn.Sequential(*branch, conv_norm(hidden, width))
                layers.append(Residual(branch) if stride == 1 and inputs == width else branch)
                inputs = width
        super().__init__(*layers, conv_norm(320, 1280, act=nn.ReLU6()), head(1280, 1000))


class TripletAttention(nn.Module):
    """arXiv:2010.03045, section 3.2. A branch moves one axis to the channels' place, reduces it to maximum and mean, and weighs
    the tensor with a 7x7 convolution of these two maps. Branch 1 reduces rows (maps of channel x column), branch 2 columns
    (maps of row x channel), branch 3 channels (maps of row x column).
    """

    swaps = ((1, 2), (1, 3), (1, 1))  # of [N, channel, row, column]

    def __init__(self):
        super().__init__()
        self.branches = nn.ModuleList(conv_norm(2, 1, 7, momentum=0.01) for _ in self.swaps)

    def forward(self, x):
        total = 0
        for swap, branch in zip(self.swaps, self.branches):
            y = x.transpose(*swap)
            pooled = torch.cat([y.max(1, keepdim=True).values, y.mean(1, keepdim=True)], dim=1)
            total = total + (y * torch.sigmoid(branch(pooled))).transpose(*swap)
        return total / 3


class TripletResNet20(CifarResNet20):
    """CIFAR ResNet-20 with triplet attention. Order within a gate: branches 1, 2, 3, each conv (1 x 2 x 7 x 7), bn."""

    def __init__(self):
        super().__init__(lambda width, size: TripletAttention())


class InceptionA(nn.Module):
    """arXiv:1602.07261, figure 10 and section 3.3: three paths, concatenated, a linear 1x1 convolution, scaled before adding."""

    def __init__(self):
        super().__init__()

        def path(*layers):
            return nn.Sequential(*(conv_norm(inputs, 32, kernel, act=nn.ReLU()) for inputs, kernel in layers))

        self.paths = nn.ModuleList([path((256, 1)), path((256, 1), (32, 3)), path((256, 1), (32, 3), (32, 3))])
        self.linear = nn.Conv2d(96, 256, 1)

    def forward(self, x):
        return 0.17 * self.linear(torch.cat([path(x) for path in self.paths], dim=1))


class InceptionResNetCifar(nn.Sequential):
    """Two Inception-ResNet-A blocks (arXiv:1602.07261, figure 10) of 256 channels on a 32x32 map.

    Order: stem conv, bn; per block: path 1 conv, bn; path 2 conv, bn, conv, bn; path 3 conv, bn, conv, bn, conv, bn; linear
    1x1 conv (weight, bias); at the end the linear layer.
    """

    def __init__(self):
        blocks = [Residual(InceptionA(), act=nn.ReLU()) for _ in range(2)]
        super().__init__(conv_norm(3, 256, 3, act=nn.ReLU()), *blocks, head(256, 10))


class MultiSpectralAttention(nn.Module):
    """arXiv:2012.11879, section 3.3: channel attention whose squeeze is one DCT coefficient for every sixteenth of the channels.

    Part k of the channels (k-th C / 16 of them) is multiplied with cos_k[i, j] = c(u, i, rows) * c(v, j, columns) and summed
    over the map, where c(f, t, L) = cos(pi * f * (t + 1/2) / L) * sqrt((1 if f == 0 else 2) / L), as in the authors' code: an
    orthonormal DCT. (u, v) is FREQUENCIES[k], for a 7x7 map, times (rows // 7, columns // 7).
    """

    FREQUENCIES = (
        (0, 0), (0, 1), (6, 0), (0, 5), (0, 2), (1, 0), (1, 2), (4, 0),
        (5, 0), (1, 6), (3, 0), (0, 4), (0, 6), (0, 3), (3, 5), (2, 2),
    )  # fmt: skip

    def __init__(self, width, size):
        super().__init__()
        reduced = max(1, width // 4)
        basis = torch.stack([self.basis(u * (size // 7), v * (size // 7), size) for u, v in self.FREQUENCIES])
        self.basis_of_channels = basis.repeat_interleave(width // 16, dim=0)  # float64, whatever the module's type
        self.gate = nn.Sequential(
            nn.Linear(width, reduced, bias=False), nn.ReLU(), nn.Linear(reduced, width, bias=False), nn.Sigmoid()
        )

    @staticmethod
    def basis(u, v, size):
        places = torch.arange(size, dtype=torch.float64) + 0.5
        rows, columns = (
            torch.cos(math.pi * frequency * places / size) * math.sqrt((1 if frequency == 0 else 2) / size)
            for frequency in (u, v)
        )
        return rows[:, None] * columns

    def forward(self, x):
        coefficients = (x * self.basis_of_channels.to(x)).sum((2, 3))
        return x * self.gate(coefficients)[:, :, None, None]


class FcaResNet20(CifarResNet20):
    """CIFAR ResNet-20 with FcaNet's gate, reduction 4. Order within a gate: the two linear layers, without bias."""

    def __init__(self):
        super().__init__(MultiSpectralAttention)


class RelativePositions(nn.Module):
    """arXiv:2101.11605, figure 4 (after arXiv:1904.09925): what query (i, j) adds to the logit of key (i2, j2),
    q[i, j] . (R[i2 - i + rows - 1] + C[j2 - j + columns - 1]), with R and C in one tensor [2 rows - 1 + 2 columns - 1, depth].
    """

    def __init__(self, rows, columns, depth):
        super().__init__()
        self.rows, self.columns = rows, columns
        self.weight = nn.Parameter(torch.randn(2 * rows - 1 + 2 * columns - 1, depth) * depth**-0.5)

    def forward(self, q):
        """[N, head, row, column, depth] to [N, head, row, column, key's row, key's column]."""
        parts = []
        for table, size in zip(self.weight.split([2 * self.rows - 1, 2 * self.columns - 1]), (self.rows, self.columns)):
            places = torch.arange(size, device=q.device)
            parts.append(table[places[None, :] - places[:, None] + size - 1])  # [query's place, key's place, depth]
        down = torch.einsum("nhijd,iad->nhija", q, parts[0])
        across = torch.einsum("nhijd,jbd->nhijb", q, parts[1])
        return down[..., :, None] + across[..., None, :]


class SelfAttention(nn.Module):
    """arXiv:2101.11605, figure 4: softmax(q k^T + q r^T) v with q scaled by depth^-0.5; head h has channels h * depth onwards."""

    def __init__(self, width, heads, rows, columns):
        super().__init__()
        self.heads, self.depth = heads, width // heads
        self.q, self.k, self.v = (nn.Conv2d(width, width, 1, bias=False) for _ in range(3))
        self.positions = RelativePositions(rows, columns, self.depth)

    def forward(self, x):
        n, _, rows, columns = x.shape
        q, k, v = (
            layer(x).view(n, self.heads, self.depth, rows, columns).permute(0, 1, 3, 4, 2) for layer in (self.q, self.k, self.v)
        )
        q = q * self.depth**-0.5
        logits = torch.einsum("nhijd,nhabd->nhijab", q, k) + self.positions(q)
        weights = logits.flatten(4).softmax(-1).view_as(logits)
        y = torch.einsum("nhijab,nhabd->nhdij", weights, v)
        return y.reshape(n, -1, rows, columns)


class BotNet(nn.Sequential):
    """arXiv:2101.11605, figures 1 and 3, on 32x32: a ResNet whose last two bottlenecks attend instead of convolving.

    Order: stem conv, bn; per block: 1x1 conv, bn; 3x3 conv or q, k, v, positions; bn; 1x1 conv, bn; projection conv, bn; linear.
    """

    def __init__(self):
        def block(inputs, width, stride=1, attend=False):
            middle = (
                nn.Sequential(SelfAttention(width, 4, 16, 16), nn.BatchNorm2d(width), nn.ReLU())
                if attend
                else conv_norm(width, width, 3, stride, nn.ReLU())
            )
            branch = nn.Sequential(conv_norm(inputs, width, act=nn.ReLU()), middle, conv_norm(width, 4 * width))
            differs = stride > 1 or inputs != 4 * width
            return Residual(branch, conv_norm(inputs, 4 * width, 1, stride) if differs else None, nn.ReLU())

        super().__init__(
            conv_norm(3, 64, 3, act=nn.ReLU()),
            block(64, 32), block(128, 32),
            block(128, 64, stride=2), block(256, 64, attend=True), block(256, 64, attend=True),
            head(256, 10),
        )  # fmt: skip


class RepVggBlock(nn.Module):
    """arXiv:2101.03697, section 3.2, in its training form: relu(3x3 + 1x1 + identity), each followed by its batch norm."""

    def __init__(self, inputs, width, stride):
        super().__init__()
        self.paths = nn.ModuleList([conv_norm(inputs, width, 3, stride), conv_norm(inputs, width, 1, stride)])
        if stride == 1 and inputs == width:
            self.paths.append(nn.BatchNorm2d(width))

    def forward(self, x):
        return F.relu(sum(path(x) for path in self.paths))


class RepVggA0(nn.Sequential):
    """arXiv:2101.03697, table 2: RepVGG-A0, a = 0.75, b = 2.5. Order per block: 3x3 conv, bn; 1x1 conv, bn; identity's bn."""

    def __init__(self):
        blocks, inputs = [], 3
        for depth, width in ((1, 48), (2, 48), (4, 96), (14, 192), (1, 1280)):
            for index in range(depth):
                blocks.append(RepVggBlock(inputs, width, 2 if index == 0 else 1))
                inputs = width
        super().__init__(*blocks, head(1280, 1000))


class GhostModule(nn.Module):
    """arXiv:1911.11907, section 3.1, s = 2, d = 3: half of the maps by a 1x1 convolution, the others from these, depthwise.
    Of an odd number of outputs the last cheap map is cut off."""

    def __init__(self, inputs, outputs, act=None):
        super().__init__()
        half = math.ceil(outputs / 2)
        self.outputs = outputs
        self.primary, self.cheap = conv_norm(inputs, half, act=act), conv_norm(half, half, 3, act=act, groups=half)

    def forward(self, x):
        primary = self.primary(x)
        return torch.cat([primary, self.cheap(primary)], dim=1)[:, : self.outputs]


class GhostNet(nn.Sequential):
    """arXiv:1911.11907, section 3.2 and table 1, width 1.0.

    Order: stem conv, bn; per block: ghost module 1 (primary conv, bn; cheap conv, bn); at stride 2 the depthwise conv, bn; SE
    (reducing conv, expanding conv, both with bias); ghost module 2; shortcut (depthwise conv, bn, 1x1 conv, bn); last conv, bn;
    the 1x1 conv behind the pooling (with bias, no bn); linear.
    """

    def __init__(self):
        layers, inputs = [conv_norm(3, 16, 3, 2, nn.ReLU())], 16
        for kernel, hidden, width, gate, stride in (
            (3, 16, 16, False, 1), (3, 48, 24, False, 2), (3, 72, 24, False, 1), (5, 72, 40, True, 2), (5, 120, 40, True, 1),
            (3, 240, 80, False, 2), (3, 200, 80, False, 1), (3, 184, 80, False, 1), (3, 184, 80, False, 1),
            (3, 480, 112, True, 1), (3, 672, 112, True, 1), (5, 672, 160, True, 2), (5, 960, 160, False, 1),
            (5, 960, 160, True, 1), (5, 960, 160, False, 1), (5, 960, 160, True, 1),
        ):  # fmt: skip
            branch = [GhostModule(inputs, hidden, nn.ReLU())]
            if stride > 1:
                branch.append(conv_norm(hidden, hidden, kernel, stride, groups=hidden))
            if gate:
                branch.append(SqueezeExcite(hidden, nearest_multiple(hidden // 4, 4), nn.ReLU(), nn.Hardsigmoid()))
            branch.append(GhostModule(hidden, width))
            shortcut = None
            if stride > 1 or inputs != width:
                shortcut = nn.Sequential(
                    conv_norm(inputs, inputs, kernel, stride, groups=inputs), conv_norm(inputs, width)
                )
            layers.append(Residual(nn.Sequential(*branch), shortcut))
            inputs = width
        layers += [conv_norm(160, 960, act=nn.ReLU()), nn.AdaptiveAvgPool2d(1), nn.Conv2d(960, 1280, 1), nn.ReLU()]
        super().__init__(*layers, nn.Flatten(), nn.Linear(1280, 1000))


class Cascade(nn.Module):
    """arXiv:1904.01169, section 3.1, as in the authors' code: splits 0 to 2 are convolved, the last is not; from the second
    on, a split first adds the output before it. In a stage's first block nothing is added and the last split is pooled, 3x3
    with the block's stride and padding 1 (the mean is over nine values everywhere: padding counts).
    """

    def __init__(self, width, stride, first):
        super().__init__()
        self.first = first
        self.splits = nn.ModuleList(conv_norm(width, width, 3, stride, nn.ReLU()) for _ in range(3))
        self.last = nn.AvgPool2d(3, stride, 1) if first else nn.Identity()

    def forward(self, x):
        *splits, last = x.chunk(4, dim=1)
        outputs = []
        for split, layer in zip(splits, self.splits):
            outputs.append(layer(split + outputs[-1] if outputs and not self.first else split))
        return torch.cat([*outputs, self.last(last)], dim=1)


class Res2Net50V1b(nn.Sequential):
    """Res2Net-50 26w x 4s of arXiv:1904.01169 with the stem and the shortcuts of ResNet-D ("v1b").

    Order: three stem convs, each with its bn; per block: 1x1 conv, bn; splits 0, 1, 2: 3x3 conv, bn; 1x1 conv, bn; shortcut
    (behind its average pooling) conv, bn; linear.
    """

    def __init__(self):
        layers, inputs = [conv_norm(3, 32, 3, 2, nn.ReLU()), conv_norm(32, 32, 3, 1, nn.ReLU())], 64
        layers += [conv_norm(32, 64, 3, 1, nn.ReLU()), nn.MaxPool2d(3, 2, 1)]
        for depth, planes in zip((3, 4, 6, 3), (64, 128, 256, 512)):
            width = planes * 26 // 64
            for index in range(depth):
                first, shortcut = index == 0, None
                stride = 2 if first and planes > 64 else 1
                branch = nn.Sequential(
                    conv_norm(inputs, 4 * width, act=nn.ReLU()),
                    Cascade(width, stride, first),
                    conv_norm(4 * width, 4 * planes),
                )
                if first:
                    pool = nn.AvgPool2d(stride, stride, ceil_mode=True, count_include_pad=False)
                    shortcut = nn.Sequential(pool, conv_norm(inputs, 4 * planes))
                layers.append(Residual(branch, shortcut, nn.ReLU()))
                inputs = 4 * planes
        super().__init__(*layers, head(2048, 1000))


MOBILE_NORM = {"eps": 1e-3, "momentum": 0.01}


class EfficientNetB0(nn.Sequential):
    """arXiv:1905.11946, table 1. Batch normalisation as in the authors' code: eps 1e-3, momentum 0.01 (0.99 as they count). SE
    reduces to a quarter of the block's inputs.

    Order: stem conv, bn; per block: expansion conv, bn (not in the first block); depthwise conv, bn; SE (reducing conv,
    expanding conv, both with bias); projection conv, bn; last conv, bn; linear.
    """

    def __init__(self):
        layers, inputs = [conv_norm(3, 32, 3, 2, nn.SiLU(), **MOBILE_NORM)], 32
        for factor, width, depth, first, kernel in (
            (1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5), (6, 192, 4, 2, 5),
            (6, 320, 1, 1, 3),
        ):  # fmt: skip
            for stride in [first] + [1] * (depth - 1):
                hidden = inputs * factor
                branch = nn.Sequential(
                    *([conv_norm(inputs, hidden, act=nn.SiLU(), **MOBILE_NORM)] if factor > 1 else []),
                    conv_norm(hidden, hidden, kernel, stride, nn.SiLU(), groups=hidden, **MOBILE_NORM),
                    SqueezeExcite(hidden, inputs // 4, nn.SiLU(), nn.Sigmoid()),
                    conv_norm(hidden, width, **MOBILE_NORM),
                )
                layers.append(Residual(branch) if stride == 1 and inputs == width else branch)
                inputs = width
        super().__init__(*layers, conv_norm(320, 1280, act=nn.SiLU(), **MOBILE_NORM), head(1280, 1000))


class MobileNetV3Large(nn.Sequential):
    """arXiv:1905.02244, section 5 and table 1. Batch normalisation: eps 1e-3, momentum 0.01. SE: a quarter of the expanded
    width, rounded to a multiple of 8, ReLU, hard sigmoid, after the depthwise convolution's activation.

    Order: stem conv, bn; per block: expansion conv, bn (not in the first block); depthwise conv, bn; SE (reducing conv,
    expanding conv, both with bias); projection conv, bn; last conv, bn; two linear layers.
    """

    def __init__(self):
        layers, inputs = [conv_norm(3, 16, 3, 2, nn.Hardswish(), **MOBILE_NORM)], 16
        relu, swish = nn.ReLU, nn.Hardswish
        for kernel, hidden, width, gate, act, stride in (
            (3, 16, 16, False, relu, 1), (3, 64, 24, False, relu, 2), (3, 72, 24, False, relu, 1),
            (5, 72, 40, True, relu, 2), (5, 120, 40, True, relu, 1), (5, 120, 40, True, relu, 1),
            (3, 240, 80, False, swish, 2), (3, 200, 80, False, swish, 1), (3, 184, 80, False, swish, 1),
            (3, 184, 80, False, swish, 1), (3, 480, 112, True, swish, 1), (3, 672, 112, True, swish, 1),
            (5, 672, 160, True, swish, 2), (5, 960, 160, True, swish, 1), (5, 960, 160, True, swish, 1),
        ):  # fmt: skip
            branch = []
            if hidden != inputs:
                branch.append(conv_norm(inputs, hidden, act=act(), **MOBILE_NORM))
            branch.append(conv_norm(hidden, hidden, kernel, stride, act(), groups=hidden, **MOBILE_NORM))
            if gate:
                branch.append(SqueezeExcite(hidden, nearest_multiple(hidden // 4, 8), nn.ReLU(), nn.Hardsigmoid()))
            branch = nn.Sequential(*branch, conv_norm(hidden, width, **MOBILE_NORM))
            layers.append(Residual(branch) if stride == 1 and inputs == width else branch)
            inputs = width
        layers += [conv_norm(160, 960, act=nn.Hardswish(), **MOBILE_NORM), head(960, 1280), nn.Hardswish()]
        super().__init__(*layers, nn.Linear(1280, 1000))


def check_relative_positions():
    """The logits of RelativePositions against the definition, one query and one key at a time."""
    rows, columns, depth = 3, 5, 4
    layer = RelativePositions(rows, columns, depth).double()
    q = torch.randn(2, 2, rows, columns, depth, dtype=torch.float64)
    expected = torch.empty(2, 2, rows, columns, rows, columns, dtype=torch.float64)
    for i, j, i2, j2 in torch.cartesian_prod(*map(torch.arange, (rows, columns, rows, columns))).tolist():
        embedding = layer.weight[i2 - i + rows - 1] + layer.weight[2 * rows - 1 + j2 - j + columns - 1]
        expected[:, :, i, j, i2, j2] = (q[:, :, i, j] * embedding).sum(-1)
    assert torch.allclose(layer(q), expected, rtol=0, atol=1e-12)


def check(name, count, size, classes):
    torch.manual_seed(1)
    model = globals()[name]().double()
    found = sum(parameter.numel() for parameter in model.parameters())
    assert found == count, f"{name} has {found} parameters, not {count}"
    x = torch.randn(2, 3, size, size, dtype=torch.float64)
    with torch.no_grad():
        logits = model.eval()(x)
    assert logits.dtype == torch.float64 and logits.shape == (2, classes)
    trained = model.train()(x)
    trained.square().sum().backward()
    assert logits.isfinite().all() and trained.isfinite().all()
    assert all(parameter.grad is not None and parameter.grad.isfinite().all() for parameter in model.parameters())
    print(f"{name:24}{count:>12,} parameters, {size}x{size}: ok", flush=True)


COUNTS = {
    "SimamResNet20": 272_474,
    "ConvNeXtV2Atto": 3_708_400,
    "SkNet50": 27_479_784,
    "CoordinateMobileNetV2": 3_950_648,
    "TripletResNet20": 275_174,
    "InceptionResNetCifar": 164_874,
    "FcaResNet20": 280_538,
    "BotNet": 235_530,
    "RepVggA0": 9_108_968,
    "GhostNet": 5_182_508,
    "Res2Net50V1b": 25_718_352,
    "EfficientNetB0": 5_288_548,
    "MobileNetV3Large": 5_483_032,
}

CIFAR = ("SimamResNet20", "TripletResNet20", "InceptionResNetCifar", "FcaResNet20", "BotNet")


def main():
    torch.set_num_threads(1)
    check_relative_positions()
    for name, count in COUNTS.items():
        check(name, count, *((32, 10) if name in CIFAR else (64, 1000)))


if __name__ == "__main__":
    sys.exit(main())
