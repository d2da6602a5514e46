import { Conv2d, expectShape, functional, Module, Sequential, Upsample } from '@cotrain/nn';
import { resizedArgmax } from '@cotrain/ops';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { z } from 'zod';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../features.js';
import { ConvNorm } from '../layers/convNorm.js';
import { c2MsraFill } from '../layers/weightInit.js';
import { count, features, normKind } from '../options/fields.js';
import { optionSchema, readOptions } from '../options/optionSchema.js';
import { fullPrecision } from '../precision.js';
import { recomputed } from '../recomputed.js';
import { type Divisors, dividedBy } from './divisors.js';
import type { ClassMap } from './maskformer/maskFormerHead.js';
import { holdUnannotated, type MapTarget, readMapTarget, stackAnnotated } from './partialLabels.js';
import { type BatchSizes, pair, type TaskHead } from './taskHead.js';

/** The defaults of detectron2's config/defaults.py, MODEL.SEM_SEG_HEAD. */
export const SEMANTIC_FPN_SCHEMA = optionSchema('SemanticFpnHead', {
  /** Number of classes of the task. Required. */
  numClasses: count,
  /** Names of the maps, in any order. Default ['p2', 'p3', 'p4', 'p5']. */
  inFeatures: features.default(['p2', 'p3', 'p4', 'p5']),
  /** Number of channels of the convolutions. Default 128. */
  convsDim: count.default(128),
  /** Stride at which the levels are summed and classified. Default 4. */
  commonStride: count.default(4),
  /** Normalisation after each convolution; null disables it. Default 'group'. */
  norm: normKind.nullable().default('group'),
  /** Label of pixels that contribute no loss. Default 255. */
  ignoreIndex: z.number().int().default(255),
  /** Weight of the loss. Default 1. */
  lossWeight: z.number().nonnegative().default(1),
});
/** Options of {@link SemanticFpnHead}. */
export interface SemanticFpnHeadOptions extends z.input<typeof SEMANTIC_FPN_SCHEMA> {}

/**
 * The semantic branch of Panoptic FPN (Kirillov et al., 2019, figure 3). Keys are detectron2's:
 * `p2.0.weight`, `p2.0.norm.weight`, ..., `predictor.weight` (`modeling/meta_arch/semantic_seg.py`:
 * `SemSegFPNHead`).
 */
export class SemanticFpnHead
  extends Module<[maps: FeatureMaps], Tensor>
  implements TaskHead<Tensor, MapTarget, Tensor>
{
  [level: `p${number}`]: Sequential;
  readonly options: Readonly<Required<SemanticFpnHeadOptions>>;
  predictor: Conv2d;
  /** Whether training computes the inside of each level again in the backward pass, to save memory. */
  recompute = false;

  /** @param inputs the `outputs` of the neck */
  constructor(inputs: FeatureSpecs, options: SemanticFpnHeadOptions) {
    super();
    this.options = readOptions(SEMANTIC_FPN_SCHEMA, options);
    const { numClasses, inFeatures, convsDim } = this.options;
    for (const [name, { channels, stride }] of selectSpecs(
      'SemanticFpnHead inFeatures',
      inputs,
      inFeatures,
    )) {
      this[name as `p${number}`] = this.makeLevel(channels, stride);
    }
    this.predictor = new Conv2d(convsDim, numClasses, 1);
    c2MsraFill(this.predictor);
  }

  /** One convolution for each doubling up to the common stride. */
  private makeLevel(channels: number, stride: number): Sequential {
    const { convsDim, commonStride, norm } = this.options;
    const level = new Sequential();
    for (let k = 0; k < Math.max(1, Math.log2(stride / commonStride)); k++) {
      const conv = new ConvNorm(k === 0 ? channels : convsDim, convsDim, 3, { padding: 1, norm, relu: true });
      c2MsraFill(conv);
      level.push(conv);
      if (stride !== commonStride) level.push(new Upsample({ scaleFactor: 2, mode: 'bilinear' }));
    }
    return level;
  }

  override describe(): string {
    return `SemanticFpnHead(${this.options.numClasses} classes)`;
  }

  /** Logits [B, numClasses, H / commonStride, W / commonStride]. */
  override forward(maps: FeatureMaps): Tensor {
    return scope(() => {
      const levels = this.options.inFeatures.map((name) => {
        const [level, map] = [this[name as `p${number}`]!, selectMap(this.describe(), maps, name)];
        return this.recompute && this.training ? recomputed(level, map) : level.forward(map);
      });
      // The first sum must not work in place, because the ReLU that ends a level needs its own output for the
      // backward pass.
      const sum = levels.reduce((total, level, i) => (i === 1 ? total.add(level) : total.add_(level)));
      return this.predictor.forward(sum);
    });
  }

  /** Logits at the resolution of the images, at least float32. */
  upsample(logits: Tensor): Tensor {
    return functional.interpolate(fullPrecision(logits), {
      scaleFactor: this.options.commonStride,
      mode: 'bilinear',
    });
  }

  /**
   * Mean cross-entropy over the pixels that are not ignored, at full resolution; 0 if every pixel is ignored.
   *
   * @param logits output of `forward`
   * @param targets class indices [H, W] of each image, int64 or uint8, plus the annotated classes if only
   *   some were annotated: the logits of the other classes get no gradient
   * @param divisors `pixels` of the whole batch. Default: those of these images
   */
  losses(
    logits: Tensor,
    targets: readonly MapTarget[],
    _batch?: BatchSizes,
    divisors?: Divisors,
  ): { loss_sem_seg: Tensor } {
    const { numClasses, commonStride, ignoreIndex, lossWeight } = this.options;
    expectShape(this, logits, ['B', numClasses, 'H', 'W']);
    const [batch, , height, width] = logits.shape as [number, number, number, number];
    return scope(() => {
      const read = this.read(targets);
      const target = torch.stack(read.map(({ map }) => map)); // [B, H, W]
      expectShape(this, target, [batch, height * commonStride, width * commonStride]);
      const labels = target.to({ dtype: 'int64' });
      const annotated = stackAnnotated(
        read.map((own) => own.annotated),
        numClasses,
      ); // [B, K]
      const held = annotated ? holdUnannotated(logits, annotated.view([batch, numClasses, 1, 1])) : logits;
      const sum = functional.crossEntropy(this.upsample(held), labels, { ignoreIndex, reduction: 'sum' });
      const pixels = divisors?.pixels ?? noGrad(() => labels.ne(ignoreIndex).sum());
      // PyTorch's mean is NaN if every pixel is ignored, and one NaN would end a training run.
      return { loss_sem_seg: dividedBy(sum, pixels, 1).mul(lossWeight) };
    });
  }

  /** `pixels`: the number of pixels that are not ignored. */
  divisors(targets: readonly MapTarget[]): Divisors {
    if (targets.length === 0) return { pixels: 0 };
    return noGrad(() =>
      scope(() => {
        const counts = this.read(targets).map(({ map }) => map.ne(this.options.ignoreIndex).sum());
        return { pixels: torch.stack(counts).sum() };
      }),
    );
  }

  private read(targets: readonly MapTarget[]) {
    const { numClasses, ignoreIndex } = this.options;
    return targets.map((own, image) =>
      readMapTarget(own, numClasses, ignoreIndex, `${this.describe()}: target of image ${image}`),
    );
  }

  /**
   * Class maps, uint8 [height, width] for each image: logits resized to the padded input, cropped to remove
   * padding, resized to `outputs`, then the class with the highest logit (detectron2
   * `modeling/postprocessing.py`: `sem_seg_postprocess`).
   */
  predict(logits: Tensor, batch: BatchSizes): Tensor[] {
    return scope(() => this.classMaps(logits, batch, false).map(({ labels }) => labels));
  }

  /** Class maps of images without padding, uint8 [B, H, W]. */
  predictTensors(logits: Tensor): Tensor {
    return noGrad(() => scope(() => this.upsample(logits).argmax({ dim: 1 }).to({ dtype: 'uint8' })));
  }

  /** Like `predict`, with the score of the predicted class: its softmax probability. */
  predictScored(logits: Tensor, batch: BatchSizes): ClassMap[] {
    return this.classMaps(logits, batch, true);
  }

  private classMaps(logits: Tensor, { sizes, outputs }: BatchSizes, scores: boolean): ClassMap[] {
    const padded = logits.shape.slice(2).map((size) => size * this.options.commonStride);
    return noGrad(() =>
      scope(() =>
        sizes.map((valid, image) =>
          resizedArgmax(fullPrecision(logits.at(image)), {
            ...{ padded, valid: pair(valid), output: pair(outputs[image]!) },
            scores,
          }),
        ),
      ),
    );
  }
}
