#!/usr/bin/env python3
"""The corruptions of CIFAR-10-C with NumPy, SciPy and Pillow, written from their definitions and constants.

    corruptions.py FOLDER...

Each folder holds `images.npy` [N, C, H, W] of uint8, `cases.txt` with a line `NAME SEVERITY` for every case, `uniforms.npy` [cases, N, K] of float64 in [0, 1), the
random numbers that each image may use in order, and `frost.png`. It receives `expected.npy`, [cases, N, C, H, W] of uint8.

Images are [H, W, C] here, with values from 0 to 1. Random numbers are drawn channel by channel.
"""
import io
import math
import sys

import numpy as np
from PIL import Image
from scipy import ndimage


class Draws:
    """Uniform numbers in order, and what is made of them."""

    def __init__(self, numbers):
        self.numbers, self.used = numbers, 0

    def uniform(self, *shape):
        count = math.prod(shape)
        self.used += count
        assert self.used <= len(self.numbers)
        return self.numbers[self.used - count:self.used].reshape(shape)

    def normal(self, *shape):
        """Box and Muller: two uniform numbers for each."""
        pairs = self.uniform(*shape, 2)
        return np.sqrt(-2 * np.log(1 - pairs[..., 0])) * np.cos(2 * np.pi * pairs[..., 1])

    def integer(self, bound):
        return int(self.uniform(1)[0] * bound)


def as_bytes(x):
    return (np.clip(x, 0, 1) * 255).astype(np.uint8)


def channels_last(x):
    return np.moveaxis(x, 0, -1)


def gaussian_noise(x, s, r):
    sigma = [.04, .06, .08, .09, .10][s]
    return x + sigma * channels_last(r.normal(x.shape[2], *x.shape[:2]))


def speckle_noise(x, s, r):
    sigma = [.06, .1, .12, .16, .2][s]
    return x * (1 + sigma * channels_last(r.normal(x.shape[2], *x.shape[:2])))


def impulse_noise(x, s, r):
    amount = [.01, .02, .03, .05, .07][s]
    u = channels_last(r.uniform(x.shape[2], *x.shape[:2]))
    return np.where(u < amount / 2, 1, np.where(u < amount, 0, x))


def smooth(x, sigma):
    return ndimage.gaussian_filter(x, (sigma, sigma, 0), mode="nearest", truncate=4)


def gaussian_blur(x, s, r):
    return smooth(x, [.4, .6, .7, .8, 1][s])


def defocus_blur(x, s, r):
    radius, alias = [(.3, .4), (.4, .5), (.5, .6), (1, .2), (1.5, .1)][s]
    y, z = np.mgrid[-8:9, -8:9]
    disk = (y ** 2 + z ** 2 <= radius ** 2).astype(float)
    bell = np.exp(-np.arange(-1, 2) ** 2 / (2 * alias ** 2))
    bell /= bell.sum()
    kernel = ndimage.convolve(disk / disk.sum(), np.outer(bell, bell), mode="constant")
    return ndimage.correlate(x, kernel[..., None], mode="mirror")


def glass_blur(x, s, r):
    sigma, distance, passes = [(.05, 1, 1), (.25, 1, 1), (.4, 1, 1), (.25, 1, 2), (.4, 1, 2)][s]
    x = as_bytes(smooth(x, sigma)) / 255
    rows, columns = x.shape[:2]
    for _ in range(passes):
        for row in range(rows - distance, distance, -1):
            for column in range(columns - distance, distance, -1):
                dx, dy = r.integer(2 * distance) - distance, r.integer(2 * distance) - distance
                x[row, column] = x[row + dy, column + dx]
    return smooth(x, sigma)


def trail(x, radius, sigma, degrees):
    """A sum of shifted copies, rounded to 8 bits."""
    steps = np.arange(2 * math.ceil(radius) + 1)
    weights = np.exp(-steps ** 2 / (2 * sigma ** 2))
    weights /= weights.sum()
    reach = len(steps)
    wide = np.pad(x, [(reach, reach), (reach, reach)] + [(0, 0)] * (x.ndim - 2), mode="edge")
    total = np.zeros_like(x)
    for step, weight in zip(steps, weights):
        right = math.ceil(step * math.cos(math.radians(degrees)) - .5)
        down = math.ceil(step * math.sin(math.radians(degrees)) - .5)
        total += weight * wide[reach + down:reach + down + x.shape[0], reach + right:reach + right + x.shape[1]]
    return np.round(total * 255) / 255


def motion_blur(x, s, r):
    radius, sigma = [(6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5)][s]
    return trail(x, radius, sigma, -45 + 90 * r.uniform(1)[0])


def magnified(x, factor):
    """SciPy's zoom of the middle, cut to the size of the image."""
    kept = [math.ceil(size / factor) for size in x.shape[:2]]
    top, left = [(size - k) // 2 for size, k in zip(x.shape, kept)]
    big = ndimage.zoom(x[top:top + kept[0], left:left + kept[1]], (factor, factor) + (1,) * (x.ndim - 2), order=1)
    top, left = [(b - size) // 2 for b, size in zip(big.shape[:2], x.shape)]
    return big[top:top + x.shape[0], left:left + x.shape[1]]


def zoom_blur(x, s, r):
    factors = np.arange(1, [1.06, 1.11, 1.16, 1.21, 1.26][s], .01)
    return (x + sum(magnified(x, factor) for factor in factors)) / (len(factors) + 1)


def luma(x):
    return x[..., :1] if x.shape[2] == 1 else (x @ [.299, .587, .114])[..., None]


def snow(x, s, r):
    mean, sd, zoom, threshold, radius, sigma, mix = [
        (.1, .2, 1, .6, 8, 3, .95), (.1, .2, 1, .5, 10, 4, .9), (.15, .3, 1.75, .55, 10, 4, .9), (.25, .3, 2.25, .6, 12, 6, .85),
        (.3, .3, 1.25, .65, 14, 12, .8)][s]
    layer = magnified(mean + sd * r.normal(*x.shape[:2]), zoom)
    layer[layer < threshold] = 0
    layer = trail(as_bytes(layer) / 255, radius, sigma, -135 + 90 * r.uniform(1)[0])[..., None]
    return mix * x + (1 - mix) * np.maximum(x, 1.5 * luma(x) + .5) + layer + layer[::-1, ::-1]


def frost(x, s, r):
    image, weight = [(1, .2), (1, .3), (.9, .4), (.85, .4), (.75, .45)][s]
    photograph = np.asarray(Image.open(FROST).convert("RGB")) / 255
    # A fifth of the size, linear between pixels: the pixel in the middle of each 5 x 5.
    photograph = photograph[2::5, 2::5]
    r.uniform(1)
    rows, columns = x.shape[:2]
    top = r.integer(photograph.shape[0] - rows + 1)
    left = r.integer(photograph.shape[1] - columns + 1)
    part = photograph[top:top + rows, left:left + columns]
    return image * x + weight * (part if x.shape[2] == 3 else luma(part))


def plasma(side, decay, r):
    grid = np.zeros((side, side))
    wibble, step = 100.0, side
    while step >= 2:
        half = step // 2
        corners = grid[::step, ::step].copy()
        n = side // step

        def wobble():
            return wibble * (2 * wibble * r.uniform(n, n) - wibble)

        middle = (corners + np.roll(corners, -1, 0) + np.roll(corners, -1, 1) + np.roll(corners, (-1, -1), (0, 1))) / 4 + wobble()
        grid[half::step, half::step] = middle
        grid[::step, half::step] = (middle + np.roll(middle, 1, 0) + corners + np.roll(corners, -1, 1)) / 4 + wobble()
        grid[half::step, ::step] = (middle + np.roll(middle, 1, 1) + corners + np.roll(corners, -1, 0)) / 4 + wobble()
        step //= 2
        wibble /= decay
    grid -= grid.min()
    return grid / grid.max()


def fog(x, s, r):
    weight, decay = [(.2, 3), (.5, 3), (.75, 2.5), (1, 2), (1.5, 1.75)][s]
    side = 2 ** math.ceil(math.log2(max(x.shape[:2])))
    most = x.max()
    return (x + weight * plasma(side, decay, r)[:x.shape[0], :x.shape[1], None]) * most / (most + weight)


def hsv(x):
    value, least = x.max(-1), x.min(-1)
    spread = value - least
    safe = np.where(spread == 0, 1, spread)
    red, green, blue = np.moveaxis(x, -1, 0)
    hue = np.where(value == red, (green - blue) / safe % 6, np.where(value == green, (blue - red) / safe + 2, (red - green) / safe + 4)) / 6
    return np.where(spread == 0, 0, hue), np.where(value == 0, 0, spread / np.where(value == 0, 1, value)), value


def rgb(hue, saturation, value):
    """Each channel is the value, less a share of the saturation that depends on its distance from the hue."""
    k = (np.stack([hue * 6 + offset for offset in (5, 3, 1)], -1)) % 6
    return value[..., None] * (1 - saturation[..., None] * np.clip(np.minimum(k, 4 - k), 0, 1))


def brightness(x, s, r):
    more = [.05, .1, .15, .2, .3][s]
    if x.shape[2] == 1:
        return np.clip(x + more, 0, 1)
    hue, saturation, value = hsv(x)
    return rgb(hue, saturation, np.clip(value + more, 0, 1))


def saturate(x, s, r):
    factor, shift = [(.3, 0), (.1, 0), (1.5, 0), (2, .1), (2.5, .2)][s]
    hue, saturation, value = hsv(x)
    return rgb(hue, np.clip(saturation * factor + shift, 0, 1), value)


def contrast(x, s, r):
    mean = x.mean((0, 1), keepdims=True)
    return mean + [.75, .5, .4, .3, .15][s] * (x - mean)


def elastic_transform(x, s, r):
    size = min(x.shape[:2])
    alpha, sigma, affine = np.array([(0, 0, .08), (.05, .2, .07), (.08, .06, .06), (.1, .04, .05), (.1, .03, .03)][s]) * size
    half, middle = size // 3, np.array(x.shape[:2]) // 2
    points = np.array([middle + half, [middle[0] + half, middle[1] - half], middle - half], float)
    moved = points + affine * (2 * r.uniform(3, 2) - 1)
    # The map from the moved points, as (x, y, 1), back to the points.
    back = np.linalg.solve(np.column_stack([moved, np.ones(3)]), points)
    rows, columns = np.mgrid[:x.shape[0], :x.shape[1]].astype(float)
    place = np.stack([columns, rows, np.ones_like(rows)], -1) @ back
    x = each_channel(x, lambda plane: ndimage.map_coordinates(plane, [place[..., 1], place[..., 0]], order=1, mode="mirror"))
    dx, dy = [alpha * ndimage.gaussian_filter(2 * r.uniform(*x.shape[:2]) - 1, sigma, mode="reflect", truncate=3) for _ in range(2)]
    return each_channel(x, lambda plane: ndimage.map_coordinates(plane, [rows + dy, columns + dx], order=1, mode="reflect"))


def each_channel(x, change):
    return np.stack([change(x[..., c]) for c in range(x.shape[2])], -1)


def by_pillow(x, change):
    picture = Image.fromarray(as_bytes(x).squeeze())
    return np.asarray(change(picture)).reshape(x.shape) / 255


def pixelate(x, s, r):
    share = [.95, .9, .85, .75, .65][s]
    rows, columns = x.shape[:2]
    return by_pillow(x, lambda p: p.resize((int(columns * share), int(rows * share)), Image.BOX).resize((columns, rows), Image.BOX))


def jpeg_compression(x, s, r):
    def through(picture):
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=[80, 65, 58, 50, 40][s])
        return Image.open(file)
    return by_pillow(x, through)


def corrupt(folder):
    global FROST
    FROST = folder + "/frost.png"
    images = np.load(folder + "/images.npy")
    uniforms = np.load(folder + "/uniforms.npy")
    results = []
    for line, numbers in zip(open(folder + "/cases.txt"), uniforms):
        name, severity = line.split()
        corrupted = [globals()[name](channels_last(image) / 255, int(severity) - 1, Draws(draws)) for image, draws in zip(images, numbers)]
        results.append([np.moveaxis(as_bytes(x), -1, 0) for x in corrupted])
    np.save(folder + "/expected.npy", np.array(results, np.uint8))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        corrupt(name)
