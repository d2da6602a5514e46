"""ONNX Runtime's side of the group model's inference: our own export of the model, on the CPU."""

import statistics
import time
from pathlib import Path

import onnxruntime
import torch

from bench import extra, finish, setting
from memory import forget_peak, peak_memory
from model_files import read_tensors
from model_outputs import output_checks


def main():
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = setting["threads"]
    folder, file = Path(setting["folder"]), extra["file"]
    session = onnxruntime.InferenceSession(str(folder / file), options, providers=["CPUExecutionProvider"])
    tensors = dict(read_tensors(folder / "input.safetensors"))
    names = [output.name for output in session.get_outputs()]
    feed = {session.get_inputs()[0].name: tensors["image"].numpy()}

    def run():
        return dict(zip(names, session.run(names, feed)))

    outputs = {name: torch.from_numpy(value)[0] for name, value in run().items()}
    boxes, scores = outputs.pop("det.boxes"), outputs.pop("det.scores")
    del outputs["det.classes"]
    found = scores > 0  # the other rows have no detection
    checks = output_checks(boxes[found], scores[found], outputs, tensors["sizes"][0])
    forget_peak()
    times = []
    for _ in range(int(extra["repeats"]) + 1):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    figures = {"time": statistics.median(times[1:]), "fastest run": min(times[1:]), "peak memory": peak_memory()}
    finish(figures, checks, onnxruntime=onnxruntime.__version__)


if __name__ == "__main__":
    main()
