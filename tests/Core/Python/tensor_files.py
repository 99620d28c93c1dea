"""Safetensors files, read and written with the standard library and NumPy, so that nothing but PyTorch has to be installed."""
import json

import numpy as np
import torch

NUMPY = {"F32": np.float32, "F64": np.float64, "I64": np.int64, "U8": np.uint8}
NAMES = {torch.float32: "F32", torch.float64: "F64", torch.int64: "I64"}


def read_safetensors(path):
    """A copy of every tensor of the file, by name."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        body = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        array = np.frombuffer(body[start:end], dtype=NUMPY[entry["dtype"]]).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(array.copy())
    return tensors


def write_safetensors(path, tensors):
    """Writes them without a second copy of everything in memory: some networks have 50 million gradients."""
    arrays = {name: tensor.detach().contiguous().numpy() for name, tensor in tensors.items()}
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = {
            "dtype": NAMES[tensors[name].dtype],
            "shape": list(array.shape),
            "data_offsets": [offset, offset + array.nbytes],
        }
        offset += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for array in arrays.values():
            file.write(array.data)
