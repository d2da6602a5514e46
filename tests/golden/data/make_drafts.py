"""JPEGs that PIL decodes at a fraction of their size.

python3 make_drafts.py > drafts.json    (numpy, Pillow 12)

Each has the file, the size (width, height) that was asked for, and the pixels of `draft('RGB', size)` as RGB, upright, in base64.
"""
import base64
import io
import json

import numpy as np
from PIL import Image, ImageOps

random = np.random.default_rng(0)


def photo(width, height):
    y, x = np.mgrid[0:height, 0:width]
    pixels = np.stack([x * 200 // width, y * 200 // height, 100 + 80 * np.sin(x / 5) * np.cos(y / 7)], -1)
    return Image.fromarray((pixels + random.integers(-20, 21, pixels.shape)).clip(0, 255).astype(np.uint8))


def base64_of(data):
    return base64.b64encode(data).decode()


def encode(image, **options):
    file = io.BytesIO()
    image.save(file, "JPEG", **{"quality": 90, **options})
    return file.getvalue()


turned = Image.Exif()
turned[0x0112] = 6
image = photo(64, 48)
CASES = {
    "4:4:4 at a half": (encode(image, subsampling=0), (32, 24)),
    "4:2:0 at a half": (encode(image, subsampling=2), (20, 20)),
    "4:2:2 at a quarter": (encode(image, subsampling=1), (16, 11)),
    "4:2:0 at an eighth": (encode(image, subsampling=2), (1, 1)),
    "a size above a half": (encode(image, subsampling=0), (33, 24)),
    "grey": (encode(image.convert("L")), (30, 20)),
    "progressive": (encode(image, subsampling=2, progressive=True), (32, 24)),
    "turned by its EXIF data": (encode(image, subsampling=0, exif=turned), (32, 24)),
    "CMYK": (encode(image.convert("CMYK")), (32, 24)),
}

found = {}
for name, (file, size) in CASES.items():
    opened = Image.open(io.BytesIO(file))
    opened.draft("RGB", size)
    pixels = ImageOps.exif_transpose(opened).convert("RGB")
    found[name] = {
        "file": base64_of(file),
        "asked": size,
        "pixels": {"width": pixels.width, "height": pixels.height, "data": base64_of(pixels.tobytes())},
    }
print(json.dumps(found, indent=1))
