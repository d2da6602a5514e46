// The learning-rate range test: the rate rises from step to step until the loss explodes.
import { join } from 'node:path';
import { StagedOptimizer } from '@cotrain/optim';
import { buildModel, memoryFormat } from './build.js';
import type { TrainConfig } from './config/config.js';
import { withAbsolutePaths } from './config/paths.js';
import { stagesOf } from './config/train.js';
import { DivergenceError, RunError } from './errors.js';
import { assertTasks } from './labelSpace.js';
import { openData } from './openData.js';
import { allowTF32, precisionOf } from './precision.js';
import { prepareModel } from './prepare.js';
import { renderChart } from './report/chart.js';
import { writeWhole } from './report/files.js';
import { makeStrategy } from './strategies/makeStrategy.js';
import { Trainer } from './trainer.js';
import { joinedLoader, seeded, trainLoader } from './trainLoader.js';

/** Range of the rates to try, and where the plot goes. */
export interface FindLrOptions {
  /** Folder for `lr-finder.svg` and `lr-finder.csv`. */
  out: string;
  /** First learning rate. Default 1e-7. */
  from?: number;
  /** Last learning rate. Default 1. */
  to?: number;
  /** Number of steps, over which the rate rises by a constant factor. Default 100. */
  steps?: number;
  /** Ends the test after the current step. Default: none. */
  signal?: AbortSignal;
  /** Called after each step. Default: no callback. */
  onStep?: (point: LrPoint, steps: number) => void;
}

/** Loss at one learning rate. */
export interface LrPoint {
  lr: number;
  loss: number;
  /** Moving average of the loss over the steps so far. */
  smoothed: number;
}

/** Result of a learning-rate range test. */
export interface LrSearch {
  points: LrPoint[];
  /** Rate at which the loss falls fastest; null if it never falls. */
  suggestion: number | null;
  /** Path of the plot. */
  plot: string;
}

/** Weight of the old average in the smoothed loss. */
const SMOOTHING = 0.9;
/** The test ends when the smoothed loss is this many times its minimum. */
const EXPLODED = 4;
/** Steps before the average says something. */
const SETTLING = 10;

/**
 * Trains a new model of the configuration with rates that rise from step to step (Smith, "Cyclical learning
 * rates for training neural networks", 2017), and suggests the rate at which the loss falls fastest. Parts,
 * their factors and weight decay are those of the first stage. Nothing is saved but the plot.
 *
 * @throws RunError for rates that do not rise; errors of the data and the model
 */
export async function findLr(given: TrainConfig, options: FindLrOptions): Promise<LrSearch> {
  const { out, from = 1e-7, to = 1, steps = 100, signal, onStep } = options;
  if (!(from > 0 && to > from && Number.isInteger(steps) && steps > SETTLING))
    throw new RunError(
      `the rates must rise from above 0, over more than ${SETTLING} steps: got ${from} to ${to} in ${steps} steps`,
    );
  const config = withAbsolutePaths(given);
  const { train: settings, seed, tasks, device } = config;
  const data = await openData(config, 'train');
  assertTasks('the training data', data, data.tasks, tasks);
  using model = buildModel(config, data.tasks);
  const loader = trainLoader(config, data, null);
  await prepareModel(model, config, data, joinedLoader(config, data, null));
  const [stage] = stagesOf(settings, { hasText: config.model.language?.text.kind === 'clip' });
  const { epochs: _, ...first } = stage!;
  const rise = (step: number) => (to / from) ** (step / (steps - 1));
  using optimizer = new StagedOptimizer(
    model,
    [{ ...first, steps, lr: from, warmup: { steps: 0 }, schedule: rise }],
    { layerGroups: model.backbone.layerGroups() },
  );
  const { lossWeights, balancing, accumulate, clipNorm, clipScope } = settings;
  using strategy = makeStrategy(balancing, { tasks, lossWeights, seed });
  const trainer = new Trainer({
    ...{ model, optimizer, strategy, accumulate, clipNorm, clipScope, device, memoryFormat },
    loader: seeded(loader, config, null),
    precision: precisionOf(settings.precision, device),
    epochs: steps,
    maxSteps: steps,
    watchMapsEvery: null,
    ...(signal && { signal }),
  });
  using _tf32 = allowTF32(settings.precision, device);
  const points: LrPoint[] = [];
  try {
    for await (const event of trainer) {
      if (event.type !== 'step') continue;
      points.push(next(points, event.lr, event.loss));
      onStep?.(points.at(-1)!, steps);
      if (hasExploded(points)) break;
    }
  } catch (error) {
    // The rate was too high: that is what the test looks for.
    if (!(error instanceof DivergenceError)) throw error;
  }
  const suggestion = steepest(points);
  const plot = join(out, 'lr-finder.svg');
  const rows = points.map(({ lr, loss, smoothed }) => `${lr},${loss},${smoothed}\n`);
  await writeWhole(join(out, 'lr-finder.csv'), ['lr,loss,smoothed\n', ...rows].join(''));
  await writeWhole(plot, await drawn(points, suggestion));
  return { points, suggestion, plot };
}

/** The average of few losses is corrected for its start at zero, as Adam's moments are. */
function next(points: readonly LrPoint[], lr: number, loss: number): LrPoint {
  const count = points.length;
  const before = (points.at(-1)?.smoothed ?? 0) * (1 - SMOOTHING ** count);
  const smoothed = (SMOOTHING * before + (1 - SMOOTHING) * loss) / (1 - SMOOTHING ** (count + 1));
  return { lr, loss, smoothed };
}

function hasExploded(points: readonly LrPoint[]): boolean {
  if (points.length <= SETTLING) return false;
  const lowest = Math.min(...points.map(({ smoothed }) => smoothed));
  return points.at(-1)!.smoothed > EXPLODED * lowest;
}

/** The rate at which the smoothed loss falls fastest, by the logarithm of the rate. */
function steepest(points: readonly LrPoint[]): number | null {
  let best: { slope: number; lr: number } | null = null;
  for (let i = SETTLING; i < points.length - 1; i++) {
    const [before, after] = [points[i - 1]!, points[i + 1]!];
    const slope = (after.smoothed - before.smoothed) / Math.log(after.lr / before.lr);
    if (slope < (best?.slope ?? 0)) best = { slope, lr: points[i]!.lr };
  }
  return best?.lr ?? null;
}

function drawn(points: readonly LrPoint[], suggestion: number | null): Promise<string> {
  const x = { field: 'lr', type: 'quantitative', scale: { type: 'log' }, title: 'learning rate' } as const;
  const y = (field: string) =>
    ({ field, type: 'quantitative', scale: { zero: false }, title: 'loss' }) as const;
  const values = points.map((point) => ({ ...point }));
  const subtitle =
    suggestion === null ? 'the loss never falls' : `it falls fastest at ${suggestion.toPrecision(2)}`;
  return renderChart({
    title: { text: 'Loss by learning rate', subtitle },
    layer: [
      { data: { values }, mark: { type: 'line', opacity: 0.3 }, encoding: { x, y: y('loss') } },
      { data: { values }, mark: { type: 'line', strokeWidth: 2.5 }, encoding: { x, y: y('smoothed') } },
      ...(suggestion === null
        ? []
        : [
            {
              data: { values: [{ lr: suggestion }] },
              mark: { type: 'rule' as const, strokeDash: [4, 4], color: '#ef4444' },
              encoding: { x },
            },
          ]),
    ],
  });
}
