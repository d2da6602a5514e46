// The training loop: batches in, events out. It does not depend on files, models or the command line.
import { setImmediate } from 'node:timers/promises';
import { type BatchTensors, DataError, type HostBatch, type SkippedSample, toTensors } from '@cotrain/data';
import { type LrSchedule, type Optimizer, StagedOptimizer } from '@cotrain/optim';
import { ArgumentError, type Device, distributed, type MemoryFormat } from '@cotrain/torch';
import type { SkipEvent, StageEvent, StepEvent, TrainEvent, WarningEvent } from './report/events.js';
import { Failures } from './step/failures.js';
import { Ranks } from './step/ranks.js';
import type { TrainableModel, TrainingBatch } from './step/trainable.js';
import { type ClipScope, TrainStep } from './step/trainStep.js';
import type { Strategy } from './strategies/strategy.js';
import { WeightedSum } from './strategies/weightedSum.js';

export type { TrainableModel, TrainingBatch } from './step/trainable.js';
export type { ClipScope } from './step/trainStep.js';

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
  /** Training batches, with several ranks those of this rank. */
  loader: BatchSource<Batch>;
  /**
   * The processes that train together, each on its own batches. A step is that of one process with the
   * batches of all ranks. Every rank has the same model, the same options and as many batches. Default null:
   * this process trains alone.
   */
  group?: distributed.ProcessGroup | null;
  /**
   * Whether the model's batch norms normalise over all ranks while it trains. Default true; without `group`
   * it has no effect.
   */
  syncBatchNorm?: boolean;
  /**
   * Number of batches (micro-batches) of this rank in a step. The step is that of one batch with all their
   * images, except for batch norms, which see one micro-batch at a time. The last step of an epoch has those
   * that are left. Default 1.
   */
  accumulate?: number;
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
  /** Scores the model. Called on every rank, between steps, in evaluation mode. Default: no scoring. */
  evaluate?: (position: TrainerPosition) => Promise<Record<string, number | null>>;
  /**
   * Saves the run and returns the file's path. Called on every rank, after every epoch, and when the run is
   * stopped or its data cannot be read. Default: nothing is saved.
   */
  checkpoint?: (position: TrainerPosition) => string;
  /**
   * Stops the run after the current step, with a checkpoint. With several ranks, one that is stopped stops
   * all of them after the same step. Default: none.
   */
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
 *   DataError from the loader, and for invalid ground-truth boxes; with several ranks, the error of the rank
 *   that failed first, on every rank; DistributedError if the ranks differ, or one is missing; ArgumentError
 *   for a strategy that cannot accumulate
 */
export class Trainer<Batch extends TrainingBatch = HostBatch> implements AsyncIterable<TrainEvent> {
  readonly #options: TrainerOptions<Batch>;
  /** The optimizer, if it has stages. */
  readonly #staged: StagedOptimizer | null;
  readonly #strategy: Strategy;
  readonly #ranks: Ranks;
  readonly #failures: Failures;
  #step: TrainStep<Batch> | null = null;
  #position: TrainerPosition;
  /** Whether training ends before its last epoch: with several ranks, once all of them know. */
  #isStopped = false;
  #started = 0;

  constructor(options: TrainerOptions<Batch>) {
    this.#options = options;
    this.#staged = options.optimizer instanceof StagedOptimizer ? options.optimizer : null;
    this.#strategy = options.strategy ?? new WeightedSum({ tasks: options.model.tasks });
    this.#ranks = new Ranks(options.group ?? null);
    this.#failures = new Failures(this.#ranks);
    this.#position = { ...(options.position ?? { step: 0, epoch: 0, batch: 0 }) };
    this.#staged?.setStep(this.#position.step);
    checkParts(options, this.#strategy, this.#ranks);
  }

  get position(): TrainerPosition {
    return { ...this.#position };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TrainEvent, void, undefined> {
    try {
      yield* this.#train();
    } catch (error) {
      throw await this.#failures.settle(error);
    } finally {
      this.#step?.dispose();
      this.#step = null;
    }
  }

  async *#train(): AsyncGenerator<TrainEvent, void, undefined> {
    const {
      model,
      loader,
      epochs,
      accumulate = 1,
      device = 'cpu',
      unscored,
      syncBatchNorm = true,
    } = this.#options;
    this.#started = performance.now();
    this.#requireSame();
    this.#ranks.shareModel(model);
    using _synchronized = syncBatchNorm ? this.#ranks.synchronize(model) : null;
    this.#step = this.#makeStep();
    yield {
      type: 'start',
      steps: loader.length === undefined ? null : Math.ceil(loader.length / accumulate) * epochs,
      epochs,
      images: loader.images ?? null,
      device,
      parameters: model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
      time: new Date().toISOString(),
    };
    if (this.#staged) yield this.#stageEvent(this.#staged);
    if (unscored) yield* this.#evaluate();
    while (this.#position.epoch < epochs && !this.#stops()) {
      try {
        yield* this.#epoch();
      } catch (error) {
        // If the next frames cannot be read, what was learned from the previous ones is saved.
        const settled = await this.#failures.settle(error);
        if (settled instanceof DataError && this.#position.batch > 0) yield* this.#checkpoint();
        throw settled;
      }
      this.#ranks.shareBuffers(model);
      if (this.#stops()) break;
      this.#position = { ...this.#position, epoch: this.#position.epoch + 1, batch: 0 };
      yield* this.#checkpoint();
      yield* this.#evaluate();
    }
    if (this.#stops()) yield* this.#checkpoint();
    const reason = this.#stops() ? 'aborted' : 'finished';
    yield { type: 'end', step: this.#position.step, reason, time: this.#time() };
  }

  #time(): number {
    return (this.#options.elapsed ?? 0) + seconds(this.#started);
  }

  /** @throws DistributedError unless all ranks train the same */
  #requireSame(): void {
    const {
      model,
      loader,
      epochs,
      accumulate = 1,
      syncBatchNorm = true,
      clipNorm,
      clipScope,
    } = this.#options;
    if (!this.#ranks.group) return;
    const strategy = this.#strategy;
    const settings = {
      tasks: model.tasks,
      batches: loader.length,
      position: this.#position,
      ...{ epochs, accumulate, syncBatchNorm, clipNorm, clipScope },
      strategy: [strategy.kind, strategy.at, strategy.weights()],
    };
    const lines = Object.entries(settings).map(([key, value]) => `${key}: ${JSON.stringify(value ?? null)}`);
    distributed.requireSame(this.#ranks.group, 'training settings', lines);
  }

  /** Several ranks agree on it before each step. */
  #stops(): boolean {
    return this.#ranks.size > 1 ? this.#isStopped : this.#isAborted();
  }

  #isAborted(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  #makeStep(): TrainStep<Batch> {
    const { model, optimizer, schedule, clipNorm, clipScope, watchMapsEvery } = this.#options;
    return new TrainStep({
      ...{ model, optimizer, schedule, clipNorm, clipScope, watchMapsEvery },
      strategy: this.#strategy,
      ranks: this.#ranks,
      toTensors: (batch) => this.#toTensors(batch),
    });
  }

  async *#epoch(): AsyncGenerator<StepEvent | StageEvent | SkipEvent | WarningEvent> {
    const { model, loader, accumulate = 1 } = this.#options;
    (this.#staged ?? model).train();
    loader.setPosition?.(this.#position.epoch, this.#position.batch);
    const done = loader.setPosition ? 0 : this.#position.batch;
    let waiting = performance.now();
    for await (const batches of inGroups(loader, accumulate, done)) {
      // Batches that are ready arrive through microtasks only: without a turn of the event loop, Ctrl-C would
      // not be noticed.
      await setImmediate();
      if (this.#stops()) return;
      const dataTime = seconds(waiting);
      if (this.#staged?.setStep(this.#position.step)) {
        this.#step!.enterStage();
        yield this.#stageEvent(this.#staged);
      }
      yield* this.#skipEvents(batches.flatMap(({ skipped }) => skipped ?? []));
      const result = this.#step!.run(batches, this.#position.step, this.#isAborted());
      if (typeof result === 'string') {
        this.#isStopped = true;
        return;
      }
      const { constant, skipped, ...numbers } = result;
      yield* this.#skipEvents(skipped);
      this.#position.batch += batches.length;
      yield {
        type: 'step',
        step: ++this.#position.step,
        epoch: this.#position.epoch,
        ...numbers,
        dataTime,
        stepTime: seconds(waiting),
      };
      for (const { part, text } of constant) yield { type: 'warning', step: this.#position.step, part, text };
      if (this.#stops()) return;
      waiting = performance.now();
    }
    // The other ranks must be at their end too.
    if (this.#ranks.size > 1)
      this.#isStopped = this.#step!.run([], this.#position.step, this.#isAborted()) === 'stopping';
  }

  *#skipEvents(skipped: readonly SkippedSample[]): Generator<SkipEvent> {
    for (const { name, reason } of skipped)
      yield { type: 'skip', step: this.#position.step, part: 'train', name, reason };
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
      if (!this.#isAborted()) throw error;
      this.#isStopped = true; // every rank is here: an evaluation ends on all of them
      return;
    }
    yield { type: 'eval', step, epoch, metrics, time: seconds(began) };
  }
}

/** The batches of a loader in lists of `size`, of which the last may be shorter, without the first `done`. */
async function* inGroups<Batch>(
  loader: AsyncIterable<Batch>,
  size: number,
  done: number,
): AsyncGenerator<Batch[]> {
  let group: Batch[] = [];
  let left = done;
  for await (const batch of loader) {
    if (left-- > 0) continue;
    group.push(batch);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** @throws ArgumentError for a step that cannot be computed in parts */
function checkParts(
  { model, accumulate = 1 }: Pick<TrainerOptions<never>, 'model' | 'accumulate'>,
  strategy: Strategy,
  ranks: Ranks,
): void {
  if (!(Number.isInteger(accumulate) && accumulate >= 1))
    throw new ArgumentError(`Trainer: accumulate must be a whole number from 1 on, got ${accumulate}`);
  const combines = strategy.combine !== undefined;
  if (accumulate > 1 && combines && strategy.at === 'features')
    throw new ArgumentError(
      `Trainer: the strategy ${strategy.kind} combines gradients at the feature maps, which needs the whole batch at once: set accumulate to 1, or at to 'parameters'`,
    );
  const isInParts = accumulate > 1 || ranks.size > 1;
  if (isInParts && !model.stepBackward && (combines || strategy.at === 'parameters'))
    throw new ArgumentError(
      `Trainer: the strategy ${strategy.kind} needs a model with stepBackward if a step has several ranks or micro-batches`,
    );
}
