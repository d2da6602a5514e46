"""Random odd files of boxes and masks with the numbers of pycocotools and the BDD100K toolkit, for tests/train/score-files.test.ts.

    pip install pycocotools numpy; scalabel and bdd100k on PYTHONPATH
    python tests/golden/metrics/make_files.py tests/golden/metrics/files.json [CASES]

The files are kept as text, since Python writes NaN and whole numbers of any size. Each is odd in ways that the tools bear: ids of any
type, ids that repeat or are 0, annotations of images and categories that are not listed, areas that are not the boxes', masks in place
of boxes, numbers that are not finite, labels null, names that repeat, flags and numbers as text.
"""
import contextlib
import io
import json
import logging
import os
import random
import sys
import tempfile
import warnings

try:  # scalabel is written for pydantic 1
    import pydantic.v1

    sys.modules["pydantic"] = pydantic.v1
except ImportError:
    pass

import numpy as np
from bdd100k.common.utils import load_bdd100k_config
from bdd100k.label.to_scalabel import bdd100k_to_scalabel
from pycocotools import mask as masks
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from scalabel.eval.detect import evaluate_det
from scalabel.label.io import load

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
NAMES = ["AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"]
CONFIG = load_bdd100k_config("det")
CATEGORIES = ["pedestrian", "rider", "car", "truck", "bus", "train", "motorcycle", "bicycle", "traffic light", "traffic sign"]
OLD = ["person", "bike", "motor", "van", "caravan", "other person", "other vehicle", "trailer"]
NAN, INF = float("nan"), float("inf")
R = random.Random(7)


def number(low, high):
    return R.randint(low, high) if R.random() < 0.5 else round(R.uniform(low, high), 3)


def side():
    return R.choice([0, 1, 8, 31, 32, 33, 64, 96, 97, number(0, 150)])


def coco_box(odd):
    box = [number(0, 60), number(0, 60), side(), side()]
    if odd and R.random() < 0.15:
        box[R.randint(0, 3)] = R.choice([-5, -40.5, 0, NAN, INF, 1e308, -INF])
    return box


def coco_annotations(ids, categories, unlisted, odd):
    annotations = []
    next_id = R.choice([0, 1, -2, 10])
    for image in ids:
        for _ in range(R.choice([0, 0, 1, 2, 4])):
            box = coco_box(odd) if not annotations or R.random() < 0.9 else list(R.choice(annotations)["bbox"])
            area = R.choice([box[2] * box[3], box[2] * box[3] * 0.5, round(R.uniform(0, 12000), 2)])
            one = {"id": next_id, "image_id": image, "category_id": R.choice(categories), "bbox": box, "area": area}
            one["iscrowd"] = int(R.random() < 0.15)
            next_id += 1
            oddity = R.random() if odd else 1
            if oddity < 0.05:
                one["id"] = R.choice([0, 0.0, False])
            elif oddity < 0.15 and annotations:
                one["id"] = R.choice(annotations)["id"]
            elif oddity < 0.2:
                one["image_id"] = unlisted
            elif oddity < 0.25:
                one["category_id"] = "zz" if isinstance(categories[0], str) else 777
            elif oddity < 0.28:
                one["area"] = R.choice([NAN, -4, 0, INF])
            annotations.append(one)
    if odd and R.random() < 0.3:
        R.shuffle(annotations)
    return annotations


def rle():
    height, width = R.choice([(20, 30), (7, 5), (1, 1)])
    mask = np.zeros((height, width), np.uint8, order="F")
    if R.random() < 0.9:
        y, x = R.randint(0, height - 1), R.randint(0, width - 1)
        mask[y : y + R.randint(0, height), x : x + R.randint(0, width)] = 1
    return {"size": [height, width], "counts": masks.encode(np.asfortranarray(mask))["counts"].decode()}


def coco_case():
    odd = R.random() < 0.6
    make = R.choice(
        [
            lambda i: 3 * i,
            lambda i: R.choice(["a", "b", "ä", "\U0001f600", "\uffee", "1", "10"]) + str(i),
            lambda i: 9007199254740993 + i,
            lambda i: i + 0.5,
            lambda i: [True, 2, 3, 0, 5, 6, 7, 8][i],
        ]
    )
    ids = [make(i) for i in range(R.randint(1, 4))]
    R.shuffle(ids)
    images = [{"id": i} for i in ids]
    if odd and R.random() < 0.2:
        images.append(dict(images[0]))
    category = R.choice([lambda: R.randint(0, 90), lambda: f"c{R.randint(0, 99)}", lambda: 9007199254740993 + R.randint(0, 50)])
    categories = list(dict.fromkeys(category() for _ in range(R.randint(1, 3))))
    annotations = coco_annotations(ids, categories, make(7), odd)
    from_masks = R.random() < 0.15
    results = []
    for image in ids:
        if R.random() < 0.15:
            continue
        own = [a for a in annotations if a["image_id"] == image]
        for _ in range(R.choice([0, 1, 3, 6])):
            box, cat = coco_box(odd), R.choice(categories)
            if own and R.random() < 0.7:
                true = R.choice(own)
                box = [v + R.choice([0, 0, round(R.gauss(0, 3), 3)]) for v in true["bbox"]]
                cat = true["category_id"]
            score = R.choice([round(R.random(), 4), round(R.random() * 4) / 4])
            if odd and R.random() < 0.05:
                score = R.choice([NAN, INF, -INF, -1, 5])
            one = {"image_id": image, "category_id": cat, "bbox": box, "score": score}
            if R.random() < 0.1:
                one.update(id=R.randint(0, 5), area=3, iscrowd=1, extra=[1])
            if from_masks:
                one["segmentation"] = rle()
                if not results or R.random() < 0.7:
                    one.pop("bbox")
            results.append(one)
    truth = {"images": images, "annotations": annotations}
    truth["categories"] = [{"id": c, "name": f"n{i}"} for i, c in enumerate(categories)]
    return truth, results


def scalabel_box(odd):
    x, y = number(0, 60), number(0, 60)
    box = {"x1": x, "y1": y, "x2": x + R.choice([-1, side()]), "y2": y + R.choice([-1, side()])}
    if odd and R.random() < 0.15:
        box[R.choice(list(box))] = R.choice([-5, NAN, INF, "7.5", True, " 3 ", "1_0", "nan"])
    return box


def scalabel_label(box, category, odd, score=None):
    label = {"id": R.choice(["a", 5, "7"]), "category": category, "box2d": box}
    if score is not None:
        label["score"] = score
    if R.random() < 0.3:
        flags = [True, False, 0, 1, "true", "no", "x", "", 2.5] if odd else [True, False]
        label["attributes"] = {R.choice(["crowd", "ignored"]): R.choice(flags), "occluded": True}
    if odd and R.random() < 0.05:
        label["box2d"] = None
    return label


def scalabel_case():
    odd = R.random() < 0.6
    names = ["a.jpg", "a-b.jpg", "b.png", "a/b.jpg", "\uffee.jpg", "\U0001f600.jpg", "10", "9", "B.jpg", "a.JPG"]
    R.shuffle(names)
    names = names[: R.randint(1, 5)]
    if odd and R.random() < 0.4:
        names.append(R.choice(names))
    videos = R.random() < 0.4
    categories = R.sample(CATEGORIES, R.randint(1, 3)) + R.sample(OLD, R.randint(0, 2))
    truth, found = [], []
    for name in names:
        frame = {"name": int(name) if odd and name.isdigit() else name}
        if videos:
            frame["videoName"] = R.choice(["v1", "v2", ""] if odd else ["v1", "v2"])
        prediction = dict(frame)
        labels = [scalabel_label(scalabel_box(odd), R.choice(categories), odd) for _ in range(R.choice([0, 1, 2, 4]))]
        if R.random() < 0.15:
            frame["labels"] = None
        elif R.random() < 0.9:
            frame["labels"] = labels
        truth.append(frame)
        boxes = []
        for label in labels:
            box = label["box2d"]
            if box and R.random() < 0.8:
                moved = {k: v + R.choice([0, 0, round(R.gauss(0, 3), 3)]) if isinstance(v, (int, float)) else v for k, v in box.items()}
                scores = [round(R.random(), 4), 1, *(["0.5", True, NAN, INF] if odd else [])]
                boxes.append(scalabel_label(moved, label["category"], odd, R.choice(scores)))
        boxes += [scalabel_label(scalabel_box(odd), R.choice(categories), odd, round(R.random(), 3)) for _ in range(R.choice([0, 0, 1, 3]))]
        if R.random() < 0.9:
            prediction["labels"] = boxes
        if R.random() < 0.85:
            found.append(prediction)
    if odd and found and R.random() < 0.3:
        found.append({**R.choice(found), "labels": []})
    R.shuffle(found)
    R.shuffle(truth)
    return truth, found


def or_none(value):
    return None if value != value or value == -1 else float(value)


def pycocotools(truth, results):
    coco = COCO(truth)
    evaluation = COCOeval(coco, coco.loadRes(results), "bbox")
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    return [None if value == -1 else float(100 * value) for value in evaluation.stats]


def toolkit(truth, found):
    frames = [bdd100k_to_scalabel(load(path, 1).frames, CONFIG) for path in (truth, found)]
    scores = evaluate_det(*frames, CONFIG.scalabel, 1).dict()
    return [or_none(scores[name][-1]["OVERALL"]) for name in NAMES]


def main(path, count):
    cases = []
    folder = tempfile.mkdtemp()
    gt, pred = os.path.join(folder, "gt.json"), os.path.join(folder, "pred.json")
    while len(cases) < count:
        make, score = (coco_case, pycocotools) if len(cases) % 2 else (scalabel_case, toolkit)
        texts = [json.dumps(content, separators=(",", ":")) for content in make()]
        for file, text in zip((gt, pred), texts):
            with open(file, "w", encoding="utf-8") as out:
                out.write(text)
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                expected = score(gt, pred)
        except Exception:  # what the tools refuse is no case
            continue
        names = [{str(frame["name"]) for frame in json.loads(text)} for text in texts] if score is toolkit else [{1}, {1}]
        if names[0] & names[1]:  # no pair at all is an error of ours
            cases.append({"gt": texts[0], "pred": texts[1], "expected": expected})
    with open(path, "w", encoding="utf-8") as out:
        json.dump({"names": NAMES, "cases": cases}, out, indent=0)
        out.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 160)
