"""Random detection cases with the numbers of pycocotools, for tests/metrics/box-metrics.test.ts.

    pip install pycocotools numpy
    python tests/golden/metrics/make_boxes.py tests/golden/metrics/boxes.json [CASES]

Each case aims at something that is easy to get wrong: equal scores and equal IoUs, crowds, areas exactly at the
limits, more than a hundred detections of a class, images without truth or detections, classes without truth, boxes
without area, areas that are not the boxes' own.
"""

import contextlib
import io
import json
import sys

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

NAMES = ["AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"]
SIZES = np.array([0, 1, 8, 31, 32, 33, 64, 96, 97, 200.0])


def random_case(seed):
    rng = np.random.default_rng(seed)
    classes = int(rng.integers(1, 6))
    images = []
    crowded = rng.random() < 0.15  # some hundred detections of one class in an image
    for _ in range(int(rng.integers(1, 12))):
        count = int(rng.integers(0, 9)) if rng.random() < 0.85 else 0
        sides = np.where(rng.random((count, 2)) < 0.5, rng.choice(SIZES, (count, 2)), rng.random((count, 2)) * 150)
        corner = rng.integers(0, 400, (count, 2)).astype(float)
        truth = np.concatenate([corner, sides], 1)
        if count > 2 and rng.random() < 0.3:
            truth[1] = truth[0]  # equal IoUs
        truth_classes = rng.integers(0, max(1, classes - 1), count)  # the last class has no truth
        found = [truth[rng.integers(0, count)] for _ in range(int(rng.integers(0, 3 * count)))] if count else []
        found = np.array(found).reshape(-1, 4)
        noise = rng.normal(0, rng.choice([0, 1, 6], (len(found), 1)), found.shape)
        found = found + noise
        extra = int(rng.integers(0, 6)) + (150 if crowded and rng.random() < 0.5 else 0)
        found = np.concatenate([found, rng.random((extra, 4)) * 120])
        found[:, 2:] = np.abs(found[:, 2:])
        found_classes = rng.integers(0, 1 if crowded else classes, len(found))
        scores = rng.random(len(found))
        if rng.random() < 0.5:
            scores = np.round(scores * 8) / 8  # ties
        image = {
            "truth": truth.ravel().tolist(),
            "truthClasses": truth_classes.tolist(),
            "crowd": (rng.random(count) < 0.2).astype(int).tolist(),
            "boxes": found.ravel().tolist(),
            "classes": found_classes.tolist(),
            "scores": scores.tolist(),
        }
        if rng.random() < 0.2:
            image["areas"] = (truth[:, 2] * truth[:, 3] * 0.8).tolist()
        images.append(image)
    ids = (rng.permutation(3 * len(images))[: len(images)] + 1).tolist()
    case = {"classes": classes, "format": ["xywh", "bdd100k", "coco"][seed % 3], "ids": ids, "images": images}
    if case["format"] != "xywh":
        for image in images:  # corners instead of sizes
            for key in ("truth", "boxes"):
                boxes = np.array(image[key]).reshape(-1, 4)
                boxes[:, 2:] += boxes[:, :2] - (1 if case["format"] == "bdd100k" else 0)
                more = 1 if case["format"] == "bdd100k" else 0
                # Adding and taking away again rounds: no size may come out below zero.
                boxes[:, 2:] = np.where(boxes[:, 2:] - boxes[:, :2] + more < 0, boxes[:, :2], boxes[:, 2:])
                image[key] = boxes.ravel().tolist()
    return case


def bbox(box, kind):
    """scalabel/label/transforms.py, box2d_to_bbox, without the + 1 for edges."""
    x, y, x2, y2 = box
    if kind == "xywh":
        return box
    return [x, y, x2 - x + 1, y2 - y + 1] if kind == "bdd100k" else [x, y, x2 - x, y2 - y]


def evaluate(case):
    truth, found = [], []
    for image_id, image in zip(case["ids"], case["images"]):
        for i, category in enumerate(image["truthClasses"]):
            box = bbox(image["truth"][4 * i : 4 * i + 4], case["format"])
            area = image["areas"][i] if "areas" in image else box[2] * box[3]
            truth.append(
                dict(id=len(truth) + 1, image_id=image_id, category_id=category + 1, bbox=box, area=area,
                     iscrowd=image["crowd"][i], ignore=0)
            )
        for i, category in enumerate(image["classes"]):
            box = bbox(image["boxes"][4 * i : 4 * i + 4], case["format"])
            found.append(dict(image_id=image_id, category_id=category + 1, bbox=box, score=image["scores"][i]))
    gt = COCO()
    gt.dataset = dict(
        images=[dict(id=i) for i in case["ids"]],
        categories=[dict(id=k + 1) for k in range(case["classes"])],
        annotations=truth,
    )
    gt.createIndex()
    run = COCOeval(gt, gt.loadRes(found), "bbox")
    run.evaluate()
    run.accumulate()
    run.summarize()
    everything = run.eval
    percent = lambda values: [None if v == -1 else v * 100 for v in values]
    overall = percent(run.stats)
    per_class = []
    for k in range(case["classes"]):
        run.eval = dict(
            everything,
            precision=everything["precision"][:, :, k : k + 1],
            recall=everything["recall"][:, k : k + 1],
        )
        run.summarize()
        per_class.append(percent(run.stats))
    return dict(overall=overall, perClass=per_class)


def main():
    cases = []
    for seed in range(int(sys.argv[2]) if len(sys.argv) > 2 else 45):
        case = random_case(seed)
        if not any(image["classes"] for image in case["images"]):
            continue  # loadRes refuses an empty list
        with contextlib.redirect_stdout(io.StringIO()):
            case["expected"] = evaluate(case)
        cases.append(case)
    with open(sys.argv[1], "w") as out:
        json.dump(dict(names=NAMES, cases=cases), out, separators=(",", ":"))
        out.write("\n")


main()
