import { type Device, type MemoryFormat, scope, type Tensor, torch } from '@cotrain/torch';
import { labelKind } from '../kinds/index.js';
import { normalizePixels } from '../transforms/normalize.js';
import type { Size } from '../types.js';
import type { HostBatch } from './batch.js';

/** Images of a batch as a tensor, with their sizes. */
export interface ImageTensors {
  /** float32 [B, 3, H, W], normalised; 0, the mean colour, in the padding. */
  images: Tensor;
  /** Of the images' valid parts, and of the images before any transform. */
  sizes: { sizes: Size[]; outputs: Size[] };
}

/**
 * By task, one entry an image: what its kind's heads learn from, null where the image is not labelled for the
 * task.
 */
export type TargetTensors = Record<string, (object | null)[]>;

/** Images and targets of a batch as tensors. */
export interface BatchTensors extends ImageTensors {
  targets: TargetTensors;
}

/** Device and memory format of image tensors. */
export interface ImageOptions {
  /** Where the tensors are to be. Default 'cpu'. */
  device?: Device;
  /** Of the images. Default 'contiguous'. */
  memoryFormat?: MemoryFormat;
}

/** Device of target tensors. */
export interface TargetOptions {
  /** Where the tensors are to be. Default 'cpu'. */
  device?: Device;
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

/**
 * Copies the labels of a batch to a device. What heads ask of their values is answered from the host
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
