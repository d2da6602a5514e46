import {
  checkKeys,
  expectShape,
  formatShape,
  Module,
  ModuleDict,
  OptionError,
  ShapeError,
} from '@cotrain/nn';
import { noGrad, scope, type Tensor } from '@cotrain/torch';
import { ResNet, type ResNetOptions } from './backbones/resnet.js';
import { type ImageSize, SemanticFpnHead, type SemanticFpnHeadOptions } from './heads/semanticFpn.js';
import { Fpn, type FpnOptions } from './necks/fpn.js';

export interface SegmentationConfig {
  backbone: ResNetOptions;
  neck: FpnOptions;
  /** A head for each task, by the task's name. */
  heads: Record<string, SemanticFpnHeadOptions>;
}

/** Labels by task, uint8 or int64 [B, H, W]; null for a task of which no image of the batch has any. */
export type SegmentationTargets = Record<string, Tensor | null | undefined>;

/** Backbone, neck, and one semantic head for each task. */
export class SegmentationModel extends Module<
  [images: Tensor, tasks?: readonly string[]],
  Record<string, Tensor>
> {
  backbone: ResNet;
  neck: Fpn;
  heads: ModuleDict<SemanticFpnHead>;
  /** Height and width of images must be multiples of it. */
  readonly sizeDivisor: number;

  constructor(config: SegmentationConfig) {
    super();
    checkKeys('SegmentationModel', config, ['backbone', 'neck', 'heads']);
    const { backbone, neck, heads } = config;
    this.backbone = new ResNet(backbone);
    this.neck = new Fpn(this.backbone.outputs, neck);
    this.heads = new ModuleDict(
      Object.fromEntries(
        Object.entries(heads).map(([task, options]) => [
          task,
          new SemanticFpnHead(this.neck.outputs, options),
        ]),
      ),
    );
    if (this.heads.keys().length === 0) throw new OptionError('SegmentationModel: give at least one head');
    this.sizeDivisor = Math.max(...Object.values(this.backbone.outputs).map((spec) => spec.stride));
  }

  get tasks(): string[] {
    return this.heads.keys();
  }

  /** Logits [B, classes, H/4, W/4] of the tasks, all of them where none are named. */
  override forward(images: Tensor, tasks: readonly string[] = this.tasks): Record<string, Tensor> {
    this.#checkImages(images);
    return scope(() => {
      const maps = this.neck.forward(this.backbone.forward(images));
      return Object.fromEntries(tasks.map((task) => [task, this.#head(task).forward(maps)]));
    });
  }

  /**
   * Losses by task. A task without labels is not computed: it costs nothing and its head gets no gradient.
   *
   * @param images normalised, [B, 3, H, W]
   */
  losses(images: Tensor, targets: SegmentationTargets): Record<string, Tensor> {
    const labelled = Object.entries(targets).flatMap(([task, target]) =>
      target ? [[task, target] as const] : [],
    );
    const tasks = labelled.map(([task]) => task);
    for (const task of tasks) this.#head(task);
    if (tasks.length === 0) return {};
    return scope(() => {
      const logits = this.forward(images, tasks);
      return Object.fromEntries(
        labelled.map(([task, target]) => [task, this.#head(task).losses(logits[task]!, target).loss]),
      );
    });
  }

  /**
   * Class maps by task, one uint8 [height, width] for each image; call `eval()` first.
   *
   * @param sizes valid area of each image, before padding; all of it where not given
   * @param outputs size of each class map; `sizes` where not given
   */
  predict(
    images: Tensor,
    sizes?: readonly ImageSize[],
    outputs?: readonly ImageSize[],
  ): Record<string, Tensor[]> {
    if (this.training)
      throw new Error('predict() in training mode would change batch statistics: call eval() first');
    return noGrad(() =>
      scope(() =>
        Object.fromEntries(
          Object.entries(this.forward(images)).map(([task, logits]) => [
            task,
            this.#head(task).predict(logits, sizes, outputs),
          ]),
        ),
      ),
    );
  }

  #head(task: string): SemanticFpnHead {
    const head = this.heads.get(task);
    if (!head)
      throw new OptionError(
        `SegmentationModel: no head for task '${task}'; there are ${this.tasks.join(', ')}`,
      );
    return head;
  }

  #checkImages(images: Tensor): void {
    expectShape(this, images, ['B', this.backbone.options.inChannels, 'H', 'W']);
    const [height, width] = images.shape.slice(-2) as [number, number];
    if (height % this.sizeDivisor === 0 && width % this.sizeDivisor === 0 && height > 0 && width > 0) return;
    throw new ShapeError(
      this.describe(),
      `height and width that are multiples of ${this.sizeDivisor} (pad the images)`,
      formatShape(images.shape),
    );
  }
}
