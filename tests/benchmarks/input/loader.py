#!/usr/bin/env python3
"""torchvision's side of the benchmark: for every line of standard input a pass over that many batches of FOLDER/train; prints images
per second.

    loader.py FOLDER BATCH SIDE
"""
import itertools
import sys
import time

from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

folder, batch, side = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
images = ImageFolder(folder + "/train", transforms.Compose([
    transforms.RandomResizedCrop(side, scale=(0.08, 1)),
    transforms.RandomHorizontalFlip(),
    transforms.ToTensor(),
    transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
]))
loader = DataLoader(images, batch, shuffle=True, num_workers=2, drop_last=True)
for line in sys.stdin:
    start, seen = time.perf_counter(), 0
    for x, _ in itertools.islice(loader, int(line)):
        seen += len(x)
    print(seen / (time.perf_counter() - start), flush=True)
