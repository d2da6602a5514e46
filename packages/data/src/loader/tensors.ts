import { type Device, type MemoryFormat, scope, type Tensor, torch } from '@cotrain/torch';
import { normalizePixels } from '../transforms/normalize.js';
import { type Box, boxEdges, MASK_TASKS, type MaskTask, type Size } from '../types.js';
import type { HostBatch } from './batch.js';

/** Objects of one image. */
export interface BoxTensors {
  /** Half-open edges `[x1, y1, x2, y2]` in pixels of the transformed image, float32 [N, 4]. */
  boxes: Tensor;
  /** Indices into `DETECTION_CATEGORIES`, int64 [N]. */
  labels: Tensor;
}

export interface BatchTensors {
  /** float32 [B, 3, H, W], normalised; 0, the mean colour, in the padding. */
  images: Tensor;
  /**
   * One entry an image, null where it is not labelled for the task. Masks are uint8 [H, W], 255 = ignore. Ignored and crowd
   * boxes are left out: nothing is learned from them (detectron2 `data/dataset_mapper.py` drops crowds).
   */
  targets: { det: (BoxTensors | null)[] } & Record<MaskTask, (Tensor | null)[]>;
  /** Of the images' valid parts, and of the images before any transform. */
  sizes: { sizes: Size[]; outputs: Size[] };
}

/** Copies a batch to a device, and normalises its images there. */
export function toTensors(
  batch: HostBatch,
  options: { device?: Device; memoryFormat?: MemoryFormat } = {},
): BatchTensors {
  const { device = 'cpu', memoryFormat = 'contiguous' } = options;
  const { height, width } = batch;
  const count = batch.names.length;
  const masks = { sem_seg: batch.semSeg, drivable: batch.drivable };
  return scope(() => {
    const pixels = torch.tensor(batch.pixels, { shape: [count, height, width, 3], device });
    const layout = memoryFormat === 'channels_last' ? memoryFormat : 'contiguous';
    const images = normalizePixels(pixels, batch.normalization, layout); // [B, 3, H, W]
    for (const [i, size] of batch.sizes.entries()) {
      if (size.height < height) images.at(i, ':', `${size.height}:`).zero_();
      if (size.width < width) images.at(i, '...', `${size.width}:`).zero_();
    }
    const maskTargets = MASK_TASKS.map((task) => {
      const mask = masks[task];
      const rows = mask && torch.tensor(mask, { shape: [count, height, width], device }).unbind();
      const labelled = batch.labels.map((labels, i) => (labels[task] === 'absent' ? null : rows![i]!));
      return [task, labelled];
    });
    const det = batch.labels.map(({ det: label }) => {
      if (label.state === 'absent') return null;
      return boxTensors(label.state === 'present' ? label.value : [], device);
    });
    return {
      images,
      targets: { det, ...Object.fromEntries(maskTargets) },
      sizes: { sizes: batch.sizes, outputs: batch.originals },
    };
  });
}

function boxTensors(boxes: readonly Box[], device: Device): BoxTensors {
  const learned = boxes.filter(({ ignored, crowd }) => !ignored && !crowd);
  return {
    boxes: torch.tensor(Float32Array.from(learned.flatMap(boxEdges)), { shape: [learned.length, 4], device }),
    labels: torch.tensor(
      BigInt64Array.from(learned, ({ category }) => BigInt(category)),
      { device },
    ),
  };
}
