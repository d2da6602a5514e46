// The loop: batches in, events out. It decides nothing about files, models or the command line.
import { setImmediate } from 'node:timers/promises';
import { type BatchTensors, DataError, type HostBatch, type SkippedSample, toTensors } from '@cotrain/data';
import type { BackwardOptions, BackwardResult, Targets } from '@cotrain/models';
import type { Module } from '@cotrain/nn';
import { clipGradNorm_, type LrSchedule, type Optimizer, StagedOptimizer } from '@cotrain/optim';
import { ArgumentError, type Device, type MemoryFormat, scope, type Tensor, torch } from '@cotrain/torch';
import {
  type FailedStep,
  gradientError,
  headError,
  lossError,
  partsWithoutFiniteGradients,
} from './divergence.js';
import { type ConstantMap, MapWatch } from './mapWatch.js';
import {
  type SkipEvent,
  type StageEvent,
  type StepEvent,
  type TrainEvent,
  taskLoss,
  type WarningEvent,
} from './report/events.js';
import type { Strategy } from './strategies/strategy.js';
import { WeightedSum } from './strategies/weightedSum.js';

/**
 * What is trained: a `MultiTaskModel`, or anything else that adds its losses' gradients to its parameters.
 */
export interface TrainableModel extends Module<never[], unknown> {
  /** What it learns; labels of other tasks are left aside. */
  readonly tasks: readonly string[];
  backward(images: Tensor, targets: Targets, options: BackwardOptions): BackwardResult;
  /** The parts whose gradients may be clipped each on its own. */
  parts(): Record<string, Module<never[], unknown>>;
}

/**
 * Of a gradient: over the whole model (detectron2's `full_model`), or over each part (backbone, neck, each
 * head) alone.
 */
export type ClipScope = 'model' | 'part';

/**
 * Where a run stands between two steps. With the weights and the optimizer's state, its future depends on
 * nothing else.
 */
export interface TrainerPosition {
  /** Steps done. */
  step: number;
  epoch: number;
  /** Batches of `epoch` that are done. */
  batch: number;
}

/** What the trainer looks at in a batch; how it becomes tensors is for `toTensors` to say. */
export interface TrainingBatch {
  /** Of its frames, for errors; as many as the images. */
  readonly names: readonly string[];
  /** The only task that the batch has labels of; null or absent: all. */
  readonly task?: string | null;
  /** What the batch lacks since it could not be read. */
  readonly skipped?: readonly SkippedSample[];
}

/**
 * Where training batches come from: `Loader` of @cotrain/data, or any async iterable. One iteration is one
 * epoch.
 */
export interface BatchSource<Batch extends TrainingBatch = HostBatch> extends AsyncIterable<Batch> {
  /** Batches an epoch; absent: known when the first epoch is over. */
  readonly length?: number;
  /** Images an epoch. */
  readonly images?: number;
  /**
   * Where the next iteration begins; without it, the batches of a begun epoch that are done are gone through
   * again.
   */
  setPosition?(epoch: number, batch: number): void;
}

/** Model, optimizer, data and callbacks of a {@link Trainer}. */
export interface TrainerOptions<Batch extends TrainingBatch = HostBatch> {
  model: TrainableModel;
  /** One optimizer for the whole run, or one in stages, which has schedules of its own. */
  optimizer: Optimizer | StagedOptimizer;
  /** Training batches. */
  loader: BatchSource<Batch>;
  /**
   * How a batch becomes tensors on the device (default: as batches of @cotrain/data do, which other batches
   * cannot).
   */
  toTensors?: (batch: Batch, options: { device?: Device; memoryFormat?: MemoryFormat }) => BatchTensors;
  /** Epochs in all, those before `position` included. */
  epochs: number;
  /** Factors of a plain optimizer's rates. Default: none, the rates stay as they are. */
  schedule?: LrSchedule;
  /** How the tasks are weighed against each other; default: the plain sum of their losses. */
  strategy?: Strategy;
  /** Gradients are scaled down to this norm. Default null: never. */
  clipNorm?: number | null;
  /**
   * With `model` (the default, and the official solver's), one task's wild gradients silence those of the
   * others.
   */
  clipScope?: ClipScope;
  /** Where it is computed. Default 'cpu'. */
  device?: Device;
  /** Of the images on the device. Default: contiguous. */
  memoryFormat?: MemoryFormat;
  /** Epochs between evaluations; the last epoch is always evaluated. Default 1. */
  evaluateEvery?: number;
  /**
   * Steps between two looks at whether the maps of the model's parts still differ between pixels; a part
   * whose maps no longer do is a `warning` event. Default 25; null: never.
   */
  watchMapsEvery?: number | null;
  /** Scores the model; called between steps, in evaluation mode. Default: it is not scored. */
  evaluate?: (position: TrainerPosition) => Promise<Record<string, number | null>>;
  /**
   * Saves the run and returns the file's path; called after every epoch, and when the run is stopped or its
   * data cannot be read. Default: nothing is saved.
   */
  checkpoint?: (position: TrainerPosition) => string;
  /** Stops the run after the step in progress, with a checkpoint. Default: none. */
  signal?: AbortSignal;
  /** Where to go on. Default: the beginning. */
  position?: TrainerPosition;
  /** Seconds that it took to get there, for the times in events. Default 0. */
  elapsed?: number;
  /** `position` was not scored yet: if an evaluation is due there, the run goes on with it. Default false. */
  unscored?: boolean;
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

/**
 * Trains a model. Iterating it runs the training and yields what happens:
 *
 * ```ts
 * for await (const event of new Trainer({ model, optimizer, loader, epochs: 12 })) console.log(event);
 * ```
 *
 * @throws DivergenceError when a loss, a head's outputs or the gradients' norm are not finite, and says why;
 *   DataError from the loader, and for boxes that cannot be learned from
 */
export class Trainer<Batch extends TrainingBatch = HostBatch> implements AsyncIterable<TrainEvent> {
  readonly #options: TrainerOptions<Batch>;
  /** The optimizer, if it goes in stages. */
  readonly #staged: StagedOptimizer | null;
  readonly #strategy: Strategy;
  readonly #maps: MapWatch;
  /** Parameters whose gradients are clipped together. */
  #clipped: Tensor[][];
  #position: TrainerPosition;
  #started = 0;

  constructor(options: TrainerOptions<Batch>) {
    this.#options = options;
    this.#staged = options.optimizer instanceof StagedOptimizer ? options.optimizer : null;
    this.#strategy = options.strategy ?? new WeightedSum({ tasks: options.model.tasks });
    this.#maps = new MapWatch(options.model.parts());
    this.#position = { ...(options.position ?? { step: 0, epoch: 0, batch: 0 }) };
    this.#staged?.setStep(this.#position.step);
    this.#clipped = clippedTogether(options.model, options.clipScope);
  }

  get position(): TrainerPosition {
    return { ...this.#position };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TrainEvent, void, undefined> {
    const { model, loader, epochs, signal, device = 'cpu', unscored } = this.#options;
    this.#started = performance.now();
    yield {
      type: 'start',
      steps: loader.length === undefined ? null : loader.length * epochs,
      epochs,
      images: loader.images ?? null,
      device,
      parameters: model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
      time: new Date().toISOString(),
    };
    if (this.#staged) yield this.#stageEvent(this.#staged);
    if (unscored) yield* this.#evaluate();
    while (this.#position.epoch < epochs && !signal?.aborted) {
      try {
        yield* this.#epoch();
      } catch (error) {
        // Whatever is wrong with the next frames, what was learned from the last ones is kept.
        if (error instanceof DataError && this.#position.batch > 0) yield* this.#checkpoint();
        throw error;
      }
      if (signal?.aborted) break;
      this.#position = { ...this.#position, epoch: this.#position.epoch + 1, batch: 0 };
      yield* this.#checkpoint();
      yield* this.#evaluate();
    }
    if (signal?.aborted) yield* this.#checkpoint();
    const reason = signal?.aborted ? 'aborted' : 'finished';
    yield { type: 'end', step: this.#position.step, reason, time: this.#time() };
  }

  #time(): number {
    return (this.#options.elapsed ?? 0) + seconds(this.#started);
  }

  async *#epoch(): AsyncGenerator<StepEvent | StageEvent | SkipEvent | WarningEvent> {
    const { model, loader, signal, clipScope } = this.#options;
    (this.#staged ?? model).train();
    loader.setPosition?.(this.#position.epoch, this.#position.batch);
    let done = loader.setPosition ? 0 : this.#position.batch;
    let waiting = performance.now();
    for await (const batch of loader) {
      if (done-- > 0) continue;
      // Batches that are ready come by microtasks alone: without a turn of the event loop, no Ctrl-C would be
      // heard.
      await setImmediate();
      if (signal?.aborted) return;
      const dataTime = seconds(waiting);
      if (this.#staged?.setStep(this.#position.step)) {
        this.#clipped = clippedTogether(model, clipScope);
        yield this.#stageEvent(this.#staged);
      }
      for (const { name, reason } of batch.skipped ?? [])
        yield { type: 'skip', step: this.#position.step, part: 'train', name, reason };
      const { constant, ...result } = this.#step(batch);
      this.#position.batch++;
      yield {
        type: 'step',
        step: ++this.#position.step,
        epoch: this.#position.epoch,
        ...result,
        dataTime,
        stepTime: seconds(waiting),
        images: batch.names.length,
      };
      for (const { part, text } of constant) yield { type: 'warning', step: this.#position.step, part, text };
      if (signal?.aborted) return;
      waiting = performance.now();
    }
  }

  #stageEvent(staged: StagedOptimizer): StageEvent {
    const { name } = staged.stage;
    return { type: 'stage', step: this.#position.step, name, parts: staged.table(), text: staged.describe() };
  }

  #toTensors(batch: Batch): BatchTensors {
    const { device, memoryFormat } = this.#options;
    const options = { ...(device && { device }), ...(memoryFormat && { memoryFormat }) };
    if (this.#options.toTensors) return this.#options.toTensors(batch, options);
    if (!('pixels' in batch))
      throw new ArgumentError('Trainer: these batches are none of @cotrain/data: give toTensors');
    return toTensors(batch as unknown as HostBatch, options);
  }

  #step(
    batch: Batch,
  ): Pick<StepEvent, 'losses' | 'loss' | 'lr' | 'gradNorm' | 'gradNorms'> & { constant: ConstantMap[] } {
    const { model, optimizer, schedule, watchMapsEvery = 25 } = this.#options;
    const strategy = this.#strategy;
    const lr = this.#staged?.lr ?? schedule?.apply(this.#position.step)[0] ?? optimizer.paramGroups[0]!.lr;
    const nothing = { losses: {}, loss: 0, lr, gradNorm: 0, gradNorms: {}, constant: [] };
    if (batch.names.length === 0) return nothing; // none of its frames could be read
    return scope(() => {
      const { images, targets: all, sizes } = this.#toTensors(batch); // images: [B, 3, H, W]
      const { task: only = null } = batch;
      const tasks = only === null ? model.tasks : model.tasks.filter((task) => task === only);
      const targets = Object.fromEntries(tasks.map((task) => [task, all[task]]));
      const failed = { model, step: this.#position.step + 1, batch, tensors: { images, targets: all } };
      const options = { lossWeights: strategy.weights(), gradients: strategy, ...sizes };
      const isWatched = watchMapsEvery !== null && this.#position.step % watchMapsEvery === 0;
      using observed = isWatched ? this.#maps.observe() : null;
      const { losses, gradNorms } = backward(failed, targets, options);
      const named = Object.entries(losses).flatMap(([task, own]) =>
        Object.entries(own).map(([name, loss]) => [`${task}/${name}`, loss] as const),
      );
      // No frame of the batch has a label that this model learns from.
      if (named.length === 0) return nothing;
      const clipNorm = this.#options.clipNorm ?? Number.POSITIVE_INFINITY;
      const norms = this.#clipped.map((parameters) => clipGradNorm_(parameters, clipNorm));
      // The one read of a step's numbers: it waits for all that was queued. Heads that match or suppress have
      // read before whether their outputs are finite, where they wait for the device anyway
      // (tests/train/reads.test.ts counts).
      const [weighted, taskNorms, partNorms, deviations] = readTogether([
        named.map(([, loss]) => loss),
        Object.values(gradNorms),
        norms,
        observed?.scalars ?? [],
      ] as const);
      const lossValues = named.map(([name], i): [string, number] => [name, weighted[i]!]);
      const gradNorm = Math.hypot(...partNorms);
      const wrong = lossValues.find(([, loss]) => !Number.isFinite(loss));
      if (wrong) throw lossError(failed, ...wrong);
      if (!Number.isFinite(gradNorm)) {
        const tasks = Object.keys(gradNorms).filter((_, i) => !Number.isFinite(taskNorms[i]));
        const again = () => void model.backward(images, targets, { ...options, gradients: undefined });
        throw gradientError(failed, gradNorm, tasks, partsWithoutFiniteGradients(model, again));
      }
      optimizer.step();
      optimizer.zeroGrad();
      const result = {
        losses: sumLayers(lossValues),
        loss: lossValues.reduce((sum, [, value]) => sum + value, 0),
        lr,
        gradNorm,
        gradNorms: Object.fromEntries(Object.keys(gradNorms).map((task, i) => [task, taskNorms[i]!])),
        constant: observed ? this.#maps.judge(observed, deviations) : [],
      };
      const taskLosses = Object.keys(losses).map((task) => [task, taskLoss(result, task)]);
      strategy.update({ losses: Object.fromEntries(taskLosses), gradNorms: result.gradNorms });
      return result;
    });
  }

  *#checkpoint(): Generator<TrainEvent> {
    const path = this.#options.checkpoint?.(this.position);
    if (path !== undefined) yield { type: 'checkpoint', step: this.#position.step, path, time: this.#time() };
  }

  /** Where an evaluation is due: after every so many epochs, and after the last one. */
  async *#evaluate(): AsyncGenerator<TrainEvent> {
    const { evaluate, evaluateEvery = 1, epochs } = this.#options;
    const { step, epoch, batch } = this.#position;
    const isDue = batch === 0 && epoch > 0 && (epoch % evaluateEvery === 0 || epoch === epochs);
    if (!evaluate || !isDue) return;
    const began = performance.now();
    this.#options.model.eval();
    let metrics: Record<string, number | null>;
    try {
      metrics = await evaluate(this.position);
    } catch (error) {
      // Stopped half-way: the epoch is done and saved, its scores are not known.
      if (this.#options.signal?.aborted) return;
      throw error;
    }
    yield { type: 'eval', step, epoch, metrics, time: seconds(began) };
  }
}

function backward(failed: FailedStep, targets: Targets, options: BackwardOptions): BackwardResult {
  try {
    return failed.model.backward(failed.tensors.images, targets, options);
  } catch (error) {
    throw headError(failed, error);
  }
}

/** The values of several lists of scalars, by one read. */
function readTogether<Lists extends readonly (readonly Tensor[])[]>(
  lists: Lists,
): { [I in keyof Lists]: number[] } {
  const values = torch.stack(lists.flat()).toArray() as number[];
  return lists.map(({ length }) => values.splice(0, length)) as { [I in keyof Lists]: number[] };
}

function clippedTogether(model: TrainableModel, clipScope: ClipScope = 'model'): Tensor[][] {
  const modules = clipScope === 'part' ? Object.values(model.parts()) : [model];
  const learned = modules.map((module) => module.parameters().filter(({ requiresGrad }) => requiresGrad));
  return learned.filter((parameters) => parameters.length > 0);
}

/**
 * Deep supervision names the losses of decoder layers `loss_ce`, `loss_ce_0`, `loss_ce_1`: one name sums
 * them.
 */
function sumLayers(losses: [name: string, value: number][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, value] of losses) {
    const base = name.replace(/_\d+$/, '');
    sums[base] = (sums[base] ?? 0) + value;
  }
  return sums;
}
