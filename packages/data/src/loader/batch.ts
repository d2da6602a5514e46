import { labelKind } from '../kinds/index.js';
import type { HostLabels } from '../kinds/kind.js';
import { copyRowsInto } from '../kinds/rows.js';
import type { Normalization } from '../transforms/normalize.js';
import { labelOf, type Sample, type Size, type TaskSpecs } from '../types.js';
import type { BatchPlan } from './task.js';

/** A batch in the memory of the host, ready to become tensors. */
export interface HostBatch {
  epoch: number;
  /** The only task that the batch has labels of, if it was drawn for one; null: of all that there are. */
  task: string | null;
  /** The samples' places in the data set. */
  indices: number[];
  names: string[];
  /**
   * [B, height, width, 3], RGB, 0 in the padding. Bytes, since four times as many floats are slower to hand
   * from a worker and to copy to a device than to compute there: `toTensors` normalises.
   */
  pixels: Uint8Array;
  normalization: Normalization;
  height: number;
  width: number;
  /** The part of each image that is not padding, from the top left corner. */
  sizes: Size[];
  /** The size of each image before any transform. */
  originals: Size[];
  /** What the labels are. */
  tasks: TaskSpecs;
  /** By task, as its kind collates them. */
  labels: Readonly<Record<string, HostLabels>>;
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
  {
    epoch,
    task,
    tasks,
    pipeline,
    keepSamples,
  }: Pick<BatchPlan, 'epoch' | 'task' | 'tasks' | 'pipeline' | 'keepSamples'>,
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
  const labels = Object.entries(tasks).map(([name, { kind }]) => {
    const own = samples.map((sample) => labelOf(sample.labels, name));
    return [name, labelKind(kind).collate(own, { height, width })];
  });
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
    tasks,
    labels: Object.fromEntries(labels),
    samples: keepSamples ? items.map(({ original }) => original) : null,
    skipped,
  };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
