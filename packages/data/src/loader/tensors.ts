import { type Device, type MemoryFormat, scope, type Tensor, torch } from '@cotrain/torch';
import { MASK_TASKS, type MaskTask } from '../types.js';
import type { HostBatch } from './batch.js';

export interface BatchTensors {
  /** float32 [B, 3, H, W], normalised. */
  images: Tensor;
  /** uint8 [B, H, W], 255 = ignore; null where no sample of the batch is labelled for the task. */
  targets: Record<MaskTask, Tensor | null>;
}

/** Copies a batch to a device. */
export function toTensors(
  batch: HostBatch,
  options: { device?: Device; memoryFormat?: MemoryFormat } = {},
): BatchTensors {
  const { device = 'cpu', memoryFormat = 'contiguous' } = options;
  const { height, width } = batch;
  const count = batch.names.length;
  const masks = { sem_seg: batch.semSeg, drivable: batch.drivable };
  return scope(() => {
    const images = torch
      .tensor(batch.images, { shape: [count, 3, height, width] })
      .to({ device, memoryFormat });
    const targets = MASK_TASKS.map((task) => {
      const mask = masks[task];
      return [task, mask && torch.tensor(mask, { shape: [count, height, width], device })];
    });
    return { images, targets: Object.fromEntries(targets) };
  });
}
