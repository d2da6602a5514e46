import {
  AdaptiveAvgPool2d,
  Conv2d,
  expectShape,
  init,
  Linear,
  MaxPool2d,
  type Module,
  OptionError,
  ReLU,
  Sequential,
} from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { z } from 'zod';
import { type FeatureMaps, type FeatureSpecs, selectSpecs } from '../../features.js';
import { foldConvs, foldNorm } from '../../folding/foldConvs.js';
import { foldBlocks } from '../../folding/fusedBlock.js';
import { makeNorm } from '../../layers/norm.js';
import { count, normKind } from '../../options/fields.js';
import { optionSchema, readOptions } from '../../options/optionSchema.js';
import {
  Backbone,
  type BackboneLink,
  freezeAt,
  outFeatures,
  type PretrainedTraits,
  STAGE_NAMES,
} from '../backbone.js';
import { freezeStages } from '../freezeStages.js';
import { BasicBlock, BottleneckBlock, ResidualBlock } from './blocks.js';

/** Blocks by stage (He et al., "Deep residual learning for image recognition", 2015, Table 1). */
const ARCHITECTURES = {
  18: { Block: BasicBlock, blocks: [2, 2, 2, 2], expansion: 1 },
  34: { Block: BasicBlock, blocks: [3, 4, 6, 3], expansion: 1 },
  50: { Block: BottleneckBlock, blocks: [3, 4, 6, 3], expansion: 4 },
  101: { Block: BottleneckBlock, blocks: [3, 4, 23, 3], expansion: 4 },
} as const;

/** Number of layers of a ResNet: 18, 34, 50 or 101. */
export type ResNetDepth = keyof typeof ARCHITECTURES;

/** The defaults of torchvision's and detectron2's ResNet-50. */
export const RESNET_SCHEMA = optionSchema('ResNet', {
  /** Number of layers with weights. Default 50. */
  depth: z.literal([18, 34, 50, 101]).default(50),
  /**
   * Normalisation after each convolution; `frozen` neither learns nor updates its statistics. Default
   * 'batch'.
   */
  norm: normKind.default('batch'),
  /**
   * Number of frozen stages: 1 the stem, 2 also res2, ... 5 all (detectron2's `MODEL.BACKBONE.FREEZE_AT`).
   * Default 0.
   */
  freezeAt: freezeAt.default(0),
  /** Adds the classifier `fc` with this number of classes. Default null: none. */
  numClasses: count.nullable().default(null),
  /** Number of image channels. Default 3. */
  inChannels: count.default(3),
  /** Number of channels of the first convolution. Default 64. */
  stemChannels: count.default(64),
  /**
   * Number of channels of res2, doubled by each later stage. Default null: 64, or 256 with bottleneck blocks.
   */
  res2Channels: count.nullable().default(null),
  /** Number of groups of the 3x3 convolutions in bottlenecks. Default 1. */
  groups: count.default(1),
  /** Channels of each group of res2's 3x3 convolutions, in bottlenecks. Default 64. */
  widthPerGroup: count.default(64),
  /**
   * Puts the stride of a bottleneck into its first convolution (Caffe's models) instead of the 3x3 one.
   * Default false.
   */
  strideIn1x1: z.boolean().default(false),
  /** Initialises every residual branch to zero (Goyal et al., 2017, section 5.1). Default false. */
  zeroInitResidual: z.boolean().default(false),
  /** Names of the maps to return. Default ['res2', 'res3', 'res4', 'res5']. */
  outFeatures: outFeatures.default(STAGE_NAMES),
});
/** Options of {@link ResNet}. */
export interface ResNetOptions extends z.input<typeof RESNET_SCHEMA> {}

/**
 * ResNet with torchvision's keys (`conv1`, `layer1.0.bn1`, ..., `fc`) and initial values. It returns
 * detectron2's named maps `res2`..`res5` with strides 4 to 32. `keys/detectron2.ts` maps detectron2's
 * checkpoints.
 */
export class ResNet extends Backbone {
  readonly options: Readonly<Required<ResNetOptions>>;
  readonly outputs: FeatureSpecs;
  conv1: Conv2d;
  bn1: Module;
  maxpool: MaxPool2d;
  layer1: Sequential;
  layer2: Sequential;
  layer3: Sequential;
  layer4: Sequential;
  avgpool: AdaptiveAvgPool2d;
  fc: Linear | null;

  constructor(options?: ResNetOptions) {
    super();
    this.options = readOptions(RESNET_SCHEMA, options);
    checkOptions(this.options);
    const { depth, norm, numClasses, inChannels, stemChannels } = this.options;
    const { expansion } = ARCHITECTURES[depth];
    const res2Channels = this.options.res2Channels ?? 64 * expansion;
    this.conv1 = new Conv2d(inChannels, stemChannels, 7, { stride: 2, padding: 3, bias: false });
    this.bn1 = makeNorm(norm, stemChannels);
    this.maxpool = new MaxPool2d(3, { stride: 2, padding: 1 });
    this.layer1 = this.makeStage(0, stemChannels, res2Channels);
    this.layer2 = this.makeStage(1, res2Channels, res2Channels * 2);
    this.layer3 = this.makeStage(2, res2Channels * 2, res2Channels * 4);
    this.layer4 = this.makeStage(3, res2Channels * 4, res2Channels * 8);
    this.avgpool = new AdaptiveAvgPool2d(1);
    this.fc = numClasses === null ? null : new Linear(res2Channels * 8, numClasses);
    const specs = Object.fromEntries(
      STAGE_NAMES.map((name, i) => [name, { channels: res2Channels * 2 ** i, stride: 4 * 2 ** i }]),
    );
    this.outputs = Object.fromEntries(selectSpecs('ResNet outFeatures', specs, this.options.outFeatures));
    this.initWeights();
    freezeStages(
      this,
      [[this.conv1, this.bn1], ...this.stages.map((stage) => [stage])],
      this.options.freezeAt,
    );
  }

  get inChannels(): number {
    return this.options.inChannels;
  }

  get pretrained(): PretrainedTraits {
    const { depth, strideIn1x1 } = this.options;
    const isBasic = ARCHITECTURES[depth].Block === BasicBlock;
    return { kind: 'ResNet', classifier: ['fc.'], ...(!isBasic && { options: { strideIn1x1 } }) };
  }

  override layerGroups(): Module[][] {
    return [[this.conv1, this.bn1], ...this.stages.flatMap((stage) => [...stage].map((block) => [block]))];
  }

  /** The stem and the blocks. The inside of a whole first stage would be most of what training keeps. */
  override chain(): BackboneLink[] {
    const blocks = this.stages.flatMap((stage, i) => {
      const [name, last] = [STAGE_NAMES[i]!, [...stage].at(-1)];
      return [...stage].map(
        (part): BackboneLink => ({ part, map: part === last && name in this.outputs ? name : null }),
      );
    });
    return [{ part: this.stem(), map: null }, ...blocks];
  }

  override keepMapsOnly(): void {
    this.fc?.dispose();
    this.fc = null;
  }

  override fold(): void {
    foldNorm(this, ['conv1', 'bn1'], 'relu');
    foldBlocks(this, (module) => module instanceof BasicBlock || module instanceof BottleneckBlock);
    foldConvs(this);
  }

  private stem(): Sequential {
    return new Sequential(this.conv1, this.bn1, new ReLU({ inplace: true }), this.maxpool);
  }

  private get stages(): Sequential[] {
    return [this.layer1, this.layer2, this.layer3, this.layer4];
  }

  private makeStage(index: number, inChannels: number, outChannels: number): Sequential {
    const { depth, groups, widthPerGroup, strideIn1x1, norm } = this.options;
    const { Block, blocks } = ARCHITECTURES[depth];
    const shared = {
      outChannels,
      bottleneckChannels: groups * widthPerGroup * 2 ** index,
      groups,
      strideIn1x1,
      norm,
    };
    const first = new Block({ ...shared, inChannels, stride: index === 0 ? 1 : 2 });
    const others = Array.from({ length: blocks[index]! - 1 }, () => {
      return new Block({ ...shared, inChannels: outChannels, stride: 1 });
    });
    return new Sequential(first, ...others);
  }

  /** As in `torchvision/models/resnet.py`, which equals detectron2's `c2_msra_fill`. */
  private initWeights(): void {
    for (const module of this.modules()) {
      if (module instanceof Conv2d)
        init.kaimingNormal_(module.weight, { mode: 'fan_out', nonlinearity: 'relu' });
      if (this.options.zeroInitResidual && module instanceof ResidualBlock) module.zeroLastNorm();
    }
  }

  override describe(): string {
    return `ResNet-${this.options.depth}`;
  }

  /** Maps images [B, inChannels, H, W] to the maps named in `outFeatures`. */
  override forward(images: Tensor): FeatureMaps {
    expectShape(this, images, ['B', this.options.inChannels, 'H', 'W']);
    return scope(() => {
      let x = this.stem().forward(images); // [B, stemChannels, H / 4, W / 4]
      const maps: FeatureMaps = {};
      for (const [i, stage] of this.stages.entries()) {
        x = stage.forward(x); // [B, res2Channels * 2^i, H / (4 * 2^i), W / (4 * 2^i)]
        const name = STAGE_NAMES[i]!;
        if (name in this.outputs) maps[name] = x;
      }
      return maps;
    });
  }

  /** Class logits [B, numClasses] from a map of res5. @throws OptionError without `numClasses` */
  classify(res5: Tensor): Tensor {
    const { fc } = this;
    if (!fc) throw new OptionError(`${this.describe()} has no classifier: set numClasses`);
    return scope(() => fc.forward(this.avgpool.forward(res5).flatten({ startDim: 1 })));
  }
}

function checkOptions(options: Required<ResNetOptions>): void {
  const { depth, groups, widthPerGroup, strideIn1x1 } = options;
  const isBasic = ARCHITECTURES[depth].Block === BasicBlock;
  if (isBasic && (groups !== 1 || widthPerGroup !== 64 || strideIn1x1)) {
    throw new OptionError(
      `ResNet: groups, widthPerGroup and strideIn1x1 apply to bottlenecks only, not to depth ${depth}`,
    );
  }
}
