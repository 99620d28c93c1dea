"""Learning rates, optimiser steps and losses as PyTorch computes them, or from their formulas where it has none.

usage: training.py FOLDER    reads FOLDER/cases.json, writes rates.json, NAME.safetensors for each optimiser, and losses.json
"""
import json
import math
import sys
from pathlib import Path

import torch
from torch.optim import lr_scheduler

from tensor_files import read_safetensors, write_safetensors


def rates(case):
    """The rate of every step."""
    steps, peak = case["steps"], 0.1
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=peak)
    kind, values = case["kind"], case.get("values", {})
    if kind == "one-cycle":
        scheduler = lr_scheduler.OneCycleLR(
            optimizer, max_lr=peak, total_steps=steps, pct_start=values["warmup"], anneal_strategy="linear", cycle_momentum=False,
            div_factor=1 / values["start"], final_div_factor=values["start"] / values["end"])
    else:
        scheduler = {
            "multi-step": lambda: lr_scheduler.MultiStepLR(optimizer, [round(m * steps) for m in values["milestones"]], values["factor"]),
            "cosine": lambda: lr_scheduler.CosineAnnealingLR(optimizer, steps, peak * values["end"]),
            "linear": lambda: lr_scheduler.LinearLR(optimizer, 1, values["end"], steps),
        }[kind]()
    if case["warmup"] > 0:
        # Chained schedulers multiply; closed forms avoid the recursion's rounding.
        warm = [case["start"] + (1 - case["start"]) * min(1, step / (case["warmup"] * steps)) for step in range(steps)]
    found = []
    for step in range(steps):
        found.append(optimizer.param_groups[0]["lr"] * (warm[step] if case["warmup"] > 0 else 1))
        optimizer.step()
        scheduler.step()
    return found


def orthogonal(matrix):
    x = matrix.float()
    x = x / (x.norm() + 1e-7)
    tall = x.size(0) > x.size(1)
    x = x.T if tall else x
    for _ in range(5):
        a = x @ x.T
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.T if tall else x


class Muon:
    def __init__(self, parameters, momentum, decay):
        self.parameters, self.momentum, self.decay = parameters, momentum, decay
        self.buffers = [torch.zeros_like(p) for p in parameters]

    def step(self, rate):
        for p, buffer in zip(self.parameters, self.buffers):
            buffer.mul_(self.momentum).add_(p.grad)
            direction = orthogonal((p.grad + self.momentum * buffer).flatten(1)).view_as(p)
            p.data.mul_(1 - rate * self.decay)
            p.data.add_(direction, alpha=-rate * math.sqrt(max(1, p.size(0) / (p.numel() / p.size(0)))))


def optimise(case, weights):
    """Fifty steps with the gradients cos(0.37 i + 0.11 t + k) of element i of parameter k."""
    names = list(case["parameters"])
    parameters = {name: torch.nn.Parameter(weights[name].double().clone()) for name in names}
    kind, options = case["kind"], case["options"]
    is_matrix = {name: parameters[name].dim() >= 2 for name in names}
    decays = {name: is_matrix[name] or case["decay_norms"] for name in names}
    factor = {name: case["norm_bias_rate"] if name == "bn.bias" else 1 for name in names}
    average = {name: p.detach().clone() for name, p in parameters.items()}
    slow = {name: p.detach().clone() for name, p in parameters.items()}

    groups = []
    for name in names:
        decay = options["weight_decay"] if decays[name] else 0
        p = parameters[name]
        if kind == "muon" and is_matrix[name]:
            groups.append((name, Muon([p], options["momentum"], decay), 0, 1))
        elif kind == "muon":
            groups.append((name, torch.optim.SGD([p], 0.1, options["momentum"], nesterov=True), decay, options["rest_rate"]))
        elif kind == "adamw":
            groups.append((name, torch.optim.AdamW([p], 0.1, (options["beta1"], options["beta2"]), options["epsilon"], decay), 0, 1))
        else:
            decoupled = options["decoupled"]
            groups.append((name, torch.optim.SGD(
                [p], 0.1, options["momentum"], weight_decay=0 if decoupled else decay, nesterov=options["nesterov"]), decay if decoupled else 0, 1))
    for t in range(50):
        rate = 0.05 * (1 + math.cos(math.pi * t / 50)) / 2
        for k, name in enumerate(names):
            p = parameters[name]
            i = torch.arange(p.numel(), dtype=torch.float64)
            p.grad = torch.cos(0.37 * i + 0.11 * t + k).view_as(p)
        if case["clip_norm"] > 0:
            torch.nn.utils.clip_grad_norm_(list(parameters.values()), case["clip_norm"])
        for name, optimizer, decoupled, share in groups:
            own = rate * factor[name] * share
            if isinstance(optimizer, Muon):
                optimizer.step(own)
                continue
            parameters[name].data.mul_(1 - own * decoupled)
            optimizer.param_groups[0]["lr"] = own
            optimizer.step()
        if case["lookahead"] > 0 and (t + 1) % case["lookahead"] == 0:
            for name, p in parameters.items():
                slow[name] += case["lookahead_rate"] * (p.detach() - slow[name])
                p.data.copy_(slow[name])
        for name, p in parameters.items():
            average[name] = case["ema"] * average[name] + (1 - case["ema"]) * p.detach()
    return {**{name: p.detach() for name, p in parameters.items()}, **{"average." + name: value for name, value in average.items()}}


def loss(case):
    """Cross-entropy with soft targets, and its gradient's norm."""
    n, classes = 6, 5
    logits = torch.sin(torch.arange(n * classes, dtype=torch.float64)).view(n, classes).mul_(3).requires_grad_()
    labels = torch.arange(n) * 2 % classes
    targets = torch.nn.functional.one_hot(labels, classes).double()
    if case["share"] < 1:
        targets = case["share"] * targets + (1 - case["share"]) * targets.roll(1, 0)
    smoothing = case["smoothing"]
    targets = (1 - smoothing) * targets + smoothing / classes
    value = -(targets * torch.log_softmax(logits, 1)).sum(1).mean()
    value.backward()
    return [value.item(), *logits.grad.flatten().tolist()]


def main(folder):
    cases = json.loads((folder / "cases.json").read_text())
    weights = read_safetensors(folder / "weights.safetensors")
    (folder / "rates.json").write_text(json.dumps([rates(case) for case in cases["rates"]]))
    for case in cases["optimizers"]:
        write_safetensors(folder / f"{case['name']}.safetensors", optimise(case, weights))
    (folder / "losses.json").write_text(json.dumps([loss(case) for case in cases["losses"]]))


main(Path(sys.argv[1]))
