"""PIL's and torch's side of loader/jpegs: images a second."""

import time
from pathlib import Path

import numpy
import PIL
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset

from bench import extra, finish

BATCH = extra["batch"]
IMAGES = extra["images"]
CASES = {  # (width, height), as PIL has it, and whether the draft mode decodes
    "360x640": ((640, 360), False),
    "360x640, scaled decoding": ((640, 360), True),
    "720x1280": (None, False),
}
MEAN = torch.tensor([0.485, 0.456, 0.406])[:, None, None]  # [3, 1, 1]
STD = torch.tensor([0.229, 0.224, 0.225])[:, None, None]


class Frames(Dataset):
    """The steps of torchvision's Resize, ToTensor and Normalize."""

    def __init__(self, folder, size, draft, length):
        self.files = sorted(Path(folder).glob("*.jpg"))
        self.size = size
        self.draft = draft
        self.length = length

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        with Image.open(self.files[index % len(self.files)]) as file:
            if self.draft:
                file.draft("RGB", self.size)
            image = file.convert("RGB")
        if self.size is not None:
            image = image.resize(self.size, Image.Resampling.BILINEAR)
        pixels = torch.from_numpy(numpy.array(image))  # [H, W, 3]
        values = pixels.permute(2, 0, 1).contiguous().to(torch.float32).div_(255)  # [3, H, W]
        return values.sub_(MEAN).div_(STD)


def throughput(folder, size, draft, workers):
    begin = None
    images = -BATCH
    for batch in DataLoader(Frames(folder, size, draft, IMAGES), batch_size=BATCH, num_workers=workers):
        images += len(batch)
        if begin is None:
            begin = time.perf_counter()
    return images / (time.perf_counter() - begin)


def grey_levels(name, images):
    """Means of 4 x 4 blocks of every channel of a normalised batch, as in cases/loader/greyLevels.ts."""
    count, channels, height, width = images.shape
    blocks = images.double().reshape(count, channels, 4, height // 4, 4, width // 4).mean((3, 5))
    levels = blocks * (255 * STD.double()).reshape(1, 3, 1, 1)
    return {
        f"{name}, image {i}, channel {c}, block {y},{x}": levels[i, c, y, x].item()
        for i in range(count)
        for c in range(channels)
        for y in range(4)
        for x in range(4)
    }


def main():
    results, checks = {}, {}
    for name, (size, draft) in CASES.items():
        frames = Frames(extra["frames"], size, draft, BATCH)
        checks |= grey_levels(name, torch.stack([frames[i] for i in range(BATCH)]))
        for workers in extra["workers"]:
            label = f"{name}, {workers} worker{'' if workers == 1 else 's'}"
            results[label] = throughput(extra["frames"], size, draft, workers)
    finish(results, checks, pillow=PIL.__version__, numpy=numpy.__version__)


if __name__ == "__main__":
    main()
