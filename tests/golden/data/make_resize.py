"""What PIL makes of images and masks when it resizes them.

python3 make_resize.py > resize.json    (numpy, Pillow 12)

Byte i of a source is the top byte of i * 2654435761 mod 2^32, which the test makes again; results are in base64.
"""
import base64
import json

import numpy as np
from PIL import Image

SIZES = [  # from width x height to width x height: up, down, one axis each, by odd factors, to one pixel
    ((32, 32), (40, 40)), ((20, 20), (80, 80)), ((33, 21), (50, 37)), ((40, 30), (13, 9)), ((17, 40), (50, 11)),
    ((40, 17), (11, 50)), ((32, 18), (32, 20)), ((1, 5), (7, 3)), ((29, 31), (1, 1)), ((64, 36), (32, 18)),
]
# Sizes whose pixel centres fall on the edges of input pixels, where rounding decides.
NEAREST = SIZES + [((1280, 3), (800, 2)), ((720, 2), (1184, 5)), ((1242, 2), (2000, 3)), ((7, 7), (14, 21))]


def source(width, height, channels):
    values = np.arange(width * height * channels, dtype=np.uint64) * 2654435761 % 2**32 >> 24
    return values.astype(np.uint8).reshape(height, width, channels).squeeze()


def resized(size, to, channels, kernel):
    image = Image.fromarray(source(*size, channels).reshape(size[1], size[0], *([3] if channels == 3 else [])))
    data = np.asarray(image.resize(to, kernel)).tobytes()
    return {'from': size, 'to': to, 'data': base64.b64encode(data).decode()}


print(json.dumps({
    'bilinear': [resized(size, to, 3, Image.BILINEAR) for size, to in SIZES],
    'nearest': [resized(size, to, 1, Image.NEAREST) for size, to in NEAREST],
}))
