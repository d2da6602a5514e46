// The training loop: batches in, events out. It does not depend on files, models or the command line.
import { setImmediate } from 'node:timers/promises';
import { type BatchTensors, DataError, type HostBatch, type SkippedSample, toTensors } from '@cotrain/data';
import { StagedOptimizer } from '@cotrain/optim';
import { ArgumentError, distributed } from '@cotrain/torch';
import { SavePolicy } from './policies/save.js';
import { StopPolicy, type StopReason } from './policies/stop.js';
import type { CheckpointEvent, DivergenceEvent, SkipEvent, StageEvent, TrainEvent } from './report/events.js';
import { Failures } from './step/failures.js';
import type { StepWishes } from './step/plan.js';
import { Ranks } from './step/ranks.js';
import { stepBatches } from './step/stepBatches.js';
import type { Diverged } from './step/stepDivergence.js';
import type { TrainingBatch } from './step/trainable.js';
import { TrainStep } from './step/trainStep.js';
import { isAsynchronous } from './step/transfers.js';
import type { Strategy } from './strategies/strategy.js';
import { WeightedSum } from './strategies/weightedSum.js';
import type { CheckpointSink, TrainerOptions, TrainerPosition } from './trainerOptions.js';

export type { TrainableModel, TrainingBatch } from './step/trainable.js';
export type { ClipScope } from './step/trainStep.js';
export type {
  BatchSource,
  CheckpointSink,
  DivergencePolicy,
  EarlyStoppingOptions,
  TrainerOptions,
  TrainerPosition,
} from './trainerOptions.js';

/** Most steps in a row that may diverge before training ends whatever `onDivergence` says. */
const MOST_IN_A_ROW = 10;

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
  readonly #sink: CheckpointSink | undefined;
  #step: TrainStep<Batch> | null = null;
  #position: TrainerPosition;
  readonly #saves: SavePolicy;
  readonly #stop: StopPolicy;
  #started = 0;
  /** Number of steps in a row that diverged. */
  #inARow = 0;
  /** The position of the last checkpoint of this process, as text. */
  #saved = '';
  /** The checkpoint that is being written. */
  #writing: CheckpointEvent | null = null;
  /** The step whose weights were scored last. */
  #scored = -1;

  constructor(options: TrainerOptions<Batch>) {
    this.#options = options;
    this.#staged = options.optimizer instanceof StagedOptimizer ? options.optimizer : null;
    this.#strategy = options.strategy ?? new WeightedSum({ tasks: options.model.tasks });
    this.#ranks = new Ranks(options.group ?? null);
    this.#failures = new Failures(this.#ranks);
    this.#saves = new SavePolicy(options.save);
    this.#stop = new StopPolicy(
      { ...options, ...options.earlyStopping, scores: options.earlyStopping?.past ?? [] },
      this.#ranks.size === 1,
    );
    this.#position = { ...(options.position ?? { step: 0, epoch: 0, batch: 0 }) };
    this.#staged?.setStep(this.#position.step);
    this.#sink = typeof options.checkpoint === 'function' ? atOnce(options.checkpoint) : options.checkpoint;
    if (options.position && !options.unscored) this.#scored = options.position.step;
    checkParts(options, this.#strategy, this.#ranks);
  }

  get position(): TrainerPosition {
    return { ...this.#position };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TrainEvent, void, undefined> {
    try {
      yield* this.#train();
    } catch (error) {
      // A file that becomes complete is in the log; this error matters more than one of writing.
      try {
        yield* this.#settled();
      } catch {}
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
      average,
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
    while (this.#position.epoch < epochs && !this.#reason()) {
      try {
        yield* this.#epoch();
      } catch (error) {
        // If the next frames cannot be read, what was learned from the previous ones is saved.
        const settled = await this.#failures.settle(error);
        if (settled instanceof DataError && this.#position.batch > 0) yield* this.#checkpoint();
        throw settled;
      }
      this.#ranks.shareBuffers(model);
      if (average) this.#ranks.share(Object.values(average.weights));
      const reason = this.#reason();
      if (reason === 'aborted' || (reason && !this.#isEpochDone())) break;
      this.#position = { ...this.#position, epoch: this.#position.epoch + 1, batch: 0 };
      yield* this.#checkpoint();
      // What is scored is on the disk: an evaluation takes long, and a full disk is noticed before.
      yield* this.#settled();
      yield* this.#evaluate();
    }
    yield* this.#end();
  }

  /** Saves and scores what a limit has cut short. */
  async *#end(): AsyncGenerator<TrainEvent> {
    const { step } = this.#position;
    if (this.#reason()) yield* this.#checkpoint();
    yield* this.#settled();
    if (this.#reason() && this.#reason() !== 'aborted') yield* this.#score();
    const reason = this.#reason();
    yield {
      type: 'end',
      step,
      reason: reason === 'aborted' ? 'aborted' : 'finished',
      ...(reason !== null && reason !== 'aborted' && { limit: reason }),
      time: this.#time(),
    };
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

  /** Why training ends before its last epoch. Several ranks agree on it before each step. */
  #reason(): StopReason | null {
    return this.#stop.reason(this.#position.step, this.#time());
  }

  /** Whether every batch of the epoch is done; with a loader of unknown length, it does not say. */
  #isEpochDone(): boolean {
    return this.#position.batch >= (this.#options.loader.length ?? Number.POSITIVE_INFINITY);
  }

  #wishes(): StepWishes {
    const { step } = this.#position;
    const isSaving = this.#saves.isDue(step + 1, this.#sink?.isBusy ?? false);
    return { stopping: this.#stop.wish(step, this.#time()), isSaving };
  }

  #makeStep(): TrainStep<Batch> {
    const { model, optimizer, schedule, clipNorm, clipScope, watchMapsEvery } = this.#options;
    const { precision, average, onFailure, onDivergence = 'abort', device = 'cpu' } = this.#options;
    return new TrainStep({
      ...{
        model,
        optimizer,
        schedule,
        clipNorm,
        clipScope,
        watchMapsEvery,
        precision,
        average,
        onFailure,
        device,
      },
      survivesDivergence: onDivergence !== 'abort',
      strategy: this.#strategy,
      ranks: this.#ranks,
      toTensors: (batch) => this.#toTensors(batch),
    });
  }

  async *#epoch(): AsyncGenerator<TrainEvent> {
    const { model, loader, accumulate = 1, device = 'cpu' } = this.#options;
    (this.#staged ?? model).train();
    loader.setPosition?.(this.#position.epoch, this.#position.batch);
    const done = loader.setPosition ? 0 : this.#position.batch;
    let waiting = performance.now();
    for await (const { batches, next } of stepBatches(loader, accumulate, done, isAsynchronous(device))) {
      // Batches that are ready arrive through microtasks only: without a turn of the event loop, Ctrl-C would
      // not be noticed.
      await setImmediate();
      if (this.#reason()) return;
      yield* this.#written();
      const dataTime = seconds(waiting);
      if (this.#staged?.setStep(this.#position.step)) {
        this.#step!.enterStage();
        yield this.#stageEvent(this.#staged);
      }
      yield* this.#skipEvents(batches.flatMap(({ skipped }) => skipped ?? []));
      const result = this.#step!.run(batches, this.#position.step, this.#wishes(), next());
      if (result === null) return;
      if (typeof result === 'string') {
        this.#stop.agree(result);
        return;
      }
      const { constant, skipped, isSaving, diverged, ...numbers } = result;
      yield* this.#skipEvents(skipped);
      this.#position.batch += batches.length;
      const stepTime = seconds(waiting);
      yield {
        type: 'step',
        step: ++this.#position.step,
        epoch: this.#position.epoch,
        ...numbers,
        dataTime,
        stepTime,
        imagesPerSecond: numbers.images / stepTime,
        memory: process.memoryUsage.rss(),
      };
      this.#inARow = diverged ? this.#inARow + 1 : 0;
      if (diverged) yield await this.#survive(diverged);
      for (const { part, text } of constant) yield { type: 'warning', step: this.#position.step, part, text };
      // The state after the last step of an epoch is saved at its end.
      if (isSaving && !this.#isEpochDone()) yield* this.#checkpoint();
      if (this.#reason()) return;
      waiting = performance.now();
    }
    // The other ranks must be at their end too.
    if (this.#ranks.size === 1) return;
    const result = this.#step!.run([], this.#position.step, this.#wishes());
    if (typeof result === 'string') this.#stop.agree(result);
  }

  /** @throws the error of the step after too many of them, or without a checkpoint to go back to */
  async #survive({ error, dump }: Diverged): Promise<DivergenceEvent> {
    const { model, onDivergence, rollback } = this.#options;
    if (this.#inARow > MOST_IN_A_ROW) throw error;
    if (onDivergence === 'rollback') {
      if (!(await rollback!())) throw error;
      this.#staged?.setStep(this.#position.step);
      (this.#staged ?? model).train();
      this.#step!.enterStage();
    }
    const { frames, task, message } = error;
    return {
      type: 'divergence',
      step: this.#position.step,
      action: onDivergence === 'rollback' ? 'rollback' : 'skip',
      ...{ text: message, frames: [...frames], task, dump },
    };
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

  async *#checkpoint(): AsyncGenerator<TrainEvent> {
    const at = JSON.stringify(this.#position);
    if (!this.#sink || this.#saved === at) return;
    const began = performance.now();
    yield* this.#settled();
    const path = await this.#sink.save(this.position);
    this.#saved = at;
    this.#saves.saved();
    const { step } = this.#position;
    this.#writing = { type: 'checkpoint', step, path, blocked: seconds(began), time: this.#time() };
    yield* this.#written();
  }

  /** The event of a checkpoint whose file has become complete. @throws the error of a write */
  *#written(): Generator<TrainEvent> {
    const event = this.#writing;
    this.#writing = null; // also if it was not written
    this.#sink?.check();
    if (event !== null && this.#sink?.isBusy) this.#writing = event;
    else if (event !== null) yield event;
  }

  /** Waits until the checkpoint is complete. @throws the error of a write */
  async *#settled(): AsyncGenerator<TrainEvent> {
    const event = this.#writing;
    this.#writing = null;
    await this.#sink?.settled();
    if (event !== null) yield event;
  }

  /** Evaluates if it is due: after each interval of epochs, and after the last one. */
  async *#evaluate(): AsyncGenerator<TrainEvent> {
    const { evaluateEvery = 1, epochs } = this.#options;
    const { epoch, batch } = this.#position;
    const isDue = batch === 0 && epoch > 0 && (epoch % evaluateEvery === 0 || epoch === epochs);
    if (isDue) yield* this.#score();
  }

  async *#score(): AsyncGenerator<TrainEvent> {
    const { evaluate, earlyStopping } = this.#options;
    const { step, epoch } = this.#position;
    if (!evaluate || this.#scored === step) return;
    const began = performance.now();
    this.#options.model.eval();
    let metrics: Record<string, number | null>;
    try {
      metrics = await evaluate(this.position);
    } catch (error) {
      // Stopped during evaluation: the epoch is done and saved, but its scores are not known.
      if (!this.#stop.isAborted) throw error;
      this.#stop.agree('aborted'); // every rank is here: an evaluation ends on all of them
      return;
    }
    this.#scored = step;
    if (earlyStopping) this.#stop.scored(earlyStopping.score(metrics));
    yield { type: 'eval', step, epoch, metrics, time: seconds(began) };
  }
}

/** A sink whose files are complete when `save` returns. */
const atOnce = (save: (position: TrainerPosition) => string): CheckpointSink => ({
  save,
  isBusy: false,
  check() {},
  settled: async () => {},
});

/** @throws ArgumentError for a step that cannot be computed in parts */
function checkParts(
  {
    model,
    accumulate = 1,
    onDivergence = 'abort',
    rollback,
  }: Pick<TrainerOptions<never>, 'model' | 'accumulate' | 'onDivergence' | 'rollback'>,
  strategy: Strategy,
  ranks: Ranks,
): void {
  if (!(Number.isInteger(accumulate) && accumulate >= 1))
    throw new ArgumentError(`Trainer: accumulate must be a whole number from 1 on, got ${accumulate}`);
  if (onDivergence !== 'abort' && ranks.size > 1 && !model.stepBackward)
    throw new ArgumentError(
      `Trainer: onDivergence '${onDivergence}' on several ranks needs a model with stepBackward`,
    );
  if (onDivergence === 'rollback' && !rollback)
    throw new ArgumentError("Trainer: onDivergence 'rollback' needs the option rollback");
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
