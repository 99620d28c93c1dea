#!/usr/bin/env python3
"""Every operation of generated code without a kernel of its own, written from its formula in plain PyTorch.

    operations.py OUT

OUT receives, as safetensors, for every shape, type and operation the results `TYPE/SHAPE/OPERATION/y` and the gradients
`.../x`, `.../other`, `.../weight`, `.../bias` of sum(y * r), and what they were computed from: `TYPE/SHAPE/NAME` for x, other,
weight, bias, taps, shift and `TYPE/SHAPE/OPERATION/r`.
"""
import math
import sys

import torch

from tensor_files import NAMES, write_safetensors

SHAPES = [(2, 12, 5, 4), (3, 8, 1, 1), (1, 4, 3, 7), (2, 16, 8, 8), (3, 20, 1, 6)]


def per_channel(v):
    return v[None, :, None, None]


def normalise(x, dims, eps):
    mean = x.mean(dims, keepdim=True)
    return (x - mean) / ((x - mean).square().mean(dims, keepdim=True) + eps).sqrt()


def group_norm(i, groups, eps):
    n, c, h, w = i.x.shape
    y = normalise(i.x.reshape(n, groups, c // groups, h, w), (2, 3, 4), eps).reshape(n, c, h, w)
    return y * per_channel(i.weight) + per_channel(i.bias)


def channel_conv(x, taps, shift):
    """y[c] = sum over k of taps[k] * x[c + k - K // 2], zero outside."""
    count, channels = taps.shape[-1], x.shape[1]
    rows = []
    for c in range(channels):
        sources = [(k, c + k - count // 2) for k in range(count)]
        rows.append(sum(taps[0, 0, k] * x[:, s] for k, s in sources if 0 <= s < channels) + shift[0])
    return torch.stack(rows, 1)


def softmax(x, dims):
    e = (x - x.amax(dims, keepdim=True).detach()).exp()
    return e / e.sum(dims, keepdim=True)


def shuffle(x, groups):
    size = x.shape[1] // groups
    y = [None] * x.shape[1]
    for g in range(groups):
        for i in range(size):
            y[i * groups + g] = x[:, g * size + i]
    return torch.stack(y, 1)


def nearest(x, rows, columns):
    h, w = x.shape[2:]
    return x[:, :, [i * h // rows for i in range(rows)]][:, :, :, [i * w // columns for i in range(columns)]]


def linear_weights(size, wanted, dtype):
    """Row i: the share of every input in output i, half-pixel centres."""
    weights = torch.zeros(wanted, size, dtype=dtype)
    for i in range(wanted):
        at = max((i + 0.5) * size / wanted - 0.5, 0)
        low = min(int(at), size - 1)
        high = min(low + 1, size - 1)
        weights[i, low] += 1 - (at - low)
        weights[i, high] += at - low
    return weights


def bilinear(x, rows, columns):
    h, w = x.shape[2:]
    down, right = linear_weights(h, rows, x.dtype), linear_weights(w, columns, x.dtype)
    return torch.einsum("ih,nchw,jw->ncij", down, x, right)


OPERATIONS = {
    "layer-norm": lambda i: normalise(i.x, (1,), 1e-6) * per_channel(i.weight) + per_channel(i.bias),
    "group-norm": lambda i: group_norm(i, 4, 1e-5),
    "group-norm of one group": lambda i: group_norm(i, 1, 1e-3),
    "scale": lambda i: i.x * per_channel(i.weight),
    "channel-conv": lambda i: channel_conv(i.x, i.taps, i.shift),
    "relu6": lambda i: torch.where(i.x > 6, torch.full_like(i.x, 6), torch.where(i.x > 0, i.x, torch.zeros_like(i.x))),
    "leaky-relu": lambda i: torch.where(i.x > 0, i.x, 0.2 * i.x),
    "gelu": lambda i: i.x * 0.5 * (1 + torch.erf(i.x / math.sqrt(2))),
    "silu": lambda i: i.x / (1 + (-i.x).exp()),
    "hard-swish": lambda i: torch.where(i.x > 3, i.x, torch.where(i.x > -3, i.x * (i.x + 3) / 6, torch.zeros_like(i.x))),
    # PyTorch's own: its gradient is the float32 value of 1/6, whatever the type.
    "hard-sigmoid": lambda i: torch.nn.functional.hardsigmoid(i.x),
    "softmax over channels": lambda i: softmax(i.x, (1,)),
    "softmax over positions": lambda i: softmax(i.x, (2, 3)),
    "global-max-pool": lambda i: i.x.flatten(2).max(2).values[:, :, None, None],
    "global-sum-pool": lambda i: i.x.flatten(2).sum(2)[:, :, None, None],
    "channel-mean": lambda i: sum(i.x.unbind(1))[:, None] / i.x.shape[1],
    "channel-max": lambda i: i.x.max(1).values[:, None],
    "channel-shuffle": lambda i: shuffle(i.x, 4),
    "resize nearest, larger": lambda i: nearest(i.x, 2 * i.x.shape[2], 3 * i.x.shape[3]),
    "resize nearest, odd": lambda i: nearest(i.x, 7, 3),
    "resize bilinear, larger": lambda i: bilinear(i.x, 2 * i.x.shape[2], 3 * i.x.shape[3]),
    "resize bilinear, odd": lambda i: bilinear(i.x, 7, 3),
    "maximum": lambda i: torch.where(i.x > i.other, i.x, i.other),
    "add": lambda i: i.x + i.other,
    "add of one position": lambda i: i.x + i.other[:, :, :1, :1].expand_as(i.x),
    "add of one channel": lambda i: i.x + i.other[:, :1].expand_as(i.x),
    "multiply": lambda i: i.x * i.other,
    "multiply by one position": lambda i: i.x * i.other[:, :, :1, :1].expand_as(i.x),
    "multiply by one channel": lambda i: i.x * i.other[:, :1].expand_as(i.x),
}


class Inputs:
    def __init__(self, shape, dtype, generator):
        def draw(*size):
            return torch.randn(size, generator=generator, dtype=torch.float64).to(dtype).requires_grad_()

        n, c, h, w = shape
        self.x = (3 * draw(*shape)).detach().requires_grad_()
        self.other = (3 * draw(*shape)).detach().requires_grad_()
        self.weight, self.bias, self.taps, self.shift = draw(c), draw(c), draw(1, 1, 5), draw(1)


def main(out):
    results = {}
    for dtype in (torch.float32, torch.float64):
        for shape in SHAPES:
            at = f"{NAMES[dtype]}/{'x'.join(map(str, shape))}"
            generator = torch.Generator().manual_seed(5)
            inputs = Inputs(shape, dtype, generator)
            results.update({f"{at}/{name}": tensor for name, tensor in vars(inputs).items()})
            for name, operation in OPERATIONS.items():
                y = operation(inputs)
                r = torch.randn(y.shape, generator=generator, dtype=torch.float64).to(dtype)
                leaves = vars(inputs)
                gradients = torch.autograd.grad((y * r).sum(), list(leaves.values()), allow_unused=True)
                results[f"{at}/{name}/y"], results[f"{at}/{name}/r"] = y, r
                results.update({f"{at}/{name}/{leaf}": g for leaf, g in zip(leaves, gradients) if g is not None})
    write_safetensors(out, results)


if __name__ == "__main__":
    main(*sys.argv[1:])
