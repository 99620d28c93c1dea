#!/usr/bin/env python3
"""One image file as torchvision's datasets and transforms see it.

    folder.py IMAGE OUT SIDE TOP LEFT ROWS COLUMNS

OUT receives `crop` (the part scaled to SIDE x SIDE) and `middle` (for evaluation), both [H, W, 3] of whole numbers.
"""
import sys

import numpy as np
import torch
from torchvision.datasets.folder import default_loader
from torchvision.transforms import functional as F

from tensor_files import write_safetensors


def main():
    image = default_loader(sys.argv[1])
    side, top, left, rows, columns = (int(text) for text in sys.argv[3:])
    results = {
        "crop": F.resized_crop(image, top, left, rows, columns, [side, side]),
        "middle": F.center_crop(F.resize(image, side * 256 // 224), [side, side]),
    }
    write_safetensors(sys.argv[2], {name: torch.from_numpy(np.array(picture)).float() for name, picture in results.items()})


if __name__ == "__main__":
    main()
