"""Python's side of metrics/box-files: seconds from COCO's two files to the scores, by pycocotools or faster-coco-eval."""

import contextlib
import io
import time
from importlib.metadata import version

from bench import extra, finish, setting

NAMES = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl")


def main():
    library, folder = extra["library"], setting["folder"]
    if library == "pycocotools":
        from pycocotools.coco import COCO
        from pycocotools.cocoeval import COCOeval
    else:
        from faster_coco_eval import COCO
        from faster_coco_eval import COCOeval_faster as COCOeval
    with contextlib.redirect_stdout(io.StringIO()):
        begin = time.perf_counter()
        truth = COCO(f"{folder}/{extra['truth']}")
        run = COCOeval(truth, truth.loadRes(f"{folder}/{extra['found']}"), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
        seconds = time.perf_counter() - begin
    scores = [100 * float(score) for score in run.stats[: len(NAMES)]]
    finish({extra["figure"]: seconds}, dict(zip(NAMES, scores)), **{library: version(library)})


main()
