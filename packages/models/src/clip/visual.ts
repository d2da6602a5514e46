import {
  type AnyModule,
  AvgPool2d,
  type BatchNorm2d,
  Conv2d,
  expectShape,
  type GroupNorm,
  init,
  Module,
  OptionError,
  Sequential,
  type StateTolerance,
} from '@cotrain/nn';
import { scope, type Tensor } from '@cotrain/torch';
import { Backbone, type PretrainedTraits, STAGE_NAMES } from '../backbones/backbone.js';
import { freezeStages } from '../backbones/freezeStages.js';
import { type FeatureMaps, type FeatureSpecs, selectSpecs } from '../features.js';
import { foldConvs, foldNorm } from '../folding/foldConvs.js';
import { foldBlocks } from '../folding/fusedBlock.js';
import { makeNorm, type NormKind } from '../layers/norm.js';
import { readOptions } from '../options/optionSchema.js';
import { AttentionPool2d, type ClipEmbeddings } from './attentionPool.js';
import { CLIP_VISUAL_SCHEMA, type ClipVisualOptions } from './options.js';

const EXPANSION = 4;

/**
 * A bottleneck that downsamples by averaging, before the last convolution and in the shortcut, so that no
 * position is skipped (`clip/model.py`: `Bottleneck`).
 */
export class ClipBottleneck extends Module {
  conv1: Conv2d;
  bn1: Module;
  conv2: Conv2d;
  bn2: Module;
  conv3: Conv2d;
  bn3: Module;
  pool: AvgPool2d | null;
  downsample: Sequential | null;

  /** @param width number of channels of the 3x3 convolution */
  constructor(inChannels: number, width: number, stride: number, norm: NormKind) {
    super();
    const outChannels = width * EXPANSION;
    this.conv1 = new Conv2d(inChannels, width, 1, { bias: false });
    this.bn1 = makeNorm(norm, width);
    this.conv2 = new Conv2d(width, width, 3, { padding: 1, bias: false });
    this.bn2 = makeNorm(norm, width);
    this.conv3 = new Conv2d(width, outChannels, 1, { bias: false });
    this.bn3 = makeNorm(norm, outChannels);
    this.pool = stride > 1 ? new AvgPool2d(stride) : null;
    this.downsample =
      stride > 1 || inChannels !== outChannels
        ? new Sequential(new Conv2d(inChannels, outChannels, 1, { bias: false }), makeNorm(norm, outChannels))
        : null;
    // clip/model.py, CLIP.initialize_parameters: residual branches are initialised to zero.
    const last = (this.bn3 as BatchNorm2d | GroupNorm).weight;
    if (last) init.zeros_(last);
  }

  override forward(x: Tensor): Tensor {
    return scope(() => {
      const pooled = (map: Tensor) => (this.pool ? this.pool.forward(map) : map);
      let y = this.bn1.forward(this.conv1.forward(x)).relu_(); // [B, width, H, W]
      y = this.bn2.forward(this.conv2.forward(y)).relu_();
      y = this.bn3.forward(this.conv3.forward(pooled(y))); // [B, 4 width, H / stride, W / stride]
      return y.add_(this.downsample ? this.downsample.forward(pooled(x)) : x).relu_();
    });
  }
}

/**
 * CLIP's ResNet image tower (`clip/model.py`: `ModifiedResNet`) as a backbone. It returns the maps
 * `res2`..`res5` with strides 4 to 32, and embeddings comparable with those of `ClipText`. Keys are those
 * below `visual.` in the official models.
 */
export class ClipVisual extends Backbone {
  readonly options: Readonly<Required<ClipVisualOptions>> & { readonly heads: number };
  readonly outputs: FeatureSpecs;
  conv1: Conv2d;
  bn1: Module;
  conv2: Conv2d;
  bn2: Module;
  conv3: Conv2d;
  bn3: Module;
  avgpool: AvgPool2d;
  layer1: Sequential;
  layer2: Sequential;
  layer3: Sequential;
  layer4: Sequential;
  attnpool: AttentionPool2d | null;

  constructor(options?: ClipVisualOptions) {
    super();
    const given = readOptions(CLIP_VISUAL_SCHEMA, options);
    this.options = { ...given, heads: given.heads ?? given.width / 2 };
    const { layers, width, heads, embedDim, inputResolution, inChannels, norm, positions } = this.options;
    this.conv1 = new Conv2d(inChannels, width / 2, 3, { stride: 2, padding: 1, bias: false });
    this.bn1 = makeNorm(norm, width / 2);
    this.conv2 = new Conv2d(width / 2, width / 2, 3, { padding: 1, bias: false });
    this.bn2 = makeNorm(norm, width / 2);
    this.conv3 = new Conv2d(width / 2, width, 3, { padding: 1, bias: false });
    this.bn3 = makeNorm(norm, width);
    this.avgpool = new AvgPool2d(2);
    this.layer1 = makeStage(layers[0]!, width, width, 1, norm);
    this.layer2 = makeStage(layers[1]!, width * EXPANSION, width * 2, 2, norm);
    this.layer3 = makeStage(layers[2]!, width * EXPANSION * 2, width * 4, 2, norm);
    this.layer4 = makeStage(layers[3]!, width * EXPANSION * 4, width * 8, 2, norm);
    const channels = width * EXPANSION * 8;
    this.attnpool = given.attentionPool
      ? new AttentionPool2d({
          gridSize: inputResolution / 32,
          channels,
          heads,
          outputDim: embedDim,
          positions,
        })
      : null;
    const specs = Object.fromEntries(
      STAGE_NAMES.map((name, i) => [name, { channels: width * EXPANSION * 2 ** i, stride: 4 * 2 ** i }]),
    );
    this.outputs = Object.fromEntries(selectSpecs('ClipVisual outFeatures', specs, given.outFeatures));
    freezeStages(this, [stemOf(this), ...stagesOf(this).map((stage) => [stage])], given.freezeAt);
  }

  override describe(): string {
    const { layers, width } = this.options;
    return `ClipVisual(${layers.join('-')}, width ${width})`;
  }

  get inChannels(): number {
    return this.options.inChannels;
  }

  get pretrained(): PretrainedTraits {
    return { kind: 'ClipVisual', classifier: [] };
  }

  override layerGroups(): AnyModule[][] {
    return [stemOf(this), ...stagesOf(this).flatMap((stage) => [...stage].map((block) => [block]))];
  }

  override get embedDim(): number | null {
    return this.attnpool && this.options.embedDim;
  }

  override keepMapsOnly(): void {
    this.attnpool?.dispose();
    this.attnpool = null;
  }

  override fold(): void {
    for (const i of [1, 2, 3]) foldNorm(this, [`conv${i}`, `bn${i}`], 'relu');
    foldBlocks(this, (module) => module instanceof ClipBottleneck);
    foldConvs(this);
  }

  protected override get stateTolerance(): StateTolerance {
    return this.attnpool ? {} : { unexpected: ATTENTION_POOL_KEYS };
  }

  /**
   * @param images [B, inChannels, H, W], normalised with CLIP's mean and standard deviation
   * @returns the maps named in `outFeatures`
   */
  override forward(images: Tensor): FeatureMaps {
    return scope(() => {
      const all = mapsOf(this, images);
      return Object.fromEntries(Object.keys(this.outputs).map((name) => [name, all[name]!]));
    });
  }

  /**
   * Embeddings of Eq. 2 of the paper, from a map of res5 [B, 32 width, H, W].
   * @throws OptionError without `attentionPool`
   */
  override embed(res5: Tensor): ClipEmbeddings {
    return attentionPoolOf(this).forward(res5);
  }

  /**
   * The official `encode_image`, [B, embedDim], not normalised.
   * @throws OptionError without `attentionPool`
   */
  encode(images: Tensor): Tensor {
    const pool = attentionPoolOf(this);
    return scope(() => pool.pool(mapsOf(this, images).res5!));
  }
}

const ATTENTION_POOL_KEYS = [
  'attnpool.positional_embedding',
  ...['k_proj', 'q_proj', 'v_proj', 'c_proj'].flatMap((name) => [
    `attnpool.${name}.weight`,
    `attnpool.${name}.bias`,
  ]),
];

function makeStage(blocks: number, inChannels: number, width: number, stride: number, norm: NormKind) {
  const first = new ClipBottleneck(inChannels, width, stride, norm);
  const others = Array.from(
    { length: blocks - 1 },
    () => new ClipBottleneck(width * EXPANSION, width, 1, norm),
  );
  return new Sequential(first, ...others);
}

const stemOf = ({ conv1, bn1, conv2, bn2, conv3, bn3 }: ClipVisual): Module[] => [
  ...[conv1, bn1],
  ...[conv2, bn2],
  ...[conv3, bn3],
];

const stagesOf = ({ layer1, layer2, layer3, layer4 }: ClipVisual): Sequential[] => [
  layer1,
  layer2,
  layer3,
  layer4,
];

/** All four maps. */
function mapsOf(visual: ClipVisual, images: Tensor): FeatureMaps {
  expectShape(visual, images, ['B', visual.options.inChannels, 'H', 'W']);
  return scope(() => {
    let x = visual.bn1.forward(visual.conv1.forward(images)).relu_(); // [B, width / 2, H/2, W/2]
    x = visual.bn2.forward(visual.conv2.forward(x)).relu_();
    x = visual.bn3.forward(visual.conv3.forward(x)).relu_(); // [B, width, H/2, W/2]
    x = visual.avgpool.forward(x); // [B, width, H/4, W/4]
    const maps: FeatureMaps = {};
    for (const [i, stage] of stagesOf(visual).entries()) {
      x = stage.forward(x); // [B, 4 width * 2^i, H / (4 * 2^i), W / (4 * 2^i)]
      maps[STAGE_NAMES[i]!] = x;
    }
    return maps;
  });
}

function attentionPoolOf(visual: ClipVisual): AttentionPool2d {
  if (visual.attnpool) return visual.attnpool;
  throw new OptionError(
    `${visual.describe()} was made with attentionPool: false, so it has only maps and no embeddings`,
  );
}
