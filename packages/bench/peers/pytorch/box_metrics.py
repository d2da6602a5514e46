"""pycocotools' side of metrics/boxes: seconds for the detections that our side wrote."""

import contextlib
import io
import time
from importlib.metadata import version

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from bench import extra, finish, setting


def annotations(folder, name):
    """Rows of image, class, x, y, width, height, score or crowd."""
    for i, (image, category, x, y, w, h, last) in enumerate(np.fromfile(f"{folder}/{name}.f64").reshape(-1, 7).tolist()):
        yield i, dict(image_id=int(image), category_id=int(category), bbox=[x, y, w, h], area=w * h), last


def main():
    folder, images, classes = setting["folder"], extra["images"], extra["classes"]
    truth = [dict(a, id=i + 1, iscrowd=int(crowd)) for i, a, crowd in annotations(folder, "truth")]
    found = [dict(a, score=score) for _, a, score in annotations(folder, "found")]
    with contextlib.redirect_stdout(io.StringIO()):
        gt = COCO()
        gt.dataset = dict(
            images=[dict(id=i) for i in range(images)],
            categories=[dict(id=k) for k in range(classes)],
            annotations=truth,
        )
        gt.createIndex()
        dt = gt.loadRes(found)
        begin = time.perf_counter()
        run = COCOeval(gt, dt, "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
        seconds = time.perf_counter() - begin
    names = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl")
    checks = dict(zip(names, (100 * run.stats).tolist()))
    finish({f"{images} images": seconds}, checks, pycocotools=version("pycocotools"), numpy=np.__version__)


main()
