#!/usr/bin/env python3
"""Operations of augmentations by torchvision: on uint8 tensors and, where Pillow computes the same, on Pillow's images.

    augmentations.py IN OUT

IN holds `images` [N, C, H, W] of uint8 and, for every case, `NAME` with N numbers (for `crop` [N, 4]: top, left, rows, columns).
OUT receives `NAME` and, for `equalize` and such, `pillow.NAME`, [N, C, H, W] of uint8.
"""
import math
import sys

import numpy as np
import torch
from PIL import Image, ImageOps
from torchvision.transforms import functional as F

from tensor_files import read_safetensors, write_safetensors

CALLS = {
    "auto-contrast": lambda x, _: F.autocontrast(x),
    "equalize": lambda x, _: F.equalize(x),
    "rotate": lambda x, v: F.rotate(x, v),
    "solarize": lambda x, v: F.solarize(x, v),
    "colour": lambda x, v: F.adjust_saturation(x, v),
    "posterize": lambda x, v: F.posterize(x, int(v)),
    "contrast": lambda x, v: F.adjust_contrast(x, v),
    "brightness": lambda x, v: F.adjust_brightness(x, v),
    "sharpness": lambda x, v: F.adjust_sharpness(x, v),
    "shear-x": lambda x, v: F.affine(x, 0.0, [0, 0], 1.0, [math.degrees(math.atan(v)), 0.0], center=[0, 0]),
    "shear-y": lambda x, v: F.affine(x, 0.0, [0, 0], 1.0, [0.0, math.degrees(math.atan(v))], center=[0, 0]),
    "translate-x": lambda x, v: F.affine(x, 0.0, [int(v), 0], 1.0, [0.0, 0.0]),
    "translate-y": lambda x, v: F.affine(x, 0.0, [0, int(v)], 1.0, [0.0, 0.0]),
    "crop": lambda x, v: F.resized_crop(x, *(int(n) for n in v), list(x.shape[-2:]), antialias=False),
}
PILLOW = {"equalize": ImageOps.equalize, "auto-contrast": ImageOps.autocontrast}


def main():
    inputs = read_safetensors(sys.argv[1])
    images = inputs["images"]
    results = {}
    for name, call in CALLS.items():
        results[name] = torch.stack([call(x, v.tolist()) for x, v in zip(images, inputs[name])])
    for name, call in PILLOW.items():
        pictures = [np.asarray(call(Image.fromarray(x.permute(1, 2, 0).numpy()))) for x in images]
        results[f"pillow.{name}"] = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2)
    write_safetensors(sys.argv[2], {name: tensor.to(torch.float32) for name, tensor in results.items()})


if __name__ == "__main__":
    main()
