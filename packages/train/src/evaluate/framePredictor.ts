import type { HostBatch, TaskSpecs, TransformInput } from '@cotrain/data';
import type { MultiTaskModel } from '@cotrain/models';
import { memoryFormat } from '../build.js';
import type { TrainConfig } from '../config/config.js';
import { tasksOf } from '../tasks/index.js';
import { type FramePrediction, predictBatch } from './predictBatch.js';

/** A model that predicts frames: of a run, or of an exported file. */
export interface FramePredictor extends Disposable {
  /** Tasks that it predicts. */
  readonly tasks: TaskSpecs;
  /** Transforms of a frame before it is predicted. */
  readonly transforms: readonly TransformInput[];
  /** Number of frames that it takes at once. Default: any. */
  readonly batchSize?: number;
  /** Predictions for the frames of a batch, at their original sizes. */
  predict(batch: HostBatch): FramePrediction[] | Promise<FramePrediction[]>;
}

/** Predicts with a model in evaluation mode, which it frees. @param specs tasks of the run */
export function modelPredictor(
  model: MultiTaskModel,
  { tasks, transforms, device }: TrainConfig,
  specs: TaskSpecs,
): FramePredictor {
  const own = tasksOf(tasks, specs);
  return {
    tasks: Object.fromEntries(Object.entries(specs).filter(([name]) => tasks.includes(name))),
    transforms: transforms.eval,
    predict: (batch) => predictBatch(model, batch, own, { device, memoryFormat }),
    [Symbol.dispose]: () => model.dispose(),
  };
}
