import {
  type AnyModule,
  Conv2d,
  Dropout,
  expectShape,
  Identity,
  init,
  Linear,
  OptionError,
  Sequential,
} from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { z } from 'zod';
import { type FeatureMaps, type FeatureSpecs, selectSpecs } from '../../features.js';
import { replaceAndFree } from '../../folding/foldConvs.js';
import { count, normKind } from '../../options/fields.js';
import { optionSchema, readOptions } from '../../options/optionSchema.js';
import { Backbone, freezeAt, outFeatures, type PretrainedTraits, STAGE_NAMES } from '../backbone.js';
import { freezeStages } from '../freezeStages.js';
import { ConvNormRelu6, InvertedResidual } from './invertedResidual.js';

/** The defaults of torchvision's model. */
export const MOBILENET_V2_SCHEMA = optionSchema('MobileNetV2', {
  /** Factor on the channels of all layers, which are rounded to multiples of 8. Default 1. */
  widthMultiplier: z.number().positive().default(1),
  /** Padding: `same` for weights trained in TensorFlow, `torch` for torchvision's. Default 'torch'. */
  padding: z.enum(['torch', 'same']).default('torch'),
  /**
   * Normalisation after each convolution; `frozen` neither learns nor updates its statistics. Default
   * 'batch'.
   */
  norm: normKind.default('batch'),
  /** Number of frozen stages: 1 the stem, 2 also res2, ... 5 all. Default 0. */
  freezeAt: freezeAt.default(0),
  /**
   * Adds the last 1x1 convolution (`features.18`) and a classifier with this number of classes. Default null:
   * none.
   */
  numClasses: count.nullable().default(null),
  /** Number of image channels. Default 3. */
  inChannels: count.default(3),
  /** Names of the maps to return. Default ['res2', 'res3', 'res4', 'res5']. */
  outFeatures: outFeatures.default(STAGE_NAMES),
});
/** Options of {@link MobileNetV2}. */
export interface MobileNetV2Options extends z.input<typeof MOBILENET_V2_SCHEMA> {}

/**
 * Rows of Table 2 in Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", 2018. Each row
 * is repeated, and only its first block has a stride.
 */
const ROWS = [
  { expansion: 1, channels: 16, blocks: 1, stride: 1 },
  { expansion: 6, channels: 24, blocks: 2, stride: 2 },
  { expansion: 6, channels: 32, blocks: 3, stride: 2 },
  { expansion: 6, channels: 64, blocks: 4, stride: 2 },
  { expansion: 6, channels: 96, blocks: 3, stride: 1 },
  { expansion: 6, channels: 160, blocks: 3, stride: 2 },
  { expansion: 6, channels: 320, blocks: 1, stride: 1 },
] as const;
const STEM_CHANNELS = 32;
const LAST_CHANNELS = 1280;
/** Ends of the stem and of each stage within `features`. */
const ENDS = [2, 4, 7, 14, 18] as const;

/**
 * MobileNetV2 with torchvision's keys (`features.*`, `classifier.1.*`) and initial values. The maps `res2` to
 * `res5`, with strides 4 to 32, are the last of each resolution before the classifier's convolution. They
 * have 24, 32, 96 and 320 channels.
 */
export class MobileNetV2 extends Backbone {
  readonly options: Readonly<Required<MobileNetV2Options>>;
  readonly outputs: FeatureSpecs;
  features: Sequential;
  classifier: Sequential | null;

  constructor(options?: MobileNetV2Options) {
    super();
    this.options = readOptions(MOBILENET_V2_SCHEMA, options);
    const { widthMultiplier, padding, norm, numClasses, inChannels } = this.options;
    const conv = { groups: 1, norm, padding };
    let channels = rounded(STEM_CHANNELS * widthMultiplier);
    this.features = new Sequential(
      new ConvNormRelu6(inChannels, channels, { ...conv, kernelSize: 3, stride: 2 }),
    );
    const ends: number[] = [];
    for (const row of ROWS) {
      const outChannels = rounded(row.channels * widthMultiplier);
      for (let i = 0; i < row.blocks; i++) {
        const stride = i === 0 ? row.stride : 1;
        const { expansion } = row;
        this.features.push(new InvertedResidual(channels, outChannels, { stride, expansion, norm, padding }));
        channels = outChannels;
        ends.push(channels);
      }
    }
    const specs = Object.fromEntries(
      STAGE_NAMES.map((name, i) => [name, { channels: ends[ENDS[i + 1]! - 2]!, stride: 4 * 2 ** i }]),
    );
    this.outputs = Object.fromEntries(
      selectSpecs('MobileNetV2 outFeatures', specs, this.options.outFeatures),
    );
    this.classifier = null;
    if (numClasses !== null) {
      const last = rounded(LAST_CHANNELS * Math.max(1, widthMultiplier));
      this.features.push(new ConvNormRelu6(channels, last, { ...conv, kernelSize: 1, stride: 1 }));
      this.classifier = new Sequential(new Dropout(0.2), new Linear(last, numClasses));
    }
    this.initWeights();
    const layers = [...this.features];
    const stages = ENDS.map((end, i) => layers.slice(ENDS[i - 1] ?? 0, end));
    freezeStages(this, stages, this.options.freezeAt);
  }

  /** As in `torchvision/models/mobilenetv2.py`. */
  private initWeights(): void {
    for (const module of this.modules()) {
      if (module instanceof Conv2d) init.kaimingNormal_(module.weight, { mode: 'fan_out' });
      if (!(module instanceof Linear)) continue;
      init.normal_(module.weight, 0, 0.01);
      if (module.bias) init.zeros_(module.bias);
    }
  }

  override describe(): string {
    const { widthMultiplier, padding } = this.options;
    return `MobileNetV2(width ${widthMultiplier}, padding ${padding})`;
  }

  get inChannels(): number {
    return this.options.inChannels;
  }

  get pretrained(): PretrainedTraits {
    const { padding } = this.options;
    return { kind: 'MobileNetV2', classifier: ['features.18.', 'classifier.'], options: { padding } };
  }

  override layerGroups(): AnyModule[][] {
    return [...this.features].slice(0, ENDS.at(-1)).map((layer) => [layer]);
  }

  override keepMapsOnly(): void {
    this.classifier?.dispose();
    this.classifier = null;
    const unread = [...this.features].slice(ENDS.at(-1));
    replaceAndFree(this.features, (module) =>
      unread.some((own) => own === module) ? new Identity() : module,
    );
  }

  override fold(): void {
    for (const part of this.features)
      if (part instanceof ConvNormRelu6 || part instanceof InvertedResidual) part.fold();
  }

  /**
   * Maps images [B, inChannels, H, W] to the maps named in `outFeatures`, [B, channels, ceil(H / stride),
   * ceil(W / stride)].
   */
  override forward(images: Tensor): FeatureMaps {
    expectShape(this, images, ['B', this.inChannels, 'H', 'W']);
    return scope(() => {
      const maps: FeatureMaps = {};
      let x = images;
      for (const [i, layer] of [...this.features].slice(0, ENDS.at(-1)).entries()) {
        x = layer.forward(x);
        const name = STAGE_NAMES[ENDS.findIndex((end) => end === i + 1) - 1];
        if (name && name in this.outputs) maps[name] = x;
      }
      return maps;
    });
  }

  /** Class logits [B, numClasses] from a map of res5. @throws OptionError without `numClasses` */
  classify(res5: Tensor): Tensor {
    const { classifier } = this;
    if (!classifier) throw new OptionError(`${this.describe()} has no classifier: set numClasses`);
    return scope(() => classifier.forward(this.features.at(-1).forward(res5).mean([2, 3])));
  }
}

/**
 * Rounds to the nearest multiple of 8 without losing more than a tenth (`torchvision/models/_utils.py`:
 * `_make_divisible`).
 */
function rounded(channels: number): number {
  const nearest = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return nearest < 0.9 * channels ? nearest + 8 : nearest;
}
