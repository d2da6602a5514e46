// Int8 files, and what shorter weights cost in accuracy.
import { type Dataset, Loader, type Size, subset } from '@cotrain/data';
import { quantizeOnnx } from '@cotrain/export';
import { type Tensor, torch } from '@cotrain/torch';
import { evaluatePredictions, spread } from '../evaluate/evaluate.js';
import { tasksOf } from '../tasks/index.js';
import { openOnnxModel, planes, transformsTo } from './filePredictor.js';
import { type ExportMetadata, mainScores } from './metadata.js';
import type { Comparison } from './modelCard.js';
import { INPUT } from './traceModel.js';

/** Frames by which the ranges of activations are found. */
const CALIBRATION_FRAMES = 32;
/** Frames by which the stored weights are compared. */
const COMPARED_FRAMES = 100;

/** The first frames of a data set would be one drive's. */
const spreadOver = (dataset: Dataset, count: number): Dataset =>
  subset(dataset, [...spread(dataset.length, count)]);

/** Quantises an exported model to int8, with the ranges of its activations on training frames. */
export async function quantized(onnx: Uint8Array, training: Dataset, size: Size): Promise<Uint8Array> {
  const frames = calibrationFrames(spreadOver(training, CALIBRATION_FRAMES), size);
  return (await quantizeOnnx(onnx, { frames })).onnx;
}

async function* calibrationFrames(dataset: Dataset, size: Size): AsyncGenerator<Record<string, Tensor>> {
  for await (const batch of new Loader(dataset, { batchSize: 1, transforms: transformsTo(size) })) {
    const images = torch.tensor(planes(batch), { shape: [1, 3, batch.height, batch.width] });
    try {
      yield { [INPUT]: images };
    } finally {
      images.dispose();
    }
  }
}

/**
 * Scores forms of one exported model on the same validation frames.
 *
 * @param forms ONNX models by the name of their weights, as bytes or paths, with their sizes in bytes
 */
export async function compareStored(
  forms: readonly { name: string; model: Uint8Array | string; bytes: number }[],
  metadata: ExportMetadata,
  validation: Dataset,
  onProgress?: (done: number, total: number) => void,
): Promise<Comparison> {
  const dataset = spreadOver(validation, COMPARED_FRAMES);
  const tasks = Object.keys(metadata.tasks).filter((name) => dataset.tasks[name]);
  const stored: Comparison['stored'][number][] = [];
  for (const [i, { name, model, bytes }] of forms.entries()) {
    using predictor = await openOnnxModel(model, metadata);
    const { metrics } = await evaluatePredictions((batch) => predictor.predict(batch), dataset, {
      tasks,
      transforms: predictor.transforms,
      batchSize: 1,
      onProgress: (done, total) => onProgress?.(i * total + done, forms.length * total),
    });
    stored.push({ name, bytes, scores: mainScores(metrics, tasksOf(tasks, dataset.tasks)) });
  }
  return { frames: dataset.length, stored };
}
