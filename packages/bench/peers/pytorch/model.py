"""PyTorch's side of the group model: the full model as the official code computes it.

The setting says what: inference or training, whether under torch.compile, and with which ROIAlign. Its folder has
weights.safetensors and input.safetensors.
"""

import statistics
import sys
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import nn

import maskformer
import roi_align
import sparsercnn
from bench import device, extra, finish, setting, synchronize
from memory import forget_peak, peak_memory
from model_backbone import Fpn, ResNet
from model_files import load, read_tensors
from model_outputs import output_checks

LOSS_WEIGHTS = {"det": 1.0, "sem_seg": 0.7, "drivable": 0.7}
MASK_TASKS = ("sem_seg", "drivable")


class MultiTaskModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = ResNet()
        self.neck = Fpn()
        self.heads = nn.ModuleDict(
            {
                "det": sparsercnn.SparseRcnnHead(10),
                "sem_seg": maskformer.MaskFormerHead(19),
                "drivable": maskformer.MaskFormerHead(3),
            }
        )

    def outputs(self, batch):
        maps = self.neck(self.backbone(batch["image"]))
        return {
            "det": self.heads["det"](maps, batch["sizes"]),
            **{task: self.heads[task](maps) for task in MASK_TASKS},
        }

    def losses(self, batch):
        outputs = self.outputs(batch)
        boxes = {"boxes": batch["boxes"], "labels": batch["labels"], "size": batch["sizes"][0]}
        images = len(batch["image"])  # all of them with the same labels
        losses = {"det": self.heads["det"].criterion(outputs["det"], [boxes] * images)}
        for task in MASK_TASKS:
            losses[task] = self.heads[task].criterion(outputs[task], [batch[task]] * images)
        return losses

    def forward(self, batch):
        """Predictions by task."""
        outputs = self.outputs(batch)
        padded = batch["image"].shape[-2:]
        width, height = (int(side) for side in batch["sizes"][0][:2])
        predictions = {"det": self.heads["det"].predict(outputs["det"], batch["sizes"], batch["sizes"])}
        for task in MASK_TASKS:
            predictions[task] = self.heads[task].predict(outputs[task], padded, [(height, width)], [(height, width)])
        return predictions


class Parts:
    """Seconds spent in each part of the model."""

    def __init__(self):
        self.seconds = defaultdict(float)

    @contextmanager
    def part(self, name):
        began = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - began

    def watch(self, module, name):
        began = []
        module.register_forward_pre_hook(lambda *_: began.append(time.perf_counter()))

        def ended(*_):
            self.seconds[name] += time.perf_counter() - began.pop()

        module.register_forward_hook(ended)

    def watch_model(self, model):
        self.watch(model.backbone, "backbone")
        self.watch(model.neck, "FPN")
        det = model.heads["det"]
        self.watch(det.head, "dynamic head")
        for stage in det.head.head_series:
            self.watch(stage.pooler, "of it ROIAlign")
        for head in [model.heads[task] for task in MASK_TASKS]:
            self.watch(head.pixel_decoder, "pixel decoders")
            self.watch(head.predictor, "transformers")
        for head in model.heads.values():
            self.watch(head.criterion, "losses")
            self.watch(head.criterion.matcher, "of them matchers")


def without_dropout(model):
    for module in model.modules():
        if isinstance(module, (nn.Dropout, nn.MultiheadAttention)):
            module.eval()


def training_step(model, batch, optimizer, parts, autocast):
    with autocast():
        losses = model.losses(batch)
    total = sum(LOSS_WEIGHTS[task] * loss for task, own in losses.items() for loss in own.values())
    optimizer.zero_grad()
    before = roi_align.backward_seconds
    with parts.part("backward"):
        total.backward()
    if roi_align.backward_seconds > before:
        parts.seconds["of it ROIAlign's"] += roi_align.backward_seconds - before
    with parts.part("clipping and AdamW"):
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()


def checks_of(predictions, sizes):
    boxes, scores, _ = predictions["det"][0]
    return output_checks(boxes, scores, {task: predictions[task][0] for task in MASK_TASKS}, sizes[0])


def main():
    folder, what, repeats = setting["folder"], extra["what"], extra["repeats"]
    compiled = extra.get("compile", False)
    kernel = extra.get("kernel", "scalar")
    roi_align.choose(kernel, setting["native"] if kernel == "scalar" else extra.get("library"))
    model = MultiTaskModel()
    load(model, Path(folder) / "weights.safetensors")
    batch = {name: tensor.to(device) for name, tensor in read_tensors(Path(folder) / "input.safetensors")}
    images, precision = extra.get("batch", 1), extra.get("precision", "float32")
    batch["image"] = batch["image"].repeat(images, 1, 1, 1)
    batch["sizes"] = batch["sizes"].repeat(images, 1)
    if device.type != "cpu":
        model.to(memory_format=torch.channels_last)
        batch["image"] = batch["image"].contiguous(memory_format=torch.channels_last)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "tf32"
    torch.backends.cudnn.benchmark = True

    def autocast():
        return torch.autocast(device.type, torch.bfloat16, enabled=precision == "bf16")

    parts, checks = Parts(), {}
    if what == "training":
        model.train()
        without_dropout(model)
        with torch.no_grad():
            checked = model.losses(batch)
        checks = {f"{task}/{name}": loss.item() for task, own in checked.items() for name, loss in own.items()}
        load(model, Path(folder) / "weights.safetensors")  # the batch statistics too
        model.train()
        optimizer = torch.optim.AdamW(model.parameters(), lr=2.5e-5, weight_decay=1e-4)

        def run():
            training_step(model, batch, optimizer, parts, autocast)
    else:
        model.eval()
        call = torch.compile(model, dynamic=False) if compiled else model

        def run():
            with torch.no_grad(), autocast():
                return call(batch)

        if "precision" not in extra:
            checks = checks_of(run(), batch["sizes"])

    if not compiled and device.type == "cpu":  # a device computes later than the host calls
        parts.watch_model(model)
    forget_peak()
    times, by_part = [], []
    warm_up = 1 if "precision" not in extra else 3
    for i in range(int(repeats) + warm_up):
        parts.seconds.clear()
        if i == warm_up and device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(device)
        began = time.perf_counter()
        run()
        synchronize()
        times.append(time.perf_counter() - began)
        by_part.append(dict(parts.seconds))
    peak = torch.cuda.max_memory_allocated(device) if device.type == "cuda" else peak_memory()
    times, by_part = times[warm_up:], by_part[warm_up:]
    medians = {name: statistics.median(entry[name] for entry in by_part) for name in by_part[-1]}
    figures = {"time": statistics.median(times), "fastest run": min(times), "peak memory": peak}
    finish(figures if device.type != "cpu" or "precision" in extra else {**figures, **medians}, checks)


if __name__ == "__main__":
    main()
