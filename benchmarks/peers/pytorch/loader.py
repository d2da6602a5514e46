"""PIL's and torch's side of benchmarks/data/loader.ts: prints {case: images a second} as JSON."""

import argparse
import json
import os
import time
from pathlib import Path

import numpy
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset

BATCH = 8
IMAGES = int(os.environ.get("COTRAIN_LOADER_IMAGES", 104))
CASES = {"360x640": (640, 360), "720x1280": None}  # (width, height), as PIL has it
MEAN = torch.tensor([0.485, 0.456, 0.406])[:, None, None]  # [3, 1, 1]
STD = torch.tensor([0.229, 0.224, 0.225])[:, None, None]


class Frames(Dataset):
    """The steps of torchvision's Resize, ToTensor and Normalize."""

    def __init__(self, folder, size, length):
        self.files = sorted(Path(folder).glob("*.jpg"))
        self.size = size
        self.length = length

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        with Image.open(self.files[index % len(self.files)]) as file:
            image = file.convert("RGB")
        if self.size is not None:
            image = image.resize(self.size, Image.Resampling.BILINEAR)
        pixels = torch.from_numpy(numpy.array(image))  # [H, W, 3]
        values = pixels.permute(2, 0, 1).contiguous().to(torch.float32).div_(255)  # [3, H, W]
        return values.sub_(MEAN).div_(STD)


def throughput(folder, size, workers):
    begin = None
    images = -BATCH
    for batch in DataLoader(Frames(folder, size, IMAGES), batch_size=BATCH, num_workers=workers):
        images += len(batch)
        if begin is None:
            begin = time.perf_counter()
    return images / (time.perf_counter() - begin)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--dump", help="write the first batch of --case as raw float32, and measure nothing")
    parser.add_argument("--case", choices=CASES)
    arguments = parser.parse_args()
    if arguments.dump:
        frames = Frames(arguments.folder, CASES[arguments.case], BATCH)
        torch.stack([frames[i] for i in range(BATCH)]).numpy().tofile(arguments.dump)
        return
    results = {}
    for name, size in CASES.items():
        for workers in (0, 1, 2):
            label = f"{name}, {workers} worker{'' if workers == 1 else 's'}"
            results[label] = throughput(arguments.folder, size, workers)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
