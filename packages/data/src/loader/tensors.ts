import { type Device, type MemoryFormat, scope, type Tensor, torch } from '@cotrain/torch';
import { normalizePixels } from '../transforms/normalize.js';
import { MASK_TASKS, type MaskTask } from '../types.js';
import type { HostBatch } from './batch.js';

export interface BatchTensors {
  /** float32 [B, 3, H, W], normalised; 0, the mean colour, in the padding. */
  images: Tensor;
  /** uint8 [B, H, W], 255 = ignore; null where no sample of the batch is labelled for the task. */
  targets: Record<MaskTask, Tensor | null>;
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
    const targets = MASK_TASKS.map((task) => {
      const mask = masks[task];
      return [task, mask && torch.tensor(mask, { shape: [count, height, width], device })];
    });
    return { images, targets: Object.fromEntries(targets) };
  });
}
