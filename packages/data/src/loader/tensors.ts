import {
  type Device,
  knowValues,
  type MemoryFormat,
  scope,
  type Tensor,
  type TypedArray,
  torch,
} from '@cotrain/torch';
import { classesOf } from '../classes-of.js';
import { normalizePixels } from '../transforms/normalize.js';
import { type Box, boxEdges, type LabelSpace, MASK_TASKS, type MaskTask, type Size } from '../types.js';
import type { HostBatch } from './batch.js';

/** Objects of one image. */
export interface BoxTensors {
  /** Half-open edges `[x1, y1, x2, y2]` in pixels of the transformed image, float32 [N, 4]. */
  boxes: Tensor;
  /** Indices into `DETECTION_CATEGORIES`, int64 [N]. */
  labels: Tensor;
  /** Which classes were annotated in this image, bool [K]; absent: all. */
  annotated?: Tensor;
  /** Edges of ignored boxes and crowds of any category, float32 [M, 4]: what lies in them counts in no loss. Absent: there are none. */
  ignored?: Tensor;
}

/** The mask of an image in which not all classes were annotated. */
export interface PartialMaskTensors {
  map: Tensor; // uint8 [H, W], 255 = ignore
  annotated: Tensor; // bool [K]
}

export interface ImageTensors {
  /** float32 [B, 3, H, W], normalised; 0, the mean colour, in the padding. */
  images: Tensor;
  /** Of the images' valid parts, and of the images before any transform. */
  sizes: { sizes: Size[]; outputs: Size[] };
}

/**
 * One entry an image, null where it is not labelled for the task. Masks are uint8 [H, W], 255 = ignore, with the annotated
 * classes where these are not all. Ignored boxes and crowds stand apart from the objects.
 */
export type TargetTensors = { det: (BoxTensors | null)[] } & Record<
  MaskTask,
  (Tensor | PartialMaskTensors | null)[]
>;

export interface BatchTensors extends ImageTensors {
  targets: TargetTensors;
}

export interface ImageOptions {
  device?: Device;
  memoryFormat?: MemoryFormat;
}

export interface TargetOptions {
  device?: Device;
  /** The classes of the labels; BDD100K's for a task that is not named. */
  classes?: LabelSpace;
}

/** Copies a batch to a device: its images, which are normalised there, and what they are to teach. */
export function toTensors(batch: HostBatch, options: ImageOptions & TargetOptions = {}): BatchTensors {
  return { ...imagesToTensors(batch, options), targets: targetsToTensors(batch, options) };
}

/** Copies the images of a batch to a device, and normalises them there. */
export function imagesToTensors(batch: HostBatch, options: ImageOptions = {}): ImageTensors {
  const { device = 'cpu', memoryFormat = 'contiguous' } = options;
  const { height, width } = batch;
  return scope(() => {
    const count = batch.names.length;
    const pixels = torch.tensor(batch.pixels, { shape: [count, height, width, 3], device });
    const layout = memoryFormat === 'channels_last' ? memoryFormat : 'contiguous';
    const images = normalizePixels(pixels, batch.normalization, layout); // [B, 3, H, W]
    for (const [i, size] of batch.sizes.entries()) {
      if (size.height < height) images.at(i, ':', `${size.height}:`).zero_();
      if (size.width < width) images.at(i, '...', `${size.width}:`).zero_();
    }
    return { images, sizes: { sizes: batch.sizes, outputs: batch.originals } };
  });
}

/** Copies the labels of a batch to a device. What heads ask of their values is answered from the host (`hostValues`). */
export function targetsToTensors(batch: HostBatch, options: TargetOptions = {}): TargetTensors {
  const { device = 'cpu' } = options;
  const space = classesOf(options);
  const shape = [batch.names.length, batch.height, batch.width];
  const masks = { sem_seg: batch.semSeg, drivable: batch.drivable };
  return scope(() => {
    const maskTargets = MASK_TASKS.map((task) => {
      const mask = masks[task];
      const rows = mask && maskRows(mask, shape, device);
      const labelled = batch.labels.map((labels, i) => {
        if (labels[task] === 'absent') return null;
        const classes = labels.classes?.[task];
        const map = rows![i]!;
        return classes ? { map, annotated: flags(classes, space[task].length, device) } : map;
      });
      return [task, labelled];
    });
    const det = batch.labels.map(({ det: label }) => {
      if (label.state === 'absent') return null;
      const boxes = label.state === 'present' ? label.value : [];
      return boxTensors(boxes, label.classes, space.det.length, device);
    });
    return { det, ...Object.fromEntries(maskTargets) };
  });
}

function boxTensors(
  boxes: readonly Box[],
  classes: readonly number[] | undefined,
  count: number,
  device: Device,
): BoxTensors {
  const ignored = boxes.filter((box) => box.ignored || box.crowd);
  const learned = boxes.filter(
    (box) => !box.ignored && !box.crowd && (classes?.includes(box.category) ?? true),
  );
  return {
    boxes: edgesOf(learned, device),
    labels: upload(
      BigInt64Array.from(learned, ({ category }) => BigInt(category)),
      [learned.length],
      device,
    ),
    ...(classes && { annotated: flags(classes, count, device) }),
    ...(ignored.length > 0 && { ignored: edgesOf(ignored, device) }),
  };
}

/** float32 [N, 4] */
const edgesOf = (boxes: readonly Box[], device: Device): Tensor =>
  upload(Float32Array.from(boxes.flatMap(boxEdges)), [boxes.length, 4], device);

/** 1 for the classes that are listed. */
function flags(classes: readonly number[], count: number, device: Device): Tensor {
  const listed = Array.from({ length: count }, (_, id) => classes.includes(id));
  return knowValues(torch.tensor(listed, { device }), Uint8Array.from(listed, Number));
}

const upload = (values: TypedArray, shape: readonly number[], device: Device): Tensor =>
  knowValues(torch.tensor(values, { shape: [...shape], device }), values);

/** A mask [H, W] for each image, all of one copy. @param masks [B, H, W] */
function maskRows(masks: Uint8Array, shape: readonly number[], device: Device): Tensor[] {
  const plane = masks.length / shape[0]!;
  const rows = torch.tensor(masks, { shape: [...shape], device }).unbind();
  return rows.map((row, i) => knowValues(row, masks.subarray(i * plane, (i + 1) * plane)));
}
