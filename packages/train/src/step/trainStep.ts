// One optimizer step: from the batches of all ranks to new weights, and the numbers of the log.
import type { BatchTensors, SkippedSample } from '@cotrain/data';
import type { BackwardResult, GradientStrategy } from '@cotrain/models';
import {
  type AveragedModel,
  clipGradNorm_,
  type LrSchedule,
  type Optimizer,
  StagedOptimizer,
} from '@cotrain/optim';
import { type Device, manualSeed, noGrad, scope, type Tensor } from '@cotrain/torch';
import {
  type FailedStep,
  gradientError,
  headError,
  lossError,
  partsWithoutFiniteGradients,
} from '../divergence.js';
import { DivergenceError } from '../errors.js';
import { type ConstantMap, MapWatch } from '../mapWatch.js';
import type { StopReason } from '../policies/stop.js';
import type { TrainerPrecision } from '../precision.js';
import { type StepEvent, taskLoss } from '../report/events.js';
import type { Strategy } from '../strategies/strategy.js';
import { FailedElsewhere } from './failures.js';
import { isNotFinite, isWrong, joinNumbers, type RankNumbers, readTogether, sumLayers } from './numbers.js';
import { PartNorms } from './partNorms.js';
import { divisorsOf, type Part, planStep, type StepPlan, type StepWishes } from './plan.js';
import { RankGradients } from './rankGradients.js';
import type { Ranks } from './ranks.js';
import { commonDivergence, type Diverged, StepDivergence, tellDivergence } from './stepDivergence.js';
import { MeanBackward, type TrainableModel, type TrainingBatch } from './trainable.js';
import { Transfers } from './transfers.js';

/**
 * Scope of gradient clipping: the whole model (detectron2's `full_model`), or each part (backbone, neck, each
 * head) separately.
 */
export type ClipScope = 'model' | 'part';

/** What a step computes with. */
export interface TrainStepOptions<Batch extends TrainingBatch> {
  model: TrainableModel;
  optimizer: Optimizer | StagedOptimizer;
  strategy: Strategy;
  ranks: Ranks;
  toTensors: (batch: Batch) => BatchTensors;
  /** Where `toTensors` puts them. */
  device: Device;
  schedule?: LrSchedule | undefined;
  clipNorm?: number | null | undefined;
  clipScope?: ClipScope | undefined;
  watchMapsEvery?: number | null | undefined;
  precision?: TrainerPrecision | undefined;
  /** Average of the weights, updated after each step. */
  average?: AveragedModel | undefined;
  /** Whether training continues after a step that diverges, so that the step must leave no trace. */
  survivesDivergence?: boolean;
  /** Called with the batch of a step that diverges; returns the folder where it was written. */
  onFailure?: ((failed: FailedStep, error: DivergenceError) => string | null) | undefined;
}

/** Numbers of the whole batch, the same on every rank. */
export interface StepResult
  extends Pick<StepEvent, 'losses' | 'loss' | 'lr' | 'gradNorm' | 'gradNorms' | 'images' | 'partNorms'>,
    Pick<StepEvent, 'updateRatios' | 'lossScale' | 'overflow'> {
  /** Parts whose maps no longer differ between pixels. */
  constant: ConstantMap[];
  /** Frames that the other ranks could not read. */
  skipped: SkippedSample[];
  /** Whether the run is saved after this step. */
  isSaving: boolean;
  /** Why the step changed nothing, and where its batch was written. Absent: it did not diverge. */
  diverged?: Diverged;
}

/** Takes steps. Its numbers and weights are those of one process with the batches of all ranks. */
export class TrainStep<Batch extends TrainingBatch> {
  readonly #options: TrainStepOptions<Batch>;
  readonly #maps: MapWatch;
  readonly #transfers: Transfers<Batch>;
  #norms: PartNorms | null = null;
  /** Groups of parameters whose gradients are clipped together. */
  #clipped: Tensor[][] = [];
  /** Sums gradients over the ranks; null in a process that trains alone. */
  #gradients: RankGradients | null = null;

  constructor(options: TrainStepOptions<Batch>) {
    this.#options = options;
    this.#maps = new MapWatch(options.model.parts());
    this.#transfers = new Transfers(options.toTensors, options.device);
    this.enterStage();
  }

  /** Adapts to other parameters being trained. */
  enterStage(): void {
    const { model, clipScope = 'model', ranks, strategy } = this.#options;
    const modules = clipScope === 'part' ? Object.values(model.parts()) : [model];
    const learned = modules.map((module) => module.parameters().filter(({ requiresGrad }) => requiresGrad));
    this.#clipped = learned.filter((parameters) => parameters.length > 0);
    this.#norms?.[Symbol.dispose]();
    this.#norms = new PartNorms(model);
    if (!ranks.group) return;
    this.#gradients?.[Symbol.dispose]();
    // A strategy at the parameters gets those of the shared parts by task, before they are summed.
    const isSummed = (path: string) => strategy.at === 'features' || path.startsWith('heads.');
    const isAgain = (path: string) => model.recomputed?.some((part) => path.startsWith(`${part}.`)) ?? false;
    const named = model
      .namedParameters()
      .filter(([path, { requiresGrad }]) => requiresGrad && isSummed(path));
    const [overlapped, later] = [false, true].map((again) =>
      named.filter(([path]) => isAgain(path) === again),
    );
    this.#gradients = new RankGradients(ranks.group, ranks, overlapped!, later!);
  }

  dispose(): void {
    this.#transfers.dispose();
    this.#norms?.[Symbol.dispose]();
    this.#gradients?.[Symbol.dispose]();
  }

  /**
   * Takes one step.
   *
   * @param batches micro-batches of this rank; none if its epoch is over
   * @param step number of steps done before
   * @param wishes what this rank wants to do around the step
   * @param next the batches of the next step, if they are there: they are copied while this one computes
   * @returns why training stops, without a step, if a rank wants to stop; null if the epoch is over
   */
  run(
    batches: readonly Batch[],
    step: number,
    wishes: StepWishes,
    next: readonly Batch[] = [],
  ): StepResult | StopReason | null {
    try {
      return this.#run(batches, step, wishes, next);
    } finally {
      this.#transfers.free();
    }
  }

  #run(
    batches: readonly Batch[],
    step: number,
    wishes: StepWishes,
    next: readonly Batch[],
  ): StepResult | StopReason | null {
    const { model } = this.#options;
    return scope(() => {
      const failed: FailedStep = { model, step: step + 1, parts: batches.map((batch) => this.#part(batch)) };
      const plan = this.#plan(failed, wishes);
      if (plan.stopping) return plan.stopping;
      if (plan.isOver) return null;
      const { images, skipped, isSaving } = plan;
      const lr = this.#lr(step);
      const none = { losses: {}, loss: 0, gradNorm: 0, gradNorms: {} };
      const nothing = { ...none, lr, images, constant: [], skipped, isSaving };
      // No frame of the batch has a label for this model's tasks, or none could be read.
      if (!plan.isLabelled) return nothing;
      const undo = this.#options.survivesDivergence ? this.#keepBuffers() : null;
      try {
        return { ...nothing, ...this.#learn(failed, plan, step, next) };
      } catch (thrown) {
        const { ranks, onFailure } = this.#options;
        const together = thrown instanceof StepDivergence ? thrown : null;
        const error = together ? together.error : thrown;
        const own = error instanceof DivergenceError ? error : null;
        const dump = own && (onFailure?.(failed, own) ?? null);
        // The other ranks wait for one that has diverged alone, so that it can only end training.
        const isAlike = together !== null || (own !== null && ranks.size === 1);
        if (!undo || !isAlike) throw error ?? new FailedElsewhere(together!.rank);
        undo();
        return {
          ...nothing,
          diverged: tellDivergence(ranks, together?.rank ?? 0, own && { error: own, dump }),
        };
      }
    });
  }

  /**
   * Keeps the buffers, which a forward pass changes. Returns a function that drops all that a step has done.
   */
  #keepBuffers(): () => void {
    const { model } = this.#options;
    const buffers = model.buffers();
    const before = noGrad(() => buffers.map((buffer) => buffer.detach().clone()));
    return () => {
      noGrad(() => {
        for (const [i, buffer] of buffers.entries()) buffer.copy_(before[i]!);
      });
      model.zeroGrad();
      const { scaler } = this.#options.precision ?? {};
      scaler?.update(scaler.getScale());
    };
  }

  /**
   * Computes the gradients and takes the optimizer's step.
   * @throws DivergenceError before any weight changes
   */
  #learn(failed: FailedStep, plan: StepPlan, step: number, next: readonly Batch[]): Partial<StepResult> {
    const { model, optimizer, strategy, watchMapsEvery = 25, precision, average } = this.#options;
    const scaler = precision?.scaler ?? null;
    const isWatched = watchMapsEvery !== null && step % watchMapsEvery === 0;
    using observed = isWatched ? this.#maps.observe() : null;
    const found = this.#backward(failed, plan, strategy, this.#gradients);
    const isScaled = scaler !== null && scaler.unscale_(optimizer).length > 0;
    const parts = isWatched ? this.#norms!.gradients() : [];
    const clipNorm = this.#options.clipNorm ?? Number.POSITIVE_INFINITY;
    const norms = this.#clipped.map((parameters) => clipGradNorm_(parameters, clipNorm));
    const named = Object.entries(found.losses).flatMap(([task, own]) =>
      Object.entries(own).map(([name, loss]) => [`${task}/${name}`, loss] as const),
    );
    this.#transfers.begin(next.filter(({ names }) => names.length > 0));
    // The only read of a step's numbers, which waits for all queued work. Heads that match or suppress have
    // already read whether their outputs are finite, at a point where they wait for the device anyway
    // (counted by tests/train/reads.test.ts).
    const [losses, taskNorms, clippedNorms, deviations, partNorms, ratios] = readTogether([
      named.map(([, loss]) => loss),
      Object.values(found.gradNorms),
      norms,
      observed?.scalars ?? [],
      parts,
      this.#norms!.pending,
    ] as const);
    const updateRatios = ratios.length > 0 ? this.#norms!.ratios(ratios) : null;
    const scale = scaler?.getScale() ?? 1;
    const own: RankNumbers = {
      hasDiverged: found.diverged !== null,
      losses: named.map(([name], i) => [name, losses[i]!]),
      gradNorms: Object.fromEntries(
        Object.keys(found.gradNorms).map((task, i) => [task, taskNorms[i]! / scale]),
      ),
    };
    const joined = this.#join(failed, own, found.diverged);
    const gradNorm = Math.hypot(...clippedNorms);
    const overflow = !Number.isFinite(gradNorm);
    if (overflow && !(scale > SMALLEST_SCALE)) this.#gradientFailure(failed, plan, gradNorm, own);
    const update = () => {
      if (isScaled) scaler.step(optimizer, overflow);
      else optimizer.step();
    };
    if (isWatched && !overflow) this.#norms!.updating(update);
    else update();
    if (isScaled) scaler.update();
    if (!overflow) average?.update(model);
    optimizer.zeroGrad();
    const result = {
      losses: sumLayers(joined.losses),
      loss: joined.losses.reduce((sum, [, value]) => sum + value, 0),
      gradNorm: overflow ? 0 : gradNorm,
      gradNorms: overflow ? {} : joined.gradNorms,
      constant: observed ? this.#maps.judge(observed, deviations) : [],
      ...(isWatched && !overflow && { partNorms: this.#norms!.named(partNorms) }),
      ...(updateRatios && { updateRatios }),
      ...(scaler && { lossScale: scale, ...(overflow && { overflow }) }),
    };
    if (overflow) return result;
    const tasks = model.tasks.filter((task) => joined.losses.some(([name]) => name.startsWith(`${task}/`)));
    const taskLosses = tasks.map((task) => [task, taskLoss(result, task)]);
    strategy.update({ losses: Object.fromEntries(taskLosses), gradNorms: result.gradNorms });
    return result;
  }

  #lr(step: number): number {
    const { optimizer, schedule } = this.#options;
    if (optimizer instanceof StagedOptimizer) return optimizer.lr;
    return schedule?.apply(step)[0] ?? optimizer.paramGroups[0]!.lr;
  }

  #part(batch: Batch): Part {
    const { model } = this.#options;
    if (batch.names.length === 0) return { batch, images: null, targets: {}, sizes: {} };
    const { images, targets: all, sizes } = this.#transfers.take(batch); // images: [B, 3, H, W]
    const { task: only = null } = batch;
    const tasks = only === null ? model.tasks : model.tasks.filter((task) => task === only);
    return { batch, images, targets: Object.fromEntries(tasks.map((task) => [task, all[task]])), sizes };
  }

  #plan(failed: FailedStep, wishes: StepWishes): StepPlan {
    const { model, ranks } = this.#options;
    const { parts } = failed;
    const isWhole = ranks.size === 1 && parts.length <= 1;
    const counts = isWhole ? null : parts.map((part) => attempt(failed, part, () => divisorsOf(model, part)));
    return planStep(ranks, model.tasks, parts, counts, wishes);
  }

  /**
   * Adds the gradients of all ranks to `.grad`. Losses and norms are those of this rank, and `diverged` is
   * what a head of it found, if the ranks go on together all the same.
   */
  #backward(
    failed: FailedStep,
    plan: StepPlan,
    strategy: GradientStrategy | null,
    gradients: RankGradients | null,
  ): BackwardResult & { diverged: DivergenceError | null } {
    const { model, ranks } = this.#options;
    const lossWeights = this.#options.strategy.weights();
    const { autocast = null, scaler = null } = this.#options.precision ?? {};
    const options = {
      lossWeights,
      ...(strategy && { gradients: strategy }),
      ...(autocast && { autocast }),
      ...(scaler && { lossScale: scaler.getScale() }),
    };
    const { divisors, tasks } = plan;
    const [first] = failed.parts;
    if (divisors === null) {
      const result = attempt(failed, first!, () =>
        model.backward(first!.images!, first!.targets, { ...options, ...first!.sizes }),
      );
      return { ...result, diverged: null };
    }
    const step = { ...options, divisors, ...(ranks.sum && { ranks: ranks.sum }) };
    const pass = model.stepBackward?.(step) ?? new MeanBackward(model, step);
    const last = tasks.findLastIndex((some) => some.length > 0);
    let diverged: DivergenceError | null = null;
    for (const [i, some] of tasks.entries()) {
      if (some.length === 0) continue;
      const part = failed.parts[i] ?? NO_PART;
      if (part.batch.seed !== undefined) manualSeed(part.batch.seed);
      // All that the last pass does not reach is complete, or has no gradient on this rank.
      const beforeShared = (outputs: readonly Tensor[]) => void (i === last && gradients?.prepare(outputs));
      const survives = (thrown: unknown): boolean => {
        const error = headError(failed, part, thrown);
        if (!(error instanceof DivergenceError)) return false;
        diverged ??= error;
        return true;
      };
      attempt(failed, part, () =>
        pass.add(part.images, part.targets, { ...part.sizes, tasks: some, beforeShared, survives }),
      );
    }
    // Before the strategy sums over the ranks, because the others have begun before that too.
    gradients?.prepare([]);
    const result = pass.end();
    gradients?.finish();
    return { ...result, diverged };
  }

  /**
   * Losses and norms of the whole batch.
   * @param diverged what a head of this rank found
   * @throws StepDivergence on every rank if one has diverged, or a loss is not finite
   */
  #join(failed: FailedStep, own: RankNumbers, diverged: DivergenceError | null): RankNumbers {
    const { model, ranks, strategy } = this.#options;
    const told = ranks.exchange(own);
    if (told.some(isWrong)) {
      const wrong = own.losses.find(isNotFinite);
      throw commonDivergence(ranks, diverged ?? (wrong ? lossError(failed, ...wrong) : null));
    }
    return told.length === 1 ? own : joinNumbers(told, model.tasks, strategy.at);
  }

  /**
   * Finds out whose gradients are not finite.
   * @throws StepDivergence on every rank
   */
  #gradientFailure(failed: FailedStep, plan: StepPlan, gradNorm: number, own: RankNumbers): never {
    const { model, ranks } = this.#options;
    const tasks = Object.keys(own.gradNorms).filter((task) => !Number.isFinite(own.gradNorms[task]));
    const parts = partsWithoutFiniteGradients(model, () => void this.#backward(failed, plan, null, null));
    const rank = Math.max(0, ranks.exchange(parts.length > 0).indexOf(true));
    const isOwn = rank === ranks.rank;
    throw new StepDivergence(rank, isOwn ? gradientError(failed, gradNorm, tasks, parts) : null);
  }
}

/**
 * Below this factor on the loss, gradients that are not finite are not an overflow of float16. Without a
 * scaler the factor is 1.
 */
const SMALLEST_SCALE = 1;

const NO_PART: Part = { batch: { names: [] }, images: null, targets: {}, sizes: {} };

function attempt<T>(failed: FailedStep, part: Part, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw headError(failed, part, error);
  }
}
