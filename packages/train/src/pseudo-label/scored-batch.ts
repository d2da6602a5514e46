// A teacher's answers for one task on a batch, with the scores of pixels.
import { type HostBatch, imagesToTensors, type LabelMask, type Task } from '@cotrain/data';
import type { BatchSizes, BoxPrediction, ClassMap, FeatureMaps, MultiTaskModel } from '@cotrain/models';
import { type Device, type MemoryFormat, noGrad, scope } from '@cotrain/torch';
import { RunError } from '../errors.js';
import { type FoundBox, foundBoxes } from '../evaluate/predict-batch.js';
import type { ScoredMask } from './masks.js';

export type ScoredPrediction = { task: 'det'; boxes: FoundBox[] } | ({ task: 'mask' } & ScoredMask);

/** What is asked of a head here; heads of masks say how sure they are of each pixel. */
interface ScoringHead {
  forward(maps: FeatureMaps, batch: BatchSizes): unknown;
  predict(outputs: unknown, batch: BatchSizes): unknown[];
  predictScored?(outputs: unknown, batch: BatchSizes): ClassMap[];
}

/**
 * Predicts one task only, each frame in its original size. The model must be in evaluation mode.
 *
 * @throws RunError for a head of masks that does not know the scores of its pixels
 */
export function predictScores(
  model: MultiTaskModel,
  batch: HostBatch,
  task: Task,
  options: { device?: Device; memoryFormat?: MemoryFormat },
): ScoredPrediction[] {
  const head = model.heads.get(task) as unknown as ScoringHead;
  return noGrad(() =>
    scope(() => {
      const { images, sizes } = imagesToTensors(batch, options);
      const own: BatchSizes = { padded: { height: batch.height, width: batch.width }, ...sizes };
      const outputs = head.forward(model.features(images), own);
      if (task === 'det')
        return (head.predict(outputs, own) as BoxPrediction[]).map((found) => ({
          task: 'det',
          boxes: foundBoxes(found),
        }));
      if (!head.predictScored)
        throw new RunError(`the head of ${task} gives no scores of pixels: it cannot make pseudo labels`);
      return head.predictScored(outputs, own).map(({ labels, scores }, i) => {
        const { height, width } = batch.originals[i]!;
        const mask: LabelMask = { height, width, data: labels.data<'uint8'>() };
        return { task: 'mask', mask, scores: scores.to({ dtype: 'float32' }).data<'float32'>() };
      });
    }),
  );
}
