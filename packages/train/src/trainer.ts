// The training loop: batches in, events out. It does not depend on files, models or the command line.
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
 * A model to train: a `MultiTaskModel`, or anything else that adds its losses' gradients to its parameters.
 */
export interface TrainableModel extends Module<never[], unknown> {
  /** Tasks that it learns; labels of other tasks are ignored. */
  readonly tasks: readonly string[];
  backward(images: Tensor, targets: Targets, options: BackwardOptions): BackwardResult;
  /** Parts whose gradients can be clipped separately. */
  parts(): Record<string, Module<never[], unknown>>;
}

/**
 * Scope of gradient clipping: the whole model (detectron2's `full_model`), or each part (backbone, neck, each
 * head) separately.
 */
export type ClipScope = 'model' | 'part';

/**
 * Position of a run between two steps. Its future depends only on this, the weights and the optimizer's
 * state.
 */
export interface TrainerPosition {
  /** Number of steps done. */
  step: number;
  epoch: number;
  /** Number of batches of `epoch` that are done. */
  batch: number;
}

/** What the trainer reads from a batch. `toTensors` converts the batch to tensors. */
export interface TrainingBatch {
  /** Names of its frames, for errors; one for each image. */
  readonly names: readonly string[];
  /** The only task with labels in this batch; null or absent: all tasks. */
  readonly task?: string | null;
  /** Samples missing because they could not be read. */
  readonly skipped?: readonly SkippedSample[];
}

/**
 * Source of training batches: `Loader` of @cotrain/data, or any async iterable. One iteration is one epoch.
 */
export interface BatchSource<Batch extends TrainingBatch = HostBatch> extends AsyncIterable<Batch> {
  /** Number of batches in an epoch; absent: known after the first epoch. */
  readonly length?: number;
  /** Number of images in an epoch. */
  readonly images?: number;
  /**
   * Sets where the next iteration starts. Without it, the finished batches of an epoch are skipped by reading
   * them again.
   */
  setPosition?(epoch: number, batch: number): void;
}

/** Model, optimizer, data and callbacks of a {@link Trainer}. */
export interface TrainerOptions<Batch extends TrainingBatch = HostBatch> {
  model: TrainableModel;
  /** One optimizer for the whole run, or one in stages, which has its own schedules. */
  optimizer: Optimizer | StagedOptimizer;
  /** Training batches. */
  loader: BatchSource<Batch>;
  /**
   * Converts a batch to tensors on the device. Default: the conversion for batches of @cotrain/data; other
   * batches require their own.
   */
  toTensors?: (batch: Batch, options: { device?: Device; memoryFormat?: MemoryFormat }) => BatchTensors;
  /** Total number of epochs, including those before `position`. */
  epochs: number;
  /** Schedule of a plain optimizer's rates. Default: none, the rates stay constant. */
  schedule?: LrSchedule;
  /** How the tasks are balanced. Default: the plain sum of their losses. */
  strategy?: Strategy;
  /** Maximum norm to which gradients are scaled down. Default null: no clipping. */
  clipNorm?: number | null;
  /**
   * Scope of clipping. With `model` (the default, as in the official solver), one task's exploding gradients
   * suppress those of the others.
   */
  clipScope?: ClipScope;
  /** Device to compute on. Default 'cpu'. */
  device?: Device;
  /** Memory format of the images on the device. Default: contiguous. */
  memoryFormat?: MemoryFormat;
  /** Epochs between evaluations; the last epoch is always evaluated. Default 1. */
  evaluateEvery?: number;
  /**
   * Number of steps between checks that the maps of the model's parts still differ between pixels. A part
   * whose maps no longer differ causes a `warning` event. Default 25; null disables the checks.
   */
  watchMapsEvery?: number | null;
  /** Scores the model. Called between steps, in evaluation mode. Default: no scoring. */
  evaluate?: (position: TrainerPosition) => Promise<Record<string, number | null>>;
  /**
   * Saves the run and returns the file's path. Called after every epoch, and when the run is stopped or its
   * data cannot be read. Default: nothing is saved.
   */
  checkpoint?: (position: TrainerPosition) => string;
  /** Stops the run after the current step, with a checkpoint. Default: none. */
  signal?: AbortSignal;
  /** Where to continue. Default: the beginning. */
  position?: TrainerPosition;
  /** Seconds that it took to get there, for the times in events. Default 0. */
  elapsed?: number;
  /**
   * Whether `position` has not been scored yet: if an evaluation is due there, the run continues with it.
   * Default false.
   */
  unscored?: boolean;
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

/**
 * Trains a model. Iterating it runs the training and yields events:
 *
 * ```ts
 * for await (const event of new Trainer({ model, optimizer, loader, epochs: 12 })) console.log(event);
 * ```
 *
 * @throws DivergenceError if a loss, a head's outputs or the gradients' norm are not finite, with the cause;
 *   DataError from the loader, and for invalid ground-truth boxes
 */
export class Trainer<Batch extends TrainingBatch = HostBatch> implements AsyncIterable<TrainEvent> {
  readonly #options: TrainerOptions<Batch>;
  /** The optimizer, if it has stages. */
  readonly #staged: StagedOptimizer | null;
  readonly #strategy: Strategy;
  readonly #maps: MapWatch;
  /** Groups of parameters whose gradients are clipped together. */
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
        // If the next frames cannot be read, what was learned from the previous ones is saved.
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
      // Batches that are ready arrive through microtasks only: without a turn of the event loop, Ctrl-C would
      // not be noticed.
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
      // No frame of the batch has a label for this model's tasks.
      if (named.length === 0) return nothing;
      const clipNorm = this.#options.clipNorm ?? Number.POSITIVE_INFINITY;
      const norms = this.#clipped.map((parameters) => clipGradNorm_(parameters, clipNorm));
      // The only read of a step's numbers, which waits for all queued work. Heads that match or suppress have
      // already read whether their outputs are finite, at a point where they wait for the device anyway
      // (counted by tests/train/reads.test.ts).
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

  /** Evaluates if it is due: after each interval of epochs, and after the last one. */
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
      // Stopped during evaluation: the epoch is done and saved, but its scores are not known.
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

/** Reads the values of several lists of scalars at once. */
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
 * Deep supervision names the losses of decoder layers `loss_ce`, `loss_ce_0`, `loss_ce_1`. They are summed
 * under one name.
 */
function sumLayers(losses: [name: string, value: number][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, value] of losses) {
    const base = name.replace(/_\d+$/, '');
    sums[base] = (sums[base] ?? 0) + value;
  }
  return sums;
}
