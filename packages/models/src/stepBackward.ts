// The gradient of one optimizer step, whose batch may be spread over micro-batches and ranks.
import { mapValues } from '@cotrain/nn';
import { ArgumentError, type AutocastOptions, autocast, scope, Tensor, torch } from '@cotrain/torch';
import type { FeatureMaps } from './features.js';
import type { TaskDivisors } from './heads/divisors.js';
import type { BackwardResult, ForwardSizes, Targets, TaskLosses } from './multiTask.js';
import { fullPrecision } from './precision.js';
import {
  backwardAtMaps,
  combineAtParameters,
  type GradientStrategy,
  type MapGradients,
  type ParameterGradients,
  type RankSum,
  throughShared,
} from './taskGradients.js';

/** The precision of a step. */
export interface PrecisionOptions {
  /** Computes features, heads and losses under `autocast`. Default: in the precision of the parameters. */
  autocast?: AutocastOptions;
  /**
   * Factor on the losses from which gradients are computed (`GradScaler`). Gradients and their norms are
   * multiplied by it; the returned losses are not. Default 1.
   */
  lossScale?: number;
}

/** How the losses of a step are weighted, and which larger batch its images are a part of. */
export interface StepOptions extends PrecisionOptions {
  /** Weight of each task's losses (Eq. 1 of the paper). Default 1. */
  lossWeights?: Readonly<Record<string, number>>;
  /** Combines the tasks' gradients at the shared parts. Default: their sum. */
  gradients?: GradientStrategy;
  /**
   * Divisors of the whole batch: those of all micro-batches on all ranks, added up
   * (`MultiTaskModel.divisors`, `sumDivisors`). Default: the images of a single `add` are the whole batch.
   */
  divisors?: TaskDivisors;
  /** Adds up values over the ranks. Default: a single process. */
  ranks?: RankSum;
}

/** What `StepBackward.add` takes besides images and targets. */
export interface MicroBatchOptions extends ForwardSizes {
  /**
   * Tasks with labels in this micro-batch on any rank. Synchronised batch norms need it: every rank comes to
   * those of a head if one rank does. Default: the tasks of this rank.
   */
  tasks?: readonly string[];
  /**
   * Called with the maps from which the backward pass through the shared parts starts, when the gradients of
   * the heads are complete. Default: nothing. Not called if there is no such pass.
   */
  beforeShared?: (outputs: readonly Tensor[]) => void;
  /**
   * Called with an error of a head's losses. If it returns true, the micro-batch continues as if it had no
   * labels for that task on this rank, so that the other ranks, which do not know of the error, need not wait
   * in vain. Not called for heads with synchronised batch norms. Default: the error is thrown.
   */
  survives?: (error: unknown) => boolean;
}

/** What a backward pass needs of a multi-task model. */
export interface SharedParts {
  /** Tasks with a label in the targets, in the model's order. */
  labelled(images: Tensor, targets: Targets): string[];
  /** Images [0, 3, H, W] for a rank that has none. */
  noImages(): Tensor;
  features(images: Tensor): FeatureMaps;
  headLosses(
    task: string,
    maps: FeatureMaps,
    targets: Targets,
    images: Tensor,
    sizes: ForwardSizes,
    divisors?: TaskDivisors,
  ): Record<string, Tensor>;
  /** Raw outputs of a head for none of the images. */
  headOutputs(task: string, maps: FeatureMaps, images: Tensor): unknown;
  /** Whether batch norms of the head, or of the shared parts, normalise over all ranks. */
  synchronizes(task: string | null): boolean;
  /** Trainable parameters of all parts except the heads. */
  parameters(): Tensor[];
}

/** What one micro-batch gives. */
interface Found {
  losses: TaskLosses;
  /** Norms of the gradients at the maps, by task. */
  norms: Record<string, Tensor>;
  gradients: Record<string, ParameterGradients>;
}

/**
 * Adds the gradients of a step to the parameters, micro-batch by micro-batch: `add` for each, then `end`. See
 * `MultiTaskModel.backward` for the order of computation. Gradients are those of this process: the caller
 * sums them over the ranks, except for those of the shared parts under a strategy that works on parameters.
 *
 * Its tensors belong to the scope around the calls.
 */
export class StepBackward {
  readonly #model: SharedParts;
  readonly #options: StepOptions;
  readonly #losses: TaskLosses = {};
  readonly #norms: Record<string, Tensor[]> = {};
  readonly #gradients: Record<string, ParameterGradients> = {};
  #hasCombined = false;

  constructor(model: SharedParts, options: StepOptions) {
    this.#model = model;
    this.#options = options;
  }

  /**
   * Adds the gradients of a micro-batch.
   *
   * @param images normalised, [B, 3, H, W]; null on a rank without any
   * @throws ArgumentError for a second micro-batch if the strategy combines gradients at the feature maps,
   *   because it needs all maps at once
   */
  add(images: Tensor | null, targets: Targets, options: MicroBatchOptions = {}): void {
    const labelled = images ? this.#model.labelled(images, targets) : [];
    const { tasks = labelled } = options;
    const isComputed = labelled.length > 0 || this.#model.synchronizes(null);
    // The other ranks wait in the batch norms of a head.
    const isAwaited = tasks.some((task) => this.#model.synchronizes(task));
    if (!isComputed && !isAwaited) return;
    const { losses, norms, gradients } = scope(() =>
      this.#pass((isComputed ? images : null) ?? this.#model.noImages(), targets, labelled, options),
    );
    for (const [task, own] of Object.entries(losses)) {
      const before = this.#losses[task];
      const entries = Object.entries(own).map(([name, loss]) => [name, before?.[name]?.add(loss) ?? loss]);
      this.#losses[task] = Object.fromEntries(entries);
    }
    for (const [task, norm] of Object.entries(norms))
      this.#norms[task] = [...(this.#norms[task] ?? []), norm];
    for (const [task, own] of Object.entries(gradients)) {
      const before = this.#gradients[task];
      this.#gradients[task] = before ? own.map((gradient, i) => plus(before[i]!, gradient)) : own;
    }
  }

  /**
   * Completes the step. With several ranks, each calls it once, also those without labels.
   * @returns weighted losses of this rank's images, and the norms of the tasks' gradients: at the feature
   *   maps of this rank, or at the shared parameters over all ranks
   */
  end(): BackwardResult {
    return scope(() => {
      const { gradients: strategy, ranks } = this.#options;
      if (strategy?.at === 'parameters') {
        const parameters = this.#model.parameters();
        const none = parameters.map(() => null);
        const tasks = this.#tasks(Object.keys(this.#losses));
        const byTask = Object.fromEntries(tasks.map((task) => [task, this.#gradients[task] ?? none]));
        if (tasks.length === 0) return { losses: {}, gradNorms: {} };
        const gradNorms = combineAtParameters(byTask, parameters, strategy, ranks ?? null);
        return { losses: this.#losses, gradNorms };
      }
      if (ranks) this.#combineNothing(ranks);
      const gradNorms = mapValues(this.#norms, (norms) =>
        norms.length === 1 ? norms[0]! : torch.linalg.vectorNorm(torch.stack(norms)),
      );
      return { losses: this.#losses, gradNorms };
    });
  }

  /** Head by head, on maps that are cut from the shared parts, then the shared parts. */
  #pass(
    images: Tensor,
    targets: Targets,
    labelled: readonly string[],
    { tasks = labelled, beforeShared = () => {}, survives = () => false, ...sizes }: MicroBatchOptions,
  ): Found {
    const { lossWeights = {}, gradients: strategy = SUM, divisors, ranks, lossScale = 1 } = this.#options;
    const maps = this.#forward(() => this.#model.features(images));
    const losses: TaskLosses = {};
    const atMaps: Record<string, MapGradients> = {};
    for (const task of tasks) {
      const isLabelled = labelled.includes(task);
      if (!isLabelled && !this.#model.synchronizes(task)) continue;
      const found = scope(() => {
        const leaves = mapValues(maps, (map) => map.detach().requiresGrad_(map.requiresGrad));
        if (!isLabelled) {
          backwardOf(nothingOf(this.#forward(() => this.#model.headOutputs(task, leaves, images))));
          return null;
        }
        let named: Record<string, Tensor>;
        try {
          named = this.#forward(() => this.#model.headLosses(task, leaves, targets, images, sizes, divisors));
        } catch (error) {
          if (this.#model.synchronizes(task) || !survives(error)) throw error;
          return null;
        }
        const weighted = mapValues(named, (loss) => loss.mul(lossWeights[task] ?? 1));
        const total = torch.stack(Object.values(weighted)).sum();
        backwardOf(lossScale === 1 ? total : total.mul(lossScale));
        return { losses: mapValues(weighted, (loss) => loss.detach()), gradients: gradientsOf(leaves) };
      });
      if (!found) continue;
      losses[task] = found.losses;
      atMaps[task] = found.gradients;
    }
    const starts = this.#starts(maps, tasks, atMaps);
    const levels = Object.keys(maps).filter((name) => Object.values(starts).some((own) => own[name]));
    if (levels.length === 0)
      return {
        losses,
        norms: mapValues(atMaps, () => torch.zeros([], { device: images.device })),
        gradients: {},
      };
    if (strategy.at === 'parameters') {
      const gradients = throughShared(maps, levels, starts, this.#model.parameters());
      return { losses, norms: {}, gradients };
    }
    beforeShared(levels.map((name) => maps[name]!));
    const byTask = strategy.combine ? this.#readyToCombine(Object.keys(losses), atMaps) : starts;
    const norms = backwardAtMaps(maps, levels, byTask, strategy, ranks);
    const own = Object.keys(losses).map((task) => [task, norms[task]!] as const);
    return { losses, norms: Object.fromEntries(own), gradients: {} };
  }

  /** Runs a forward pass in the configured precision. Backward passes belong outside. */
  #forward<T>(run: () => T): T {
    const { autocast: options } = this.#options;
    return options ? autocast(options, run) : run();
  }

  /**
   * The gradients from which the backward pass through the shared parts starts. If their batch norms are
   * synchronised, every rank starts from the maps of all ranks, with zeros where it has no gradient.
   */
  #starts(
    maps: FeatureMaps,
    tasks: readonly string[],
    atMaps: Record<string, MapGradients>,
  ): Record<string, MapGradients> {
    const { ranks } = this.#options;
    if (!ranks || !this.#model.synchronizes(null)) return atMaps;
    return scope(() => {
      const names = Object.keys(maps);
      const own = tasks.map((task) => names.map((name) => Number(atMaps[task]?.[name] !== undefined)));
      if (own.length === 0) return {};
      const anywhere = ranks(torch.tensor(own.flat())).toArray() as number[];
      const gradientOf = (task: string, name: string, i: number) =>
        anywhere[i] ? [[name, atMaps[task]?.[name] ?? torch.zerosLike(maps[name]!)] as const] : [];
      return Object.fromEntries(
        tasks.map((task, t) => [
          task,
          Object.fromEntries(names.flatMap((name, n) => gradientOf(task, name, t * names.length + n))),
        ]),
      );
    });
  }

  /** The gradients of all tasks of the step, also of those without labels on this rank. */
  #readyToCombine(labelled: readonly string[], atMaps: Record<string, MapGradients>) {
    if (this.#hasCombined)
      throw new ArgumentError(
        'StepBackward: a strategy that combines gradients at the feature maps needs the whole batch at once: take one micro-batch for each step, or combine them at the parameters',
      );
    this.#hasCombined = true;
    return Object.fromEntries(this.#tasks(labelled).map((task) => [task, atMaps[task] ?? {}]));
  }

  /** Takes part in what the strategy sums over the ranks, if no image of this rank had a label. */
  #combineNothing(ranks: RankSum): void {
    const { gradients: strategy } = this.#options;
    const tasks = this.#tasks([]);
    const isLearning = this.#model.parameters().length > 0;
    if (!strategy?.combine || this.#hasCombined || tasks.length === 0 || !isLearning) return;
    this.#hasCombined = true;
    // Of the dtype that the gradients of the other ranks have.
    const zero = fullPrecision(this.#model.noImages()).sum().view([1]);
    const lists = Object.fromEntries(tasks.map((task) => [task, [zero]]));
    strategy.combine(lists, ranks);
  }

  /** Tasks with labels anywhere in the step. */
  #tasks(labelled: readonly string[]): string[] {
    const { divisors } = this.#options;
    if (!divisors) return [...labelled];
    return Object.keys(divisors).filter((task) => Number(divisors[task]!.images) > 0);
  }
}

const SUM: GradientStrategy = { at: 'features' };

/** Nothing to do if neither the head nor anything before it learns. */
function backwardOf(loss: Tensor): void {
  if (loss.requiresGrad) loss.backward();
}

/** Zero, with a graph to every tensor among the outputs. */
function nothingOf(outputs: unknown): Tensor {
  return scope(() => {
    const sums = tensorsIn(outputs).map((tensor) => tensor.sum());
    return sums.length === 0 ? torch.zeros([]) : torch.stack(sums).sum().mul(0);
  });
}

function tensorsIn(value: unknown): Tensor[] {
  if (value instanceof Tensor) return value.requiresGrad ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tensorsIn) : [];
}

function plus(a: Tensor | null, b: Tensor | null): Tensor | null {
  return a && b ? a.add(b) : (a ?? b);
}

function gradientsOf(leaves: Record<string, Tensor>): Record<string, Tensor> {
  const pairs = Object.entries(leaves).flatMap(([name, { grad }]) => (grad ? [[name, grad] as const] : []));
  return Object.fromEntries(pairs);
}
