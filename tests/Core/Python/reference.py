#!/usr/bin/env python3
"""Res2Net-29, SE-Res2Net-29 and ResNet-56 in plain PyTorch, written from the papers' equations.

    reference.py MODEL WEIGHTS IN OUT [float32|float64]

WEIGHTS holds a whole state dict, IN holds `images` [N, 3, 32, 32] and `labels` [N], both as safetensors. OUT receives
`eval.logits` (running statistics), `train.logits` and `train.loss` (batch statistics), `grad.NAME` for every parameter,
and `after.NAME` for every state-dict entry after one step of SGD (rate 0.1, Nesterov momentum 0.9, weight decay 5e-4).

Nothing here comes from the compiler: it is the other side of the parity tests. Tensors are taken from the state dict by
name; a name that is never used, or used twice, is an error, so the two sides cannot agree by leaving something out.
"""
import sys

import torch
import torch.nn.functional as F

from tensor_files import read_safetensors, write_safetensors


class State:
    """A state dict whose every entry must be used exactly once per forward."""

    def __init__(self, tensors):
        self.tensors, self.used = tensors, []

    def take(self, name):
        self.used.append(name)
        return self.tensors[name]

    def check(self):
        if sorted(self.used) != sorted(self.tensors):
            wrong = sorted(set(self.used) ^ set(self.tensors)) or "an entry used twice"
            raise SystemExit(f"names that only one side has: {wrong}")
        self.used = []


def conv(s, name, x, stride=1, bias=False):
    weight = s.take(f"{name}.weight")
    return F.conv2d(x, weight, s.take(f"{name}.bias") if bias else None, stride, weight.shape[-1] // 2)


def norm(s, name, x, training):
    gamma, beta = s.take(f"{name}.weight"), s.take(f"{name}.bias")
    mean, var, count = (s.take(f"{name}.{k}") for k in ("running_mean", "running_var", "num_batches_tracked"))
    if training:
        count += 1
    return F.batch_norm(x, mean, var, gamma, beta, training, momentum=0.1, eps=1e-5)


def squeeze_excite(s, name, x):
    """arXiv:1709.01507, equations 2 to 4: x * sigmoid(W2 relu(W1 mean(x)))."""
    z = x.mean((2, 3), keepdim=True)
    return x * torch.sigmoid(conv(s, f"{name}.conv2", F.relu(conv(s, f"{name}.conv1", z, bias=True)), bias=True))


def res2net_block(s, name, x, stride, first, gate, training):
    """arXiv:1904.01169, section 3.1: y1 = x1, y2 = K2(x2), yi = Ki(xi + y(i-1)); no sum in a stage's first block."""
    y = F.relu(norm(s, f"{name}.branch.batch_norm1", conv(s, f"{name}.branch.conv1", x), training))
    x1, *rest = torch.chunk(y, 4, dim=1)
    outputs = [F.avg_pool2d(x1, 3, stride, 1) if first else x1]
    for i, xi in enumerate(rest, start=2):
        if not first and i > 2:
            xi = xi + outputs[-1]
        k = f"{name}.branch.cascade1.split{i}"
        outputs.append(F.relu(norm(s, f"{k}.batch_norm1", conv(s, f"{k}.conv1", xi, stride), training)))
    y = torch.cat(outputs, dim=1)
    if gate:
        y = squeeze_excite(s, f"{name}.branch.concat.se", y)
    y = norm(s, f"{name}.branch.batch_norm2", conv(s, f"{name}.branch.conv2", y), training)
    return F.relu(y + shortcut(s, name, x, stride, x.shape[1] != y.shape[1] or stride != 1, training))


def basic_block(s, name, x, stride, training):
    """arXiv:1512.03385, section 3.3: two 3x3 convolutions and a projection where the shapes differ."""
    y = F.relu(norm(s, f"{name}.branch.batch_norm1", conv(s, f"{name}.branch.conv1", x, stride), training))
    y = norm(s, f"{name}.branch.batch_norm2", conv(s, f"{name}.branch.conv2", y), training)
    return F.relu(y + shortcut(s, name, x, stride, x.shape[1] != y.shape[1] or stride != 1, training))


def shortcut(s, name, x, stride, differs, training):
    if not differs:
        return x
    k = f"{name}.shortcut.projection1"
    return norm(s, f"{k}.batch_norm", conv(s, f"{k}.conv", x, stride), training)


def network(s, x, block, repeat, training):
    x = F.relu(norm(s, "stem.batch_norm1", conv(s, "stem.conv1", x), training))
    for stage in (1, 2, 3):
        for index in range(1, repeat + 1):
            stride = 2 if stage > 1 and index == 1 else 1
            x = block(s, f"stage{stage}.block{index}", x, stride, index == 1, training)
    logits = F.linear(x.mean((2, 3)), s.take("head.linear1.weight"), s.take("head.linear1.bias"))
    s.check()
    return logits


MODELS = {
    "res2net-29": (lambda s, n, x, stride, first, t: res2net_block(s, n, x, stride, first, False, t), 3),
    "se-res2net-29": (lambda s, n, x, stride, first, t: res2net_block(s, n, x, stride, first, True, t), 3),
    "resnet-56": (lambda s, n, x, stride, first, t: basic_block(s, n, x, stride, t), 9),
}


def main(model, weights, given, out, dtype="float32"):
    dtype = getattr(torch, dtype)
    block, repeat = MODELS[model]
    tensors = {k: v.to(dtype) if v.is_floating_point() else v for k, v in read_safetensors(weights).items()}
    parameters = {k: v.requires_grad_() for k, v in tensors.items() if k.endswith((".weight", ".bias"))}
    data = read_safetensors(given)
    images, labels = data["images"].to(dtype), data["labels"]
    state, results = State(tensors), {}

    with torch.no_grad():
        results["eval.logits"] = network(state, images, block, repeat, training=False)
    logits = network(state, images, block, repeat, training=True)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    results["train.logits"], results["train.loss"] = logits, loss
    results.update({f"grad.{k}": v.grad.clone() for k, v in parameters.items()})
    torch.optim.SGD(parameters.values(), lr=0.1, momentum=0.9, weight_decay=5e-4, nesterov=True).step()
    results.update({f"after.{k}": v for k, v in tensors.items()})
    write_safetensors(out, results)


if __name__ == "__main__":
    main(*sys.argv[1:])
