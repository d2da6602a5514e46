// Scores of a segmentation model on a data set, at the masks' own resolution.
import { setImmediate } from 'node:timers/promises';
import {
  type Dataset,
  DRIVABLE_CLASSES,
  DRIVABLE_PALETTE,
  type LabelMask,
  Loader,
  type MaskTask,
  type Sample,
  SEMANTIC_CLASSES,
  SEMANTIC_PALETTE,
  type Size,
  type TransformInput,
  toTensors,
} from '@cotrain/data';
import { SegmentationMetrics, type SegmentationScores } from '@cotrain/metrics';
import type { Module } from '@cotrain/nn';
import { type Device, type MemoryFormat, noGrad, scope, type Tensor } from '@cotrain/torch';
import { drawOverlay } from './report/index.js';

/** What each mask task shows: its classes, their colours, and those that an overlay leaves bare. */
export const MASK_CLASSES = {
  sem_seg: { classes: SEMANTIC_CLASSES, palette: SEMANTIC_PALETTE, plain: [] },
  drivable: { classes: DRIVABLE_CLASSES, palette: DRIVABLE_PALETTE, plain: ['background'] },
} as const;

/** A model that names the class of every pixel. */
export interface PredictingModel extends Module<never[], unknown> {
  /** Class maps by task, uint8 [height, width] of `outputs` for each image, whose valid part is `sizes`. */
  predict(images: Tensor, sizes: readonly Size[], outputs: readonly Size[]): Record<string, Tensor[]>;
}

export interface EvaluateOptions {
  tasks: readonly MaskTask[];
  transforms: readonly TransformInput[];
  batchSize?: number;
  workers?: number;
  device?: Device;
  memoryFormat?: MemoryFormat;
  /** How many frames, spread over the data set, are drawn. */
  overlays?: number;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

export interface Evaluation {
  /** In percent, by the names of an evaluation event; null where the truth shows nothing of it. */
  metrics: Record<string, number | null>;
  overlays: { name: string; png: Uint8Array }[];
}

const inPercent = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** `sem_seg/mIoU`, `sem_seg/IoU/road`, ... */
function named(prefix: string, scores: SegmentationScores, suffix = ''): Record<string, number | null> {
  const summary = (['mIoU', 'pAcc', 'fIoU', 'mAcc'] as const).map((name) => [
    `${prefix}/${name}${suffix}`,
    inPercent(scores[name]),
  ]);
  const classes = Object.entries(scores.perClass)
    .filter(([, { pixels }]) => pixels > 0)
    .map(([name, { iou }]) => [`${prefix}/IoU${suffix}/${name}`, inPercent(iou)]);
  return Object.fromEntries([...summary, ...classes]);
}

/** Truth and class map of one frame. */
interface Judged {
  sample: Sample;
  task: MaskTask;
  prediction: LabelMask;
}

class Scorer {
  readonly #metrics: Map<MaskTask, SegmentationMetrics>;

  constructor(tasks: readonly MaskTask[]) {
    this.#metrics = new Map(
      tasks.map((task) => [task, new SegmentationMetrics({ classes: MASK_CLASSES[task].classes })]),
    );
  }

  add({ sample, task, prediction }: Judged): void {
    const label = sample.labels[task];
    if (label.state === 'present') this.#metrics.get(task)!.update(label.value.data, prediction.data);
  }

  compute(): Record<string, number | null> {
    const results = [...this.#metrics].map(([task, metrics]) => ({
      ...named(task, metrics.compute()),
      // The toolkit's documentation counts the background, its code drops it: both readings, named.
      ...(task === 'drivable'
        ? named(task, metrics.without('background').compute(), '_withoutBackground')
        : {}),
    }));
    return Object.assign({}, ...results);
  }
}

function draw({ sample, task, prediction }: Judged): Promise<Buffer> {
  const { classes, palette, plain } = MASK_CLASSES[task];
  const label = sample.labels[task];
  const truth = label.state === 'present' ? label.value : null;
  return drawOverlay({
    image: sample.image,
    truth,
    prediction,
    classes,
    palette,
    plain,
    caption: sample.name,
  });
}

/** Which of `total` frames are drawn: `wanted` of them at equal distances. */
function spread(total: number, wanted: number): Set<number> {
  const shown = Math.min(wanted, total);
  return new Set(Array.from({ length: shown }, (_, i) => Math.floor(((i + 0.5) * total) / shown)));
}

/**
 * Scores `model` on every labelled frame of a data set. Predictions are brought back to the size of the truth.
 *
 * @throws DataError for a frame that cannot be read; the signal's reason after an abort
 */
export async function evaluate(
  model: PredictingModel,
  dataset: Dataset,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const {
    tasks,
    transforms,
    batchSize = 8,
    workers = 0,
    device = 'cpu',
    memoryFormat,
    signal,
    onProgress,
  } = options;
  const loader = new Loader(dataset, { batchSize, transforms, workers, ...(signal ? { signal } : {}) });
  const scorer = new Scorer(tasks);
  const drawn = spread(dataset.length, options.overlays ?? 0);
  const overlays: Evaluation['overlays'] = [];
  let done = 0;
  model.eval();
  for await (const batch of loader) {
    const predictions = noGrad(() =>
      scope(() => {
        const { images } = toTensors(batch, { device, memoryFormat });
        const maps = model.predict(images, batch.sizes, batch.originals);
        return tasks.map((task) => (maps[task] ?? []).map((map) => map.data<'uint8'>()));
      }),
    );
    for (const [i, index] of batch.indices.entries()) {
      const sample = await dataset.get(index);
      for (const [t, task] of tasks.entries()) {
        const judged = { sample, task, prediction: { ...batch.originals[i]!, data: predictions[t]![i]! } };
        scorer.add(judged);
        if (drawn.has(index)) overlays.push({ name: `${sample.name} ${task}`, png: await draw(judged) });
      }
    }
    done += batch.names.length;
    onProgress?.(done, dataset.length);
    await setImmediate(); // so that Ctrl-C is heard
  }
  return { metrics: scorer.compute(), overlays };
}
