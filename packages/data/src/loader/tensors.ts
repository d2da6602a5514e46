import { type Device, type MemoryFormat, scope, type Tensor, torch } from '@cotrain/torch';
import { labelKind } from '../kinds/index.js';
import { normalizePixels } from '../transforms/normalize.js';
import type { Size } from '../types.js';
import type { HostBatch } from './batch.js';

/** Images of a batch as a tensor, with their sizes. */
export interface ImageTensors {
  /** Normalised images, float32 [B, 3, H, W]. The padding is 0, the mean colour. */
  images: Tensor;
  /** Sizes of the images without padding, and of the images before any transform. */
  sizes: { sizes: Size[]; outputs: Size[] };
}

/**
 * Training targets by task, with one entry for each image; null if the image is not labelled for the task.
 */
export type TargetTensors = Record<string, (object | null)[]>;

/** Images and targets of a batch as tensors. */
export interface BatchTensors extends ImageTensors {
  targets: TargetTensors;
}

/** Device and memory format of image tensors. */
export interface ImageOptions {
  /** Target device. Default 'cpu'. */
  device?: Device;
  /** Memory format of the images. Default 'contiguous'. */
  memoryFormat?: MemoryFormat;
}

/** Device of target tensors. */
export interface TargetOptions {
  /** Target device. Default 'cpu'. */
  device?: Device;
}

/** Copies a batch to a device: images, which are normalised there, and training targets. */
export function toTensors(batch: HostBatch, options: ImageOptions & TargetOptions = {}): BatchTensors {
  return { ...imagesToTensors(batch, options), targets: targetsToTensors(batch, options) };
}

/** Copies the images of a batch to a device and normalises them there. */
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

/**
 * Copies the labels of a batch to a device. Heads can query their values without reading from the device
 * (`hostValues`).
 */
export function targetsToTensors(
  { tasks, labels, height, width }: HostBatch,
  { device = 'cpu' }: TargetOptions = {},
): TargetTensors {
  return scope(() =>
    Object.fromEntries(
      Object.entries(tasks).map(([name, { kind, classes }]) => {
        const context = { size: { height, width }, classes: classes.length, device };
        return [name, labelKind(kind).targets(labels[name]!, context)];
      }),
    ),
  );
}
