// A model's answers on a batch, in the memory of the host.
import { type HostBatch, imagesToTensors, type LabelMask, type Size, type Task } from '@cotrain/data';
import type { BoxPrediction, ForwardSizes, Prediction } from '@cotrain/models';
import type { Module } from '@cotrain/nn';
import { type Device, type MemoryFormat, noGrad, scope, Tensor } from '@cotrain/torch';

/** An object that was found: half-open edges in pixels of the frame. */
export interface FoundBox {
  /** Index into `DETECTION_CATEGORIES`. */
  category: number;
  /** 0..1 */
  score: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** What a model says of one frame, for each task that it has; masks are of the frame's own size. */
export interface FramePrediction {
  det?: FoundBox[];
  sem_seg?: LabelMask;
  drivable?: LabelMask;
}

/** A model that predicts; its images are normalised, [B, 3, H, W]. */
export interface PredictingModel extends Module<never[], unknown> {
  predict(images: Tensor, sizes: ForwardSizes): Record<string, Prediction[]>;
}

/** Predictions for each frame of a batch, in the frames' original sizes. The model must be in evaluation mode. */
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
      return batch.names.map((_, i) =>
        Object.fromEntries(
          tasks.flatMap((task) => {
            const prediction = byTask[task]?.[i];
            return prediction ? [[task, toHost(prediction, batch.originals[i]!)]] : [];
          }),
        ),
      );
    }),
  );
}

const toHost = (prediction: Prediction, size: Size): LabelMask | FoundBox[] =>
  prediction instanceof Tensor
    ? { height: size.height, width: size.width, data: prediction.data<'uint8'>() }
    : foundBoxes(prediction);

export function foundBoxes({ boxes, scores, labels }: BoxPrediction): FoundBox[] {
  const edges = boxes.data<'float32'>(); // [N, 4]
  const classes = labels.data<'int64'>();
  return Array.from(scores.data<'float32'>(), (score, i) => ({
    category: Number(classes[i]),
    score,
    x1: edges[4 * i]!,
    y1: edges[4 * i + 1]!,
    x2: edges[4 * i + 2]!,
    y2: edges[4 * i + 3]!,
  }));
}
