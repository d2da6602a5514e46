// A model's predictions for a batch, in host memory.
import { type HostBatch, imagesToTensors } from '@cotrain/data';
import type { ForwardSizes, Prediction } from '@cotrain/models';
import type { Module } from '@cotrain/nn';
import { type Device, type MemoryFormat, noGrad, scope, type Tensor } from '@cotrain/torch';
import type { Task } from '../tasks/index.js';

/**
 * Predictions of a model for one frame: for each of its tasks, the host format of the task's kind, at the
 * frame's own size.
 */
export type FramePrediction = Readonly<Record<string, unknown>>;

/** A model that predicts. Its images are normalised, [B, 3, H, W]. */
export interface PredictingModel extends Module<never[], unknown> {
  predict(images: Tensor, sizes: ForwardSizes): Record<string, Prediction[]>;
}

/**
 * Predictions for each frame of a batch, at the frames' original sizes. The model must be in evaluation mode.
 */
export function predictBatch(
  model: PredictingModel,
  batch: HostBatch,
  tasks: readonly Task[],
  options: { device?: Device; memoryFormat?: MemoryFormat } = {},
): FramePrediction[] {
  return noGrad(() =>
    scope(() => {
      const { images, sizes } = imagesToTensors(batch, options);
      const byTask = model.predict(images, sizes);
      return batch.originals.map((original, i) =>
        Object.fromEntries(
          tasks.flatMap((task) => {
            const prediction = byTask[task.name]?.[i];
            return prediction ? [[task.name, task.toHost(prediction, original)]] : [];
          }),
        ),
      );
    }),
  );
}
