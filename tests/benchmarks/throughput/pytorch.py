"""PyTorch's side of the throughput benchmark: an exported twin, in one setting.

    pytorch.py TWIN.py BATCH CHANNELS,ROWS,COLUMNS CLASSES THREADS float32|bfloat16 default|channels-last

First prints what it runs, as one line of JSON, then answers the commands of Program.cs and one more:
    folded N   N batches in evaluation mode, the batch-norms folded into the convolutions

Trains on one batch that stays in memory, in the network's layout and type, so there is no data pipeline to wait for.
bfloat16 is torch.autocast; folded, the network is bfloat16 throughout, which is faster.
"""
import copy
import importlib.util
import json
import platform
import re
import sys
import time
import warnings

import torch
import torch.nn.functional as F
from torch import nn
from torch.fx.experimental import optimization


def load(path):
    """The network of an exported module: the last class that it defines."""
    spec = importlib.util.spec_from_file_location("twin", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [kind for kind in vars(module).values()
            if isinstance(kind, type) and issubclass(kind, nn.Module) and kind.__module__ == "twin"][-1]()


def clock(step, count):
    start = time.perf_counter()
    for _ in range(count):
        step()
    return time.perf_counter() - start


def frozen(network, images):
    """Constants folded, and with them the batch-norms."""
    with torch.no_grad():
        return torch.jit.freeze(torch.jit.trace(network, images))


def fold(model, images):
    """The fastest of PyTorch's own ways to fold batch-norms on this network and this machine, and its name."""
    network = copy.deepcopy(model).eval().to(images.dtype)
    ways = {
        "fx.experimental.optimization.fuse": lambda: optimization.fuse(network).to(memory_format=torch.channels_last),
        "jit.freeze": lambda: frozen(network, images),
        "jit.optimize_for_inference": lambda: torch.jit.optimize_for_inference(frozen(network, images)),
    }
    seconds = {}
    for name, make in ways.items():
        try:
            folded = make()
            with torch.inference_mode():
                clock(lambda: folded(images), 3)  # the first calls of a traced network compile it
                seconds[name] = (min(clock(lambda: folded(images), 1) for _ in range(3)), folded)
        except RuntimeError as error:
            print(f"throughput: {name} is left out: {str(error).strip().splitlines()[-1]}", file=sys.stderr)
    name = min(seconds, key=lambda way: seconds[way][0])
    return name, seconds[name][1]


def versions():
    onednn = re.search(r"(?:oneDNN|MKL-DNN) v([\d.]+)", torch.__config__.show())
    return {"PyTorch": torch.__version__, "its oneDNN": onednn[1] if onednn else "unknown", "Python": platform.python_version()}


def main(twin, batch, shape, classes, threads, precision, layout):
    warnings.filterwarnings("ignore")
    torch.set_num_threads(int(threads))
    model, half = load(twin), precision == "bfloat16"
    images = torch.randn(int(batch), *map(int, shape.split(",")), dtype=torch.bfloat16 if half else torch.float32)
    labels = torch.randint(0, int(classes), (int(batch),))
    if layout == "channels-last":
        model = model.to(memory_format=torch.channels_last)
        images = images.contiguous(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), 0.01, 0.9, nesterov=True, weight_decay=5e-4)
    # A twin's linear layers are float32 and do not accept bfloat16: autocast is on whenever the images are bfloat16.
    autocast = torch.autocast("cpu", dtype=torch.bfloat16, enabled=half)

    def step():
        optimizer.zero_grad(set_to_none=True)
        with autocast:
            loss = F.cross_entropy(model(images).float(), labels)
        loss.backward()
        optimizer.step()

    def forward():
        with autocast:
            model(images)

    def train(count):
        model.train()
        return clock(step, count)

    def infer(count):
        model.eval()
        with torch.inference_mode():
            forward()
            return clock(forward, count)

    ready = []

    def folded(count):
        if not ready:
            name, network = fold(model, images)
            print(f"throughput: {layout} {precision}, batch-norm folded by torch.{name}", file=sys.stderr)
            ready.append(network)
        with torch.inference_mode():
            ready[0](images)
            return clock(lambda: ready[0](images), count)

    commands = {"train": train, "infer": infer, "folded": folded}
    print(json.dumps({"versions": versions(), "parameters": sum(p.numel() for p in model.parameters())}), flush=True)
    for line in sys.stdin:
        name, count = line.split()
        print(commands[name](int(count)), flush=True)


main(*sys.argv[1:])
