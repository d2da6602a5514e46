import {
  type AnyModule,
  Conv2d,
  expectShape,
  init,
  LayerNorm,
  Linear,
  Module,
  ModuleList,
  OptionError,
} from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import { z } from 'zod';
import { type FeatureMaps, type FeatureSpecs, selectSpecs } from '../../features.js';
import { count, perStage } from '../../options/fields.js';
import { optionSchema, readOptions } from '../../options/optionSchema.js';
import { Backbone, freezeAt, outFeatures, type PretrainedTraits, STAGE_NAMES } from '../backbone.js';
import { freezeStages } from '../freezeStages.js';
import { SwinStage } from './block.js';

/** The defaults are Swin-T's. */
export const SWIN_SCHEMA = optionSchema('SwinTransformer', {
  /**
   * Number of channels of the first stage, doubled by each later one: 96 for Swin-T and S, 128 for B, 192 for
   * L. Default 96.
   */
  embedDim: count.default(96),
  /**
   * Number of blocks by stage: [2, 2, 6, 2] for Swin-T, [2, 2, 18, 2] for the larger ones. Default
   * [2, 2, 6, 2].
   */
  depths: perStage.default([2, 2, 6, 2]),
  /** Number of attention heads by stage. Default [3, 6, 12, 24]. */
  heads: perStage.default([3, 6, 12, 24]),
  /** Side length of the windows in positions. Default 7. */
  windowSize: count.default(7),
  /** Ratio of the hidden width of a block's perceptron to its channels. Default 4. */
  mlpRatio: z.number().positive().default(4),
  /**
   * Probability in training of dropping the last block for an image. It grows linearly from 0 at the first
   * block (stochastic depth). Default 0.2.
   */
  dropPath: z.number().min(0).lt(1).default(0.2),
  /**
   * Number of frozen stages: 1 the patch embedding, 2 also res2, ... 5 all. The norms of the maps are never
   * frozen. Default 0.
   */
  freezeAt: freezeAt.default(0),
  /** Adds the classifier, `norm` and `head`, with this number of classes. Default null: none. */
  numClasses: count.nullable().default(null),
  /** Number of image channels. Default 3. */
  inChannels: count.default(3),
  /** Names of the maps to return. Default ['res2', 'res3', 'res4', 'res5']. */
  outFeatures: outFeatures.default(STAGE_NAMES),
});
/** Options of {@link SwinTransformer}. */
export interface SwinTransformerOptions extends z.input<typeof SWIN_SCHEMA> {}

const PATCH = 4;

/** Embeds patches of 4x4 pixels as [B, H, W, C]. */
class PatchEmbed extends Module {
  proj: Conv2d;
  norm: LayerNorm;

  constructor(inChannels: number, dim: number) {
    super();
    this.proj = new Conv2d(inChannels, dim, PATCH, { stride: PATCH });
    this.norm = new LayerNorm(dim);
  }

  override forward(images: Tensor): Tensor {
    return scope(() => {
      const [height, width] = images.shape.slice(-2) as [number, number];
      const [below, right] = [height, width].map((size) => (PATCH - (size % PATCH)) % PATCH) as [
        number,
        number,
      ];
      const padded = below + right > 0 ? torch.pad(images, [0, right, 0, below]) : images;
      return this.norm.forward(this.proj.forward(padded).permute([0, 2, 3, 1]));
    });
  }
}

/**
 * Swin Transformer (Liu et al., "Hierarchical vision transformer using shifted windows", 2021) with
 * Microsoft's keys (`patch_embed`, `layers.0.blocks.0.attn`). Microsoft's detection code has a norm for each
 * map (`norm0` to `norm3`), which torchvision lacks; `keys/swin.ts` maps torchvision's keys. The defaults are
 * Swin-T's. As in torchvision, windows are not shifted along a dimension that a single window covers.
 */
export class SwinTransformer extends Backbone {
  [norm: `norm${number}`]: LayerNorm;
  readonly options: Readonly<Required<SwinTransformerOptions>>;
  readonly outputs: FeatureSpecs;
  patchEmbed: PatchEmbed;
  layers: ModuleList<SwinStage>;
  norm: LayerNorm | null = null;
  head: Linear | null = null;

  constructor(options?: SwinTransformerOptions) {
    super();
    this.options = readOptions(SWIN_SCHEMA, options);
    checkOptions(this.options);
    const { embedDim, depths, heads, windowSize, mlpRatio, numClasses, inChannels } = this.options;
    const dims = STAGE_NAMES.map((_, i) => embedDim * 2 ** i);
    const specs = Object.fromEntries(
      STAGE_NAMES.map((name, i) => [name, { channels: dims[i]!, stride: PATCH * 2 ** i }]),
    );
    this.outputs = Object.fromEntries(
      selectSpecs('SwinTransformer outFeatures', specs, this.options.outFeatures),
    );
    this.patchEmbed = new PatchEmbed(inChannels, embedDim);
    const blocks = depths.reduce((sum, depth) => sum + depth, 0);
    let first = 0;
    this.layers = new ModuleList(
      dims.map((dim, i) => {
        const dropPaths = Array.from(
          { length: depths[i]! },
          () => (this.options.dropPath * first++) / Math.max(1, blocks - 1),
        );
        const downsample = i < dims.length - 1;
        return new SwinStage({ dim, heads: heads[i]!, windowSize, mlpRatio, dropPaths, downsample });
      }),
    );
    for (const [i, name] of STAGE_NAMES.entries())
      if (name in this.outputs) this[`norm${i}`] = new LayerNorm(dims[i]!);
    if (numClasses !== null) {
      this.norm = new LayerNorm(dims.at(-1)!);
      this.head = new Linear(dims.at(-1)!, numClasses);
    }
    this.initWeights();
    const stages = [...this.layers].map((stage) => [stage]);
    freezeStages(this, [[this.patchEmbed], ...stages], this.options.freezeAt);
  }

  /** As in Microsoft's `_init_weights`. */
  private initWeights(): void {
    for (const module of this.modules()) {
      if (!(module instanceof Linear)) continue;
      init.truncNormal_(module.weight, { std: 0.02 });
      if (module.bias) init.zeros_(module.bias);
    }
  }

  override describe(): string {
    const { embedDim, depths } = this.options;
    return `SwinTransformer(${depths.join('-')}, width ${embedDim})`;
  }

  get inChannels(): number {
    return this.options.inChannels;
  }

  get pretrained(): PretrainedTraits {
    return { kind: 'SwinTransformer', classifier: ['norm.', 'head.'], optional: /^norm\d\./ };
  }

  /**
   * As in Microsoft's SimMIM, downsampling belongs to the preceding block, and the norms of the maps are in
   * no layer.
   */
  override layerGroups(): AnyModule[][] {
    const blocks = [...this.layers].flatMap(({ blocks, downsample }) =>
      [...blocks].map((block, i) => (downsample && i === blocks.length - 1 ? [block, downsample] : [block])),
    );
    return [[this.patchEmbed], ...blocks];
  }

  override keepMapsOnly(): void {
    for (const part of [this.norm, this.head]) part?.dispose();
    this.norm = this.head = null;
  }

  /**
   * Maps images [B, inChannels, H, W] to the maps named in `outFeatures`, [B, channels, ceil(H / stride),
   * ceil(W / stride)].
   */
  override forward(images: Tensor): FeatureMaps {
    return scope(() => {
      const maps: FeatureMaps = {};
      for (const [i, x] of this.stages(images).entries()) {
        const name = STAGE_NAMES[i]!;
        if (name in this.outputs) maps[name] = this[`norm${i}`]!.forward(x).permute([0, 3, 1, 2]);
      }
      return maps;
    });
  }

  /** Class logits [B, numClasses] of images. @throws OptionError without `numClasses` */
  classify(images: Tensor): Tensor {
    const { norm, head } = this;
    if (!norm || !head) throw new OptionError(`${this.describe()} has no classifier: set numClasses`);
    return scope(() => head.forward(norm.forward(this.stages(images).at(-1)!).mean([1, 2])));
  }

  /** The output of each stage, [B, H / stride, W / stride, channels]. */
  private stages(images: Tensor): Tensor[] {
    expectShape(this, images, ['B', this.inChannels, 'H', 'W']);
    let x = this.patchEmbed.forward(images);
    return [...this.layers].map((stage) => {
      const map = stage.forward(x);
      if (stage.downsample) x = stage.downsample.forward(map);
      return map;
    });
  }
}

function checkOptions({ embedDim, heads }: Required<SwinTransformerOptions>): void {
  for (const [i, count] of heads.entries())
    if ((embedDim * 2 ** i) % count !== 0)
      throw new OptionError(
        `SwinTransformer: ${embedDim * 2 ** i} channels of ${STAGE_NAMES[i]} are not divisible into ${count} heads`,
      );
}
