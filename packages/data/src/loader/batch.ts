import { labelKind } from '../kinds/index.js';
import type { HostLabels } from '../kinds/kind.js';
import { copyRowsInto } from '../kinds/rows.js';
import type { Normalization } from '../transforms/normalize.js';
import { labelOf, type Sample, type Size, type TaskSpecs } from '../types.js';
import type { PreparedSample } from './prepare.js';
import type { BatchPlan } from './task.js';

/** A batch in host memory, ready to be converted to tensors. */
export interface HostBatch {
  epoch: number;
  /** The only task with labels in this batch, if the batch was drawn for one task. Null: all tasks. */
  task: string | null;
  /** Indices of the samples in the data set. */
  indices: number[];
  names: string[];
  /**
   * RGB pixels [B, height, width, 3], 0 in the padding. Bytes, because passing four times as many bytes of
   * floats from a worker to the device is slower than normalising on the device (`toTensors`).
   */
  pixels: Uint8Array;
  normalization: Normalization;
  height: number;
  width: number;
  /** Size of each image without padding, from the top left corner. */
  sizes: Size[];
  /** Size of each image before any transform. */
  originals: Size[];
  /** Tasks of the data set. */
  tasks: TaskSpecs;
  /** Labels by task, collated by their kinds. */
  labels: Readonly<Record<string, HostLabels>>;
  /** The samples, as read or after the transforms. Null unless the loader option `keepSamples` is set. */
  samples: Sample[] | null;
  /** Samples missing from the batch because they could not be read. This can be the whole batch. */
  skipped: readonly SkippedSample[];
}

/** A sample that could not be read, with the reason. */
export interface SkippedSample {
  /** Index of the sample in the data set. */
  index: number;
  name: string;
  reason: string;
}

/** A sample after all transforms. */
export interface BatchItem extends PreparedSample {
  index: number;
}

/** Pads the samples to a common size divisible by `padMultiple` and stacks them. */
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
    originals: items.map(({ original }) => original),
    tasks,
    labels: Object.fromEntries(labels),
    samples: keepSamples ? items.map(({ asRead, sample }) => asRead ?? sample) : null,
    skipped,
  };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
