import {
  type AnyModule,
  checkKeys,
  expectShape,
  formatShape,
  Module,
  ModuleDict,
  mapValues,
  OptionError,
  ShapeError,
} from '@cotrain/nn';
import { ArgumentError, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { type ConvAdapterConfig, type MapAdapter, makeConvAdapters } from './adapters/makeConvAdapters.js';
import type { Backbone } from './backbones/backbone.js';
import { type BackboneConfig, makeBackbone } from './backbones/makeBackbone.js';
import type { FeatureMaps } from './features.js';
import { backboneMaps, forgetFolded } from './folding/foldedBackbone.js';
import { errorOfTask } from './heads/boxTargets.js';
import type { Divisors, TaskDivisors } from './heads/divisors.js';
import { type HeadConfig, makeHead } from './heads/makeHead.js';
import type { BatchSizes, ImageSize, TaskHead } from './heads/taskHead.js';
import { addLanguage, type LanguageConfig, type LanguageParts, makeLanguage } from './language.js';
import { hasSyncNorms } from './layers/syncNorms.js';
import { Fpn, type FpnOptions } from './necks/fpn.js';
import { recomputed, recomputedBackbone } from './recomputed.js';
import { type PrecisionOptions, type SharedParts, StepBackward, type StepOptions } from './stepBackward.js';
import type { GradientStrategy } from './taskGradients.js';

/** Parts of a multi-task model, with their options. */
export interface MultiTaskConfig {
  /** Configuration of a known kind, or a custom backbone, of which the model takes ownership. */
  backbone: BackboneConfig | Backbone;
  neck: FpnOptions;
  /**
   * Convolutional adapters before or after the neck (appendix D.3 of the paper). Default `{ kind: 'none' }`.
   */
  convAdapter?: ConvAdapterConfig;
  /** The LV-Adapter (section 4.2 of the paper). Default: no language. */
  language?: LanguageConfig;
  /** A head for each task, by the task's name. Their order is the order of tasks everywhere. */
  heads: Record<string, HeadConfig>;
}

/**
 * Ground truth of one image for one task, as the task's head expects it: `BoxTarget`, `MapTarget`, or a
 * custom head's type.
 */
export type Target = object;
/**
 * Targets by task, with one entry for each image. Null means that the image is not labelled for the task,
 * which differs from "nothing there".
 */
export type Targets = Record<string, readonly (Target | null)[] | null | undefined>;
/**
 * Prediction of a task's head for one image: `BoxPrediction`, a map of class indices (uint8 [height, width]),
 * or a custom head's type.
 */
export type Prediction = object;
/** Losses as scalars, by task and by the names of the official implementation. */
export type TaskLosses = Record<string, Record<string, Tensor>>;

type AnyHead = TaskHead<unknown, Target, Prediction>;

/** Valid and output sizes of a batch's images. */
export interface ForwardSizes {
  /** Size of each image without padding. Default: no padding. */
  sizes?: readonly ImageSize[];
  /** Size in which each image's predictions are given. Default: `sizes`. */
  outputs?: readonly ImageSize[];
}

/** Weights of the tasks' losses, how their gradients are combined, and in which precision. */
export interface BackwardOptions extends ForwardSizes, PrecisionOptions {
  /** Weight of each task's losses (Eq. 1 of the paper). Default 1. */
  lossWeights?: Readonly<Record<string, number>>;
  /** Combines the tasks' gradients at the shared parts. Default: their sum. */
  gradients?: GradientStrategy;
}

/** Results of one backward pass, as scalars without a graph. */
export interface BackwardResult {
  /** Weighted losses. */
  losses: TaskLosses;
  /**
   * Norm of each task's gradient with respect to the feature maps, which drives the shared parts. With a
   * strategy that works on parameters: with respect to the shared parameters.
   */
  gradNorms: Record<string, Tensor>;
}

/** Weights of the tasks' losses in Eq. 1 of the paper. */
export const LOSS_WEIGHTS = { det: 1, sem_seg: 0.7, drivable: 0.7 } as const;

/**
 * A model with a shared backbone and neck, and one head for each task (section 3.1 of the paper). A
 * single-task model has one head.
 */
export class MultiTaskModel extends Module<
  [images: Tensor, targets?: Targets, sizes?: ForwardSizes],
  TaskLosses | Record<string, Prediction[]>
> {
  backbone: Backbone;
  preAdapter: MapAdapter | null;
  neck: Fpn;
  postAdapter: MapAdapter | null;
  lvAdapter: LanguageParts['lvAdapter'] | null = null;
  prompts: LanguageParts['prompts'] | null = null;
  clipText: LanguageParts['clipText'] | null = null;
  heads: ModuleDict<AnyHead & AnyModule>;
  /** Parts that are computed again in the backward pass: see {@link recomputeParts}. */
  recomputed: readonly string[] = [];
  /** Height and width of images must be multiples of this number. */
  readonly sizeDivisor: number;

  constructor(config: MultiTaskConfig) {
    super();
    checkKeys('MultiTaskModel', config, ['backbone', 'neck', 'convAdapter', 'language', 'heads']);
    const { backbone, neck, convAdapter = { kind: 'none' }, language, heads } = config;
    this.backbone = makeBackbone(backbone);
    this.neck = new Fpn(this.backbone.outputs, neck);
    const { pre, post } = makeConvAdapters(convAdapter, this.backbone.outputs, this.neck.outputs);
    this.preAdapter = pre;
    this.postAdapter = post;
    this.heads = new ModuleDict(
      Object.fromEntries(
        Object.entries(heads).map(([task, head]) => [
          task,
          makeHead(this.neck.outputs, head) as AnyHead & AnyModule,
        ]),
      ),
    );
    if (this.heads.keys().length === 0) throw new OptionError('MultiTaskModel: pass at least one head');
    this.sizeDivisor = this.backbone.outputs[this.backbone.coarsest]!.stride;
    if (language) Object.assign(this, makeLanguage(language, this.tasks, this.backbone, this.neck));
  }

  get tasks(): string[] {
    return this.heads.keys();
  }

  /** The parts of the model by path, each with its parameters: `backbone`, `neck`, `heads.det`, ... */
  parts(): Record<string, AnyModule> {
    const { backbone, preAdapter, neck, postAdapter, lvAdapter, prompts, clipText } = this;
    const shared = { backbone, preAdapter, neck, postAdapter, lvAdapter, prompts, clipText };
    const heads = [...this.heads].map(([task, head]) => [`heads.${task}`, head] as const);
    const present = Object.entries(shared).filter(([, part]) => part !== null) as [string, AnyModule][];
    return Object.fromEntries<AnyModule>([...present, ...heads]);
  }

  /**
   * Returns losses by task and name in training mode, and predictions by task otherwise. A task without
   * labels is not computed: it has no loss, and its head gets no gradient.
   *
   * @param images normalised, [B, 3, H, W]
   * @throws OptionError in training mode without targets, and for targets of a task without a head
   */
  override forward(
    images: Tensor,
    targets?: Targets,
    sizes: ForwardSizes = {},
  ): TaskLosses | Record<string, Prediction[]> {
    if (!this.training) return this.predict(images, sizes);
    if (!targets) throw new OptionError('MultiTaskModel: pass targets, or call eval() for predictions');
    return this.losses(images, targets, sizes);
  }

  /** Feature maps of the neck: `p2` [B, channels, H/4, W/4], `p3`, ... */
  features(images: Tensor): FeatureMaps {
    this.checkImages(images);
    return scope(() => {
      const maps = this.isRecomputed('backbone')
        ? recomputedBackbone(this.backbone, images)
        : backboneMaps(this.backbone, images);
      const { preAdapter, neck, postAdapter } = this;
      const adapted = preAdapter ? this.mapsOf('preAdapter', preAdapter, maps) : maps;
      const levels = this.mapsOf('neck', neck, adapted);
      const pyramid = postAdapter ? this.mapsOf('postAdapter', postAdapter, levels) : levels;
      const { lvAdapter, prompts, clipText } = this;
      if (!lvAdapter || !prompts) return pyramid;
      const parts = { lvAdapter, prompts, clipText };
      const told = addLanguage(parts, pyramid, maps, this.backbone, this.neck);
      return { ...pyramid, [this.neck.coarsest]: told };
    });
  }

  /**
   * Saves memory in training: the insides of these parts are not kept, and computed again in the backward
   * pass. Gradients stay equal up to rounding. Possible for `backbone`, `preAdapter`, `neck`, `postAdapter`,
   * and heads that support it (`TaskHead.recompute`): `heads.det`, ... Only with `backward()`.
   *
   * @throws OptionError for a part that the model does not have, or that cannot be recomputed
   */
  recomputeParts(parts: readonly string[]): void {
    const heads = [...this.heads].map(([task, head]) => ({ name: `heads.${task}`, head }));
    const possible = [
      ...['backbone', 'preAdapter', 'neck', 'postAdapter'].filter((name) => this.parts()[name]),
      ...heads.flatMap(({ name, head }) => (head.recompute === undefined ? [] : [name])),
    ];
    const wrong = parts.find((name) => !possible.includes(name));
    if (wrong !== undefined)
      throw new OptionError(
        `MultiTaskModel: the part '${wrong}' cannot be recomputed; possible are ${possible.join(', ')}`,
      );
    this.recomputed = [...parts];
    for (const { name, head } of heads)
      if (head.recompute !== undefined) head.recompute = parts.includes(name);
  }

  private isRecomputed(name: string): boolean {
    return this.training && this.recomputed.includes(name);
  }

  private mapsOf(name: string, part: Fpn | MapAdapter, maps: FeatureMaps): FeatureMaps {
    return this.isRecomputed(name) ? recomputed(part, maps) : part.forward(maps);
  }

  losses(images: Tensor, targets: Targets, sizes: ForwardSizes = {}): TaskLosses {
    const labelled = this.labelled(images.shape[0]!, targets);
    if (labelled.length === 0) return {};
    return scope(() => {
      const maps = this.features(images);
      return Object.fromEntries(
        labelled.map((task) => [task, this.headLosses(task, maps, targets, batchSizes(images, sizes))]),
      );
    });
  }

  /**
   * Computes the losses and adds their gradients to the parameters' `.grad`, like `forward` followed by
   * `backward()` of the weighted sum. It processes one head at a time, on feature maps detached from the
   * shared parts, and frees what the head kept. Therefore only one head's memory is in use at a time. The
   * summed gradients then pass through neck and backbone once. A strategy may combine them in another way
   * (`GradientStrategy`).
   */
  backward(images: Tensor, targets: Targets, options: BackwardOptions = {}): BackwardResult {
    const { lossWeights, gradients, autocast, lossScale, ...sizes } = options;
    return scope(() => {
      const step = this.stepBackward({
        ...(lossWeights && { lossWeights }),
        ...(gradients && { gradients }),
        ...(autocast && { autocast }),
        ...(lossScale !== undefined && { lossScale }),
      });
      step.add(images, targets, sizes);
      return step.end();
    });
  }

  /** The gradient of a step whose batch is spread over several micro-batches or ranks. */
  stepBackward(options: StepOptions = {}): StepBackward {
    const parts: SharedParts = {
      labelled: (images, targets) => this.labelled(images.shape[0]!, targets),
      noImages: () => {
        const { dtype, device } = this.backbone.parameters()[0]!;
        return torch.zeros([0, this.backbone.inChannels, this.sizeDivisor, this.sizeDivisor], {
          dtype,
          device,
        });
      },
      features: (images) => this.features(images),
      headOutputs: (task, maps, images) => {
        const { seen } = labelledOf([], batchSizes(images, {}));
        return scope(() => this.head(task).forward(selectImages(maps, []), seen));
      },
      synchronizes: (task) => (task === null ? this.sharedParts() : [this.head(task)]).some(hasSyncNorms),
      headLosses: (task, maps, targets, images, sizes, divisors) =>
        this.headLosses(task, maps, targets, batchSizes(images, sizes), divisors?.[task]),
      parameters: () => this.sharedParameters(),
    };
    return new StepBackward(parts, options);
  }

  /**
   * The counts by which the losses of these images are divided, for each task: `images`, the number of images
   * that are labelled for it, and those of its head (`TaskHead.divisors`). Those of a step's parts are added
   * up (`sumDivisors`) for {@link stepBackward}.
   *
   * @param images null for a part without any image
   */
  divisors(images: Tensor | null, targets: Targets, sizes: ForwardSizes = {}): TaskDivisors {
    const batch = images ? batchSizes(images, sizes) : NO_IMAGES;
    this.labelled(batch.sizes.length, targets);
    return Object.fromEntries(
      this.tasks.map((task) => {
        const { rows, present, seen } = labelledOf(targets[task] ?? [], batch);
        try {
          return [task, { ...this.head(task).divisors?.(present, seen), images: rows.length }];
        } catch (error) {
          throw errorOfTask(error, task, rows);
        }
      }),
    );
  }

  /**
   * Predictions by task, one for each image.
   * @throws ArgumentError in training mode, in which batch statistics would change
   */
  predict(images: Tensor, sizes: ForwardSizes = {}): Record<string, Prediction[]> {
    if (this.training)
      throw new ArgumentError('predict() in training mode would change batch statistics: call eval() first');
    return noGrad(() =>
      scope(() => {
        const batch = batchSizes(images, sizes);
        const maps = this.features(images);
        return Object.fromEntries(
          this.tasks.map((task) => {
            const head = this.head(task);
            return [task, scope(() => head.predict(head.forward(maps, batch), batch))];
          }),
        );
      }),
    );
  }

  override dispose(): void {
    forgetFolded(this.backbone);
    super.dispose();
  }

  private headLosses(
    task: string,
    maps: FeatureMaps,
    targets: Targets,
    batch: BatchSizes,
    divisors?: Divisors,
  ): Record<string, Tensor> {
    const head = this.head(task);
    const { rows, present, seen } = labelledOf(targets[task]!, batch);
    return scope(() => {
      const given = rows.length === batch.sizes.length ? maps : selectImages(maps, rows);
      try {
        const losses = head.losses(head.forward(given, seen), present, seen, divisors);
        if (!divisors || head.divisors) return losses;
        return mapValues(losses, (loss) => loss.mul(rows.length / Number(divisors.images)));
      } catch (error) {
        throw errorOfTask(error, task, rows);
      }
    });
  }

  /** Tasks for which at least one image of the batch is labelled. */
  private labelled(count: number, targets: Targets): string[] {
    for (const [task, list] of Object.entries(targets)) {
      this.head(task);
      if (list && list.length !== count)
        throw new OptionError(
          `MultiTaskModel: ${list.length} targets of task '${task}' for ${count} images; pass null for an image without labels`,
        );
    }
    return this.tasks.filter((task) => targets[task]?.some((target) => target !== null));
  }

  private sharedParts(): AnyModule[] {
    return Object.entries(this.parts()).flatMap(([name, part]) => (name.startsWith('heads.') ? [] : [part]));
  }

  /** Trainable parameters of all parts except the heads. */
  private sharedParameters(): Tensor[] {
    const own = new Set<Tensor>(this.heads.parameters());
    return this.parameters().filter((parameter) => parameter.requiresGrad && !own.has(parameter));
  }

  private head(task: string): AnyHead {
    const head = this.heads.get(task);
    if (!head)
      throw new OptionError(
        `MultiTaskModel: no head for task '${task}'; the tasks are ${this.tasks.join(', ')}`,
      );
    return head;
  }

  private checkImages(images: Tensor): void {
    expectShape(this, images, ['B', this.backbone.inChannels, 'H', 'W']);
    const [height, width] = images.shape.slice(-2) as [number, number];
    if (height % this.sizeDivisor === 0 && width % this.sizeDivisor === 0 && height > 0 && width > 0) return;
    throw new ShapeError(
      this.describe(),
      `height and width that are multiples of ${this.sizeDivisor} (pad the images)`,
      formatShape(images.shape),
    );
  }
}

function batchSizes(images: Tensor, { sizes, outputs }: ForwardSizes): BatchSizes {
  const [count, , height, width] = images.shape as [number, number, number, number];
  const padded = { height, width };
  const valid = sizes ?? Array.from({ length: count }, () => padded);
  return { padded, sizes: valid, outputs: outputs ?? valid };
}

const NO_IMAGES: BatchSizes = { padded: { height: 0, width: 0 }, sizes: [], outputs: [] };

/** The images of a batch that are labelled for a task: their rows, their targets and their sizes. */
function labelledOf(targets: readonly (Target | null)[], batch: BatchSizes) {
  const rows = targets.flatMap((target, i) => (target === null ? [] : [i]));
  const present = targets.filter((target) => target !== null);
  const { padded, sizes, outputs } = batch;
  const seen = { padded, sizes: rows.map((row) => sizes[row]!), outputs: rows.map((row) => outputs[row]!) };
  return { rows, present, seen };
}

/** The maps of the images in `rows`. */
const selectImages = (maps: FeatureMaps, rows: readonly number[]): FeatureMaps =>
  mapValues(maps, (map) =>
    map.indexSelect(0, torch.tensor(BigInt64Array.from(rows, BigInt), { device: map.device })),
  );
