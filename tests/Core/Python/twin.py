#!/usr/bin/env python3
"""The other side of the twin parity tests: runs exported Python modules, one request after another.

Every line of standard input is a request in JSON, every line of standard output its answer:

    {"do": "check", "source": FILE}                   does it parse; its docstrings; its syntax tree without them
    {"do": "run", "source": FILE, "class": NAME, "batch": 2, "input": [3, 32, 32], "single": true, "out": FILE}
    {"do": "saliency", "source": FILE, "class": NAME, "layer": PATH, "batch": 2, "input": [3, 32, 32], "out": FILE}
    {"do": "fold", "source": FILE, "folded": FILE, "weights": FILE, "class": NAME, "batch": 1, "input": [3, 32, 32]}

A run builds the network, gives every state-dict entry the values of the formula (see FormulaWeights.cs, the same in C#), and
writes to OUT, as safetensors: `eval.logits` (running statistics), `train.logits` (batch-norm alone in training mode, so that
dropout is inactive), `grad.NAME` for every parameter and `after.NAME` for every running statistic, all in float64; with "single"
also `single.eval.logits` and `single.train.logits` in float32. The answer holds the twin's own parameter count and its state
dict's names and shapes. With "state", a list of names and shapes, the module's own entries are renamed and reshaped to these, in
order: how a module that was written by hand (blocks.py) is compared with one that calls its layers otherwise.

A saliency request writes the maps of saliency.py at a layer, in float64, by method.

A fold gives the module in SOURCE the values of the formula, the one in FOLDED those of the safetensors file WEIGHTS, and answers
by how much their logits differ in evaluation, in float64 and in float32, relative to the largest logit.
"""
import ast
import importlib.util
import json
import sys
import time

import numpy as np
import torch

from saliency import maps_of
from tensor_files import read_safetensors, write_safetensors


def skip_initialisation():
    """Every tensor is overwritten anyway: drawing millions of random numbers first would take most of the time."""
    for name in ("normal_", "trunc_normal_", "uniform_", "kaiming_normal_", "kaiming_uniform_", "xavier_uniform_"):
        setattr(torch.nn.init, name, lambda tensor, *args, **kwargs: tensor)


def uniform(name, count):
    """FNV-1a of the name, then the finaliser of MurmurHash3 over hash + index: exact in every language."""
    seed = 2166136261
    for byte in name.encode():
        seed = ((seed ^ byte) * 16777619) & 0xFFFFFFFF
    x = np.arange(count, dtype=np.uint32) + np.uint32(seed)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        x ^= x >> np.uint32(shift)
        x *= np.uint32(factor)
    x ^= x >> np.uint32(16)
    return (x.astype(np.float64) + 0.5) / 4294967296.0


def formula(name, shape):
    if name.endswith("num_batches_tracked"):
        return torch.zeros((), dtype=torch.int64)
    u = uniform(name, int(np.prod(shape)))
    if name.endswith("running_var") or name.endswith(".weight") and len(shape) == 1:
        u = 0.5 + u
    elif len(shape) == 1:
        u = (u - 0.5) * 0.4
    else:
        u = (u - 0.5) * (12.0 / int(np.prod(shape[1:]))) ** 0.5
    return torch.from_numpy(u.reshape(shape))


def images(batch, shape):
    return torch.from_numpy((uniform("images", batch * int(np.prod(shape))) - 0.5).reshape(batch, *shape) * 3.4)


def loss_weights(shape):
    return torch.from_numpy(((uniform("loss", int(np.prod(shape))) - 0.5) * 2.0).reshape(shape))


def load(source):
    spec = importlib.util.spec_from_file_location("twin_under_test", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fill(model, state):
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            tensor.copy_(state[name])


def train_batch_norm(model):
    model.eval()
    for layer in model.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            layer.train()


def renamed(model, entries):
    """The name and shape that each of the module's own entries has on the other side."""
    own = model.state_dict()
    if entries is None:
        return {name: (name, tuple(tensor.shape)) for name, tensor in own.items()}
    if len(own) != len(entries):
        raise ValueError(f"{len(own)} entries here, {len(entries)} there")
    for (name, tensor), (other, shape) in zip(own.items(), entries):
        if tensor.numel() != int(np.prod(shape)):
            raise ValueError(f"{name} is {tuple(tensor.shape)} here, {other} is {tuple(shape)} there")
    return {name: (other, tuple(shape)) for name, (other, shape) in zip(own, entries)}


def run(request):
    start = time.monotonic()
    model = getattr(load(request["source"]), request["class"])().double()
    names = renamed(model, request.get("state"))
    state = {name: formula(*names[name]).reshape(tensor.shape) for name, tensor in model.state_dict().items()}
    fill(model, state)
    x, results = images(request["batch"], request["input"]), {}
    model.eval()
    with torch.no_grad():
        results["eval.logits"] = model(x)
    train_batch_norm(model)
    logits = model(x)
    results["train.logits"] = logits
    (logits * loss_weights(logits.shape)).sum().backward()
    for name, parameter in model.named_parameters():
        other, shape = names[name]
        results["grad." + other] = torch.zeros(0) if parameter.grad is None else parameter.grad.reshape(shape)
    results.update({f"after.{names[name][0]}": tensor for name, tensor in model.named_buffers()})
    if request["single"]:
        # The code below changes gradients and statistics in place.
        results = {name: tensor.detach().clone() for name, tensor in results.items()}
        model.float()
        fill(model, state)
        x = x.float()
        with torch.no_grad():
            results["single.train.logits"] = model(x)
            fill(model, state)
            model.eval()
            results["single.eval.logits"] = model(x)
    write_safetensors(request["out"], results)
    return {
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "state": {name: list(tensor.shape) for name, tensor in state.items()},
        "seconds": round(time.monotonic() - start, 3),
    }


def fold(request):
    start = time.monotonic()
    plain, folded = (getattr(load(request[key]), request["class"])().double().eval() for key in ("source", "folded"))
    fill(plain, {name: formula(name, tuple(tensor.shape)) for name, tensor in plain.state_dict().items()})
    folded.load_state_dict(read_safetensors(request["weights"]))
    x, answer = images(request["batch"], request["input"]), {}
    for dtype in (torch.float64, torch.float32):
        with torch.no_grad():
            expected, found = (model.to(dtype)(x.to(dtype)).double() for model in (plain, folded))
        answer[str(dtype)[len("torch."):]] = float((found - expected).abs().max() / expected.abs().max())
    answer["left"] = sum(isinstance(layer, torch.nn.BatchNorm2d) for layer in folded.modules())
    answer["seconds"] = round(time.monotonic() - start, 3)
    return answer


def saliency(request):
    model = getattr(load(request["source"]), request["class"])().double().eval()
    fill(model, {name: formula(name, tuple(tensor.shape)) for name, tensor in model.state_dict().items()})
    maps, answers = maps_of(model, request["layer"], images(request["batch"], request["input"]))
    write_safetensors(request["out"], maps)
    return {"answers": answers.tolist()}


def check(request):
    with open(request["source"], encoding="utf-8") as file:
        tree = ast.parse(file.read())
    docstrings = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node, clean=False) is not None:
            docstrings.append(ast.get_docstring(node, clean=False))
            node.body = node.body[1:]
    return {"docstrings": docstrings, "tree": ast.dump(tree)}


def main():
    torch.set_num_threads(1)
    skip_initialisation()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"run": run, "saliency": saliency, "fold": fold, "check": check}[request["do"]](request)
        except Exception as error:  # pylint: disable=broad-except
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
