// What can be trained, and on what.
import type { SkippedSample } from '@cotrain/data';
import type {
  BackwardOptions,
  BackwardResult,
  ForwardSizes,
  MicroBatchOptions,
  StepOptions,
  Targets,
  TaskDivisors,
  TaskLosses,
} from '@cotrain/models';
import { type Module, mapValues } from '@cotrain/nn';
import type { Tensor } from '@cotrain/torch';

/** The backward pass of one step, micro-batch by micro-batch: see `StepBackward` of @cotrain/models. */
export interface BackwardPass {
  add(images: Tensor | null, targets: Targets, options: MicroBatchOptions): void;
  end(): BackwardResult;
}

/**
 * A model to train: a `MultiTaskModel`, or anything else that adds its losses' gradients to its parameters.
 */
export interface TrainableModel extends Module<never[], unknown> {
  /** Tasks that it learns; labels of other tasks are ignored. */
  readonly tasks: readonly string[];
  backward(images: Tensor, targets: Targets, options: BackwardOptions): BackwardResult;
  /** Parts whose gradients can be clipped separately. */
  parts(): Record<string, Module<never[], unknown>>;
  /** Names of the parts that the backward pass computes again. Absent: none. */
  readonly recomputed?: readonly string[];
  /**
   * The counts by which losses are divided, and the backward pass of a step over several ranks or
   * micro-batches, as in `MultiTaskModel`. Without them, each loss counts as a mean over the images that are
   * labelled for its task.
   */
  divisors?(images: Tensor | null, targets: Targets, sizes?: ForwardSizes): TaskDivisors;
  stepBackward?(options: StepOptions): BackwardPass;
}

/** What the trainer reads from a batch. `toTensors` converts the batch to tensors. */
export interface TrainingBatch {
  /** Names of its frames, for errors; one for each image. */
  readonly names: readonly string[];
  /** The only task with labels in this batch; null or absent: all tasks. */
  readonly task?: string | null;
  /** Samples missing because they could not be read. */
  readonly skipped?: readonly SkippedSample[];
  /**
   * Seed for what the model draws while it learns from this batch. Absent: the default generators continue.
   */
  readonly seed?: number;
}

/** Number of images that are labelled for each task. */
export const labelledImages = (targets: Targets): Record<string, number> =>
  mapValues(targets, (own) => own?.filter((target) => target !== null).length ?? 0);

/** The backward pass of a model with `backward` alone: losses are means over the images. */
export class MeanBackward implements BackwardPass {
  readonly #losses: TaskLosses = {};
  #gradNorms: Record<string, Tensor> = {};

  constructor(
    private readonly model: TrainableModel,
    private readonly options: StepOptions,
  ) {}

  add(images: Tensor | null, targets: Targets, { sizes, outputs }: MicroBatchOptions): void {
    if (!images) return;
    const { lossWeights = {}, gradients, divisors, autocast, lossScale } = this.options;
    const counts = labelledImages(targets);
    const weights = mapValues(counts, () => 1);
    for (const [task, count] of Object.entries(counts)) {
      const share = divisors ? count / Number(divisors[task]!.images) : 1;
      weights[task] = (lossWeights[task] ?? 1) * (count === 0 ? 1 : share);
    }
    const { losses, gradNorms } = this.model.backward(images, targets, {
      lossWeights: divisors ? weights : lossWeights,
      ...(gradients && { gradients }),
      ...(autocast && { autocast }),
      ...(lossScale !== undefined && { lossScale }),
      ...(sizes && { sizes }),
      ...(outputs && { outputs }),
    });
    for (const [task, own] of Object.entries(losses)) {
      const before = this.#losses[task];
      const entries = Object.entries(own).map(([name, loss]) => [name, before?.[name]?.add(loss) ?? loss]);
      this.#losses[task] = Object.fromEntries(entries);
    }
    const joined = Object.entries(gradNorms).map(([task, norm]) => [
      task,
      this.#gradNorms[task]?.hypot(norm) ?? norm,
    ]);
    this.#gradNorms = { ...this.#gradNorms, ...Object.fromEntries(joined) };
  }

  end(): BackwardResult {
    return { losses: this.#losses, gradNorms: this.#gradNorms };
  }
}
