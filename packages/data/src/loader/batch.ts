import { copyRowsInto } from '../transforms/geometry.js';
import type { Normalization } from '../transforms/normalize.js';
import {
  annotatedOf,
  type Box,
  IGNORE_LABEL,
  type LabelState,
  type Labels,
  MASK_TASKS,
  type MaskTask,
  type Sample,
  type Size,
  type Task,
  type TaskLabel,
} from '../types.js';
import type { BatchPlan } from './task.js';

export interface BatchLabels {
  /** Boxes in the pixels of the transformed image. */
  det: TaskLabel<Box[]>;
  sem_seg: LabelState;
  drivable: LabelState;
  /** Ids of the classes that were annotated in a mask, where not all of them were. */
  classes?: Partial<Record<MaskTask, readonly number[]>>;
}

/** A batch in the memory of the host, ready to become tensors. */
export interface HostBatch {
  epoch: number;
  /** The only task that the batch has labels of, if it was drawn for one; null: of all that there are. */
  task: Task | null;
  /** The samples' places in the data set. */
  indices: number[];
  names: string[];
  /**
   * [B, height, width, 3], RGB, 0 in the padding. Bytes, since four times as many floats are slower to hand from a worker
   * and to copy to a device than to compute there: `toTensors` normalises.
   */
  pixels: Uint8Array;
  normalization: Normalization;
  height: number;
  width: number;
  /** The part of each image that is not padding, from the top left corner. */
  sizes: Size[];
  /** The size of each image before any transform. */
  originals: Size[];
  /** [B, height, width]; 255 in the padding and where the label is absent; null when no sample has the label. */
  semSeg: Uint8Array | null;
  drivable: Uint8Array | null;
  labels: BatchLabels[];
  /** The samples as they were read, before any transform; null unless the loader is to keep them. */
  samples: Sample[] | null;
  /** What the batch was to hold and lacks, since it could not be read; it may be all of it. */
  skipped: readonly SkippedSample[];
}

/** A sample that could not be read, and why. */
export interface SkippedSample {
  /** Its place in the data set. */
  index: number;
  name: string;
  reason: string;
}

export interface BatchItem {
  index: number;
  /** As it was read. */
  original: Sample;
  sample: Sample;
}

/** Pads the samples to one size that divides by `padMultiple` and lays them side by side. */
export function collate(
  items: readonly BatchItem[],
  { epoch, task, pipeline, keepSamples }: Pick<BatchPlan, 'epoch' | 'task' | 'pipeline' | 'keepSamples'>,
  skipped: readonly SkippedSample[],
): HostBatch {
  const samples = items.map(({ sample }) => sample);
  const sizes = samples.map(({ image: { height, width } }) => ({ height, width }));
  const height = roundUp(Math.max(0, ...sizes.map((size) => size.height)), pipeline.padMultiple);
  const width = roundUp(Math.max(0, ...sizes.map((size) => size.width)), pipeline.padMultiple);
  const plane = height * width;
  const pixels = new Uint8Array(samples.length * plane * 3); // [B, H, W, 3]
  for (const [i, { image }] of samples.entries()) {
    copyRowsInto(pixels.subarray(i * plane * 3, (i + 1) * plane * 3), width * 3, image.data, image.width * 3);
  }
  return {
    epoch,
    task,
    indices: items.map(({ index }) => index),
    names: samples.map(({ name }) => name),
    pixels,
    normalization: pipeline.normalization,
    height,
    width,
    sizes,
    originals: items.map(({ original: { image } }) => ({ height: image.height, width: image.width })),
    semSeg: stackMasks(samples, 'sem_seg', height, width),
    drivable: stackMasks(samples, 'drivable', height, width),
    labels: samples.map(({ labels }) => ({
      det: labels.det,
      sem_seg: labels.sem_seg.state,
      drivable: labels.drivable.state,
      ...maskClasses(labels),
    })),
    samples: keepSamples ? items.map(({ original }) => original) : null,
    skipped,
  };
}

function maskClasses(labels: Labels): Pick<BatchLabels, 'classes'> {
  const partial = MASK_TASKS.flatMap((task) => {
    const { classes } = annotatedOf(labels[task]);
    return classes ? [[task, classes] as const] : [];
  });
  return partial.length === 0 ? {} : { classes: Object.fromEntries(partial) };
}

function stackMasks(
  samples: readonly Sample[],
  task: MaskTask,
  height: number,
  width: number,
): Uint8Array | null {
  if (samples.every(({ labels }) => labels[task].state === 'absent')) return null;
  const plane = height * width;
  const masks = new Uint8Array(samples.length * plane).fill(IGNORE_LABEL); // [B, H, W]
  for (const [i, { labels }] of samples.entries()) {
    const label = labels[task];
    if (label.state === 'present')
      copyRowsInto(masks.subarray(i * plane, (i + 1) * plane), width, label.value.data, label.value.width);
  }
  return masks;
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
