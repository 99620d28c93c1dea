"""Compares exported modules with torchvision's implementations of the same networks, which know nothing about this project.

usage: published.py FOLDER, where FOLDER holds pairs.json: a list of {"file", "class", "published", "input"}.
Writes one line of JSON per pair: its published name, both numbers of parameters and the largest relative difference of logits
in evaluation, and with batch normalisation in training. Weights are copied in the order in which layers run.
"""
import importlib.util
import json
import sys
from pathlib import Path

import torch
import torchvision
from torch import nn

from twin import skip_initialisation


def densenet_bc_100():
    """torchvision's DenseNet behind the paper's stem for 32x32 images."""
    net = torchvision.models.DenseNet(growth_rate=12, block_config=(16, 16, 16), num_init_features=24, num_classes=10)
    net.features.conv0 = nn.Conv2d(3, 24, 3, padding=1, bias=False)
    net.features.norm0 = net.features.relu0 = net.features.pool0 = nn.Identity()
    return net


def resnet_18_cifar():
    """torchvision's ResNet-18 behind a 3x3 stem without pooling."""
    net = torchvision.models.resnet18(num_classes=10)
    net.conv1 = nn.Conv2d(3, 64, 3, padding=1, bias=False)
    net.maxpool = nn.Identity()
    return net


OWN = {"densenet_bc_100": densenet_bc_100, "resnet_18_cifar": resnet_18_cifar}


def states_in_order(net, x):
    """Parameters and running statistics, in the order in which the modules that own them have run."""
    states = []

    def note(module, *_):
        states.extend(t for t in (*module._parameters.values(), *module._buffers.values()) if t is not None and t.dim() > 0)

    hooks = [m.register_forward_hook(note) for m in net.modules() if m._parameters]
    net(x)
    for hook in hooks:
        hook.remove()
    return states


def difference(found, expected):
    return ((found - expected).abs().max() / expected.abs().max()).item()


def compare(folder, pair):
    spec = importlib.util.spec_from_file_location("exported", folder / pair["file"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    ours = getattr(module, pair["class"])().double().eval()
    name = pair["published"]
    theirs = (OWN[name]() if name in OWN else getattr(torchvision.models, name)()).double().eval()
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(4, *pair["input"], generator=generator, dtype=torch.float64)
    with torch.no_grad():
        left, right = states_in_order(theirs, x), states_in_order(ours, x)
        if [t.numel() for t in left] != [t.numel() for t in right]:
            raise SystemExit(f"{name}: the layers that run are not the same")
        for source, target in zip(left, right):
            # Far from the initial values: a scale of 1e-6 would hide a whole branch.
            values = 0.05 * torch.randn(source.shape, generator=generator, dtype=torch.float64)
            if source.dim() != 2 and source.dim() != 4:
                values = values.abs() + 0.5
            source.copy_(values)
            target.copy_(values.view(target.shape))
        result = {
            "published": name,
            "ours": sum(p.numel() for p in ours.parameters()),
            "theirs": sum(p.numel() for p in theirs.parameters()),
            "eval": difference(ours(x), theirs(x)),
        }
        for net in (ours, theirs):
            for m in net.modules():
                if isinstance(m, nn.BatchNorm2d):
                    m.train()
        result["train"] = difference(ours(x), theirs(x))
    return result


def main():
    torch.set_num_threads(1)
    skip_initialisation()
    folder = Path(sys.argv[1])
    for pair in json.loads((folder / "pairs.json").read_text()):
        print(json.dumps(compare(folder, pair)), flush=True)


if __name__ == "__main__":
    main()
