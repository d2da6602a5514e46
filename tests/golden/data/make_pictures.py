"""Kinds of pictures that people have, and what PIL reads from them.

python3 make_pictures.py > pictures.json    (numpy, Pillow 12)

`images`: files with the pixels of `exif_transpose(image).convert('RGB')`; null where PIL refuses the file. Two differ from it: of
16-bit grey the upper bytes are wanted, as cv2 reads it, and a PNG without its last rows is refused, however small.
`masks`: files with the ids of `numpy.array(image)`; null for what is no map of ids. All in base64.
"""
import base64
import io
import json
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

W, H = 17, 13
random = np.random.default_rng(0)
y, x = np.mgrid[0:H, 0:W]
pixels = np.stack([x * 14, y * 18, (x + y) * 8], -1) + random.integers(-15, 16, (H, W, 3))
pixels = pixels.clip(0, 255).astype(np.uint8)
photo = Image.fromarray(pixels)
# A profile that changes colours: red and blue are exchanged.
lab = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes())
lab = bytes(lab).replace(b'rXYZ', b'tXYZ', 1).replace(b'bXYZ', b'rXYZ', 1).replace(b'tXYZ', b'bXYZ', 1)


def encode(image, format, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def chunk(name, data):
    return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))


def png(bits, kind, rows, before=b'', interlace=0, parts=1, width=W, height=H):
    packed = zlib.compress(rows)
    size = -(-len(packed) // parts)
    data = b''.join(chunk(b'IDAT', packed[i:i + size]) for i in range(0, len(packed), size))
    header = struct.pack('>IIBBBBB', width, height, bits, kind, 0, 0, interlace)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + before + data + chunk(b'IEND', b'')


def plain(array):
    return b''.join(b'\0' + row.tobytes() for row in array)


def packed(array, bits):
    rows = np.unpackbits(array[..., None], axis=-1)[..., -bits:].reshape(len(array), -1)
    return plain(np.packbits(rows, axis=-1))


def adam7(array):
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    parts = [array[top::down, left::right] for left, top, right, down in passes]
    return b''.join(plain(np.ascontiguousarray(part)) for part in parts if part.size)


def orientation(value):
    exif = Image.Exif()
    exif[0x112] = value
    return exif


def filtered(array):
    """All five filters, in turn."""
    rows, above = [], np.zeros(array.shape[1], int)
    for i, row in enumerate(array.astype(int)):
        left, corner = np.r_[0, row[:-1]], np.r_[0, above[:-1]]
        near = np.abs(np.stack([above - corner, left - corner, left + above - 2 * corner]))
        paeth = np.choose(near.argmin(0), [left, above, corner])
        guess = [0, left, above, (left + above) // 2, paeth][i % 5]
        rows.append(bytes([i % 5]) + ((row - guess) % 256).astype(np.uint8).tobytes())
        above = row
    return b''.join(rows)


jpeg = encode(photo, 'JPEG', quality=90)
sos = jpeg.index(b'\xff\xda')
length = struct.unpack('>H', jpeg[sos + 2:sos + 4])[0]
phone = bytearray(jpeg)
phone[sos + length - 1:sos + length + 1] = b'\0\0'  # of spectral selection
restarts = encode(photo, 'JPEG', restart_marker_blocks=1)
tall = encode(photo.resize((W, 8 * H)), 'JPEG', quality=90)
progressive = encode(photo, 'JPEG', progressive=True)
grey = pixels[..., 0]
deep = pixels.astype(np.uint16) * 257
gamma = chunk(b'gAMA', struct.pack('>I', 100000))
primaries = chunk(b'cHRM', struct.pack('>8I', 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000))
rgba = np.dstack([pixels, 255 - grey])
inks = Image.fromarray(np.dstack([pixels, 255 - grey // 2]), 'CMYK')
picture = encode(photo, 'PNG')

images = {
    **{f'quality {q}': encode(photo, 'JPEG', quality=q) for q in (30, 100)},
    **{f'subsampling {s}': encode(photo, 'JPEG', subsampling=s) for s in (0, 1, 2)},
    'progressive': progressive, 'restart markers': restarts, 'optimised': encode(photo, 'JPEG', optimize=True),
    'grey jpeg': encode(photo.convert('L'), 'JPEG'), 'rgb jpeg': encode(photo, 'JPEG', keep_rgb=True),
    'print colours': encode(photo.convert('CMYK'), 'JPEG'), 'inks': encode(inks, 'JPEG', quality=95),
    'inks with a profile': encode(inks, 'JPEG', icc_profile=lab),
    'jpeg with a profile': encode(photo, 'JPEG', icc_profile=lab), 'png with a profile': encode(photo, 'PNG', icc_profile=lab),
    'webp with a profile': encode(photo, 'WEBP', lossless=True, icc_profile=lab),
    'broken profile': encode(photo, 'JPEG', icc_profile=b'no profile' * 9),
    'phone': bytes(phone), 'bytes between segments': jpeg[:sos] + b'\0\0\0' + jpeg[sos:],
    'bytes at the end': jpeg + b'more' * 20, 'a second picture at the end': jpeg + jpeg,
    'broken exif': jpeg[:2] + b'\xff\xe1' + struct.pack('>H', 20) + b'Exif\0\0' + b'\xff' * 12 + jpeg[2:],
    **{f'orientation {o}': encode(photo, 'JPEG', exif=orientation(o)) for o in range(10)},
    'orientation 6, png': encode(photo, 'PNG', exif=orientation(6)),
    'gamma': png(8, 2, plain(pixels), gamma), 'primaries': png(8, 2, plain(pixels), gamma + primaries),
    'srgb': png(8, 2, plain(pixels), chunk(b'sRGB', b'\0')), 'grey gamma': png(8, 0, plain(grey), gamma),
    'alpha': encode(Image.fromarray(rgba), 'PNG'), 'grey alpha': encode(Image.fromarray(rgba[..., 2:]), 'PNG'),
    'colour key': png(8, 2, plain(pixels), chunk(b'tRNS', struct.pack('>3H', *map(int, pixels[0, 0])))),
    'palette': encode(photo.quantize(40), 'PNG'), 'clear palette': encode(photo.quantize(9), 'PNG', transparency=bytes(9)),
    'two colours': encode(photo.quantize(2), 'PNG', bits=1), 'black and white': encode(photo.convert('1'), 'PNG'),
    'grey of 2 bits': png(2, 0, packed(grey >> 6, 2)), 'grey of 4 bits': png(4, 0, packed(grey >> 4, 4)),
    '16 bits': png(16, 2, plain(deep.astype('>u2'))), '16-bit grey': png(16, 0, plain(deep[..., 0].astype('>u2'))),
    'interlaced': png(8, 2, adam7(pixels), interlace=1), 'in parts': png(8, 2, plain(pixels), parts=5),
    'bytes behind a png': picture + b'more', 'no end': picture[:-12], 'rows too many': png(8, 2, plain(pixels) + bytes(400)),
    'jpeg cut': jpeg[:-40], 'half a jpeg': jpeg[:-len(jpeg) // 8], 'jpeg without an end': jpeg[:-2],
    'half a progressive jpeg': progressive[:-len(progressive) // 5], 'restart markers cut': restarts[:-40],
    'jpeg cut and closed': tall[:-len(tall) // 4] + jpeg[-2:], 'head of a jpeg': jpeg[:300],
    'png cut': picture[:-40], 'half a png': picture[:len(picture) // 2],
    'rows too few': png(8, 2, plain(pixels[:5])), 'no image': b'hello', 'nothing': b'',
}

ids = (grey // 13).astype(np.uint8)
ids[0, 0] = 255
mask = encode(Image.fromarray(ids), 'PNG')
indexed = Image.fromarray(ids, 'P')
indexed.putpalette(random.integers(0, 256, 768).tolist())
grey_profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
masks = {
    'grey': mask, 'filters': png(8, 0, filtered(ids)), 'interlaced': png(8, 0, adam7(ids), interlace=1),
    'interlaced and narrow': png(8, 0, adam7(ids[:, :3]), interlace=1, width=3),
    'profile': encode(Image.fromarray(ids), 'PNG', icc_profile=grey_profile),
    'gamma': png(8, 0, plain(ids), gamma), 'colour key': png(8, 0, plain(ids), chunk(b'tRNS', b'\0\1')),
    'orientation': encode(Image.fromarray(ids), 'PNG', exif=orientation(6)),
    'palette': encode(indexed, 'PNG', bits=8), 'clear palette': encode(indexed, 'PNG', transparency=bytes(256)),
    **{f'palette of {b} bits': png(b, 3, packed(ids % 2**b, b), chunk(b'PLTE', random.bytes(3 * 2**b))) for b in (1, 2, 4)},
    'interlaced palette of 8 bits': png(8, 3, adam7(ids), chunk(b'PLTE', random.bytes(768)), interlace=1),
    'black and white': encode(Image.fromarray(ids % 2 == 1), 'PNG'),
    '16 bits': png(16, 0, plain(ids.astype('>u2'))),
    'in parts': png(8, 0, plain(ids), parts=4), 'no end': mask[:-12], 'bytes at the end': mask + b'more',
    'grey of 2 bits': png(2, 0, packed(ids % 4, 2)), 'grey of 4 bits': png(4, 0, packed(ids % 16, 4)),
    '16 bits beyond 255': png(16, 0, plain((ids.astype(np.uint16) * 200).astype('>u2'))),
    'grey alpha': encode(Image.fromarray(rgba[..., 2:]), 'PNG'), 'colours': picture, 'colours with alpha': encode(Image.fromarray(rgba), 'PNG'),
    'cut': mask[:-60], 'rows too few': png(8, 0, plain(ids[:5])), 'jpeg': encode(Image.fromarray(ids), 'JPEG'),
    'huge': png(8, 0, plain(ids), width=30000, height=30000), 'large': png(8, 0, plain(ids), width=16000, height=16000),
    'broken header': mask[:20] + b'\1' + mask[21:], 'nothing': b'',
}
NO_IDS = {'grey of 2 bits', 'grey of 4 bits', '16 bits beyond 255', 'grey alpha', 'colours', 'colours with alpha', 'jpeg', 'huge', 'large', 'rows too few'}


def text(data):
    return base64.b64encode(data).decode()


def upright(name, file):
    if name == 'rows too few':
        return None
    try:
        image = ImageOps.exif_transpose(Image.open(io.BytesIO(file)))
        rgb = np.asarray(image) >> 8 if image.mode == 'I;16' else image.convert('RGB')
        rgb = np.asarray(rgb, np.uint8)
    except (OSError, SyntaxError):
        return None
    rgb = rgb if rgb.ndim == 3 else rgb[..., None].repeat(3, -1)
    return {'width': rgb.shape[1], 'height': rgb.shape[0], 'data': text(rgb.tobytes())}


def numbers(name, file):
    if name in NO_IDS:
        return None
    try:
        found = np.asarray(Image.open(io.BytesIO(file)))
    except (OSError, SyntaxError):
        return None
    return {'width': found.shape[1], 'height': found.shape[0], 'data': text(found.astype(np.uint8).tobytes())}


print(json.dumps({
    'images': {name: {'file': text(file), 'pixels': upright(name, file)} for name, file in images.items()},
    'masks': {name: {'file': text(file), 'ids': numbers(name, file)} for name, file in masks.items()},
}, indent=1))
