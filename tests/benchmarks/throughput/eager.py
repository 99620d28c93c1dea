"""PyTorch's side of the throughput benchmark: SE-Res2Net-29 as one would write it, eager.

    eager.py BATCH THREADS float32|bfloat16 default|channels-last

Answers the same commands as Program.cs. Trains on one batch that stays in memory: no data pipeline.
"""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Res2Net bottleneck (arXiv:1904.01169) with squeeze-and-excitation on the concatenated splits."""

    def __init__(self, channels, out, width, stride, first, scale=4, reduction=16):
        super().__init__()
        inner = width * scale
        self.width, self.first = width, first
        self.conv1, self.norm1 = nn.Conv2d(channels, inner, 1, bias=False), nn.BatchNorm2d(inner)
        self.convs = nn.ModuleList(nn.Conv2d(width, width, 3, stride, 1, bias=False) for _ in range(scale - 1))
        self.norms = nn.ModuleList(nn.BatchNorm2d(width) for _ in range(scale - 1))
        self.pool = nn.AvgPool2d(3, stride, 1) if first else nn.Identity()
        self.squeeze = nn.Conv2d(inner, max(1, inner // reduction), 1)
        self.excite = nn.Conv2d(max(1, inner // reduction), inner, 1)
        self.conv2, self.norm2 = nn.Conv2d(inner, out, 1, bias=False), nn.BatchNorm2d(out)
        self.shortcut = nn.Identity()
        if channels != out or stride != 1:
            self.shortcut = nn.Sequential(nn.Conv2d(channels, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        splits = torch.split(F.relu(self.norm1(self.conv1(x))), self.width, 1)
        parts, y = [self.pool(splits[0])], None
        for split, conv, norm in zip(splits[1:], self.convs, self.norms):
            y = F.relu(norm(conv(split if self.first or y is None else split + y)))
            parts.append(y)
        y = torch.cat(parts, 1)
        y = y * torch.sigmoid(self.excite(F.relu(self.squeeze(F.adaptive_avg_pool2d(y, 1)))))
        return F.relu(self.norm2(self.conv2(y)) + self.shortcut(x))


class SeRes2Net29(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.norm = nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16)
        blocks, channels = [], 16
        for out, width, stride in ((64, 12, 1), (128, 24, 2), (256, 48, 2)):
            for index in range(3):
                blocks.append(Block(channels, out, width, stride if index == 0 else 1, index == 0))
                channels = out
        self.blocks, self.linear = nn.Sequential(*blocks), nn.Linear(256, 10)

    def forward(self, x):
        return self.linear(F.adaptive_avg_pool2d(self.blocks(F.relu(self.norm(self.conv(x)))), 1).flatten(1))


def main(batch, threads, dtype, layout):
    torch.set_num_threads(int(threads))
    model = SeRes2Net29()
    parameters = sum(parameter.numel() for parameter in model.parameters())
    assert parameters == 670337, parameters
    optimizer = torch.optim.SGD(model.parameters(), 0.01, 0.9, nesterov=True, weight_decay=5e-4)
    images, labels = torch.randn(int(batch), 3, 32, 32), torch.randint(0, 10, (int(batch),))
    if layout == "channels-last":
        model = model.to(memory_format=torch.channels_last)
        images = images.contiguous(memory_format=torch.channels_last)

    def forward():
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=dtype == "bfloat16"):
            return model(images)

    def train():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(forward().float(), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    def infer():
        with torch.no_grad():
            model.eval()
            forward()
            model.train()

    steps = {"train": train, "infer": infer}
    train()
    for line in sys.stdin:
        name, count = line.split()
        if name == "infer":
            infer()
        start = time.perf_counter()
        for _ in range(int(count)):
            steps[name]()
        print(time.perf_counter() - start, flush=True)


main(*sys.argv[1:])
