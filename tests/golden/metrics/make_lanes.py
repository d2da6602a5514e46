"""Random lane masks with the BDD100K toolkit's scores, for tests/metrics/lane-metrics.test.ts.

    pip install numpy pillow scikit-image; scalabel and bdd100k on PYTHONPATH
    python tests/golden/metrics/make_lanes.py tests/golden/metrics/lanes.json [CASES]

Each case is a set of frames: bytes of any value, blobs of few classes, or lines as wide as lane markings, with predictions that are moved, torn or
missing. `scores` are the toolkit's, [class, distance], then the means of direction, style and category, then the mean of these, within 1, 2, 5 and 10 pixels;
`thinned` are the same with the skeletons that the toolkit took until its commit f0d0c3d. Masks are bytes, deflated, in base64.
"""
import base64
import json
import logging
import os
import sys
import tempfile
import warnings
import zlib

try:  # scalabel is written for pydantic 1
    import pydantic.v1

    sys.modules["pydantic"] = pydantic.v1
except ImportError:
    pass

import numpy as np
from bdd100k.eval import lane
from PIL import Image, ImageDraw
from skimage.morphology import skeletonize

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
lane.BOUND_PIXELS = [1, 2, 5, 10]
PLAIN = lane.eval_lane_per_threshold
R = np.random.default_rng(11)
MARKS = [0, 2, 3, 4, 6, 7, 16 + 6, 16 + 7, 32, 32 + 16 + 5, 1]


def thinned(gt, pd, pixels):
    return PLAIN(skeletonize(gt), skeletonize(pd), pixels)


def noise(height, width):
    return R.integers(0, 256, (height, width), dtype=np.uint8)


def blobs(height, width):
    cells = R.choice([255, 255, *MARKS], size=(height // 4 + 1, width // 4 + 1)).astype(np.uint8)
    return np.kron(cells, np.ones((4, 4), np.uint8))[:height, :width]


def lines(height, width):
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    for _ in range(R.integers(1, 7)):
        points = [(int(R.integers(0, width)), int(R.integers(0, height))) for _ in range(3)]
        draw.line(points, fill=int(R.choice(MARKS)), width=int(R.integers(1, 9)))
    return np.asarray(image)


def predict(truth, kind):
    chance = R.random()
    if chance < 0.12:
        return None
    if chance < 0.3:
        return kind(*truth.shape)
    moved = np.roll(truth, R.integers(-6, 7, 2), (0, 1))
    torn = moved.copy()
    hole = R.random(truth.shape) < R.choice([0, 0.02, 0.2])
    torn[hole] = R.choice([255, *MARKS], size=int(hole.sum())).astype(np.uint8)
    return torn


def scores(folder, names, predicted):
    gts = [f"{folder}/gt/{name}.png" for name in names]
    frames = [lane.eval_lane_per_frame(gt, f"{folder}/pred/{name}.png" if p else "") for gt, name, p in zip(gts, names, predicted)]
    merged = lane.merge_results(frames)
    tasks = list(lane.sub_task_cats)
    rows = [row for task in tasks for row in merged[task][:-1]] + [merged[task][-1] for task in tasks]
    return np.array(rows + [merged[lane.AVERAGE]]).tolist()


def pack(mask):
    return None if mask is None else base64.b64encode(zlib.compress(mask.tobytes(), 9)).decode()


def case(kind, height, width, count):
    names = [f"{'bac'[i % 3]}{i}" for i in range(count)]
    names.sort()
    truths = [kind(height, width) for _ in names]
    found = [predict(truth, kind) for truth in truths]
    with tempfile.TemporaryDirectory() as folder:
        for side, masks in (("gt", truths), ("pred", found)):
            os.mkdir(f"{folder}/{side}")
            for name, mask in zip(names, masks):
                if mask is not None:
                    Image.fromarray(mask).save(f"{folder}/{side}/{name}.png")
        result = {}
        for key, measure in (("scores", PLAIN), ("thinned", thinned)):
            lane.eval_lane_per_threshold = measure
            result[key] = scores(folder, names, [mask is not None for mask in found])
    frames = [{"name": n, "truth": pack(t), "prediction": pack(p)} for n, t, p in zip(names, truths, found)]
    return {"width": width, "height": height, "frames": frames, **result}


def main(path, cases=24):
    kinds = [noise, blobs, lines, lines]
    made = []
    for i in range(cases):
        height, width = (int(n) for n in R.integers(1, 24 if i % 4 == 0 else 60, 2))
        made.append(case(kinds[i % 4], height, width, int(R.integers(1, 14))))
    made.append(case(lines, 360, 640, 3))
    classes = {task: names for task, names in lane.sub_task_cats.items()}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"distances": lane.BOUND_PIXELS, "classes": classes, "cases": made}, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], *(int(n) for n in sys.argv[2:]))
